"""Replying: with a word, with a card, or with an answer that is kept for follow-ups and edits."""

from __future__ import annotations

from telegram import Update

from bot.answer import Answer
from bot.rendering.answers import answer_card
from bot.rendering.card import Card
from bot.rendering.pages import simple_card
from bot.rendering.ratings import rated
from bot.rendering.sessions import with_announced
from handlers.asker import Asker, remember
from handlers.context import Context
from handlers.views.send import edit, reply

UNSURE = frozenset(("choices", "none", "smalltalk"))
"""Kinds of answers after which people correct their question: these are edited then, so their ids must be known.

A sure answer may go back in the answer to the webhook's request. Should its question be edited all the same, it is
answered anew below, as after a restart.
"""


async def say(update: Update, asker: Asker, what: str, **values: str) -> None:
    """Reply with the message of that id, in the asker's language."""
    await put(update, asker, simple_card(asker.scene, what, **values))


async def put(update: Update, asker: Asker, card: Card, *, plain: bool = False) -> None:
    """Reply with a card; in a group as a reply to whoever asked. `plain`: see `reply`."""
    if update.effective_message is not None:
        await reply(update.effective_message, card, quote=not asker.private, plain=plain)


async def give(update: Update, context: Context, asker: Asker, answer: Answer) -> None:
    """Reply with an answer, in place of the one before where the question was edited."""
    message, recent = update.effective_message, context.services.recent
    if message is None:
        return
    scene = context.services.scenes(answer.lang, asker.scene.plain)
    card = answer_card(scene, answer)
    if answer.fact is not None:
        about = scene.pack.fact_by_id[answer.fact].about
        card = with_announced(scene, card, about, context.services.clock.now())
    if asker.private:
        card = rated(scene, answer, card)
    edited = update.edited_message is not None
    sent = recent.answers_to(message.chat_id, message.message_id) if edited and not asker.scene.plain else ()
    if not sent or not await edit(context.bot, message.chat_id, sent, card):
        plain = not edited and answer.kind not in UNSURE
        sent = await reply(message, card, quote=edited or not asker.private, plain=plain)
    if sent:
        recent.remember(message.chat_id, message.message_id, sent)
    remember(context, asker, answer)
    context.services.metrics.answered(answer.kind)
