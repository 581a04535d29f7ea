"""The daily account in the operator's channel: every proposal received, and the signed state of the log."""

from __future__ import annotations

import structlog
from telegram.error import BadRequest, Forbidden, TelegramError
from telegram.ext import ExtBot

from bot.rendering.account import account_card
from bot.services import Services
from handlers.views.markup import entities
from handlers.views.send import NO_PREVIEW, parts

log = structlog.get_logger()


async def post_account(bot: ExtBot[None], services: Services) -> None:
    """Post the account of today if it is due; it is made and signed also where there is no channel."""
    report = await services.moderating.log.report_due()
    channel = services.moderating.channel
    if report is None or channel is None:
        return
    scene = services.scenes(services.default_language)
    chat = int(channel) if channel.lstrip("-").isdecimal() else channel
    try:
        for text, _ in parts(account_card(scene, report)):
            await bot.send_message(chat, text.text, entities=entities(text), link_preview_options=NO_PREVIEW)
    except (BadRequest, Forbidden) as error:
        # Nothing will be better in a minute: the operator has to put the bot into the channel.
        log.error("account.refused", error=type(error).__name__, mend="BOT_LOG_CHANNEL")
    except TelegramError as error:
        log.warning("account.unsent", error=type(error).__name__)
        return
    await services.moderating.log.reported(report.day)
