"""The article each person asked for last, which a question such as "and paragraph 2?" refers to."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import bindparam, func, or_, select, update

from bot.clock import Clock
from bot.storage.changes import CHANNEL, Changes
from bot.storage.database import Database
from bot.storage.errors import StorageError
from bot.storage.sealing import Sealer
from bot.storage.tables import people

#: How many people's last articles are kept in memory.
KEPT = 10_000

#: At most one write in this many seconds, for all people together.
WRITE_SECONDS = 5.0

# A word to other workers holds at most 8000 bytes (PostgreSQL, NOTIFY); what is told of one person at most 140.
_TOLD_AT_ONCE = 50
_SEPARATOR = ";"


@dataclass(frozen=True)
class LastArticle:
    """What was asked for, as a reference like `kz-2026:4:2`, and when."""

    reference: str
    at: datetime


class LastArticles:
    """Last articles: at once in memory, a few seconds later on disk.

    A plain question costs no write of its own: what changed is gathered and written in one unit of work by
    `write_down`. A process that is killed loses the changes of at most the last `WRITE_SECONDS`, and all
    those of people who have no row in the database: the next follow-up of such a person has nothing to refer
    to, and that is all that is lost. Other workers are told at once, without a write: Telegram may send the next
    question of the same person to any of them.
    """

    def __init__(
        self, database: Database, sealer: Sealer, clock: Clock, changes: Changes | None = None
    ) -> None:
        self._database = database
        self._sealer = sealer
        self._clock = clock
        self._known: OrderedDict[bytes, LastArticle] = OrderedDict()
        self._unwritten: dict[bytes, LastArticle] = {}
        self._written_at = clock.monotonic()
        self._told = changes is not None and not database.is_sqlite
        self._untold: dict[bytes, LastArticle] = {}
        self._telling: asyncio.Task[None] | None = None
        if changes is not None:
            changes.on("articles", self._heard)

    def remember(self, telegram_id: int, reference: str, *, stored: bool = True) -> None:
        """Keep `reference` as what this person asked for last. One who is not `stored` has no row to write it to."""
        sealed = self._sealer.seal(telegram_id)
        before = self._known.get(sealed)
        now = LastArticle(reference, self._clock.now())
        self._known[sealed] = now
        self._known.move_to_end(sealed)
        if stored and (before is None or before.reference != reference):
            self._unwritten[sealed] = now
        if len(self._known) > KEPT:
            self._known.popitem(last=False)
        if self._told:
            self._untold[sealed] = now
            if self._telling is None or self._telling.done():
                self._telling = asyncio.create_task(self._tell(), name="last articles")

    def newest(self, telegram_id: int, there: LastArticle | None) -> LastArticle | None:
        """What this process remembers or, where that is newer, what is on disk: `there`."""
        here = self.get(telegram_id)
        if here is not None and there is not None and there.at > self._clock.now():
            # Written before the clock was set back, so it is older than it says.
            return here
        return max(
            (article for article in (here, there) if article), key=lambda article: article.at, default=None
        )

    def get(self, telegram_id: int) -> LastArticle | None:
        """Return what this process remembers, or None."""
        return self._known.get(self._sealer.seal(telegram_id))

    def forget(self, telegram_id: int) -> None:
        """Remember nothing of this person, and write nothing of them."""
        sealed = self._sealer.seal(telegram_id)
        self._known.pop(sealed, None)
        self._unwritten.pop(sealed, None)
        self._untold.pop(sealed, None)

    async def write_down(self, *, at_once: bool = False) -> int:
        """Write what changed, if it is time or `at_once` (at the end); return how many changes were written.

        Raises:
            StorageError: the database failed; the changes are kept for the next time.
        """
        due = at_once or self._clock.monotonic() - self._written_at >= WRITE_SECONDS
        if not (due and self._unwritten):
            return 0
        self._written_at = self._clock.monotonic()
        taken, self._unwritten = self._unwritten, {}
        try:
            await self._write(taken)
        except BaseException:
            still_known = {sealed: article for sealed, article in taken.items() if sealed in self._known}
            self._unwritten = still_known | self._unwritten
            raise
        return len(taken)

    async def _tell(self) -> None:
        """Tell other workers what waits to be told; what comes meanwhile goes together, with the next word."""
        while self._untold:
            taken, self._untold = self._untold, {}
            said = [
                f"{sealed.hex()} {each.at.timestamp()!r} {each.reference}" for sealed, each in taken.items()
            ]
            words = [
                _SEPARATOR.join(said[start : start + _TOLD_AT_ONCE])
                for start in range(0, len(said), _TOLD_AT_ONCE)
            ]
            try:
                async with self._database.single() as connection:
                    for word in words:
                        await connection.execute(select(func.pg_notify(CHANNEL, f"articles {word}")))
            except StorageError:
                # They see it when it is on disk.
                return

    def _heard(self, word: str) -> None:
        for said in word.split(_SEPARATOR):
            sealed_id, seconds, reference = said.split(" ", 2)
            sealed, at = bytes.fromhex(sealed_id), datetime.fromtimestamp(float(seconds), UTC)
            known = self._known.get(sealed)
            if known is None or known.at < at:
                self._known[sealed] = LastArticle(reference, at)
                self._known.move_to_end(sealed)
        while len(self._known) > KEPT:
            self._known.popitem(last=False)

    async def _write(self, taken: dict[bytes, LastArticle]) -> None:
        moment = bindparam("at", type_=people.c.last_article_at.type)
        # One from the future was written before the clock was set back.
        stored, now = people.c.last_article_at, self._clock.now()
        older = or_(stored.is_(None), stored <= moment, stored > now)
        statement = (
            update(people)
            .where(people.c.sealed_id == bindparam("sealed"), older)
            .values(last_article=bindparam("reference"), last_article_at=moment)
        )
        # In one order in every worker, so that no two wait for each other.
        rows = [
            {"sealed": sealed, "reference": taken[sealed].reference, "at": taken[sealed].at}
            for sealed in sorted(taken)
        ]
        async with self._database.write() as connection:
            await connection.execute(statement, rows)
