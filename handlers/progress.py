"""How sending goes on, for editors: shown, paused, resumed, cancelled. The role is looked up at each step and press."""

from __future__ import annotations

from telegram import CallbackQuery, Update

from bot.delivery.reporting import watch
from bot.rendering.card import Action, Card
from bot.rendering.progress import progress_card
from handlers.asker import Asker
from handlers.callback import StaleButtonError
from handlers.context import Context
from handlers.publish_form import NotEditorError, check_editor
from handlers.replies import say
from handlers.views.send import acknowledge, reply, show

_DOES = ("pause", "resume", "cancel")


async def typed(update: Update, context: Context, asker: Asker, behind: str) -> None:
    """Answer /publish progress [CAMPAIGN [pause|resume|cancel]]; the role was looked up by /publish before."""
    number, _, does = behind.lower().partition(" ")
    if not number:
        await _show_all(update, context, asker)
        return
    if not number.isdecimal() or len(number) > 9 or (does and does not in _DOES):
        await say(update, asker, "progress-unknown")
        return
    try:
        if does and not await _do(does, int(number), context):
            await say(update, asker, "progress-nothing")
            return
        await _watch(update, context, asker, int(number))
    except LookupError:
        await say(update, asker, "progress-unknown")


async def _show_all(update: Update, context: Context, asker: Asker) -> None:
    active = await context.services.campaigns.active()
    if not active:
        await say(update, asker, "progress-none")
    for campaign in active[-5:]:
        await _watch(update, context, asker, campaign)


async def _watch(update: Update, context: Context, asker: Asker, campaign: int) -> None:
    """Show a campaign in a message of its own, which goes on showing it."""
    card = await _card(context, asker, campaign)
    if update.effective_message is None or asker.telegram_id is None:
        return
    sent = await reply(update.effective_message, card)
    await begin(context, asker, campaign, sent[-1])


async def begin(context: Context, asker: Asker, campaign: int, message: int = 0) -> None:
    """Let an editor watch a campaign; message 0: one is sent to them once it begins."""
    services = context.services
    if asker.telegram_id is None:
        return
    async with services.database.write() as connection:
        person = await services.people.ensure_within(connection, asker.telegram_id)
        await services.people.speak_within(connection, person, asker.scene.language)
        await watch(connection, campaign, person.id, services.clock.now(), message)


async def _card(context: Context, asker: Asker, campaign: int) -> Card:
    campaigns = context.services.campaigns
    progress = await campaigns.progress(campaign)
    return progress_card(asker.scene, progress, await campaigns.title(campaign, asker.scene.language))


async def _do(does: str, campaign: int, context: Context) -> bool:
    """Pause, resume or cancel; whether that was possible."""
    services = context.services
    act = {
        "pause": services.campaigns.pause,
        "resume": services.campaigns.resume,
        "cancel": services.campaigns.cancel,
    }
    async with services.database.write() as connection:
        return await act[does](connection, campaign)


async def pressed(
    action: Action,
    query: CallbackQuery,
    update: Update,  # noqa: ARG001
    context: Context,
    asker: Asker,
) -> None:
    """Do what a button of the progress message says, for somebody who is an editor now.

    Raises:
        StaleButtonError: there is no such campaign, or nothing of the kind can be done.
    """
    does, *rest = action.arguments or ("",)
    if does not in _DOES or len(rest) != 1 or not rest[0].isdecimal() or len(rest[0]) > 9:
        raise StaleButtonError
    try:
        await check_editor(context, asker)
    except NotEditorError:
        await acknowledge(query, asker.scene.say("publish-not-editor"), alert=True)
        return
    campaign = int(rest[0])
    done = await _do(does, campaign, context)
    try:
        card = await _card(context, asker, campaign)
    except LookupError as error:
        raise StaleButtonError from error
    await acknowledge(query, "" if done else asker.scene.say("progress-nothing"))
    await show(query, card, in_place=not asker.scene.plain)
