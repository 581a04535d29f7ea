"""How the moderators stand to one proposal: who has it in hand, what was decided, whether that can be undone."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.proposals.proposal import WAITING, Proposal, from_row
from bot.proposals.statuses import Status
from bot.storage.database import insert_into
from bot.storage.moderation_tables import relays, reviews
from bot.storage.proposal_tables import proposals

#: How long a proposal stays in the hands of whoever took it.
CLAIMED_FOR = timedelta(minutes=15)

#: How long a decision can be taken back; so long nobody is told of it.
UNDO_FOR = timedelta(minutes=10)

#: Within this time a proposal, or an appeal, is to be decided.
PROMISED = timedelta(hours=48)

#: Why a proposal is hidden. The codes are public, and each has its words in every language.
REASONS = (
    *("off-topic", "not-a-proposal", "abusive", "personal-data", "duplicate"),
    *("advertising", "unlawful", "unclear", "other"),
)


@dataclass(frozen=True, slots=True)
class Review:
    """A proposal as moderators see it. Ids of people are rows, never shown."""

    proposal: Proposal
    claimed_by: int | None = None
    claimed_until: datetime | None = None
    decided_by: int | None = None
    decided_at: datetime | None = None
    #: What an undo goes back to; None: nothing can be undone.
    before: Status | None = None
    asked_at: datetime | None = None
    answered_at: datetime | None = None
    appealed_at: datetime | None = None
    appeal: str | None = field(default=None, repr=False)
    appeal_of: int | None = None
    alarmed_at: datetime | None = None
    version: int = 0
    #: How many other proposals have the same words.
    same: int = 0
    #: The number of the proposal that it was merged into; None: it was not.
    merged_into: int | None = None
    #: What the author answered and was not passed on in a message yet.
    answers: tuple[str, ...] = field(default=(), repr=False)

    @property
    def waits(self) -> bool:
        """Whether somebody still has to decide it."""
        return self.proposal.status in WAITING

    @property
    def due(self) -> datetime:
        """When it should be decided."""
        return (self.appealed_at or self.proposal.received_at) + PROMISED

    def holder(self, now: datetime) -> int | None:
        """Who has it in hand now; None: nobody."""
        if self.claimed_until is None or self.claimed_until <= now or not self.waits:
            return None
        return self.claimed_by

    def undo_until(self, now: datetime) -> datetime | None:
        """Until when the decision can be undone; None: it cannot any more."""
        if self.before is None or self.decided_at is None or self.waits:
            return None
        until = self.decided_at + UNDO_FOR
        return until if now < until else None

    @property
    def awaits_answer(self) -> bool:
        """Whether the author was asked something and has not answered yet."""
        return self.asked_at is not None and (self.answered_at is None or self.answered_at < self.asked_at)


async def review_within(connection: AsyncConnection, number: int, *, hold: bool = False) -> Review | None:
    """The review of the proposal of that number, which nobody else changes meanwhile if it is on `hold`; None: none."""
    query = select(proposals).where(proposals.c.number == number)
    row = (await connection.execute(query.with_for_update() if hold else query)).first()
    if row is None:
        return None
    if hold:
        made = insert_into(connection, reviews).values(proposal_id=row.id)
        await connection.execute(made.on_conflict_do_nothing())
    of = select(reviews).where(reviews.c.proposal_id == row.id)
    found = (await connection.execute(of.with_for_update() if hold else of)).first()
    review = review_of(row, found, await _same(connection, row), await _number(connection, row.merged_into))
    said = select(relays.c.text).where(relays.c.proposal_id == row.id).order_by(relays.c.id)
    return replace(review, answers=tuple((await connection.execute(said)).scalars()))


def review_of(proposal: Row[Any], review: Row[Any] | None, same: int, merged_into: int | None) -> Review:
    """The review that two rows make; the second may be missing."""
    held = from_row(proposal)
    if review is None:
        return Review(held, same=same, merged_into=merged_into)
    return Review(
        held,
        claimed_by=review.claimed_by,
        claimed_until=review.claimed_until,
        decided_by=review.decided_by,
        decided_at=review.decided_at,
        before=review.before,
        asked_at=review.asked_at,
        answered_at=review.answered_at,
        appealed_at=review.appealed_at,
        appeal=review.appeal,
        appeal_of=review.appeal_of,
        alarmed_at=review.alarmed_at,
        version=review.version,
        same=same,
        merged_into=merged_into,
    )


async def _same(connection: AsyncConnection, row: Row[Any]) -> int:
    if row.alike is None:
        return 0
    query = select(func.count()).where(proposals.c.alike == row.alike, proposals.c.id != row.id)
    return (await connection.execute(query)).scalar_one()


async def _number(connection: AsyncConnection, proposal_id: int | None) -> int | None:
    if proposal_id is None:
        return None
    query = select(proposals.c.number).where(proposals.c.id == proposal_id)
    return (await connection.execute(query)).scalar_one_or_none()
