"""The end of the bot comes within ten seconds, whatever hangs."""

from __future__ import annotations

import asyncio
import subprocess
import sys

from bot.stopping import within
from tests.bot_process import PATIENCE, ROOT

_HANGING = """
import asyncio, os, signal, threading, time
from bot.stopping import limit_end, told_to_stop
from bot import stopping

async def stubborn():
    while True:
        try:
            await asyncio.sleep(600)
        except asyncio.CancelledError:
            pass

async def run():
    stop = told_to_stop()
    asyncio.create_task(stubborn())
    threading.Thread(target=time.sleep, args=(600,)).start()
    print("started", flush=True)
    await stop.wait()

stopping.STOP_SECONDS = 0.5
stopping.limit_end.__defaults__ = (0.5,)
asyncio.run(run())
"""


async def test_a_part_that_hangs_is_left_behind() -> None:
    """A part that neither ends nor lets itself be cancelled costs its time and no more."""
    released = asyncio.Event()

    async def stubborn() -> str:
        while not released.is_set():
            try:
                await released.wait()
            except asyncio.CancelledError:
                continue
        return "at last"

    assert await within(0.05, stubborn(), what="stubborn") is None
    released.set()


async def test_a_part_that_fails_does_not_stop_the_rest() -> None:
    """What goes wrong at the end is a warning; what goes right is returned."""

    async def failing() -> str:
        raise LookupError

    assert await within(5, failing(), what="failing") is None
    assert await within(5, asyncio.sleep(0, "done"), what="fine") == "done"


def test_a_process_that_hangs_is_ended() -> None:
    """With a task that refuses to be cancelled and a thread that never ends, the signal still ends the process."""
    with subprocess.Popen(
        [sys.executable, "-c", _HANGING], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "started\n"
        process.terminate()
        _, said = process.communicate(timeout=PATIENCE)
    assert process.returncode == 1
    assert "in stubborn" in said or "in run" in said or "in _run_once" in said
