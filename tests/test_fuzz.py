"""Whatever Telegram may send: no failure, no word to a channel, and at most one reply to each update.

`make soak` tries many more of them.
"""

from __future__ import annotations

import itertools
from datetime import timedelta
from typing import Any

import pytest
import structlog
from hypothesis import HealthCheck, example, given, settings
from telegram import Update

from bot.intake.keys import key_of
from bot.local.chats import Chat
from bot.local.state import OpenQuery
from bot.texts import FALLBACK, languages, texts
from tests import fuzz_updates
from tests.fuzz_updates import BASIC, CHANNEL, FORUM, GROUP, PEOPLE, Json
from tests.running_bot import RunningBot
from tests.soak.sizes import SIZES

#: How a draft begins that asks whether to go on.
_GOES_ON = tuple(
    texts(code, FALLBACK)("draft-unfinished", place="…").partition("(")[0] for code in languages()
)
_NUMBERS = itertools.count(10_000)
#: What Telegram may refuse through no fault of the bot: a chat or message that is gone, a press that is too old.
_REFUSALS = {"BadRequest", "Forbidden"}
#: A press of a button whose message Telegram does not tell any more.
OLD_PRESS = {"id": "6", "from": {"id": 1, "is_bot": False, "first_name": "N"}, "chat_instance": "1"}
#: UTF-16 units from which on a message is taken for a part of a longer answer.
_NEARLY_WHOLE = 2_000


@pytest.fixture
def places(running: RunningBot) -> dict[int, Chat]:
    """People and chats that the numbers of made-up updates stand for."""
    telegram = running.telegram
    people = {number: telegram.person("N", language="en", started=True) for number in PEOPLE}
    found = {number: person.chat for number, person in people.items()}
    found[GROUP] = telegram.group("G", *people.values())
    found[FORUM] = telegram.group("F", *people.values(), topics=(7,))
    found[BASIC] = telegram.group("B", *people.values(), kind="group")
    found[CHANNEL] = telegram.channel("C", people[1])
    return found


def placed(made: Any, places: dict[int, Chat]) -> Any:
    """A made-up update with the real ids of people and chats in place of their numbers."""
    if isinstance(made, list):
        return [placed(each, places) for each in made]
    if not isinstance(made, dict):
        return made
    changed = {name: placed(value, places) for name, value in made.items()}
    for name in ("id", "user_id", "chat_id", "user_chat_id", "migrate_to_chat_id", "migrate_from_chat_id"):
        if isinstance(changed.get(name), int) and changed[name] in places:
            changed[name] = places[changed[name]].id
    return changed


async def replies(running: RunningBot, places: dict[int, Chat], update: Json) -> int:
    """Let the bot handle an update, and count what people see of it; a long answer in several messages is one.

    Raises:
        AssertionError: something failed, other than what Telegram may refuse, or a channel was written to.
    """
    telegram = running.telegram
    someone = telegram.users[places[1].id]
    for query, kind in (("5", "inline"), ("6", "callback"), ("8", "guest")):
        telegram.queries[query] = OpenQuery(kind, someone, chat=places[GROUP])
    before = len(telegram.inline_answers)
    with structlog.testing.capture_logs() as logged:
        parsed = Update.de_json({"update_id": next(_NUMBERS), **update}, running.app.bot)
        key_of(parsed)
        await running.app.process_update(parsed)
    failed = [line for line in logged if line["log_level"] == "error" and line.get("error") not in _REFUSALS]
    assert failed == []
    assert running.news(places[CHANNEL]) == []
    shown = [message for chat in places.values() for message in running.news(chat)]
    parts = sum(len(message.text) >= _NEARLY_WHOLE for message in shown[:-1])
    for chat in places.values():
        chat.history.clear()
    telegram.calls.clear()
    running._seen.clear()
    # A question in the midst of a proposal is answered, and the proposal asks whether to go on: that is by design.
    asked = len(shown) > 1 and shown[-1].text.startswith(_GOES_ON)
    return len(shown) - parts - asked + len(telegram.inline_answers) - before


def test_every_kind_of_update_is_made_up() -> None:
    """A kind that a later library knows has to be made up here as well."""
    assert {str(getattr(kind, "value", kind)) for kind in Update.ALL_TYPES} <= set(fuzz_updates.KINDS)


@pytest.mark.parametrize("kind", sorted(fuzz_updates.KINDS))
async def test_each_kind(running: RunningBot, places: dict[int, Chat], kind: str) -> None:
    """The simplest update of each kind does no harm."""
    from hypothesis import find

    simplest = find(fuzz_updates.KINDS[kind], lambda _: True)
    assert await replies(running, places, placed({kind: simplest}, places)) <= 1


# What it failed with is to be seen, however long what shows the bot is.
@pytest.mark.filterwarnings("ignore:Generating overly large repr")
@settings(
    max_examples=SIZES.fuzz,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
    ],
)
@given(fuzz_updates.updates)
@example({"message": {"message_id": 1, "date": 0, "chat": {"id": 1, "type": "private"}}})
@example({})
@example({"callback_query": {**OLD_PRESS, "data": "1|en|article|kz-2026|4|1"}})
@example({"callback_query": {**OLD_PRESS, "data": "1|kk|chan|kz-2026"}})
@example({"callback_query": {**OLD_PRESS, "data": "1|kk|draft"}})
async def test_any_update(running: RunningBot, places: dict[int, Chat], update: Json) -> None:
    """Nothing fails, a channel hears nothing, and each update has one reply at most."""
    # So that nobody comes to the end of their allowance, after which little would be tried.
    running.clock.advance(timedelta(seconds=1))
    assert await replies(running, places, placed(update, places)) <= 1
