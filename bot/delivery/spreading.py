"""Spreading a campaign: from one row to a row for each person, each with the moment from which they may be told.

Everybody is found, and their rows made, by one INSERT … SELECT over a span of people; what the program computes is when
a notice may come, once for each combination of zone, quiet hours and mode that anybody chose.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    SmallInteger,
    Subquery,
    and_,
    case,
    cast,
    delete,
    exists,
    false,
    func,
    insert,
    literal,
    null,
    or_,
    select,
    true,
    union_all,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.delivery.choices import Hours, parse_hours
from bot.delivery.due import Due, due
from bot.delivery.ledger import DIGEST, FIRST, LAST, LEASE, LEASED, NEXT, PENDING, base_priority
from bot.storage.database import Database, insert_into
from bot.storage.delivery_tables import (
    campaign_people,
    campaigns,
    deliveries,
    delivery_choices,
    due_times,
    subscriptions,
)
from bot.storage.tables import UtcDateTime, people

SPAN = 50_000
"""Ids of people that one unit of work goes over: a quarter of a second, for which other writers wait."""

SETTLING = timedelta(seconds=10)
"""How long a notice waits at most for what is on its way of an earlier one about the same thing."""

EDITS = "/edits"
CORRECTED = "/corrected-"
"""In the events of campaigns that only edit what others sent."""

NO_ANSWERS = "no:proposals"
"""Held like a subscription by whoever wants no answers about their own proposals."""

_OWN = -1
_COLUMNS = (
    *("campaign_id", "person_id", "is_local", "state", "purpose", "priority"),
    *("due_at", "topic", "anchor", "reason", "settled_at"),
)
_MAKES_OBSOLETE = frozenset(("moved", "cancelled"))


class Spreading:
    """Makes the rows of campaigns whose time has come."""

    def __init__(self, database: Database, clock: Clock, *, quiet: str, zone: str, span: int = SPAN) -> None:
        """Keep to `quiet` and `zone` for whoever chose no hours of their own."""
        self._database = database
        self._clock = clock
        self._quiet = quiet
        self._zone = zone
        self._span = span

    async def run(self, steps: int | None = None) -> int:
        """Spread what is to be spread now, over `steps` spans of people (None: to the end); how many rows were made.

        Raises:
            StorageError: the database failed; the next run goes on where this one ended.
        """
        made = taken = 0
        for campaign in await self._waiting():
            while taken != steps and (step := await self._step(campaign)) is not None:
                made += step
                taken += 1
        return made

    async def _waiting(self) -> list[int]:
        query = (
            select(campaigns.c.id).where(*self._is_due()).order_by(campaigns.c.urgent.desc(), campaigns.c.id)
        )
        async with self._database.read() as connection:
            return list((await connection.execute(query)).scalars())

    def _is_due(self) -> tuple[ColumnElement[bool], ...]:
        now = self._clock.now()
        return (
            campaigns.c.state == "sending",
            campaigns.c.spread_to.is_not(None),
            or_(campaigns.c.not_before.is_(None), campaigns.c.not_before <= now),
        )

    async def _step(self, campaign: int) -> int | None:
        """Make the rows of the next span of people; how many, None if there is nothing to do."""
        async with self._database.write() as connection:
            query = select(campaigns).where(campaigns.c.id == campaign, *self._is_due()).with_for_update()
            row = (await connection.execute(query)).first()
            if row is None or await self._is_held_up(connection, row):
                return None
            begun = row.begun_at or await self._begin(connection, row)
            first, last = row.spread_to, row.spread_to + self._span
            span = _Span(connection, row, first, last, begun)
            made = await self._make(span)
            top = (await connection.execute(select(func.max(people.c.id)))).scalar_one() or 0
            await self._note(connection, row.id, last if last < top else None)
        return made

    async def _is_held_up(self, connection: AsyncConnection, row: Row[Any]) -> bool:
        """Whether messages with the words of before are on their way: only once they arrived can they be edited."""
        now = self._clock.now()
        if row.root_id is None or now - row.made_at >= SETTLING:
            return False
        earlier = select(campaigns.c.id).where(_same_thing(row), campaigns.c.id < row.id)
        on_its_way = exists().where(
            LEASED,
            deliveries.c.campaign_id.in_(earlier),
            deliveries.c.leased_until > now,
            deliveries.c.leased_until <= row.made_at + LEASE,
        )
        return bool((await connection.execute(select(on_its_way))).scalar_one())

    async def _begin(self, connection: AsyncConnection, row: Row[Any]) -> datetime:
        now = self._clock.now()
        begun = {"begun_at": now, "trying_since": now}
        await connection.execute(update(campaigns).where(campaigns.c.id == row.id).values(begun))
        obsolete = update(campaigns).where(
            _obsolete(row), campaigns.c.state.in_(("sending", "paused", "halted"))
        )
        await connection.execute(obsolete.where(campaigns.c.spread_to.is_not(None)).values(state="cancelled"))
        return now

    async def _note(self, connection: AsyncConnection, campaign: int, spread_to: int | None) -> None:
        done = update(campaigns).where(campaigns.c.id == campaign).values(spread_to=spread_to)
        await connection.execute(done)
        for table in (due_times, campaign_people) if spread_to is None else (due_times,):
            await connection.execute(delete(table).where(table.c.campaign_id == campaign))

    async def _make(self, span: _Span) -> int:
        if span.row.root_id is not None:
            await span.take_back()
        if span.row.silent:
            return await span.insert(span.edits())
        await self._compute_due_times(span)
        return await span.insert(span.messages(own_too=await span.holds_own()))

    async def _compute_due_times(self, span: _Span) -> None:
        """Compute when the notice may come, for each different choice of anybody in the span."""
        urgent, reminder = span.row.urgent, span.row.kind == "reminder"
        rows = []
        for zone, quiet, mode, allows in await span.different_choices():
            for asked_for in (False, True) if reminder else (False,):
                found = self._due(span.begun, zone, quiet, "now" if asked_for else mode, urgent and allows)
                chosen = {
                    "zone": zone,
                    "quiet": quiet,
                    "mode": mode,
                    "urgent": allows,
                    "asked_for": asked_for,
                }
                rows.append({"campaign_id": span.row.id, "due_at": found.at, "digest": found.digest} | chosen)
        await span.connection.execute(insert(due_times), rows)

    def _due(self, moment: datetime, zone: str, quiet: str, mode: Any, at_any_hour: bool) -> Due:
        hours: Hours | None = parse_hours(quiet or self._quiet)
        return due(moment, ZoneInfo(zone or self._zone), hours, mode, at_any_hour=at_any_hour)


class _Span:
    """A span of people, and a campaign that is spread over it."""

    def __init__(
        self, connection: AsyncConnection, row: Row[Any], first: int, last: int, begun: datetime
    ) -> None:
        self.connection = connection
        self.row = row
        self.begun = begun
        self._first = first
        self._last = last

    def _holds(self, column: ColumnElement[int]) -> ColumnElement[bool]:
        return and_(column > self._first, column <= self._last)

    async def different_choices(self) -> Iterable[tuple[str, str, str, bool]]:
        """Every combination of choices in the span, that of whoever chose nothing among them."""
        chosen = select(
            func.coalesce(delivery_choices.c.zone, ""),
            func.coalesce(delivery_choices.c.quiet, ""),
            delivery_choices.c.mode,
            delivery_choices.c.urgent,
        ).distinct()
        found = await self.connection.execute(chosen.where(self._holds(delivery_choices.c.person_id)))
        return {("", "", "now", True), *((z, q, mode, bool(urgent)) for z, q, mode, urgent in found)}

    def _matched(self, *, own_too: bool) -> Subquery:
        """Who is told, each once, and why: the place of the first topic that they follow.

        `own_too`: some of the span are told whatever they follow.
        """
        branches: list[Select[Any]] = [
            select(subscriptions.c.person_id, literal(place, SmallInteger).label("place")).where(
                subscriptions.c.topic == topic, self._holds(subscriptions.c.person_id)
            )
            for place, topic in enumerate(self.row.topics)
        ]
        if len(branches) == 1 and not own_too:
            # Nobody can be there twice, and nothing has to be sorted.
            return branches[0].subquery()
        own = select(campaign_people.c.person_id, literal(_OWN, SmallInteger).label("place")).where(
            campaign_people.c.campaign_id == self.row.id, self._holds(campaign_people.c.person_id)
        )
        if self.row.kind == "proposal":
            unwilling = select(subscriptions.c.person_id).where(subscriptions.c.topic == NO_ANSWERS)
            own = own.where(campaign_people.c.person_id.not_in(unwilling))
        each = union_all(*branches, own).subquery()
        return (
            select(each.c.person_id, func.min(each.c.place).label("place"))
            .group_by(each.c.person_id)
            .subquery()
        )

    async def holds_own(self) -> bool:
        """Whether anybody in the span is told whatever they follow."""
        own = exists().where(
            campaign_people.c.campaign_id == self.row.id, self._holds(campaign_people.c.person_id)
        )
        return bool((await self.connection.execute(select(own))).scalar_one())

    def messages(self, *, own_too: bool) -> Select[Any]:
        """A row for everybody who is told anew; `own_too` as `holds_own` says."""
        matched, chosen, row = self._matched(own_too=own_too), delivery_choices.c, self.row
        paused = func.coalesce(chosen.paused_until > due_times.c.due_at, false())
        due_at = case((paused, chosen.paused_until), else_=due_times.c.due_at)
        base = base_priority(row.kind, row.urgent)
        priority = case(
            (or_(paused, due_times.c.digest), DIGEST),
            (people.c.kind != "person", base + FIRST),
            else_=base + NEXT,
        )
        late = due_at >= literal(row.expires, UtcDateTime) if row.expires else false()
        anchors = self._anchors() if row.root_id is not None and row.kind != "reminder" else None
        anchor = anchors.c.message_id if anchors is not None else null()
        query = (
            select(
                literal(row.id),
                people.c.id,
                people.c.is_local,
                case((late, "expired"), else_="pending"),
                case((anchor.is_not(None), "reply"), else_="new"),
                cast(priority, SmallInteger),
                due_at,
                self._topic(matched.c.place),
                anchor,
                case((late, "late"), else_=null()),
                case((late, literal(self.begun, UtcDateTime)), else_=null()),
            )
            .select_from(matched)
            .join(people, people.c.id == matched.c.person_id)
            .outerjoin(delivery_choices, chosen.person_id == matched.c.person_id)
            .join(due_times, self._same_choices(matched))
            .where(people.c.blocked_at.is_(None))
        )
        if row.reminder:
            switched = delivery_choices.c[f"remind_{row.reminder}"]
            usual = delivery_choices.c[f"remind_{row.reminder}"].server_default.arg  # type: ignore[union-attr]
            query = query.where(func.coalesce(switched, usual))
        if anchors is not None:
            query = query.outerjoin(anchors, anchors.c.person_id == matched.c.person_id)
            if row.kind == "cancelled":
                told = matched.c.person_id.in_(select(self._told().c.person_id))
                # Who asked to be reminded knows of it without having been told.
                query = query.where(or_(matched.c.place == _OWN, told))
        return query

    def _topic(self, place: ColumnElement[int]) -> ColumnElement[Any]:
        named = [(place == number, literal(topic)) for number, topic in enumerate(self.row.topics)]
        return case(*named, else_=null()) if named else null()

    def _same_choices(self, matched: Subquery) -> ColumnElement[bool]:
        chosen, times = delivery_choices.c, due_times.c
        asked = (matched.c.place == _OWN) if self.row.kind == "reminder" else false()
        return and_(
            times.campaign_id == self.row.id,
            times.zone == func.coalesce(chosen.zone, ""),
            times.quiet == func.coalesce(chosen.quiet, ""),
            times.mode == func.coalesce(chosen.mode, "now"),
            times.urgent == func.coalesce(chosen.urgent, true()),
            times.asked_for == asked,
        )

    def edits(self) -> Select[Any]:
        """A row for every message that is to be edited."""
        anchors = self._anchors(editable=True)
        priority = base_priority(self.row.kind, self.row.urgent) + LAST
        return (
            select(
                literal(self.row.id),
                people.c.id,
                people.c.is_local,
                literal("pending"),
                literal("edit"),
                literal(priority, SmallInteger),
                literal(self.begun, UtcDateTime),
                anchors.c.topic,
                anchors.c.message_id,
                null(),
                null(),
            )
            .select_from(anchors)
            .join(people, people.c.id == anchors.c.person_id)
            .where(people.c.blocked_at.is_(None))
        )

    def _earlier(self) -> Select[Any]:
        """The campaigns that told of the same thing before."""
        if self.row.edits_id is not None:
            return select(campaigns.c.id).where(campaigns.c.id == self.row.edits_id)
        itself = self.row.event.partition(CORRECTED)[0].removesuffix(EDITS)
        return select(campaigns.c.id).where(
            _same_thing(self.row),
            campaigns.c.id < self.row.id,
            campaigns.c.event != itself,
            campaigns.c.silent.is_(False),
        )

    def _told(self) -> Subquery:
        """Who was told of it before, or may have been."""
        states = ("sent", "unknown", "leased")
        return (
            select(deliveries.c.person_id)
            .where(
                deliveries.c.campaign_id.in_(self._earlier()),
                deliveries.c.state.in_(states),
                self._holds(deliveries.c.person_id),
            )
            .subquery()
        )

    def _anchors(self, *, editable: bool = False) -> Subquery:
        """The first message that told each person of it; `editable`: of those sent alone."""
        sent = [
            deliveries.c.campaign_id.in_(self._earlier()),
            deliveries.c.state == "sent",
            deliveries.c.message_id.is_not(None),
            self._holds(deliveries.c.person_id),
        ]
        if editable:
            sent.append(deliveries.c.shared.is_(False))
        first = (
            select(deliveries.c.person_id, func.min(deliveries.c.campaign_id).label("campaign_id"))
            .where(*sent)
            .group_by(deliveries.c.person_id)
            .subquery()
        )
        return (
            select(deliveries.c.person_id, deliveries.c.message_id, deliveries.c.topic)
            .join(
                first,
                (first.c.person_id == deliveries.c.person_id)
                & (first.c.campaign_id == deliveries.c.campaign_id),
            )
            .subquery()
        )

    async def take_back(self) -> None:
        """Cancel what was still to be sent about the same thing: it is not true any more."""
        obsolete = select(campaigns.c.id).where(_obsolete(self.row))
        gone = update(deliveries).where(
            deliveries.c.campaign_id.in_(obsolete), PENDING, self._holds(deliveries.c.person_id)
        )
        await self.connection.execute(
            gone.values(state="cancelled", reason="superseded", settled_at=self.begun)
        )

    async def insert(self, rows: Select[Any]) -> int:
        """Make the rows, where there are none yet; how many."""
        statement = insert_into(self.connection, deliveries).from_select(_COLUMNS, rows)
        return (await self.connection.execute(statement.on_conflict_do_nothing())).rowcount


def _same_thing(row: Row[Any]) -> ColumnElement[bool]:
    return or_(campaigns.c.id == row.root_id, campaigns.c.root_id == row.root_id)


def _obsolete(row: Row[Any]) -> ColumnElement[bool]:
    """Which earlier campaigns say what is not true any more, since `row` says something newer."""
    before = _same_thing(row) & (campaigns.c.id < row.id) if row.root_id is not None else false()
    if row.silent:
        alike = (
            campaigns.c.edits_id.is_(None) if row.edits_id is None else campaigns.c.edits_id == row.edits_id
        )
        return before & campaigns.c.silent.is_(True) & alike
    if row.kind == "reminder":
        return false()
    before &= campaigns.c.silent.is_(False)
    return before if row.kind in _MAKES_OBSOLETE else before & (campaigns.c.kind != "reminder")
