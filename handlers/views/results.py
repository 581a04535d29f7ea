"""Cards as results of inline and guest mode."""

from __future__ import annotations

import hashlib

from telegram import InlineQueryResultArticle, InputTextMessageContent

from bot.rendering.card import Button, Card, Rows
from handlers.views.markup import entities, keyboard
from handlers.views.send import NO_PREVIEW, parts

TITLE, DESCRIPTION = 120, 200
"""Characters of a result's title and description; apps show one line of each."""


def result_of(card: Card) -> InlineQueryResultArticle:
    """A card as a result; its id is made from what it says, so that the same answer always has the same id."""
    first, *rest = parts(card)
    text = card.brief if rest and card.brief else first[0]
    identity = hashlib.sha256(text.text.encode()).hexdigest()[:32]
    title = card.title or text.text.partition("\n")[0]
    return InlineQueryResultArticle(
        identity,
        title[:TITLE],
        InputTextMessageContent(text.text, entities=entities(text), link_preview_options=NO_PREVIEW),
        reply_markup=keyboard(_elsewhere(card.rows)),
        description=card.description[:DESCRIPTION] or None,
    )


def _elsewhere(rows: Rows) -> Rows:
    """The buttons that make sense in other people's chats: links and sharing, no actions of the bot."""
    kept: tuple[Button, ...] = tuple(b for row in rows for b in row if b.does in ("open", "share"))
    return (kept,) if kept else ()
