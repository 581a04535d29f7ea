"""Whom a notice would reach, before it is published."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Audience:
    """How many would be told, as things stand at `now`, at `rate` messages a second.

    `people` are private chats. `waves` are the moments from which how many of all these can be reached, by their
    quiet hours and digests; the soonest first.
    """

    people: int
    groups: int
    channels: int
    rate: float
    now: datetime
    waves: tuple[tuple[datetime, int], ...] = ()

    @property
    def total(self) -> int:
        """All who would be told."""
        return self.people + self.groups + self.channels

    @property
    def seconds(self) -> float:
        """How long it takes to tell all of them without a pause."""
        return self.total / self.rate

    @property
    def later(self) -> int:
        """How many of them would be told later, for their quiet hours or digests."""
        return sum(count for moment, count in self.waves if moment > self.now)

    def before(self, moment: datetime) -> int:
        """How many can be told before a moment; 86 minutes at 25 a second reach 129,000."""
        told, at = 0.0, self.now
        for due, count in self.waves:
            at = max(at, due)
            if at >= moment:
                break
            reached = min(float(count), (moment - at).total_seconds() * self.rate)
            told += reached
            if reached < count:
                break
        return int(told)
