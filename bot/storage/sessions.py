"""Sessions on disk. The functions work inside a unit of work of the caller."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.sessions.model import Session, as_data, content_of, said_by
from bot.storage.database import insert_into
from bot.storage.session_tables import bodies, session_revisions, sessions
from content.model import Body

Stamp = tuple[object, ...]


async def stamp(connection: AsyncConnection) -> Stamp:
    """What is another after every change of a session or body, whoever made it."""
    changes = select(func.count(), func.sum(sessions.c.revision), func.max(sessions.c.changed_at))
    changed = (await connection.execute(changes)).one()
    added = (await connection.execute(select(func.count()).select_from(bodies))).scalar_one()
    return (*changed, added)


async def all_sessions(connection: AsyncConnection) -> list[Session]:
    """All sessions, withdrawn ones too, by id."""
    return [_session(row) for row in await connection.execute(select(sessions).order_by(sessions.c.id))]


async def all_bodies(connection: AsyncConnection) -> list[Body]:
    """The bodies that were added, the first one first."""
    rows = await connection.execute(select(bodies).order_by(bodies.c.added_at, bodies.c.id))
    return [Body(id=row.id, name=row.name, created=row.added_at.date().isoformat()) for row in rows]


async def hold_all(connection: AsyncConnection) -> None:
    """Let nobody else add or change a session until the commit: numbers are given in order."""
    if connection.dialect.name != "sqlite":
        await connection.execute(text("LOCK TABLE sessions IN SHARE ROW EXCLUSIVE MODE"))


async def load(connection: AsyncConnection, identity: str) -> Session | None:
    """The session as on disk, its row held until the commit; None: there is none."""
    query = select(sessions).where(sessions.c.id == identity).with_for_update()
    row = (await connection.execute(query)).first()
    return None if row is None else _session(row)


async def told_by(connection: AsyncConnection, identity: str) -> str | None:
    """The event of the notice that told people last of a session's time and place; None: nobody was told."""
    query = select(sessions.c.event).where(sessions.c.id == identity)
    event: str | None = (await connection.execute(query)).scalar_one_or_none()
    return event


async def set_event(connection: AsyncConnection, identity: str, event: str | None) -> None:
    """Set the event by which people were told last; None: they were not."""
    await connection.execute(update(sessions).where(sessions.c.id == identity).values(event=event))


async def save(
    connection: AsyncConnection,
    session: Session,
    *,
    what: str,
    at: datetime,
    by: int | None,
    event: str | None = None,
) -> None:
    """Write a session down in its new state, and the state into its history.

    `event` None leaves the event as it was. `by` is the row of who did it; None: nobody, as from the command line.
    """
    values: dict[str, Any] = {
        "uid": session.uid,
        "body": session.body,
        "number": session.number,
        "status": session.status,
        "day": session.day,
        "start_at": session.start,
        "content": content_of(session),
        "revision": session.revision,
        "withdrawn": session.withdrawn,
        "changed_at": at,
    } | ({"event": event} if event else {})
    if session.revision == 0:
        await connection.execute(insert_into(connection, sessions).values(id=session.id, **values))
    else:
        await connection.execute(update(sessions).where(sessions.c.id == session.id).values(values))
    row = {"session_id": session.id, "revision": session.revision, "what": what, "at": at, "by": by}
    await connection.execute(insert_into(connection, session_revisions).values(state=as_data(session), **row))


async def add_body(
    connection: AsyncConnection, identity: str, name: dict[str, str], at: datetime, by: int | None
) -> bool:
    """Add a body; False if there is one of that id."""
    row = {"id": identity, "name": name, "added_at": at, "added_by": by}
    statement = insert_into(connection, bodies).values(row).on_conflict_do_nothing().returning(bodies.c.id)
    return (await connection.execute(statement)).first() is not None


async def history(connection: AsyncConnection, identity: str) -> Sequence[Row[Any]]:
    """The rows of a session's history, the oldest first: revision, what, state, at, by."""
    query = select(session_revisions).where(session_revisions.c.session_id == identity)
    return (await connection.execute(query.order_by(session_revisions.c.revision))).all()


def _session(row: Row[Any]) -> Session:
    return Session(
        id=row.id,
        body=row.body,
        number=row.number,
        uid=row.uid,
        status=row.status,
        day=row.day,
        start=row.start_at,
        revision=row.revision,
        withdrawn=row.withdrawn,
        changed_at=row.changed_at,
        **said_by(row.content),
    )
