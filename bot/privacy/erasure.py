"""Erasing a person: everything of them, at once and from the disk, with a summary of what was done."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.gaps import Gaps
from bot.people import People
from bot.privacy.held import TABLES
from bot.proposals.own import erase_within
from bot.proposals.proposal import CLOSED, PUBLIC
from bot.proposals.status import Statuses
from bot.storage.database import Database
from bot.storage.proposal_tables import intake_limits, proposals, supports
from bot.storage.tables import dialogues, metadata
from bot.storage.tables import people as people_table
from bot.storage.updates import first_time

#: Whoever has blocked the bot for so long is erased.
BLOCKED_FOR = timedelta(days=30)

#: So long after a matter is closed nobody can tell any more whose proposal it was, or who supported it.
ANONYMOUS_AFTER = timedelta(days=183)

#: A dialogue that nobody went on with for so long is forgotten.
DIALOGUE_KEPT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Erased:
    """What was erased of a person. `rows` counts them by table; what is 0 is not in it.

    `kept` and `erased` are the numbers of their proposals: left without an author, and without words.
    `unanswered`: marks of questions that got no sure answer.
    """

    rows: dict[str, int] = field(default_factory=dict)
    kept: tuple[int, ...] = ()
    erased: tuple[int, ...] = ()
    unanswered: int = 0

    @property
    def anything(self) -> bool:
        """Whether there was anything."""
        return bool(self.rows or self.unanswered)


class Erasure:
    """Erases people, when they say so and when it is time."""

    def __init__(
        self, database: Database, people: People, gaps: Gaps, clock: Clock, statuses: Statuses
    ) -> None:
        self._database = database
        self._people = people
        self._gaps = gaps
        self._clock = clock
        self._statuses = statuses

    async def published_by(self, telegram_id: int) -> list[int]:
        """The numbers of the person's proposals that everybody may read.

        Raises:
            StorageError: the database failed.
        """
        person = await self._people.find(telegram_id)
        if person is None:
            return []
        query = (
            select(proposals.c.number)
            .where(proposals.c.person_id == person.id, proposals.c.status.in_(PUBLIC))
            .order_by(proposals.c.number)
        )
        async with self._database.read() as connection:
            return list((await connection.execute(query)).scalars())

    async def erase(self, telegram_id: int, *, keep: bool = False, update_id: int | None = None) -> Erased:
        """Erase everything of a person; with `keep` their published proposals stay, without them.

        A second delivery of `update_id` erases nothing.

        Raises:
            StorageError: the database failed; nothing is erased for certain.
        """
        unanswered = await self._gaps.withdraw(telegram_id)
        self._people.forget_here(telegram_id)
        async with self._database.write() as connection:
            rows: dict[str, int] = {}
            kept: list[int] = []
            gone: list[int] = []
            person_id = await self._people.row_within(connection, telegram_id)
            if await first_time(connection, update_id, self._clock.now()) and person_id is not None:
                rows = await _counted(connection, person_id)
                kept, gone = await self._let_go(connection, person_id, keep=keep)
                await connection.execute(delete(people_table).where(people_table.c.id == person_id))
                await self._people.note_erased_within(connection, telegram_id)
        self._people.forget_here(telegram_id)
        await self._database.scrub()
        return Erased(rows, tuple(kept), tuple(gone), unanswered)

    async def _let_go(
        self, connection: AsyncConnection, person_id: int, *, keep: bool
    ) -> tuple[list[int], list[int]]:
        query = select(proposals.c.id, proposals.c.number, proposals.c.status).where(
            proposals.c.person_id == person_id
        )
        kept: list[int] = []
        gone: list[int] = []
        for row in (await connection.execute(query.order_by(proposals.c.number))).all():
            if keep and row.status in PUBLIC:
                await _detach(connection, row.id)
                kept.append(row.number)
            else:
                await erase_within(connection, row.id, self._statuses)
                gone.append(row.number)
        return kept, gone

    async def erase_those_who_left(self) -> int:
        """Erase whoever blocked the bot 30 days ago; what they published stays without them. Return how many.

        Raises:
            StorageError: the database failed; those that were erased are.
        """
        before = self._clock.now() - BLOCKED_FOR
        query = select(people_table.c.sealed_id).where(people_table.c.blocked_at <= before)
        async with self._database.read() as connection:
            sealed = list((await connection.execute(query)).scalars())
        for each in sealed:
            await self.erase(self._people.opened(each), keep=True)
        return len(sealed)

    async def make_anonymous(self) -> int:
        """Take author and supporters from what was closed six months ago; return from how many proposals.

        Raises:
            StorageError: the database failed; nothing was changed.
        """
        now = self._clock.now()
        table = proposals.c
        query = select(table.id).where(
            table.status.in_(CLOSED), table.closed_at <= now - ANONYMOUS_AFTER, table.anonymised_at.is_(None)
        )
        async with self._database.write() as connection:
            rows = list((await connection.execute(query)).scalars())
            for proposal_id in rows:
                await _detach(connection, proposal_id)
                held = select(func.count()).select_from(supports).where(supports.c.proposal_id == proposal_id)
                count = (await connection.execute(held)).scalar_one()
                values = {"former_supports": table.former_supports + count, "anonymised_at": now}
                await connection.execute(update(proposals).where(table.id == proposal_id).values(values))
                await connection.execute(delete(supports).where(supports.c.proposal_id == proposal_id))
        if rows:
            await self._database.scrub()
        return len(rows)

    async def forget_the_old(self) -> int:
        """Forget dialogues and counts that nobody needs any more; return how many rows.

        Raises:
            StorageError: the database failed.
        """
        now = self._clock.now()
        async with self._database.write() as connection:
            old = delete(dialogues).where(dialogues.c.updated_at <= now - DIALOGUE_KEPT)
            counts = delete(intake_limits).where(intake_limits.c.last_at <= now - timedelta(days=2))
            return sum([(await connection.execute(each)).rowcount for each in (old, counts)])


async def _detach(connection: AsyncConnection, proposal_id: int) -> None:
    """Leave a proposal without its author, and without what could lead to them."""
    values = {"person_id": None, "official_number": None}
    await connection.execute(update(proposals).where(proposals.c.id == proposal_id).values(values))


async def _counted(connection: AsyncConnection, person_id: int) -> dict[str, int]:
    """How many rows of each table are a person's."""
    found = {}
    for table in TABLES:
        if table.owner is None:
            continue
        source = metadata.tables[table.name]
        query = select(func.count()).select_from(source).where(source.c[table.owner] == person_id)
        if count := (await connection.execute(query)).scalar_one():
            found[table.name] = count
    return found
