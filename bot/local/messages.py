"""Messages as a chat keeps them, and as the Bot API writes them."""

from dataclasses import dataclass, field
from html import escape
from typing import Any

from bot.local.keyboards import Button, Markup, rows_of
from bot.local.markup import Entity
from bot.local.params import Upload


@dataclass(slots=True, eq=False)
class Message:
    """One message of a chat.

    ``text`` is plain (of a file: its caption), ``html`` what the bot sent as HTML (of everybody else: the
    text escaped), ``sender`` a Bot API user object (None: a channel speaks), ``date`` and ``edit_date``
    Unix seconds, ``content`` the Bot API fields of anything that is not text ("photo", "sticker",
    "new_chat_members" …), ``upload`` the file that the bot sent. A deleted message stays here with
    ``deleted`` set. ``inline_message_id`` is empty for ordinary messages.
    """

    id: int
    chat: dict[str, Any]
    sender: dict[str, Any] | None
    date: int
    text: str = ""
    entities: list[Entity] = field(default_factory=list)
    html: str = ""
    markup: Markup | None = None
    content: dict[str, Any] = field(default_factory=dict)
    extra: dict[str, Any] = field(default_factory=dict)
    reply_to: "Message | None" = None
    upload: Upload | None = None
    edit_date: int = 0
    deleted: bool = False
    pinned: bool = False
    silent: bool = False
    reactions: list[str] = field(default_factory=list)
    inline_message_id: str = ""
    from_bot: bool = False

    def __post_init__(self) -> None:
        self.html = self.html or escape(self.text, quote=False)

    @property
    def edited(self) -> bool:
        """Whether the message was edited since it was sent."""
        return self.edit_date > 0

    @property
    def keyboard(self) -> list[list[Button]]:
        """The inline buttons under the message, row by row; empty for none."""
        return rows_of(self.markup) if self.markup and "inline_keyboard" in self.markup else []

    @property
    def buttons(self) -> list[Button]:
        """The inline buttons under the message in reading order."""
        return [button for row in self.keyboard for button in row]

    @property
    def labels(self) -> list[list[str]]:
        """The words on the inline buttons, row by row."""
        return [[button.text for button in row] for row in self.keyboard]

    def button(self, label_or_data: str) -> Button:
        """Return the inline button with these words on it or this callback data.

        Raises:
            LookupError: there is no such button.
        """
        for button in self.buttons:
            if label_or_data in (button.text, button.data):
                return button
        raise LookupError(f"no button {label_or_data!r} among {self.labels}")

    def wire(self, *, with_reply: bool = True) -> dict[str, Any]:
        """Return the message as the Bot API writes it; replies go one level deep, as on the real server."""
        wire: dict[str, Any] = {"message_id": self.id, "date": self.date, "chat": self.chat}
        if self.sender is not None:
            wire["from"] = self.sender
        if self.edit_date:
            wire["edit_date"] = self.edit_date
        if with_reply and self.reply_to is not None and not self.reply_to.deleted:
            wire["reply_to_message"] = self.reply_to.wire(with_reply=False)
        if self.markup and "inline_keyboard" in self.markup:
            wire["reply_markup"] = self.markup
        wire.update(self._body())
        wire.update(self.extra)
        return wire

    def _body(self) -> dict[str, Any]:
        prefix = "caption" if self.content else "text"
        body = dict(self.content)
        if self.text:
            body[prefix] = self.text
        if self.entities:
            body["caption_entities" if self.content else "entities"] = self.entities
        return body
