"""Crashes of the sending process: nobody is told twice, nobody is lost, and what was in flight is accounted for."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.storage.database import Database
from content.model import Pack
from tests.delivery_world import FIRST, IN_FLIGHT, KilledError, Life, World, world


async def _reconciled(life_of: World, kills: int) -> None:
    """Everybody is accounted for, and the ledger says what happened."""
    ledger, arrived = await life_of.ledger(), life_of.post.counts()
    assert set(ledger) == set(range(FIRST, FIRST + life_of.count))
    assert set(ledger.values()) <= {"sent", "unknown"}
    assert all(arrived[chat] == 1 for chat, state in ledger.items() if state == "sent")
    assert all(arrived[chat] <= 1 for chat in ledger)
    assert sum(state == "unknown" for state in ledger.values()) <= kills * IN_FLIGHT


async def _killed_at(template: Path, pack: Pack, points: list[tuple[int, bool]], count: int) -> int:
    """Kill a process at each of these points of its life, then let one live; how many steps that one took."""
    with tempfile.TemporaryDirectory() as folder:
        made = await world(template, Path(folder), pack, count)
        try:
            await made.publish("s1")
            kills = 0
            for step, after in points:
                kills += (await made.live(Life(step, after))).dead
            last = await made.live()
            await made.live()
            await _reconciled(made, kills)
            return last.steps
        finally:
            await made.database.close()


def test_killed_at_every_single_step(sqlite_template: Path, pack: Pack) -> None:
    """A campaign of eight is killed before and after each of its steps: writing, sending, settling."""
    whole = asyncio.run(_killed_at(sqlite_template, pack, [], 8))
    assert whole > 8
    for step in range(1, whole + 1):
        for after in (False, True):
            asyncio.run(_killed_at(sqlite_template, pack, [(step, after)], 8))


@settings(max_examples=10)
@given(st.lists(st.tuples(st.integers(1, 90), st.booleans()), min_size=1, max_size=6))
def test_killed_again_and_again(sqlite_template: Path, pack: Pack, points: list[tuple[int, bool]]) -> None:
    """However often and wherever, nobody is told twice and everybody is accounted for."""
    asyncio.run(_killed_at(sqlite_template, pack, points, 40))


@settings(max_examples=8)
@given(st.lists(st.tuples(st.integers(1, 60), st.booleans()), min_size=1, max_size=4))
def test_a_cancellation_is_repeated_at_most_once_and_says_so(
    sqlite_template: Path, pack: Pack, points: list[tuple[int, bool]]
) -> None:
    """Nobody who may have missed it is left without; whoever gets it twice reads that it is a repetition."""

    async def run() -> None:
        with tempfile.TemporaryDirectory() as folder:
            made = await world(sqlite_template, Path(folder), pack, 20)
            await made.publish("s1")
            await made.live()
            made.post.arrived.clear()
            await made.publish("s2", "cancelled", urgent=True, follows="s1")
            for step, after in points:
                await made.live(Life(step, after))
            for _ in range(3):
                await made.live()
            ledger = await made.ledger()
            for chat in range(FIRST, FIRST + made.count):
                texts = [text for to, text in made.post.arrived if to == chat]
                assert len(texts) <= 2
                assert all(text.startswith("This may have reached you before") for text in texts[1:])
                assert texts or ledger[chat] == "unknown"
            await made.database.close()

    asyncio.run(run())


async def test_two_senders_at_once_tell_nobody_twice(
    database: Database, other_database: Database, pack: Pack
) -> None:
    """Two workers that both think they are the elected one share the work, on both databases."""
    one, two = World(database, pack, 120), World(other_database, pack, 120)
    two.post = one.post
    await one.settle()
    await one.publish("s1")
    await asyncio.gather(one.live(), two.live(), one.live(), two.live())
    await _reconciled(one, 0)
    assert set((await one.ledger()).values()) == {"sent"}


async def test_spreading_that_was_interrupted_goes_on(
    sqlite_template: Path, tmp_path: Path, pack: Pack
) -> None:
    """Killed between two spans of people, nobody is left out and nobody is there twice."""
    made = await world(sqlite_template, tmp_path / "w", pack, 30)
    await made.publish("s1")
    for step in (1, 1, 2):
        with pytest.raises(KilledError):
            await made.sender(Life(step, after=True), span=5)._spreading.run()
    await made.sender(Life(), span=5)._spreading.run()
    await made.live()
    await _reconciled(made, 0)
    await made.database.close()
    shutil.rmtree(tmp_path / "w")


async def test_stopping_gives_back_what_was_not_sent(
    sqlite_template: Path, tmp_path: Path, pack: Pack
) -> None:
    """A bot that is stopped in the middle leaves nothing unknown: what it did not send, the next one sends."""
    made = await world(sqlite_template, tmp_path / "w", pack, 60)
    await made.publish("s1")
    sender = made.sender(Life())
    made.post.at[25] = sender.stop
    await sender.run()
    assert len(made.post.arrived) < 60
    ledger = await made.ledger()
    assert sorted(set(ledger.values())) == ["pending", "sent"]
    await made.live()
    await _reconciled(made, 0)
    assert set((await made.ledger()).values()) == {"sent"}
    await made.database.close()
