"""Migrations: there and back, on both databases, by several processes at once."""

from __future__ import annotations

import asyncio
import json
import sys

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import IntegrityError

from bot.storage import log_tables, moderation_tables, proposal_tables  # noqa: F401 - their tables
from bot.storage.database import Database
from bot.storage.errors import StorageError, StorageSettingsError
from bot.storage.migrate import HEAD, alembic_config, downgrade, upgrade
from bot.storage.tables import metadata
from tests.bot_process import ROOT, printed_by
from tests.storage_fixtures import Place

SCRIPTS = list(ScriptDirectory.from_config(alembic_config()).walk_revisions())


def _tables(connection: Connection) -> set[str]:
    return set(inspect(connection).get_table_names())


def _differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(compare_metadata(context, metadata))


def test_the_newest_migration_is_the_one_the_program_expects() -> None:
    """The constant that spares a start from loading Alembic is true, and there is one line of migrations."""
    assert ScriptDirectory.from_config(alembic_config()).get_heads() == [HEAD]


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.revision)
async def test_each_migration_goes_down_and_up(database: Database, script: object) -> None:
    """From the newest back below each migration, and up again."""
    await downgrade(database, getattr(script, "down_revision", None) or "base")
    assert await upgrade(database)
    assert not await upgrade(database)
    async with database.read() as connection:
        assert await connection.run_sync(_differences) == []


async def test_an_empty_database_goes_up_to_the_newest(empty_place: Place) -> None:
    """All migrations one after the other, once."""
    database = await empty_place.open()
    assert await upgrade(database)
    assert not await upgrade(database)
    async with database.read() as connection:
        assert await connection.run_sync(_differences) == []
    await database.close()


async def test_the_tables_are_those_the_program_knows(database: Database) -> None:
    """What the migrations make is what `tables` describes."""
    async with database.read() as connection:
        assert await connection.run_sync(_differences) == []
        assert await connection.run_sync(_tables) == set(metadata.tables) | {"alembic_version"}


async def test_all_the_way_down_leaves_nothing(database: Database) -> None:
    """Going back to the base drops every table."""
    await downgrade(database, "base")
    async with database.read() as connection:
        assert await connection.run_sync(_tables) == {"alembic_version"}


async def test_a_newer_database_is_left_alone(database: Database) -> None:
    """A program that is older than the database refuses it and changes nothing."""
    async with database.write() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(
        StorageSettingsError, match=r"newer version of this program .*9999.* update the program"
    ):
        await upgrade(database)
    async with database.read() as connection:
        assert await connection.run_sync(_tables) == set(metadata.tables) | {"alembic_version"}


async def test_a_migration_that_fails_changes_nothing(database: Database) -> None:
    """Tables made before the failure are gone with it."""

    async def migrate_half() -> None:
        async with database.migrate() as connection:
            await connection.execute(text("CREATE TABLE half (id INTEGER)"))
            raise LookupError

    with pytest.raises(LookupError):
        await migrate_half()
    async with database.read() as connection:
        assert "half" not in await connection.run_sync(_tables)


async def test_a_migration_cannot_leave_dangling_rows(database: Database) -> None:
    """Rows that refer to nobody are noticed before anything is kept."""
    with pytest.raises((StorageError, IntegrityError)):
        async with database.migrate() as connection:
            await connection.execute(
                text("INSERT INTO roles VALUES (7, 'admin', '2026-07-01 00:00:00', NULL)")
            )
    async with database.read() as connection:
        assert (await connection.execute(text("SELECT count(*) FROM roles"))).scalar_one() == 0


async def test_references_are_enforced_again_after_a_migration_that_failed(database: Database) -> None:
    """The liberties of a migration end with it."""
    with pytest.raises(LookupError):
        await _fail(database)
    with pytest.raises(IntegrityError):
        async with database.write() as connection:
            await connection.execute(
                text("INSERT INTO roles VALUES (7, 'admin', '2026-07-01 00:00:00', NULL)")
            )


async def _fail(database: Database) -> None:
    async with database.migrate():
        raise LookupError


async def _start(place: Place) -> dict[str, object]:
    command = [sys.executable, "-m", "tests.storage_process", "start", place.url, str(place.data_dir)]
    return dict(json.loads(await printed_by(*command, cwd=ROOT)))


async def test_processes_that_start_at_once_share_one_start(empty_place: Place) -> None:
    """Two first starts at the same moment make one key and migrate once; the next start loads no Alembic."""
    async with asyncio.TaskGroup() as starts:
        both = [starts.create_task(_start(empty_place)) for _ in range(2)]
    one, two = (start.result() for start in both)
    assert {one["migrated"], two["migrated"]} == {False, True}
    assert one["key"] == two["key"]
    assert await _start(empty_place) == {"key": one["key"], "migrated": False, "alembic": False}
