"""After a restore nothing is sent until an administrator says what becomes of what was on its way."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from bot.delivery.notice import Notice
from bot.local import Person
from bot.rendering.card import Card
from bot.rendering.rich import Rich
from bot.storage.delivery_tables import campaigns
from bot.storage.hold import held_since, hold_within
from tests.running_bot import RunningBot


@pytest.fixture
async def admin(running: RunningBot) -> Person:
    """An administrator of a bot whose database was restored while a notice was on its way."""
    person = running.person("en")
    await running.services.staff.grant(person.id, "admin")
    notice = Notice("old", "news", ("news",), {"en": Card(Rich("Old news"))})
    async with running.services.database.write() as connection:
        await running.services.campaigns.publish(connection, notice)
        await hold_within(connection, running.clock.now())
    return person


async def states(running: RunningBot) -> tuple[bool, list[str]]:
    """Whether sending is held, and the states of all campaigns."""
    async with running.services.database.read() as connection:
        held = await held_since(connection) is not None
        rows = await connection.execute(select(campaigns.c.state).order_by(campaigns.c.id))
        return held, list(rows.scalars())


async def test_the_status_says_so_and_offers_both(running: RunningBot, admin: Person) -> None:
    """An administrator sees since when and decides with a tap; afterwards nothing is said of it."""
    status = await running.answer(admin, "/status")
    assert status.text.startswith("Nothing is being sent since 1 July 2026, 17:00: a backup was restored.")
    await running.press(admin, status, "Send only what comes from now on")
    assert await states(running) == (False, ["cancelled"])
    assert "Nothing is being sent" not in (await running.answer(admin, "/status")).text


async def test_everything_may_be_sent_after_all(running: RunningBot, admin: Person) -> None:
    """The same can be typed; what was on its way goes on."""
    assert (await running.answer(admin, "/status send all")).text.startswith("Notices are sent again")
    assert await states(running) == (False, ["sending"])
    assert (await running.answer(admin, "/status send all")).text.startswith("Nothing is held up.")


async def test_nobody_else_decides(running: RunningBot, admin: Person) -> None:
    """An editor sees that nothing is sent, and neither buttons nor words help; nor does a forged button."""
    editor = running.person("en")
    await running.services.staff.grant(editor.id, "editor")
    status = await running.answer(editor, "/status")
    assert status.text.startswith("Nothing is being sent since")
    pressed = await running.forge(editor, status, "1|en|resume|all")
    assert pressed.text == "Only an administrator decides this."
    assert (await running.answer(editor, "/status send new")).text == "Only an administrator decides this."
    assert await states(running) == (True, ["sending"])


async def test_a_role_that_was_taken_away_counts_at_the_press(running: RunningBot, admin: Person) -> None:
    """The button of somebody who was an administrator when it was shown changes nothing."""
    status = await running.answer(admin, "/status")
    await running.services.staff.revoke(admin.id, "admin")
    pressed = await running.press(admin, status, "Send everything that waits")
    assert pressed.text == "Only an administrator decides this."
    assert await states(running) == (True, ["sending"])
