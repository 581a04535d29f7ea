"""Putting a backup in place of the database: checked before, finished with the ledger, and all of it or nothing.

What was received and erased since the backup is carried over from the ledger: receipt numbers go on, the public log
is the one that was published, and whoever was erased stays so. Nothing is sent until an administrator says so.
"""

from __future__ import annotations

import asyncio
import os
import secrets
import tempfile
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import URL

from bot.clock import Clock
from bot.storage.backup import POSTGRES_MAGIC, Facts, copy_sqlite, facts_of, run_tool
from bot.storage.carry_over import Carried, carry_over
from bot.storage.database import Database
from bot.storage.errors import StorageError, StorageSettingsError
from bot.storage.installation import compare_keys
from bot.storage.keys import Keys
from bot.storage.ledger import Contents
from bot.storage.migrate import upgrade
from bot.storage.presence import alone


@dataclass(frozen=True, slots=True)
class Restored:
    """What was done. `replaced` is where the database that was there before lies now; None: there was none."""

    carried: Carried
    replaced: Path | None


async def restore(database: Database, file: Path, keys: Keys, contents: Contents, clock: Clock) -> Restored:
    """Put the backup `file` in place of `database`; that database is closed afterwards.

    Raises:
        StorageSettingsError: it is no backup of this kind of database, is damaged or of a newer version, belongs to
            other keys, or a bot is running; nothing was changed.
        StorageError: the database failed; it is as it was.
    """
    facts = await facts_of(file)
    compare_keys(keys, facts.installation)
    _check_kind(file, database)
    async with alone(database):
        if database.is_sqlite:
            return await _sqlite(database, file, keys, contents, clock)
        return await _postgres(database, file, facts, keys, contents, clock)


def _check_kind(file: Path, database: Database) -> None:
    with file.open("rb") as opened:
        is_dump = opened.read(len(POSTGRES_MAGIC)) == POSTGRES_MAGIC
    if is_dump == database.is_sqlite:
        kinds = ("PostgreSQL", "SQLite") if is_dump else ("SQLite", "PostgreSQL")
        raise StorageSettingsError(f"{file} is a backup of {kinds[0]}, and the database is {kinds[1]}")


async def _finish(database: Database, keys: Keys, contents: Contents, clock: Clock) -> Carried:
    await upgrade(database)
    async with database.write() as connection:
        return await carry_over(connection, keys, contents, clock.now())


# SQLite: the new file is made ready beside the old one, and takes its name at the very end.


async def _sqlite(database: Database, file: Path, keys: Keys, contents: Contents, clock: Clock) -> Restored:
    place = Path(database.address.database or "")
    ready = place.with_name(f".{place.name}.{secrets.token_hex(4)}")
    try:
        await asyncio.to_thread(copy_sqlite, file, ready)
        restored = await Database.open(f"sqlite+aiosqlite:///{ready.absolute()}", data_dir=place.parent)
        try:
            carried = await _finish(restored, keys, contents, clock)
            await restored.scrub()
        finally:
            await restored.close()
        await database.close()
        return Restored(carried, _take_place(place, ready))
    finally:
        for leftover in _files(ready):
            leftover.unlink(missing_ok=True)


def _take_place(place: Path, ready: Path) -> Path | None:
    """Give the new database the name of the old one; return where the old one is now."""
    kept = place.with_name(f"{place.name}.replaced")
    if place.exists():
        for old, new in zip(_files(place), _files(kept), strict=True):
            new.unlink(missing_ok=True)
            if old.exists():
                # The old name stays until the new database takes it, so that there is always one.
                os.link(old, new)
                if old != place:
                    old.unlink()
    else:
        kept = None  # type: ignore[assignment]
    ready.replace(place)
    descriptor = os.open(place.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    return kept


def _files(place: Path) -> tuple[Path, Path, Path]:
    return place, place.with_name(f"{place.name}-wal"), place.with_name(f"{place.name}-shm")


# PostgreSQL: tables are replaced in one transaction, which leaves a mark that it has yet to be finished.

_BEFORE = """
DO $$ DECLARE what record; BEGIN
FOR what IN SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = current_schema() LOOP
    EXECUTE 'DROP TABLE IF EXISTS ' || what.name || ' CASCADE';
END LOOP;
FOR what IN SELECT p.oid::regprocedure AS name FROM pg_proc p
    WHERE p.pronamespace = current_schema()::regnamespace AND p.proname LIKE 'atazan\\_%' LOOP
    EXECUTE 'DROP FUNCTION IF EXISTS ' || what.name || ' CASCADE';
END LOOP;
END $$;
"""
_AFTER = "INSERT INTO {schema}.installation (key, value) VALUES ('unfinished', 'restore');\n"


async def _postgres(
    database: Database, file: Path, facts: Facts, keys: Keys, contents: Contents, clock: Clock
) -> Restored:
    _refuse_newer(facts, file)
    await _replace_tables(database.address, file)
    carried = await _finish(database, keys, contents, clock)
    await database.close()
    return Restored(carried, None)


def _refuse_newer(facts: Facts, file: Path) -> None:
    from bot.storage.migrate import HEAD

    if facts.revision > HEAD:
        raise StorageSettingsError(f"{file} was made by a newer version of this program; update the program")


async def _replace_tables(address: URL, file: Path) -> None:
    script = await run_tool("pg_restore", "--no-owner", "--no-privileges", "--file=-", str(file))
    schema = "public"
    with tempfile.NamedTemporaryFile("w", suffix=".sql", encoding="utf-8") as combined:
        combined.write(_BEFORE + script + _AFTER.format(schema=schema))
        combined.flush()
        arguments = ("--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1")
        try:
            await run_tool("psql", *arguments, f"--file={combined.name}", address=address)
        except StorageSettingsError:
            raise
        except StorageError as error:
            raise StorageError(
                f"the backup could not be put in place, nothing was changed: {error}"
            ) from error
