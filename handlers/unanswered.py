"""Questions that got no sure answer: noted after the reply."""

from __future__ import annotations

from bot.answer import Answer
from bot.gaps import wants_to_be_counted
from handlers.asker import Asker
from handlers.context import Context


def note(question: str, answer: Answer, context: Context, asker: Asker) -> None:
    """Count a question that was not answered surely, unless it was asked in a group or its asker does not want that."""
    if asker.private and asker.telegram_id is not None and wants_to_be_counted(asker.person):
        context.services.gaps.note(question, answer, asker.telegram_id)
