"""Reading proposals: lists by article, support, status and words, one proposal, and an article's dossier."""

from __future__ import annotations

from telegram import CallbackQuery, Update

from bot.proposals.listing import Order
from bot.proposals.proposal import Place
from bot.proposals.receipts import looks_like_receipt, number_of
from bot.rendering.card import Action, Card
from bot.rendering.differences import differences_of
from bot.rendering.digests import digest
from bot.rendering.places import article_place, place_of
from bot.rendering.proposals import ALL, GROUPS, dossier_card, list_card, wanted_of
from bot.rendering.rich import Rich
from bot.rendering.scene import Scene
from bot.rendering.wording import quotation, quoted
from content.model import PREAMBLE
from handlers.asker import Asker
from handlers.callback import StaleButtonError, number_in
from handlers.context import Context
from handlers.replies import put, say
from handlers.supporting import public_card
from handlers.views.send import acknowledge, show

EXCERPT = 600
"""Characters of the article's text that a dossier shows."""
_GROUP_OF = {"published": "open", "partly": "accepted"} | {name: name for name in GROUPS}


async def proposals(update: Update, context: Context, asker: Asker, rest: str) -> None:
    """Answer /proposals, with an article's number, a status, a receipt, or words to search for behind it."""
    word, _, page = rest.partition(" ")
    number = int(page) if page.strip().isdecimal() and len(page) < 5 else 1
    place = article_place(context.services.pack, word) if word else None
    if looks_like_receipt(rest):
        await _one(update, context, asker, rest)
    elif not rest or word.lower() in ("new", "newest"):
        order: Order = "newest" if word else "support"
        await put(update, asker, await _listed(context, asker, None, order, number, None))
    elif place is not None:
        await put(update, asker, await _listed(context, asker, place, "support", number, None))
    elif word.lower() in _GROUP_OF and (not page or page.strip().isdecimal()):
        group = _GROUP_OF[word.lower()]
        await put(update, asker, await _listed(context, asker, None, "support", number, group))
    else:
        words = rest[:200]
        found = await context.services.proposals.listing.search(words)
        await put(update, asker, list_card(asker.scene, found, None, "support", None, words))


async def _one(update: Update, context: Context, asker: Asker, typed: str) -> None:
    number = number_of(typed, context.services.pack.info.receipt_prefix)
    card = await public_card(number, context, asker) if number is not None else None
    if card is None:
        await say(update, asker, "proposal-unknown")
    else:
        await put(update, asker, card)


async def _listed(
    context: Context, asker: Asker, place: Place | None, order: Order, number: int, group: str | None
) -> Card:
    listing = context.services.proposals.listing
    page = await listing.page(wanted_of(place, group), order, number)
    return list_card(asker.scene, page, place, order, group, "")


async def dossier(update: Update, context: Context, asker: Asker, rest: str) -> None:
    """Answer /dossier 4 with all there is on an article."""
    place = article_place(context.services.pack, rest.strip())
    if place is None:
        await say(update, asker, "dossier-usage")
    else:
        await put(update, asker, await _dossier(context, asker, rest.strip(), place))


async def _dossier(context: Context, asker: Asker, number: str, place: Place) -> Card:
    scene = asker.scene
    edition = scene.pack.edition
    changes = 0 if number == PREAMBLE else len(differences_of(scene, edition, number))
    counts = await context.services.proposals.listing.counts(place)
    return dossier_card(scene, number, _excerpt(scene, number), changes, counts)


def _excerpt(scene: Scene, number: str) -> Rich:
    """The beginning of what the article says: its wording where that is loaded, else our words."""
    edition = scene.pack.edition
    revision = scene.wording(edition, number)
    text = quoted(scene, quotation(revision, number, None)) if revision else None
    text = text or digest(scene, scene.article(edition, number)) or Rich()
    return text if len(text.text) <= EXCERPT else text.part(0, EXCERPT) + "…"


async def pressed(
    action: Action,
    query: CallbackQuery,
    update: Update,  # noqa: ARG001
    context: Context,
    asker: Asker,
) -> None:
    """Show the list, the proposal or the dossier that a button leads to.

    Raises:
        StaleButtonError: there is no such place, status, page or proposal.
    """
    card = await _shown(action, context, asker)
    await acknowledge(query)
    await show(query, card, in_place=not asker.scene.plain)


async def _shown(action: Action, context: Context, asker: Asker) -> Card:
    pack, arguments = context.services.pack, action.arguments
    if action.name == "proposal" and len(arguments) == 1:
        card = await public_card(number_in(arguments[0]), context, asker)
        if card is not None:
            return card
    elif action.name == "dossier" and len(arguments) == 1:
        place = place_of(pack, arguments[0])
        if place is not None and place.article is not None:
            return await _dossier(context, asker, arguments[0][1:], place)
    elif action.name == "proposals" and len(arguments) in (3, 4):
        where, order, page, *more = arguments
        place = place_of(pack, where)
        group = more[0] if more else None
        known = place is not None or where == ALL
        if known and order in ("support", "newest") and page.isdecimal() and group in (None, *GROUPS):
            ordered: Order = "newest" if order == "newest" else "support"
            return await _listed(context, asker, place, ordered, int(page[:4]), group)
    raise StaleButtonError
