"""Spreading a campaign: from one row to a row for each person, each with the moment from which they may be told.

Everybody is found, and their rows made, by one INSERT … SELECT over a span of people; what the program computes is when
a notice may come, once for each combination of zone, quiet hours and mode that anybody chose.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import (
    ColumnElement,
    Row,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.delivery.choices import Hours, parse_hours
from bot.delivery.due import Due, due
from bot.delivery.ledger import LEASE, LEASED
from bot.delivery.span import Span, made_obsolete_by, same_thing
from bot.storage.database import Database
from bot.storage.delivery_tables import (
    campaign_people,
    campaigns,
    deliveries,
    due_times,
)
from bot.storage.tables import people

SPAN = 50_000
"""Ids of people that one unit of work goes over: a quarter of a second, for which other writers wait."""

SETTLING = timedelta(seconds=10)
"""How long a notice waits at most for what is on its way of an earlier one about the same thing."""


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
            span = Span(connection, row, first, last, begun)
            made = await self._make(span)
            top = (await connection.execute(select(func.max(people.c.id)))).scalar_one() or 0
            await self._note(connection, row.id, last if last < top else None)
        return made

    async def _is_held_up(self, connection: AsyncConnection, row: Row[Any]) -> bool:
        """Whether messages with the words of before are on their way: only once they arrived can they be edited."""
        now = self._clock.now()
        if row.root_id is None or now - row.made_at >= SETTLING:
            return False
        earlier = select(campaigns.c.id).where(same_thing(row), campaigns.c.id < row.id)
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
            made_obsolete_by(row), campaigns.c.state.in_(("sending", "paused", "halted"))
        )
        await connection.execute(obsolete.where(campaigns.c.spread_to.is_not(None)).values(state="cancelled"))
        return now

    async def _note(self, connection: AsyncConnection, campaign: int, spread_to: int | None) -> None:
        done = update(campaigns).where(campaigns.c.id == campaign).values(spread_to=spread_to)
        await connection.execute(done)
        for table in (due_times, campaign_people) if spread_to is None else (due_times,):
            await connection.execute(delete(table).where(table.c.campaign_id == campaign))

    async def _make(self, span: Span) -> int:
        if span.row.root_id is not None:
            await span.take_back()
        if span.row.silent:
            return await span.insert(span.edits())
        await self._compute_due_times(span)
        return await span.insert(span.messages(own_too=await span.holds_own()))

    async def _compute_due_times(self, span: Span) -> None:
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
