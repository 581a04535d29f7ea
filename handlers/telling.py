"""When notices come: modes, quiet hours, zone, reminders, urgent ones, pause; by typing and by buttons."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import CallbackQuery, Update

from bot.delivery.choosing import ChoiceError, chosen
from bot.rendering.card import Action
from bot.rendering.subscriptions import delivery_card
from handlers.asker import Asker
from handlers.callback import StaleButtonError
from handlers.context import Context
from handlers.followers import NotAllowedError, Target, follower_of, refusal, target_of
from handlers.replies import put, say
from handlers.views.send import acknowledge, show


async def change(
    update: Update, context: Context, asker: Asker, target: Target, words: Sequence[str]
) -> None:
    """Choose what the words say, and show when notices come; without words only show it."""
    if words:
        try:
            await _choose(update, context, target, words)
        except ChoiceError as error:
            await say(update, asker, error.message)
            return
    await put(update, asker, delivery_card(asker.scene, await follower_of(context, target)))


async def _choose(update: Update, context: Context, target: Target, words: Sequence[str]) -> None:
    subscriptions, now = context.services.subscriptions, context.services.clock.now()
    choices = chosen(await subscriptions.choices(target.id), words, now)
    await subscriptions.choose(target.id, choices, kind=target.kind, update_id=update.update_id)


async def pressed(
    action: Action, query: CallbackQuery, update: Update, context: Context, asker: Asker
) -> None:
    """Do what a button of the choices says, and show them as they are now.

    Raises:
        StaleButtonError: there is no such choice.
    """
    try:
        target, _ = await target_of(update, context, asker)
    except NotAllowedError as error:
        await acknowledge(query, refusal(context, asker, error), alert=True)
        return
    words = [word.replace(".", ":") for word in action.arguments]
    if words != ["show"]:
        try:
            await _choose(update, context, target, words)
        except ChoiceError as error:
            raise StaleButtonError from error
    await acknowledge(query)
    card = delivery_card(asker.scene, await follower_of(context, target))
    await show(query, card, in_place=words != ["show"] and not asker.scene.plain)
