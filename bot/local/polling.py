"""Methods by which a bot gets its updates."""

import re
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit

from bot.local.errors import ApiError, bad_request
from bot.local.params import Params
from bot.local.state import State, Webhook

UPDATES_AT_ONCE = 100
# The real server waits no longer than this for the next update.
LONG_POLL_SECONDS = 50
CONNECTION_LIMIT = 100
CONNECTION_DEFAULT = 40
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_SECRET = re.compile(r"[A-Za-z0-9_-]*")
SECRET_LIMIT = 256

Method = Callable[[State, Params], Awaitable[Any] | Any]


async def get_updates(tg: State, params: Params) -> list[dict[str, Any]]:
    """Return waiting updates, waiting for the first one up to ``timeout`` seconds."""
    if tg.webhook is not None:
        raise ApiError(
            409,
            "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the"
            " webhook first",
        )
    _remember_allowed(tg, params)
    limit = params.integer("limit", UPDATES_AT_ONCE, 1, UPDATES_AT_ONCE)
    timeout = params.integer("timeout", 0, 0, LONG_POLL_SECONDS)
    return await tg.queue.poll(params.integer("offset"), limit, timeout)


def set_webhook(tg: State, params: Params) -> bool:
    """Post updates to an address from now on; an empty one ends that."""
    if "url" not in params:
        return delete_webhook(tg, params)
    secret = params.text("secret_token")
    _check_address(params.text("url"))
    if len(secret) > SECRET_LIMIT:
        raise bad_request("secret token is too long")
    if not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    _remember_allowed(tg, params)
    _drop_pending(tg, params)
    connections = params.integer("max_connections", CONNECTION_DEFAULT, 1, CONNECTION_LIMIT)
    tg.webhook = Webhook(params.text("url"), secret, connections)
    tg.queue.interrupt()
    return True


def _check_address(url: str) -> None:
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError as error:
        raise bad_request("invalid webhook URL specified") from error
    if not host or parts.scheme not in ("http", "https"):
        raise bad_request("invalid webhook URL specified")
    if parts.scheme == "http" and host not in LOOPBACK:
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")


def delete_webhook(tg: State, params: Params) -> bool:
    """Go back to getUpdates."""
    _drop_pending(tg, params)
    tg.webhook = None
    tg.queue.interrupt()
    return True


def get_webhook_info(tg: State, _params: Params) -> dict[str, Any]:
    """Describe where updates go and how it went lately."""
    hook = tg.webhook
    info: dict[str, Any] = {
        "url": hook.url if hook else "",
        "has_custom_certificate": False,
        "pending_update_count": len(tg.queue),
    }
    if hook:
        info["max_connections"] = hook.max_connections
        if hook.last_error_date:
            info |= {"last_error_date": hook.last_error_date, "last_error_message": hook.last_error_message}
    if tg.queue.allowed:
        info["allowed_updates"] = sorted(tg.queue.allowed)
    return info


def _remember_allowed(tg: State, params: Params) -> None:
    allowed = params.json("allowed_updates", "can't parse allowed_updates JSON object")
    if allowed is not None:
        tg.queue.allowed = frozenset(allowed)


def _drop_pending(tg: State, params: Params) -> None:
    if params.flag("drop_pending_updates"):
        tg.queue.take()


METHODS: dict[str, Method] = {
    "getupdates": get_updates,
    "setwebhook": set_webhook,
    "deletewebhook": delete_webhook,
    "getwebhookinfo": get_webhook_info,
}
