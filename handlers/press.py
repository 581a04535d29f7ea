"""Buttons: each action's card, shown in place (or below, in the plain layout)."""

from __future__ import annotations

from collections.abc import Callable

from telegram import CallbackQuery, Message, Update

from bot.answer import Answer, Hit
from bot.rendering import pages
from bot.rendering.articles import article_card
from bot.rendering.card import Action, Card
from bot.rendering.record import fact_card, session_card, sessions_card
from bot.rendering.scene import Scene
from bot.rendering.sections import section_card, sections_card
from handlers.asker import Asker, asker_of, remember
from handlers.callback import StaleButtonError, decode
from handlers.commands import erased, on_press_example
from handlers.context import Context
from handlers.views.send import reply, show


async def on_press(update: Update, context: Context) -> None:
    """Do what a button says. Old and forged buttons are answered with a word and change nothing."""
    query = update.callback_query
    if query is None:
        return
    asker = await asker_of(update, context)
    try:
        action = decode(query.data)
        card = _shown(action, context, asker)
        if card is None:
            await _changed(action, update, context, asker)
            return
    except (StaleButtonError, KeyError, IndexError, ValueError):
        await query.answer(asker.scene.say("button-stale"), show_alert=True)
        return
    await query.answer()
    await show(query, card, in_place=not asker.scene.plain)
    _remembered(action, context, asker)


def _shown(action: Action, context: Context, asker: Asker) -> Card | None:
    """The card of an action that only shows something; None for one that changes something."""
    scene, arguments = asker.scene, action.arguments
    if action.name.startswith("in-"):
        language = action.name.removeprefix("in-")
        if language not in context.services.pack.info.languages:
            raise StaleButtonError
        return article_card(context.services.scenes(language, scene.plain), *arguments[:3])
    view = _VIEWS.get(action.name)
    return view(scene, arguments) if view else None


_VIEWS: dict[str, Callable[[Scene, tuple[str, ...]], Card]] = {
    "article": lambda scene, a: article_card(scene, a[0], a[1], a[2] if len(a) > 2 else None),  # noqa: PLR2004
    "browse": lambda scene, a: sections_card(scene, a[0]),
    "section": lambda scene, a: section_card(scene, a[0], a[1], int(a[2]) if len(a) > 2 else 1),  # noqa: PLR2004
    "fact": lambda scene, a: fact_card(scene, scene.pack.fact_by_id[a[0]]),
    "session": lambda scene, a: session_card(scene, scene.pack.session_by_id[a[0]]),
    "sessions": lambda scene, _: sessions_card(scene),
}


def _remembered(action: Action, context: Context, asker: Asker) -> None:
    if action.name == "article" or action.name.startswith("in-"):
        edition, number, *paragraph = action.arguments
        hit = Hit(number, paragraph[0] if paragraph else None)
        remember(context, asker, Answer("article", asker.scene.language, edition, (hit,)))


async def _changed(action: Action, update: Update, context: Context, asker: Asker) -> None:
    query = update.callback_query
    if query is None or asker.telegram_id is None:
        return
    if action.name == "language":
        await _language(query, action.arguments[0], update, context, asker)
    elif action.name == "layout":
        await _layout(query, action.arguments[0], update, context, asker)
    elif action.name == "example":
        await query.answer()
        await on_press_example(update, context, action.arguments[0])
    elif action.name == "delete" and asker.private:
        await query.answer()
        await show(query, pages.simple_card(asker.scene, await erased(update, context, asker)))
    else:
        raise StaleButtonError


async def _language(query: CallbackQuery, code: str, update: Update, context: Context, asker: Asker) -> None:
    services = context.services
    if code not in services.pack.info.languages or asker.telegram_id is None:
        raise StaleButtonError
    await services.people.set_language(asker.telegram_id, code, update_id=update.update_id)
    scene = services.scenes(code, asker.scene.plain)
    await query.answer(scene.say("language-set", language=scene.language_name(code)))
    await show(query, pages.start_card(scene), in_place=not scene.plain)


async def _layout(query: CallbackQuery, layout: str, update: Update, context: Context, asker: Asker) -> None:
    if layout not in ("plain", "normal") or asker.telegram_id is None or not isinstance(query.message, Message):
        raise StaleButtonError
    services = context.services
    await services.people.set_plain_layout(asker.telegram_id, layout == "plain", update_id=update.update_id)
    await query.answer()
    scene = services.scenes(asker.scene.language, layout == "plain")
    await reply(query.message, pages.simple_card(scene, f"settings-layout-set-{layout}"))
