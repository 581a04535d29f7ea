"""Figures for the staff: proposals as a picture and in words, and for editors the questions without a sure answer."""

from __future__ import annotations

import asyncio

from telegram import Update

from bot.proposals.figures import Figures, figures
from bot.rendering.figures import figures_card, figures_picture
from bot.rendering.stats import SHOWN, stats_card
from handlers.asker import Asker
from handlers.context import Context
from handlers.replies import put, say
from handlers.texts import is_staff


async def stats(update: Update, context: Context, asker: Asker, _: str) -> None:
    """Answer /stats with figures of proposals, for staff; editors get the unanswered questions, too."""
    if asker.telegram_id is None or not await is_staff(context, asker):
        await say(update, asker, "status-not-staff")
        return
    services = context.services
    async with services.database.read() as connection:
        seen = await figures(connection, services.clock.now(), services.pack.info.zone)
    ratings, editor = (
        await services.proposals.feedback.counts(),
        await services.staff.has(asker.telegram_id, "editor"),
    )
    if seen.total:
        await _send_picture(update, asker, seen)
    if seen.total or not editor:
        await put(update, asker, figures_card(asker.scene, seen, ratings))
    if editor:
        unanswered, worst = (
            await services.gaps.overview(SHOWN),
            await services.proposals.feedback.worst(SHOWN // 2),
        )
        said = ratings if any(ratings.values()) else None
        await put(update, asker, stats_card(asker.scene, unanswered, said, worst))


async def _send_picture(update: Update, asker: Asker, seen: Figures) -> None:
    """Send the picture; the words follow in a message of their own, for who cannot see it."""
    if update.effective_message is None:
        return
    picture = await asyncio.to_thread(figures_picture, asker.scene, seen)
    await update.effective_message.reply_photo(
        picture, caption=asker.scene.say("figures-title"), filename="figures.png"
    )
