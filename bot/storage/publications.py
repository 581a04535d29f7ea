"""What editors published, and how the staff works, on disk. Inside a unit of work of the caller."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Row, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.database import insert_into
from bot.storage.session_tables import publications, staff_settings

State = Literal["awaiting", "published", "undone", "refused"]


@dataclass(frozen=True, slots=True)
class Publication:
    """One thing that an editor published or wants to publish.

    `made_by` and `decided_by` are rows of people; None: the person was erased, or nobody decided yet. `session` and
    `revision` name what was written, and `event` the notice of it.
    """

    id: int
    kind: str
    draft: Mapping[str, Any]
    state: State
    session: str | None
    revision: int | None
    event: str | None
    made_by: int | None
    made_at: datetime
    decided_by: int | None
    decided_at: datetime | None


async def add(
    connection: AsyncConnection, *, kind: str, draft: Mapping[str, Any], state: State, by: int, at: datetime
) -> int:
    """Add a publication; its number."""
    row = {"kind": kind, "draft": dict(draft), "state": state, "made_by": by, "made_at": at}
    found: int = (
        await connection.execute(insert(publications).values(row).returning(publications.c.id))
    ).scalar_one()
    return found


async def find(connection: AsyncConnection, number: int, *, hold: bool = True) -> Publication | None:
    """The publication of that number, or None. `hold`: its row is held until the commit of what is written."""
    query = select(publications).where(publications.c.id == number)
    row = (await connection.execute(query.with_for_update() if hold else query)).first()
    return None if row is None else _publication(row)


async def awaiting(connection: AsyncConnection) -> Sequence[Publication]:
    """What waits for a second editor, the oldest first."""
    query = select(publications).where(publications.c.state == "awaiting").order_by(publications.c.id)
    return [_publication(row) for row in await connection.execute(query)]


async def latest(
    connection: AsyncConnection, *, by: int | None = None, kind: str | None = None
) -> Publication | None:
    """The last thing that was published, by whomever or by one person, of any kind or of one; None: nothing was."""
    query = select(publications).where(publications.c.state == "published")
    if by is not None:
        query = query.where((publications.c.made_by == by) | (publications.c.decided_by == by))
    if kind is not None:
        query = query.where(publications.c.kind == kind)
    newest = query.order_by(publications.c.decided_at.desc(), publications.c.id.desc()).limit(1)
    row = (await connection.execute(newest)).first()
    return None if row is None else _publication(row)


async def decide(
    connection: AsyncConnection, number: int, state: State, *, by: int | None, at: datetime, **written: Any
) -> None:
    """Note what became of a publication; `written` are its columns session_id, revision and event."""
    values = {"state": state, "decided_by": by, "decided_at": at} | written
    await connection.execute(update(publications).where(publications.c.id == number).values(values))


async def redraft(connection: AsyncConnection, number: int, draft: Mapping[str, Any]) -> None:
    """Replace the draft of a publication, as a correction does."""
    await connection.execute(
        update(publications).where(publications.c.id == number).values(draft=dict(draft))
    )


#: The setting that says where the moderators' group went; it holds an id that is sealed with the present data key.
MOVED_GROUP = "moved-moderators-group"


async def staff_setting(connection: AsyncConnection, name: str) -> Any:
    """What an administrator set; None: nothing."""
    query = select(staff_settings.c.value).where(staff_settings.c.name == name)
    return (await connection.execute(query)).scalar_one_or_none()


async def set_staff_setting(
    connection: AsyncConnection, name: str, value: Any, at: datetime, by: int | None
) -> None:
    """Set how the staff works."""
    values = {"value": value, "changed_at": at, "changed_by": by}
    statement = insert_into(connection, staff_settings).values(name=name, **values)
    await connection.execute(
        statement.on_conflict_do_update(index_elements=[staff_settings.c.name], set_=values)
    )


def _publication(row: Row[Any]) -> Publication:
    return Publication(
        row.id,
        row.kind,
        row.draft,
        row.state,
        row.session_id,
        row.revision,
        row.event,
        row.made_by,
        row.made_at,
        row.decided_by,
        row.decided_at,
    )
