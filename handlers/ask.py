"""Questions in plain words: in private, to the bot in a group, and once more when a question is edited."""

from __future__ import annotations

import re

from telegram import Message, Update

from bot.answer import Answer
from bot.commands import command_in_words
from bot.rendering.answers import answer_card
from bot.rendering.card import Card
from handlers.asker import Asker, article_in_hand, asker_of, remember
from handlers.commands import run_command
from handlers.context import Context
from handlers.views.send import edit, reply


async def on_text(update: Update, context: Context) -> None:
    """Answer a question, or do what a plain word like "стоп" asks for."""
    message = update.effective_message
    question = _addressed(message, context) if message else None
    if message is None or question is None:
        return
    asker = await asker_of(update, context)
    command = command_in_words(question)
    if command is not None:
        await run_command(command, update, context, asker)
        return
    answer, card = await answered(question, update, context, asker)
    sent = await reply(message, card, quote=not asker.private)
    context.services.recent.remember(message.chat_id, message.message_id, sent)
    remember(context, asker, answer)


async def on_edited(update: Update, context: Context) -> None:
    """Answer an edited question by editing its answer, or anew where that is not possible."""
    message = update.edited_message
    question = _addressed(message, context) if message else None
    if message is None or question is None:
        return
    question = re.sub(r"^/article(@\w+)?\s*", "", question)
    asker = await asker_of(update, context)
    if question.startswith("/") or command_in_words(question):
        return
    answer, card = await answered(question, update, context, asker)
    before = context.services.recent.answers_to(message.chat_id, message.message_id)
    if not before or not await edit(context.bot, message.chat_id, before, card):
        sent = await reply(message, card, quote=True)
        context.services.recent.remember(message.chat_id, message.message_id, sent)
    remember(context, asker, answer)


async def answered(question: str, update: Update, context: Context, asker: Asker) -> tuple[Answer, Card]:
    """The answer to a question and its card, in the language it is due in."""
    services = context.services
    in_hand = await article_in_hand(update, context, asker)
    edition = in_hand[0] if in_hand and in_hand[0] in services.pack.editions else None
    hit = in_hand[1] if in_hand and edition else None
    answer = services.answering.answer(question, preferred=asker.preferred, in_hand=hit, in_hand_edition=edition)
    return answer, answer_card(services.scenes(answer.lang, asker.scene.plain), answer)


def _addressed(message: Message, context: Context) -> str | None:
    """What a message asks of the bot; None where it is not for the bot (other people talking in a group)."""
    text = message.text or ""
    mention = re.compile(rf"@{re.escape(context.services.name)}\b", re.IGNORECASE)
    if message.chat.type == message.chat.PRIVATE:
        return mention.sub("", text).strip() or text
    if mention.search(text):
        return mention.sub("", text).strip()
    replied = message.reply_to_message
    if replied is not None and replied.from_user is not None and replied.from_user.id == context.bot.id:
        return text
    return None
