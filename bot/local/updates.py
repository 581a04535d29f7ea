"""The queue of updates that wait for the bot, with the rules of getUpdates."""

import asyncio
from collections import deque
from itertools import islice
from typing import Any

from bot.local.errors import ApiError

# Bot API: these come only to a bot that asks for them by name.
ON_REQUEST = frozenset({"chat_member", "message_reaction", "message_reaction_count"})

Update = dict[str, Any]


class UpdateQueue:
    """Updates in the order in which they happened, kept until confirmed; ids grow by one.

    ``allowed`` is what the bot asked for, empty for everything except ``ON_REQUEST``.
    """

    def __init__(self, first_id: int = 1000) -> None:
        self.allowed: frozenset[str] = frozenset()
        self._next_id = first_id
        self._waiting: deque[Update] = deque()
        self._arrived = asyncio.Event()
        self._polls = 0

    def __len__(self) -> int:
        return len(self._waiting)

    def wants(self, kind: str) -> bool:
        """Tell whether updates of this kind go to the bot."""
        return kind in self.allowed if self.allowed else kind not in ON_REQUEST

    def push(self, kind: str, content: dict[str, Any]) -> int:
        """Add an update and return its id, 0 if the bot did not ask for this kind."""
        if not self.wants(kind):
            return 0
        update_id = self._next_id
        self._next_id += 1
        self._waiting.append({"update_id": update_id, kind: content})
        self._arrived.set()
        return update_id

    def repeat(self, update: Update) -> None:
        """Put an update in front again, as after a crash before it was confirmed."""
        self._waiting.appendleft(update)
        self._arrived.set()

    def peek(self) -> list[Update]:
        """Return the waiting updates, oldest first, and leave them waiting."""
        return list(self._waiting)

    def first(self, count: int) -> list[Update]:
        """Return up to ``count`` waiting updates, oldest first, and leave them waiting."""
        return list(islice(self._waiting, count))

    def take(self) -> list[Update]:
        """Return the waiting updates, oldest first, and forget them."""
        taken = list(self._waiting)
        self._waiting.clear()
        return taken

    def drop(self, update: Update) -> None:
        """Forget one update; nothing happens if it is gone."""
        if update in self._waiting:
            self._waiting.remove(update)

    def confirm(self, offset: int) -> None:
        """Forget all before ``offset``; a negative offset keeps only that many of the newest."""
        if offset < 0:
            while len(self._waiting) > -offset:
                self._waiting.popleft()
        while offset > 0 and self._waiting and self._waiting[0]["update_id"] < offset:
            self._waiting.popleft()

    async def poll(self, offset: int, limit: int, timeout: float) -> list[Update]:  # noqa: ASYNC109
        """Confirm what lies before ``offset`` and return up to ``limit`` updates.

        Waits up to ``timeout`` seconds for the first one; 0 does not wait.

        Raises:
            ApiError: 409 when another poll begins or a webhook is set meanwhile.
        """
        self.interrupt()
        turn = self._polls
        self.confirm(offset)
        if not self._waiting and timeout > 0:
            await self.wait(timeout)
        if turn != self._polls:
            raise ApiError(
                409,
                "Conflict: terminated by other getUpdates request;"
                " make sure that only one bot instance is running",
            )
        return self.first(limit)

    async def wait(self, timeout: float | None = None) -> None:  # noqa: ASYNC109
        """Return at the next update, interruption or after ``timeout`` seconds; None waits for ever."""
        self._arrived.clear()
        try:
            async with asyncio.timeout(timeout):
                await self._arrived.wait()
        except TimeoutError:
            return

    def interrupt(self) -> None:
        """End a poll that is under way."""
        self._polls += 1
        self.wake()

    def wake(self) -> None:
        """Let whoever waits look again."""
        self._arrived.set()
