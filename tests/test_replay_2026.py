"""January and February 2026 replayed to fifty subscribers: who gets what, and when, to the second.

Hours are those of Astana. A notice comes half a minute after it was confirmed, since so long it can be taken back.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import yaml

from bot.clock import SettableClock
from bot.delivery.choices import Choices
from bot.local import LocalTelegram
from bot.rendering.scene import Scenes
from bot.services import Services
from bot.sessions.importing import Importing
from bot.sessions.publishing import Publishing
from bot.sessions.service import Sessions
from content.model import Pack
from tests.replay import ALMATY, Act, Replay, local, play
from tests.running_bot import RunningBot, application, sender_of

EXPECTED: dict[str, list[str]] = yaml.safe_load(
    (Path(__file__).parent / "replay_2026.yaml").read_text("utf-8")
)
BEGIN = datetime(2026, 1, 20, 12, 0, tzinfo=UTC)


@pytest.fixture
def clock() -> SettableClock:
    """A clock that stands at the evening of 20 January 2026."""
    return SettableClock(BEGIN)


@pytest.fixture
async def replay(services: Services, clock: SettableClock, pack: Pack) -> AsyncIterator[Replay]:
    """The bot as it would have been then: with the text of today, and no session on record yet."""
    before = pack.model_copy(update={"sessions": ()})
    scenes = Scenes(before, "kk", services.official)
    sessions = Sessions(services.database, before, clock)
    publishing = Publishing(services.database, sessions, services.campaigns, scenes, clock)
    services = replace(
        services,
        pack=before,
        scenes=scenes,
        publishing=publishing,
        importing=Importing(services.database, publishing, services.campaigns, scenes, clock),
    )
    telegram = LocalTelegram(clock=lambda: clock.now().timestamp())
    async with application(telegram, services) as app:
        bot = RunningBot(telegram, app, services, clock, sender_of(services, app.bot))
        editor = await services.people.ensure(100)
        yield Replay(bot, pack, editor.id)


async def populate(replay: Replay) -> list[Act]:
    """Make the fifty, and return what some of them do later."""
    article = f"a:{replay.pack.edition.by_number['9'].key}"
    section = f"s:{replay.pack.edition.by_number['9'].section}"
    everything = ("sessions", "body:commission", article, "news")

    async def several(count: int, kind: str, language: str, *topics: str, **chosen: object) -> None:
        for _ in range(count):
            await replay.person(kind, language, topics, Choices(**chosen) if chosen else None)  # type: ignore[arg-type]

    await several(7, "usual", "kk", "sessions")
    await several(4, "usual", "ru", "sessions")
    await several(
        4, "other reminders", "en", "sessions", remind_day=False, remind_hour=False, remind_start=True
    )
    await several(3, "no quiet hours", "kk", "sessions", quiet="off")
    await several(4, "nothing urgent", "ru", "sessions", quiet="21:00-09:00", urgent=False)
    await several(3, "berlin", "en", "sessions", zone="Europe/Berlin")
    await several(4, "daily", "kk", "sessions", mode="daily")
    await several(2, "daily, nothing urgent", "ru", "sessions", mode="daily", urgent=False)
    await several(3, "weekly", "ru", "sessions", mode="weekly", urgent=False)
    await several(2, "casablanca", "en", *everything, mode="daily", zone="Africa/Casablanca")
    await several(2, "paused", "kk", "sessions", paused_until=local("30.01", "12:00").astimezone(UTC))
    await several(3, "article", "ru", article)
    await several(1, "section", "kk", section)
    await several(2, "everything", "en", *everything)
    await several(1, "news", "ru", "news")
    asked = await replay.person("asked", "en", ())
    blocker = await replay.person("blocker", "ru", ("sessions",))
    await replay.chat("group", "kk", "sessions")
    await replay.chat("channel", "ru", "sessions")

    async def wish(playing: Replay) -> None:
        person = next(each for each in playing.bot.telegram.people.values() if each.chat is asked.chat)
        await playing.bot.answer(person, "/sessions 7 remind")
        asked.look(playing.bot.clock.now())

    async def block(playing: Replay) -> None:
        person = next(each for each in playing.bot.telegram.people.values() if each.chat is blocker.chat)
        person.block()
        await playing.bot.handle()

    async def late(playing: Replay) -> None:
        await playing.person("late", "kk", ("sessions",))

    return [
        (local("01.02", "13:00"), wish),
        (local("26.01", "12:00"), block),
        # After the thirteenth session was announced, before it is cancelled.
        (local("12.02", "13:00"), late),
    ]


async def test_who_gets_what_and_when(replay: Replay) -> None:
    """Each of the fifty gets exactly what the file holds for their kind, in their language, at their hours."""
    others = await populate(replay)
    await play(replay, others)
    assert len(replay.people) == 50
    assert {person.kind for person in replay.people} == set(EXPECTED)
    for person in replay.people:
        assert person.seen == EXPECTED[person.kind], person.kind


def test_the_fourth_session_is_told_of_in_time() -> None:
    """Announced at 14:34 for 16:00: whoever takes urgent notices knows within the minute, also with a daily digest."""
    for kind in ("usual", "berlin", "daily", "group", "channel"):
        assert "28.01 14:34:30 announced 4" in EXPECTED[kind]
    assert timedelta(minutes=86) == datetime(2026, 1, 28, 16, tzinfo=ALMATY) - local("28.01", "14:34")
