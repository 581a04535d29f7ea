"""Nobody may ask for more than their share: see `bot.allowances`. One word about it, then silence."""

from __future__ import annotations

import math
from collections.abc import Callable, Coroutine
from typing import Any

from telegram import Update

from bot.allowances import Cost
from bot.intake.keys import key_of
from handlers.asker import asker_of
from handlers.context import Context
from handlers.replies import say
from handlers.views.send import acknowledge

Handle = Callable[[Update, Context], Coroutine[Any, Any, None]]


def limited(handle: Handle, cost: Cost) -> Handle:
    """The handler, for as long as the sender's allowance lasts."""

    async def within(update: Update, context: Context) -> None:
        if await granted(update, context, cost):
            await handle(update, context)

    return within


async def granted(update: Update, context: Context, cost: Cost) -> bool:
    """Whether the sender may have one more; if not, they are told once how long to wait."""
    refusal = context.services.allowances.spend(key_of(update), cost)
    if refusal is None:
        return True
    if refusal.first and update.inline_query is None and update.guest_message is None:
        asker = await asker_of(update, context)
        seconds = str(math.ceil(refusal.seconds))
        if update.callback_query is not None:
            text = asker.scene.say("too-much", seconds=seconds)
            await acknowledge(update.callback_query, text, alert=True)
        elif asker.private:
            await say(update, asker, "too-much", seconds=seconds)
    return False
