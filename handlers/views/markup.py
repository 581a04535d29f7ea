"""From plain data to Telegram's own: marks to entities, buttons to a keyboard."""

from __future__ import annotations

from telegram import InlineKeyboardMarkup, MessageEntity

from bot.rendering.card import Rows
from bot.rendering.rich import Rich
from handlers.views.prepared import button_fields, entity_fields


def entities(rich: Rich) -> list[MessageEntity]:
    """The marks of a text as entities, whose places Telegram counts in UTF-16 units."""
    return [MessageEntity.de_json(fields, None) for fields in entity_fields(rich)]


def keyboard(rows: Rows) -> InlineKeyboardMarkup | None:
    """The buttons as an inline keyboard; None where there are none."""
    if not rows:
        return None
    fields = [[button_fields(button) for button in row] for row in rows]
    return InlineKeyboardMarkup.de_json({"inline_keyboard": fields}, None)
