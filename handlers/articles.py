"""The command that shows an article."""

from __future__ import annotations

import re

from telegram import Update

from bot.answer import Answer
from bot.named_languages import language_meant
from handlers.asker import Asker
from handlers.context import Context
from handlers.replies import give, say
from handlers.unanswered import note

_NUMBERS = re.compile(r"([0-9]{1,12}(?:-[0-9]{1,2})?)[ .,:]+([0-9]{1,12})")


def answer_to_command(rest: str, context: Context, asker: Asker) -> Answer:
    """The answer to what stands behind /article: "4", "4 2" (its paragraph 2), or a question in words.

    A language may follow: "9 ru", "4 2 қазақша".
    """
    number, _, last = rest.rpartition(" ")
    language = language_meant(last, context.services.pack.info.languages) if number else None
    rest = number.strip() if language else rest
    found = _NUMBERS.fullmatch(rest)
    question = f"article {found[1]} paragraph {found[2]}" if found else rest
    return context.services.answering.answer(question, language=language or asker.scene.language)


async def show_cited(
    update: Update, context: Context, asker: Asker, question: str, language: str | None = None
) -> None:
    """Reply with what a citation names, in `language` if the pack has it, else in the asker's."""
    services = context.services
    known = language if language in services.pack.info.languages else asker.scene.language
    await give(update, context, asker, services.answering.answer(question, language=known))


async def show_article(update: Update, context: Context, asker: Asker, rest: str) -> None:
    """Answer /article 4 2, or say how it is used where nothing is named."""
    if rest:
        answer = answer_to_command(rest, context, asker)
        await give(update, context, asker, answer)
        note(rest, answer, context, asker)
    else:
        await say(update, asker, "article-usage")
