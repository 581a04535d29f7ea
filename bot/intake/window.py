"""Between fetched and confirmed: which offset may be sent, and whether asking again can bring anything new.

A getUpdates with an offset confirms every update below it, for good (Bot API, getUpdates). So the offset is
the lowest update not handled yet, and what was fetched from there on comes again in each answer until then.
"""

from __future__ import annotations

from collections.abc import Sequence

from telegram import Update
from telegram.constants import PollingLimit

from bot.intake.recent import Recent

#: How many asks go one update at a time after an unreadable answer: enough to get past a whole answer.
_CAREFUL_ASKS = int(PollingLimit.MAX_LIMIT)


class Window:
    """The updates fetched and not confirmed: at most one answer of getUpdates, 100 by Telegram's limit."""

    def __init__(self, limit: int = PollingLimit.MAX_LIMIT) -> None:
        """Ask for at most `limit` updates at once."""
        self._limit = limit
        self._recent = Recent()
        self._in_hand: set[int] = set()
        self._answer: list[int] = []
        self._full = False
        self._after: int | None = None
        self._careful = 0
        #: Whether the last answer held only what was confirmed before: the server disregards the offset.
        self.repeated = False

    @property
    def limit(self) -> int:
        """How many updates to ask for."""
        return 1 if self._careful else self._limit

    @property
    def offset(self) -> int | None:
        """What may be confirmed: everything below this id. None: nothing was fetched yet."""
        return min(self._in_hand, default=self._after)

    @property
    def worth_asking(self) -> bool:
        """Whether all is handled, or all but the last quarter of a full answer.

        Until then Telegram would answer at once, however long the poll, and mostly with what is known.
        """
        if not self._in_hand:
            return True
        return self._full and min(self._in_hand) > self._answer[len(self._answer) * 3 // 4]

    @property
    def stuck(self) -> bool:
        """Whether asking again brings the very same: the answer was full and its first update is in hand."""
        return self._full and self._answer[0] in self._in_hand

    def take(self, answer: Sequence[Update], asked: int | None) -> list[Update]:
        """Return those of `answer` that were not taken before, in order; they are in hand from now on.

        `asked` is the offset that was asked for.
        """
        self._answer = ids = [update.update_id for update in answer]
        self._full = len(ids) >= self.limit
        self._careful = max(0, self._careful - 1)
        if ids:
            # Not the highest ever seen: after a week of silence Telegram goes on from a random id (Bot API,
            # Update), which may be lower.
            self._after = ids[-1] + 1
        new = [update for update in answer if self._recent.first_time(update.update_id)]
        self._in_hand.update(update.update_id for update in new)
        self.repeated = bool(ids) and not new and asked is not None and ids[0] < asked
        return new

    def handled(self, update_id: int) -> None:
        """Let `update_id` be confirmed."""
        self._in_hand.discard(update_id)

    def unreadable(self) -> int | None:
        """Ask for single updates, since an answer could not be read; return the id passed over, if any.

        One that cannot be read even alone is given up: it would keep everybody's updates back for a day.
        None: nothing is passed over yet.
        """
        alone = self._careful > 0 and not self._in_hand
        self._careful = _CAREFUL_ASKS
        if not alone or self._after is None:
            return None
        self._after += 1
        return self._after - 1
