"""What is special about SQLite: its files, its settings and its ways to fail; and addresses."""

from __future__ import annotations

import asyncio
import sqlite3
import stat
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import insert, text

from bot.storage.database import Database, parse_address
from bot.storage.errors import StorageError, StorageSettingsError
from bot.storage.migrate import upgrade
from bot.storage.tables import handled_updates

NOON = datetime(2026, 7, 1, 12, 0, tzinfo=UTC)


@pytest.fixture
async def file_database(tmp_path: Path) -> AsyncIterator[Database]:
    """The default database of a data folder; its writers do not wait for other processes."""
    database = await Database.open(None, data_dir=tmp_path / "data", busy_seconds=0)
    await upgrade(database)
    yield database
    await database.close()


def _mode(path: Path) -> str:
    return oct(stat.S_IMODE(path.stat().st_mode))


async def test_files_are_for_their_owner_alone(file_database: Database, tmp_path: Path) -> None:
    """The folder has mode 700, the database and its log 600."""
    folder = tmp_path / "data"
    assert _mode(folder) == "0o700"
    async with file_database.write() as connection:
        await connection.execute(insert(handled_updates).values(update_id=1, at=NOON))
    assert {file.name: _mode(file) for file in folder.iterdir()} == {
        "atazan.sqlite3": "0o600",
        "atazan.sqlite3-wal": "0o600",
        "atazan.sqlite3-shm": "0o600",
    }


async def test_files_open_to_others_are_closed_to_them(tmp_path: Path) -> None:
    """A folder and a file that were made by hand get the right modes."""
    (tmp_path / "data").mkdir(mode=0o755)
    (tmp_path / "data" / "atazan.sqlite3").touch(mode=0o644)
    await (await Database.open(None, data_dir=tmp_path / "data")).close()
    assert [_mode(tmp_path / "data"), _mode(tmp_path / "data" / "atazan.sqlite3")] == ["0o700", "0o600"]


async def test_a_first_start_waits_for_another_that_has_the_file_open(tmp_path: Path) -> None:
    """SQLite refuses a new journal mode at once, whatever its busy timeout; the start asks again until it can."""
    (tmp_path / "data").mkdir(mode=0o700)
    other = sqlite3.connect(tmp_path / "data" / "atazan.sqlite3", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    asyncio.get_running_loop().call_later(0.3, other.execute, "COMMIT")
    database = await Database.open(None, data_dir=tmp_path / "data", busy_seconds=30)
    other.close()
    async with database.read() as connection:
        assert (await connection.execute(text("PRAGMA journal_mode"))).scalar_one() == "wal"
    await database.close()


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("foreign_keys", 1), ("secure_delete", 1), ("synchronous", 2)],
)
async def test_every_connection_is_set_up(file_database: Database, pragma: str, value: object) -> None:
    """Write-ahead log, enforced references, overwriting of what is deleted, a full sync at each commit."""
    async with file_database.write() as one, file_database.read() as other:
        for connection in (one, other):
            assert (await connection.execute(text(f"PRAGMA {pragma}"))).scalar_one() == value


async def test_a_full_disk_is_said_and_nothing_else_is_lost(file_database: Database) -> None:
    """When the disk is full the unit of work fails with one clear line; earlier ones stay."""

    async def fill() -> None:
        async with file_database.write() as connection:
            await connection.execute(text("PRAGMA max_page_count=1"))
            rows = [{"update_id": number, "at": NOON} for number in range(2, 5000)]
            await connection.execute(insert(handled_updates), rows)

    async with file_database.write() as connection:
        await connection.execute(insert(handled_updates).values(update_id=1, at=NOON))
    with pytest.raises(StorageError, match=r"^the disk is full: nothing more can be stored$"):
        await fill()
    async with file_database.read() as connection:
        assert (await connection.execute(text("SELECT update_id FROM handled_updates"))).scalars().all() == [
            1
        ]


async def test_a_writer_that_never_ends_is_said(file_database: Database, tmp_path: Path) -> None:
    """Behind another process that keeps writing a writer fails, and health says so; readers still read."""
    other = sqlite3.connect(tmp_path / "data" / "atazan.sqlite3", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StorageError, match=r"^the database is locked by another process$"):
        async with file_database.write():
            pass
    assert not await file_database.writable()
    async with file_database.read() as connection:
        assert (await connection.execute(text("SELECT 1"))).scalar_one() == 1
    other.close()
    assert await file_database.writable()


async def test_a_unit_of_work_inside_another_is_refused(file_database: Database) -> None:
    """A task that would wait for itself for ever is told so."""
    async with file_database.write():
        with pytest.raises(RuntimeError, match="inside another"):
            async with file_database.write():
                pass


async def test_a_file_that_is_no_database_is_said(tmp_path: Path) -> None:
    """Another kind of file is refused, and left as it was."""
    (tmp_path / "atazan.sqlite3").write_text("a shopping list " * 100)
    with pytest.raises(StorageSettingsError, match=r"^the database file is not an SQLite database$"):
        await Database.open(None, data_dir=tmp_path)
    assert (tmp_path / "atazan.sqlite3").read_text().startswith("a shopping list")


async def test_a_folder_that_cannot_be_used_is_said(tmp_path: Path) -> None:
    """A data folder that is a file, and a database in a folder that is not there, are one clear line each."""
    (tmp_path / "file").touch()
    with pytest.raises(StorageSettingsError, match=r"^the data folder .*file cannot be used: File exists$"):
        await Database.open(None, data_dir=tmp_path / "file")
    missing = f"sqlite+aiosqlite:///{tmp_path}/missing/atazan.sqlite3"
    with pytest.raises(StorageSettingsError, match=r"cannot be opened: No such file or directory$"):
        await Database.open(missing, data_dir=tmp_path)


@pytest.mark.parametrize(
    ("url", "driver"),
    [
        (None, "sqlite+aiosqlite"),
        ("sqlite:///x.sqlite3", "sqlite+aiosqlite"),
        ("postgresql://u:p@host/db", "postgresql+asyncpg"),
        ("postgresql+asyncpg://u:p@host/db", "postgresql+asyncpg"),
    ],
)
def test_an_address_gets_the_driver_that_is_used(url: str | None, driver: str) -> None:
    """The short forms of both databases are understood."""
    assert parse_address(url, data_dir=Path("data")).drivername == driver


@pytest.mark.parametrize(
    "url", ["mysql://u:secret@host/db", "secret", "", "postgresql+psycopg://u:secret@host/db", "sqlite://"]
)
async def test_a_wrong_address_is_one_line_without_its_password(url: str, tmp_path: Path) -> None:
    """The error says what is wrong with the address and does not repeat it."""
    with pytest.raises(StorageSettingsError, match=r"^the database address ") as caught:
        await Database.open(url, data_dir=tmp_path)
    assert "secret" not in str(caught.value)
    assert "\n" not in str(caught.value)


async def test_a_server_that_is_not_there_is_said(tmp_path: Path) -> None:
    """Nobody listening is one clear line without the address."""
    with pytest.raises(StorageError, match=r"^the database cannot be reached"):
        await Database.open("postgresql://u:secret@127.0.0.1:1/db", data_dir=tmp_path)
