"""What happens when a handler fails: an error number for the person, and a log line without a word of theirs."""

from __future__ import annotations

import secrets
import traceback
from pathlib import Path

import structlog
from telegram import Update
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError

from bot.rendering.pages import simple_card
from handlers.asker import asker_of
from handlers.context import Context
from handlers.views.results import result_of
from handlers.views.send import acknowledge, reply

log = structlog.get_logger()

_PROGRAM = Path(__file__).parent.parent


async def on_error(update: object, context: Context) -> None:
    """Log where it failed and what kind of error it was, never its text, and tell the person the number."""
    error = context.error
    identity = secrets.token_hex(4)
    log.error(
        "handler.failed",
        id=identity,
        update=update.update_id if isinstance(update, Update) else None,
        error=type(error).__name__,
        place=_place(error),
    )
    if not isinstance(update, Update):
        return
    context.services.metrics.failed(update.update_id)
    if _is_deaf(error):
        return
    try:
        await _tell(update, context, identity)
    except TelegramError:
        log.warning("handler.untold", id=identity)


def _place(error: BaseException | None) -> str | None:
    """File and line of the program in which it failed: that of a library would say little. None: not in the program."""
    frames = traceback.extract_tb(error.__traceback__) if error else []
    own = [
        f for f in frames if Path(f.filename).is_relative_to(_PROGRAM) and "site-packages" not in f.filename
    ]
    return f"{Path(own[-1].filename).name}:{own[-1].lineno}" if own else None


def _is_deaf(error: BaseException | None) -> bool:
    """Whether a word could not reach them now either. BadRequest is a NetworkError too, but the text was wrong."""
    return isinstance(error, (Forbidden, RetryAfter, NetworkError)) and not isinstance(error, BadRequest)


async def _tell(update: Update, context: Context, identity: str) -> None:
    asker = await asker_of(update, context)
    card = simple_card(asker.scene, "error", id=identity)
    guest = update.guest_message
    if update.callback_query is not None:
        await acknowledge(update.callback_query, card.text.text, alert=True)
    elif guest is not None and guest.guest_query_id is not None:
        await context.bot.answer_guest_query(guest.guest_query_id, result_of(card))
    elif update.message is not None:
        await reply(update.message, card, quote=not asker.private)
