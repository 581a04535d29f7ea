"""Official texts in the chat: what a short hash stands for, and for staff, which texts are loaded."""

from __future__ import annotations

import re
from dataclasses import replace

from telegram import Update

from bot.delivery.limiter import Limiter
from bot.rendering.progress import queue_line
from bot.rendering.rich import join
from bot.rendering.texts_held import status_card
from bot.rendering.verifying import verified_card
from content.official import HASH_CHARACTERS
from handlers.asker import Asker
from handlers.context import Context
from handlers.replies import put, say

_HASH = re.compile(rf"[0-9a-f]{{{HASH_CHARACTERS}}}")


async def verify(update: Update, context: Context, asker: Asker, rest: str) -> None:
    """Answer /verify HASH with the place that the hash names, in whichever revision that was.

    Raises RevisionError where one that is held is damaged, since the place might be in it.
    """
    short = rest.lower()
    if not _HASH.fullmatch(short):
        await say(update, asker, "verify-usage")
        return
    found = context.services.revisions.find_hash(short)
    if found is None or found.revision.text.edition not in context.services.pack.editions:
        await say(update, asker, "verify-none", hash=short)
    else:
        await put(update, asker, verified_card(asker.scene, found, short))


async def status(update: Update, context: Context, asker: Asker, _: str) -> None:
    """Answer /status with the official texts that are loaded, and how the queue of notices stands; for staff only."""
    if await is_staff(context, asker):
        campaigns, limiter = context.services.campaigns, context.bot.rate_limiter
        rate = limiter.rate if isinstance(limiter, Limiter) else campaigns.rate
        card = status_card(asker.scene)
        line = queue_line(asker.scene, await campaigns.queue(), rate)
        await put(update, asker, replace(card, text=join((card.text, line))))
    else:
        await say(update, asker, "status-not-staff")


async def is_staff(context: Context, asker: Asker) -> bool:
    """Whether the asker holds any role."""
    return asker.telegram_id is not None and bool(await context.services.staff.roles_of(asker.telegram_id))
