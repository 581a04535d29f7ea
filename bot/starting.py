"""The first words with Telegram, and with the operator."""

from __future__ import annotations

import asyncio
import sys

import structlog
from telegram.error import InvalidToken, NetworkError, RetryAfter, TelegramError
from telegram.ext import ExtBot

from bot.errors import UsageError
from bot.opening import Storage

log = structlog.get_logger()

_START_PAUSES = (1, 2, 4, 8, 15, 30)


async def greet(bot: ExtBot[None]) -> None:
    """Learn the bot's name, waiting out a network that is not there yet."""
    for pause in (*_START_PAUSES, *([_START_PAUSES[-1]] * 1_000)):
        try:
            await bot.initialize()
        except InvalidToken as error:
            raise UsageError("BOT_TOKEN: the server does not know this token") from error
        except RetryAfter as error:
            wait = error.retry_after
            await asyncio.sleep(wait if isinstance(wait, (int, float)) else wait.total_seconds())
        except NetworkError as error:
            log.warning("start.unreachable", error=type(error).__name__, again_in=pause)
            await asyncio.sleep(pause)
        except TelegramError as error:
            raise UsageError(f"BOT_TOKEN: refused by the server ({type(error).__name__})") from error
        else:
            return


async def offer_admin_link(storage: Storage, bot: ExtBot[None]) -> None:
    """While there is no administrator, print a one-time link that makes whoever opens it the first one."""
    if await storage.staff.any_admin():
        return
    token = await storage.staff.make_invitation("admin")
    print(  # noqa: T201 - for the operator's eyes, not for the log
        f"There is no administrator yet. Open this once within 48 hours: https://t.me/{bot.username}?start=admin-{token}",
        file=sys.stderr,
        flush=True,
    )
