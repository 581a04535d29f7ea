"""How the queue of notices stands: for staff, and for whoever watches the bot."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.delivery.ledger import PENDING
from bot.storage.delivery_tables import campaigns, deliveries

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Queue:
    """What waits and is due, how long the oldest of it has waited (seconds; 0: nothing waits), and what was sent.

    `sent` counts the last minute, `unknown` the last day.
    """

    waiting: int
    age: float
    sent: int
    unknown: int

    def figures(self) -> dict[str, float]:
        """The same as figures with names, for metrics."""
        return {
            "waiting": float(self.waiting),
            "oldest_seconds": self.age,
            "sent_last_minute": float(self.sent),
            "unknown_last_day": float(self.unknown),
        }


async def queue(connection: AsyncConnection, now: datetime, *, local: bool) -> Queue:
    """How the queue stands now."""
    table = deliveries.c
    active = select(campaigns.c.id).where(campaigns.c.state.in_(("sending", "paused", "halted")))
    due = (table.is_local.is_(local), table.campaign_id.in_(active), PENDING, table.due_at <= now)
    waiting, oldest = (
        await connection.execute(select(func.count(), func.min(table.due_at)).where(*due))
    ).one()
    recent = select(campaigns.c.id).where(campaigns.c.made_at > now - timedelta(days=30))
    settled = (table.is_local.is_(local), table.campaign_id.in_(recent))
    sent = select(func.count()).where(*settled, table.state == "sent", table.settled_at > now - MINUTE)
    unknown = select(func.count()).where(*settled, table.state == "unknown", table.settled_at > now - DAY)
    return Queue(
        waiting,
        max(0.0, (now - oldest).total_seconds()) if oldest else 0.0,
        (await connection.execute(sent)).scalar_one(),
        (await connection.execute(unknown)).scalar_one(),
    )
