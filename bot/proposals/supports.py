"""Supporting a proposal: one person once, taken back at will, and counted in the open."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import accumulate
from typing import Literal

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.people import People
from bot.proposals.proposal import PUBLIC, Proposal, from_row
from bot.proposals.statuses import Status
from bot.storage.database import Database, insert_into
from bot.storage.proposal_tables import proposals, supports
from bot.storage.tables import people as people_table
from bot.storage.updates import first_time

#: In these a proposal can be supported.
SUPPORTABLE: frozenset[Status] = frozenset(("published", "before_commission"))

#: Supports in 24 hours from which on they can be a spike, and how many times the usual number of a day.
SPIKE, TIMES = 10, 3

Outcome = Literal["given", "given-before", "taken", "not-given", "own", "not-open"]


@dataclass(frozen=True, slots=True)
class Supported:
    """What became of a tap, and how many support the proposal now."""

    outcome: Outcome
    count: int
    proposal: Proposal


@dataclass(frozen=True, slots=True)
class Spike:
    """The supports of the last 24 hours. `new`: the share (0 to 1) of supporters first seen in that time.

    `usual`: how many came on a day before, on the average. A person's first day is known, not the hour.
    """

    last_day: int
    usual: float
    new: float

    @property
    def is_one(self) -> bool:
        """Whether so many came at once that a moderator should look."""
        return self.last_day >= SPIKE and self.last_day >= TIMES * self.usual


class Supports:
    """Gives and takes back support, and counts it."""

    def __init__(self, database: Database, people: People, clock: Clock) -> None:
        self._database = database
        self._people = people
        self._clock = clock

    async def give(
        self, telegram_id: int, number: int, *, language: str | None = None, update_id: int | None = None
    ) -> Supported | None:
        """Support the proposal of that number; None: there is no such proposal in public.

        `language` is kept as theirs if they chose none, since they will be told what becomes of it.

        Raises:
            StorageError: the database failed; nothing was changed.
        """
        now = self._clock.now()
        async with self._database.write() as connection:
            first = await first_time(connection, update_id, now)
            proposal = await _public(connection, number)
            if proposal is None:
                return None
            person = await self._people.ensure_within(connection, telegram_id)
            outcome: Outcome = "given"
            if proposal.person_id == person.id:
                outcome = "own"
            elif proposal.status not in SUPPORTABLE:
                outcome = "not-open"
            elif first and not await _insert(connection, proposal.id, person.id, now):
                outcome = "given-before"
            else:
                await self._people.speak_within(connection, person, language)
            return Supported(outcome, await count_within(connection, proposal.id), proposal)

    async def take(self, telegram_id: int, number: int, *, update_id: int | None = None) -> Supported | None:
        """Take support back; None: there is no such proposal in public.

        Raises:
            StorageError: the database failed; nothing was changed.
        """
        async with self._database.write() as connection:
            first = await first_time(connection, update_id, self._clock.now())
            proposal = await _public(connection, number)
            if proposal is None:
                return None
            person = await self._people.ensure_within(connection, telegram_id)
            table = supports.c
            gone = delete(supports).where(table.proposal_id == proposal.id, table.person_id == person.id)
            taken = first and (await connection.execute(gone)).rowcount > 0
            count = await count_within(connection, proposal.id)
            return Supported("taken" if taken or not first else "not-given", count, proposal)

    async def given_by(self, telegram_id: int, proposal_id: int) -> bool:
        """Whether a person supports a proposal.

        Raises:
            StorageError: the database failed.
        """
        person = await self._people.find(telegram_id)
        if person is None:
            return False
        table = supports.c
        query = select(table.at).where(table.proposal_id == proposal_id, table.person_id == person.id)
        async with self._database.read() as connection:
            return (await connection.execute(query)).first() is not None

    async def series(self, proposal_id: int) -> list[tuple[date, int]]:
        """How many supported a proposal by the end of each day (UTC) on which somebody did who still does.

        Raises:
            StorageError: the database failed.
        """
        former = select(proposals.c.former_supports).where(proposals.c.id == proposal_id)
        async with self._database.read() as connection:
            moments = (
                await connection.execute(select(supports.c.at).where(supports.c.proposal_id == proposal_id))
            ).scalars()
            days = Counter(moment.date() for moment in moments)
            before = (await connection.execute(former)).scalar_one_or_none() or 0
        ordered = sorted(days)
        counts = accumulate((days[day] for day in ordered), initial=before)
        return list(zip(ordered, list(counts)[1:], strict=True))

    async def spike(self, proposal_id: int) -> Spike:
        """How the supports of the last 24 hours stand to those before; for moderators.

        Raises:
            StorageError: the database failed.
        """
        since = self._clock.now() - timedelta(hours=24)
        query = (
            select(supports.c.at, people_table.c.first_seen)
            .join(people_table, people_table.c.id == supports.c.person_id)
            .where(supports.c.proposal_id == proposal_id)
        )
        received = select(proposals.c.received_at).where(proposals.c.id == proposal_id)
        async with self._database.read() as connection:
            rows = (await connection.execute(query)).all()
            start = (await connection.execute(received)).scalar_one_or_none()
        lately = [row for row in rows if row.at > since]
        new = sum(row.first_seen >= since.date() for row in lately)
        days = max(1.0, (since - start) / timedelta(days=1)) if start else 1.0
        return Spike(len(lately), (len(rows) - len(lately)) / days, new / len(lately) if lately else 0.0)


async def count_within(connection: AsyncConnection, proposal_id: int) -> int:
    """How many support a proposal, those counted in who are no longer noted by person."""
    held = select(func.count()).select_from(supports).where(supports.c.proposal_id == proposal_id)
    query = select(proposals.c.former_supports + held.scalar_subquery()).where(proposals.c.id == proposal_id)
    return (await connection.execute(query)).scalar_one_or_none() or 0


async def _public(connection: AsyncConnection, number: int) -> Proposal | None:
    query = select(proposals).where(proposals.c.number == number).with_for_update()
    row = (await connection.execute(query)).first()
    return None if row is None or row.status not in PUBLIC else from_row(row)


async def _insert(connection: AsyncConnection, proposal_id: int, person_id: int, now: datetime) -> bool:
    row = insert_into(connection, supports).values(proposal_id=proposal_id, person_id=person_id, at=now)
    made = row.on_conflict_do_nothing().returning(supports.c.person_id)
    return (await connection.execute(made)).first() is not None
