"""A process of its own for tests that need one: `python -m tests.storage_process start|write URL FOLDER`."""

from __future__ import annotations

import asyncio
import json
import sys
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

from bot.clock import SystemClock
from bot.storage.database import Database
from bot.storage.installation import check_installation
from bot.storage.keys import load_keys
from bot.storage.migrate import upgrade
from bot.storage.tables import handled_updates


async def start(url: str, folder: Path) -> None:
    """Do what every start does, and say how it went as one line of JSON."""
    keys = load_keys(folder, None, None)
    database = await Database.open(url, data_dir=folder)
    migrated = await upgrade(database)
    await check_installation(database, keys, SystemClock())
    await database.close()
    _say({"key": keys.data.id, "migrated": migrated, "alembic": "alembic" in sys.modules})


async def write(url: str, folder: Path) -> None:
    """Write pairs of rows for ever, and say the number of each pair once it is confirmed."""
    database = await Database.open(url, data_dir=folder)
    moment = datetime(2026, 7, 1, tzinfo=UTC)
    for number in count(1):
        async with database.write() as connection:
            for update_id in (number, -number):
                await connection.execute(handled_updates.insert().values(update_id=update_id, at=moment))
        _say(number)


def _say(what: Any) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run({"start": start, "write": write}[sys.argv[1]](sys.argv[2], Path(sys.argv[3])))
