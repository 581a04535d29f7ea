"""The moderators' desk: what is to be sent to them and edited there, told by rows and the clock alone.

A restart loses nothing of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.feedback import Feedback
from bot.people import People
from bot.proposals.moderators_group import ModeratorsGroup
from bot.proposals.proposal import WAITING
from bot.proposals.review import PROMISED, Review, review_of, review_within
from bot.proposals.sent_messages import Sent, SentMessages
from bot.proposals.supports import SPIKE, Supports
from bot.rendering.moderation import Waiting
from bot.storage.database import Database, insert_into
from bot.storage.moderation_tables import moderation_messages, relays, reviews
from bot.storage.proposal_tables import feedback, proposals, supports

#: From this many waiting on, one card for all takes the place of a card each.
SINGLE = 20

#: The card for all is edited at most so often, in seconds.
SUMMARY_SECONDS = 30

#: A message that was begun so long ago, and whose number nobody noted, was not sent.
_LOST = timedelta(seconds=60)

#: Most proposals that one alarm names.
_ALARMED = 30


@dataclass(frozen=True, slots=True)
class Relay:
    """An author's answer that is still to be shown."""

    id: int
    number: int
    proposal_id: int
    text: str


class Desk:
    """Tells what to send to the moderators' group and what to edit, and notes what was."""

    def __init__(
        self,
        database: Database,
        people: People,
        clock: Clock,
        said: Feedback,
        support: Supports,
        *,
        chat: int | None = None,
    ) -> None:
        """`chat` is the group's Telegram id; None: there is no group, and moderators work in private."""
        self._database = database
        self._people = people
        self._clock = clock
        self._support = support
        self.sent = SentMessages(database, people, clock, said)
        self.group = ModeratorsGroup(database, people, clock, chat)

    @property
    def chat(self) -> int | None:
        """The group's Telegram id as far as it is known here; None: there is none."""
        return self.group.chat

    async def waiting(self) -> Waiting:
        """What waits for a decision."""
        now, table = self._clock.now(), proposals.c
        since = func.coalesce(reviews.c.appealed_at, table.received_at)
        query = (
            select(table.language, func.count(), func.min(since))
            .outerjoin(reviews, reviews.c.proposal_id == table.id)
            .where(table.status.in_(WAITING), table.number.is_not(None))
            .group_by(table.language)
        )
        late = (
            select(func.count())
            .select_from(proposals)
            .outerjoin(reviews, reviews.c.proposal_id == table.id)
            .where(table.status.in_(WAITING), table.number.is_not(None), since <= now - PROMISED)
        )
        async with self._database.read() as connection:
            rows = (await connection.execute(query)).all()
            overdue = (await connection.execute(late)).scalar_one()
        counts = {row[0]: row[1] for row in rows}
        oldest = min((_moment(row[2]) for row in rows), default=None)
        return Waiting(sum(counts.values()), counts, oldest, overdue)

    async def uncarded(self, chat: int, limit: int) -> list[Review]:
        """Proposals that wait and have no card in the group, the oldest first."""
        messages, table = moderation_messages.c, proposals.c
        carded = (
            select(messages.proposal_id)
            .where(
                messages.kind == "card",
                messages.open,
                messages.chat == self._people.sealed(chat),
                or_(messages.message_id.is_not(None), messages.sent_at > self._clock.now() - _LOST),
            )
            .scalar_subquery()
        )
        query = (
            select(table.number)
            .where(table.status.in_(WAITING), table.number.is_not(None), table.id.not_in(carded))
            .order_by(table.received_at, table.number)
            .limit(limit)
        )
        async with self._database.read() as connection:
            numbers = (await connection.execute(query)).scalars().all()
            found = [await review_within(connection, number) for number in numbers]
        return [review for review in found if review is not None]

    async def stale(self, limit: int) -> list[tuple[Sent, Review]]:
        """Cards that show another state than the present one, in any chat; those whose words are to go come first."""
        messages, table = moderation_messages.c, proposals.c
        gone = and_(table.status.in_(("withdrawn", "erased")), messages.shown.not_like("%gone"))
        query = (
            select(moderation_messages, table.number)
            .join(proposals, table.id == messages.proposal_id)
            .where(messages.kind == "card", messages.message_id.is_not(None), or_(messages.open, gone))
            .order_by(messages.open, messages.id)
        )
        found = []
        async with self._database.read() as connection:
            rows = (await connection.execute(query)).all()
            states = await self._states(connection, {row.proposal_id for row in rows})
            behind = [row for row in rows if states[row.proposal_id] != row.shown]
            for row in behind[:limit]:
                review = await review_within(connection, row.number)
                assert review is not None  # noqa: S101 - joined above
                found.append((self.sent.of_row(row), review))
        return found

    async def _states(self, connection: AsyncConnection, ids: set[int]) -> dict[int, str]:
        """What cards of these proposals should show; two queries, however many there are."""
        if not ids:
            return {}
        held = (await connection.execute(select(proposals).where(proposals.c.id.in_(ids)))).all()
        of = select(reviews).where(reviews.c.proposal_id.in_(ids))
        noted = {row.proposal_id: row for row in await connection.execute(of)}
        now = self._clock.now()
        return {row.id: state_of(review_of(row, noted.get(row.id), 0, None), now) for row in held}

    async def wordless(self, limit: int) -> list[Sent]:
        """Messages with words of somebody that are to go: answers to erased proposals, feedback that is gone."""
        messages, table = moderation_messages.c, proposals.c
        query = (
            select(moderation_messages, table.number)
            .outerjoin(proposals, table.id == messages.proposal_id)
            .outerjoin(feedback, feedback.c.id == messages.feedback_id)
            .where(
                messages.message_id.is_not(None),
                messages.shown != "gone",
                or_(
                    and_(messages.kind == "answer", table.status.in_(("withdrawn", "erased"))),
                    and_(messages.kind == "feedback", feedback.c.id.is_(None)),
                ),
            )
            .limit(limit)
        )
        async with self._database.read() as connection:
            return [self.sent.of_row(row) for row in await connection.execute(query)]

    async def relays(self, limit: int) -> list[Relay]:
        """Answers of authors that the moderators are still to be shown."""
        query = (
            select(relays, proposals.c.number)
            .join(proposals, proposals.c.id == relays.c.proposal_id)
            .order_by(relays.c.id)
            .limit(limit)
        )
        async with self._database.read() as connection:
            rows = (await connection.execute(query)).all()
        return [Relay(row.id, row.number, row.proposal_id, row.text) for row in rows]

    async def overdue(self) -> list[tuple[int, int]]:
        """Row and number of proposals whose promised time is over and of which no alarm was given, the oldest first."""
        table, review = proposals.c, reviews.c
        since = func.coalesce(review.appealed_at, table.received_at)
        query = (
            select(table.id, table.number)
            .outerjoin(reviews, review.proposal_id == table.id)
            .where(
                table.status.in_(WAITING),
                table.number.is_not(None),
                review.alarmed_at.is_(None),
                since <= self._clock.now() - PROMISED,
            )
            .order_by(since)
            .limit(_ALARMED)
        )
        async with self._database.read() as connection:
            return [(row.id, row.number) for row in await connection.execute(query)]

    async def spikes(self) -> list[tuple[int, int, int, float]]:
        """Row, number, supports of the last day and share of new supporters, where so many came that one should look.

        Told once a day of each.
        """
        since = self._clock.now() - timedelta(hours=24)
        many = (
            select(supports.c.proposal_id, proposals.c.number, func.count())
            .join(proposals, proposals.c.id == supports.c.proposal_id)
            .outerjoin(reviews, reviews.c.proposal_id == supports.c.proposal_id)
            .where(supports.c.at > since, or_(reviews.c.spike_at.is_(None), reviews.c.spike_at <= since))
            .group_by(supports.c.proposal_id, proposals.c.number)
            .having(func.count() >= SPIKE)
        )
        async with self._database.read() as connection:
            rows = (await connection.execute(many)).all()
        found = []
        for proposal_id, number, _ in rows:
            spike = await self._support.spike(proposal_id)
            if spike.is_one:
                found.append((proposal_id, number, spike.last_day, spike.new))
        return found

    async def alarmed(self, proposal_ids: Sequence[int], *, spike: bool = False) -> None:
        """Note that the moderators were warned of these."""
        column = "spike_at" if spike else "alarmed_at"
        now = self._clock.now()
        async with self._database.write() as connection:
            for proposal_id in proposal_ids:
                row = insert_into(connection, reviews).values({"proposal_id": proposal_id, column: now})
                await connection.execute(
                    row.on_conflict_do_update(index_elements=[reviews.c.proposal_id], set_={column: now})
                )


def state_of(review: Review, now: datetime) -> str:
    """What a card shows, in short; two with the same state look the same. Ends in "gone" where words are to go."""
    status = review.proposal.status
    if status in ("withdrawn", "erased"):
        return f"{status}|gone"
    edited = review.proposal.edited_at.timestamp() if review.proposal.edited_at else 0
    held = review.holder(now) is not None
    undo = review.undo_until(now) is not None
    late = review.waits and now >= review.due
    return f"{status}|{review.version}|{edited:.0f}|{held:d}{undo:d}{late:d}"


def may_change(review: Review, now: datetime) -> bool:
    """Whether a card may still have to show something else without anybody pressing a button of it."""
    return review.waits or review.undo_until(now) is not None


def _moment(value: Any) -> datetime:
    """A moment that an aggregate gave: SQLite gives text without a zone."""
    found = datetime.fromisoformat(value) if isinstance(value, str) else value
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
