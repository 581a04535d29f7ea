"""What becomes of a proposal: each change is written down once for all, and told to its author and supporters."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.delivery.campaigns import Campaigns
from bot.delivery.notice import Notice
from bot.proposals.audit import change_entered_within
from bot.proposals.change import Change
from bot.proposals.proposal import CLOSED, DECIDED, MAY_FOLLOW, Proposal, from_row
from bot.proposals.statuses import By, Status
from bot.rendering.card import Card
from bot.storage.proposal_tables import proposals, status_changes, supports

Cards = Callable[[Proposal, Change, int | None], Mapping[str, Card]]
"""The cards that tell of a change, by language; the last is the number of the proposal that it was merged into."""

_TOLD_TO_FOLLOWERS = DECIDED | {"before_commission"}


class NotAllowedError(ValueError):
    """The proposal is in a state that the new one cannot follow, or there is no such proposal."""


class Statuses:
    """Changes the status of proposals."""

    def __init__(self, clock: Clock, campaigns: Campaigns, cards: Cards, *, commission: bool = False) -> None:
        """`commission`: whether there is a body before which a proposal can come; else it never does."""
        self._clock = clock
        self._campaigns = campaigns
        self._cards = cards
        self.commission = commission

    async def change_within(
        self,
        connection: AsyncConnection,
        proposal_id: int,
        new: Status,
        *,
        by: By,
        reason: str | None = None,
        answer: str | None = None,
        session: str | None = None,
        session_date: date | None = None,
        edition: str | None = None,
        merged_into: int | None = None,
        not_before: datetime | None = None,
        undo: bool = False,
    ) -> Proposal:
        """Change the status, write the change down and tell the author and the supporters. Return it as it is now.

        Args:
            connection: the caller's unit of work.
            proposal_id: the proposal's row.
            new: the status from now on.
            by: who does it, as a role.
            reason: the code of a public reason.
            answer: what is answered to the proposal in public, at most 1000 characters.
            session: the session it comes before, with its date.
            session_date: the date of that session.
            edition: the edition in which it landed.
            merged_into: the row of the proposal that it is merged into; only with "merged".
            not_before: nobody is told before that moment, as long as the change can be undone; None: at once.
            undo: takes the last change back: nobody is told, and whoever has not been told of it yet never is.

        Raises:
            NotAllowedError: the new status cannot follow the present one, or the row does not exist.
        """
        before = await held(connection, proposal_id)
        if before is None or new not in MAY_FOLLOW[before.status]:
            raise NotAllowedError(new)
        if new == "before_commission" and not self.commission:
            raise NotAllowedError(new)
        now = self._clock.now()
        change = Change(new, by, now, reason, answer, session, session_date, edition)
        values: dict[str, Any] = {
            "status": new,
            "reason_code": reason,
            "merged_into": merged_into if new == "merged" else None,
            "closed_at": (before.closed_at or now) if new in CLOSED else None,
            "decided_at": now if new in DECIDED else None,
        }
        await connection.execute(update(proposals).where(proposals.c.id == proposal_id).values(values))
        last = await _last(connection, proposal_id)
        this = await _note(connection, proposal_id, change)
        after = await held(connection, proposal_id)
        assert after is not None  # noqa: S101 - it was changed above, in this unit of work
        # What authors say goes with them: it may not be in what outlives it, not even as a hash.
        entered = replace(change, answer=None) if by == "author" else change
        await change_entered_within(connection, before, after, entered, undo=undo)
        # What nobody was told of yet is told no more: only the newest state is news.
        await self._campaigns.retract(connection, _event(after, last))
        if not undo:
            await self._tell(connection, after, entered, this, not_before)
        return after

    async def _tell(
        self,
        connection: AsyncConnection,
        proposal: Proposal,
        change: Change,
        place: int,
        not_before: datetime | None,
    ) -> None:
        """Publish the change to the author, unless they made it, to the supporters, and decisions to followers."""
        told = await supporters(connection, proposal.id)
        if proposal.person_id is not None and change.by != "author":
            told.insert(0, proposal.person_id)
        article = proposal.place.article
        topics = (f"proposals:{article}",) if article and change.status in _TOLD_TO_FOLLOWERS else ()
        if not told and not topics:
            return
        into = await number_of_row(connection, proposal.merged_into)
        notice = Notice(
            _event(proposal, place),
            "proposal",
            topics,
            self._cards(proposal, change, into),
            people=tuple(told),
            not_before=not_before,
        )
        await self._campaigns.publish(connection, notice)


def _event(proposal: Proposal, place: int | None) -> str:
    return f"proposal:{proposal.number}:{place}"


async def number_of_row(connection: AsyncConnection, proposal_id: int | None) -> int | None:
    """The receipt number of the proposal of that row; None: there is none."""
    if proposal_id is None:
        return None
    query = select(proposals.c.number).where(proposals.c.id == proposal_id)
    return (await connection.execute(query)).scalar_one_or_none()


async def held(connection: AsyncConnection, proposal_id: int) -> Proposal | None:
    """The proposal of that row, kept from being changed by another worker until the commit; None: there is none."""
    query = select(proposals).where(proposals.c.id == proposal_id).with_for_update()
    row = (await connection.execute(query)).first()
    return None if row is None else from_row(row)


async def history(connection: AsyncConnection, proposal_id: int) -> Sequence[Change]:
    """Every change of a proposal, the first one first."""
    table = status_changes.c
    query = select(status_changes).where(table.proposal_id == proposal_id).order_by(table.id)
    return [
        Change(
            row.status,
            row.by_role,
            row.at,
            row.reason_code,
            row.answer,
            row.session,
            row.session_date,
            row.edition,
        )
        for row in await connection.execute(query)
    ]


async def supporters(connection: AsyncConnection, proposal_id: int) -> list[int]:
    """The rows of the people who support a proposal."""
    query = select(supports.c.person_id).where(supports.c.proposal_id == proposal_id)
    return list((await connection.execute(query)).scalars())


async def _note(connection: AsyncConnection, proposal_id: int, change: Change) -> int:
    row = insert(status_changes).values(
        proposal_id=proposal_id,
        status=change.status,
        by_role=change.by,
        reason_code=change.reason,
        answer=change.answer,
        session=change.session,
        session_date=change.session_date,
        edition=change.edition,
        at=change.at,
    )
    return int((await connection.execute(row.returning(status_changes.c.id))).scalar_one())


async def _last(connection: AsyncConnection, proposal_id: int) -> int | None:
    """The row of the newest change of a proposal."""
    table = status_changes.c
    query = select(table.id).where(table.proposal_id == proposal_id).order_by(table.id.desc()).limit(1)
    return (await connection.execute(query)).scalar_one_or_none()
