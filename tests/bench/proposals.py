"""Many proposals at once: `python -m tests.bench.proposals`.

2,000 people send at the same moment, and the numbers have no gaps; then 1,000 people write and send one through the
real handlers within a minute, and the time from each message to its answer is measured. With BOT_TEST_POSTGRES_URL the
first is done on PostgreSQL as well, by two workers.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import statistics
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, select
from telegram import Update

from bot.app import assemble, make_bot
from bot.clock import SystemClock
from bot.gaps import Gaps
from bot.intake.lanes import Lanes
from bot.local import LocalTelegram, Person
from bot.local.request import LocalRequest
from bot.opening import Storage
from bot.people import People
from bot.preparing import answering_of
from bot.proposals.draft import NAME, Draft
from bot.proposals.intake import Received
from bot.proposals.log import head
from bot.proposals.notes import Signer
from bot.proposals.proposal import Place
from bot.proposals.service import Proposals
from bot.settings import Settings
from bot.staff import Staff
from bot.storage.database import Database
from bot.storage.keys import Key
from bot.storage.migrate import upgrade
from bot.storage.proposal_tables import proposals
from bot.storage.sealing import Sealer
from handlers.context import App

AT_ONCE = 2_000
PEOPLE = 1_000
SECONDS = 60.0
IN_HAND = 64
"""How many updates the intake lets be in hand at once in one worker."""


@dataclass
class Running:
    """A bot in this process on the local Telegram."""

    app: App
    telegram: LocalTelegram
    people: People
    held: Proposals
    database: Database


async def started(database: Database) -> Running:
    """A bot on a database, with the shipped pack and a demonstration recipient."""
    clock, sealer = SystemClock(), Sealer(Key(bytes(32)))
    people = People(database, sealer, clock)
    storage = Storage(
        database,
        people,
        Staff(database, people, clock),
        Gaps(database, sealer, clock),
        sealer,
        Signer(Key(bytes(32))),
    )
    telegram = LocalTelegram()
    settings = Settings(token=telegram.token, intake="demo", language="ru")
    bot = make_bot(settings, LocalRequest(telegram))
    await bot.initialize()
    app = assemble(settings, answering_of(settings), storage, clock, bot)
    await app.initialize()
    services = app.context_types.context._services
    return Running(app, telegram, people, services.proposals, database)


async def at_once(workers: Sequence[Running]) -> tuple[float, bool]:
    """Seconds that 2,000 concurrent intakes take, and whether their numbers are 1 to 2,000 and the log as long."""
    for who in range(AT_ONCE):
        draft = Draft("preview", Place(article="state-language"), f"Предложение номер {who} о языке")
        await workers[0].people.set_dialogue(who, NAME, draft.step, draft.data())
    hands = [asyncio.Semaphore(IN_HAND) for _ in workers]

    async def receive(who: int) -> object:
        async with hands[who % len(workers)]:
            return await workers[who % len(workers)].held.intake.receive(who, None, "ru")

    began = time.perf_counter()
    done = await asyncio.gather(*map(receive, range(AT_ONCE)))
    took = time.perf_counter() - began
    numbers = sorted(each.receipt.number for each in done if isinstance(each, Received))
    async with workers[0].database.read() as connection:
        size, _ = await head(connection, "proposals")
    return took, numbers == list(range(1, AT_ONCE + 1)) and size == AT_ONCE


async def within_a_minute(running: Running) -> tuple[list[float], int]:
    """Seconds from each message to its answer, and how many proposals are on disk afterwards."""
    waits: list[float] = []
    lanes = Lanes(running.app.process_update)
    people = [running.telegram.person("P", language="ru") for _ in range(PEOPLE)]
    await asyncio.gather(*(_write(running, lanes, each, place, waits) for place, each in enumerate(people)))
    async with running.database.read() as connection:
        count = (await connection.execute(select(func.count()).select_from(proposals))).scalar_one()
    return waits, count


async def _write(running: Running, lanes: Lanes, person: Person, place: int, waits: list[float]) -> None:
    await asyncio.sleep(SECONDS * place / PEOPLE)
    for said in (f"/propose {place % 96 + 1} Предложение человека {place} о том, что важно", "/send"):
        answered = len(person.chat.answers)
        person.say(said)
        began = time.perf_counter()
        for update in running.telegram.queue.take():
            await lanes.put(Update.de_json(update, running.app.bot))
        # The local Telegram has no event for a message that arrives.
        while len(person.chat.answers) == answered:  # noqa: ASYNC110
            await asyncio.sleep(0.002)
        waits.append(time.perf_counter() - began)
    assert person.chat.last.text.startswith("Получено.")


async def main() -> None:
    """Measure, and print what was measured beside what it should be."""
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for kind, urls in _places(folder):
            databases = [await Database.open(url, data_dir=folder / "data") for url in urls]
            await upgrade(databases[0])
            workers = [await started(database) for database in databases]
            took, right = await at_once(workers)
            print(
                f"{AT_ONCE} intakes at once, {kind}: {took:.1f} s, numbers without gaps: {right}", flush=True
            )
            for database in databases:
                await database.close()
        shutil.rmtree(folder / "data")
        database = await Database.open(None, data_dir=folder / "data")
        await upgrade(database)
        waits, count = await within_a_minute(await started(database))
        waits.sort()
        p95 = waits[int(len(waits) * 0.95)] * 1000
        print(
            f"{PEOPLE} people in {SECONDS:.0f} s, sqlite: {count} proposals on disk, message to answer "
            f"median {statistics.median(waits) * 1000:.0f} ms, p95 {p95:.0f} ms (goal: under 250 ms), "
            f"slowest {waits[-1] * 1000:.0f} ms"
        )
        await database.close()


def _places(folder: Path) -> list[tuple[str, list[str | None]]]:
    del folder
    found: list[tuple[str, list[str | None]]] = [("sqlite", [None])]
    server = os.environ.get("BOT_TEST_POSTGRES_URL")
    if server:
        found.append(("postgresql, two workers", [server, server]))
    return found


if __name__ == "__main__":
    asyncio.run(main())
