"""What the settings of the webhook must say, in one line each."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import structlog

from bot.errors import UsageError
from bot.settings import Settings

log = structlog.get_logger(__name__)

#: Bot API, setWebhook: secret_token.
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
#: Bot API, setWebhook: ports that are supported; a Bot API server of one's own takes any.
_PORTS = frozenset((443, 80, 88, 8443))
_CLOUD = "api.telegram.org"
_TAKEN = frozenset(("/healthz", "/readyz", "/metrics"))
#: Characters from which nobody guesses a secret.
_LONG_ENOUGH = 16


def check_webhook(settings: Settings) -> None:
    """Refuse settings with which no update could come in by webhook. In polling mode they are not looked at.

    Raises:
        UsageError: one is missing or not valid; the message names it, never its value.
    """
    if settings.mode != "webhook":
        return
    if settings.webhook_url is None:
        raise UsageError("BOT_WEBHOOK_URL: needed in webhook mode, like https://bot.example.org/telegram")
    _check_address(settings.webhook_url, cloud=urlsplit(settings.api_url).hostname == _CLOUD)
    if settings.webhook_secret is None:
        raise UsageError("BOT_WEBHOOK_SECRET: needed in webhook mode: 1 to 256 of A-Z, a-z, 0-9, _ and -")
    if not _SECRET.fullmatch(settings.webhook_secret):
        raise UsageError("BOT_WEBHOOK_SECRET: not 1 to 256 of A-Z, a-z, 0-9, _ and -")
    if settings.listen == "off":
        raise UsageError("BOT_LISTEN: an address is needed in webhook mode, not off")
    if len(settings.webhook_secret) < _LONG_ENOUGH:
        log.warning("webhook.short_secret", characters=len(settings.webhook_secret), wanted=_LONG_ENOUGH)


def _check_address(url: str, *, cloud: bool) -> None:
    try:
        place = urlsplit(url)
        port = place.port or (443 if place.scheme == "https" else 80)
    except ValueError:
        raise UsageError("BOT_WEBHOOK_URL: not an address like https://bot.example.org/telegram") from None
    if place.hostname is None or place.query or place.fragment or place.username is not None:
        raise UsageError("BOT_WEBHOOK_URL: not an address like https://bot.example.org/telegram")
    if cloud and place.scheme != "https":
        raise UsageError("BOT_WEBHOOK_URL: Telegram delivers to https addresses alone")
    if cloud and port not in _PORTS:
        raise UsageError("BOT_WEBHOOK_URL: Telegram delivers to the ports 443, 80, 88 and 8443 alone")
    if (place.path or "/") in _TAKEN:
        raise UsageError(f"BOT_WEBHOOK_URL: its path {place.path} is one of the bot's own pages")
