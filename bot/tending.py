"""`db backup`, `db restore` and `db rotate-key`: what an operator does with the database as a whole."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from pathlib import Path

from bot.clock import SystemClock
from bot.environment import setting
from bot.errors import UsageError
from bot.settings import Settings, load_settings
from bot.storage.backup import backup
from bot.storage.database import Database, parse_address
from bot.storage.errors import StorageSettingsError
from bot.storage.keys import Keys, load_keys, new_data_key, parse_key, promote
from bot.storage.ledger import Contents, Ledger
from bot.storage.restore import restore
from bot.storage.rotate import rotate

Put = Callable[[str], None]

_NEW_KEY = "BOT_NEW_DATA_KEY"


def back_up(file: Path, put: Put) -> None:
    """Write a verified backup of the database in use to `file`.

    Raises:
        UsageError: a setting cannot be used.
        StorageError: the database or the file cannot be used, or there is no database yet.
    """
    asyncio.run(_back_up(load_settings(), file, put))


async def _back_up(settings: Settings, file: Path, put: Put) -> None:
    _require_database(settings)
    database = await Database.open(settings.database_url, data_dir=settings.data_dir)
    try:
        facts = await backup(database, file)
    finally:
        await database.close()
    size = file.stat().st_size  # noqa: ASYNC240 - nothing else runs here
    put(f"{file}: {size} bytes, verified, tables at {facts.revision}")
    key_id = facts.installation.get("data_key_id", "none yet")
    _warn(
        f"the keys are not in it: without the data key {key_id} and the log key it cannot be used. Keep copies of "
        f"both, apart from this file; and of {settings.data_dir / 'ledger.jsonl'} and {settings.data_dir / 'texts'}"
    )


def put_back(file: Path, put: Put) -> None:
    """Put a backup in place of the database.

    Raises:
        UsageError: a setting cannot be used.
        StorageError: the backup is refused, a bot is running, or the database failed; it is as it was.
    """
    asyncio.run(_put_back(load_settings(), file, put))


async def _put_back(settings: Settings, file: Path, put: Put) -> None:
    if not file.is_file():  # noqa: ASYNC240 - nothing else runs here
        raise UsageError(f"{file}: there is no such file")
    keys = _keys(settings)
    ledger = Ledger(settings.data_dir)
    database = await Database.open(settings.database_url, data_dir=settings.data_dir)
    try:
        contents = await _ledger(ledger, database)
        done = await restore(database, file, keys, contents, SystemClock(settings.clock))
    finally:
        await database.close()
    put(f"{file} is restored")
    carried = done.carried
    put(
        f"carried over from the ledger: {carried.people} people and {carried.proposals} proposals erased again, "
        f"{carried.lost} numbers of proposals whose words are lost, {carried.done} entries of the audit"
    )
    if done.replaced is not None:
        put(f"the database before lies in {done.replaced}: delete it when it is needed no more")
    if not ledger.path.exists():
        _warn(f"there is no {ledger.path}: what was received and erased since the backup is not known")
    put("nothing is sent until an administrator says so in the chat: /status")


async def _ledger(ledger: Ledger, database: Database) -> Contents:
    """What the ledger says, once what the database still knows was added, if it can be read at all."""
    try:
        await ledger.keep(database)
    except Exception as error:  # noqa: BLE001 - a database that is to be replaced may be broken in any way
        _warn(
            f"the present database could not be read to the end ({type(error).__name__}); the ledger is used as it is"
        )
    return ledger.read()


def change_key(put: Put) -> None:
    """Seal all ids with a new data key.

    Raises:
        UsageError: a setting cannot be used, or no new key is given where the old one comes from the settings.
        StorageError: a bot is running, or the database failed; nothing was changed.
    """
    asyncio.run(_change_key(load_settings(), put))


async def _change_key(settings: Settings, put: Put) -> None:
    _require_database(settings)
    keys = _keys(settings)
    database = await Database.open(settings.database_url, data_dir=settings.data_dir)
    try:
        if settings.data_key:
            given = setting(_NEW_KEY)
            if given is None:
                raise UsageError(
                    f"{_NEW_KEY} is not set: 32 new random bytes in base64 (openssl rand -base64 32)"
                )
            new = parse_key(given, _NEW_KEY)
        else:
            new = new_data_key(settings.data_dir)
        if new.id == keys.data.id:
            raise UsageError("the new key is the old one")
        count = await rotate(database, keys.data, new)
    finally:
        await database.close()
    put(f"{count} ids are sealed with the new key {new.id}")
    if settings.data_key:
        put(f"from now on BOT_DATA_KEY has to be what {_NEW_KEY} is; every worker needs it")
    else:
        promote(settings.data_dir, new.id)
    _warn(f"backups made before need the old key {keys.data.id}: keep it as long as them")


def _keys(settings: Settings) -> Keys:
    shared = bool(settings.database_url and not settings.database_url.startswith("sqlite"))
    return load_keys(settings.data_dir, settings.data_key, settings.log_key, require=shared)


def _require_database(settings: Settings) -> None:
    address = parse_address(settings.database_url, data_dir=settings.data_dir)
    if address.get_backend_name() == "sqlite" and not Path(address.database or "").exists():
        raise StorageSettingsError(f"there is no database {address.database}")


def _warn(text: str) -> None:
    print(f"warning: {text}", file=sys.stderr)  # noqa: T201
