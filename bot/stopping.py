"""The end of the bot: asked for by a signal, given a share of time for each part, and forced when the time is over."""

from __future__ import annotations

import asyncio
import faulthandler
import signal
from collections.abc import Awaitable
from typing import TypeVar

import structlog

log = structlog.get_logger(__name__)

Result = TypeVar("Result")

#: Seconds from the signal to the end of the process, whatever hangs.
STOP_SECONDS = 10.0

#: Seconds in which updates in hand are finished and confirmed; what is over is cancelled, and comes again.
INTAKE_SECONDS = 6.0

#: Seconds in which duties finish what they have in hand.
DUTY_SECONDS = 1.5

#: Seconds in which what only memory holds is written down, and in which connections are closed.
CLOSE_SECONDS = 1.0


def told_to_stop() -> asyncio.Event:
    """Return what is set when the process is told to stop (SIGINT or SIGTERM).

    From that moment the process has `STOP_SECONDS`. Then it is ended where it stands, with status 1 and the places
    where its threads hang on stderr: whatever was confirmed to anybody is on disk by then, since that comes first.
    """
    stop = asyncio.Event()

    def ask() -> None:
        if not stop.is_set():
            limit_end()
        stop.set()

    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, ask)
    return stop


def limit_end(seconds: float = STOP_SECONDS) -> None:
    """Let the process live for that many seconds and no longer.

    A timer of C, which needs neither the event loop nor the interpreter's lock, and outlives both.
    """
    faulthandler.dump_traceback_later(seconds, exit=True)


async def within(seconds: float, work: Awaitable[Result], *, what: str) -> Result | None:
    """Do a part of the end; None and a warning if it fails, or takes longer than `seconds`: the end goes on.

    Unlike `asyncio.wait_for` this does not wait for what refuses to be cancelled.
    """
    task = asyncio.ensure_future(work)
    done, _ = await asyncio.wait({task}, timeout=seconds)
    if not done:
        task.cancel()
        log.warning("stop.gave_up", part=what, seconds=seconds)
        return None
    try:
        return task.result()
    except Exception as error:  # noqa: BLE001  (whatever it is, the rest of the end must still come)
        log.warning("stop.part_failed", part=what, error=type(error).__name__)
        return None
