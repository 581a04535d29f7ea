"""When somebody chooses other hours, what waits for them waits for those."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import case, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.delivery.choices import Choices, parse_hours
from bot.delivery.due import Due, after_quiet, due
from bot.delivery.ledger import DIGEST, NEXT, PENDING, base_priority
from bot.storage.delivery_tables import deliveries


def due_now(now: datetime, choices: Choices, *, quiet: str, zone: str) -> Due:
    """When something of this moment reaches a person who chose so; `quiet` and `zone` are the installation's."""
    where, hours = ZoneInfo(choices.zone or zone), parse_hours(choices.quiet or quiet)
    if choices.paused_until is not None and choices.paused_until > now:
        return Due(after_quiet(choices.paused_until, where, hours), True)
    return due(now, where, hours, choices.mode, at_any_hour=False)


async def reschedule(connection: AsyncConnection, person_id: int, found: Due, now: datetime) -> int:
    """Let what a person is still to get come when they now want it, but for edits, which disturb nobody; how many."""
    table = deliveries.c
    waiting = [table.person_id == person_id, PENDING, table.purpose != "edit"]
    if not found.digest:
        # What is due already is on its way at the present moment.
        waiting.append(table.due_at > now)
    alone = base_priority("news", urgent=False) + NEXT
    priority = DIGEST if found.digest else case((table.priority == DIGEST, alone), else_=table.priority)
    moved = update(deliveries).where(*waiting).values(due_at=found.at, priority=priority)
    return (await connection.execute(moved)).rowcount
