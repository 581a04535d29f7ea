"""The moderators' work by button: what each does under a card, and how the card changes."""

from __future__ import annotations

from telegram import CallbackQuery, Message, Update

from bot.proposals.acting import RefusedError
from bot.proposals.desk import may_change, state_of
from bot.proposals.review import REASONS, Review
from bot.rendering.card import Action, Card
from bot.rendering.moderation import ask_card, merge_card, reasons_card
from bot.rendering.scene import Scene
from handlers import moderate_acts as acts
from handlers.asker import Asker
from handlers.callback import StaleButtonError
from handlers.context import Context
from handlers.moderate_acts import Does, card_for, is_moderator, post_below, scene_for, who_of
from handlers.moderation_posting import post_review
from handlers.views.send import acknowledge, reply, show

_AT_ONCE: dict[str, tuple[Does, int]] = {
    "take": (acts.take, 1),
    "free": (acts.free, 1),
    "pub": (acts.publish, 1),
    "why": (acts.hide, 2),
    "into": (acts.merge, 2),
    "undo": (acts.undo, 1),
}
"""What a button does at once, and how many arguments it has."""


async def pressed(
    action: Action, query: CallbackQuery, update: Update, context: Context, asker: Asker
) -> None:
    """Do what a button of a card says, for whoever is a moderator at this moment.

    Raises:
        StaleButtonError: there is no such action, or the button stands where moderators do not work.
    """
    chat = update.effective_chat
    group = context.services.moderating.desk.group
    here = chat is not None and (asker.private or await group.is_at(chat.id))
    if not here or not isinstance(query.message, Message):
        raise StaleButtonError
    if not await is_moderator(context, asker):
        await acknowledge(query, asker.scene.say("mod-not-moderator"), alert=True)
        return
    verb, *more = action.arguments or ("",)
    try:
        if verb == "next":
            await _next(more, query, update, context, asker)
        else:
            await _press(verb, more, query, query.message, update, context, asker)
    except RefusedError as refused:
        said = asker.scene.say(f"mod-refused-{refused.why}", reasons=", ".join(REASONS))
        await acknowledge(query, said, alert=True)
        await _refresh(more, query, query.message, context, asker)


async def _next(
    more: list[str], query: CallbackQuery, update: Update, context: Context, asker: Asker
) -> None:
    languages = context.services.pack.info.languages
    if len(more) > 1 or (more and more[0] not in languages):
        raise StaleButtonError
    moderation, language = context.services.moderating.moderation, more[0] if more else None
    review = await moderation.take_next(who_of(asker), language, update_id=update.update_id)
    await acknowledge(query)
    await post_below(update, context, asker, review.proposal.number)


async def _press(
    verb: str,
    more: list[str],
    query: CallbackQuery,
    message: Message,
    update: Update,
    context: Context,
    asker: Asker,
) -> None:
    """Do what a button under a proposal says. Raises RefusedError, StaleButtonError."""
    number = _number(more)
    if number is None:
        raise StaleButtonError
    if verb in _AT_ONCE and len(more) == _AT_ONCE[verb][1]:
        review = await _AT_ONCE[verb][0](update, context, asker, number, more[-1])
        await acknowledge(query, asker.scene.say(f"mod-done-{verb}"))
        await _show(review, query, message, context, asker)
    elif verb == "show" and len(more) == 1:
        await _look(number, query, message, update, context, asker)
    elif verb in ("hide", "merge", "ask") and len(more) == 1:
        review = await acts.take(update, context, asker, number, "")
        await acknowledge(query)
        await _open(verb, review, query, message, context, asker)
    else:
        raise StaleButtonError


def _number(more: list[str]) -> int | None:
    return int(more[0]) if more and more[0].isdecimal() and len(more[0]) < 10 else None


async def _look(
    number: int, query: CallbackQuery, message: Message, update: Update, context: Context, asker: Asker
) -> None:
    """Show a proposal: in place where its card was pressed, else below. Raises RefusedError."""
    moderating = context.services.moderating
    review = await moderating.moderation.review(number)
    if review is None:
        raise RefusedError("unknown")
    await acknowledge(query)
    if await moderating.desk.sent.is_card(message.chat.id, message.message_id, number):
        await _show(review, query, message, context, asker)
    else:
        await post_below(update, context, asker, number)


async def _open(
    verb: str, review: Review, query: CallbackQuery, message: Message, context: Context, asker: Asker
) -> None:
    """Show what is still needed; whoever opened it has the proposal in hand."""
    scene = await scene_for(context, asker, message.chat.id)
    if verb == "ask":
        await _show(review, query, message, context, asker)
        (prompt,) = await reply(message, ask_card(scene, review.proposal.number), quote=True)
        sent = context.services.moderating.desk.sent
        await sent.noted(message.chat.id, prompt, "prompt", scene.language, proposal_id=review.proposal.id)
        return
    card = reasons_card(scene, review) if verb == "hide" else await _merging(review, context, scene)
    await _note(review, message, context, asker, opened=True)
    await show(query, card, in_place=not scene.plain)


async def _merging(review: Review, context: Context, scene: Scene) -> Card:
    proposal, listing = review.proposal, context.services.proposals.listing
    similar = await listing.similar_to(proposal.wording or "", proposal.place, but_of=None)
    return merge_card(scene, review, [each for each in similar if each.proposal.id != proposal.id])


async def _show(
    review: Review, query: CallbackQuery, message: Message, context: Context, asker: Asker
) -> None:
    """Bring the card that was pressed up to date, or in the plain layout show it anew below."""
    card, chat = await card_for(context, asker, message.chat.id, review), message.chat.id
    if asker.private and asker.scene.plain:
        number, language = review.proposal.number, asker.scene.language
        await post_review(context.bot, context.services, chat, card, number, language)
        return
    await _note(review, message, context, asker)
    await show(query, card)


async def _refresh(
    more: list[str], query: CallbackQuery, message: Message, context: Context, asker: Asker
) -> None:
    """After something could not be done: show how it stands, since the card was behind."""
    number, moderating = _number(more), context.services.moderating
    if number is None or asker.scene.plain:
        return
    review = await moderating.moderation.review(number)
    if review is None:
        return
    if await moderating.desk.sent.is_card(message.chat.id, message.message_id, number):
        await _show(review, query, message, context, asker)


async def _note(
    review: Review, message: Message, context: Context, asker: Asker, *, opened: bool = False
) -> None:
    """Note what a card shows now; one that shows a choice instead is brought back when anything changes."""
    now, sent = context.services.clock.now(), context.services.moderating.desk.sent
    scene = await scene_for(context, asker, message.chat.id)
    await sent.noted(
        message.chat.id,
        message.message_id,
        "card",
        scene.language,
        proposal_id=review.proposal.id,
        shown=state_of(review, now),
        is_open=opened or may_change(review, now),
    )
