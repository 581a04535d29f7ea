"""Checking quotations: what is forwarded, what stands in quotation marks, and what /check names or replies to."""

from __future__ import annotations

import asyncio

from telegram import Message, Update

from bot.rendering.card import Card
from bot.rendering.checking import checked_card
from bot.rendering.scene import Scene
from content.quote import Verdict, check_all, quoted, word_count
from handlers.asker import Asker
from handlers.context import Context
from handlers.replies import put, say

QUOTED_WORDS = 5
"""Words in quotation marks from which a message is taken for a quotation to be checked."""
PASTED_WORDS = 7
"""Words from which a message without quotation marks may be a pasted quotation."""
PASTED_LIKENESS = 0.75
"""How much of a pasted quotation, in characters, the text must have for it to be taken for one."""
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


async def pasted(text: str, context: Context, scene: Scene) -> Card | None:
    """The verdict on words without quotation marks where they are, or nearly are, those of a loaded text; else None.

    Whoever pastes a paragraph asks whether it is true; whoever asks in words of their own gets an answer.
    """
    if word_count(text) < PASTED_WORDS or text.rstrip().endswith("?"):
        return None
    verdicts = await asyncio.to_thread(check_all, text, context.services.quotations)
    return checked_card(scene, verdicts) if len(verdicts) == 1 and _is_near(verdicts[0]) else None


def _is_near(verdict: Verdict) -> bool:
    same = sum(len(piece.text) for piece in verdict.pieces if piece.kind == "same")
    altered = verdict.kind == "altered" and same >= PASTED_LIKENESS * len(verdict.claim)
    return altered or verdict.kind in ("exact", "other-edition")


async def verdict_card(claim: str, context: Context, scene: Scene) -> Card:
    """The card of the verdict on a claimed quotation."""
    # The first check after texts were loaded indexes them, which would keep everybody waiting here.
    verdicts = await asyncio.to_thread(check_all, claim, context.services.quotations)
    return checked_card(scene, verdicts)
