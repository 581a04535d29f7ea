"""From the JSON of an update to the library's objects; quickly for what comes most, a text written in private."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar

from telegram import Bot, Chat, Message, TelegramObject, Update, User

Made = TypeVar("Made", bound=TelegramObject)

_MESSAGE = frozenset(("message_id", "from", "chat", "date", "text"))
_USER = frozenset(("id", "is_bot", "first_name", "last_name", "username", "language_code", "is_premium"))
_CHAT = frozenset(("id", "type", "first_name", "last_name", "username"))
_PATTERN = {
    "update_id": 0,
    "message": {
        "message_id": 1,
        "from": {"id": 1, "is_bot": False, "first_name": "A"},
        "chat": {"id": 1, "type": "private", "first_name": "A"},
        "date": 1,
        "text": "",
    },
}


class Reader:
    """Makes updates of JSON: equal to those of `Update.de_json`, which costs six times as much for a plain text."""

    def __init__(self, bot: Bot) -> None:
        """Make updates whose shortcuts (`reply_text`) go through `bot`."""
        self._bot = bot
        update = Update.de_json(_PATTERN, bot)
        message = update.message
        assert message is not None  # noqa: S101 - the pattern has it
        assert message.from_user is not None  # noqa: S101 - and this
        self._update = Mould(update, "update_id", "message")
        self._message = Mould(message, "message_id", "from_user", "chat", "date", "text")
        self._chat = Mould(message.chat, "id", "first_name", "last_name", "username")
        self._user = Mould(
            message.from_user,
            *("id", "is_bot", "first_name", "last_name", "username", "language_code", "is_premium"),
        )

    def __call__(self, data: dict[str, Any]) -> Update:
        """The update that `data` describes; `data` may be changed.

        Raises:
            Exception: it is not an update that the library can read.
        """
        message = data.get("message")
        if len(data) == 2 and type(message) is dict and _is_plain(message):
            return self._plain(data["update_id"], message)
        return Update.de_json(data, self._bot)

    def _plain(self, update_id: int, told: dict[str, Any]) -> Update:
        who, where = told["from"], told["chat"]
        chat: Chat = self._chat(
            (where["id"],),
            where["id"],
            where.get("first_name"),
            where.get("last_name"),
            where.get("username"),
        )
        user: User = self._user(
            (who["id"],),
            who["id"],
            who["is_bot"],
            who["first_name"],
            who.get("last_name"),
            who.get("username"),
            who.get("language_code"),
            who.get("is_premium"),
        )
        date = datetime.fromtimestamp(told["date"], UTC)
        number = told["message_id"]
        message: Message = self._message((number, chat), number, user, chat, date, told["text"])
        return self._update((update_id,), update_id, message)


def _is_plain(message: dict[str, Any]) -> bool:
    """Whether a message is nothing but a text in a private chat, all of whose fields are known here."""
    if message.keys() != _MESSAGE:
        return False
    who, where = message["from"], message["chat"]
    return (
        type(who) is dict
        and type(where) is dict
        and where.get("type") == "private"
        and who.keys() <= _USER
        and where.keys() <= _CHAT
        and type(who.get("id")) is int
        and type(where.get("id")) is int
        and type(message["message_id"]) is int
        and type(message["date"]) is int
        and type(message["text"]) is str
        and "is_bot" in who
        and "first_name" in who
    )


class Mould(Generic[Made]):
    """Casts objects like a pattern that differ from it in the named attributes, without running their constructors.

    The library's objects are frozen and have many attributes, nearly all of them None: a constructor spends its time
    on setting these one by one.
    """

    def __init__(self, pattern: Made, *names: str) -> None:
        """Take everything but `names`, and what tells objects apart, from the pattern."""
        self._kind = type(pattern)
        setters: dict[str, Callable[[Any, Any], None]] = {}
        for each in self._kind.__mro__:
            for name in getattr(each, "__slots__", ()):
                setters[name] = each.__dict__[name].__set__
        self._own = [setters.pop(name) for name in ("_id_attrs", *names)]
        self._same = [
            (setter, getattr(pattern, name)) for name, setter in setters.items() if hasattr(pattern, name)
        ]

    def __call__(self, *values: Any) -> Made:
        """An object with these values, first the attributes that tell it apart, then those that were named."""
        made = self._kind.__new__(self._kind)
        for setter, value in self._same:
            setter(made, value)
        for setter, value in zip(self._own, values, strict=True):
            setter(made, value)
        return made
