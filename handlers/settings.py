"""What a person chooses: by command and by button, in private only."""

from __future__ import annotations

from telegram import CallbackQuery, Update

from bot.delivery.choosing import is_choice
from bot.gaps import wants_to_be_counted
from bot.named_languages import language_meant
from bot.rendering.card import Action
from bot.rendering.pages import language_card, page_card, settings_card, simple_card
from bot.storage.gaps import SETTING
from handlers import telling
from handlers.asker import Asker
from handlers.callback import StaleButtonError
from handlers.context import Context
from handlers.followers import Target
from handlers.replies import put, say
from handlers.views.send import acknowledge, show

_LAYOUTS = ("plain", "normal")
_ON_OFF = ("on", "off")


async def language(update: Update, context: Context, asker: Asker, rest: str) -> None:
    """Set the language that /language names, or offer the choice where it names none."""
    services, codes = context.services, context.services.pack.info.languages
    chosen = language_meant(rest, codes) or rest.lower().partition(" ")[0]
    if asker.telegram_id is None or not rest:
        await put(update, asker, language_card(asker.scene))
    elif chosen not in codes:
        names = ", ".join(f"{code} – {asker.scene.language_name(code)}" for code in codes)
        await say(update, asker, "language-unknown", languages=names)
    else:
        await services.people.set_language(asker.telegram_id, chosen, update_id=update.update_id)
        speaking = asker.speaking(services.scenes(chosen, asker.scene.plain))
        await say(update, speaking, "language-set", language=asker.scene.language_name(chosen))


async def change(update: Update, context: Context, asker: Asker, rest: str) -> None:
    """Set what /settings names (plain, gaps off, quiet off, daily, …), or show the settings where it names nothing."""
    named, _, turned = " ".join(rest.lower().split()).partition(" ")
    if asker.telegram_id is None:
        await put(update, asker, settings_card(asker.scene))
    elif named in _LAYOUTS and not turned:
        plain = named == "plain"
        await context.services.people.set_plain_layout(asker.telegram_id, plain, update_id=update.update_id)
        await say(update, asker, f"settings-layout-set-{named}")
    elif named == "gaps" and turned in _ON_OFF:
        await _set_counted(asker.telegram_id, turned == "on", update, context)
        await say(update, asker, f"settings-gaps-set-{turned}")
    elif named == "notices" or is_choice(named):
        me, words = Target(asker.telegram_id, "person"), rest.split()
        await telling.change(update, context, asker, me, words[1:] if named == "notices" else words)
    else:
        await put(update, asker, settings_card(asker.scene, counted=wants_to_be_counted(asker.person)))


async def _set_counted(telegram_id: int, counted: bool, update: Update, context: Context) -> None:
    """Have a person's unanswered questions counted from now on, or not at all and those before no longer."""
    services, value = context.services, None if counted else False
    await services.people.set_setting(telegram_id, SETTING, value, update_id=update.update_id)
    if not counted:
        await services.gaps.withdraw(telegram_id)
        await services.database.scrub()


async def pressed(
    action: Action, query: CallbackQuery, update: Update, context: Context, asker: Asker
) -> None:
    """Do what a button of the settings says.

    Raises:
        StaleButtonError: there is no such choice, or the button stands in a group, where settings are nobody's.
    """
    if not asker.private or asker.telegram_id is None:
        raise StaleButtonError
    if action.name == "language" and len(action.arguments) == 2:
        await _press_language(*action.arguments, query, update, context, asker)
    elif action.name == "layout" and action.arguments[:1] in (("plain",), ("normal",)):
        await _press_layout(action.arguments[0], query, update, context, asker)
    elif action.name == "gaps" and action.arguments in (("on",), ("off",)):
        await _press_counted(action.arguments[0], query, update, context, asker)
    else:
        raise StaleButtonError


async def _press_language(
    code: str, page: str, query: CallbackQuery, update: Update, context: Context, asker: Asker
) -> None:
    services = context.services
    if code not in services.pack.info.languages or asker.telegram_id is None:
        raise StaleButtonError
    scene = services.scenes(code, asker.scene.plain)
    try:
        card = page_card(scene, page, counted=wants_to_be_counted(asker.person))
    except KeyError as error:
        raise StaleButtonError from error
    await services.people.set_language(asker.telegram_id, code, update_id=update.update_id)
    await acknowledge(query, scene.say("language-set", language=scene.language_name(code)))
    await show(query, card, in_place=not scene.plain)


async def _press_layout(
    chosen: str, query: CallbackQuery, update: Update, context: Context, asker: Asker
) -> None:
    services, plain = context.services, chosen == "plain"
    if asker.telegram_id is None:
        raise StaleButtonError
    await services.people.set_plain_layout(asker.telegram_id, plain, update_id=update.update_id)
    scene = services.scenes(asker.scene.language, plain)
    said = f"settings-layout-set-{chosen}"
    await acknowledge(query, "" if plain else scene.say(said))
    card = settings_card(scene, counted=wants_to_be_counted(asker.person))
    await show(query, simple_card(scene, said) if plain else card, in_place=not plain)


async def _press_counted(
    turned: str, query: CallbackQuery, update: Update, context: Context, asker: Asker
) -> None:
    if asker.telegram_id is None:
        raise StaleButtonError
    scene, said = asker.scene, f"settings-gaps-set-{turned}"
    await _set_counted(asker.telegram_id, turned == "on", update, context)
    await acknowledge(query, "" if scene.plain else scene.say(said))
    card = simple_card(scene, said) if scene.plain else settings_card(scene, counted=turned == "on")
    await show(query, card, in_place=not scene.plain)
