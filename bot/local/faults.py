"""Faults on order, and the limits of real Telegram where a test wants them."""

import math
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, get_args

from bot.local.errors import ApiError, ConnectionFault, too_many_requests

Kind = Literal["timeout_before", "timeout_after", "error_500", "drop", "rate_limit"]


@dataclass(slots=True)
class _Fault:
    method: str
    kind: Kind
    times: int
    retry_after: int
    chat: int | None


class Faults:
    """Makes chosen calls fail.

    ``timeout_before``: nothing happens, the caller waits in vain. ``timeout_after``: the call is carried
    out, the caller waits in vain. ``drop``: nothing happens and the connection closes. ``error_500`` and
    ``rate_limit``: nothing happens, the answer says so.
    """

    def __init__(self) -> None:
        self._planned: list[_Fault] = []

    def add(
        self,
        *,
        kind: Kind,
        method: str = "*",
        times: int = 1,
        retry_after: int = 3,
        chat: int | None = None,
    ) -> None:
        """Let the next ``times`` calls fail, of one method or of all ("*"), in one chat or in all (None).

        ``retry_after`` (seconds) counts for ``rate_limit`` alone. Faults are used up in the order they were
        added.

        Raises:
            ValueError: there is no such kind.
        """
        if kind not in get_args(Kind):
            raise ValueError(f"unknown fault {kind!r}")
        self._planned.append(_Fault(method.lower(), kind, times, retry_after, chat))

    def clear(self) -> None:
        """Forget all planned faults."""
        self._planned.clear()

    def before(self, method: str, chat: str) -> Callable[[], None] | None:
        """Fail a call that a fault is planned for; return what must still fail after it was carried out.

        Raises:
            ApiError: 500 or 429.
            ConnectionFault: no answer.
        """
        fault = self._next(method, chat)
        if fault is None:
            return None
        if fault.kind == "timeout_after":
            return _time_out
        if fault.kind == "error_500":
            raise ApiError(500, "Internal Server Error")
        if fault.kind == "rate_limit":
            raise too_many_requests(fault.retry_after)
        raise ConnectionFault(timed_out=fault.kind == "timeout_before")

    def _next(self, method: str, chat: str) -> _Fault | None:
        for fault in self._planned:
            if fault.method in ("*", method) and (fault.chat is None or str(fault.chat) == chat):
                fault.times -= 1
                if fault.times <= 0:
                    self._planned.remove(fault)
                return fault
        return None


def _time_out() -> None:
    raise ConnectionFault(timed_out=True)


@dataclass(slots=True)
class _Window:
    """At most ``most`` events in ``seconds``."""

    most: int
    seconds: float
    times: deque[float] = field(default_factory=deque)

    def wait(self, now: float) -> float:
        """Return the seconds until the next event is allowed, 0 for now."""
        while self.times and self.times[0] <= now - self.seconds:
            self.times.popleft()
        return self.times[0] + self.seconds - now if len(self.times) >= self.most else 0.0


class Limits:
    """Refuses messages sent too fast with 429; off until a number is set.

    ``per_second`` counts all messages (real Telegram: about 30), ``per_chat_second`` those to one chat (1),
    ``per_group_minute`` those to one group (20); None means no limit. Time comes from ``clock``, in seconds.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self.clock = clock
        self.per_second: int | None = None
        self.per_chat_second: int | None = None
        self.per_group_minute: int | None = None
        self._windows: dict[tuple[str, int], _Window] = {}

    def like_telegram(self) -> None:
        """Set the limits that the Bot API's FAQ names."""
        self.per_second, self.per_chat_second, self.per_group_minute = 30, 1, 20

    def check(self, chat: int) -> None:
        """Count one message to a chat; a refused one does not count.

        Raises:
            ApiError: 429 with the whole seconds to wait.
        """
        windows = list(self._of(chat))
        now = self.clock()
        wait = max((window.wait(now) for window in windows), default=0.0)
        if wait > 0:
            raise too_many_requests(max(1, math.ceil(wait)))
        for window in windows:
            window.times.append(now)

    def _of(self, chat: int) -> list[_Window]:
        wanted = [("all", 0, self.per_second, 1.0), ("chat", chat, self.per_chat_second, 1.0)]
        if chat < 0:
            wanted.append(("group", chat, self.per_group_minute, 60.0))
        return [
            self._window((name, key), most, seconds)
            for name, key, most, seconds in wanted
            if most is not None
        ]

    def _window(self, key: tuple[str, int], most: int, seconds: float) -> _Window:
        window = self._windows.setdefault(key, _Window(most, seconds))
        window.most = most
        return window
