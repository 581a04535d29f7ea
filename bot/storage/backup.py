"""Backups of the whole database while bots run on it: one file each, verified before it gets its name.

On SQLite by its backup interface, on PostgreSQL by pg_dump. Keys, official texts and the ledger are no part of it.
"""

from __future__ import annotations

import asyncio
import os
import secrets
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import URL

from bot.storage.database import Database
from bot.storage.errors import StorageError, StorageSettingsError

_SQLITE_MAGIC = b"SQLite format 3\x00"
POSTGRES_MAGIC = b"PGDMP"


@dataclass(frozen=True, slots=True)
class Facts:
    """What a backup says of itself: rows of `installation`, and the last migration."""

    installation: Mapping[str, str]
    revision: str


async def backup(database: Database, file: Path) -> Facts:
    """Write the database as it is now to `file` (mode 600), and return what it says of itself.

    Raises:
        StorageSettingsError: the file exists already or cannot be made, or PostgreSQL's tools are missing.
        StorageError: the database failed, or what was written could not be verified; there is no file.
    """
    if os.path.lexists(file):  # noqa: ASYNC240 - one look
        raise StorageSettingsError(f"{file} exists already: choose another name")
    draft = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    try:
        os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
        if database.is_sqlite:
            await asyncio.to_thread(copy_sqlite, Path(database.address.database or ""), draft)
        else:
            await dump(database.address, draft)
        facts = await facts_of(draft)
        await asyncio.to_thread(_settle, draft, file)
    except OSError as error:
        raise StorageSettingsError(f"{file} cannot be written: {error.strerror}") from error
    finally:
        draft.unlink(missing_ok=True)
    return facts


def _settle(draft: Path, file: Path) -> None:
    descriptor = os.open(draft, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    # A link is made only if the name is free.
    os.link(draft, file)


async def facts_of(file: Path) -> Facts:
    """Return what a backup says of itself, having read all of it.

    Raises:
        StorageSettingsError: it is no backup of this program's making, or is damaged.
    """
    try:
        with file.open("rb") as opened:
            begins = opened.read(16)
    except OSError as error:
        raise StorageSettingsError(f"{file} cannot be read: {error.strerror}") from error
    if begins == _SQLITE_MAGIC:
        return await asyncio.to_thread(_facts_of_sqlite, file)
    if begins.startswith(POSTGRES_MAGIC):
        return await _facts_of_dump(file)
    raise StorageSettingsError(f"{file} is no backup")


# SQLite


def copy_sqlite(source: Path, target: Path) -> None:
    """Copy an SQLite database that may be in use, all of it as of one moment, to a file without a write-ahead log.

    Raises:
        StorageError: either of them failed.
    """
    try:
        with closing(sqlite3.connect(source)) as here, closing(sqlite3.connect(target)) as there:
            # A snapshot held from here on: a writer in between would make the copy begin anew, perhaps for ever.
            here.execute("BEGIN")
            here.execute("SELECT count(*) FROM sqlite_master").fetchone()
            here.backup(there)
            there.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.Error as error:
        raise StorageError(f"the database could not be copied ({type(error).__name__})") from error


def _facts_of_sqlite(file: Path) -> Facts:
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro&immutable=1", uri=True)) as opened:
            (found,) = opened.execute("PRAGMA integrity_check(1)").fetchone()
            dangling = opened.execute("PRAGMA foreign_key_check").fetchone()
            if found != "ok" or dangling is not None:
                raise StorageSettingsError(f"{file} is damaged")
            facts = dict(opened.execute("SELECT key, value FROM installation"))
            (revision,) = opened.execute("SELECT version_num FROM alembic_version").fetchone()
    except (sqlite3.Error, TypeError) as error:
        raise StorageSettingsError(f"{file} is no backup, or is damaged") from error
    return Facts(facts, revision)


# PostgreSQL


async def dump(address: URL, target: Path) -> None:
    """Write a PostgreSQL database to a file in pg_dump's own format.

    Raises:
        StorageSettingsError: pg_dump is missing.
        StorageError: it failed.
    """
    arguments = ("--format=custom", "--no-owner", "--no-privileges", f"--file={target}")
    await run_tool("pg_dump", *arguments, address=address)


async def _facts_of_dump(file: Path) -> Facts:
    # Turned into a script, all of it: what cannot be read to its end is no backup.
    await run_tool("pg_restore", "--file=/dev/null", str(file))
    tables = ("--table=installation", "--table=alembic_version")
    script = await run_tool("pg_restore", "--data-only", *tables, "--file=-", str(file))
    rows = _copied(script)
    if not rows.get("installation") or not rows.get("alembic_version"):
        raise StorageSettingsError(f"{file} is no backup of this program's making")
    facts = dict(line.split("\t", 1) for line in rows["installation"])
    return Facts(facts, rows["alembic_version"][0])


def _copied(script: str) -> dict[str, list[str]]:
    """The lines of each table in a script's COPY statements."""
    rows: dict[str, list[str]] = {}
    table: list[str] | None = None
    for line in script.splitlines():
        if line.startswith("COPY "):
            name = line.split()[1].rpartition(".")[2].strip('"')
            table = rows.setdefault(name, [])
        elif line == "\\.":
            table = None
        elif table is not None:
            table.append(line)
    return rows


async def run_tool(tool: str, *arguments: str, address: URL | None = None) -> str:
    """Run one of PostgreSQL's programs and return what it prints; where it connects to is not on its command line.

    Raises:
        StorageSettingsError: it is not installed.
        StorageError: it failed; the message is its first line.
    """
    try:
        process = await asyncio.create_subprocess_exec(
            tool,
            *arguments,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            env={**os.environ, **(_connection(address) if address else {})},
        )
    except FileNotFoundError as error:
        raise StorageSettingsError(f"{tool} is missing: install the client programs of PostgreSQL") from error
    said, complaint = await process.communicate()
    if process.returncode:
        first = next(iter(complaint.decode(errors="replace").splitlines()), f"status {process.returncode}")
        raise StorageError(f"{tool} failed: {first.removeprefix(f'{tool}: ').removeprefix('error: ')}")
    return said.decode(errors="replace")


def _connection(address: URL) -> dict[str, str]:
    """The environment by which libpq finds a database (PostgreSQL manual, 34.15)."""
    query = {name: value for name, value in address.query.items() if isinstance(value, str)}
    wanted = {
        "PGHOST": address.host or query.get("host"),
        "PGPORT": str(address.port) if address.port else query.get("port"),
        "PGUSER": address.username,
        "PGPASSWORD": str(address.password) if address.password else None,
        "PGDATABASE": address.database,
        "PGSSLMODE": query.get("ssl") or query.get("sslmode"),
        "PGAPPNAME": "atazan-backup",
        "PGCONNECT_TIMEOUT": "10",
    }
    return {name: value for name, value in wanted.items() if value}
