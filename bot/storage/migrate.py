"""Bringing the tables to the shape this program expects, at every start, safely when two start at once."""

from __future__ import annotations

import asyncio
import sys
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

from bot.storage.database import Database
from bot.storage.errors import StorageError, StorageSettingsError

if TYPE_CHECKING:
    from alembic.config import Config

#: The newest migration. Here, so that a start with nothing to do need not load Alembic (a test compares it).
HEAD = "0008"


async def upgrade(database: Database) -> bool:
    """Run the migrations that are missing; return whether there were any.

    Raises:
        StorageSettingsError: the database was made by a newer version of the program.
        StorageError: the database failed; it is as it was before.
    """
    async with database.read() as connection:
        if await connection.run_sync(current_revision) == HEAD:
            return False
    async with database.migrate() as connection:
        return await connection.run_sync(_upgrade)


async def upgrade_apart(database: Database, meanwhile: Callable[[], object]) -> bool:
    """As `upgrade`, by a process of its own where there is anything to do: Alembic, once loaded, would stay in the
    memory of a bot that runs for weeks (11 MB). It takes a second, in which this one does what `meanwhile` is; where
    there is nothing to do, that is not called.

    Raises:
        StorageError: the other process failed; the message is what it said.
    """
    async with database.read() as connection:
        if await connection.run_sync(current_revision) == HEAD:
            return False
    command = (sys.executable, "-m", "bot", "db", "upgrade")
    process = await asyncio.create_subprocess_exec(*command, stdin=DEVNULL, stdout=DEVNULL, stderr=PIPE)
    try:
        meanwhile()
    finally:
        said = (await process.communicate())[1].decode(errors="replace").strip()
    if process.returncode:
        kind = StorageSettingsError if process.returncode == StorageSettingsError.exit_code else StorageError
        raise kind(said.rpartition("\n")[2] or "the database could not be upgraded")
    return True


async def downgrade(database: Database, revision: str) -> None:
    """Go back to `revision`; "base" means no tables at all. What only newer tables hold is lost.

    Raises:
        StorageSettingsError: the database was made by a newer version of the program.
        StorageError: the database failed; it is as it was before.
    """
    async with database.migrate() as connection:
        await connection.run_sync(_downgrade, revision)


def current_revision(connection: Connection) -> str | None:
    """Return the last migration that was run, or None for an empty database."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return revision


def alembic_config(connection: Connection | None = None) -> Config:
    """Return Alembic's configuration, to run in `connection`; None is enough to look at the scripts."""
    from alembic.config import Config

    folder = Path(__file__).parent / "migrations"
    config = Config()
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _upgrade(connection: Connection) -> bool:
    from alembic import command

    config = alembic_config(connection)
    # Asked again: while this process waited for its turn, another may have done the work.
    revision = current_revision(connection)
    _refuse_newer(config, revision)
    if revision != HEAD:
        command.upgrade(config, "head")
    return revision != HEAD


def _downgrade(connection: Connection, revision: str) -> None:
    from alembic import command

    config = alembic_config(connection)
    _refuse_newer(config, current_revision(connection))
    command.downgrade(config, revision)


def _refuse_newer(config: Config, revision: str | None) -> None:
    from alembic.script import ScriptDirectory

    scripts = ScriptDirectory.from_config(config)
    if revision is not None and revision not in {script.revision for script in scripts.walk_revisions()}:
        raise StorageSettingsError(
            f"the database was made by a newer version of this program (its tables are at {revision}, "
            f"this version knows {HEAD}); update the program"
        )
