"""Writing a proposal: by command, by buttons and in plain words, a step at a time; then the receipt."""

from __future__ import annotations

from dataclasses import replace

import structlog
from telegram import CallbackQuery, Update

from bot.answer import Answer
from bot.person import Dialogue
from bot.proposals.draft import NAME, Draft, draft_of, is_quiet
from bot.proposals.drafting import Drafting, Turn, is_phrase
from bot.proposals.intake import Limited, Received, StaleDraftError
from bot.rendering.card import Action, Card
from bot.rendering.drafts import (
    closed_card,
    limited_card,
    preview_card,
    receipt_card,
    refusal,
    similar_card,
    step_card,
    unfinished_card,
    which_card,
)
from bot.rendering.pages import simple_card
from bot.rendering.places import code_of, place_of
from handlers.asker import Asker
from handlers.callback import StaleButtonError
from handlers.context import Context
from handlers.replies import give, put, say
from handlers.supporting import supported_card
from handlers.views.send import acknowledge, show

log = structlog.get_logger()

_REFUSED = frozenset(("too-short", "too-long", "no-words", "link"))


async def propose(update: Update, context: Context, asker: Asker, rest: str) -> None:
    """Answer /propose: begin a proposal, or go on with the one that was begun."""
    if asker.telegram_id is None:
        return
    if not _takes_in(context):
        await put(update, asker, _closed(context, asker))
        return
    held = draft_of(asker.person.dialogue if asker.person else None)
    if held is not None and held.wording and not rest:
        await put(update, asker, unfinished_card(asker.scene, held))
        return
    if held is not None and is_phrase(rest, "words-continue"):
        await _take_on(update, context, asker, Turn(replace(held, paused=False)))
        return
    turn = Drafting(context.services.answering).begun(rest)
    if held is not None and held.wording and not turn.draft.wording and turn.draft.place:
        code = code_of(context.services.pack, turn.draft.place)
        await put(update, asker, unfinished_card(asker.scene, held, code))
        return
    await _take_on(update, context, asker, turn)


def _takes_in(context: Context) -> bool:
    held = context.services.proposals
    return held.reception.takes_in(held.intake.today())


def _closed(context: Context, asker: Asker) -> Card:
    held = context.services.proposals
    return closed_card(asker.scene, held.reception, held.reception.state(held.intake.today()))


async def hears(update: Update, context: Context, asker: Asker, dialogue: Dialogue, text: str) -> bool:
    """Take what was said as a part of the draft, unless it is a question, or the author was silent for long."""
    draft = draft_of(dialogue)
    if draft is None:
        return False
    if is_phrase(text, "words-continue"):
        await _take_on(update, context, asker, Turn(replace(draft, paused=False)))
        return True
    if draft.paused or is_quiet(dialogue, context.services.clock.now()):
        return False
    turn = Drafting(context.services.answering).heard(draft, text)
    if turn is None:
        return False
    await _take_on(update, context, asker, turn)
    return True


async def taken_by_draft(update: Update, context: Context, asker: Asker) -> bool:
    """Whether a draft that is being written keeps an edited message from being answered; it takes up no edits."""
    dialogue = asker.person.dialogue if asker.private and asker.person else None
    draft = draft_of(dialogue)
    if draft is None or dialogue is None or draft.paused or is_quiet(dialogue, context.services.clock.now()):
        return False
    await say(update, asker, "draft-edited")
    return True


async def remind(update: Update, context: Context, asker: Asker) -> None:
    """After a question that came in between: ask whether to go on. After a long silence that is asked once."""
    dialogue = asker.person.dialogue if asker.private and asker.person else None
    draft = draft_of(dialogue)
    if draft is None or dialogue is None or draft.paused or asker.telegram_id is None:
        return
    if is_quiet(dialogue, context.services.clock.now()):
        paused = {**draft.data(), "paused": True}
        await context.services.people.set_dialogue(asker.telegram_id, NAME, draft.step, paused)
    await put(update, asker, unfinished_card(asker.scene, draft))


async def moved(verb: str, update: Update, context: Context, asker: Asker, dialogue: Dialogue) -> None:
    """Do what /back or /skip asks for in the middle of a draft."""
    draft = draft_of(dialogue)
    if draft is not None:
        drafting = Drafting(context.services.answering)
        turn = drafting.back(draft) if verb == "back" else drafting.skipped(draft)
        if turn is None:
            await say(update, asker, "draft-not-skippable")
        else:
            await _take_on(update, context, asker, turn)


async def send(update: Update, context: Context, asker: Asker, _: str) -> None:
    """Answer /send: send the draft that stands before its preview. Delivered again, it gives the same receipt."""
    try:
        card = await _sent(None, update, context, asker)
    except StaleDraftError:
        card = simple_card(asker.scene, "draft-not-ready")
    await put(update, asker, card)


async def _take_on(update: Update, context: Context, asker: Asker, turn: Turn) -> None:
    card = await _kept(update, context, asker, turn)
    if turn.question is not None:
        await give(update, context, asker, _answered(turn.question, context, asker))
    await put(update, asker, card)


def _answered(question: str, context: Context, asker: Asker) -> Answer:
    return context.services.answering.answer(question, preferred=asker.preferred)


async def _kept(update: Update, context: Context, asker: Asker, turn: Turn) -> Card:
    """Keep the draft as it is now, and return the card of the step at which it stands."""
    who = asker.telegram_id
    if who is None:
        raise StaleButtonError
    draft, entries = turn.draft, []
    if draft.step == "similar":
        listing, me = context.services.proposals.listing, asker.person
        entries = await listing.similar_to(draft.wording, draft.place, but_of=me.id if me else None)
        numbers = tuple(entry.proposal.number for entry in entries)
        draft = draft.at("similar" if entries else "preview", similar=numbers)
    person = await context.services.people.set_dialogue(
        who, NAME, draft.step, draft.data(), update_id=update.update_id
    )
    scene, kept = asker.scene, draft_of(person.dialogue)
    if kept is not None and kept != draft:
        # The update was delivered before: what is on disk is shown, and nothing was changed.
        return _preview(context, asker, kept) if kept.step == "preview" else step_card(scene, kept)
    if draft.step == "similar":
        return similar_card(scene, draft, entries)
    if draft.step == "preview":
        return _preview(context, asker, draft)
    if turn.note == "which":
        return which_card(scene, draft, turn.choices)
    return step_card(scene, draft, note=_note(asker, turn))


def _preview(context: Context, asker: Asker, draft: Draft) -> Card:
    held = context.services.proposals
    return preview_card(asker.scene, draft, held.reception, held.reception.state(held.intake.today()))


def _note(asker: Asker, turn: Turn) -> str | None:
    if turn.note is None:
        return None
    if turn.note in _REFUSED:
        return refusal(asker.scene, turn.draft, turn.note, turn.said)
    return asker.scene.say(f"draft-{turn.note}")


async def _sent(mark: str | None, update: Update, context: Context, asker: Asker) -> Card:
    """Send the draft, and return the receipt, or why it was not taken in. Raises StaleDraftError."""
    services, who = context.services, asker.telegram_id
    if who is None:
        raise StaleButtonError
    intake, reception = services.proposals.intake, services.proposals.reception
    done = await intake.receive(who, mark, asker.scene.language, update_id=update.update_id)
    if isinstance(done, Received):
        # The words are not logged, nor whose they are.
        log.info("proposal.received", number=done.proposal.number)
        demo = reception.state(intake.today()) == "demo"
        return receipt_card(asker.scene, done, demo=demo)
    if isinstance(done, Limited):
        return limited_card(asker.scene, done, services.clock.now())
    return closed_card(asker.scene, reception, done.state)


async def begin(action: Action, query: CallbackQuery, update: Update, context: Context, asker: Asker) -> None:
    """Begin a proposal by the button under an article.

    Raises:
        StaleButtonError: the pack has no such place.
    """
    (code,) = action.arguments if len(action.arguments) == 1 else ("",)
    place = None if code == "new" else place_of(context.services.pack, code)
    if place is None and code != "new":
        raise StaleButtonError
    if not asker.private or asker.telegram_id is None:
        payload = f"p{code[1:]}" if code[:1] == "a" and code[1:] != "0" else "propose"
        await query.answer(url=f"https://t.me/{context.services.name}?start={payload}")
        return
    await acknowledge(query)
    if not _takes_in(context):
        await show(query, _closed(context, asker), in_place=False)
        return
    held = draft_of(asker.person.dialogue if asker.person else None)
    if held is not None and held.wording:
        await show(query, unfinished_card(asker.scene, held, code), in_place=False)
        return
    turn = Turn(Draft() if place is None else Draft("wording", place))
    await show(query, await _kept(update, context, asker, turn), in_place=False)


async def pressed(
    action: Action, query: CallbackQuery, update: Update, context: Context, asker: Asker
) -> None:
    """Do what a button of a draft says.

    Raises:
        StaleButtonError: it belongs to another step than the one at which the draft stands, or there is none.
    """
    dialogue = asker.person.dialogue if asker.private and asker.person else None
    draft = draft_of(dialogue)
    verb, step, argument = [*action.arguments, "", "", ""][:3]
    if verb == "send" and asker.private:
        await _press_send(argument, query, update, context, asker)
        return
    if draft is None or step != draft.step or asker.telegram_id is None:
        raise StaleButtonError
    if verb == "cancel":
        await context.services.people.end_dialogue(asker.telegram_id, update_id=update.update_id)
        card = simple_card(asker.scene, "cancelled")
    elif verb == "support":
        card = await _supported_instead(argument, update, context, asker, draft)
    else:
        turn = _turned(verb, argument, context, draft)
        card = await _kept(update, context, asker, turn)
        if turn.question is not None:
            await acknowledge(query)
            await give(update, context, asker, _answered(turn.question, context, asker))
            await show(query, card, in_place=False)
            return
    await acknowledge(query)
    await show(query, card, in_place=not asker.scene.plain)


async def _press_send(
    mark: str, query: CallbackQuery, update: Update, context: Context, asker: Asker
) -> None:
    """Send what was seen, if it is still on disk; a second delivery of the same tap gives the same receipt."""
    try:
        card = await _sent(mark, update, context, asker)
    except StaleDraftError as error:
        raise StaleButtonError from error
    await acknowledge(query)
    await show(query, card, in_place=not asker.scene.plain)


def _turned(verb: str, argument: str, context: Context, draft: Draft) -> Turn:
    drafting, pack = Drafting(context.services.answering), context.services.pack
    turn: Turn | None = None
    if verb == "back":
        turn = drafting.back(draft)
    elif verb in ("skip", "differs"):
        turn = drafting.skipped(draft)
    elif verb == "go":
        turn = Turn(replace(draft, paused=False))
    elif verb == "new" and argument:
        place = place_of(pack, argument)
        turn = Turn(Draft("wording", place)) if place is not None else Turn(Draft())
    elif verb == "place" and draft.step == "article":
        place = place_of(pack, argument)
        turn = drafting.placed(draft, place) if place is not None else None
    else:
        turn = drafting.decided(draft, verb)
    if turn is None:
        raise StaleButtonError
    return turn


async def _supported_instead(
    argument: str, update: Update, context: Context, asker: Asker, draft: Draft
) -> Card:
    """Support one of the similar proposals; the draft ends with that."""
    who = asker.telegram_id
    if who is None or not argument.isdecimal() or int(argument) not in draft.similar:
        raise StaleButtonError
    done = await context.services.proposals.supports.give(
        who, int(argument), language=asker.scene.language, update_id=update.update_id
    )
    if done is None or done.outcome == "not-open":
        raise StaleButtonError
    await context.services.people.end_dialogue(who)
    return supported_card(asker.scene, done)
