"""Which keys this database was made with, so that it is never opened with others by mistake."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.storage.database import Database, insert_into
from bot.storage.errors import KeyMismatch, StorageSettingsError
from bot.storage.keys import Keys
from bot.storage.tables import installation

DATA_KEY_ID = "data_key_id"

_WHERE = {"data_key_id": ("BOT_DATA_KEY", "data.key"), "log_key_id": ("BOT_LOG_KEY", "log.key")}


async def check_installation(database: Database, keys: Keys, clock: Clock) -> None:
    """Remember the ids of `keys` at the first start, and compare them at every later one.

    Raises:
        KeyMismatch: the database belongs to another key.
        StorageError: the database failed.
    """
    given = {"data_key_id": keys.data.id, "log_key_id": keys.log.id}
    async with database.read() as connection:
        known = await _known(connection)
    if not given.keys() <= known.keys():
        async with database.write() as connection:
            await _remember(connection, given | {"created": clock.now().isoformat(timespec="seconds")})
            known = await _known(connection)
    _compare(given, known)
    if "unfinished" in known:
        raise StorageSettingsError("a backup was being restored when that was interrupted: restore it again")


async def data_key_id(database: Database) -> str | None:
    """Return the id of the data key that the database was sealed with; None: it was never used.

    Raises:
        StorageError: the database failed.
    """
    async with database.read() as connection:
        return (await _known(connection)).get(DATA_KEY_ID)


def compare_keys(keys: Keys, known: Mapping[str, str]) -> None:
    """Compare keys with those that an installation was made with.

    Raises:
        KeyMismatch: they are others.
        StorageSettingsError: it is no installation of this program.
    """
    given = {"data_key_id": keys.data.id, "log_key_id": keys.log.id}
    if not given.keys() <= known.keys():
        raise StorageSettingsError("the backup was made before the bot was started for the first time")
    _compare(given, known)


async def _known(connection: AsyncConnection) -> dict[str, str]:
    rows = await connection.execute(select(installation.c.key, installation.c.value))
    return {row.key: row.value for row in rows}


async def _remember(connection: AsyncConnection, facts: dict[str, str]) -> None:
    rows = [{"key": key, "value": value} for key, value in facts.items()]
    await connection.execute(insert_into(connection, installation).on_conflict_do_nothing(), rows)


def _compare(given: Mapping[str, str], known: Mapping[str, str]) -> None:
    for name, key_id in given.items():
        if known[name] != key_id:
            setting, file = _WHERE[name]
            raise KeyMismatch(
                f"the database belongs to key {known[name]}, but the key given is {key_id}: "
                f"put the right {setting} into the settings, or its file keys/{file} back"
            )


async def fact(database: Database, name: str) -> str | None:
    """Return what was kept under a name about this installation; None: nothing.

    Raises:
        StorageError: the database failed.
    """
    async with database.read() as connection:
        return (await _known(connection)).get(name)


async def keep_fact(database: Database, name: str, value: str) -> None:
    """Keep something about this installation, at most 200 characters, in place of what was kept before.

    Raises:
        StorageError: the database failed.
    """
    async with database.write() as connection:
        statement = insert_into(connection, installation).values(key=name, value=value)
        await connection.execute(
            statement.on_conflict_do_update(index_elements=[installation.c.key], set_={"value": value})
        )
