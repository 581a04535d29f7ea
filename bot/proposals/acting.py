"""Doing something to a proposal under moderation: held meanwhile, once for each update, entered into the audit."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.people import People
from bot.person import Person
from bot.proposals.audit import Action, enter_within
from bot.proposals.proposal import WAITING, Proposal
from bot.proposals.review import Review, review_within
from bot.staff import Staff
from bot.storage.database import Database
from bot.storage.moderation_tables import reviews
from bot.storage.updates import first_time

Why = Literal[
    "unknown",
    "claimed",
    "decided",
    "withdrawn",
    "erased",
    "own",
    "appeal-same",
    "undo-late",
    "undo-other",
    "merge-target",
    "reason",
    "question",
    "no-author",
    "not-yours",
    "not-asked",
    "not-hidden",
    "appealed",
    "nothing-left",
]


class RefusedError(Exception):
    """It cannot be done, and nothing was changed; `why` is a code with words in every language."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why: Why = why


@dataclass(frozen=True, slots=True)
class Act:
    """Somebody doing something to a proposal, within a unit of work."""

    connection: AsyncConnection
    person: Person
    review: Review
    now: datetime
    #: Whether they are an admin, and whether anybody else could decide in their place.
    admin: bool
    others: bool

    @property
    def proposal(self) -> Proposal:
        return self.review.proposal

    @property
    def role(self) -> str:
        return "admin" if self.admin else "moderator"


Step = Callable[[Act], Awaitable[None]]


class Acting:
    """Lets somebody act on a proposal."""

    def __init__(self, database: Database, people: People, staff: Staff, clock: Clock) -> None:
        self._database = database
        self._people = people
        self._staff = staff
        self._clock = clock

    async def do(self, who: int, number: int, update_id: int | None, step: Step) -> Review:
        """Let `who` (a Telegram id) take a step on the proposal of that number; return it as it is afterwards.

        Nothing is done a second time for an `update_id`. Nobody else changes the proposal meanwhile.

        Raises:
            RefusedError: there is no such proposal, or the step was refused; nothing was changed.
            StorageError: the database failed; nothing was changed.
        """
        now = self._clock.now()
        members = {member.telegram_id: member.roles for member in await self._staff.members()}
        others = any(roles & {"moderator", "admin"} for other, roles in members.items() if other != who)
        admin = "admin" in members.get(who, frozenset())
        async with self._database.write() as connection:
            first = await first_time(connection, update_id, now)
            review = await review_within(connection, number, hold=True)
            if review is None:
                raise RefusedError("unknown")
            if first:
                person = await self._people.ensure_within(connection, who)
                await step(Act(connection, person, review, now, admin, others))
                review = await review_within(connection, number)
            assert review is not None  # noqa: S101 - it is held in this unit of work
            return review

    async def note(self, act: Act, action: Action, *, role: str | None = None, **values: Any) -> None:
        """Enter an action into the audit, and set what it changes."""
        await enter_within(act.connection, action, role or act.role, at=act.now, number=act.proposal.number)
        await self.set(act, **values)

    async def set(self, act: Act, **values: Any) -> None:
        """Set what a card shows beside the status, so that cards that show something else are known to be behind."""
        changed = update(reviews).where(reviews.c.proposal_id == act.proposal.id)
        await act.connection.execute(changed.values(**values, version=reviews.c.version + 1))


def refuse_others(act: Act) -> None:
    """Refuse to decide what does not wait, or not for this moderator."""
    status = act.proposal.status
    if status == "withdrawn" or status == "erased":
        raise RefusedError(status)
    if status not in WAITING:
        raise RefusedError("decided")
    if act.review.holder(act.now) not in (None, act.person.id):
        raise RefusedError("claimed")
    if act.proposal.person_id == act.person.id:
        raise RefusedError("own")
    if act.review.appeal_of == act.person.id and act.others:
        raise RefusedError("appeal-same")
