"""A span of people over which a campaign is spread: who of them gets which message, and what of before is obsolete."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    SmallInteger,
    Subquery,
    and_,
    case,
    cast,
    exists,
    false,
    func,
    literal,
    null,
    or_,
    select,
    true,
    union_all,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.delivery.ledger import DIGEST, FIRST, LAST, NEXT, PENDING, base_priority
from bot.storage.database import insert_into
from bot.storage.delivery_tables import (
    campaign_people,
    campaigns,
    deliveries,
    delivery_choices,
    due_times,
    subscriptions,
)
from bot.storage.tables import UtcDateTime, people

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


class Span:
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
            same_thing(self.row),
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
        obsolete = select(campaigns.c.id).where(made_obsolete_by(self.row))
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


def same_thing(row: Row[Any]) -> ColumnElement[bool]:
    """Which campaigns are about the same thing as `row`."""
    return or_(campaigns.c.id == row.root_id, campaigns.c.root_id == row.root_id)


def made_obsolete_by(row: Row[Any]) -> ColumnElement[bool]:
    """Which earlier campaigns say what is not true any more, since `row` says something newer."""
    before = same_thing(row) & (campaigns.c.id < row.id) if row.root_id is not None else false()
    if row.silent:
        alike = (
            campaigns.c.edits_id.is_(None) if row.edits_id is None else campaigns.c.edits_id == row.edits_id
        )
        return before & campaigns.c.silent.is_(True) & alike
    if row.kind == "reminder":
        return false()
    before &= campaigns.c.silent.is_(False)
    return before if row.kind in _MAKES_OBSOLETE else before & (campaigns.c.kind != "reminder")
