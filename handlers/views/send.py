"""Sending cards: as new messages, in parts where they are long, or in place of the message they belong to."""

from __future__ import annotations

from telegram import CallbackQuery, InlineKeyboardMarkup, LinkPreviewOptions, Message
from telegram.constants import MessageLimit
from telegram.error import BadRequest
from telegram.ext import ExtBot

from bot.rendering.card import Card
from bot.rendering.rich import Rich, split
from handlers.views.markup import entities, keyboard

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


def parts(card: Card) -> list[tuple[Rich, InlineKeyboardMarkup | None]]:
    """The messages a card takes, each with its buttons: only the last has any."""
    texts = split(card.text, MessageLimit.MAX_TEXT_LENGTH)
    return [(text, keyboard(card.rows) if text is texts[-1] else None) for text in texts]


async def reply(message: Message, card: Card, *, quote: bool = False) -> tuple[int, ...]:
    """Answer a message with a card; `quote` makes the answer a reply to it. Returns the ids of what was sent."""
    sent = []
    for text, markup in parts(card):
        answer = await message.reply_text(
            text.text,
            entities=entities(text),
            reply_markup=markup,
            link_preview_options=NO_PREVIEW,
            do_quote=quote,
            allow_sending_without_reply=True,
        )
        sent.append(answer.message_id)
    return tuple(sent)


async def show(query: CallbackQuery, card: Card, *, in_place: bool = True) -> None:
    """Show a card where a button was pressed: in place of its message, or below it.

    A message that cannot be edited any more (too old, deleted) is answered with a new one; a card that is there already
    changes nothing.
    """
    message = query.message if isinstance(query.message, Message) else None
    if not in_place and message is not None:
        await reply(message, card)
        return
    (text, markup), *rest = parts(card)
    try:
        await query.edit_message_text(
            text.text, entities=entities(text), reply_markup=markup, link_preview_options=NO_PREVIEW
        )
    except BadRequest as error:
        if "not modified" in error.message:
            return
        if message is None:
            raise
        await reply(message, card)
        return
    if rest and message is not None:
        await reply(message, Card(_joined([text for text, _ in rest]), card.rows))


def _joined(texts: list[Rich]) -> Rich:
    whole = Rich()
    for text in texts:
        whole = (whole + "\n\n" if whole.text else whole) + text
    return whole


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
