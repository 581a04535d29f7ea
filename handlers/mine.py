"""A person's own proposals: status, receipt, correcting, withdrawing, erasing, and the official appeal."""

from __future__ import annotations

from telegram import CallbackQuery, Update

from bot.person import Dialogue
from bot.proposals import personal_data
from bot.proposals.draft import is_quiet
from bot.proposals.own import NotYoursError, TooLateError
from bot.proposals.receipts import number_of
from bot.proposals.wording import cleaned, has_link, problem_of
from bot.rendering.card import Action, Card
from bot.rendering.drafts import code_in
from bot.rendering.official_appeal import appeal_card
from bot.rendering.pages import simple_card
from bot.rendering.proposals import mine_card, own_card, sure_card
from handlers.asker import Asker
from handlers.callback import StaleButtonError, number_in
from handlers.context import Context
from handlers.replies import put, say
from handlers.views.send import acknowledge, show

#: The dialogue in which a line about one of one's proposals is awaited; its step says which line.
NAME = "mine"
_ASKED = ("edit", "coupon", "withdraw")
REASON = 200
"""Characters of the reason why a proposal is withdrawn."""


async def mine(update: Update, context: Context, asker: Asker, rest: str) -> None:
    """Answer /mine, /mine KZ-000123-K, or with edit, withdraw, erase, coupon or appeal behind it."""
    if asker.telegram_id is None:
        return
    own = context.services.proposals.own
    if not rest:
        await put(update, asker, mine_card(asker.scene, await own.all(asker.telegram_id)))
        return
    code, _, order = rest.partition(" ")
    verb, _, text = order.strip().partition(" ")
    number = number_of(code, context.services.pack.info.receipt_prefix)
    if number is None:
        await say(update, asker, "proposal-unknown")
        return
    try:
        await put(update, asker, await _ordered(verb.lower(), number, text.strip(), update, context, asker))
    except NotYoursError:
        await say(update, asker, "mine-not-yours", code=code_in(asker.scene, number))


async def _ordered(verb: str, number: int, text: str, update: Update, context: Context, asker: Asker) -> Card:
    """Do what is typed behind a receipt. Raises NotYoursError."""
    if verb == "":
        return await _one(number, context, asker)
    if verb == "appeal":
        return await _appeal(number, context, asker)
    if verb == "erase" and text.lower() != "confirm":
        await _one(number, context, asker)
        return simple_card(asker.scene, "mine-erase-ask", code=code_in(asker.scene, number))
    if verb in ("erase", "withdraw", "edit", "coupon"):
        return await _done(verb, number, text, update, context, asker)
    return simple_card(asker.scene, "mine-usage", code=code_in(asker.scene, number))


async def _one(number: int, context: Context, asker: Asker) -> Card:
    own = context.services.proposals.own
    shown, receipt = await own.one(asker.telegram_id or 0, number)
    return own_card(asker.scene, shown, receipt, context.services.clock.now())


async def _appeal(number: int, context: Context, asker: Asker) -> Card:
    shown, _ = await context.services.proposals.own.one(asker.telegram_id or 0, number)
    return appeal_card(asker.scene, shown.proposal)


async def _done(verb: str, number: int, text: str, update: Update, context: Context, asker: Asker) -> Card:
    """Change a proposal, and return the card that says so. Raises NotYoursError."""
    who, own, scene = asker.telegram_id or 0, context.services.proposals.own, asker.scene
    code = code_in(scene, number)
    try:
        if verb == "erase":
            await own.erase(who, number, update_id=update.update_id)
        elif verb == "withdraw":
            reason = cleaned(text)[:REASON] or None
            if reason and (has_link(reason) or personal_data.find(reason)):
                return simple_card(scene, "mine-reason-refused")
            await own.withdraw(who, number, reason, update_id=update.update_id)
        elif verb == "coupon":
            await own.note_coupon(who, number, text or None, update_id=update.update_id)
        else:
            wording = cleaned(text)
            problem = problem_of(wording) or ("personal" if personal_data.find(wording) else None)
            if problem is not None:
                return simple_card(scene, "mine-edit-refused", code=code)
            await own.correct(who, number, wording, update_id=update.update_id)
    except TooLateError:
        return simple_card(scene, f"mine-{verb}-late", code=code)
    except ValueError:
        return simple_card(scene, "mine-coupon-refused")
    return simple_card(scene, f"mine-{verb}-done", code=code)


async def hears(update: Update, context: Context, asker: Asker, dialogue: Dialogue, text: str) -> bool:
    """Take the line that was asked for; after a long silence it is a question like any other."""
    number = dialogue.data.get("number")
    if dialogue.step not in _ASKED or not isinstance(number, int) or asker.telegram_id is None:
        return False
    if is_quiet(dialogue, context.services.clock.now()):
        return False
    await context.services.people.end_dialogue(asker.telegram_id)
    try:
        card = await _done(dialogue.step, number, text, update, context, asker)
    except NotYoursError:
        card = simple_card(asker.scene, "mine-not-yours", code=code_in(asker.scene, number))
    await put(update, asker, card)
    return True


async def pressed(
    action: Action, query: CallbackQuery, update: Update, context: Context, asker: Asker
) -> None:
    """Do what a button under one's own proposal says.

    Raises:
        StaleButtonError: the proposal is not the presser's, or there is no such thing to do.
    """
    if not asker.private or asker.telegram_id is None:
        raise StaleButtonError
    try:
        card, in_place = await _pressed(action, update, context, asker)
    except NotYoursError as error:
        raise StaleButtonError from error
    await acknowledge(query)
    await show(query, card, in_place=in_place and not asker.scene.plain)


async def _pressed(action: Action, update: Update, context: Context, asker: Asker) -> tuple[Card, bool]:
    """The card that a button leads to, and whether it takes the place of the one it stood under."""
    own, who = context.services.proposals.own, asker.telegram_id or 0
    if action.arguments == ("all",):
        return mine_card(asker.scene, await own.all(who)), True
    verb, text, *sure = (
        [*action.arguments, "", ""] if action.name == "mine" else ["official", *action.arguments, ""]
    )
    number = number_in(text)
    if verb == "official":
        return await _appeal(number, context, asker), False
    if verb == "show":
        return await _one(number, context, asker), True
    if verb in ("erase", "withdraw") and sure[0] == "sure":
        if asker.person and asker.person.dialogue and asker.person.dialogue.name == NAME:
            await context.services.people.end_dialogue(who)
        return await _done(verb, number, "", update, context, asker), True
    shown, _ = await own.one(who, number)
    if verb == "erase":
        return sure_card(asker.scene, "erase", number), True
    if verb not in _ASKED:
        raise StaleButtonError
    return await _asked(verb, shown.proposal.number, update, context, asker)


async def _asked(verb: str, number: int, update: Update, context: Context, asker: Asker) -> tuple[Card, bool]:
    """Ask for the line that goes with it, and wait for it."""
    busy = asker.person.dialogue if asker.person else None
    if busy is not None and busy.name != NAME:
        # A line would go to what the person is in the middle of, and beginning another would end that.
        return simple_card(asker.scene, "mine-usage", code=code_in(asker.scene, number)), False
    data = {"number": number}
    await context.services.people.set_dialogue(
        asker.telegram_id or 0, NAME, verb, data, update_id=update.update_id
    )
    if verb == "withdraw":
        return sure_card(asker.scene, "withdraw", number), True
    return simple_card(asker.scene, f"mine-{verb}-ask", code=code_in(asker.scene, number)), False
