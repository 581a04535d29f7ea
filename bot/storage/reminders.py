"""Reminders of sessions on disk: when each is due, and who asked for them. Inside a unit of work of the caller."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.database import insert_into
from bot.storage.session_tables import session_reminders, session_wishes

Which = Literal["day", "hour", "start"]


@dataclass(frozen=True, slots=True)
class Due:
    """One reminder of one session: at `due_at`, and not from `expires_at` on."""

    session_id: str
    revision: int
    which: Which
    due_at: datetime
    expires_at: datetime


async def schedule(connection: AsyncConnection, reminders: Iterable[Due]) -> None:
    """Add reminders."""
    rows = [
        {
            "session_id": each.session_id,
            "revision": each.revision,
            "which": each.which,
            "due_at": each.due_at,
            "expires_at": each.expires_at,
            "state": "waiting",
        }
        for each in reminders
    ]
    if rows:
        await connection.execute(insert_into(connection, session_reminders), rows)


async def expire(connection: AsyncConnection, session_id: str, *which: Which) -> None:
    """Let the reminders of a session that are still waiting expire; all of them, or only `which`."""
    table = session_reminders.c
    mine = (table.session_id == session_id) & (table.state == "waiting")
    statement = update(session_reminders).where(mine & table.which.in_(which) if which else mine)
    await connection.execute(statement.values(state="expired"))


async def due(connection: AsyncConnection, now: datetime) -> Sequence[Due]:
    """The reminders that are due, the earliest first."""
    table = session_reminders.c
    query = (
        select(session_reminders)
        .where(table.state == "waiting", table.due_at <= now)
        .order_by(table.due_at, table.session_id, table.revision)
    )
    return [
        Due(row.session_id, row.revision, row.which, row.due_at, row.expires_at)
        for row in await connection.execute(query)
    ]


async def settle(connection: AsyncConnection, reminder: Due, *, published: bool) -> bool:
    """Mark a waiting reminder as published or expired; False if somebody else settled it before."""
    table = session_reminders.c
    mine = (
        (table.session_id == reminder.session_id)
        & (table.revision == reminder.revision)
        & (table.which == reminder.which)
        & (table.state == "waiting")
    )
    state = "published" if published else "expired"
    result = await connection.execute(update(session_reminders).where(mine).values(state=state))
    return result.rowcount > 0


async def waiting(connection: AsyncConnection, session_id: str) -> list[tuple[Which, datetime]]:
    """The reminders of a session that are still to come: which, and when."""
    table = session_reminders.c
    query = select(table.which, table.due_at).where(table.session_id == session_id, table.state == "waiting")
    return [(row.which, row.due_at) for row in await connection.execute(query.order_by(table.due_at))]


async def wish(connection: AsyncConnection, person_id: int, session_id: str, at: datetime) -> bool:
    """Note that a person wants to be reminded of a session; False if that was noted before."""
    row = {"person_id": person_id, "session_id": session_id, "at": at}
    statement = insert_into(connection, session_wishes).values(row).on_conflict_do_nothing()
    return (await connection.execute(statement.returning(session_wishes.c.session_id))).first() is not None


async def unwish(connection: AsyncConnection, person_id: int, session_id: str) -> bool:
    """Take the wish back; False if there was none."""
    table = session_wishes.c
    mine = (table.person_id == person_id) & (table.session_id == session_id)
    return (await connection.execute(delete(session_wishes).where(mine))).rowcount > 0


async def wishers(connection: AsyncConnection, session_id: str) -> tuple[int, ...]:
    """The rows of the people who want to be reminded of a session."""
    table = session_wishes.c
    query = select(table.person_id).where(table.session_id == session_id).order_by(table.person_id)
    return tuple((await connection.execute(query)).scalars())


async def wishes(connection: AsyncConnection, person_id: int) -> dict[str, datetime]:
    """The sessions that a person wants to be reminded of, and since when."""
    table = session_wishes.c
    query = select(table.session_id, table.at).where(table.person_id == person_id).order_by(table.at)
    return {row.session_id: row.at for row in await connection.execute(query)}
