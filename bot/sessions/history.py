"""What a session was at an earlier revision, and by which notice people were told of it then."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.sessions.model import Session, from_data
from bot.storage import sessions

_TOLD = ("announced", "moved")
"""What tells people of a session's time and place."""


async def state_at(connection: AsyncConnection, identity: str, revision: int) -> Session:
    """The session as it was at a revision.

    Raises:
        LookupError: there is no such revision.
    """
    for row in await sessions.history(connection, identity):
        if row.revision == revision:
            return from_data(row.state)
    raise LookupError(f"{identity} {revision}")


async def nothing_since(connection: AsyncConnection, identity: str, revision: int) -> bool:
    """Whether nothing happened to a session after a revision but what was undone again."""
    later = [row.what for row in await sessions.history(connection, identity) if row.revision > revision]
    return later.count("undone") * 2 == len(later)


async def told_before(connection: AsyncConnection, identity: str, revision: int) -> str | None:
    """The event by which people were told of a session's time before a revision that is undone; None: they were not."""
    rows = await sessions.history(connection, identity)
    undone = {row.revision - 1 for row in rows if row.what == "undone"} | {revision}
    told = [row for row in rows if row.what in _TOLD and row.revision not in undone]
    return f"session:{identity}:{told[-1].revision}:{told[-1].what}" if told else None
