"""What became of a call to Telegram, from the error it raised.

`TimedOut` and `BadRequest` are kinds of `NetworkError`, so that the order of the questions matters.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

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

Kind = Literal["blocked", "failed", "markup", "later", "transient", "unknown", "migrated", "same", "ours"]

_NOT_CONNECTED = frozenset(
    (
        "ConnectTimeout",
        "ConnectError",
        "PoolTimeout",
        "ClientConnectorError",
        "ClientConnectorDNSError",
        "ConnectionTimeoutError",
        "ConnectionFailedError",
        "ConnectionRefusedError",
        "gaierror",
    )
)
"""Errors of HTTP clients after which nothing can have been sent: there was no connection to send it over."""

_FORBIDDEN = (
    ("blocked", "blocked"),
    ("deactivated", "deactivated"),
    ("kicked", "kicked"),
    ("not a member", "kicked"),
    ("can't initiate", "not-started"),
    ("can't send messages to bots", "is-bot"),
)
_GONE = (
    ("chat not found", "chat-not-found"),
    ("user not found", "chat-not-found"),
    ("peer_id_invalid", "chat-not-found"),
    ("chat_id is empty", "chat-not-found"),
    ("user_is_blocked", "blocked"),
    ("input_user_deactivated", "deactivated"),
    ("user is deactivated", "deactivated"),
    ("group chat was deactivated", "deactivated"),
)
_REFUSED = (
    ("not enough rights", "no-rights"),
    ("have no rights", "no-rights"),
    ("need administrator rights", "no-rights"),
    ("chat_write_forbidden", "no-rights"),
    ("chat_restricted", "no-rights"),
    ("chat_send_", "no-rights"),
    ("topic_closed", "topic-closed"),
    ("topic_deleted", "topic-closed"),
    ("message thread not found", "topic-closed"),
    ("message to edit not found", "message-gone"),
    ("message can't be edited", "message-gone"),
    ("message_id_invalid", "message-gone"),
    ("message to be replied not found", "message-gone"),
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What it means that a call failed.

    "blocked": the chat is not to be written to any more; "failed": this message cannot be delivered; "markup": the
    message itself is at fault; "later": nothing was sent, there is room in `seconds`; "transient": nothing was sent,
    try again; "unknown": it may have arrived; "migrated": the group is `chat` now; "same": it is as wanted already;
    "ours": the bot itself is refused (its token, another bot with it).
    """

    kind: Kind
    reason: str
    seconds: float = 0.0
    chat: int = 0


def outcome_of(error: Exception) -> Outcome:
    """What the error means for the delivery that it ended."""
    if isinstance(error, NotYetError):
        return Outcome("later", "limited", seconds=error.seconds)
    if isinstance(error, RetryAfter):
        after = error.retry_after
        seconds = float(after) if isinstance(after, (int, float)) else after.total_seconds()
        return Outcome("later", "limited", seconds=seconds)
    if isinstance(error, ChatMigrated):
        return Outcome("migrated", "migrated", chat=error.new_chat_id)
    if isinstance(error, Forbidden):
        return Outcome("blocked", _reason(error, _FORBIDDEN) or "forbidden")
    if isinstance(error, BadRequest):
        return _bad_request(error)
    if isinstance(error, (InvalidToken, Conflict)):
        return Outcome("ours", "refused")
    if isinstance(error, NetworkError):
        return _network(error)
    if isinstance(error, TelegramError):
        return Outcome("unknown", "unreadable")
    return Outcome("markup", "program")


def _bad_request(error: BadRequest) -> Outcome:
    if "not modified" in error.message.lower():
        return Outcome("same", "same")
    if gone := _reason(error, _GONE):
        return Outcome("blocked", gone)
    if refused := _reason(error, _REFUSED):
        return Outcome("failed", refused)
    return Outcome("markup", "markup")


def _network(error: NetworkError) -> Outcome:
    if _never_sent(error):
        return Outcome("transient", "unreachable")
    if isinstance(error, TimedOut):
        return Outcome("unknown", "timed-out")
    if error.__cause__ is not None and not isinstance(error.__cause__, TelegramError):
        return Outcome("unknown", "disconnected")
    said = error.message.lower()
    if "gateway" in said:
        # A gateway that gave up does not know what the server behind it did.
        return Outcome("unknown", "gateway")
    return Outcome("transient", "server")


def _never_sent(error: NetworkError) -> bool:
    """Whether the client says that there was not even a connection."""
    if "was *not* sent" in error.message or error.message.rpartition(".")[2] in _NOT_CONNECTED:
        return True
    cause: BaseException | None = error.__cause__
    while cause is not None:
        # Some clients name the error in the text alone, since the error itself would quote the address.
        if type(cause).__name__ in _NOT_CONNECTED or str(cause) in _NOT_CONNECTED:
            return True
        cause = cause.__cause__ or cause.__context__
    return False


def _reason(error: TelegramError, known: tuple[tuple[str, str], ...]) -> str | None:
    said = error.message.lower()
    return next((reason for sign, reason in known if sign in said), None)
