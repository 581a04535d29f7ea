"""Menus and descriptions: set for every language, and only when they differ."""

from __future__ import annotations

import structlog

from handlers.menus import set_menus
from tests.running_bot import RunningBot


async def brought_up_to_date(running: RunningBot) -> list[str]:
    """Start once more; return what was set."""
    before = len(running.telegram.calls)
    await set_menus(running.app.bot, running.services.scenes, "kk")
    return [call.method for call in running.telegram.calls[before:] if call.method.startswith("set")]


async def test_a_second_start_sets_nothing(running: RunningBot) -> None:
    """The first start sets menus for all and for each language, and descriptions where they differ; the second none."""
    first = await brought_up_to_date(running)
    assert [first.count(f"setMy{what}") for what in ("Commands", "Description", "ShortDescription")] == [
        4,
        3,
        3,
    ]
    assert await brought_up_to_date(running) == []


async def test_what_differs_is_set_again(running: RunningBot) -> None:
    """A menu that somebody changed is put right, and nothing else is touched."""
    await brought_up_to_date(running)
    await running.app.bot.set_my_commands([("start", "?")], language_code="ru")
    assert await brought_up_to_date(running) == ["setMyCommands"]


async def test_the_menu_speaks_the_language_of_the_app(running: RunningBot) -> None:
    """Each language has its own words for the same commands; without one of ours it is the default language."""
    await brought_up_to_date(running)
    described = {}
    for code in ("kk", "ru", "en", None):
        menu = await running.app.bot.get_my_commands(language_code=code)
        described[code] = {command.command: command.description for command in menu}
    assert described["ru"]["browse"] == "разделы и статьи"
    assert described["en"]["browse"] == "sections and articles"
    assert described[None] == described["kk"]
    assert list(described["en"]) == list(described["kk"])


async def test_a_refused_menu_does_not_stop_the_bot(running: RunningBot) -> None:
    """The bot starts without a menu, and the log says so."""
    running.telegram.faults.add(method="setMyCommands", kind="error_500")
    with structlog.testing.capture_logs() as log:
        await brought_up_to_date(running)
    assert [line["event"] for line in log] == ["menus.refused"]
