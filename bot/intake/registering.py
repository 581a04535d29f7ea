"""Telling Telegram where to deliver updates, when that differs from what it knows."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

import structlog
from telegram import Bot, WebhookInfo
from telegram.error import BadRequest

from bot.intake.trouble import IntakeError, Trouble

log = structlog.get_logger(__name__)

#: Deliveries at once (Bot API, setWebhook: 1 to 100). Handling is bounded here, so more is only better.
MAX_CONNECTIONS = 100


@dataclass(frozen=True, slots=True)
class Hook:
    """Where and how Telegram shall deliver."""

    url: str
    secret: str
    allowed: tuple[str, ...]
    max_connections: int = MAX_CONNECTIONS

    def is_set(self, known: WebhookInfo) -> bool:
        """Whether Telegram knows all of this; it does not tell the secret."""
        return (
            known.url == self.url
            and known.max_connections == self.max_connections
            and set(known.allowed_updates or ()) == set(self.allowed)
        )


class Registered:
    """Remembers across restarts and workers with which secret the webhook was set; never the secret itself."""

    def __init__(
        self, mark: str, known: Callable[[], Awaitable[str | None]], keep: Callable[[str], Awaitable[None]]
    ) -> None:
        """`mark` stands for the secret; `known` tells the mark that was kept last, `keep` keeps one."""
        self.mark = mark
        self.known = known
        self.keep = keep


async def register_webhook(
    bot: Bot,
    hook: Hook,
    registered: Registered,
    *,
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    trouble: Trouble | None = None,
) -> None:
    """Set the webhook unless it is set already. A network that is away is waited out.

    Raises:
        IntakeError: Telegram refuses the address or the token.
    """
    trouble = trouble or Trouble()
    while True:
        try:
            if hook.is_set(await bot.get_webhook_info()) and await registered.known() == registered.mark:
                return
            await _set(bot, hook)
            await registered.keep(registered.mark)
        except BadRequest as error:
            raise IntakeError(f"BOT_WEBHOOK_URL: refused by Telegram: {error.message}") from error
        except Exception as error:  # noqa: BLE001  (whatever it is, a country waits for the next attempt)
            await sleep(trouble.delay(error))
        else:
            trouble.over()
            return


async def _set(bot: Bot, hook: Hook) -> None:
    allowed: Sequence[str] = list(hook.allowed)
    await bot.set_webhook(
        hook.url,
        secret_token=hook.secret,
        allowed_updates=allowed,
        max_connections=hook.max_connections,
        drop_pending_updates=False,
    )
    log.info("webhook.set", max_connections=hook.max_connections)
