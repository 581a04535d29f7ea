"""Reads that are asked for at the same time are made together: a crowd costs little more than one."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Hashable, Mapping, Sequence
from typing import Generic, TypeVar

Name = TypeVar("Name", bound=Hashable)
Thing = TypeVar("Thing")

#: Most names in one read.
BATCH = 500


class Gathered(Generic[Name, Thing]):
    """Reads things by name; what is asked for while a read is under way waits for the next.

    So nobody gets what was read before they asked.
    """

    def __init__(self, read: Callable[[Sequence[Name]], Awaitable[Mapping[Name, Thing]]]) -> None:
        """`read` returns what there is of the names it is given, up to `BATCH`."""
        self._read = read
        self._asked: dict[Name, asyncio.Future[Thing | None]] = {}
        self._reading: asyncio.Task[None] | None = None

    async def __call__(self, name: Name) -> Thing | None:
        """Return the thing of that name, or None.

        Raises:
            Exception: what the read raised.
        """
        wanted = self._asked.get(name)
        if wanted is None:
            wanted = self._asked[name] = asyncio.get_running_loop().create_future()
            wanted.add_done_callback(_looked_at)
        if self._reading is None:
            self._reading = asyncio.create_task(self._read_all(), name="gathered reads")
        # Others may wait for the same.
        return await asyncio.shield(wanted)

    async def _read_all(self) -> None:
        try:
            while self._asked:
                names = list(self._asked)[:BATCH]
                taken = {name: self._asked.pop(name) for name in names}
                try:
                    found = await self._read(names)
                except Exception as error:  # noqa: BLE001 - told to each who asked
                    for wanted in taken.values():
                        wanted.set_exception(error)
                except BaseException:
                    for wanted in taken.values():
                        wanted.cancel()
                    raise
                else:
                    for name, wanted in taken.items():
                        wanted.set_result(found.get(name))
        finally:
            self._reading = None


def _looked_at(wanted: asyncio.Future[Thing | None]) -> None:
    # Whoever asked may be gone: an error that nobody takes is no mistake of the program.
    if not wanted.cancelled():
        wanted.exception()
