"""What a person holds after pressing a button or asking inline: a handle to see how the bot answered."""

from dataclasses import dataclass
from typing import Any

from bot.local.chats import Chat
from bot.local.messages import Message
from bot.local.state import InlineAnswer, State, Toast


@dataclass(frozen=True, slots=True)
class Press:
    """A pressed button."""

    tg: State
    id: str

    @property
    def toasts(self) -> list[Toast]:
        """Every answer to this press; empty while the button still spins."""
        return [toast for toast in self.tg.toasts if toast.query_id == self.id]

    @property
    def text(self) -> str | None:
        """The words of the last answer, None while the button still spins."""
        return self.toasts[-1].text if self.toasts else None


@dataclass(frozen=True, slots=True)
class InlineQuery:
    """Something typed after the bot's name in any chat."""

    tg: State
    id: str

    @property
    def answer(self) -> InlineAnswer | None:
        """The last answer, None if there is none yet."""
        return next(
            (answer for answer in reversed(self.tg.inline_answers) if answer.query_id == self.id), None
        )

    @property
    def results(self) -> list[dict[str, Any]]:
        """What the person may choose from; empty without an answer."""
        return self.answer.results if self.answer else []


@dataclass(frozen=True, slots=True)
class GuestCall:
    """A message that calls the bot into a chat where it is no member."""

    id: str
    chat: Chat
    message: Message

    @property
    def answers(self) -> list[Message]:
        """The bot's messages in that chat after the call."""
        return [message for message in self.chat.answers if message.id > self.message.id]
