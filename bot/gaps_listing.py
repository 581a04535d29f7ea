"""`content gaps`: the questions without a sure answer that several people have asked, for whoever tends the topics."""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot.clock import SystemClock
from bot.errors import UsageError
from bot.settings import Settings, load_settings
from bot.storage.database import Database, parse_address
from bot.storage.gaps import Gap, readable
from bot.storage.migrate import HEAD, current_revision


def listed() -> list[str]:
    """A line for each question, most asked first: how many asked (about), language, last day, words; between tabs.

    Nothing is changed. A database that is not there yet holds no questions.

    Raises:
        UsageError: a setting is not valid, or the tables are of another version of the program.
        StorageError: the database cannot be read.
    """
    settings = load_settings()
    address = parse_address(settings.database_url, data_dir=settings.data_dir)
    if address.get_backend_name() == "sqlite" and not Path(address.database or "").exists():
        return []
    return [_line(gap) for gap in asyncio.run(_read(settings))]


async def _read(settings: Settings) -> list[Gap]:
    database = await Database.open(settings.database_url, data_dir=settings.data_dir)
    try:
        async with database.read() as connection:
            if await connection.run_sync(current_revision) != HEAD:
                raise UsageError(
                    "the tables are of another version of this program: python -m bot db upgrade"
                )
            return await readable(connection, SystemClock(settings.clock).now().date())
    finally:
        await database.close()


def _line(gap: Gap) -> str:
    return "\t".join((str(gap.askers), gap.language, gap.last_seen.isoformat(), gap.text))
