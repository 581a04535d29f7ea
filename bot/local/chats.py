"""Chats and who is in them."""

from dataclasses import dataclass, field
from typing import Any

from bot.local.messages import Message

PRESENT = frozenset({"creator", "administrator", "member"})


@dataclass(slots=True, eq=False)
class Chat:
    """A private chat, group, supergroup or channel.

    ``members`` maps user ids to statuses of the Bot API ("member", "administrator", "creator", "left",
    "kicked"); in a private chat ``bot_status`` is "kicked" when the person blocked the bot and "left"
    before the first word. ``topics`` are the thread ids of a forum; ``actions`` the latest chat actions
    ("typing"), oldest first; ``reply_keyboard`` the words on the keyboard that replaces a person's letters,
    None for none.
    """

    id: int
    type: str
    title: str = ""
    username: str = ""
    is_forum: bool = False
    person: dict[str, Any] | None = None
    members: dict[int, str] = field(default_factory=dict)
    topics: set[int] = field(default_factory=set)
    bot_status: str = "left"
    history: dict[int, Message] = field(default_factory=dict)
    actions: list[str] = field(default_factory=list)
    reply_keyboard: list[list[str]] | None = None
    menu_button: dict[str, Any] | None = None
    migrated_to: int = 0
    _wire: dict[str, Any] | None = None

    @property
    def messages(self) -> list[Message]:
        """All messages, oldest first, deleted ones with their flag set."""
        return list(self.history.values())

    @property
    def visible(self) -> list[Message]:
        """The messages that a person sees now, oldest first."""
        return [message for message in self.history.values() if not message.deleted]

    @property
    def answers(self) -> list[Message]:
        """The bot's messages that a person sees now, oldest first."""
        return [message for message in self.visible if message.from_bot]

    @property
    def last(self) -> Message:
        """The newest message that a person sees.

        Raises:
            LookupError: the chat is empty.
        """
        if not (visible := self.visible):
            raise LookupError(f"chat {self.id} is empty")
        return visible[-1]

    @property
    def is_private(self) -> bool:
        """Whether this is the chat of one person with the bot."""
        return self.type == "private"

    @property
    def has_bot(self) -> bool:
        """Whether the bot may write here."""
        return self.bot_status in PRESENT

    def wire(self) -> dict[str, Any]:
        """Return the chat as the Bot API writes it in messages."""
        if self._wire is None:
            self._wire = {"id": self.id, "type": self.type}
            if self.person is not None:
                names = ("first_name", "last_name", "username")
                self._wire |= {name: self.person[name] for name in names if name in self.person}
            else:
                self._wire |= {"title": self.title} | ({"username": self.username} if self.username else {})
            if self.is_forum:
                self._wire["is_forum"] = True
        return self._wire
