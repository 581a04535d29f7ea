"""Decisions of the secretariat, read from the table that it was given: all of them or none.

What a row says and what is held are compared, so a table that comes back untouched changes nothing, and one that is
given in twice changes nothing the second time.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.people import People
from bot.proposals.audit import enter_within
from bot.proposals.decision_files import DecisionsError, Given, Problem, given_in
from bot.proposals.proposal import MAY_FOLLOW, PUBLIC, from_row
from bot.proposals.review import review_within
from bot.proposals.status import Statuses, history
from bot.proposals.statuses import Status
from bot.storage.database import Database
from bot.storage.moderation_tables import decision_files
from bot.storage.proposal_tables import proposals
from bot.storage.updates import first_time
from content.model import Pack

#: A file that was shown and not agreed to is forgotten after this time.
KEPT = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Decision:
    """A change that a row asks for. `before` is the status it replaces."""

    row: int
    number: int
    status: Status
    before: Status
    answer: str | None = None
    session: str | None = None
    session_date: str | None = None
    edition: str | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What a table would change. `identity` is its row, to agree to it; 0: it is not kept."""

    decisions: tuple[Decision, ...]
    unchanged: int
    identity: int = 0

    @property
    def counts(self) -> dict[str, int]:
        """How many proposals get which status."""
        return dict(Counter(decision.status for decision in self.decisions))


class Decisions:
    """Reads, shows and makes decisions."""

    def __init__(
        self, database: Database, people: People, clock: Clock, statuses: Statuses, pack: Pack
    ) -> None:
        self._database = database
        self._people = people
        self._clock = clock
        self._statuses = statuses
        self._pack = pack

    async def plan(self, content: bytes, who: int | None = None) -> Plan:
        """What a file would change, kept for whoever (a Telegram id) is to agree to it; None: not kept.

        Raises:
            DecisionsError: the file is not such a table, or rows of it cannot be taken.
            StorageError: the database failed.
        """
        given = given_in(content, self._pack)
        async with self._database.read() as connection:
            plan = await self._planned(connection, given)
        if who is None or not plan.decisions:
            return plan
        text = json.dumps([asdict(each) for each in given], ensure_ascii=False)
        now = self._clock.now()
        async with self._database.write() as connection:
            person = await self._people.ensure_within(connection, who)
            old = (decision_files.c.person_id == person.id) | (decision_files.c.made_at < now - KEPT)
            await connection.execute(delete(decision_files).where(old))
            row = insert(decision_files).values(person_id=person.id, content=text, made_at=now)
            made = await connection.execute(row.returning(decision_files.c.id))
            return Plan(plan.decisions, plan.unchanged, int(made.scalar_one()))

    async def agree(
        self, who: int, identity: int | None = None, *, update_id: int | None = None
    ) -> Plan | None:
        """Make the decisions of the file that this person was shown (`identity` None: the newest); None: there is none.

        Everything is looked at once more: what changed since may be in the way.

        Raises:
            DecisionsError: rows cannot be taken any more; nothing was changed.
            StorageError: the database failed; nothing was changed.
        """
        table = decision_files.c
        async with self._database.write() as connection:
            if not await first_time(connection, update_id, self._clock.now()):
                return None
            person = await self._people.ensure_within(connection, who)
            query = select(decision_files).where(
                table.person_id == person.id, table.made_at > self._clock.now() - KEPT
            )
            query = query if identity is None else query.where(table.id == identity)
            row = (await connection.execute(query)).first()
            if row is None:
                return None
            given = [Given(**each) for each in json.loads(row.content)]
            plan = await self._made(connection, given)
            await connection.execute(delete(decision_files).where(table.id == row.id))
            return plan

    async def drop(self, who: int) -> bool:
        """Forget the file that this person was shown; whether there was one."""
        person = await self._people.find(who)
        if person is None:
            return False
        async with self._database.write() as connection:
            gone = delete(decision_files).where(decision_files.c.person_id == person.id)
            return (await connection.execute(gone)).rowcount > 0

    async def make(self, content: bytes) -> Plan:
        """Make the decisions of a file at once, all or none.

        Raises:
            DecisionsError, StorageError: as for `plan`; nothing was changed.
        """
        given = given_in(content, self._pack)
        async with self._database.write() as connection:
            return await self._made(connection, given)

    async def _made(self, connection: AsyncConnection, given: Sequence[Given]) -> Plan:
        plan = await self._planned(connection, given)
        for each in plan.decisions:
            review = await review_within(connection, each.number)
            assert review is not None  # noqa: S101 - it was found when the plan was made
            await self._statuses.change_within(
                connection,
                review.proposal.id,
                each.status,
                by="secretariat",
                answer=each.answer,
                session=each.session,
                session_date=date.fromisoformat(each.session_date) if each.session_date else None,
                edition=each.edition,
            )
        if plan.decisions:
            count = len(plan.decisions)
            await enter_within(connection, "decisions", "secretariat", at=self._clock.now(), count=count)
        return plan

    async def _planned(self, connection: AsyncConnection, given: Sequence[Given]) -> Plan:
        problems: list[Problem] = []
        decisions: list[Decision] = []
        unchanged = 0
        for each in given:
            found = await self._decision(connection, each)
            if isinstance(found, Problem):
                problems.append(found)
            elif found is None:
                unchanged += 1
            else:
                decisions.append(found)
        if problems:
            raise DecisionsError(problems)
        return Plan(tuple(decisions), unchanged)

    async def _decision(self, connection: AsyncConnection, given: Given) -> Decision | Problem | None:
        query = select(proposals).where(proposals.c.number == given.number)
        row = (await connection.execute(query)).first()
        if row is None:
            return Problem(given.row, "no-such", given.receipt)
        if given.status is None:
            return None
        proposal = from_row(row)
        if await self._is_so(connection, proposal.id, given):
            return None
        if proposal.status not in PUBLIC:
            return Problem(given.row, "not-public", f"{given.receipt} ({proposal.status})")
        if given.status not in MAY_FOLLOW[proposal.status]:
            return Problem(given.row, "not-allowed", f"{proposal.status} → {given.status}")
        if given.status == "before_commission" and not self._statuses.commission:
            return Problem(given.row, "no-commission", given.receipt)
        return Decision(
            given.row,
            given.number,
            given.status,
            proposal.status,
            given.answer,
            given.session,
            given.session_date,
            given.edition,
        )

    async def _is_so(self, connection: AsyncConnection, proposal_id: int, given: Given) -> bool:
        """Whether the newest change of the proposal says already what the row says."""
        changes = await history(connection, proposal_id)
        if not changes:
            return False
        last = changes[-1]
        held = last.session_date.isoformat() if last.session_date else None
        same = (last.status, last.answer, last.session, held, last.edition)
        return same == (given.status, given.answer, given.session, given.session_date, given.edition)
