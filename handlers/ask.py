"""Questions in plain words: in private, to the bot in a group, and once more when a question is edited."""

from __future__ import annotations

import re

from telegram import Update

from bot.answer import Answer
from bot.coming_session import with_coming
from bot.commands import command_in_words, language_of_words
from handlers.articles import answer_to_command
from handlers.asker import Asker, article_in_hand, asker_of
from handlers.commands import run_command
from handlers.context import Context
from handlers.dialogues import remind, taken_by_dialogue
from handlers.heard import asked_in
from handlers.moderate import taken_by_moderation
from handlers.propose import taken_by_draft
from handlers.quote import claimed_in, give_verdict, pasted
from handlers.replies import give, put
from handlers.unanswered import note

_ARTICLE = re.compile(r"/article(?:@\w+)?(?:\s+|$)", re.IGNORECASE)


async def on_text(update: Update, context: Context) -> None:
    """Answer a question, or do what a plain word like "стоп" asks for."""
    question = asked_in(update.effective_message, context)
    if question is None:
        return
    asker = await asker_of(update, context)
    command = command_in_words(question)
    if command is not None:
        name, _, rest = command.partition(" ")
        await run_command(name, update, context, _speaking(name, question, context, asker), rest)
        return
    if await taken_by_moderation(update, context, asker, question):
        return
    if await taken_by_dialogue(update, context, asker, question):
        return
    if claimed_in(update.effective_message, question):
        await give_verdict(update, context, asker, question)
    else:
        await _answer(question, update, context, asker)
    await remind(update, context, asker)


def _speaking(name: str, words: str, context: Context, asker: Asker) -> Asker:
    """The asker, answered in the language of the words where it is clear, as a question would be; but what they chose
    is shown as they chose it."""
    language = None if name in ("language", "settings") else language_of_words(words)
    if language is None or language not in context.services.pack.info.languages:
        return asker
    return asker.speaking(context.services.scenes(language, asker.scene.plain))


async def on_edited(update: Update, context: Context) -> None:
    """Answer an edited question by editing its answer, or anew where that is not possible."""
    question = asked_in(update.edited_message, context)
    if question is None or command_in_words(question):
        return
    asker = await asker_of(update, context)
    if await taken_by_draft(update, context, asker):
        return
    if found := _ARTICLE.match(question):
        rest = question[found.end() :].strip()
        if rest:
            await give(update, context, asker, answer_to_command(rest, context, asker))
    elif claimed_in(update.edited_message, question):
        await give_verdict(update, context, asker, question)
    elif not question.startswith("/"):
        await _answer(question, update, context, asker)


async def _answer(question: str, update: Update, context: Context, asker: Asker) -> None:
    verdict = await pasted(question, context, asker.scene)
    if verdict is not None:
        await put(update, asker, verdict)
        return
    answer = await answer_to(question, update, context, asker)
    await give(update, context, asker, answer)
    note(question, answer, context, asker)


async def answer_to(question: str, update: Update, context: Context, asker: Asker) -> Answer:
    """The answer to a question, which may follow up on the article that the asker has in hand."""
    services = context.services
    in_hand = await article_in_hand(update, context, asker)
    edition = in_hand[0] if in_hand and in_hand[0] in services.pack.editions else None
    hit = in_hand[1] if in_hand and edition else None
    answer = services.answering.answer(
        question, preferred=asker.preferred, in_hand=hit, in_hand_edition=edition
    )
    return with_coming(question, answer, services.pack, services.scenes.record, services.clock.now())
