"""Reads that are asked for at the same time are made together."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest

from bot.gathering import BATCH, Gathered


class Store:
    """Reads squares, and remembers what it was asked for; may be made to wait or to fail."""

    def __init__(self) -> None:
        self.reads: list[list[int]] = []
        self.go_on = asyncio.Event()
        self.failure: Exception | None = None

    async def read(self, names: Sequence[int]) -> dict[int, int]:
        """Return the squares of even numbers."""
        self.reads.append(list(names))
        await self.go_on.wait()
        if self.failure is not None:
            raise self.failure
        return {name: name * name for name in names if name % 2 == 0}


async def idle() -> None:
    """Let everything go on that can."""
    for _ in range(10):
        await asyncio.sleep(0)


async def test_together() -> None:
    """What comes while a read is under way is read together afterwards: nobody gets what is older than that."""
    store = Store()
    gathered = Gathered(store.read)
    first = asyncio.create_task(gathered(2))
    await idle()
    rest = [asyncio.create_task(gathered(name)) for name in (2, 4, 4, 5)]
    await idle()
    store.go_on.set()
    assert await first == 4
    assert await asyncio.gather(*rest) == [4, 16, 16, None]
    assert store.reads == [[2], [2, 4, 5]]


async def test_a_failure_is_everybodys_and_over_then() -> None:
    """All who wait for a read that fails are told, and the next read is made as if nothing had been."""
    store = Store()
    store.failure = OSError("x")
    gathered = Gathered(store.read)
    asked = [asyncio.create_task(gathered(name)) for name in (2, 4)]
    store.go_on.set()
    with pytest.raises(OSError):
        await asked[0]
    with pytest.raises(OSError):
        await asked[1]
    store.failure = None
    assert await gathered(2) == 4


async def test_one_who_gives_up_takes_nothing_from_others() -> None:
    """Cancelling one who waits does not cancel the read for another."""
    store = Store()
    gathered = Gathered(store.read)
    one, other = asyncio.create_task(gathered(2)), asyncio.create_task(gathered(2))
    await idle()
    one.cancel()
    await idle()
    store.go_on.set()
    assert await other == 4
    assert one.cancelled()


async def test_a_crowd_is_read_in_batches() -> None:
    """No read is larger than a database takes."""
    store = Store()
    store.go_on.set()
    gathered = Gathered(store.read)
    assert len(await asyncio.gather(*(gathered(name) for name in range(BATCH + 7)))) == BATCH + 7
    assert [len(names) for names in store.reads] == [BATCH, 7]
