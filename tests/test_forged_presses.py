"""Forged buttons: whatever stands behind an action's name, nothing fails, whoever presses and wherever they stand."""

from __future__ import annotations

import random
import re
from datetime import timedelta
from functools import cache
from inspect import getsource
from itertools import product
from types import ModuleType

import pytest
import structlog

import handlers
from bot.local import Chat, Message, Person
from handlers import press
from handlers.callback import VERSION
from tests.moderators import desk_of
from tests.running_bot import RunningBot
from tests.soak.sizes import SIZES

_VALUES = ("0", "1", "999999999", "x", "kz-2026", "4", "kk", "all", "s1", "-", "ab12", "²")
_WORD = re.compile(r'"([a-z][a-z-]{1,15})"')
_PER_ACTION = 4_000


@cache
def _verbs() -> list[str]:
    """Every short word that stands quoted in the handlers: what buttons may say is among them."""
    modules = (module for module in vars(handlers).values() if isinstance(module, ModuleType))
    return sorted({word for module in modules for word in _WORD.findall(getsource(module))})


def _presses(dice: random.Random, name: str) -> list[str]:
    """Callback data of an action with up to four arguments: all short ones, and some of the long ones."""
    verbs = _verbs()
    short = [(), *product(verbs + list(_VALUES))]
    pairs = [*product(verbs, _VALUES), *product(_VALUES, _VALUES)]
    long = [
        (dice.choice(verbs), *dice.choices([*verbs, *_VALUES], k=dice.randint(1, 3)))
        for _ in range(_PER_ACTION)
    ]
    drawn = dice.sample([*short, *pairs, *long], SIZES.forged)
    data = ("|".join((VERSION, "kk", name, *arguments)) for arguments in [(), *drawn])
    return [each for each in data if len(each.encode()) <= 64]


async def _pressed(running: RunningBot, person: Person, chat: Chat, below: Message, names: list[str]) -> None:
    dice = random.Random(" ".join(names))
    for name in names:
        for data in _presses(dice, name):
            running.clock.advance(timedelta(seconds=1))
            with structlog.testing.capture_logs() as logged:
                await running.forge(person, below, data)
            assert [line for line in logged if line["log_level"] == "error"] == [], data
            running.news(chat)


@pytest.mark.parametrize("half", [0, 1])
@pytest.mark.parametrize("at", ["nothing", "a draft", "the last step", "a notice"])
async def test_in_private(running: RunningBot, at: str, half: int) -> None:
    """Somebody who stands at any step of something presses whatever they like."""
    desk = await desk_of(running)
    person = desk.admin if at == "a notice" else running.person("kk", "Дана")
    below = (await running.hear(person, "/start"))[-1]
    said = {
        "a draft": "/propose 14",
        "the last step": "/propose 14 Сотта аудармашы болсын",
        "a notice": "/publish news",
    }
    names = sorted({*press._DOES, *press._VIEWS, "in-kk", "none"})[half::2]
    for name in names:
        if at in said:
            await running.hear(person, said[at])
        await _pressed(running, person, person.chat, below, [name])


async def test_in_the_moderators_group(running: RunningBot) -> None:
    """A moderator presses whatever they like below a proposal."""
    desk = await desk_of(running)
    await desk.propose()
    card = await desk.card()
    await _pressed(
        running,
        desk.first,
        desk.group,
        card,
        ["mod", "modanswer", "modappeal", "decisions", "publish", "campaign"],
    )
