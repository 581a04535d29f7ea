"""Databases to test on: SQLite always, PostgreSQL where `BOT_TEST_POSTGRES_URL` names a server.

Every test has a database for itself, copied from one that was migrated once, so tests can run side by side.
"""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.clock import SettableClock
from bot.people import People
from bot.storage.database import Database
from bot.storage.keys import Key
from bot.storage.migrate import upgrade
from bot.storage.sealing import Sealer
from tests.postgres_server import SERVER, Databases, address_of, create_database, drop_database


@dataclass(frozen=True)
class Place:
    """Where a database is."""

    url: str
    data_dir: Path

    async def open(self) -> Database:
        """Open it, as one more process would; the caller closes it."""
        return await Database.open(self.url, data_dir=self.data_dir)


@pytest.fixture(params=["sqlite", "postgresql"])
def backend(request: pytest.FixtureRequest) -> str:
    """Which of the two databases the test runs on."""
    if request.param == "postgresql" and not SERVER:
        pytest.skip("BOT_TEST_POSTGRES_URL names no PostgreSQL server")
    return str(request.param)


@pytest.fixture
def empty_place(backend: str, tmp_path: Path) -> Iterator[Place]:
    """A place for a database without tables."""
    if backend == "sqlite":
        yield Place(_file(tmp_path), tmp_path / "data")
        return
    name = create_database()
    yield Place(address_of(name), tmp_path / "data")
    drop_database(name)


@pytest.fixture
def place(backend: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    """A place with a migrated database that holds no rows."""
    if backend == "sqlite":
        template: Path = request.getfixturevalue("sqlite_template")
        (tmp_path / "data").mkdir()
        shutil.copy(template, tmp_path / "data" / "atazan.sqlite3")
        yield Place(_file(tmp_path), tmp_path / "data")
        return
    databases: Databases = request.getfixturevalue("postgres_databases")
    name = databases.take()
    yield Place(address_of(name), tmp_path / "data")
    databases.give_back(name)


@pytest.fixture
async def database(place: Place) -> AsyncIterator[Database]:
    """A migrated database, opened."""
    database = await place.open()
    yield database
    await database.close()


@pytest.fixture
async def other_database(place: Place) -> AsyncIterator[Database]:
    """The same database as another worker opens it."""
    database = await place.open()
    yield database
    await database.close()


@pytest.fixture
def clock() -> SettableClock:
    """A clock that stands at noon (UTC) of 1 July 2026."""
    return SettableClock(datetime(2026, 7, 1, 12, 0, tzinfo=UTC))


@pytest.fixture
def sealer() -> Sealer:
    """A sealer with a key of zeros, so that what it makes can be written down."""
    return Sealer(Key(bytes(32)))


@pytest.fixture
def people(database: Database, sealer: Sealer, clock: SettableClock) -> People:
    """People of a database in which there is nobody; ids from 2**48 on are those of the local chat."""
    return People(database, sealer, clock, is_local=lambda telegram_id: telegram_id >= 2**48)


@pytest.fixture
def other_people(other_database: Database, sealer: Sealer, clock: SettableClock) -> People:
    """The same people as another worker knows them."""
    return People(other_database, sealer, clock)


@pytest.fixture
def bot_folder(sqlite_template: Path, tmp_path: Path) -> Path:
    """A folder to start the bot in, as it was there before: it need not make its tables."""
    (tmp_path / "data").mkdir(mode=0o700)
    shutil.copy(sqlite_template, tmp_path / "data" / "atazan.sqlite3")
    return tmp_path


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file to be copied."""
    folder = tmp_path_factory.mktemp("template")
    asyncio.run(_migrate(Place(_file(folder), folder / "data")))
    return folder / "data" / "atazan.sqlite3"


@pytest.fixture(scope="session")
def postgres_databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Databases]:
    """Migrated PostgreSQL databases, for one test at a time each."""
    template = create_database()
    asyncio.run(_migrate(Place(address_of(template), tmp_path_factory.mktemp("template"))))
    databases = Databases(template)
    yield databases
    databases.close()
    drop_database(template)


async def _migrate(place: Place) -> None:
    database = await place.open()
    await upgrade(database)
    await database.close()


def _file(folder: Path) -> str:
    return f"sqlite+aiosqlite:///{folder / 'data' / 'atazan.sqlite3'}"
