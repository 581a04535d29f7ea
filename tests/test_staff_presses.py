"""Whoever has no role changes nothing, with whatever buttons and words: roles are asked for at each press."""

from __future__ import annotations

import itertools
import re
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.delivery.notice import Notice
from bot.rendering.card import Card
from bot.rendering.rich import Rich
from bot.storage.tables import metadata
from handlers.press import _DOES
from tests.bot_process import ROOT
from tests.running_bot import RunningBot

#: Actions of the staff's buttons, and the module that handles each.
STAFF = {
    "campaign": "progress",
    "decisions": "secretariat",
    "mod": "moderate",
    "publish": "publish",
    "resume": "resuming",
}
#: What anybody's own wishes may change.
OWN = {
    "people",
    "dialogues",
    "handled_updates",
    "intake_limits",
    "feedback",
    "subscriptions",
    "delivery_choices",
}

_A_SECOND = timedelta(seconds=1)
_VERB = re.compile(r'"([a-z][a-z-]{1,14})"')


async def state(running: RunningBot) -> dict[str, list[Any]]:
    """Everything that is stored, apart from what anybody may change for themselves."""
    async with running.services.database.read() as connection:
        return {
            table.name: [tuple(row) for row in await connection.execute(select(table))]
            for table in metadata.sorted_tables
            if table.name not in OWN
        }


@pytest.fixture
async def busy(running: RunningBot) -> RunningBot:
    """A bot with a notice on its way, an editor who is in the middle of another, and a proposal that waits."""
    notice = Notice("n1", "news", ("news",), {"en": Card(Rich("News"))})
    async with running.services.database.write() as connection:
        await running.services.campaigns.publish(connection, notice)
    editor = running.person("en", "Editor")
    await running.services.staff.grant(editor.id, "editor")
    await running.hear(editor, "/publish news Something new")
    author = running.person("en", "Author")
    await running.hear(author, "/propose 4 Let every village have a library of its own")
    await running.hear(author, "/send")
    return running


def verbs(module: str) -> list[str]:
    """The words in the source of a module of handlers that a button's arguments may be."""
    return sorted(set(_VERB.findall((ROOT / "handlers" / f"{module}.py").read_text("utf-8"))))


@pytest.mark.parametrize("name", sorted(STAFF))
async def test_forged_buttons_change_nothing(busy: RunningBot, name: str) -> None:
    """Every verb with every likely argument, pressed by somebody without a role."""
    outsider = busy.person("en", "Outsider")
    message = await busy.answer(outsider, "4")
    before = await state(busy)
    assert before["campaigns"]
    assert before["proposals"]
    for verb in verbs(STAFF[name]):
        for rest in itertools.chain([()], itertools.product(("1", "0"), ("", "off-topic", "1"))):
            arguments = (verb, *(part for part in rest if part))
            data = "|".join(("1", "en", name, *arguments))
            if len(data.encode()) <= 64:
                busy.clock.advance(_A_SECOND)
                await busy.forge(outsider, message, data)
    assert await state(busy) == before


async def test_typed_words_change_nothing(busy: RunningBot) -> None:
    """The same typed: commands of the staff are refused to everybody else."""
    outsider = busy.person("en", "Outsider")
    before = await state(busy)
    for command, module in (
        ("publish", "publish"),
        ("publish progress 1", "progress"),
        ("moderate", "moderate"),
        ("decisions", "secretariat"),
        ("status send", "resuming"),
        ("export", "secretariat"),
        ("stats", "figures"),
    ):
        for verb in ("", *verbs(module)):
            busy.clock.advance(_A_SECOND)
            await busy.hear(outsider, f"/{command} {verb} 1 off-topic")
            await busy.hear(outsider, f"/{command} {verb}")
    assert await state(busy) == before


def test_every_action_of_the_staff_is_tried() -> None:
    """An action that looks up a role, or belongs to a command of the staff, is in the list above."""
    assert set(STAFF) <= set(_DOES)
    asking = {
        name
        for name, does in _DOES.items()
        if re.search(r"staff\.has|is_moderator|_may\(|editor_of", _source_of(does))
    }
    assert asking - set(STAFF) == set()


def _source_of(does: object) -> str:
    module = str(getattr(does, "__module__", "")).rpartition(".")[2]
    return (ROOT / "handlers" / f"{module}.py").read_text("utf-8")
