"""Command menus and descriptions, per language, set only where they differ from what Telegram already shows."""

from __future__ import annotations

import structlog
from telegram import BotCommand
from telegram.constants import BotDescriptionLimit
from telegram.ext import ExtBot

from bot.commands import COMMANDS
from bot.rendering.scene import Scene, Scenes

log = structlog.get_logger()


async def set_menus(bot: ExtBot[None], scenes: Scenes, default_language: str) -> None:
    """Bring menus and descriptions up to date. Whatever goes wrong is logged: the bot answers without them."""
    for language in ("", *scenes.pack.info.languages):
        scene = scenes(language or default_language)
        try:
            await _set_commands(bot, scene, language or None)
            await _set_descriptions(bot, scene, language or None)
        except Exception as error:  # noqa: BLE001  (nor does an answer that cannot be read keep the bot from starting)
            log.warning("menus.refused", language=language or "default", error=type(error).__name__)
            return


async def _set_commands(bot: ExtBot[None], scene: Scene, language: str | None) -> None:
    wanted = [BotCommand(each.name, scene.say(each.menu)) for each in COMMANDS if each.listed]
    if tuple(await bot.get_my_commands(language_code=language)) != tuple(wanted):
        await bot.set_my_commands(wanted, language_code=language)


async def _set_descriptions(bot: ExtBot[None], scene: Scene, language: str | None) -> None:
    text = scene.local(scene.pack.info.text_name)
    long = scene.say("bot-description", text=text, languages=scene.languages)[
        : BotDescriptionLimit.MAX_DESCRIPTION_LENGTH
    ]
    short = scene.say("bot-short-description", text=text, languages=scene.languages)[
        : BotDescriptionLimit.MAX_SHORT_DESCRIPTION_LENGTH
    ]
    if (await bot.get_my_description(language_code=language)).description != long:
        await bot.set_my_description(long, language_code=language)
    if (await bot.get_my_short_description(language_code=language)).short_description != short:
        await bot.set_my_short_description(short, language_code=language)
