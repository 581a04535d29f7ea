"""Notices on Telegram: a card as one message that nobody is waiting for."""

from __future__ import annotations

from typing import Any

from telegram import InlineKeyboardMarkup
from telegram.ext import ExtBot

from bot.delivery.limiter import NOTICE
from bot.rendering.card import Card
from bot.rendering.rich import Rich
from handlers.views.markup import entities
from handlers.views.send import NO_PREVIEW, parts


class TelegramMessenger:
    """Sends and edits notices in the lane that leaves replies their way."""

    def __init__(self, bot: ExtBot[None], *, paid: bool = False, prompt: bool = False) -> None:
        """With `paid` Telegram takes more than 30 messages a second, for Stars (Bot API, allow_paid_broadcast).

        With `prompt` nothing waits behind notices: for the few who are waiting.
        """
        self._bot = bot
        self._paid = paid or None
        # Bots without a limiter do not know lanes.
        slow = bot.rate_limiter is not None and not prompt
        self._lane: dict[str, Any] = {"rate_limit_args": NOTICE} if slow else {}

    async def send(self, chat: int, card: Card, *, reply_to: int | None = None) -> int:
        """Send a card as one message, and return the message's id. Raises what Telegram's answer says."""
        text, markup = _one(card)
        message = await self._bot.send_message(
            chat,
            text.text,
            entities=entities(text),
            reply_markup=markup,
            link_preview_options=NO_PREVIEW,
            reply_to_message_id=reply_to,
            allow_sending_without_reply=True if reply_to is not None else None,
            allow_paid_broadcast=self._paid,
            **self._lane,
        )
        return message.message_id

    async def edit(self, chat: int, message: int, card: Card) -> None:
        """Put a card in place of a message that was sent before. Raises what Telegram's answer says."""
        text, markup = _one(card)
        await self._bot.edit_message_text(
            text.text,
            chat_id=chat,
            message_id=message,
            entities=entities(text),
            reply_markup=markup,
            link_preview_options=NO_PREVIEW,
            **self._lane,
        )


def _one(card: Card) -> tuple[Rich, InlineKeyboardMarkup | None]:
    """The one message that a card takes here; of a longer one its brief text, or its beginning."""
    pieces = parts(card)
    text = card.brief if len(pieces) > 1 and card.brief is not None else pieces[0][0]
    return text, pieces[-1][1]
