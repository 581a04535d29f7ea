"""What moderators do: take a proposal in hand, publish, hide or merge it, ask its author, undo; and hear appeals.

Of two who press at once one is first, and the other is told so. Whoever presses is looked up in the staff each time by
the caller; here it is seen to that nobody works on what another has in hand, on their own, or on an appeal against
themselves. Everything done is entered into the audit as a role.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.delivery.campaigns import Campaigns
from bot.delivery.notice import Notice
from bot.feedback import Feedback
from bot.people import People
from bot.proposals.acting import Act, Acting, RefusedError, refuse_others
from bot.proposals.audit import enter_within
from bot.proposals.proposal import PUBLIC, WAITING, Proposal
from bot.proposals.review import CLAIMED_FOR, REASONS, UNDO_FOR, Review, review_within
from bot.proposals.status import NotAllowedError, Statuses
from bot.proposals.statuses import Status
from bot.rendering.card import Card
from bot.staff import Staff
from bot.storage.database import Database
from bot.storage.moderation_tables import reviews
from bot.storage.proposal_tables import proposals
from bot.storage.updates import first_time

#: Most characters of a question to the author, and of a reply to feedback.
QUESTION = 500

Cards = Callable[[Proposal, str], Mapping[str, Card]]
"""The cards, by language, that pass a moderator's question on to the author of a proposal."""


class Moderation:
    """Does what moderators and, on appeal, authors ask for. `who` is a Telegram id, `number` that of a receipt.

    What changes anything takes the `update_id` that caused it: delivered again, it changes nothing and gives the
    present state.
    """

    def __init__(
        self,
        database: Database,
        people: People,
        staff: Staff,
        clock: Clock,
        statuses: Statuses,
        campaigns: Campaigns,
        question_cards: Cards,
    ) -> None:
        """`question_cards` renders a question to an author."""
        self._acting = Acting(database, people, staff, clock)
        self._database = database
        self._people = people
        self._staff = staff
        self._clock = clock
        self._statuses = statuses
        self._campaigns = campaigns
        self._question_cards = question_cards

    async def review(self, number: int) -> Review | None:
        """How it stands; None: there is no such proposal.

        Raises:
            StorageError: the database failed.
        """
        async with self._database.read() as connection:
            return await review_within(connection, number)

    async def take(self, who: int, number: int, *, update_id: int | None = None) -> Review:
        """Take a proposal in hand for a quarter of an hour; it is under review from then on.

        Raises:
            RefusedError: somebody else has it, or it does not wait.
            StorageError: the database failed; nothing was changed.
        """
        return await self._acting.do(who, number, update_id, self._take)

    async def take_next(
        self, who: int, language: str | None = None, *, update_id: int | None = None
    ) -> Review:
        """Take the proposal in hand that should be decided first (of a language; None: of any).

        Raises:
            RefusedError: nothing waits that this moderator may decide.
            StorageError: the database failed; nothing was changed.
        """
        person = await self._people.ensure(who)
        for _ in range(3):  # another may take it in between
            async with self._database.read() as connection:
                number = await _first_waiting(connection, person.id, language, self._clock.now())
            if number is None:
                break
            try:
                return await self.take(who, number, update_id=update_id)
            except RefusedError as refused:
                if refused.why not in ("claimed", "decided", "withdrawn", "erased"):
                    raise
        raise RefusedError("nothing-left")

    async def release(self, who: int, number: int, *, update_id: int | None = None) -> Review:
        """Give a proposal out of hand.

        Raises:
            RefusedError: somebody else has it.
            StorageError: the database failed; nothing was changed.
        """
        return await self._acting.do(who, number, update_id, self._release)

    async def publish(self, who: int, number: int, *, update_id: int | None = None) -> Review:
        """Let everybody read a proposal.

        Raises:
            RefusedError: it does not wait, or not for this moderator.
            StorageError: the database failed; nothing was changed.
        """

        async def step(act: Act) -> None:
            await self._decide(act, "published")

        return await self._acting.do(who, number, update_id, step)

    async def hide(self, who: int, number: int, reason: str, *, update_id: int | None = None) -> Review:
        """Hide a proposal for one of `REASONS`, which is public.

        Raises:
            RefusedError: there is no such reason, it does not wait, or not for this moderator.
            StorageError: the database failed; nothing was changed.
        """

        async def step(act: Act) -> None:
            refuse_others(act)
            if reason not in REASONS:
                raise RefusedError("reason")
            await self._decide(act, "hidden", reason=reason)

        return await self._acting.do(who, number, update_id, step)

    async def merge(self, who: int, number: int, into: int, *, update_id: int | None = None) -> Review:
        """Merge a proposal into another that is public; its supporters are told, and not moved silently.

        Raises:
            RefusedError: the other is not public or the same one, it does not wait, or not for this moderator.
            StorageError: the database failed; nothing was changed.
        """

        async def step(act: Act) -> None:
            refuse_others(act)
            query = (
                select(proposals.c.id, proposals.c.status).where(proposals.c.number == into).with_for_update()
            )
            other = (await act.connection.execute(query)).first()
            if other is None or other.status not in PUBLIC or other.id == act.proposal.id:
                raise RefusedError("merge-target")
            await self._decide(act, "merged", merged_into=other.id)

        return await self._acting.do(who, number, update_id, step)

    async def undo(self, who: int, number: int, *, update_id: int | None = None) -> Review:
        """Take the last decision back, within ten minutes, by whoever made it or an admin.

        Raises:
            RefusedError: it is too late, or another made the decision.
            StorageError: the database failed; nothing was changed.
        """
        return await self._acting.do(who, number, update_id, self._undo)

    async def ask(self, who: int, number: int, text: str, *, update_id: int | None = None) -> Review:
        """Ask the author something; neither learns who the other is.

        Raises:
            RefusedError: it does not wait, not for this moderator, or it has no author any more.
            StorageError: the database failed; nothing was changed.
        """

        async def step(act: Act) -> None:
            refuse_others(act)
            author = act.proposal.person_id
            if author is None:
                raise RefusedError("no-author")
            event = f"question:{number}:{act.now.timestamp():.6f}"
            cards = self._question_cards(act.proposal, text)
            notice = Notice(event, "proposal", (), cards, people=(author,), urgent=True)
            await self._campaigns.publish(act.connection, notice)
            await self._acting.note(act, "asked", asked_at=act.now)

        return await self._acting.do(who, number, update_id, step)

    async def reply(
        self,
        who: int,
        feedback_id: int,
        said: Feedback,
        cards: Mapping[str, Card],
        *,
        update_id: int | None = None,
    ) -> bool:
        """Pass a reply on to whoever gave feedback, without either learning who the other is. False: it is gone.

        Raises:
            StorageError: the database failed; nothing was changed.
        """
        now = self._clock.now()
        admin = "admin" in await self._staff.roles_of(who)
        async with self._database.write() as connection:
            if not await first_time(connection, update_id, now):
                return True
            done = await said.reply_within(connection, feedback_id, int(now.timestamp() * 1000), cards)
            if done:
                role = "admin" if admin else "moderator"
                await enter_within(connection, "replied", role, at=now, feedback=feedback_id)
            return done

    async def _take(self, act: Act) -> None:
        refuse_others(act)
        mine = act.review.holder(act.now) == act.person.id
        until = act.now + CLAIMED_FOR
        values: dict[str, Any] = {"claimed_by": act.person.id, "claimed_until": until}
        if mine:
            await self._acting.set(act, **values)
            return
        await self._acting.note(act, "claimed", **values)
        if act.proposal.status == "received":
            # Told only if it is not decided before: two messages within minutes would be one too many.
            await self._statuses.change_within(
                act.connection, act.proposal.id, "under_review", by="moderator", not_before=until
            )

    async def _release(self, act: Act) -> None:
        holder = act.review.holder(act.now)
        if holder is None:
            return
        if holder != act.person.id and not act.admin:
            raise RefusedError("claimed")
        await self._acting.note(act, "released", claimed_by=None, claimed_until=None)

    async def _decide(
        self, act: Act, new: Status, *, reason: str | None = None, merged_into: int | None = None
    ) -> None:
        refuse_others(act)
        await self._statuses.change_within(
            act.connection,
            act.proposal.id,
            new,
            by="moderator",
            reason=reason,
            merged_into=merged_into,
            not_before=act.now + UNDO_FOR,
        )
        await self._acting.set(
            act,
            claimed_by=None,
            claimed_until=None,
            decided_by=act.person.id,
            decided_at=act.now,
            before=act.proposal.status,
        )

    async def _undo(self, act: Act) -> None:
        review = act.review
        if review.proposal.status in ("withdrawn", "erased"):
            raise RefusedError("withdrawn" if review.proposal.status == "withdrawn" else "erased")
        if review.before is None or review.undo_until(act.now) is None:
            raise RefusedError("undo-late")
        if review.decided_by != act.person.id and not act.admin:
            raise RefusedError("undo-other")
        try:
            await self._statuses.change_within(
                act.connection, act.proposal.id, review.before, by="moderator", undo=True
            )
        except NotAllowedError as error:
            raise RefusedError("undo-late") from error
        await self._acting.set(act, decided_by=None, decided_at=None, before=None)


async def _first_waiting(
    connection: AsyncConnection, person: int, language: str | None, now: datetime
) -> int | None:
    """The number of the proposal to be decided next by this moderator: what awaits an answer comes last."""
    table, review = proposals.c, reviews.c
    free = review.claimed_by.is_(None) | (review.claimed_until <= now) | (review.claimed_by == person)
    asked = review.asked_at.is_not(None) & (
        review.answered_at.is_(None) | (review.answered_at < review.asked_at)
    )
    query = (
        select(table.number)
        .outerjoin(reviews, review.proposal_id == table.id)
        .where(
            table.status.in_(WAITING),
            table.number.is_not(None),
            table.person_id.is_distinct_from(person),
            review.appeal_of.is_distinct_from(person),
            review.proposal_id.is_(None) | free,
        )
        .order_by(asked.is_(True), table.received_at, table.number)
    )
    query = query if language is None else query.where(table.language == language)
    return (await connection.execute(query.limit(1))).scalar_one_or_none()
