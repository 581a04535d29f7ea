"""People as they are on disk: read with what they are in the middle of, inside a unit of work of the caller."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.person import Person, as_plain_data, from_row
from bot.storage.sealing import Sealer
from bot.storage.tables import dialogues, people, roles

_WITH_DIALOGUE = select(
    people, dialogues.c.name, dialogues.c.step, dialogues.c.data, dialogues.c.updated_at
).outerjoin(dialogues)


async def load(
    connection: AsyncConnection, sealer: Sealer, telegram_id: int, *, hold: bool = False
) -> Person | None:
    """The person, or None; with `hold` their row is held until the commit."""
    query = _WITH_DIALOGUE.where(people.c.sealed_id == sealer.seal(telegram_id))
    row = (await connection.execute(query.with_for_update(of=people) if hold else query)).first()
    return None if row is None else from_row(row, telegram_id)


async def load_by_row(connection: AsyncConnection, sealer: Sealer, person_id: int) -> Person | None:
    """The person whose row is `person_id`, or None."""
    row = (await connection.execute(_WITH_DIALOGUE.where(people.c.id == person_id))).first()
    return None if row is None else from_row(row, sealer.open(row.sealed_id))


async def load_all(
    connection: AsyncConnection, sealer: Sealer, telegram_ids: Sequence[int]
) -> dict[int, Person]:
    """Those people of these that there are, by their ids."""
    sealed = {sealer.seal(telegram_id): telegram_id for telegram_id in telegram_ids}
    rows = await connection.execute(_WITH_DIALOGUE.where(people.c.sealed_id.in_(sealed)))
    return {sealed[row.sealed_id]: from_row(row, sealed[row.sealed_id]) for row in rows}


async def exported(connection: AsyncConnection, person: Person) -> dict[str, Any]:
    """What is held of a person in their own row, and their roles, as plain data."""
    return as_plain_data(person) | {"roles": await _roles(connection, person.id)}


async def _roles(connection: AsyncConnection, person_id: int) -> list[dict[str, str]]:
    query = (
        select(roles.c.role, roles.c.granted_at).where(roles.c.person_id == person_id).order_by(roles.c.role)
    )
    return [
        {"role": row.role, "granted_at": row.granted_at.isoformat()}
        for row in await connection.execute(query)
    ]
