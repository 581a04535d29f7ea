"""The moderators' work by typing: /moderate with what stands behind it, and replies to what the bot passed on."""

from __future__ import annotations

import re

from telegram import Update

from bot.proposals.acting import RefusedError
from bot.proposals.moderation import QUESTION
from bot.proposals.review import REASONS
from bot.rendering.moderation import ask_card, checkpoint_card, feedback_reply_cards, waiting_card
from bot.rendering.proposals import reason_name
from handlers import moderate_acts as acts
from handlers.asker import Asker
from handlers.context import Context
from handlers.moderate_acts import Does, is_moderator, number_in, post_below, refuse, scene_for, who_of
from handlers.moderation_posting import post_feedback
from handlers.replies import put, say

_AT_A_TIME = 5
"""How much feedback is shown at once."""

_FEEDBACK = re.compile(r"#?([0-9]{1,9})")

_TYPED: dict[str, Does] = {
    "take": acts.take,
    "free": acts.free,
    "publish": acts.publish,
    "hide": acts.hide,
    "merge": acts.merge,
    "undo": acts.undo,
    "ask": acts.ask,
}


async def moderate(update: Update, context: Context, asker: Asker, rest: str) -> None:
    """Answer /moderate: alone how much waits, else what stands behind it."""
    if not await is_moderator(context, asker):
        await say(update, asker, "mod-not-moderator")
        return
    chat = update.effective_chat
    group = context.services.moderating.desk.group
    if chat is None or not (asker.private or await group.is_at(chat.id)):
        await say(update, asker, "mod-not-here")
        return
    verb, *more = rest.split(maxsplit=1) or [""]
    try:
        await _typed(verb.lower(), more[0] if more else "", update, context, asker)
    except RefusedError as refused:
        await refuse(update, asker, refused)


async def _typed(verb: str, more: str, update: Update, context: Context, asker: Asker) -> None:
    """Do what is typed. Raises RefusedError."""
    if not verb:
        waiting = await context.services.moderating.desk.waiting()
        await put(update, asker, waiting_card(asker.scene, waiting))
    elif verb == "next":
        await _next(more.lower() or None, update, context, asker)
    elif verb == "reply":
        await _reply(more, update, context, asker)
    elif verb == "feedback":
        await _feedback(update, context, asker)
    elif verb == "checkpoint":
        notes = await context.services.moderating.log.checkpoints()
        await put(update, asker, checkpoint_card(asker.scene, [each.note for each in notes]))
    else:
        await _about_one(verb, more, update, context, asker)


async def _about_one(verb: str, more: str, update: Update, context: Context, asker: Asker) -> None:
    """Do something with the proposal whose number follows, and show it. Raises RefusedError."""
    named, *text = more.split(maxsplit=1) or [""]
    number = number_in(named, context)
    if number is None or (verb != "show" and verb not in _TYPED):
        await _usage(update, asker)
        return
    if verb != "show":
        await _TYPED[verb](update, context, asker, number, text[0].strip() if text else "")
    await post_below(update, context, asker, number)


async def _usage(update: Update, asker: Asker) -> None:
    reasons = "\n".join(f"{reason} – {reason_name(asker.scene, reason)}" for reason in REASONS)
    await say(update, asker, "mod-usage", reasons=reasons)


async def _next(language: str | None, update: Update, context: Context, asker: Asker) -> None:
    if language is not None and language not in context.services.pack.info.languages:
        await _usage(update, asker)
        return
    moderation = context.services.moderating.moderation
    review = await moderation.take_next(who_of(asker), language, update_id=update.update_id)
    await post_below(update, context, asker, review.proposal.number)


async def _reply(more: str, update: Update, context: Context, asker: Asker) -> None:
    """Pass a reply on to whoever gave feedback."""
    named, *said = more.split(maxsplit=1) or [""]
    found, text = _FEEDBACK.fullmatch(named), said[0].strip() if said else ""
    if found is None or not 1 <= len(text) <= QUESTION:
        await _usage(update, asker)
        return
    services, identity = context.services, int(found[1])
    cards = feedback_reply_cards(services.scenes, text)
    done = await services.moderating.moderation.reply(
        who_of(asker), identity, services.proposals.feedback, cards, update_id=update.update_id
    )
    await say(update, asker, "mod-replied" if done else "mod-feedback-gone", id=str(identity))


async def _feedback(update: Update, context: Context, asker: Asker) -> None:
    """Show feedback that nobody of the staff was shown yet: where there is no group, this is how it is read."""
    chat, services = update.effective_chat, context.services
    unread = await services.proposals.feedback.unposted(_AT_A_TIME)
    if chat is None or not unread:
        await say(update, asker, "mod-feedback-none")
        return
    scene = await scene_for(context, asker, chat.id)
    for said in unread:
        await post_feedback(context.bot, services, chat.id, scene, said)


async def taken_by_moderation(update: Update, context: Context, asker: Asker, text: str) -> bool:
    """Whether a message replies to something that the bot sent to moderators: it is no question to the bot then.

    A reply to a prompt or to an author's answer is a question to the author, one to feedback goes to whoever gave it.
    """
    message = update.effective_message
    replied = message.reply_to_message if message else None
    desk = context.services.moderating.desk
    if message is None or replied is None or not (asker.private or await desk.group.is_at(message.chat.id)):
        return False
    if not await is_moderator(context, asker):
        return False
    sent = await desk.sent.message(message.chat.id, replied.message_id)
    if sent is None:
        return False
    try:
        if sent.kind == "feedback":
            await _reply(f"{sent.feedback_id} {text}", update, context, asker)
        elif sent.kind in ("prompt", "answer"):
            await acts.ask(update, context, asker, sent.number or 0, text)
            await say(update, asker, "mod-asked", number=str(sent.number))
        elif sent.kind == "card" and sent.number is not None:
            # Moderators talk about it among themselves, or meant to ask the author: how that is done is said.
            await put(update, asker, ask_card(asker.scene, sent.number))
    except RefusedError as refused:
        await refuse(update, asker, refused)
    return True
