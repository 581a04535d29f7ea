"""One change of what became of a proposal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from bot.proposals.statuses import By, Status


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a proposal's status; everything in it is public."""

    status: Status
    by: By
    at: datetime
    reason: str | None = None
    """The code of the reason, e.g. "off-topic"."""
    answer: str | None = None
    session: str | None = None
    session_date: date | None = None
    edition: str | None = None
    """The edition in which it landed."""
