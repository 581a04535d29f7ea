"""Who uses the database: bots share it, and what replaces or re-seals all of it waits until there are none."""

from __future__ import annotations

import asyncio
import fcntl
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

from bot.storage.database import Database
from bot.storage.errors import StorageSettingsError

# Any number will do, as long as every process takes the same ("in use", read as a number).
_LOCK = 0x696E20757365

_BUSY = "a bot is running on this database: stop it first (every worker)"
_LOCKED = "the database is being restored, or its key changed: try again when that is done"


# A worker whose own session was just cut has no lock for a moment; its other connections still tell of it.
_OTHERS = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND application_name = 'atazan' AND pid <> pg_backend_pid()
"""

#: Seconds in which connections that were closed must be gone.
_GONE_SECONDS = 3.0


@asynccontextmanager
async def sharing(database: Database) -> AsyncIterator[None]:
    """Use the database beside other bots, for as long as the block runs.

    Raises:
        StorageSettingsError: somebody has it alone.
        StorageError: PostgreSQL cannot be reached.
    """
    if database.is_sqlite:
        with _file(database, fcntl.LOCK_SH, _LOCKED):
            yield
        return
    async with database.session() as session:
        if not await session.fetchval(f"SELECT pg_try_advisory_lock_shared({_LOCK})"):
            raise StorageSettingsError(_LOCKED)
        yield


@asynccontextmanager
async def alone(database: Database) -> AsyncIterator[None]:
    """Have the database alone, for as long as the block runs. Connections that are open to it are closed before.

    Raises:
        StorageSettingsError: a bot is running on it.
        StorageError: PostgreSQL cannot be reached.
    """
    if database.is_sqlite:
        with _file(database, fcntl.LOCK_EX, _BUSY):
            yield
        return
    await database.close()
    async with database.session() as session:
        if not await session.fetchval(f"SELECT pg_try_advisory_lock({_LOCK})"):
            raise StorageSettingsError(_BUSY)
        for _ in range(10):
            if not await session.fetchval(_OTHERS):
                break
            await asyncio.sleep(_GONE_SECONDS / 10)
        else:
            raise StorageSettingsError(_BUSY)
        yield


@contextmanager
def _file(database: Database, how: int, refusal: str) -> Iterator[None]:
    """Lock a file beside the database; the system takes the lock back from a process that ends."""
    path = Path(f"{database.address.database}.lock")
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise StorageSettingsError(f"{path} cannot be made: {error.strerror}") from error
    try:
        fcntl.flock(descriptor, how | fcntl.LOCK_NB)
    except OSError as error:
        os.close(descriptor)
        raise StorageSettingsError(refusal) from error
    try:
        yield
    finally:
        os.close(descriptor)
