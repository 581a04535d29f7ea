"""Updates whose change is on disk: each changes the state once, however often Telegram delivers it."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.database import Database, insert_into
from bot.storage.tables import handled_updates

#: Telegram keeps an update for 24 hours (Bot API, getting updates); twice that leaves room for a wrong clock.
KEPT_FOR = timedelta(hours=48)


async def first_time(connection: AsyncConnection, update_id: int | None, now: datetime) -> bool:
    """Return whether the change caused by `update_id` is still to be made, and mark it as made.

    The mark is committed with the change, in the same unit of work. None: no update caused it; always True.
    """
    if update_id is None:
        return True
    mark = (
        insert_into(connection, handled_updates)
        .values(update_id=update_id, at=now)
        .on_conflict_do_nothing()
        .returning(handled_updates.c.update_id)
    )
    return (await connection.execute(mark)).first() is not None


async def prune_updates(database: Database, now: datetime) -> int:
    """Forget marks older than `KEPT_FOR`; return how many.

    Raises:
        StorageError: the database failed.
    """
    async with database.write() as connection:
        result = await connection.execute(
            delete(handled_updates).where(handled_updates.c.at < now - KEPT_FOR)
        )
        return result.rowcount
