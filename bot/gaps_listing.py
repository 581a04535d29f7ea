"""`content gaps`: the questions without a sure answer that several people have asked, for whoever tends the topics."""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot.clock import SystemClock
from bot.errors import UsageError
from bot.feedback import worst_within
from bot.settings import Settings, load_settings
from bot.storage.database import Database, parse_address
from bot.storage.gaps import Gap, readable
from bot.storage.migrate import HEAD, current_revision

WORST = 50
"""Most places whose answers were called bad that are listed."""


def listed() -> list[str]:
    """A line for each question, most asked first: how many asked (about), language, last day, words; between tabs.

    Below, after "#", the places whose answers were called bad: how often bad, how often good, place.

    Nothing is changed. A database that is not there yet holds no questions.

    Raises:
        UsageError: a setting is not valid, or the tables are of another version of the program.
        StorageError: the database cannot be read.
    """
    settings = load_settings()
    address = parse_address(settings.database_url, data_dir=settings.data_dir)
    if address.get_backend_name() == "sqlite" and not Path(address.database or "").exists():
        return []
    return asyncio.run(_read(settings))


async def _read(settings: Settings) -> list[str]:
    database = await Database.open(settings.database_url, data_dir=settings.data_dir)
    try:
        async with database.read() as connection:
            if await connection.run_sync(current_revision) != HEAD:
                raise UsageError(
                    "the tables are of another version of this program: python -m bot db upgrade"
                )
            now = SystemClock(settings.clock).now()
            gaps = await readable(connection, now.date())
            worst = await worst_within(connection, now, WORST)
            return [*map(_line, gaps), *(f"# {bad}\t{good}\t{place}" for place, bad, good in worst)]
    finally:
        await database.close()


def _line(gap: Gap) -> str:
    return "\t".join((str(gap.askers), gap.language, gap.last_seen.isoformat(), gap.text))
