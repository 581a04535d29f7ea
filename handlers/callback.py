"""Actions of buttons to callback data and back: `version|language|name|argument|…`, at most 64 bytes."""

from __future__ import annotations

import re

from telegram.constants import InlineKeyboardButtonLimit

from bot.rendering.card import Action

VERSION = "1"
_SEPARATOR = "|"
_PART = re.compile(r"[A-Za-z0-9._-]{0,40}")


class StaleButtonError(ValueError):
    """Callback data that this version did not make: of an older version, or forged."""


def encode(action: Action) -> str:
    """The callback data of an action.

    Raises:
        ValueError: it would be longer than Telegram allows, or a part holds other than letters, digits and `._-`.
    """
    parts = (action.language, action.name, *action.arguments)
    if not action.name or not all(_PART.fullmatch(part) for part in parts):
        raise ValueError(f"not fit for callback data: {parts}")
    data = _SEPARATOR.join((VERSION, *parts))
    if len(data.encode()) > InlineKeyboardButtonLimit.MAX_CALLBACK_DATA:
        raise ValueError(f"callback data is too long: {data}")
    return data


def number_in(argument: str) -> int:
    """The number that an argument stands for: a row or a receipt, of at most nine digits.

    Raises:
        StaleButtonError: it is none.
    """
    if not argument.isdecimal() or len(argument) > 9:
        raise StaleButtonError
    return int(argument)


def decode(data: str | None) -> Action:
    """The action of callback data.

    Raises:
        StaleButtonError: the data is not of this version or not well formed.
    """
    version, language, name, *arguments = [*(data or "").split(_SEPARATOR), "", ""]
    parts = (language, name, *arguments)
    if version != VERSION or not name or not all(_PART.fullmatch(part) for part in parts):
        raise StaleButtonError
    return Action(name, tuple(part for part in arguments if part), language)
