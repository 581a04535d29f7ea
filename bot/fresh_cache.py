"""What was read from the database a moment ago, kept while it can be taken for true."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from bot.clock import Clock

Name = TypeVar("Name", bound=Hashable)
Thing = TypeVar("Thing")


class FreshCache(Generic[Name, Thing]):
    """At most `size` things, the least used dropped first, none older than `seconds`."""

    def __init__(
        self, clock: Clock, *, size: int, seconds: float, trusted: Callable[[], bool] = lambda: True
    ) -> None:
        """Keep nothing while it is not `trusted`: then changes of other workers may be missed."""
        self._clock = clock
        self._trusted = trusted
        self._size = size
        self._seconds = seconds
        self._things: OrderedDict[Name, tuple[float, Thing]] = OrderedDict()
        self._changes = 0

    @property
    def changes(self) -> int:
        """How many changes this process made or heard of; see `learn`."""
        return self._changes

    def get(self, name: Name) -> tuple[Thing] | None:
        """Return the thing alone in a tuple, or None if it has to be read again (it may itself be None)."""
        found = self._things.get(name)
        if found is None or not self._trusted() or self._clock.monotonic() - found[0] >= self._seconds:
            return None
        self._things.move_to_end(name)
        return (found[1],)

    def learn(self, name: Name, thing: Thing, *, since: int) -> None:
        """Keep what was read, unless something changed after `changes` was `since`."""
        if since == self._changes:
            self._put(name, thing)

    def change(self, name: Name, thing: Thing) -> None:
        """Keep what this process has just written."""
        self._changes += 1
        self._put(name, thing)

    def forget(self, name: Name) -> None:
        """Keep nothing of it, and learn nothing of it from a read that is under way."""
        self._changes += 1
        self._things.pop(name, None)

    def clear(self) -> None:
        """Keep nothing of anything, and learn nothing from reads that are under way."""
        self._changes += 1
        self._things.clear()

    def _put(self, name: Name, thing: Thing) -> None:
        self._things[name] = (self._clock.monotonic(), thing)
        self._things.move_to_end(name)
        if len(self._things) > self._size:
            self._things.popitem(last=False)
