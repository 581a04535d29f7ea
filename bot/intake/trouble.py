"""What to do when Telegram does not answer: how long to wait, and when there is no use in waiting."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import timedelta

import structlog
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, RetryAfter, TelegramError

log = structlog.get_logger(__name__)

#: Seconds. The wait doubles from the first to the longest.
_FIRST = 1.0
_LONGEST = 30.0
_CONFLICT = 15.0


class IntakeError(Exception):
    """Updates cannot be fetched, however long one waits; says why in one line, without the token."""


class Trouble:
    """A row of failures without a success between them."""

    def __init__(self, jitter: Callable[[], float] = random.random) -> None:
        """Shorten waits by up to a quarter: `jitter` gives 0 to 1, so that workers do not return in step."""
        self._jitter = jitter
        self._failures = 0

    def over(self) -> None:
        """Begin anew after a success."""
        if self._failures:
            log.info("polling.recovered", failures=self._failures)
        self._failures = 0

    def delay(self, error: Exception) -> float:
        """Count and log `error`, without what it says (that may hold the token); return the seconds to wait.

        Raises:
            IntakeError: the token is refused.
        """
        if isinstance(error, InvalidToken | Forbidden):
            raise IntakeError("Telegram refuses the token: check BOT_TOKEN") from None
        self._failures += 1
        if isinstance(error, RetryAfter):
            return self._told(error)
        if isinstance(error, Conflict):
            log.error("polling.conflict", why="another instance polls with this token or a webhook is set")
            return self._jittered(_CONFLICT)
        seconds = self._jittered(min(_FIRST * 2 ** min(self._failures - 1, 10), _LONGEST))
        if isinstance(error, TelegramError) and not isinstance(error, BadRequest):
            # Everything of the network, time-outs among it (TimedOut and BadRequest are both NetworkErrors).
            log.warning("polling.retry", error=_names(error), seconds=round(seconds, 1))
        else:
            log.error("polling.unexpected", error=_names(error), seconds=round(seconds, 1))
        return seconds

    def _told(self, error: RetryAfter) -> float:
        told = error.retry_after
        seconds = told.total_seconds() if isinstance(told, timedelta) else float(told)
        log.warning("polling.retry", error="RetryAfter", seconds=seconds)
        return seconds

    def _jittered(self, seconds: float) -> float:
        return seconds * (1 - self._jitter() / 4)


def _names(error: Exception) -> str:
    cause = error.__cause__
    return type(error).__name__ + (f" ({type(cause).__name__})" if cause is not None else "")
