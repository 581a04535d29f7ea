"""Duties: what the bot does by itself."""

from __future__ import annotations

import asyncio

from bot.duties import Duty, first_wait, performing
from tests.bot_process import PATIENCE


class Counted:
    """Something to do that counts how often it was done."""

    def __init__(self, enough: int = 1) -> None:
        self.enough = enough
        self.times = 0
        self.done = asyncio.Event()

    async def __call__(self) -> None:
        self.times += 1
        if self.times >= self.enough:
            self.done.set()


async def test_a_failure_stops_neither_the_duty_nor_the_others() -> None:
    """A duty that fails is tried again at its pace, and the others go on."""
    tries, other = Counted(enough=3), Counted(enough=3)

    async def failing() -> None:
        await tries()
        raise LookupError

    async with (
        asyncio.timeout(PATIENCE),
        performing([Duty("failing", 0.0, failing), Duty("other", 0.0, other)]),
    ):
        await asyncio.gather(tries.done.wait(), other.done.wait())


async def test_what_is_for_one_worker_is_left_to_the_elected_one() -> None:
    """A worker that is not elected does the common duties only; once elected it does all."""
    common, lone = Counted(), Counted()
    elected = False
    duties = [Duty("common", 0.0, common), Duty("lone", 0.0, lone, alone=True)]
    async with asyncio.timeout(PATIENCE), performing(duties, elected=lambda: elected):
        await common.done.wait()
        assert lone.times == 0
        elected = True
        await lone.done.wait()


def test_no_two_at_one_moment() -> None:
    """Duties of one pace come apart after their first time, each of them no later than its pace allows."""

    async def nothing() -> None:
        pass

    duties = [Duty(str(place), 2.0, nothing) for place in range(4)]
    assert [first_wait(duties, place) for place in range(4)] == [0.5, 1.0, 1.5, 2.0]


async def test_what_is_in_hand_is_finished_at_the_end() -> None:
    """A duty in the middle of its work ends it before the block is left."""
    begun, finished = asyncio.Event(), []

    async def slow() -> None:
        begun.set()
        for _ in range(100):
            await asyncio.sleep(0)
        finished.append(True)

    async with performing([Duty("slow", 60.0, slow)]):
        await begun.wait()
    assert finished == [True]


async def test_what_hangs_is_cancelled_at_the_end() -> None:
    """A duty that does not end is cancelled, and has ended when the block is left."""
    begun, cleaned = asyncio.Event(), []

    async def hangs() -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            cleaned.append(True)

    async with performing([Duty("hangs", 60.0, hangs)], finish=0.0):
        await begun.wait()
    assert cleaned == [True]
