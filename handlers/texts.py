"""Official texts in the chat: what a short hash stands for, and for staff, which texts are loaded."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO

from telegram import InputFile, Update

from bot.delivery.limiter import Limiter
from bot.proposals.receipts import code_of, looks_like_receipt, number_of
from bot.rendering.account import proved_card
from bot.rendering.progress import queue_line
from bot.rendering.rich import join
from bot.rendering.texts_held import status_card
from bot.rendering.verifying import verified_card
from content.official import HASH_CHARACTERS
from handlers import resuming
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
        await _verify_receipt(rest, update, context, asker)
        return
    found = context.services.revisions.find_hash(short)
    if found is None or found.revision.text.edition not in context.services.pack.editions:
        await say(update, asker, "verify-none", hash=short)
    else:
        await put(update, asker, verified_card(asker.scene, found, short))


async def _verify_receipt(rest: str, update: Update, context: Context, asker: Asker) -> None:
    """Answer /verify KZ-000123-K with the proof that the receipt is in the public log; "proof" behind it: as a file."""
    prefix = context.services.pack.info.receipt_prefix
    typed, _, wanted = rest.partition(" ")
    number = number_of(rest, prefix) or number_of(typed, prefix)
    if number is None:
        mistyped = looks_like_receipt(rest) or looks_like_receipt(typed)
        said = "proof-wrong" if mistyped else "verify-usage-both"
        await say(update, asker, said, code=typed[:20] if mistyped else code_of(123, prefix))
        return
    code, proved = code_of(number, prefix), await context.services.moderating.log.proved(number)
    if proved is None:
        await say(update, asker, "proof-none", code=code)
    elif wanted.strip().lower() == "proof" and update.effective_message is not None:
        file = InputFile(BytesIO(proved.as_file().encode()), f"{code}.tlog-proof")
        await update.effective_message.reply_document(file, caption=asker.scene.say("proof-file", code=code))
    else:
        await put(update, asker, proved_card(asker.scene, proved))


async def status(update: Update, context: Context, asker: Asker, rest: str) -> None:
    """Answer /status with the official texts that are loaded, and how the queue of notices stands; for staff only."""
    if await is_staff(context, asker):
        if await resuming.typed(update, context, asker, rest):
            return
        campaigns, limiter = context.services.campaigns, context.bot.rate_limiter
        rate = limiter.rate if isinstance(limiter, Limiter) else campaigns.rate
        card = status_card(asker.scene)
        line = queue_line(asker.scene, await campaigns.queue(), rate)
        card = await resuming.with_hold(replace(card, text=join((card.text, line))), context, asker)
        await put(update, asker, card)
    else:
        await say(update, asker, "status-not-staff")


async def is_staff(context: Context, asker: Asker) -> bool:
    """Whether the asker holds any role."""
    return asker.telegram_id is not None and bool(await context.services.staff.roles_of(asker.telegram_id))
