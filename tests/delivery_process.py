"""A bot that sends as a process of its own, on a database full of followers; for tests and measurements."""

from __future__ import annotations

import asyncio
import sys
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import select

from bot.clock import SystemClock
from bot.delivery.campaigns import Campaigns
from bot.delivery.notice import Notice
from bot.local.core import LocalTelegram
from bot.local.state import DEFAULT_TOKEN
from bot.rendering.card import Card
from bot.rendering.rich import Rich
from bot.storage.database import Database
from bot.storage.delivery_tables import deliveries, subscriptions
from bot.storage.installation import check_installation
from bot.storage.keys import load_keys
from bot.storage.migrate import upgrade
from bot.storage.sealing import Sealer
from bot.storage.tables import people
from tests.bot_process import BotProcess, environment, free_port

FIRST = 10_000_001
"""Telegram id of the first follower; real ones look like that."""


class Crowd:
    """Followers of all sessions in the database of a folder."""

    def __init__(self, database: Database, sealer: Sealer, count: int) -> None:
        self.database = database
        self.sealer = sealer
        self.count = count

    @property
    def ids(self) -> range:
        """Their Telegram ids."""
        return range(FIRST, FIRST + self.count)

    async def gather(self) -> None:
        """Make them."""
        now = datetime.now(UTC)
        for start in range(0, self.count, 20_000):
            part = self.ids[start : start + 20_000]
            rows = [
                {
                    "id": start + place + 1,
                    "sealed_id": self.sealer.seal(telegram_id),
                    "kind": "person",
                    "language": "ru",
                    "first_seen": now.date(),
                }
                for place, telegram_id in enumerate(part)
            ]
            async with self.database.write() as connection:
                await connection.execute(people.insert(), rows)
                follows = [{"topic": "sessions", "person_id": row["id"], "since": now} for row in rows]
                await connection.execute(subscriptions.insert(), follows)

    async def publish(self, event: str) -> None:
        """Publish a notice to all of them."""
        campaigns = Campaigns(self.database, SystemClock(), rate=25)
        card = Card(Rich("Заседание 13 назначено на 28 января, 16:00."), title="Заседание 13")
        async with self.database.write() as connection:
            await campaigns.publish(connection, Notice(event, "announced", ("sessions",), {"ru": card}))

    async def ledger(self) -> dict[int, tuple[str, str | None]]:
        """The state and reason of each delivery, by Telegram id."""
        query = select(people.c.sealed_id, deliveries.c.state, deliveries.c.reason).join(
            deliveries, deliveries.c.person_id == people.c.id
        )
        async with self.database.read() as connection:
            return {self.sealer.open(row[0]): (row[1], row[2]) for row in await connection.execute(query)}


@asynccontextmanager
async def crowd(folder: Path, count: int, *, url: str | None = None) -> AsyncIterator[Crowd]:
    """A database with `count` followers, by default in a folder, as the bot would make it there."""
    data = folder / "data"
    keys = load_keys(data, None, None)
    database = await Database.open(url, data_dir=data)
    try:
        await upgrade(database)
        await check_installation(database, keys, SystemClock())
        made = Crowd(database, Sealer(keys.data), count)
        await made.gather()
        yield made
    finally:
        await database.close()


def invite(telegram: LocalTelegram, ids: range) -> None:
    """Let people of these ids have talked to the bot."""
    for telegram_id in ids:
        telegram.person(str(telegram_id), telegram_id, started=True)


@asynccontextmanager
async def sending_bot(
    address: str, folder: Path, *, rate: float, minutes: int = 0
) -> AsyncIterator[BotProcess]:
    """Start `python -m bot`, whose clock is so many minutes ahead; whatever happens it does not outlive the block."""
    settings = {
        "BOT_TOKEN": DEFAULT_TOKEN,
        "BOT_API_URL": address,
        "BOT_LOG_FORMAT": "json",
        "BOT_SEND_RATE": str(rate),
        "BOT_QUIET_HOURS": "off",
        "BOT_LISTEN": f"127.0.0.1:{free_port()}",
        "BOT_CLOCK": (datetime.now(UTC) + timedelta(minutes=minutes)).isoformat(),
    }
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot"),
        cwd=folder,
        env=environment(folder, **settings),
        stdin=DEVNULL,
        stderr=PIPE,
    )
    bot = BotProcess(process, 0)
    try:
        yield bot
    finally:
        if process.returncode is None:
            process.kill()
        await bot.ended()
