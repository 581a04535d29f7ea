"""A small world for tests of crashes: people in a database, a messenger that remembers, and a process that can die."""

from __future__ import annotations

import asyncio
import shutil
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import SettableClock
from bot.delivery.campaigns import Campaigns
from bot.delivery.limiter import Limiter
from bot.delivery.notice import Kind, Notice
from bot.delivery.sender import Sender
from bot.delivery.spreading import Spreading
from bot.people import People
from bot.rendering.card import Card
from bot.rendering.rich import Rich
from bot.rendering.scene import Scenes
from bot.storage.database import Database
from bot.storage.delivery_tables import deliveries, subscriptions
from bot.storage.keys import Key
from bot.storage.sealing import Sealer
from bot.storage.tables import people
from content.model import Pack

FIRST = 1_000
"""Telegram id of the first person."""
NOON = datetime(2026, 7, 1, 7, 0, tzinfo=UTC)
"""When all of it happens: noon in Almaty, when nobody's hours are quiet."""


IN_FLIGHT = 8
"""How many deliveries a process has leased at most."""


class KilledError(BaseException):
    """The process was killed: nothing it does from now on has any effect."""


@dataclass
class Life:
    """Counts the steps of a process, and ends it at one of them: before the step, or after it took effect."""

    #: The number of the step at which it ends; None: it lives on.
    ends_at: int | None = None
    after: bool = False
    steps: int = 0
    dead: bool = False

    def begin(self) -> None:
        """Begin a step."""
        self.check()
        self.steps += 1
        if self.steps == self.ends_at and not self.after:
            self.die()

    def end(self) -> None:
        """End the step that took effect."""
        if self.steps == self.ends_at and self.after:
            self.die()
        self.check()

    def die(self) -> None:
        """Die now."""
        self.dead = True
        raise KilledError

    def check(self) -> None:
        """Stay dead."""
        if self.dead:
            raise KilledError


class MortalDatabase:
    """A database as a process sees it that may die at each unit of work that writes."""

    def __init__(self, database: Database, life: Life) -> None:
        self._database = database
        self._life = life

    @property
    def is_sqlite(self) -> bool:
        """Which of the two it is."""
        return self._database.is_sqlite

    def glance(self, query: str) -> Any:
        """A quick look; it changes nothing, so nobody dies of it."""
        return self._database.glance(query)

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """Read; the dead read nothing."""
        self._life.check()
        async with self._database.read() as connection:
            yield connection

    @asynccontextmanager
    async def single(self) -> AsyncIterator[AsyncConnection]:
        """Read one thing."""
        self._life.check()
        async with self._database.single() as connection:
            yield connection

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """Write; dying before means that nothing was written, dying after that nobody was told."""
        self._life.begin()
        async with self._database.write() as connection:
            yield connection
            # Whoever died meanwhile in another task commits nothing.
            self._life.check()
        self._life.end()


@dataclass
class Post:
    """The messenger's side: what arrived for whom, whoever sent it."""

    arrived: list[tuple[int, str]] = field(default_factory=list)
    edited: list[tuple[int, int]] = field(default_factory=list)
    #: What happens when so many messages have arrived.
    at: dict[int, Callable[[], None]] = field(default_factory=dict)

    def counts(self) -> Counter[int]:
        """How many messages each chat got."""
        return Counter(chat for chat, _ in self.arrived)


class MortalMessenger:
    """Posts for a process that may die before or after each message."""

    def __init__(self, post: Post, life: Life) -> None:
        self._post = post
        self._life = life

    async def send(self, chat: int, card: Card, *, reply_to: int | None = None) -> int:
        """Post a message."""
        await asyncio.sleep(0)
        self._life.begin()
        self._post.arrived.append((chat, card.text.text))
        self._post.at.get(len(self._post.arrived), _nothing)()
        self._life.end()
        await asyncio.sleep(0)
        self._life.check()
        return len(self._post.arrived)

    async def edit(self, chat: int, message: int, card: Card) -> None:
        """Change a message."""
        self._life.begin()
        self._post.edited.append((chat, message))
        self._life.end()


def _nothing() -> None:
    pass


@dataclass
class World:
    """People who follow all sessions, and processes that deliver to them one after the other."""

    database: Database
    pack: Pack
    count: int
    post: Post = field(default_factory=Post)
    clock: SettableClock = field(default_factory=lambda: SettableClock(NOON))
    sealer: Sealer = field(default_factory=lambda: Sealer(Key(bytes(32))))

    async def settle(self) -> None:
        """Make the people."""
        day = NOON.date()
        async with self.database.write() as connection:
            rows = [
                {
                    "sealed_id": self.sealer.seal(FIRST + n),
                    "kind": "person",
                    "first_seen": day,
                    "language": "en",
                }
                for n in range(self.count)
            ]
            await connection.execute(people.insert(), rows)
            ids = (await connection.execute(select(people.c.id))).scalars()
            follows = [{"topic": "sessions", "person_id": each, "since": NOON} for each in ids]
            await connection.execute(subscriptions.insert(), follows)

    async def publish(self, event: str, kind: Kind = "announced", **named: Any) -> int | None:
        """Publish a notice to all of them."""
        topics = named.pop("topics", ("sessions",))
        notice = Notice(event, kind, topics, {"en": Card(Rich(event), title=event)}, **named)
        campaigns = Campaigns(self.database, self.clock, rate=25)
        async with self.database.write() as connection:
            return await campaigns.publish(connection, notice)

    def sender(self, life: Life, *, span: int = 50_000) -> Sender:
        """The sender of a new process."""
        database: Any = MortalDatabase(self.database, life)
        known = People(database, self.sealer, self.clock)
        made = Sender(
            database,
            known,
            self.clock,
            Spreading(database, self.clock, quiet="22:00-08:00", zone="Asia/Almaty", span=span),
            MortalMessenger(self.post, life),
            Scenes(self.pack, "en"),
            Limiter(1000.0),
            language="en",
        )
        made.most = IN_FLIGHT
        return made

    async def live(self, life: Life | None = None) -> Life:
        """Let a process run until it has nothing to do, or dies; then let its leases run out."""
        life = life or Life()
        sender = self.sender(life)
        try:
            await sender.run()
        except (KilledError, BaseExceptionGroup):
            life.dead = True
        await _end_tasks(sender)
        self.clock.advance(timedelta(seconds=61))
        return life

    async def ledger(self) -> dict[int, str]:
        """The state of the delivery of the last campaign to each person, by Telegram id."""
        newest = select(func.max(deliveries.c.campaign_id)).scalar_subquery()
        query = (
            select(people.c.sealed_id, deliveries.c.state)
            .join(deliveries, deliveries.c.person_id == people.c.id)
            .where(deliveries.c.campaign_id == newest)
        )
        async with self.database.read() as connection:
            return {self.sealer.open(row[0]): row[1] for row in await connection.execute(query)}


async def _end_tasks(sender: Sender) -> None:
    """The tasks of a process end with it."""
    tasks = list(sender._under_way)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def world(template: Path, folder: Path, pack: Pack, count: int) -> World:
    """A world on a fresh SQLite database in a folder."""
    await asyncio.to_thread(folder.mkdir, exist_ok=True)
    await asyncio.to_thread(shutil.copy, template, folder / "atazan.sqlite3")
    database = await Database.open(f"sqlite+aiosqlite:///{folder / 'atazan.sqlite3'}", data_dir=folder)
    made = World(database, pack, count)
    await made.settle()
    return made
