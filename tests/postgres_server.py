"""The PostgreSQL server of the tests, and databases on it that tests take in turn."""

from __future__ import annotations

import asyncio
import os
import secrets

import asyncpg
from sqlalchemy.engine import make_url

SERVER = os.environ.get("BOT_TEST_POSTGRES_URL", "")
"""The address of a database on the server, from which others are made; empty where there is no server."""

_END_SESSIONS = """
SELECT pg_terminate_backend(pid, 60000) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
"""

# What a migration or a test may change of a database besides its rows.
_SHAPE = """
SELECT md5(string_agg(line, ';' ORDER BY line)) FROM (
  SELECT concat_ws(' ', attrelid, attname, atttypid, atttypmod, attnotnull, attisdropped, relname, relkind)
    FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid WHERE relnamespace = 'public'::regnamespace
  UNION ALL SELECT concat_ws(' ', oid, adbin) FROM pg_attrdef
  UNION ALL SELECT concat_ws(' ', oid, conname, conbin) FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace
  UNION ALL SELECT concat_ws(' ', tgrelid, tgname, tgenabled, tgfoid) FROM pg_trigger
  UNION ALL SELECT concat_ws(' ', oid, proname, prosrc) FROM pg_proc WHERE pronamespace = 'public'::regnamespace
) AS shape (line)
"""

_WRITTEN = """
SELECT oid::regclass::text AS name, pg_relation_size(oid) AS bytes FROM pg_class
WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND pg_relation_size(oid) > 0
"""

_RESTART = """
SELECT setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, false)
FROM pg_sequences WHERE last_value IS NOT NULL
"""

_LARGE = 256 * 1024
"""Bytes of a table from which on a database is not worth cleaning: deleted rows stay in the file for a while."""


def address_of(name: str) -> str:
    """The address of a database on the server."""
    return make_url(SERVER).set(database=name).render_as_string(hide_password=False)


def create_database(template: str = "template0", *, durable: bool = False) -> str:
    """Make a database on the server, a copy of `template`; its name.

    Nobody who commits there waits for the server's disk, unless it has to be durable: tests in which a server falls
    over have one of their own.
    """
    name = f"atazan_test_{secrets.token_hex(8)}"
    careless = () if durable else (f'ALTER DATABASE "{name}" SET synchronous_commit = off',)
    asyncio.run(_on_server(f'CREATE DATABASE "{name}" TEMPLATE "{template}"', *careless))
    return name


def drop_database(name: str) -> None:
    """Drop a database on the server, whoever is connected to it."""
    asyncio.run(_on_server(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))


async def _on_server(*statements: str) -> None:
    connection = await _connected(SERVER)
    try:
        for statement in statements:
            await connection.execute(statement)
    finally:
        await connection.close()


async def _connected(address: str) -> asyncpg.Connection:
    dsn = make_url(address).set(drivername="postgresql").render_as_string(hide_password=False)
    return await asyncpg.connect(dsn, timeout=60)


class Databases:
    """Copies of a migrated database, each made as new again when a test gives it back.

    To make and drop one takes the server long, most of all where its disk is slow. One whose tables, functions or
    first rows a test has changed is dropped all the same.
    """

    def __init__(self, template: str) -> None:
        """Of this database; nobody may be connected to it."""
        self._template = template
        self._kept: dict[str, str] = {}
        self._shape = asyncio.run(self._look())
        self._free: list[str] = []

    async def _look(self) -> str:
        connection = await _connected(address_of(self._template))
        try:
            for row in await connection.fetch(_WRITTEN):
                self._kept[row["name"]] = await _rows(connection, row["name"])
            shape: str = await connection.fetchval(_SHAPE)
        finally:
            await connection.close()
        return shape

    def take(self) -> str:
        """The name of one that is as if it had just been made."""
        return self._free.pop() if self._free else create_database(self._template)

    def give_back(self, name: str) -> None:
        """Make it as new, without the sessions that are still open there, or drop it."""
        if asyncio.run(self._cleaned(address_of(name))):
            self._free.append(name)
        else:
            drop_database(name)

    def close(self) -> None:
        """Drop those that nobody has."""
        while self._free:
            drop_database(self._free.pop())

    async def _cleaned(self, address: str) -> bool:
        connection = await _connected(address)
        try:
            await connection.execute(_END_SESSIONS)
            written = await connection.fetch(_WRITTEN)
            if any(row["bytes"] > _LARGE for row in written) or not await self._is_whole(connection):
                return False
            if names := [row["name"] for row in written if row["name"] not in self._kept]:
                # One statement, so that rows that refer to one another go together.
                parts = (f"_{place} AS (DELETE FROM {name})" for place, name in enumerate(names))  # noqa: S608
                await connection.execute(f"WITH {', '.join(parts)} SELECT 1")
            await connection.execute(_RESTART)
        finally:
            await connection.close()
        return True

    async def _is_whole(self, connection: asyncpg.Connection) -> bool:
        if await connection.fetchval(_SHAPE) != self._shape:
            return False
        return all([await _rows(connection, name) == rows for name, rows in self._kept.items()])


async def _rows(connection: asyncpg.Connection, table: str) -> str:
    """A digest of the rows of a table."""
    digest: str = await connection.fetchval(
        f"SELECT md5(coalesce(string_agg(t::text, ';' ORDER BY t::text), '')) FROM {table} AS t"  # noqa: S608
    )
    return digest
