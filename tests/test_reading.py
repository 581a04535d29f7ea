"""The quick way from JSON to an update makes what the library's own way makes."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import Bot, TelegramObject, Update

from bot.intake.reading import Reader
from tests.hooked import said

BOT = Bot("1:a")
READ = Reader(BOT)

names = st.text(min_size=1, max_size=20)
users = st.fixed_dictionaries(
    {"id": st.integers(1, 2**52), "is_bot": st.booleans(), "first_name": names},
    optional={
        "last_name": names,
        "username": names,
        "language_code": st.sampled_from(["kk", "ru", "en-GB"]),
        "is_premium": st.just(True),
        "added_to_attachment_menu": st.just(True),
        "unheard_of": st.integers(),
    },
)
chats = st.fixed_dictionaries(
    {
        "id": st.integers(-(2**52), 2**52),
        "type": st.sampled_from(["private", "group", "supergroup", "channel"]),
    },
    optional={"first_name": names, "last_name": names, "username": names, "title": names},
)
messages = st.fixed_dictionaries(
    {
        "message_id": st.integers(1, 2**31),
        "from": users,
        "chat": chats,
        "date": st.integers(1, 2**31 - 1),
        "text": st.text(max_size=4096),
    },
    optional={
        "edit_date": st.integers(1, 2**31 - 1),
        "entities": st.just([{"type": "bold", "offset": 0, "length": 1}]),
        "unheard_of": st.just({"a": 1}),
    },
)


def everything(made: TelegramObject) -> dict[str, Any]:
    """All attributes of an object, hidden ones too, and those of what it holds."""
    found = {}
    for kind in type(made).__mro__:
        for name in getattr(kind, "__slots__", ()):
            if hasattr(made, name):
                value = getattr(made, name)
                found[name] = everything(value) if isinstance(value, TelegramObject) else value
    return found


@given(st.integers(0, 2**53), messages)
def test_like_the_library(update_id: int, message: dict[str, Any]) -> None:
    """Whatever a text message holds, the update has the same attributes as the library's."""
    update = {"update_id": update_id, "message": message}
    made, wanted = READ(deepcopy(update)), Update.de_json(deepcopy(update), BOT)
    assert everything(made) == everything(wanted)
    assert made == wanted
    assert hash(made) == hash(wanted)
    assert made.to_dict() == wanted.to_dict()


@pytest.mark.parametrize("kind", ["edited_message", "channel_post", "business_message"])
def test_other_kinds(kind: str) -> None:
    """Other updates are left to the library."""
    update = {"update_id": 1, kind: said(1)["message"]}
    assert everything(READ(deepcopy(update))) == everything(Update.de_json(update, BOT))


def test_frozen() -> None:
    """What was made cannot be changed, as with the library."""
    update = READ(said(1))
    assert update.message is not None
    with pytest.raises(AttributeError):
        update.message.text = "x"
    assert update.message.get_bot() is BOT
    assert update.effective_user is update.message.from_user


@pytest.mark.parametrize(
    "broken", [{"update_id": 1, "message": {}}, {"update_id": 1, "message": {"text": 1}}]
)
def test_unreadable(broken: dict[str, Any]) -> None:
    """What the library cannot read is an error here too."""
    with pytest.raises((KeyError, TypeError)):
        READ(broken)
