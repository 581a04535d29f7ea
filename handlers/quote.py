"""Checking quotations: what is forwarded, what stands in quotation marks, and what /check names or replies to."""

from __future__ import annotations

import asyncio

from telegram import Message, Update

from bot.rendering.card import Card
from bot.rendering.checking import checked_card
from bot.rendering.scene import Scene
from content.quote import check_all, quoted, word_count
from handlers.asker import Asker
from handlers.context import Context
from handlers.replies import put, say

QUOTED_WORDS = 5
"""Words in quotation marks from which a message is taken for a quotation to be checked."""
FORWARDED_WORDS = 8
"""Words from which a forwarded message is, unless it asks something."""


def claimed_in(message: Message | None, text: str) -> bool:
    """Whether a message is a quotation to be checked rather than a question."""
    if quoted(text, QUOTED_WORDS):
        return True
    if message is None or message.forward_origin is None:
        return False
    return word_count(text) >= FORWARDED_WORDS and not text.rstrip().endswith("?")


async def check(update: Update, context: Context, asker: Asker, rest: str) -> None:
    """Answer /check TEXT, or /check as a reply to the message that holds the quotation."""
    message = update.effective_message
    replied = message.reply_to_message if message else None
    part = message.quote.text if message and message.quote else None
    claim = rest or part or (replied and (replied.text or replied.caption)) or ""
    if claim.strip():
        await give_verdict(update, context, asker, claim)
    else:
        await say(update, asker, "check-usage")


async def give_verdict(update: Update, context: Context, asker: Asker, claim: str) -> None:
    """Reply with what became of a claimed quotation."""
    await put(update, asker, await verdict_card(claim, context, asker.scene))


async def verdict_card(claim: str, context: Context, scene: Scene) -> Card:
    """The card of the verdict on a claimed quotation."""
    # The first check after texts were loaded indexes them, which would keep everybody waiting here.
    verdicts = await asyncio.to_thread(check_all, claim, context.services.quotations)
    return checked_card(scene, verdicts)
