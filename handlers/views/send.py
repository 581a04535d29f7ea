"""Sending cards: as new messages, in parts where they are long, or in place of the message they belong to."""

from __future__ import annotations

from typing import Any

import structlog
from telegram import CallbackQuery, InlineKeyboardMarkup, LinkPreviewOptions, Message
from telegram.constants import MessageLimit
from telegram.error import BadRequest
from telegram.ext import ExtBot

from bot.intake.response import open_slot
from bot.network.calls import call
from bot.rendering.card import Card
from bot.rendering.rich import Rich, split
from handlers.views.markup import entities, keyboard
from handlers.views.prepared import prepared

log = structlog.get_logger()

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


def parts(card: Card) -> list[tuple[Rich, InlineKeyboardMarkup | None]]:
    """The messages a card takes, each with its buttons: only the last has any."""
    texts = split(card.text, MessageLimit.MAX_TEXT_LENGTH)
    return [(text, keyboard(card.rows) if text is texts[-1] else None) for text in texts]


async def reply(message: Message, card: Card, *, quote: bool = False, plain: bool = False) -> tuple[int, ...]:
    """Answer a message with a card; `quote` makes the answer a reply to it. Returns the ids of what was sent.

    `plain` allows a card of one message to go back in the answer to the webhook's request: then neither its id nor
    whether it arrived is ever known, and nothing is returned. Never for receipts, notices or what is edited later.
    """
    pieces, place = prepared(card), _place(message, quote=quote)
    slot = open_slot() if plain and len(pieces) == 1 else None
    if slot is not None and slot.fill(pieces[0].in_response(message.chat_id, **place)):
        return ()
    bot = message.get_bot()
    sent = [await call(bot, "sendMessage", piece.to(message.chat_id, **place)) for piece in pieces]
    return tuple(answer["message_id"] for answer in sent)


def _place(message: Message, *, quote: bool) -> dict[str, Any]:
    """Where in its chat a message is answered: in the same topic and on behalf of the same account, as `reply_text`."""
    place: dict[str, Any] = {}
    if quote:
        place["reply_parameters"] = {
            "message_id": message.message_id,
            "allow_sending_without_reply": True,
        }
    if message.is_topic_message:
        place["message_thread_id"] = message.message_thread_id
    if message.business_connection_id is not None:
        place["business_connection_id"] = message.business_connection_id
    if message.direct_messages_topic is not None:
        place["direct_messages_topic_id"] = message.direct_messages_topic.topic_id
    return place


async def acknowledge(query: CallbackQuery, text: str = "", *, alert: bool = False) -> None:
    """Stop the button's clock, with a word or without. A press too old to be answered is passed over."""
    try:
        await query.answer(text or None, show_alert=alert)
    except BadRequest as error:
        log.info("press.unanswerable", error=type(error).__name__)


async def show(query: CallbackQuery, card: Card, *, in_place: bool = True) -> None:
    """Show a card where a button was pressed: in place of its message, or below it.

    A message that cannot be edited any more (too old, deleted) is answered with a new one; a card that is there already
    changes nothing.
    """
    first, *rest = parts(card)
    if not in_place or rest or not await _replaced(query, *first):
        await _below(query, card)


async def _replaced(query: CallbackQuery, text: Rich, markup: InlineKeyboardMarkup | None) -> bool:
    """Put a text in place of the message with the button; False where Telegram does not allow it any more."""
    # Telegram may leave out the message of an old button: then there is nothing that could be edited.
    if query.inline_message_id is None and not isinstance(query.message, Message):
        return False
    try:
        await query.edit_message_text(
            text.text, entities=entities(text), reply_markup=markup, link_preview_options=NO_PREVIEW
        )
    except BadRequest as error:
        return "not modified" in error.message
    return True


async def _below(query: CallbackQuery, card: Card) -> None:
    if isinstance(query.message, Message):
        await reply(query.message, card)
    elif query.message is not None:
        for text, markup in parts(card):
            await query.get_bot().send_message(
                query.message.chat.id,
                text.text,
                entities=entities(text),
                reply_markup=markup,
                link_preview_options=NO_PREVIEW,
            )


async def edit(bot: ExtBot[None], chat: int, answers: tuple[int, ...], card: Card) -> bool:
    """Put a card in place of the messages that answered before. False where that is not possible any more."""
    pieces = parts(card)
    if len(pieces) != len(answers):
        return False
    for message, (text, markup) in zip(answers, pieces, strict=True):
        try:
            await bot.edit_message_text(
                text.text,
                chat_id=chat,
                message_id=message,
                entities=entities(text),
                reply_markup=markup,
                link_preview_options=NO_PREVIEW,
            )
        except BadRequest as error:
            if "not modified" not in error.message:
                return False
    return True
