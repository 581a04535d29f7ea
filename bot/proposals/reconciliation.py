"""Reconciliation: every proposal received is accounted for, and their number is the length of the log."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.proposals.log import head
from bot.proposals.proposal import DECIDED, PUBLIC, WAITING
from bot.proposals.statuses import STATUSES
from bot.storage.proposal_tables import proposals


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """Where every received proposal is. `log_size` is the number of receipts that were ever given."""

    log_size: int
    by_status: Mapping[str, int]
    #: Of those that are hidden: how many for which coded reason.
    hidden_by_reason: Mapping[str, int]

    @property
    def received(self) -> int:
        """All that are held, whatever became of them."""
        return sum(self.by_status.values())

    @property
    def published(self) -> int:
        """Those that everybody can read, decided or not."""
        return self._of(PUBLIC)

    @property
    def waiting(self) -> int:
        """Those that the moderators have not decided."""
        return self._of(WAITING)

    @property
    def decided(self) -> int:
        """Those of the published that were answered."""
        return self._of(DECIDED)

    @property
    def holds(self) -> bool:
        """Whether nothing is missing and nothing was added past the log."""
        groups = self.published + self.waiting + sum(self.hidden_by_reason.values())
        rest = sum(self.by_status.get(status, 0) for status in ("merged", "withdrawn", "erased"))
        return self.log_size == self.received == groups + rest

    def as_plain_data(self) -> dict[str, Any]:
        """The figures, for files."""
        return {
            "received": self.received,
            "log_size": self.log_size,
            "published": self.published,
            "waiting": self.waiting,
            "hidden": sum(self.hidden_by_reason.values()),
            "hidden_by_reason": dict(sorted(self.hidden_by_reason.items())),
            "merged": self.by_status.get("merged", 0),
            "withdrawn": self.by_status.get("withdrawn", 0),
            "erased": self.by_status.get("erased", 0),
            "by_status": {status: self.by_status.get(status, 0) for status in STATUSES},
            "holds": self.holds,
        }

    def _of(self, group: frozenset[Any]) -> int:
        return sum(self.by_status.get(status, 0) for status in group)


async def reconciled(connection: AsyncConnection) -> Reconciliation:
    """The reconciliation as of this unit of work."""
    size, _ = await head(connection, "proposals")
    table = proposals.c
    counted = select(table.status, table.reason_code, func.count()).where(table.number.is_not(None))
    by_status: dict[str, int] = {}
    reasons: dict[str, int] = {}
    for status, reason, count in await connection.execute(counted.group_by(table.status, table.reason_code)):
        by_status[status] = by_status.get(status, 0) + count
        if status == "hidden":
            reasons[reason or "other"] = reasons.get(reason or "other", 0) + count
    return Reconciliation(size, by_status, reasons)
