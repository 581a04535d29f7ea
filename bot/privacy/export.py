"""Everything that is held of a person, as plain data: every row of every table that is theirs."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.people import People
from bot.privacy.held import TABLES
from bot.proposals.intake import receipt_within
from bot.storage.database import Database
from bot.storage.proposal_tables import proposals, status_changes
from bot.storage.tables import metadata

_TOLD_ELSEWHERE = frozenset(("people", "dialogues", "roles"))
"""Of these `People.export` tells what they mean."""
_MEANS_NOTHING = frozenset(("person_id", "alike", "leased_by", "leased_until"))


async def everything_of(database: Database, people: People, telegram_id: int) -> dict[str, Any]:
    """Everything held of a person, as JSON can hold it; empty if nothing is. Moments are ISO 8601 in UTC.

    Raises:
        StorageError: the database failed.
    """
    held = await people.export(telegram_id)
    person = await people.find(telegram_id)
    if person is None:
        return held
    async with database.read() as connection:
        for table in TABLES:
            if table.owner is None or table.name in _TOLD_ELSEWHERE:
                continue
            source = metadata.tables[table.name]
            query = select(source).where(source.c[table.owner] == person.id)
            rows = [dict(row._mapping) for row in await connection.execute(query)]  # noqa: SLF001 - its public name
            if rows:
                held[table.name] = [_plain(row) for row in rows]
        await _add_to_proposals(connection, held, person.id)
    return held


async def _add_to_proposals(connection: AsyncConnection, held: dict[str, Any], person_id: int) -> None:
    """With each proposal what became of it, and what proves its place in the log."""
    query = select(proposals.c.id, proposals.c.number).where(proposals.c.person_id == person_id)
    for proposal_id, number in (await connection.execute(query)).all():
        listed = next(each for each in held["proposals"] if each["number"] == number)
        table = status_changes.c
        changes = select(status_changes).where(table.proposal_id == proposal_id).order_by(table.id)
        listed["status_changes"] = [
            _plain(dict(row._mapping))  # noqa: SLF001 - its public name
            for row in await connection.execute(changes)
        ]
        receipt = await receipt_within(connection, proposal_id)
        if receipt is not None:
            listed["receipt"] = {
                "leaf_index": receipt.leaf_index,
                "salted_hash": receipt.salted_hash.hex(),
                "salt": receipt.salt.hex(),
            }


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {name: _value(value) for name, value in row.items() if name not in _MEANS_NOTHING}


def _value(value: object) -> object:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return value.hex() if isinstance(value, bytes) else value
