"""How a campaign stands: what became of it for how many."""

from __future__ import annotations

from dataclasses import dataclass

OPEN = frozenset(("pending", "leased"))


@dataclass(frozen=True, slots=True)
class Progress:
    """The ledger of one campaign in figures. `state` is the campaign's own: sending, paused, halted, done, cancelled.

    `rate` is messages a second over the last minute in which any were sent; 0: none yet. `left` is how many seconds
    what is due now will take at that rate; None: nothing is due, or nobody knows. `later` are those of `pending` whose
    hour has not come.
    """

    campaign: int
    event: str
    state: str
    spread: bool
    begun: bool = False
    sent: int = 0
    blocked: int = 0
    failed: int = 0
    unknown: int = 0
    pending: int = 0
    expired: int = 0
    cancelled: int = 0
    later: int = 0
    rate: float = 0.0
    left: float | None = None

    @property
    def total(self) -> int:
        """All for whom there is a row; it grows until the campaign is spread."""
        return (
            self.sent
            + self.blocked
            + self.failed
            + self.unknown
            + self.pending
            + self.expired
            + self.cancelled
        )

    @property
    def shown(self) -> str:
        """The state as editors see it: done as soon as nobody waits, whatever has still to be swept away."""
        return "done" if self.state == "sending" and self.spread and self.pending == 0 else self.state

    @property
    def ended(self) -> bool:
        """Whether nothing will be sent any more."""
        return self.shown in ("done", "cancelled")
