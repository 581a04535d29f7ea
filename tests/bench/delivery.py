"""What delivery costs, printed beside what it should cost: `python -m tests.bench.delivery` (make bench-delivery).

The pace is measured against a server in another process that refuses more than 30 messages a second, as Telegram does,
1 a second to a person; beside it stands python-telegram-bot's own AIORateLimiter, told the same rate.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import platform
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import aiohttp
from sqlalchemy import text

os.environ.setdefault("PTB_TIMEDELTA", "1")

from telegram.error import RetryAfter, TelegramError
from telegram.ext import AIORateLimiter, ExtBot

from bot.clock import SystemClock
from bot.delivery import ledger
from bot.delivery.ledger import Settled
from bot.delivery.spreading import Spreading
from bot.local.state import DEFAULT_TOKEN
from bot.storage.database import Database
from tests.bot_process import ROOT
from tests.delivery_process import FIRST, Crowd, crowd, sending_bot
from tests.postgres_server import SERVER, address_of, create_database, drop_database

RATE = 29.5


def main() -> None:
    """Measure, and print a line as soon as a figure is there."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.delivery", description=__doc__)
    parser.add_argument(
        "--rows", type=int, default=1_000_000, help="followers of the campaign that is spread"
    )
    parser.add_argument("--chats", type=int, default=3_000, help="people that are written to")
    parser.add_argument("--drain", type=int, default=100_000, help="rows that wait while replies are timed")
    parser.add_argument("--only", choices=("spread", "ledger", "pace", "replies"), help="one part alone")
    options = parser.parse_args()
    print(
        f"Python {platform.python_version()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}",
        flush=True,
    )
    asyncio.run(_measure(options))


async def _measure(options: argparse.Namespace) -> None:
    parts = {"spread": _spread, "ledger": _ledger, "pace": _pace, "replies": _replies}
    for name, part in parts.items():
        if options.only in (None, name):
            with tempfile.TemporaryDirectory() as folder:
                await part(Path(folder), options)


def _say(what: str, figure: float, unit: str, goal: str = "") -> None:
    print(f"{what:58} {figure:11.2f} {unit:7} {goal}", flush=True)


# Spreading and the ledger


async def _spread(folder: Path, options: argparse.Namespace) -> None:
    async with crowd(folder, options.rows) as followers:
        await _let_some_choose(followers.database)
        await followers.publish("s1")
        spreading = Spreading(followers.database, SystemClock(), quiet="22:00-08:00", zone="Asia/Almaty")
        before, began, worked = _memory(), time.perf_counter(), time.process_time()
        made = await spreading.run()
        _say(f"spreading {made} rows on SQLite", time.perf_counter() - began, "s", "under 5 s for 1,000,000")
        _say("of it work of this process", time.process_time() - worked, "s")
        _say("memory it took", _memory() - before, "MB", "flat")


async def _let_some_choose(database: Database) -> None:
    """Every tenth has hours of their own: in three zones, without quiet hours, or in a digest."""
    async with database.write() as connection:
        await connection.execute(
            text(
                "INSERT INTO delivery_choices (person_id, mode, quiet, zone) SELECT id, "
                "CASE id % 30 WHEN 0 THEN 'daily' ELSE 'now' END, CASE id % 20 WHEN 0 THEN 'off' END, "
                "CASE id % 70 WHEN 0 THEN 'Europe/Berlin' END FROM people WHERE id % 10 = 0"
            )
        )


def _memory() -> float:
    """The most memory that this process ever held, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


async def _ledger(folder: Path, _: argparse.Namespace) -> None:
    async with crowd(folder, 50_000) as followers:
        await _drain_rows(followers, "SQLite")
    if not SERVER:
        print("ledger on PostgreSQL: BOT_TEST_POSTGRES_URL names no server", flush=True)
        return
    name = await asyncio.to_thread(create_database, durable=True)
    try:
        async with crowd(folder, 50_000, url=address_of(name)) as followers:
            await _drain_rows(followers, "PostgreSQL")
    finally:
        await asyncio.to_thread(drop_database, name)


async def _drain_rows(followers: Crowd, name: str, batch: int = 500) -> None:
    await followers.publish("s1")
    clock, database = SystemClock(), followers.database
    await Spreading(database, clock, quiet="off", zone="Asia/Almaty").run()
    async with database.write() as connection:
        await connection.execute(text("UPDATE campaigns SET trying_since = NULL"))
    count, began = 0, time.perf_counter()
    while True:
        async with database.write() as connection:
            claimed = await ledger.claim(connection, clock.now(), "bench", batch)
        if not claimed:
            break
        done = [
            Settled(c.campaign_id, c.person_id, "sent", message_id=count + n) for n, c in enumerate(claimed)
        ]
        async with database.write() as connection:
            await ledger.settle(connection, done, clock.now())
        count += len(claimed)
    _say(
        f"claim and settle on {name}, {batch} at a time",
        count / (time.perf_counter() - began),
        "rows/s",
        "5,000",
    )


# The pace


@dataclass(frozen=True)
class Taken:
    """What the server saw: messages taken and refused, and seconds from the first taken to the last."""

    taken: int
    refused: int
    seconds: float

    @property
    def rate(self) -> float:
        """Messages a second."""
        return (self.taken - 1) / self.seconds if self.seconds else 0.0


@asynccontextmanager
async def _server(chats: int) -> AsyncIterator[str]:
    """A Bot API server in a process of its own, with people who have talked to the bot, that enforces the limits."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.bench.limited_server", str(FIRST), str(chats)),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    try:
        yield (await process.stdout.readline()).decode().strip()
    finally:
        process.kill()
        await process.wait()


async def _figures(address: str) -> Taken:
    async with aiohttp.ClientSession() as session, session.get(f"{address}/figures") as answer:
        return Taken(**await answer.json())


async def _pace(folder: Path, options: argparse.Namespace) -> None:
    async with crowd(folder, options.chats) as followers, _server(options.chats) as address:
        await followers.publish("s1")
        async with sending_bot(address, folder, rate=RATE) as bot:
            await bot.logged("delivery.ended", patience=options.chats / 10)
        seen = await _figures(address)
    _say(f"pace to {options.chats} people at BOT_SEND_RATE={RATE}", seen.rate, "/s", "at least 29")
    _say("refused with 429", seen.refused, "", "0")
    async with _server(options.chats) as address:
        await _broadcast_with_aiolimiter(address, options.chats)
        seen = await _figures(address)
    _say("AIORateLimiter in the same place", seen.rate, "/s")
    _say("refused with 429", seen.refused, "")


async def _broadcast_with_aiolimiter(address: str, chats: int) -> None:
    limiter = AIORateLimiter(overall_max_rate=RATE, max_retries=20)
    bot: ExtBot[int] = ExtBot(DEFAULT_TOKEN, base_url=f"{address}/bot", rate_limiter=limiter)
    waiting = iter(range(FIRST, FIRST + chats))

    async def worker() -> None:
        for chat in waiting:
            try:
                await bot.send_message(chat, "Session 13 is announced for 28 January, 16:00.")
            except (RetryAfter, TelegramError) as error:
                print(f"AIORateLimiter gave up on a chat: {type(error).__name__}", flush=True)

    async with bot:
        await asyncio.gather(*(worker() for _ in range(50)))


# Replies meanwhile


async def _replies(folder: Path, options: argparse.Namespace) -> None:
    async with (
        crowd(folder, options.drain) as followers,
        _server(options.drain) as address,
        sending_bot(address, folder, rate=25.0) as bot,
    ):
        await bot.logged("started")
        alone = await _asked(address, 60)
        await followers.publish("s1")
        await asyncio.sleep(10)
        sent = (await _figures(address)).taken - len(alone)
        meanwhile = await _asked(address, 200)
        seen = await _figures(address)
    _say("notices sent in the first 10 s", sent, "")
    _say("replies with nothing else to do, p95", _p95(alone), "ms")
    _say(f"replies while {options.drain} rows drain at 25/s, p95", _p95(meanwhile), "ms", "under 100")
    _say("refused with 429 meanwhile", seen.refused, "")


async def _asked(address: str, times: int) -> list[float]:
    """Ask again and again as different people, two a second; the milliseconds that each answer took."""
    found = []
    async with aiohttp.ClientSession() as session:
        for number in range(times):
            order = {"do": "ask", "person": FIRST + number % 50, "text": f"article {1 + number % 90}"}
            async with session.post(f"{address}/ask", json=order) as answer:
                found.append((await answer.json())["seconds"] * 1000)
            await asyncio.sleep(0.3)
    return found


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


if __name__ == "__main__":
    main()
