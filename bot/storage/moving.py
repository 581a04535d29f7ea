"""Putting together what is held of one chat under two ids, after a group became a supergroup."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Table, delete, insert, literal, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.delivery_tables import deliveries, delivery_choices, subscriptions
from bot.storage.tables import people


async def move_row(
    connection: AsyncConnection, before: int, after: int | None, named: Mapping[str, Any]
) -> None:
    """Let the chat of row `before` be the one that is `named` now; `after` is the row of that one, if it has one."""
    if after is None:
        await connection.execute(update(people).where(people.c.id == before).values(**named))
    else:
        await put_together(connection, before, after)
        await connection.execute(delete(people).where(people.c.id == before))


async def put_together(connection: AsyncConnection, old: int, new: int) -> None:
    """Give what belongs to the person `old` to the person `new`, unless they have the same already.

    What was on its way to the old chat cannot have arrived, and is still to be sent.
    """
    back = update(deliveries).where(deliveries.c.person_id == old, deliveries.c.state == "leased")
    await connection.execute(back.values(state="pending", leased_until=None, leased_by=None))
    for table, key in ((subscriptions, "topic"), (deliveries, "campaign_id")):
        held = select(table.c[key]).where(table.c.person_id == new)
        moved = update(table).where(table.c.person_id == old, table.c[key].not_in(held))
        await connection.execute(moved.values(person_id=new))
    await _copy_choices(connection, delivery_choices, old, new)


async def _copy_choices(connection: AsyncConnection, table: Table, old: int, new: int) -> None:
    held = (await connection.execute(select(table.c.person_id).where(table.c.person_id == new))).first()
    if held is None:
        rest = [column for column in table.c if column.name != "person_id"]
        copied = select(literal(new), *rest).where(table.c.person_id == old)
        await connection.execute(insert(table).from_select(["person_id", *(c.name for c in rest)], copied))
