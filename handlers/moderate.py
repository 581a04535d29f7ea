"""The moderators' work: by button, by typing /moderate, and by replying to what the bot asked or passed on."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable

from telegram import CallbackQuery, Message, Update

from bot.proposals.desk import may_change, state_of
from bot.proposals.moderation import QUESTION, RefusedError
from bot.proposals.receipts import number_of
from bot.proposals.review import REASONS, Review
from bot.rendering.card import Action, Card
from bot.rendering.moderation import (
    ask_card,
    checkpoint_card,
    feedback_reply_cards,
    merge_card,
    reasons_card,
    review_card,
    waiting_card,
)
from bot.rendering.proposals import reason_name
from bot.rendering.scene import Scene
from handlers.asker import Asker
from handlers.callback import StaleButtonError
from handlers.context import Context
from handlers.moderation_posting import group_scene, post_review
from handlers.replies import put, say
from handlers.views.send import acknowledge, reply, show

_NUMBER = re.compile(r"#?([0-9]{1,9})")

#: What a word behind /moderate does with a proposal and the text behind its number.
Typed = Callable[[Update, Context, Asker, int, str], Awaitable[Review]]


async def is_moderator(context: Context, asker: Asker) -> bool:
    """Whether the asker may moderate, as of a few seconds ago."""
    return asker.telegram_id is not None and await context.services.staff.has(asker.telegram_id, "moderator")


async def moderate(update: Update, context: Context, asker: Asker, rest: str) -> None:
    """Answer /moderate: alone how much waits, else what stands behind it."""
    if not await is_moderator(context, asker):
        await say(update, asker, "mod-not-moderator")
        return
    chat = update.effective_chat
    if chat is None or not (asker.private or chat.id == context.services.moderating.desk.chat):
        await say(update, asker, "mod-not-here")
        return
    verb, _, more = rest.partition(" ")
    try:
        await _typed(verb.lower(), more.strip(), update, context, asker)
    except RefusedError as refused:
        await say(update, asker, f"mod-refused-{refused.why}", reasons=", ".join(REASONS))


async def _typed(verb: str, more: str, update: Update, context: Context, asker: Asker) -> None:
    """Do what is typed. Raises RefusedError."""
    if not verb:
        waiting = await context.services.moderating.desk.waiting()
        await put(update, asker, waiting_card(asker.scene, waiting))
    elif verb == "next":
        await _next(more.lower() or None, update, context, asker)
    elif verb == "reply":
        await _reply(more, update, context, asker)
    elif verb == "checkpoint":
        notes = await context.services.moderating.log.checkpoints()
        await put(update, asker, checkpoint_card(asker.scene, [each.note for each in notes]))
    else:
        named, _, text = more.partition(" ")
        number = _number(named, context)
        if number is None or (verb != "show" and verb not in _TYPED):
            await say(update, asker, "mod-usage", reasons=_reasons(asker.scene))
            return
        if verb != "show":
            await _TYPED[verb](update, context, asker, number, text.strip())
        await _post(update, context, asker, number)


def _reasons(scene: Scene) -> str:
    return "\n".join(f"{reason} – {reason_name(scene, reason)}" for reason in REASONS)


def _number(text: str, context: Context) -> int | None:
    """The number of a proposal, as "123", "#123" or its receipt."""
    found = _NUMBER.fullmatch(text)
    return int(found[1]) if found else number_of(text, context.services.pack.info.receipt_prefix)


async def _take(update: Update, context: Context, asker: Asker, number: int, _: str) -> Review:
    return await context.services.moderating.moderation.take(_who(asker), number, update_id=update.update_id)


async def _free(update: Update, context: Context, asker: Asker, number: int, _: str) -> Review:
    moderation = context.services.moderating.moderation
    return await moderation.release(_who(asker), number, update_id=update.update_id)


async def _publish(update: Update, context: Context, asker: Asker, number: int, _: str) -> Review:
    moderation = context.services.moderating.moderation
    return await moderation.publish(_who(asker), number, update_id=update.update_id)


async def _hide(update: Update, context: Context, asker: Asker, number: int, reason: str) -> Review:
    moderation = context.services.moderating.moderation
    return await moderation.hide(_who(asker), number, reason.lower(), update_id=update.update_id)


async def _merge(update: Update, context: Context, asker: Asker, number: int, other: str) -> Review:
    into = _number(other, context)
    if into is None:
        raise RefusedError("merge-target")
    moderation = context.services.moderating.moderation
    return await moderation.merge(_who(asker), number, into, update_id=update.update_id)


async def _undo(update: Update, context: Context, asker: Asker, number: int, _: str) -> Review:
    return await context.services.moderating.moderation.undo(_who(asker), number, update_id=update.update_id)


async def _ask(update: Update, context: Context, asker: Asker, number: int, text: str) -> Review:
    if not 1 <= len(text) <= QUESTION:
        raise RefusedError("question")
    moderation = context.services.moderating.moderation
    return await moderation.ask(_who(asker), number, text, update_id=update.update_id)


_TYPED: dict[str, Typed] = {
    "take": _take,
    "free": _free,
    "publish": _publish,
    "hide": _hide,
    "merge": _merge,
    "undo": _undo,
    "ask": _ask,
}


def _who(asker: Asker) -> int:
    if asker.telegram_id is None:
        raise RefusedError("unknown")
    return asker.telegram_id


async def _next(language: str | None, update: Update, context: Context, asker: Asker) -> None:
    if language is not None and language not in context.services.pack.info.languages:
        await say(update, asker, "mod-usage", reasons=_reasons(asker.scene))
        return
    moderation = context.services.moderating.moderation
    review = await moderation.take_next(_who(asker), language, update_id=update.update_id)
    await _post(update, context, asker, review.proposal.number)


async def _post(update: Update, context: Context, asker: Asker, number: int) -> None:
    """Show a proposal as it stands now, below; its other cards follow by themselves."""
    chat = update.effective_chat
    review = await context.services.moderating.moderation.review(number)
    if review is None or chat is None:
        raise RefusedError("unknown")
    card = await _card(context, asker, chat.id, review)
    await post_review(
        context.bot, context.services, chat.id, card, number, await _language(context, asker, chat.id)
    )


async def _card(context: Context, asker: Asker, chat: int, review: Review) -> Card:
    """The card as it is shown in a chat: to one person, or to a group."""
    now = context.services.clock.now()
    if not asker.private:
        return review_card(await group_scene(context.services, chat), review, now)
    return review_card(asker.scene, review, now, me=asker.person.id if asker.person else None)


async def _language(context: Context, asker: Asker, chat: int) -> str:
    """The language of cards in a chat: the asker's own in private, else the group's."""
    return (asker.scene if asker.private else await group_scene(context.services, chat)).language


async def _reply(more: str, update: Update, context: Context, asker: Asker) -> None:
    """Pass a reply on to whoever gave feedback."""
    named, _, text = more.partition(" ")
    found, text = _NUMBER.fullmatch(named), text.strip()
    if found is None or not 1 <= len(text) <= QUESTION:
        await say(update, asker, "mod-usage", reasons=_reasons(asker.scene))
        return
    services, identity = context.services, int(found[1])
    cards = feedback_reply_cards(services.scenes, text)
    done = await services.moderating.moderation.reply(
        _who(asker), identity, services.proposals.feedback, cards, update_id=update.update_id
    )
    await say(update, asker, "mod-replied" if done else "mod-feedback-gone", id=str(identity))


async def pressed(
    action: Action, query: CallbackQuery, update: Update, context: Context, asker: Asker
) -> None:
    """Do what a button of a card says, for whoever is a moderator at this moment.

    Raises:
        StaleButtonError: there is no such action, or the button stands where moderators do not work.
    """
    chat = update.effective_chat
    here = chat is not None and (asker.private or chat.id == context.services.moderating.desk.chat)
    if not here or not isinstance(query.message, Message):
        raise StaleButtonError
    if not await is_moderator(context, asker):
        await acknowledge(query, asker.scene.say("mod-not-moderator"), alert=True)
        return
    verb, *more = action.arguments or ("",)
    try:
        if verb == "next":
            await _press_next(more, query, update, context, asker)
        else:
            await _press(verb, more, query, query.message, update, context, asker)
    except RefusedError as refused:
        said = asker.scene.say(f"mod-refused-{refused.why}", reasons=", ".join(REASONS))
        await acknowledge(query, said, alert=True)
        await _refresh(more, query, query.message, context, asker)


async def _press_next(
    more: list[str], query: CallbackQuery, update: Update, context: Context, asker: Asker
) -> None:
    languages = context.services.pack.info.languages
    if len(more) > 1 or (more and more[0] not in languages):
        raise StaleButtonError
    moderation = context.services.moderating.moderation
    review = await moderation.take_next(_who(asker), more[0] if more else None, update_id=update.update_id)
    await acknowledge(query)
    await _post(update, context, asker, review.proposal.number)


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
    number = int(more[0]) if more and more[0].isdecimal() and len(more[0]) < 10 else None
    if number is None:
        raise StaleButtonError
    if verb in _PRESSED and len(more) == _PRESSED[verb][1]:
        review = await _PRESSED[verb][0](update, context, asker, number, more[-1])
        await acknowledge(query, asker.scene.say(f"mod-done-{verb}"))
        await _show(review, query, message, context, asker)
    elif verb in ("hide", "merge", "ask", "show") and len(more) == 1:
        await _open(verb, number, query, message, update, context, asker)
    else:
        raise StaleButtonError


_PRESSED: dict[str, tuple[Typed, int]] = {
    "take": (_take, 1),
    "free": (_free, 1),
    "pub": (_publish, 1),
    "why": (_hide, 2),
    "into": (_merge, 2),
    "undo": (_undo, 1),
}
"""What a button does at once, and how many arguments it has."""


async def _open(
    verb: str,
    number: int,
    query: CallbackQuery,
    message: Message,
    update: Update,
    context: Context,
    asker: Asker,
) -> None:
    """Show what is needed before something can be done; whoever opens it has the proposal in hand.

    Raises RefusedError.
    """
    services = context.services
    scene = asker.scene if asker.private else await group_scene(services, message.chat.id)
    if verb == "show":
        review = await services.moderating.moderation.review(number)
        if review is None:
            raise RefusedError("unknown")
        await acknowledge(query)
        if await services.moderating.desk.sent.is_card(message.chat.id, message.message_id, number):
            await _show(review, query, message, context, asker)
        else:
            await _post(update, context, asker, number)
        return
    review = await _take(update, context, asker, number, "")
    await acknowledge(query)
    if verb == "ask":
        await _show(review, query, message, context, asker)
        (prompt,) = await reply(message, ask_card(scene, number), quote=True)
        await services.moderating.desk.sent.noted(
            message.chat.id, prompt, "prompt", scene.language, proposal_id=review.proposal.id
        )
        return
    if verb == "hide":
        card = reasons_card(scene, review)
    else:
        proposal = review.proposal
        similar = await services.proposals.listing.similar_to(
            proposal.wording or "", proposal.place, but_of=None
        )
        card = merge_card(scene, review, [each for each in similar if each.proposal.id != proposal.id])
    await _note(review, message, context, asker, opened=True)
    await show(query, card, in_place=not scene.plain)


async def _show(
    review: Review, query: CallbackQuery, message: Message, context: Context, asker: Asker
) -> None:
    """Bring the card that was pressed up to date, or in the plain layout show it anew below."""
    if asker.private and asker.scene.plain:
        card = await _card(context, asker, message.chat.id, review)
        await post_review(
            context.bot, context.services, message.chat.id, card, review.proposal.number, asker.scene.language
        )
        return
    await _note(review, message, context, asker)
    await show(query, await _card(context, asker, message.chat.id, review))


async def _refresh(
    more: list[str], query: CallbackQuery, message: Message, context: Context, asker: Asker
) -> None:
    """After something could not be done: show how it stands, since the card was behind."""
    if not more or not more[0].isdecimal() or len(more[0]) > 9 or asker.scene.plain:
        return
    moderating = context.services.moderating
    review = await moderating.moderation.review(int(more[0]))
    if review is not None and await moderating.desk.sent.is_card(
        message.chat.id, message.message_id, review.proposal.number
    ):
        await _show(review, query, message, context, asker)


async def _note(
    review: Review, message: Message, context: Context, asker: Asker, *, opened: bool = False
) -> None:
    """Note what a card shows now; one that shows a choice instead is brought back when anything changes."""
    now, sent = context.services.clock.now(), context.services.moderating.desk.sent
    await sent.noted(
        message.chat.id,
        message.message_id,
        "card",
        await _language(context, asker, message.chat.id),
        proposal_id=review.proposal.id,
        shown=state_of(review, now),
        is_open=opened or may_change(review, now),
    )


async def taken_by_moderation(update: Update, context: Context, asker: Asker, text: str) -> bool:
    """Whether a message replies to a question prompt, an answer or feedback here, and was passed on."""
    message = update.effective_message
    replied = message.reply_to_message if message else None
    desk = context.services.moderating.desk
    if message is None or replied is None or not (asker.private or message.chat.id == desk.chat):
        return False
    if not await is_moderator(context, asker):
        return False
    sent = await desk.sent.message(message.chat.id, replied.message_id)
    if sent is None or sent.kind not in ("prompt", "answer", "feedback"):
        return False
    try:
        if sent.kind == "feedback":
            await _reply(f"{sent.feedback_id} {text}", update, context, asker)
        else:
            await _ask(update, context, asker, sent.number or 0, text)
            await say(update, asker, "mod-asked", number=str(sent.number))
    except RefusedError as refused:
        await say(update, asker, f"mod-refused-{refused.why}", reasons=", ".join(REASONS))
    return True
