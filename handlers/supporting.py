"""Supporting a proposal: by a tap, or by /support KZ-000123-K, and taking it back."""

from __future__ import annotations

from telegram import CallbackQuery, Update

from bot.proposals.receipts import number_of
from bot.proposals.supports import Supported
from bot.rendering.card import Action, Card, act
from bot.rendering.drafts import code_in
from bot.rendering.pages import simple_card
from bot.rendering.proposals import proposal_card
from bot.rendering.scene import Scene
from handlers.asker import Asker
from handlers.callback import StaleButtonError, number_in
from handlers.context import Context
from handlers.replies import put, say
from handlers.views.send import acknowledge, show


def supported_card(scene: Scene, done: Supported) -> Card:
    """What became of a support, how many there are now, and the way back to the proposal."""
    number = done.proposal.number
    code = code_in(scene, number)
    card = simple_card(scene, f"support-{done.outcome}", code=code, count=str(done.count))
    rows = ((act(scene, scene.say("button-proposal", code=code), "proposal", str(number)),),)
    return Card(card.text, rows)


async def support(update: Update, context: Context, asker: Asker, rest: str) -> None:
    """Answer /support KZ-000123-K, or /support KZ-000123-K off, which takes it back."""
    code, _, off = rest.partition(" ")
    number = number_of(code, context.services.pack.info.receipt_prefix)
    supports = context.services.proposals.supports
    if number is None or asker.telegram_id is None or off.strip().lower() not in ("", "off"):
        await say(update, asker, "support-usage", code=code_in(asker.scene, 123))
        return
    if off.strip():
        done = await supports.take(asker.telegram_id, number, update_id=update.update_id)
    else:
        done = await supports.give(
            asker.telegram_id, number, language=asker.scene.language, update_id=update.update_id
        )
    if done is None:
        await say(update, asker, "proposal-unknown")
    else:
        await put(update, asker, supported_card(asker.scene, done))


async def pressed(
    action: Action, query: CallbackQuery, update: Update, context: Context, asker: Asker
) -> None:
    """Give or take back support, and show the proposal with its new count.

    Raises:
        StaleButtonError: there is no such proposal in public, or nobody can be told by it.
    """
    services = context.services
    verb, number = [*action.arguments, "", ""][:2]
    if verb not in ("give", "take") or asker.telegram_id is None:
        raise StaleButtonError
    wanted = number_in(number)
    supports = services.proposals.supports
    if verb == "give":
        done = await supports.give(
            asker.telegram_id, wanted, language=asker.scene.language, update_id=update.update_id
        )
    else:
        done = await supports.take(asker.telegram_id, wanted, update_id=update.update_id)
    if done is None:
        raise StaleButtonError
    said = supported_card(asker.scene, done)
    await acknowledge(query, "" if asker.scene.plain else said.text.text)
    if asker.scene.plain:
        await show(query, said, in_place=False)
        return
    await show(query, await public_card(wanted, context, asker) or said)


async def public_card(number: int, context: Context, asker: Asker) -> Card | None:
    """The card of a proposal for whoever looks at it; None: there is none of that number."""
    held = context.services.proposals
    shown = await held.listing.public(number)
    if shown is None:
        return None
    proposal, me = shown.proposal, asker.person
    mine = me is not None and proposal.person_id == me.id
    supported = False
    if asker.telegram_id is not None and not mine:
        supported = await held.supports.given_by(asker.telegram_id, proposal.id)
    series = await held.supports.series(proposal.id)
    # In a group everybody sees the card: whose it is, or who supports it, is nobody's business there.
    private = asker.private
    return proposal_card(asker.scene, shown, series, mine=mine and private, supported=supported and private)
