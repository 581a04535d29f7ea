"""Databases of the tests on PostgreSQL: what a test leaves behind no other test meets."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, insert, select

from bot.storage.database import Database
from bot.storage.delivery_tables import subscriptions
from bot.storage.errors import StorageError
from bot.storage.tables import people
from tests.postgres_server import SERVER, Databases, address_of

pytestmark = pytest.mark.skipif(not SERVER, reason="BOT_TEST_POSTGRES_URL names no PostgreSQL server")


async def opened(name: str, folder: Path) -> Database:
    """Open a database of that name."""
    return await Database.open(address_of(name), data_dir=folder)


async def somebody(database: Database) -> int:
    """Store somebody who follows sessions; their number."""
    row = {"sealed_id": b"x", "kind": "person", "language": "kk", "first_seen": date(2026, 7, 1)}
    async with database.write() as connection:
        made = await connection.execute(insert(people).values(row).returning(people.c.id))
        number: int = made.scalar_one()
        follows = {"topic": "sessions", "person_id": number, "since": datetime(2026, 7, 1, tzinfo=UTC)}
        await connection.execute(insert(subscriptions).values(follows))
    return number


async def test_rows_and_their_numbers_are_gone(postgres_databases: Databases, tmp_path: Path) -> None:
    """A database that only got rows is given to the next test, which meets none of them and counts from one."""
    name = await asyncio.to_thread(postgres_databases.take)
    database = await opened(name, tmp_path)
    assert await somebody(database) == 1
    await database.close()
    await asyncio.to_thread(postgres_databases.give_back, name)
    assert await asyncio.to_thread(postgres_databases.take) == name
    database = await opened(name, tmp_path)
    async with database.read() as connection:
        for table in (people, subscriptions):
            assert (await connection.execute(select(func.count()).select_from(table))).scalar_one() == 0
    assert await somebody(database) == 1
    await database.close()
    await asyncio.to_thread(postgres_databases.give_back, name)


@pytest.mark.parametrize(
    "change",
    [
        "DROP TABLE subscriptions",
        "ALTER TABLE people ADD COLUMN more INTEGER",
        "ALTER TABLE people RENAME COLUMN language TO tongue",
        "CREATE INDEX more ON people (language)",
        "ALTER TABLE people DISABLE TRIGGER USER",
        "CREATE FUNCTION more() RETURNS integer LANGUAGE sql AS 'SELECT 1'",
        "UPDATE alembic_version SET version_num = '0001'",
    ],
)
async def test_a_database_of_another_shape_is_dropped(
    postgres_databases: Databases, tmp_path: Path, change: str
) -> None:
    """One whose tables, functions or first rows were changed is met by nobody any more."""
    name = await asyncio.to_thread(postgres_databases.take)
    database = await opened(name, tmp_path)
    async with database.write() as connection:
        await connection.exec_driver_sql(change)
    await database.close()
    await asyncio.to_thread(postgres_databases.give_back, name)
    with pytest.raises(StorageError):
        await opened(name, tmp_path)


async def test_sessions_that_are_open_are_ended(postgres_databases: Databases, tmp_path: Path) -> None:
    """A test that left a transaction open keeps nobody waiting, and what it wrote is not there."""
    name = await asyncio.to_thread(postgres_databases.take)
    database = await opened(name, tmp_path)

    async def cut_off() -> None:
        async with database.write() as connection:
            await connection.exec_driver_sql("LOCK TABLE people")
            await asyncio.to_thread(postgres_databases.give_back, name)

    with pytest.raises(StorageError):
        await cut_off()
    await database.close()
    assert await asyncio.to_thread(postgres_databases.take) == name
    await asyncio.to_thread(postgres_databases.give_back, name)
