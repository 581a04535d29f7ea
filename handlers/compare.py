"""Comparing an article with its counterpart in another edition: by command, by button, and as a picture."""

from __future__ import annotations

import asyncio

from telegram import CallbackQuery, Message, Update
from telegram.constants import MessageLimit

from bot.rendering.card import Action
from bot.rendering.comparing import (
    comparison,
    comparison_card,
    comparison_title,
    edition_meant,
    excerpt,
    is_article,
)
from bot.rendering.picture import comparison_picture
from bot.rendering.rich import split
from bot.rendering.scene import Scene
from handlers.articles import show_cited
from handlers.asker import Asker, article_in_hand
from handlers.callback import StaleButtonError
from handlers.context import Context
from handlers.replies import give, put, say
from handlers.views.markup import entities
from handlers.views.send import NO_PREVIEW, acknowledge

_ASKING = "compare"
"""The word that makes a comparison of what stands behind the command; questions may mix languages."""


async def compare(update: Update, context: Context, asker: Asker, rest: str) -> None:
    """Answer /compare 9, or /compare 9 EDITION, where the edition is an id or a word for it ("draft", "1995").

    Words do as well: /compare статью 9 с проектом. "What changed?" by itself asks about the article in hand.
    """
    held = None if rest or _is_typed(update) else await article_in_hand(update, context, asker)
    rest = held[1].number if held else rest
    number, _, words = rest.partition(" ")
    other = edition_meant(asker.scene, words) if words.strip() else None
    meant = context.services.answering.answer(f"{_ASKING} {rest}", language=asker.scene.language)
    if not is_article(asker.scene, number) and meant.compared is not None:
        await give(update, context, asker, meant)
    elif not any(map(str.isdigit, number)) or (words.strip() and other is None):
        others = _others(asker.scene)
        await say(
            update, asker, "compare-usage", example=others[0] if others else "", editions=", ".join(others)
        )
    elif is_article(asker.scene, number):
        await put(update, asker, comparison_card(asker.scene, number, other))
    else:
        await show_cited(update, context, asker, number)


def _is_typed(update: Update) -> bool:
    """Whether the command itself was typed, not words that mean it."""
    message = update.effective_message
    return message is not None and (message.text or "").startswith("/")


def _others(scene: Scene) -> list[str]:
    return [each for each in scene.pack.editions if each != scene.pack.edition.id]


async def send_picture(action: Action, query: CallbackQuery, asker: Asker) -> None:
    """Send the comparison that a button stands under as a picture, with the same text as its caption.

    Raises:
        StaleButtonError: there is no such comparison.
    """
    scene = asker.scene
    if len(action.arguments) != 2 or not isinstance(query.message, Message):
        raise StaleButtonError
    number, other = action.arguments
    found = comparison(scene, number, other) if _may_compare(scene, number, other) else None
    if found is None:
        raise StaleButtonError
    await acknowledge(query)
    labels = scene.say("picture-before"), scene.say("picture-after")
    picture = await asyncio.to_thread(
        comparison_picture, comparison_title(scene, found), *labels, excerpt(found.pieces, 20)
    )
    caption, *rest = split(comparison_card(scene, number, other).text, MessageLimit.CAPTION_LENGTH)
    await query.message.reply_photo(
        picture,
        caption=caption.text,
        caption_entities=entities(caption),
        filename="comparison.png",
        do_quote=not asker.private,
    )
    for text in rest:
        await query.message.reply_text(text.text, entities=entities(text), link_preview_options=NO_PREVIEW)


def _may_compare(scene: Scene, number: str, other: str) -> bool:
    return is_article(scene, number) and other in _others(scene)
