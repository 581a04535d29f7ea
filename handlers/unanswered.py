"""Questions that got no sure answer: noted after the reply, and shown to editors."""

from __future__ import annotations

from telegram import Update

from bot.answer import Answer
from bot.gaps import wants_to_be_counted
from bot.rendering.stats import SHOWN, stats_card
from handlers.asker import Asker
from handlers.context import Context
from handlers.replies import put, say


def note(question: str, answer: Answer, context: Context, asker: Asker) -> None:
    """Count a question that was not answered surely, unless it was asked in a group or its asker does not want that."""
    if asker.private and asker.telegram_id is not None and wants_to_be_counted(asker.person):
        context.services.gaps.note(question, answer, asker.telegram_id)


async def stats(update: Update, context: Context, asker: Asker, _: str) -> None:
    """Answer /stats with the questions that several people have asked in vain; for editors only."""
    services = context.services
    if asker.telegram_id is not None and await services.staff.has(asker.telegram_id, "editor"):
        feedback = services.proposals.feedback
        seen, said = await services.gaps.overview(SHOWN), await feedback.counts()
        worst = await feedback.worst(SHOWN // 2)
        await put(update, asker, stats_card(asker.scene, seen, said if any(said.values()) else None, worst))
    else:
        await say(update, asker, "stats-not-editor")
