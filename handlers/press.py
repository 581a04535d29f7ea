"""Buttons: each action's card, shown in place (or below, in the plain layout)."""

from __future__ import annotations

from collections.abc import Callable

from telegram import CallbackQuery, Update

from bot.answer import Answer, Hit
from bot.rendering.answers import example
from bot.rendering.articles import article_card
from bot.rendering.card import Action, Card
from bot.rendering.differences import differences_card
from bot.rendering.record import fact_card, session_card, sessions_card
from bot.rendering.scene import Scene
from bot.rendering.sections import section_card, sections_card
from handlers import settings
from handlers.articles import show_cited
from handlers.asker import Asker, asker_of, remember
from handlers.callback import StaleButtonError, decode
from handlers.context import Context
from handlers.views.send import acknowledge, show


async def on_press(update: Update, context: Context) -> None:
    """Do what a button says. Old and forged buttons are answered with a word and change nothing."""
    query = update.callback_query
    if query is None:
        return
    asker = await asker_of(update, context)
    try:
        await _pressed(decode(query.data), query, update, context, asker)
    except StaleButtonError:
        await acknowledge(query, asker.scene.say("button-stale"), alert=True)


async def _pressed(
    action: Action, query: CallbackQuery, update: Update, context: Context, asker: Asker
) -> None:
    asker = _in_language_of(action, context, asker)
    if action.name == "example":
        await _ask_example(action, query, update, context, asker)
    elif action.name in ("language", "layout", "delete"):
        await settings.pressed(action, query, update, context, asker)
    else:
        card = _shown(action, asker.scene)
        await acknowledge(query)
        await show(query, card, in_place=not asker.scene.plain)
        _remembered(action, context, asker)


def _in_language_of(action: Action, context: Context, asker: Asker) -> Asker:
    """The asker, served in the language that the button stands for.

    That is the language named on the button; else, in private, that of the message, so that an English answer stays
    English while one leafs through it; in a group the presser's own.
    """
    named = action.name.removeprefix("in-") if action.name.startswith("in-") else None
    if named is not None and named not in context.services.pack.info.languages:
        raise StaleButtonError
    language = named or (action.language if asker.private else None)
    if language not in context.services.pack.info.languages:
        return asker
    return asker.speaking(context.services.scenes(language, asker.scene.plain))


def _shown(action: Action, scene: Scene) -> Card:
    """The card of an action that only shows something.

    Raises:
        StaleButtonError: there is no such action, or nothing of that number or id in the pack.
    """
    view = _VIEWS.get("article" if action.name.startswith("in-") else action.name)
    try:
        return (view or _nothing)(scene, *action.arguments)
    except (KeyError, TypeError, ValueError) as error:
        raise StaleButtonError from error


def _nothing(scene: Scene, *_: str) -> Card:
    raise StaleButtonError(scene.language)


_VIEWS: dict[str, Callable[..., Card]] = {
    "article": article_card,
    "browse": sections_card,
    "section": lambda scene, edition, number, page="1": section_card(scene, edition, number, int(page)),
    "compare": differences_card,
    "fact": lambda scene, fact: fact_card(scene, scene.pack.fact_by_id[fact]),
    "session": lambda scene, session: session_card(scene, scene.pack.session_by_id[session]),
    "sessions": sessions_card,
}


def _remembered(action: Action, context: Context, asker: Asker) -> None:
    if action.name == "article" or action.name.startswith("in-"):
        edition, number, *paragraph = action.arguments
        hit = Hit(number, paragraph[0] if paragraph else None)
        remember(context, asker, Answer("article", asker.scene.language, edition, (hit,)))


async def _ask_example(
    action: Action, query: CallbackQuery, update: Update, context: Context, asker: Asker
) -> None:
    """Answer the example question that was tapped, as if it had been typed."""
    if action.arguments != ("0",):
        raise StaleButtonError
    await acknowledge(query)
    await show_cited(update, context, asker, example(asker.scene))
