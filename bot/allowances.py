"""How much of what costs something one person may ask for: a store that fills up slowly, for each kind of thing.

Each worker counts for itself: with three workers a person may ask for up to three times as much. Nothing is stored, so
a restart fills every store. What is limited here is cost; what may be sent in (proposals, reports) has limits of its
own, in the database.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import Literal

from bot.clock import Clock

Cost = Literal["question", "inline", "picture", "held", "export"]

#: How many stores are kept; those that were not used for longest are forgotten, which fills them.
KEPT = 10_000


@dataclass(frozen=True, slots=True)
class Allowance:
    """At most `burst` at once, and `per_second` more with the time."""

    burst: float
    per_second: float


ALLOWANCES: dict[Cost, Allowance] = {
    # About a millisecond of work each: nobody types that fast, and a flood costs half a percent of a processor.
    "question": Allowance(1_000, 5),
    "inline": Allowance(1_000, 5),
    # Drawn and sent: some tenths of a second each.
    "picture": Allowance(10, 0.1),
    # Everything held about a person, or its erasure: goes through whole tables.
    "held": Allowance(10, 0.05),
    # Files over all proposals, for the staff.
    "export": Allowance(10, 0.05),
}


@dataclass(slots=True)
class _Store:
    left: float
    at: float
    told: bool = False


@dataclass(frozen=True, slots=True)
class Refusal:
    """More was asked for than may be. `first`: since the store was last half full, so it is time for a word."""

    seconds: float
    first: bool


class Allowances:
    """Counts what each person asks for."""

    def __init__(self, clock: Clock, allowances: dict[Cost, Allowance] | None = None) -> None:
        """Count by `allowances`; None means the usual ones, and an empty one that nothing is limited."""
        self._clock = clock
        self._allowances = ALLOWANCES if allowances is None else allowances
        self._stores: OrderedDict[tuple[object, Cost], _Store] = OrderedDict()

    def spend(self, who: object, cost: Cost) -> Refusal | None:
        """Take one from the store of `who` (whatever stands for a person); None: granted.

        A refusal takes nothing.
        """
        allowance = self._allowances.get(cost)
        if allowance is None:
            return None
        store = self._store(who, cost, allowance)
        if store.left >= 1:
            store.left -= 1
            return None
        first, store.told = not store.told, True
        return Refusal((1 - store.left) / allowance.per_second, first)

    def _store(self, who: object, cost: Cost, allowance: Allowance) -> _Store:
        now = self._clock.monotonic()
        store = self._stores.get((who, cost))
        if store is None:
            store = self._stores[who, cost] = _Store(allowance.burst, now)
            if len(self._stores) > KEPT:
                self._stores.popitem(last=False)
            return store
        store.left = min(allowance.burst, store.left + (now - store.at) * allowance.per_second)
        store.at = now
        if store.left >= allowance.burst / 2:
            store.told = False
        self._stores.move_to_end((who, cost))
        return store
