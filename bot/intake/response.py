"""The answer to a webhook's request may carry one call of the Bot API (Bot API, making requests when getting updates).

That saves the way there and back, and its outcome is never known: it is for plain answers, never for receipts, notices
or anything that is edited later.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar


class ResponseSlot:
    """Room for one call in the answer to one update."""

    __slots__ = ("call",)

    def __init__(self) -> None:
        self.call: bytes | None = None
        """The call as JSON, its name under "method"; None: there is none yet."""

    def fill(self, call: bytes) -> bool:
        """Let the answer carry `call`; False where it carries another already."""
        if self.call is not None:
            return False
        self.call = call
        return True


_open: ContextVar[ResponseSlot | None] = ContextVar("response_slot", default=None)


def open_slot() -> ResponseSlot | None:
    """The slot of the update that is being handled; None where it did not come by webhook."""
    return _open.get()


@contextmanager
def answering_in(slot: ResponseSlot | None) -> Iterator[None]:
    """Let what is handled in the block find `slot`."""
    token = _open.set(slot)
    try:
        yield
    finally:
        _open.reset(token)
