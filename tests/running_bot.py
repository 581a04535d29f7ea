"""The bot as it runs, on the local Telegram and a database of its own; the pack is loaded once for all tests."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from sqlalchemy import select
from telegram import Update
from telegram.ext import ExtBot

from bot.allowances import Allowances
from bot.answering import Answering
from bot.clock import Clock, SettableClock
from bot.delivery.campaigns import Campaigns
from bot.delivery.limiter import Limiter
from bot.delivery.reporting import Reporting
from bot.delivery.sender import Sender
from bot.delivery.spreading import Spreading
from bot.gaps import Gaps
from bot.local import Chat, LocalTelegram, Message, Person
from bot.local.queries import GuestCall, InlineQuery, Press
from bot.local.request import LocalRequest
from bot.local_ids import is_local
from bot.official_texts import OfficialTexts
from bot.people import People
from bot.proposals.moderating import moderating_of
from bot.proposals.notes import Signer
from bot.proposals.reception import Reception
from bot.proposals.service import proposals_of
from bot.recent_answers import RecentAnswers
from bot.rendering.scene import Scenes
from bot.services import Services
from bot.sessions.importing import Importing
from bot.sessions.publishing import Publishing
from bot.sessions.service import Sessions
from bot.staff import Staff
from bot.storage.database import Database
from bot.storage.delivery_tables import deliveries
from bot.storage.keys import Key
from bot.storage.sealing import Sealer
from bot.storage.tables import people
from bot.subscriptions import Subscriptions
from content.model import Pack
from content.opening import Opened
from content.quote import Wordings
from handlers.application import application_of
from handlers.context import App
from handlers.views.notices import TelegramMessenger
from tests import packs_once
from tests.postgres_server import SERVER, Databases, address_of
from tests.storage_fixtures import Place

#: The moderators' group of the settings; a test that needs it makes it.
MODERATION_CHAT = -1_001_234_567_890


# Without a representation: it would hold the whole pack, and asyncio's runner makes one of what each fixture returns.
@dataclass(repr=False)
class RunningBot:
    """A bot and the Telegram that it runs on. What somebody does is handled before the call returns."""

    telegram: LocalTelegram
    app: App
    services: Services
    clock: SettableClock
    sender: Sender | None = None
    _seen: dict[tuple[int, int], str] = field(default_factory=dict)

    def person(self, language: str = "ru", name: str = "Айгүл") -> Person:
        """Somebody new whose app speaks `language`."""
        return self.telegram.person(name, language=language)

    async def handle(self) -> None:
        """Let the bot handle everything that waits, in order."""
        while updates := self.telegram.queue.take():
            for update in updates:
                await self.app.process_update(Update.de_json(update, self.app.bot))

    async def deliver(self) -> None:
        """Let the bot deliver the notices that are due."""
        assert self.sender is not None
        await self.sender.run()
        await Reporting(
            self.services.database,
            self.services.people,
            self.services.campaigns,
            self.services.scenes,
            TelegramMessenger(self.app.bot, prompt=True),
            self.clock,
            language=self.services.default_language,
        ).run()

    async def ledger(self) -> dict[int, tuple[str, str | None]]:
        """State and reason of what was to be delivered to each person or chat; of several, of the last."""
        query = (
            select(people.c.sealed_id, deliveries.c.state, deliveries.c.reason)
            .join(deliveries, deliveries.c.person_id == people.c.id)
            .order_by(deliveries.c.campaign_id)
        )
        async with self.services.database.read() as connection:
            rows = (await connection.execute(query)).all()
        return {self.services.people.opened(row[0]): (row[1], row[2]) for row in rows}

    async def hear(
        self, person: Person, text: str, chat: Chat | None = None, reply_to: Message | None = None
    ) -> list[Message]:
        """Let a person say something, and return what the bot thereupon says or changes in that chat."""
        self.news(chat or person.chat)
        person.say(text, chat, reply_to)
        await self.handle()
        return self.news(chat or person.chat)

    async def answer(
        self, person: Person, text: str, chat: Chat | None = None, reply_to: Message | None = None
    ) -> Message:
        """Let a person say something, and return the one message that answers."""
        (answer,) = await self.hear(person, text, chat, reply_to)
        return answer

    async def press(self, person: Person, message: Message, label_or_data: str) -> Press:
        """Let a person press a button under a message."""
        pressed = person.press(message, label_or_data)
        await self.handle()
        return pressed

    async def forge(self, person: Person, message: Message, data: str) -> Press:
        """Let a person press a button that is not there."""
        pressed = person.forge_press(message, data)
        await self.handle()
        return pressed

    async def inline(self, person: Person, query: str = "") -> InlineQuery:
        """Let a person type after the bot's name in some chat."""
        asked = person.inline(query)
        await self.handle()
        return asked

    async def guest(self, person: Person, text: str) -> GuestCall:
        """Let a person call the bot into a chat that it is not in."""
        call = person.guest(text)
        await self.handle()
        return call

    def news(self, chat: Chat) -> list[Message]:
        """What the bot said or changed in a chat since the last look."""
        found = []
        for message in chat.answers:
            state = f"{message.text}{message.entities}{message.labels}"
            if self._seen.get((chat.id, message.id)) != state:
                found.append(message)
            self._seen[chat.id, message.id] = state
        return found


@pytest.fixture(scope="session")
def opened() -> Opened:
    """The shipped pack with its index, as the bot opens it."""
    return packs_once.opened()


@pytest.fixture(scope="session")
def pack(opened: Opened) -> Pack:
    """The shipped pack."""
    return opened.pack


@pytest.fixture(scope="session")
def scenes(pack: Pack) -> Scenes:
    """The scenes of the shipped pack."""
    return Scenes(pack, "kk")


@pytest.fixture(scope="session")
def answering(opened: Opened) -> Answering:
    """Answering from the shipped pack; the default language is Kazakh."""
    return Answering(opened.pack, default_language="kk", languages=opened.languages, index=opened.index)


#: What delivers notices and keeps proposals is tested in the chat on both databases, as storage is by itself.
ON_BOTH = frozenset(
    ("test_delivery_faults", "test_delivery_sending", "test_propose_chat", "test_proposal_outcome")
)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Let the tests of these modules run on PostgreSQL, too; skipped where no server is named."""
    module = metafunc.module.__name__.rpartition(".")[2]
    if module in ON_BOTH and "bot_place" in metafunc.fixturenames:
        metafunc.parametrize("bot_place", ["sqlite", "postgresql"], indirect=True)


@pytest.fixture
def bot_place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    """Where the database of a running bot is: on SQLite, but for what runs on both."""
    folder = tmp_path / "data"
    folder.mkdir()
    if getattr(request, "param", "sqlite") == "sqlite":
        shutil.copy(request.getfixturevalue("sqlite_template"), folder / "atazan.sqlite3")
        yield Place(f"sqlite+aiosqlite:///{folder / 'atazan.sqlite3'}", folder)
        return
    if not SERVER:
        pytest.skip("BOT_TEST_POSTGRES_URL names no PostgreSQL server")
    databases: Databases = request.getfixturevalue("postgres_databases")
    name = databases.take()
    yield Place(address_of(name), folder)
    databases.give_back(name)


@pytest.fixture
async def sqlite_database(bot_place: Place) -> AsyncIterator[Database]:
    """A migrated database that holds no rows; see `bot_place`."""
    database = await bot_place.open()
    yield database
    await database.close()


@pytest.fixture
def reception() -> Reception:
    """What the operator set about proposals: a demonstration, as in the local chat."""
    return Reception(mode="demo")


@pytest.fixture
def services(
    answering: Answering,
    scenes: Scenes,
    sqlite_database: Database,
    sealer: Sealer,
    clock: SettableClock,
    tmp_path: Path,
    reception: Reception,
) -> Services:
    """The services of a bot without settings; nobody is stored and nobody is staff."""
    people = People(sqlite_database, sealer, clock, is_local=is_local)
    official = OfficialTexts.within(tmp_path)
    made = Scenes(answering.pack, scenes.fallback, official)
    gaps = Gaps(sqlite_database, sealer, clock)
    campaigns = Campaigns(sqlite_database, clock, rate=25.0, local=True)
    sessions = Sessions(sqlite_database, answering.pack, clock)
    publishing = Publishing(sqlite_database, sessions, campaigns, made, clock)
    staff = Staff(sqlite_database, people, clock)
    proposals = proposals_of(
        reception,
        database=sqlite_database,
        people=people,
        gaps=gaps,
        sealer=sealer,
        clock=clock,
        campaigns=campaigns,
        answering=answering,
        scenes=made,
    )
    return Services(
        pack=answering.pack,
        answering=answering,
        scenes=made,
        official=official,
        quotations=Wordings(answering.pack, official.revisions),
        people=people,
        staff=staff,
        database=sqlite_database,
        clock=clock,
        recent=RecentAnswers(),
        gaps=gaps,
        campaigns=campaigns,
        proposals=proposals,
        moderating=moderating_of(
            proposals,
            database=sqlite_database,
            people=people,
            staff=staff,
            clock=clock,
            campaigns=campaigns,
            scenes=made,
            signer=Signer(Key(bytes(32))),
            chat=MODERATION_CHAT,
            channel="@atazan_log",
        ),
        subscriptions=Subscriptions(sqlite_database, people, clock),
        publishing=publishing,
        importing=Importing(sqlite_database, publishing, campaigns, made, clock),
        default_language="kk",
        name="atazan_bot",
        allowances=Allowances(clock),
    )


@pytest.fixture
async def running(services: Services, clock: SettableClock) -> AsyncIterator[RunningBot]:
    """The bot, running."""
    telegram = LocalTelegram(clock=lambda: clock.now().timestamp())
    async with application(telegram, services) as app:
        sender = sender_of(services, app.bot)
        yield RunningBot(telegram, app, services, clock, sender)


def sender_of(
    services: Services, bot: ExtBot[None], *, local: bool = True, zone: str = "Asia/Almaty"
) -> Sender:
    """What delivers notices to played people (`local` false: to others), at once as far as time is concerned."""
    return Sender(
        services.database,
        services.people,
        services.clock,
        Spreading(services.database, services.clock, quiet="22:00-08:00", zone=zone),
        TelegramMessenger(bot),
        services.scenes,
        limiter_of(bot),
        language=services.default_language,
        local=local,
    )


def limiter_of(bot: ExtBot[None]) -> Limiter:
    """The limiter of a bot that `application` made."""
    assert isinstance(bot.rate_limiter, Limiter)
    return bot.rate_limiter


class _Running:
    """Monotonic time that goes by at once whenever somebody waits for it, and with the clock of the test."""

    def __init__(self, clock: Clock) -> None:
        self.now = 0.0
        self._clock = clock

    def __call__(self) -> float:
        self.now = max(self.now, self._clock.monotonic())
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += seconds
        await asyncio.sleep(0)


def application(telegram: LocalTelegram, services: Services) -> App:
    """The application with all handlers, on a Telegram and services of the test's choice; not yet initialised."""
    time = _Running(services.clock)
    bot: ExtBot[None] = ExtBot(
        telegram.token,
        request=LocalRequest(telegram),
        get_updates_request=LocalRequest(telegram),
        rate_limiter=Limiter(25.0, monotonic=time, sleep=time.sleep),
    )
    return application_of(bot, services)
