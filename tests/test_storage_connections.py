"""Connections to the database: short ways, and none that has ended meanwhile."""

from __future__ import annotations

import asyncio

from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from bot.storage.database import Database
from bot.storage.postgres import check_when_taken

COUNT = text("SELECT count(*) FROM people")
ADD = text("INSERT INTO people (sealed_id, kind, first_seen) VALUES (:id, 'person', '2026-07-01')")
END_OTHERS = text(
    "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


async def counted(database: Database) -> int:
    """How many people a single statement sees."""
    async with database.single() as connection:
        return int((await connection.execute(COUNT)).scalar_one())


async def test_a_single_statement_sees_what_is_committed(
    database: Database, other_database: Database
) -> None:
    """What others have committed, at once, and nothing that is under way."""
    assert await counted(database) == 0
    async with other_database.write() as connection:
        await connection.execute(ADD, {"id": b"x"})
        assert await counted(database) == 0
    assert await counted(database) == 1


async def test_ended_by_the_server(database: Database, other_database: Database) -> None:
    """After the server has ended every connection, as at its restart, the next unit of work gets a new one."""
    if database.is_sqlite:
        return
    await counted(database)
    async with other_database.single() as connection:
        ended = (await connection.execute(END_OTHERS)).scalar_one()
    assert ended >= 1
    # The driver hears of it at the next turn of the event loop that the network takes part in.
    await asyncio.sleep(0.2)
    assert await counted(database) == 0
    async with database.write() as connection:
        await connection.execute(ADD, {"id": b"x"})
    assert await counted(database) == 1


async def test_asked_after_a_while(database: Database, other_database: Database) -> None:
    """One that was unused for long is asked first: an end of which nobody has heard costs nobody anything."""
    if database.is_sqlite:
        return
    engine = create_async_engine(database.address, pool_size=1, max_overflow=0)
    check_when_taken(engine, trusted=0.0)
    backends = set()
    for _ in range(3):
        async with engine.connect() as connection:
            backends.add((await connection.execute(text("SELECT pg_backend_pid()"))).scalar_one())
    assert len(backends) == 1
    async with other_database.single() as other:
        await other.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": backends.pop()})
    async with engine.connect() as connection:
        assert (await connection.execute(text("SELECT 1"))).scalar_one() == 1
    await engine.dispose()
