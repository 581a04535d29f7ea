"""Errors of Telegram and of the network, each with its place in the ledger."""

from __future__ import annotations

import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.delivery.limiter import NotYetError
from bot.delivery.outcome import outcome_of


class ConnectTimeout(Exception):  # noqa: N818 - named as the HTTP client names it
    """An HTTP client's word for a connection that did not come about."""


class ReadTimeout(Exception):  # noqa: N818
    """An HTTP client's word for an answer that did not come."""


def _caused(error: Exception, cause: BaseException) -> Exception:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "kind", "reason"),
    [
        (Forbidden("Forbidden: bot was blocked by the user"), "blocked", "blocked"),
        (Forbidden("Forbidden: user is deactivated"), "blocked", "deactivated"),
        (Forbidden("Forbidden: bot was kicked from the supergroup chat"), "blocked", "kicked"),
        (Forbidden("Forbidden: bot is not a member of the channel chat"), "blocked", "kicked"),
        (Forbidden("Forbidden: bot can't initiate conversation with a user"), "blocked", "not-started"),
        (BadRequest("Bad Request: chat not found"), "blocked", "chat-not-found"),
        (BadRequest("Bad Request: PEER_ID_INVALID"), "blocked", "chat-not-found"),
        (
            BadRequest("Bad Request: not enough rights to send text messages to the chat"),
            "failed",
            "no-rights",
        ),
        (BadRequest("Bad Request: TOPIC_CLOSED"), "failed", "topic-closed"),
        (BadRequest("Bad Request: message to edit not found"), "failed", "message-gone"),
        (BadRequest("Bad Request: message is not modified: specified …"), "same", "same"),
        (BadRequest("Bad Request: can't parse entities: unsupported start tag"), "markup", "markup"),
        (BadRequest("Bad Request: message is too long"), "markup", "markup"),
        (BadRequest("Bad Request: something quite new"), "markup", "markup"),
        (ChatMigrated(-100), "migrated", "migrated"),
        (RetryAfter(7), "later", "limited"),
        (NotYetError(2.5), "later", "limited"),
        (TimedOut(), "unknown", "timed-out"),
        (_caused(TimedOut(), ReadTimeout()), "unknown", "timed-out"),
        (_caused(TimedOut(), ConnectTimeout()), "transient", "unreachable"),
        (_caused(TimedOut(), OSError("ConnectionTimeoutError")), "transient", "unreachable"),
        (TimedOut("Pool timeout: … Request was *not* sent to Telegram."), "transient", "unreachable"),
        (_caused(NetworkError("aiohttp.ClientConnectorError"), OSError("x")), "transient", "unreachable"),
        (_caused(NetworkError("ConnectionFailedError"), OSError("x")), "transient", "unreachable"),
        (_caused(NetworkError("ConnectionBrokenError"), OSError("x")), "unknown", "disconnected"),
        (_caused(NetworkError("httpx.ReadError: "), OSError("reset")), "unknown", "disconnected"),
        (NetworkError("Internal Server Error"), "transient", "server"),
        (NetworkError("Bad Gateway (502)"), "unknown", "gateway"),
        (InvalidToken(), "ours", "refused"),
        (Conflict("Conflict: terminated by other getUpdates request"), "ours", "refused"),
        (TelegramError("Invalid server response"), "unknown", "unreadable"),
        (ValueError("a mistake of the program"), "markup", "program"),
    ],
    ids=str,
)
def test_each_error_means_one_thing(error: Exception, kind: str, reason: str) -> None:
    """`TimedOut` and `BadRequest` are `NetworkError`s, and yet not taken for each other."""
    found = outcome_of(error)
    assert (found.kind, found.reason) == (kind, reason)
