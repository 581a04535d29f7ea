"""What time it is: the one source of time, so that tests set it instead of waiting for it."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Tells the time of day for what is stored, and running seconds for how long something lasts."""

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""
        ...

    def monotonic(self) -> float:
        """Return seconds since some fixed moment; never goes back, whatever happens to the time of day."""
        ...


class SystemClock:
    """The computer's clock, or one that began at another moment and has run on since."""

    def __init__(self, start: datetime | None = None) -> None:
        """Run from `start`; None means the real time. A `start` without a zone is taken as UTC."""
        self._ahead = timedelta(0) if start is None else _utc(start) - datetime.now(UTC)
        self._skipped = 0.0

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""
        return datetime.now(UTC) + self._ahead

    def monotonic(self) -> float:
        """Return the system's monotonic seconds, and those that were skipped."""
        return time.monotonic() + self._skipped

    def skip(self, by: timedelta) -> None:
        """Let `by` go by at once, as somebody playing wants it.

        Raises:
            ValueError: `by` is negative.
        """
        if by < timedelta(0):
            raise ValueError("time does not run backwards")
        self._ahead += by
        self._skipped += by.total_seconds()


class SettableClock:
    """A clock that stands still until it is told otherwise."""

    def __init__(self, now: datetime) -> None:
        """Stand at `now`; without a zone it is taken as UTC."""
        self._now = _utc(now)
        self._seconds = 0.0

    def now(self) -> datetime:
        """Return the moment that was set, aware, in UTC."""
        return self._now

    def monotonic(self) -> float:
        """Return the seconds that went by in all moves forward."""
        return self._seconds

    def set(self, now: datetime) -> None:
        """Stand at `now`. Going back moves the time of day only, as when an operator corrects a clock."""
        moved = (_utc(now) - self._now).total_seconds()
        self._now = _utc(now)
        self._seconds += max(0.0, moved)

    def advance(self, by: timedelta) -> None:
        """Let `by` go by.

        Raises:
            ValueError: `by` is negative.
        """
        if by < timedelta(0):
            raise ValueError("time does not run backwards; use set()")
        self.set(self._now + by)


def _utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
