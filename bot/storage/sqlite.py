"""What is special about SQLite: its file, how each connection is set up, and how a transaction begins."""

from __future__ import annotations

import asyncio
import os
import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, event, exc
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.storage.errors import StorageSettingsError

#: How long a connection waits for another process' write before it says "locked", in seconds.
BUSY_SECONDS = 5.0

# How long to wait before SQLite is asked again for what it refused at once, in seconds.
_ASK_AGAIN_SECONDS = 0.02

#: How long a migration waits for another process' migration, in seconds.
MIGRATION_SECONDS = 120

#: The execution option that says how a unit of work begins.
BEGIN = "atazan_begin"
READ = "BEGIN"
WRITE = "BEGIN IMMEDIATE"
MIGRATE = "MIGRATE"
NO_TRANSACTION = "NO TRANSACTION"

_PRAGMAS = ("foreign_keys=ON", "secure_delete=ON", "synchronous=FULL")


def make_private_folder(folder: Path) -> None:
    """Make `folder` and its parents where missing, readable by its owner alone (mode 700).

    Raises:
        StorageSettingsError: it is not a folder, or cannot be made, entered, written or closed to others.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if folder.stat().st_mode & 0o077:
            folder.chmod(0o700)
    except OSError as error:
        raise StorageSettingsError(f"the data folder {folder} cannot be used: {error.strerror}") from error
    if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        raise StorageSettingsError(f"the data folder {folder} cannot be read and written")


def make_private_file(path: Path) -> None:
    """Make the database file where missing, for its owner alone (mode 600); its WAL inherits the mode.

    Raises:
        StorageSettingsError: it cannot be made, opened for writing or closed to others.
    """
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            if os.fstat(descriptor).st_mode & 0o077:
                os.fchmod(descriptor, 0o600)
        finally:
            os.close(descriptor)
    except OSError as error:
        raise StorageSettingsError(f"the database file {path} cannot be opened: {error.strerror}") from error


def sqlite_engine(url: URL, busy_seconds: float) -> AsyncEngine:
    """Return an engine whose units of work begin as their execution option `BEGIN` says; default: reading."""
    engine = create_async_engine(
        url,
        hide_parameters=True,
        pool_size=8,
        max_overflow=8,
        pool_timeout=30,
        # None: the driver begins nothing by itself, so that `BEGIN` is said here and DDL is transactional.
        connect_args={"isolation_level": None, "timeout": busy_seconds},
    )
    event.listen(engine.sync_engine, "connect", _set_up)
    event.listen(engine.sync_engine, "begin", _begin)
    return engine


async def set_journal_to_wal(connection: AsyncConnection, busy_seconds: float) -> str:
    """Ask for a write-ahead log and return the mode the file is in then; outside a transaction only.

    The mode stays with the file, so this is a real change at the very first start only. There SQLite refuses at
    once where another process has the file open at that moment, whatever its busy timeout; here it is asked again
    for `busy_seconds`.

    Raises:
        OperationalError: the file was in use all that time, or it failed in another way.
    """
    give_up = asyncio.get_running_loop().time() + busy_seconds
    while True:
        try:
            result = await connection.exec_driver_sql("PRAGMA journal_mode=WAL")
        except exc.OperationalError as error:
            busy = getattr(error.orig, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY
            if not busy or asyncio.get_running_loop().time() > give_up:
                raise
            await asyncio.sleep(_ASK_AGAIN_SECONDS)
        else:
            return str(result.scalar_one())


def _set_up(dbapi_connection: Any, _record: Any) -> None:
    cursor = dbapi_connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    """Begin deferred for readers (they never wait), immediate for writers (they never fail half-way)."""
    how = connection.get_execution_options().get(BEGIN, READ)
    _only_read(connection, yes=how == READ)
    if how == MIGRATE:
        _prepare_migration(connection)
    if how != NO_TRANSACTION:
        connection.exec_driver_sql(WRITE if how == MIGRATE else how)


def _only_read(connection: Connection, *, yes: bool) -> None:
    # A write on a reading connection would be rolled back without a word; SQLite shall refuse it aloud.
    if connection.info.get("only_read", False) != yes:
        connection.exec_driver_sql(f"PRAGMA query_only={'ON' if yes else 'OFF'}")
        connection.info["only_read"] = yes


def _prepare_migration(connection: Connection) -> None:
    # Altering a table in SQLite means dropping its old copy, which with foreign keys on would cascade
    # (sqlite.org/lang_altertable.html §7). The pragma is without effect once a transaction has begun.
    connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
    connection.exec_driver_sql(f"PRAGMA busy_timeout={MIGRATION_SECONDS * 1000}")
