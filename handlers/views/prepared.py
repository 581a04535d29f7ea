"""Cards made ready for the Bot API once, however many people get them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import Any, Generic, TypeVar

from telegram.constants import InlineKeyboardButtonLimit, MessageEntityType, MessageLimit

from bot.network.encoded import Encoded, as_json
from bot.rendering.card import Button, Card, Rows
from bot.rendering.rich import Mark, Rich, split, utf16
from handlers.callback import encode

Made = TypeVar("Made")

_TYPES = {
    "bold": MessageEntityType.BOLD.value,
    "italic": MessageEntityType.ITALIC.value,
    "code": MessageEntityType.CODE.value,
    "link": MessageEntityType.TEXT_LINK.value,
    "quote": MessageEntityType.BLOCKQUOTE.value,
    "folded": MessageEntityType.EXPANDABLE_BLOCKQUOTE.value,
    "underline": MessageEntityType.UNDERLINE.value,
    "strike": MessageEntityType.STRIKETHROUGH.value,
    "time": MessageEntityType.DATE_TIME.value,
}
_COPY_LIMIT = InlineKeyboardButtonLimit.MAX_COPY_TEXT
#: Cards whose messages are kept; each takes some ten thousand bytes.
KEPT = 512


class Prepared:
    """One message of a card: what is the same in every chat, encoded when first needed."""

    __slots__ = ("_json", "parameters", "rich", "rows")

    def __init__(self, rich: Rich, rows: Rows) -> None:
        self.rich = rich
        self.rows = rows
        self.parameters: dict[str, Any] = {"text": rich.text, "link_preview_options": {"is_disabled": True}}
        if marks := entity_fields(rich):
            self.parameters["entities"] = marks
        if rows:
            keys = [[button_fields(button) for button in row] for row in rows]
            self.parameters["reply_markup"] = {"inline_keyboard": keys}
        self._json: bytes | None = None

    def to(self, chat: int, **further: Any) -> Encoded:
        """The message for a chat, as parameters of sendMessage."""
        own = {"chat_id": chat} | further
        return Encoded(own | self.parameters, self._after(own))

    def in_response(self, chat: int, **further: Any) -> bytes:
        """The message for a chat, as the JSON of a call in the answer to a webhook's request."""
        return self._after({"method": "sendMessage", "chat_id": chat} | further)

    def _after(self, own: dict[str, Any]) -> bytes:
        """One JSON object of what is its own and what is the same in every chat."""
        if self._json is None:
            self._json = as_json(self.parameters)[1:]
        return as_json(own)[:-1] + b"," + self._json


class ByCard(Generic[Made]):
    """What is made of a card, kept for the `KEPT` cards that were shown last.

    By identity: to compare cards by what they say would cost more than it saves. The card is kept with what was made
    of it, so its identity cannot become another card's.
    """

    def __init__(self, make: Callable[[Card], Made]) -> None:
        """Make it with `make`."""
        self._make = make
        self._kept: OrderedDict[int, tuple[Card, Made]] = OrderedDict()

    def __len__(self) -> int:
        """How many are kept."""
        return len(self._kept)

    def __call__(self, card: Card) -> Made:
        """What is made of this card."""
        found = self._kept.get(id(card))
        if found is not None:
            self._kept.move_to_end(id(card))
            return found[1]
        made = self._make(card)
        self._kept[id(card)] = (card, made)
        if len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return made


def _messages(card: Card) -> tuple[Prepared, ...]:
    texts = split(card.text, MessageLimit.MAX_TEXT_LENGTH)
    return tuple(Prepared(text, card.rows if text is texts[-1] else ()) for text in texts)


prepared = ByCard(_messages)
"""The messages that a card takes; the last one has its buttons."""


def entity_fields(rich: Rich) -> list[dict[str, Any]]:
    """The marks of a text as entities, whose places Telegram counts in UTF-16 units."""
    text, found = rich.text, []
    units: Sequence[int] = range(len(text) + 1)
    if utf16(text) > len(text):
        units = [0, *accumulate(2 if letter > "\uffff" else 1 for letter in text)]
    for mark in rich.marks:
        start, end = units[mark.start], units[mark.end]
        if end > start:
            fields: dict[str, Any] = {"type": _TYPES[mark.kind], "offset": start, "length": end - start}
            found.append(fields | _value(mark))
    return found


def _value(mark: Mark) -> dict[str, Any]:
    if mark.value is None:
        return {}
    # Without a format of its own the words stay as they are written (Bot API, date-time entity formatting).
    return {"unix_time": int(mark.value)} if mark.kind == "time" else {"url": mark.value}


def button_fields(button: Button) -> dict[str, Any]:
    """A button as the Bot API has it.

    Raises:
        ValueError: it does nothing, or what it does is too long for callback data.
    """
    if button.does == "open":
        return {"text": button.label, "url": button.value}
    if button.does == "share":
        return {"text": button.label, "switch_inline_query": button.value}
    if button.does == "copy":
        return {"text": button.label, "copy_text": {"text": button.value[:_COPY_LIMIT]}}
    if button.action is None:
        raise ValueError(f"the button {button.label!r} does nothing")
    return {"text": button.label, "callback_data": encode(button.action)}
