"""Which updates were taken in lately, so that one delivered twice is handled once."""

from __future__ import annotations

from collections import OrderedDict


class Recent:
    """The ids of the last `size` updates taken in; older ones are forgotten, so memory stays bounded.

    This holds for one process while it runs. What must not happen twice over a restart is marked in the
    database, together with the change that it causes.
    """

    def __init__(self, size: int = 10_000) -> None:
        """Remember `size` ids, at least 1."""
        self._size = size
        self._ids: OrderedDict[int, None] = OrderedDict()

    def first_time(self, update_id: int) -> bool:
        """Return whether `update_id` was not taken in lately, and remember it."""
        if update_id in self._ids:
            self._ids.move_to_end(update_id)
            return False
        self._ids[update_id] = None
        if len(self._ids) > self._size:
            self._ids.popitem(last=False)
        return True
