"""A lane per person: one person's updates in order, different people side by side, all of it bounded."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias, cast

import structlog
from structlog.contextvars import bind_contextvars, reset_contextvars
from telegram import Update

from bot.intake.keys import Key, key_of

log = structlog.get_logger(__name__)

Handle: TypeAlias = Callable[[Update], Awaitable[None]]
#: Told of each update that was handled: how that ended, and the seconds since it was taken in.
Observe: TypeAlias = "Callable[[Update, Outcome, float], None]"

#: Seconds that a cancelled handler gets to clean up before `drain` returns without it.
_CLEAN_UP = 1.0


class Outcome(StrEnum):
    """How the handling of an update ended. Each of them counts as handled: it is not tried again."""

    DONE = "done"
    FAILED = "failed"
    LATE = "late"


class LanesClosedError(Exception):
    """No update is taken in any more: the bot is stopping."""


@dataclass(slots=True)
class _Job:
    update: Update
    done: asyncio.Future[Outcome]
    #: When it was taken in, on the monotonic clock.
    at: float


@dataclass(slots=True)
class _Lane:
    key: Key
    room: asyncio.Semaphore
    jobs: deque[_Job] = field(default_factory=deque)
    #: Whether it stands in the row of ready lanes or has a job in hand: then nobody else may start one.
    busy: bool = False
    #: Updates that wait for room, wait for their turn or are in hand. At 0 the lane goes away.
    claims: int = 0


class Lanes:
    """Takes updates in and hands them to `handle`, fairly between people.

    Lanes with something to do take turns, one update each, so a person who sent a hundred delays another by
    one. There is no task per update and none that idles: up to `workers` tasks live while there is work.
    """

    def __init__(
        self,
        handle: Handle,
        *,
        limit: int = 1000,
        per_key: int = 100,
        workers: int = 64,
        timeout: float = 20.0,
        monotonic: Callable[[], float] = time.monotonic,
        observe: Observe | None = None,
    ) -> None:
        """Hold at most `limit` updates (`per_key` of one person), waiting and in hand together.

        At most `workers` are in hand at once. `timeout` is the time one may take, in seconds; then it is
        cancelled and counts as handled. Keep it short under polling: one stuck update holds back whatever
        comes more than a hundred after it.
        """
        self._handle = handle
        self._room = asyncio.Semaphore(limit)
        self._per_key = per_key
        self._workers = workers
        self._timeout = timeout
        self._monotonic = monotonic
        self._observe = observe
        self._lanes: dict[Key, _Lane] = {}
        self._ready: deque[_Lane] = deque()
        self._tasks: set[asyncio.Task[None]] = set()
        self._size = 0
        self._in_hand = 0
        self._closed = False
        self._last: float | None = None

    def __len__(self) -> int:
        """Return how many updates wait or are in hand, those still waiting for room included."""
        return self._size

    def seconds_since_last(self) -> float | None:
        """Return the age of the last update taken in, in seconds; None if there was none yet."""
        return None if self._last is None else self._monotonic() - self._last

    async def put(self, update: Update) -> asyncio.Future[Outcome]:
        """Take `update` in, waiting while there is no room, for it or for its person.

        Returns a future with the outcome. It is cancelled if the bot stopped before the update was handled:
        then the update must not be confirmed. Cancelling the future changes nothing.

        Raises:
            LanesClosedError: the bot is stopping; the update was not taken in.
        """
        lane = self._claim(key_of(update))
        try:
            await self._enter(lane)
        except BaseException:
            self._unclaim(lane)
            raise
        self._last = self._monotonic()
        job = _Job(update, asyncio.get_running_loop().create_future(), self._last)
        lane.jobs.append(job)
        if not lane.busy:
            self._line_up(lane)
        return job.done

    async def drain(self, timeout: float) -> int:  # noqa: ASYNC109  (giving up is not an error here)
        """Take nothing more in, finish what was taken in, and return how many updates stayed unhandled.

        After `timeout` seconds what is still in hand is cancelled, and what has not begun is left.
        """
        self._closed = True
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=timeout)
        left = sum(len(lane.jobs) for lane in self._lanes.values()) + self._in_hand
        self._abandon()
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=_CLEAN_UP)
        return left

    def _claim(self, key: Key) -> _Lane:
        lane = self._lanes.get(key)
        if lane is None:
            lane = self._lanes[key] = _Lane(key, asyncio.Semaphore(self._per_key))
        lane.claims += 1
        self._size += 1
        return lane

    def _unclaim(self, lane: _Lane) -> None:
        lane.claims -= 1
        self._size -= 1
        if lane.claims == 0:
            del self._lanes[lane.key]

    async def _enter(self, lane: _Lane) -> None:
        # First the person's room, then everybody's: who floods waits alone. Both let in by order of arrival.
        await lane.room.acquire()
        try:
            await self._room.acquire()
        except BaseException:
            lane.room.release()
            raise
        if self._closed:
            self._release(lane)
            raise LanesClosedError

    def _release(self, lane: _Lane) -> None:
        lane.room.release()
        self._room.release()

    def _line_up(self, lane: _Lane) -> None:
        lane.busy = True
        self._ready.append(lane)
        if len(self._tasks) < self._workers:
            task = asyncio.create_task(self._work())
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _work(self) -> None:
        try:
            while self._ready:
                await self._work_on(self._ready.popleft())
                # A handler that never waits would otherwise keep the network waiting for the whole queue.
                await asyncio.sleep(0)
        finally:
            # At once, not when the task is seen to be done: a lane lining up in between needs a worker.
            self._tasks.discard(cast("asyncio.Task[None]", asyncio.current_task()))

    async def _work_on(self, lane: _Lane) -> None:
        job = lane.jobs.popleft()
        self._in_hand += 1
        try:
            outcome = await self._outcome(job.update)
            if self._observe is not None:
                self._observe(job.update, outcome, self._monotonic() - job.at)
            _tell(job, outcome)
        finally:
            self._in_hand -= 1
            self._settle(lane, job)

    async def _outcome(self, update: Update) -> Outcome:
        deadline = asyncio.timeout(self._timeout)
        # Every line that is logged on the way names the update, and nothing else of it.
        bound = bind_contextvars(update=update.update_id)
        try:
            async with deadline:
                await self._handle(update)
        except asyncio.CancelledError:
            if _is_being_cancelled():
                raise
            log.error("update.failed", update_id=update.update_id, error="CancelledError")
        except Exception as error:  # noqa: BLE001  (one bad update must not stop the others)
            if deadline.expired() and isinstance(error, TimeoutError):
                log.error("update.late", update_id=update.update_id, seconds=self._timeout)
                return Outcome.LATE
            log.error(
                "update.failed", update_id=update.update_id, error=type(error).__name__, at=_place(error)
            )
        else:
            return Outcome.DONE
        finally:
            reset_contextvars(**bound)
        return Outcome.FAILED

    def _settle(self, lane: _Lane, job: _Job) -> None:
        if not job.done.done():
            job.done.cancel()
        self._release(lane)
        if lane.jobs:
            self._ready.append(lane)
        else:
            lane.busy = False
        self._unclaim(lane)

    def _abandon(self) -> None:
        self._ready.clear()
        for lane in list(self._lanes.values()):
            while lane.jobs:
                lane.jobs.popleft().done.cancel()
                self._release(lane)
                self._unclaim(lane)
        for task in self._tasks:
            task.cancel()


def _tell(job: _Job, outcome: Outcome) -> None:
    # Whoever waited for the outcome may have been cancelled, and the future with them.
    if not job.done.done():
        job.done.set_result(outcome)


def _is_being_cancelled() -> bool:
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0


def _place(error: BaseException) -> str:
    # Where it failed, since what an exception says may quote what a person wrote.
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return "" if trace is None else f"{trace.tb_frame.f_globals.get('__name__', '?')}:{trace.tb_lineno}"
