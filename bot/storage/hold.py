"""A hold on sending: after a backup was restored nothing is sent until an administrator says so.

What was sent since the backup would be sent again, since the restored rows do not know of it.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.database import insert_into
from bot.storage.tables import installation

_KEY = "sending_held_since"


async def held_since(connection: AsyncConnection) -> datetime | None:
    """Return since when sending waits for an administrator's word; None: it does not."""
    query = select(installation.c.value).where(installation.c.key == _KEY)
    value = (await connection.execute(query)).scalar_one_or_none()
    return None if value is None else datetime.fromisoformat(value)


async def hold_within(connection: AsyncConnection, now: datetime) -> None:
    """Let nothing be sent until `release_within`, inside the caller's unit of work."""
    values = {"key": _KEY, "value": now.isoformat(timespec="seconds")}
    await connection.execute(insert_into(connection, installation).values(values).on_conflict_do_nothing())


async def release_within(connection: AsyncConnection) -> bool:
    """Let things be sent again, inside the caller's unit of work; return whether they were held."""
    return (await connection.execute(delete(installation).where(installation.c.key == _KEY))).rowcount > 0
