"""A moderators' group that becomes a supergroup goes on working, whoever learns of it, and after a restart."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from bot.clock import SettableClock
from bot.local import Chat
from bot.people import People
from bot.proposals.moderators_group import ModeratorsGroup
from bot.storage.database import Database
from bot.storage.keys import Key
from bot.storage.rotate import rotate
from bot.storage.session_tables import staff_settings
from tests.moderators import Desk, desk_of
from tests.running_bot import MODERATION_CHAT, RunningBot

OLD, NEW = -1_234, -1_001_234


@pytest.fixture
async def desk(running: RunningBot) -> Desk:
    """A group with two moderators and an admin."""
    return await desk_of(running)


def upgraded(desk: Desk, *, heard: bool) -> Chat:
    """Make the group a supergroup; `heard`: the bot is told of it."""
    new = desk.running.telegram.upgrade(desk.group)
    if not heard:
        desk.running.telegram.queue.take()
    desk.group = new
    return new


@pytest.mark.parametrize("heard", [True, False])
async def test_cards_and_buttons_go_on_in_the_supergroup(desk: Desk, heard: bool) -> None:
    """What waits gets a card there, in the group's language, and can be decided; told or found out by sending."""
    await desk.propose()
    old = await desk.card()
    await desk.propose("Дополнить статью правом на бесплатный перевод", article="15")
    new = upgraded(desk, heard=heard)
    await desk.running.handle()
    posted = [*await desk.tick(), *await desk.tick()]
    (card,) = [each for each in posted if each.text.startswith("#1 · KZ-000001-C")]
    assert card.text == old.text
    assert (await desk.running.press(desk.first, card, "Опубликовать")).text == "Опубликовано"
    assert (await desk.proposal()).status == "published"
    assert (await desk.running.answer(desk.second, "/moderate", new)).text.startswith("Ждёт 1 предложение")


async def test_a_group_of_somebody_else_is_none(desk: Desk) -> None:
    """Whatever becomes a supergroup elsewhere: moderators work where they did."""
    stranger = desk.running.person("ru", "Чужой")
    other = desk.running.telegram.group("Двор", stranger, desk.first, kind="group")
    new = desk.running.telegram.upgrade(other)
    await desk.running.handle()
    assert desk.running.services.moderating.desk.chat == MODERATION_CHAT
    answer = await desk.running.answer(desk.first, "/moderate", new)
    assert answer.text == "Модераторы работают в своей группе или в личной переписке со мной."


async def test_other_workers_and_later_runs_learn_of_it(
    database: Database, people: People, clock: SettableClock
) -> None:
    """From the database, when somebody speaks in the new group; a new setting is what counts."""
    first, second = (ModeratorsGroup(database, people, clock, OLD) for _ in range(2))
    await first.moved(OLD, NEW)
    assert second.chat == OLD
    assert await second.is_at(NEW)
    assert not await second.is_at(OLD)
    later = ModeratorsGroup(database, people, clock, OLD)
    await later.renew()
    assert later.chat == NEW
    changed = ModeratorsGroup(database, people, clock, -77)
    await changed.renew()
    assert changed.chat == -77
    none = ModeratorsGroup(database, people, clock, None)
    await none.moved(OLD, NEW)
    assert not await none.is_at(NEW)


async def test_the_id_is_sealed_and_goes_with_its_key(
    database: Database, people: People, clock: SettableClock
) -> None:
    """No id stands in clear; with another key the note is dropped, and Telegram tells anew."""
    await ModeratorsGroup(database, people, clock, OLD).moved(OLD, NEW)
    async with database.read() as connection:
        (held,) = (await connection.execute(select(staff_settings.c.value))).scalars()
    assert str(NEW) not in str(held)
    assert str(OLD) not in str(held)
    await rotate(database, Key(bytes(32)), Key(bytes(range(32))))
    async with database.read() as connection:
        assert (await connection.execute(select(staff_settings.c.value))).all() == []
