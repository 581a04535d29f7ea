"""Questions that got no sure answer, counted so that the index of topics can grow, and nobody can be told by them.

A question becomes a keyed hash of its form, and whoever asks it a mark that is keyed by that hash: two marks of one
person under two questions cannot be matched without the key. Words are kept only when the third different person asks
the same, and then the marks are deleted. Before, nothing readable is on disk; whoever has the key as well could at most
try out what they guess.
"""

from __future__ import annotations

import asyncio
import hmac
from collections import Counter, OrderedDict
from dataclasses import dataclass
from datetime import date
from itertools import islice

from bot.answer import Answer
from bot.clock import Clock
from bot.person import Person
from bot.question_form import shared_form
from bot.storage import gaps as table
from bot.storage.database import Database
from bot.storage.gaps import SETTING, Asked, Gap
from bot.storage.sealing import Sealer

#: At most one write in this many seconds, for all people together.
WRITE_SECONDS = 5.0

#: How many questions of one person are counted a day; more than anybody asks, so that nobody fills the disk.
DAILY = 50

#: How many questions are counted in one unit of work, and how many may wait for it; what is more is not counted.
BATCH, WAITING = 200, 1_000

#: Of how many askers this process knows that they are counted already.
KNOWN = 20_000

# These say nothing of the text, or nothing without what was said before.
_TELLS_NOTHING = frozenset(("empty", "too-long", "needs-article"))


@dataclass(frozen=True, slots=True)
class Overview:
    """What editors may see: the questions most asked, how many there are, and how many too few have asked."""

    gaps: tuple[Gap, ...]
    readable: int
    unreadable: int


def wants_to_be_counted(person: Person | None) -> bool:
    """Whether a person's questions may be counted; those of somebody unknown may."""
    return person is None or person.settings.get(SETTING) is not False


class Gaps:
    """Counts unanswered questions: at once in memory, a few seconds later on disk.

    A process that is killed loses what it noted in the last `WRITE_SECONDS`: these questions are not counted, and that
    is all. After a change of the data key old marks match nothing any more and are gone after 90 days.
    """

    def __init__(self, database: Database, sealer: Sealer, clock: Clock) -> None:
        self._database = database
        self._sealer = sealer
        self._clock = clock
        self._waiting: dict[bytes, Asked] = {}
        self._known: OrderedDict[bytes, date] = OrderedDict()
        self._today = clock.now().date()
        self._asked_today: Counter[bytes] = Counter()
        self._alone = asyncio.Lock()
        self._written_at = clock.monotonic()

    def note(self, question: str, answer: Answer, telegram_id: int) -> None:
        """Note that a person got no sure answer to a question; does nothing where they got one.

        To be called after the reply was sent. Asked again by the same person it costs no write.
        """
        if (answer.kind != "none" and answer.kind != "choices") or answer.reason in _TELLS_NOTHING:
            return
        form = shared_form(question)
        if form is None:
            return
        gap = self._sealer.pseudonym("unanswered question", form)
        asker = _mark(self._secret(telegram_id), gap)
        person = self._sealer.seal(telegram_id)
        if self._is_new(asker, person):
            today = self._clock.now().date()
            self._waiting[asker] = Asked(gap, asker, form, answer.kind, answer.lang, person, today)
            self._asked_today[person] += 1

    def _is_new(self, asker: bytes, person: bytes) -> bool:
        today = self._clock.now().date()
        if today != self._today:
            self._today = today
            self._asked_today.clear()
        if asker in self._waiting or len(self._waiting) >= WAITING or self._asked_today[person] >= DAILY:
            return False
        since = self._known.get(asker)
        return since is None or (today - since).days >= table.KEPT_DAYS

    async def write_down(self, *, at_once: bool = False) -> int:
        """Write what waits, if it is time or `at_once` (then all of it); return how many questions that were.

        Raises:
            StorageError: the database failed; what waits is kept for the next time.
        """
        due = at_once or self._clock.monotonic() - self._written_at >= WRITE_SECONDS
        if not (due and self._waiting):
            return 0
        self._written_at = self._clock.monotonic()
        written = 0
        async with self._alone:
            while batch := dict(islice(self._waiting.items(), BATCH)):
                await self._write(batch)
                written += len(batch)
                if not at_once:
                    break
        return written

    async def _write(self, batch: dict[bytes, Asked]) -> None:
        async with self._database.write() as connection:
            await table.record(connection, batch.values(), self._clock.now().date())
        for asker, asked in batch.items():
            del self._waiting[asker]
            self._known[asker] = asked.day
            self._known.move_to_end(asker)
        while len(self._known) > KNOWN:
            self._known.popitem(last=False)

    async def overview(self, limit: int) -> Overview:
        """Return the `limit` questions most asked, with what waits in this process counted in.

        Raises:
            StorageError: the database failed.
        """
        await self.write_down(at_once=True)
        today = self._clock.now().date()
        async with self._database.read() as connection:
            return Overview(
                tuple(await table.readable(connection, today, limit)),
                await table.count_readable(connection, today),
                await table.count_unreadable(connection, today),
            )

    async def held(self, telegram_id: int) -> list[date]:
        """Return the days of the marks that are held of a person, one for each question; the oldest first.

        Which questions these were is not known. Words that enough have asked are nobody's any more, and not among them.

        Raises:
            StorageError: the database failed.
        """
        person = self._sealer.seal(telegram_id)
        async with self._alone:
            waiting = [asked.day for asked in self._waiting.values() if asked.person == person]
            return sorted([*waiting, *(day for _, _, day in await self._marks_of(telegram_id))])

    async def withdraw(self, telegram_id: int) -> int:
        """Take a person out of every count that is not readable yet; return out of how many.

        Questions that another worker noted within the last `WRITE_SECONDS` stay, unless the person's settings say that
        they are not to be counted. The write-ahead log may hold the marks until `Database.scrub`.

        Raises:
            StorageError: the database failed; what is on disk stays.
        """
        person = self._sealer.seal(telegram_id)
        async with self._alone:
            waiting = [asker for asker, asked in self._waiting.items() if asked.person == person]
            for asker in waiting:
                del self._waiting[asker]
            found = [(gap, asker) for gap, asker, _ in await self._marks_of(telegram_id)]
            if found:
                async with self._database.write() as connection:
                    await table.remove(connection, found)
            # Whose marks these are is not noted here, so all are forgotten: should they ask again, they count again.
            self._known.clear()
        return len(waiting) + len(found)

    async def prune(self) -> int:
        """Delete what is 90 days old; return how many rows.

        Raises:
            StorageError: the database failed.
        """
        async with self._database.write() as connection:
            return await table.prune(connection, self._clock.now().date())

    async def _marks_of(self, telegram_id: int) -> list[tuple[bytes, bytes, date]]:
        """A person's marks, found by making theirs for every question: nothing on disk leads from one to the others."""
        async with self._database.read() as connection:
            every = await table.marks(connection, self._clock.now().date())
        secret = self._secret(telegram_id)
        return await asyncio.to_thread(lambda: [each for each in every if _mark(secret, each[0]) == each[1]])

    def _secret(self, telegram_id: int) -> bytes:
        return self._sealer.pseudonym("askers of unanswered questions", telegram_id)


def _mark(secret: bytes, gap: bytes) -> bytes:
    """What stands for an asker under one question, and under no other."""
    return hmac.digest(secret, gap, "sha256")
