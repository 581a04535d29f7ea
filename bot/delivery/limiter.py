"""How fast the bot may send: replies at once, notices in what room is left.

Telegram takes about 30 messages a second in all, 1 a second in a private chat and 20 a minute in a group, and answers
429 with `retry_after` beyond that (Bots FAQ, "My bot is hitting limits"). All times here are monotonic seconds.
"""

from __future__ import annotations

import asyncio
import math
import time
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, Literal

import structlog
from telegram.constants import FloodLimit
from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

log = structlog.get_logger(__name__)

Lane = Literal["notice"]
NOTICE: Lane = "notice"
"""Give as `rate_limit_args` for what nobody is waiting for; everything else is a reply."""

#: Seconds that a notice waits in here at most; beyond, `NotYetError` gives it back to the queue on disk.
PATIENCE = 2.0
#: Seconds of a `retry_after` that a reply waits out; somebody who has waited longer has asked again.
REPLY_PATIENCE = 30.0
REPLY_TRIES = 3
#: Seconds of sending that a busy queue makes up after it was held up; one that was idle has nothing to make up.
MADE_UP = 0.2
#: After a 429 the rate is multiplied by this, and raised again by a hundredth of the full rate each second.
CUT = 0.5
RAISED_EACH_SECOND = 0.01
SLOWEST = 1.0
_SECOND, _MINUTE = 1.0, 60.0
_KEPT_CHATS = 4_096
#: How much the last call counts in the average of all.
_WEIGHT = 0.1


class NotYetError(Exception):
    """A notice was not sent: Telegram was not even asked. `seconds` from now there may be room for it."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"not within {seconds:.1f} s")
        self.seconds = seconds


class Limiter(BaseRateLimiter[Any]):
    """Lets replies pass, and notices at `rate` a second at most."""

    def __init__(
        self,
        rate: float,
        *,
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        """Notices go at `rate` a second, spaced evenly from the first one on."""
        self._full = rate
        self._monotonic = monotonic
        self._sleep = sleep
        self._window = _Window(max(int(FloodLimit.MESSAGES_PER_SECOND), math.ceil(rate)), monotonic)
        self._turn = asyncio.Lock()
        self._queued = 0
        self._next = 0.0
        self._deadline = 0.0
        self._cut_at = -math.inf
        self._cut_to = rate
        self._chats = _Chats(monotonic)
        self._closed = False
        #: Seconds that a message takes from the call to Telegram's answer, on average of late.
        self.latency = 0.0
        self.refusals = 0

    async def initialize(self) -> None:
        """Open nothing."""

    async def shutdown(self) -> None:
        """Close nothing."""

    @property
    def full_rate(self) -> float:
        """Notices a second when Telegram refuses nothing."""
        return self._full

    @property
    def rate(self) -> float:
        """Notices a second, as things stand."""
        since = self._monotonic() - max(self._cut_at, self._deadline)
        return min(self._full, self._cut_to + max(0.0, since) * self._full * RAISED_EACH_SECOND)

    @property
    def halted(self) -> float:
        """Seconds for which Telegram wants nothing; 0: it does."""
        return max(0.0, self._deadline - self._monotonic())

    def give_back(self) -> None:
        """Send no notice any more, since the bot stops: those that wait in here go back to the queue on disk."""
        self._closed = True

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: Lane | None,
    ) -> Any:
        """Make the request when there is room for it, and return its result.

        Raises:
            NotYetError: a notice would have to wait for long; nothing was sent.
            telegram.error.RetryAfter: Telegram refused it for now; a reply was tried again before.
        """
        chat = data.get("chat_id") if _is_message(endpoint) else None

        async def call() -> Any:
            return await self._call(chat, callback, args, kwargs)

        if rate_limit_args == NOTICE:
            await self._wait_as_notice(chat)
            return await call()
        return await self._reply(chat, call)

    async def _reply(self, chat: int | str | None, call: Callable[[], Awaitable[Any]]) -> Any:
        for tries in range(1, REPLY_TRIES + 1):
            if self.halted > REPLY_PATIENCE:
                raise RetryAfter(math.ceil(self.halted))
            while wait := max(self.halted, self._chats.wait(chat, as_reply=True)):
                await self._sleep(wait)
            if chat is not None:
                self._chats.take(chat)
                self._give_way()
            try:
                return await call()
            except RetryAfter:
                if tries == REPLY_TRIES:
                    raise
        raise AssertionError("the last try returns or raises")

    def _give_way(self) -> None:
        """Let the next notice go later, for a reply has taken its place; never more than a second later."""
        now = self._monotonic()
        self._next = min(max(self._next, now) + 1 / self.rate, max(self._next, now + _SECOND))

    async def _wait_as_notice(self, chat: int | str | None) -> None:
        wait = max(self.halted, self._chats.wait(chat))
        if wait > PATIENCE:
            raise NotYetError(wait)
        if chat is not None:
            self._chats.take(chat, at=self._monotonic() + wait)
        if wait:
            await self._sleep(wait)
        if self._queued == 0:
            self._next = max(self._next, self._monotonic())
        self._queued += 1
        try:
            async with self._turn:
                await self._slot()
        finally:
            self._queued -= 1

    async def _slot(self) -> None:
        """Wait for the next place in the row of notices, which is even however late one of them was."""
        while True:
            now = self._monotonic()
            if self._closed or self.halted > PATIENCE:
                raise NotYetError(self.halted)
            slot = max(self._next, now - MADE_UP)
            wait = max(slot - now, self.halted, self._window.wait())
            if wait <= 0:
                self._next = slot + 1 / self.rate
                return
            await self._sleep(wait)

    async def _call(
        self,
        chat: int | str | None,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
    ) -> Any:
        began = self._monotonic()
        if chat is not None:
            self._window.begin()
        try:
            return await callback(*args, **kwargs)
        except RetryAfter as error:
            self._refused(error, began)
            raise
        finally:
            if chat is not None:
                self._window.end()
                self.latency += (self._monotonic() - began - self.latency) * _WEIGHT

    def _refused(self, error: RetryAfter, began: float) -> None:
        """Halt everything until Telegram wants more, and go on more slowly; one storm cuts the rate once."""
        now = self._monotonic()
        after = error.retry_after
        seconds = float(after) if isinstance(after, (int, float)) else after.total_seconds()
        self.refusals += 1
        if began > self._cut_at:
            cut = max(min(SLOWEST, self._full), self.rate * CUT)
            self._cut_to, self._cut_at = cut, now
            log.warning("limiter.refused", retry_after=seconds, rate=round(cut, 1))
        self._deadline = max(self._deadline, now + seconds)


def _is_message(endpoint: str) -> bool:
    """Whether Telegram counts the call among the messages that a bot sends."""
    return endpoint.startswith(("send", "edit", "copy", "forward")) and endpoint != "sendChatAction"


class _Window:
    """How many messages Telegram may have counted within the last second.

    It counts a message some time between the request and the answer. So one that is under way, or was answered less
    than a second ago, may be among those of the last second, and one that was answered earlier is not, however
    unevenly the network carried them.
    """

    def __init__(self, most: int, monotonic: Callable[[], float]) -> None:
        self._most = most
        self._monotonic = monotonic
        self._under_way = 0
        self._answered: deque[float] = deque()

    def begin(self) -> None:
        """Note that a message is on its way."""
        self._under_way += 1

    def end(self) -> None:
        """Note that one of them was answered, or will not be."""
        self._under_way -= 1
        self._answered.append(self._monotonic())

    def wait(self) -> float:
        """Seconds until one more may be sent for certain; 0: now."""
        now = self._monotonic()
        while self._answered and self._answered[0] <= now - _SECOND:
            self._answered.popleft()
        excess = self._under_way + len(self._answered) - self._most + 1
        if excess <= 0:
            return 0.0
        if excess > len(self._answered):
            return 0.01
        return max(0.001, self._answered[excess - 1] + _SECOND - now)


class _Chats:
    """When each chat was last written to: a private one every second, a group 20 times a minute."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._private: dict[int | str, float] = {}
        self._groups: dict[int | str, deque[float]] = {}

    def wait(self, chat: int | str | None, *, as_reply: bool = False) -> float:
        """Seconds until the chat may be written to; a person who asks quickly is answered quickly."""
        now = self._monotonic()
        if chat is None or (as_reply and not _is_group(chat)):
            return 0.0
        if not _is_group(chat):
            return max(0.0, self._private.get(chat, -math.inf) + _SECOND - now)
        times = self._groups.get(chat)
        while times and times[0] <= now - _MINUTE:
            times.popleft()
        most = int(FloodLimit.MESSAGES_PER_MINUTE_PER_GROUP)
        return max(0.0, times[-most] + _MINUTE - now) if times and len(times) >= most else 0.0

    def take(self, chat: int | str, at: float | None = None) -> None:
        """Note that the chat is written to at a moment; None: now."""
        at = self._monotonic() if at is None else at
        if _is_group(chat):
            self._groups.setdefault(chat, deque()).append(at)
        else:
            self._private[chat] = max(at, self._private.get(chat, -math.inf))
        if len(self._private) + len(self._groups) > _KEPT_CHATS:
            self._forget()

    def _forget(self) -> None:
        now = self._monotonic()
        self._private = {chat: at for chat, at in self._private.items() if at > now - _SECOND}
        self._groups = {chat: times for chat, times in self._groups.items() if times[-1] > now - _MINUTE}


def _is_group(chat: int | str) -> bool:
    """Whether a chat is a group or channel: a negative number, or a name, which people's chats do not have."""
    return str(chat).startswith(("-", "@"))
