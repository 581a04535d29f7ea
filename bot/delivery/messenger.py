"""What delivery needs of a messenger; the handlers know how Telegram wants a card."""

from __future__ import annotations

from typing import Protocol

from bot.rendering.card import Card


class Messenger(Protocol):
    """Sends cards that nobody is waiting for. What goes wrong is raised as the messenger's own error."""

    async def send(self, chat: int, card: Card, *, reply_to: int | None = None) -> int:
        """Send a card as one message, and return the message's id."""
        ...

    async def edit(self, chat: int, message: int, card: Card) -> None:
        """Put a card in place of a message that was sent before."""
        ...
