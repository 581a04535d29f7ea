"""What a dead process left behind in the ledger: what it had leased is *unknown*, since it may have arrived."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, exists, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.delivery.ledger import LEASED
from bot.storage.database import Database
from bot.storage.delivery_tables import campaigns, deliveries

#: Kinds that are sent once more where it is not known whether they arrived: missing them is worse than reading twice.
SENT_AGAIN = ("cancelled", "moved")

_table = deliveries.c


async def recover(database: Database, now: datetime) -> int:
    """Settle what dead processes had leased; how many rows that were.

    An edit is simply made again: twice the same edit is one. What matters too much to be missed is sent once more, and
    says so. The rest is unknown for good.
    """
    lost = (LEASED, _table.leased_until <= now)
    async with database.read() as connection:
        if not (await connection.execute(select(exists().where(*lost)))).scalar_one():
            return 0
    async with database.write() as connection:
        return await _recover(connection, lost, now)


async def _recover(connection: AsyncConnection, lost: tuple[ColumnElement[bool], ...], now: datetime) -> int:
    free = {"leased_until": None, "leased_by": None}
    again = select(campaigns.c.id).where(campaigns.c.kind.in_(SENT_AGAIN))
    edits = update(deliveries).where(*lost, _table.purpose == "edit").values(state="pending", **free)
    repeated = (
        update(deliveries)
        .where(*lost, _table.repeated.is_(False), _table.campaign_id.in_(again))
        .values(state="pending", repeated=True, **free)
    )
    unknown = (
        update(deliveries).where(*lost).values(state="unknown", reason="interrupted", settled_at=now, **free)
    )
    count = 0
    for statement in (edits, repeated, unknown):
        count += (await connection.execute(statement)).rowcount
    return count
