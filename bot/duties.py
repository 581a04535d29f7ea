"""What the bot does by itself, again and again: each duty at its own pace, whatever happens to another."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass

import structlog

log = structlog.get_logger(__name__)

#: Seconds that a duty in the middle of its work gets to finish it when the bot stops.
FINISH_SECONDS = 3.0

#: Seconds that one that was cancelled gets to clean up.
_CLEAN_UP = 1.0


@dataclass(frozen=True, slots=True)
class Duty:
    """Something to be done every so many seconds; the first time at once.

    What is due is told by rows and the clock, never by how often a duty ran: one that failed, or was missed, is made
    up by the next. `alone`: of several workers only the elected one does it. `stop` is called when the bot stops: a
    duty that runs for long then ends as soon as it can; None: it ends soon anyway.
    """

    name: str
    every: float
    run: Callable[[], Awaitable[object]]
    alone: bool = False
    stop: Callable[[], None] | None = None


def _always() -> bool:
    return True


@contextlib.asynccontextmanager
async def performing(
    duties: Iterable[Duty], *, elected: Callable[[], bool] = _always, finish: float = FINISH_SECONDS
) -> AsyncIterator[None]:
    """Perform the duties for as long as the block runs; `elected` tells whether this worker is the elected one now.

    At the end what is in hand gets `finish` seconds and is then cancelled, and another second to clean up. Nothing that
    heeds this runs any more afterwards, so that the database can be closed.
    """
    duties, stop = tuple(duties), asyncio.Event()
    tasks = {
        asyncio.create_task(_perform(duty, first_wait(duties, place), stop, elected), name=duty.name)
        for place, duty in enumerate(duties)
    }
    try:
        yield
    finally:
        stop.set()
        for duty in duties:
            if duty.stop is not None:
                duty.stop()
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=finish)
            for task in late:
                log.warning("duty.cancelled", duty=task.get_name())
                task.cancel()
            if late:
                # One that refuses to be cancelled must not keep the bot from ending.
                await asyncio.wait(late, timeout=_CLEAN_UP)


def first_wait(duties: Sequence[Duty], place: int) -> float:
    """Seconds between the first and the second time of the duty at a place; from then on it is `every` seconds.

    Not the same for any two: together they would keep whoever asks at that moment waiting for all of them.
    """
    return duties[place].every * (place + 1) / len(duties)


async def _perform(duty: Duty, wait: float, stop: asyncio.Event, elected: Callable[[], bool]) -> None:
    while True:
        if not duty.alone or elected():
            try:
                await duty.run()
            except Exception as error:  # noqa: BLE001 - the next time makes it up
                log.warning("duty.failed", duty=duty.name, error=type(error).__name__)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), wait)
        if stop.is_set():
            return
        wait = duty.every
