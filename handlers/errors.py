"""What happens when a handler fails: an error number for the person, and a log line without a word of theirs."""

from __future__ import annotations

import secrets
import traceback

import structlog
from telegram import Update
from telegram.error import Forbidden, NetworkError, TelegramError

from bot.rendering.pages import simple_card
from handlers.asker import asker_of
from handlers.context import Context
from handlers.views.send import reply

log = structlog.get_logger()


async def on_error(update: object, context: Context) -> None:
    """Log where it failed and what kind of error it was, never its text, and tell the person the number."""
    error = context.error
    identity = secrets.token_hex(4)
    place = traceback.extract_tb(error.__traceback__)[-1] if error and error.__traceback__ else None
    log.error(
        "handler.failed",
        id=identity,
        update=update.update_id if isinstance(update, Update) else None,
        error=type(error).__name__,
        place=f"{place.name}:{place.lineno}" if place else None,
    )
    if isinstance(error, (Forbidden, NetworkError)) or not isinstance(update, Update):
        return
    try:
        await _tell(update, context, identity)
    except TelegramError:
        log.warning("handler.untold", id=identity)


async def _tell(update: Update, context: Context, identity: str) -> None:
    asker = await asker_of(update, context)
    card = simple_card(asker.scene, "error", id=identity)
    if update.callback_query is not None:
        await update.callback_query.answer(card.text.text, show_alert=True)
    elif update.message is not None and asker.private:
        await reply(update.message, card)
