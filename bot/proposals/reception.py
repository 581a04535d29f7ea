"""Whether proposals are taken in here, for whom, and by whom: what the operator set, and nothing assumed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Mode = Literal["demo", "open", "closed"]
State = Literal["open", "demo", "closed", "no-recipient", "not-yet", "over"]

#: The text to which whoever sends a proposal agrees; another text is another version (a test compares them).
CONSENT = "2026-11"


@dataclass(frozen=True, slots=True)
class Reception:
    """What the operator set about taking in. None: not set. Dates are of the pack's zone, both included."""

    #: None: open as soon as there is a recipient.
    mode: Mode | None = None
    operator: str | None = None
    contact: str | None = None
    #: To whom the proposals are passed on.
    recipient: str | None = None
    begins: date | None = None
    ends: date | None = None
    #: The body before which a proposal may come; None: there is none, and no proposal ever has that status.
    commission: str | None = None

    def state(self, today: date) -> State:
        """Whether a proposal can be sent on a day, or why not."""
        if self.mode == "closed":
            return "closed"
        if self.mode == "demo":
            return "demo"
        if not self.recipient:
            return "no-recipient" if self.mode == "open" else "closed"
        if self.begins and today < self.begins:
            return "not-yet"
        return "over" if self.ends and today > self.ends else "open"

    def takes_in(self, today: date) -> bool:
        """Whether a proposal can be sent on a day."""
        return self.state(today) in ("open", "demo")
