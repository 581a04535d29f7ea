"""Inline mode and guest mode: answers in any chat, without the bot being in it."""

from __future__ import annotations

import hashlib
import re

from telegram import (
    InlineQueryResult,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    LinkPreviewOptions,
    Update,
)
from telegram.constants import InlineQueryLimit, MessageLimit

from bot.rendering.answers import answer_card
from bot.rendering.articles import article_card
from bot.rendering.card import Button, Card, Rows
from bot.rendering.pages import simple_card
from bot.rendering.scene import Scene
from handlers.asker import Asker, asker_of
from handlers.context import Context
from handlers.views.markup import entities, keyboard
from handlers.views.send import parts

CACHE_SECONDS = 3600
"""How long Telegram keeps the results of an inline query; they change only with the pack."""


async def on_inline(update: Update, context: Context) -> None:
    """Offer what answers an inline query; for an empty one the articles asked for most."""
    query = update.inline_query
    if query is None:
        return
    asker = await asker_of(update, context)
    cards = _cards(query.query.strip(), context, asker)
    results = [_result(card) for card in cards][: InlineQueryLimit.RESULTS]
    button = InlineQueryResultsButton(asker.scene.say("inline-help"), start_parameter="help")
    await query.answer(results, cache_time=CACHE_SECONDS, is_personal=True, button=button)


def _cards(question: str, context: Context, asker: Asker) -> list[Card]:
    services, scene = context.services, asker.scene
    edition = services.pack.edition
    if not question:
        return [article_card(scene, edition.id, number) for number in services.pack.info.popular]
    answer = services.answering.answer(question, preferred=asker.preferred)
    scene = services.scenes(answer.lang, scene.plain)
    if answer.kind in ("none", "smalltalk"):
        return []
    if answer.kind in ("choices", "topic", "range", "section"):
        held = services.pack.editions[answer.edition]
        hits = [hit for hit in answer.hits if hit.number == "0" or hit.number in held.by_number]
        return [article_card(scene, answer.edition, hit.number) for hit in hits]
    return [answer_card(scene, answer)]


def _result(card: Card) -> InlineQueryResult:
    """A card as an inline result; its id is made from what it says, so that the same answer has the same id."""
    text, _ = parts(card)[0]
    identity = hashlib.sha256(text.text.encode()).hexdigest()[:32]
    content = InputTextMessageContent(
        text.text, entities=entities(text), link_preview_options=LinkPreviewOptions(is_disabled=True)
    )
    markup = keyboard(_elsewhere(card.rows))
    return InlineQueryResultArticle(
        identity, card.title[:120] or "–", content, reply_markup=markup, description=card.description[:200] or None
    )


def _elsewhere(rows: Rows) -> Rows:
    """The buttons that make sense in other people's chats: links and sharing, no actions of the bot."""
    kept: tuple[Button, ...] = tuple(b for row in rows for b in row if b.does in ("open", "share"))
    return (kept,) if kept else ()


async def on_guest(update: Update, context: Context) -> None:
    """Answer a message by which somebody called the bot into a chat that it is not in: exactly one reply."""
    message = update.guest_message
    if message is None or message.guest_query_id is None:
        return
    asker = await asker_of(update, context)
    name = re.compile(rf"@{re.escape(context.services.name)}\b", re.IGNORECASE)
    question = name.sub("", message.text or message.caption or "").strip()
    await context.bot.answer_guest_query(message.guest_query_id, _result(_guest_card(question, context, asker.scene, asker)))


def _guest_card(question: str, context: Context, scene: Scene, asker: Asker) -> Card:
    services = context.services
    if not question:
        return simple_card(scene, "guest-intro", text=scene.local(services.pack.info.text_name))
    answer = services.answering.answer(question[: MessageLimit.MAX_TEXT_LENGTH], preferred=asker.preferred)
    return answer_card(services.scenes(answer.lang, scene.plain), answer)
