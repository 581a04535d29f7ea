"""Inline mode and guest mode: answers in any chat, without the bot being in it."""

from __future__ import annotations

import re

from telegram import InlineQueryResultsButton, Update

from bot.answer import Answer
from bot.coming_session import with_coming
from bot.rendering.answers import answer_card
from bot.rendering.articles import article_card
from bot.rendering.card import Card
from bot.rendering.pages import simple_card
from bot.rendering.record import fact_card
from bot.rendering.scene import Scene
from bot.rendering.sessions import session_card
from content.quote import quoted
from handlers.asker import Asker, asker_of
from handlers.context import Context
from handlers.quote import QUOTED_WORDS, pasted, verdict_card
from handlers.views.results import offer, result_of

CACHE_SECONDS = 3600
"""How long Telegram keeps the results of an inline query; they change only with the pack and the official texts."""
SESSION_SECONDS = 60
"""The same for a session, which may be moved or cancelled."""


async def on_inline(update: Update, context: Context) -> None:
    """Offer what answers an inline query; for an empty one the articles asked for most."""
    query = update.inline_query
    if query is None:
        return
    asker = await asker_of(update, context)
    asked = query.query.strip()
    answer = None
    if quoted(asked, QUOTED_WORDS):
        cards = [await verdict_card(asked, context, asker.scene)]
    else:
        verdict = await pasted(asked, context, asker.scene)
        answer = _answer(asked, context, asker) if asked else None
        cards = [*([verdict] if verdict else []), *_cards(answer, context, asker)]
    button = InlineQueryResultsButton(asker.scene.say("inline-help"), start_parameter="help")
    seconds = SESSION_SECONDS if answer and answer.kind == "session" else CACHE_SECONDS
    await offer(query, cards, button, seconds)


def _cards(answer: Answer | None, context: Context, asker: Asker) -> list[Card]:
    services, scene = context.services, asker.scene
    if answer is None:
        edition = services.pack.edition.id
        return [article_card(scene, edition, number) for number in services.pack.info.popular]
    if answer.kind in ("none", "smalltalk"):
        return []
    scene = services.scenes(answer.lang, scene.plain)
    if answer.kind in ("choices", "topic", "range", "section"):
        return [*_records(scene, answer), *_articles(scene, answer)]
    return [answer_card(scene, answer)]


def _answer(question: str, context: Context, asker: Asker) -> Answer:
    services = context.services
    answer = services.answering.answer(question, preferred=asker.preferred)
    return with_coming(question, answer, services.pack, services.scenes.record, services.clock.now())


def _records(scene: Scene, answer: Answer) -> list[Card]:
    """The facts and sessions that an unsure answer offers."""
    facts, sessions = scene.pack.fact_by_id, scene.record.by_id
    return [
        fact_card(scene, facts[identity]) if kind == "fact" else session_card(scene, sessions[identity])
        for kind, identity in answer.choices
    ]


def _articles(scene: Scene, answer: Answer) -> list[Card]:
    named = answer.kind == "range"
    return [
        article_card(scene, answer.edition, hit.number, hit.paragraph if named else None)
        for hit in answer.hits
    ]


async def on_guest(update: Update, context: Context) -> None:
    """Answer a message by which somebody called the bot into a chat that it is not in: exactly one reply."""
    message = update.guest_message
    if message is None or message.guest_query_id is None:
        return
    asker = await asker_of(update, context)
    name = re.compile(rf"@{re.escape(context.services.name)}\b", re.IGNORECASE)
    question = name.sub("", message.text or message.caption or "").strip()
    quotation = quoted(question, QUOTED_WORDS)
    card = (
        await verdict_card(question, context, asker.scene)
        if quotation
        else _guest_card(question, context, asker)
    )
    await context.bot.answer_guest_query(message.guest_query_id, result_of(card))


def _guest_card(question: str, context: Context, asker: Asker) -> Card:
    services, scene = context.services, asker.scene
    if not question:
        return simple_card(scene, "guest-intro", text=scene.local(services.pack.info.text_name))
    answer = _answer(question, context, asker)
    return answer_card(services.scenes(answer.lang, scene.plain), answer)
