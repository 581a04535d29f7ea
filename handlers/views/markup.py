"""From plain data to Telegram's own: marks to entities, buttons to a keyboard."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import accumulate

from telegram import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup, MessageEntity
from telegram.constants import InlineKeyboardButtonLimit

from bot.rendering.card import Button, Rows
from bot.rendering.rich import Mark, Rich
from handlers.callback import encode

_TYPES = {
    "bold": MessageEntity.BOLD,
    "italic": MessageEntity.ITALIC,
    "code": MessageEntity.CODE,
    "link": MessageEntity.TEXT_LINK,
    "quote": MessageEntity.BLOCKQUOTE,
    "folded": MessageEntity.EXPANDABLE_BLOCKQUOTE,
    "underline": MessageEntity.UNDERLINE,
    "strike": MessageEntity.STRIKETHROUGH,
    "time": MessageEntity.DATE_TIME,
}
COPY_LIMIT = InlineKeyboardButtonLimit.MAX_COPY_TEXT


def entities(rich: Rich) -> list[MessageEntity]:
    """The marks of a text as entities, whose places Telegram counts in UTF-16 units."""
    units = [0, *accumulate(2 if letter > "\uffff" else 1 for letter in rich.text)]
    found = []
    for mark in rich.marks:
        start, end = units[mark.start], units[mark.end]
        if end > start:
            found.append(_entity(mark, start, end - start))
    return found


def _entity(mark: Mark, start: int, length: int) -> MessageEntity:
    if mark.kind == "time":
        # Without a format of its own the words stay as they are written (Bot API, date-time entity formatting).
        at = datetime.fromtimestamp(int(mark.value or 0), UTC)
        return MessageEntity(_TYPES[mark.kind], start, length, unix_time=at)
    return MessageEntity(_TYPES[mark.kind], start, length, url=mark.value)


def keyboard(rows: Rows) -> InlineKeyboardMarkup | None:
    """The buttons as an inline keyboard; None where there are none."""
    if not rows:
        return None
    return InlineKeyboardMarkup([[_button(button) for button in row] for row in rows])


def _button(button: Button) -> InlineKeyboardButton:
    if button.does == "open":
        return InlineKeyboardButton(button.label, url=button.value)
    if button.does == "share":
        return InlineKeyboardButton(button.label, switch_inline_query=button.value)
    if button.does == "copy":
        return InlineKeyboardButton(button.label, copy_text=CopyTextButton(button.value[:COPY_LIMIT]))
    if button.action is None:
        raise ValueError(f"the button {button.label!r} does nothing")
    return InlineKeyboardButton(button.label, callback_data=encode(button.action))
