"""The database: one unit of work is one connection, either reading or writing.

On SQLite readers see the last committed state and never wait; writers of one process queue, and writers of
several processes wait for each other by `BEGIN IMMEDIATE`. PostgreSQL does both by itself.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Self

from sqlalchemy import NullPool, Table, exc, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, make_url
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.storage.errors import StorageError, StorageSettingsError
from bot.storage.failures import connect_failures, explain, is_mistake
from bot.storage.glance import Commits, Glance
from bot.storage.postgres import check_when_taken
from bot.storage.sqlite import (
    BEGIN,
    BUSY_SECONDS,
    MIGRATE,
    NO_TRANSACTION,
    READ,
    WRITE,
    make_private_file,
    make_private_folder,
    set_journal_to_wal,
    sqlite_engine,
)

DEFAULT_FILE = "atazan.sqlite3"

_DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "sqlite+aiosqlite": "sqlite+aiosqlite",
    "postgresql": "postgresql+asyncpg",
    "postgresql+asyncpg": "postgresql+asyncpg",
}

_POSTGRES: dict[str, Any] = {
    "hide_parameters": True,
    # Compiling plans pays off for long analytical queries only; here it costs time at random.
    "connect_args": {"timeout": 10, "server_settings": {"application_name": "atazan", "jit": "off"}},
}

# Any number will do, as long as every process of this program takes the same ("atazan", read as a number).
_MIGRATION_LOCK = 0x6174617A616E


class Database:
    """Where units of work come from. Made by `open`, given back by `close`."""

    def __init__(self, engine: AsyncEngine) -> None:
        #: Where it is, with its password: never to be shown.
        self.address = engine.url
        self._engine = engine
        self._readers = engine.execution_options(**self._options(READ))
        self._writers = engine.execution_options(**self._options(WRITE))
        self._singles = (
            self._readers if self.is_sqlite else engine.execution_options(isolation_level="AUTOCOMMIT")
        )
        self._glances: list[Glance | Commits] = []
        self._turn = asyncio.Lock()
        self._writing: asyncio.Task[Any] | None = None

    @classmethod
    async def open(cls, url: str | None, *, data_dir: Path, busy_seconds: float = BUSY_SECONDS) -> Self:
        """Open the database at `url`; None means `atazan.sqlite3` in `data_dir`, which is made private.

        On SQLite a writer waits `busy_seconds` for another process' writer, then fails; 0 means not at all.

        Raises:
            StorageSettingsError: the address, the folder or the file cannot be used.
            StorageError: the database cannot be reached.
        """
        make_private_folder(data_dir)
        address = parse_address(url, data_dir=data_dir)
        database = cls(_engine(address, busy_seconds))
        try:
            await database._check(busy_seconds)
        except BaseException:
            await database.close()
            raise
        return database

    @property
    def is_sqlite(self) -> bool:
        """Whether this is SQLite; otherwise it is PostgreSQL."""
        return self._engine.dialect.name == "sqlite"

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """Open a unit of work that sees committed state only and cannot write.

        Raises:
            StorageError: the database failed, or something was written.
        """
        async with _connected(self._readers) as connection:
            yield connection

    @asynccontextmanager
    async def single(self) -> AsyncIterator[AsyncConnection]:
        """Open a unit of work of one statement that changes no table: on PostgreSQL one way there and back, not three.

        Raises:
            StorageError: the database failed.
        """
        async with _connected(self._singles) as connection:
            yield connection

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """Open a unit of work that is on disk when the block is left, or not at all if the block raises.

        Caution:
            Keep it short and wait for nothing but the database in it: on SQLite every other writer waits.

        Raises:
            StorageError: the database failed; nothing was written.
            RuntimeError: this task is writing already and would wait for itself.
        """
        async with self._my_turn(), _connected(self._writers) as connection, connection.begin():
            yield connection

    @asynccontextmanager
    async def migrate(self) -> AsyncIterator[AsyncConnection]:
        """Open a unit of work that changes tables: alone among all processes, with foreign keys not enforced.

        Raises:
            StorageError: the database failed, or rows were left that refer to nothing; nothing was changed.
        """
        engine = self._engine.execution_options(**self._options(MIGRATE))
        async with self._my_turn(), _connected(engine) as connection:
            try:
                async with connection.begin():
                    if not self.is_sqlite:
                        await connection.execute(text(f"SELECT pg_advisory_xact_lock({_MIGRATION_LOCK})"))
                    yield connection
                    await self._check_references(connection)
            finally:
                # Its pragmas are not those of the others: it does not go back to the pool.
                await connection.invalidate()

    async def scrub(self) -> bool:
        """Wipe what was deleted from SQLite's write-ahead log too; return False if a reader was in the way.

        `secure_delete` overwrites the main file only. On PostgreSQL this does nothing and returns True.

        Raises:
            StorageError: the database failed.
        """
        if not self.is_sqlite:
            return True
        engine = self._engine.execution_options(**self._options(NO_TRANSACTION))
        async with self._my_turn(), _connected(engine) as connection:
            result = await connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            busy: int = result.one()[0]
            return busy == 0

    async def writable(self) -> bool:
        """Write a row and return whether it is on disk; for health checks, so a failure is False."""
        try:
            async with self.write() as connection:
                await connection.execute(text("UPDATE installation SET value = value WHERE key = 'created'"))
        except (StorageError, exc.ProgrammingError):
            return False
        return True

    @asynccontextmanager
    async def session(self) -> AsyncIterator[Any]:
        """Open a PostgreSQL session (`asyncpg.Connection`) outside the pool, for what lasts: locks of sessions, LISTEN.

        Caution:
            Behind a pooler that shares sessions between clients neither of the two works: connect directly.

        Raises:
            StorageError: the database cannot be reached.
            TypeError: this is SQLite, which has no sessions.
        """
        if self.is_sqlite:
            raise TypeError("SQLite has no sessions")
        engine = create_async_engine(self.address, poolclass=NullPool, **_POSTGRES)
        try:
            async with _connected(engine) as connection:
                yield (await connection.get_raw_connection()).driver_connection
        finally:
            await engine.dispose()

    def glance(self, query: str) -> Glance | None:
        """Return a quick way to learn whether `query` (with `?` for values) finds anything; None on PostgreSQL."""
        if not self.is_sqlite:
            return None
        glance = Glance(self.address.database or "", query)
        self._glances.append(glance)
        return glance

    def commits(self) -> Commits | None:
        """Return a quick way to learn whether anything was committed since; None on PostgreSQL."""
        if not self.is_sqlite:
            return None
        commits = Commits(self.address.database or "")
        self._glances.append(commits)
        return commits

    async def close(self) -> None:
        """Close every connection. May be called twice."""
        for glance in self._glances:
            glance.close()
        await self._engine.dispose()

    def _options(self, begin: str) -> dict[str, Any]:
        if self.is_sqlite:
            return {BEGIN: begin}
        return {"postgresql_readonly": begin == READ}

    @asynccontextmanager
    async def _my_turn(self) -> AsyncIterator[None]:
        """Queue the writers of this process, in the order they came; PostgreSQL needs no queue."""
        if not self.is_sqlite:
            yield
            return
        if self._writing is asyncio.current_task():
            raise RuntimeError("a unit of work that writes was opened inside another")
        async with self._turn:
            self._writing = asyncio.current_task()
            try:
                yield
            finally:
                self._writing = None

    async def _check(self, busy_seconds: float) -> None:
        if not self.is_sqlite:
            async with self.read() as connection:
                await connection.execute(text("SELECT 1"))
            return
        engine = self._engine.execution_options(**self._options(NO_TRANSACTION))
        async with _connected(engine) as connection:
            if await set_journal_to_wal(connection, busy_seconds) != "wal":
                raise StorageSettingsError("the database file does not allow a write-ahead log")

    async def _check_references(self, connection: AsyncConnection) -> None:
        if self.is_sqlite:
            broken = (await connection.exec_driver_sql("PRAGMA foreign_key_check")).first()
            if broken is not None:
                raise StorageError(f"the migration would leave rows of {broken[0]} that refer to nothing")


def insert_into(connection: AsyncConnection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """Return an INSERT that knows `on_conflict_do_nothing` and `on_conflict_do_update` in this dialect."""
    return sqlite.insert(table) if connection.dialect.name == "sqlite" else postgresql.insert(table)


def parse_address(url: str | None, *, data_dir: Path) -> URL:
    """Return the address of the database with its asynchronous driver; None: the default file in `data_dir`.

    Raises:
        StorageSettingsError: it is not an address, or of a database or driver that is not supported.
    """
    if url is None:
        return URL.create("sqlite+aiosqlite", database=str(data_dir / DEFAULT_FILE))
    try:
        address = make_url(url)
    except (exc.ArgumentError, ValueError) as error:
        # The text itself is not repeated: it may hold a password.
        raise StorageSettingsError("the database address is not of the form scheme://…") from error
    if address.drivername not in _DRIVERS:
        raise StorageSettingsError(
            f"the database address begins with {address.drivername}://, "
            "which is neither sqlite+aiosqlite:// nor postgresql+asyncpg://"
        )
    return address.set(drivername=_DRIVERS[address.drivername])


def _engine(address: URL, busy_seconds: float) -> AsyncEngine:
    if address.get_backend_name() == "sqlite":
        name = address.database
        if not name or name == ":memory:" or name.startswith("file:"):
            raise StorageSettingsError("the database address names no file")
        make_private_file(Path(name))
        return sqlite_engine(address, busy_seconds)
    engine = create_async_engine(address, pool_size=10, max_overflow=10, pool_timeout=30, **_POSTGRES)
    check_when_taken(engine)
    return engine


@asynccontextmanager
async def _connected(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    connected = False
    try:
        async with engine.connect() as connection:
            connected = True
            yield connection
    except (exc.DBAPIError, exc.TimeoutError) as error:
        if is_mistake(error):
            raise
        raise explain(error) from error
    except connect_failures() as error:
        if connected:
            raise
        raise explain(error) from error
