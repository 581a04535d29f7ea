"""One update of a person at a time, also when two workers have one each."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.intake.turns import Turns
from bot.storage.database import Database
from tests.bot_process import PATIENCE, ROOT, program
from tests.storage_fixtures import Place

SECRET = b"the same in all workers"


async def ready(turns: Turns) -> None:
    """Return when the turns are kept between workers."""
    async with asyncio.timeout(PATIENCE):
        while not turns.connected:  # noqa: ASYNC110
            await asyncio.sleep(0.01)


@pytest.fixture
async def pair(
    backend: str, database: Database, other_database: Database
) -> AsyncIterator[tuple[Turns, Turns]]:
    """The turns of two workers on PostgreSQL."""
    if backend == "sqlite":
        pytest.skip("on SQLite there is one worker")
    async with Turns.taking(database, SECRET) as one, Turns.taking(other_database, SECRET) as other:
        await ready(one)
        await ready(other)
        yield one, other


async def test_one_after_the_other(pair: tuple[Turns, Turns]) -> None:
    """While a worker has the turn of a person, another waits for it, and gets it afterwards."""
    one, other = pair
    events: list[str] = []
    let_go = asyncio.Event()

    async def second() -> None:
        async with other.of(7):
            events.append("second")

    async with one.of(7):
        waiting = asyncio.create_task(second())
        async with other.of(8), other.of(("poll", "7")):
            events.append("somebody else")
        events.append("first ends")
        let_go.set()
    async with asyncio.timeout(PATIENCE):
        await waiting
    assert events == ["somebody else", "first ends", "second"]


async def test_given_up_and_failed_turns_are_given_back(pair: tuple[Turns, Turns]) -> None:
    """A handler that fails, and one that is cancelled while it waits, leave nothing locked."""
    one, other = pair
    with pytest.raises(KeyError):
        async with one.of(7):
            raise KeyError("x")

    async def wait_for_it() -> None:
        async with other.of(7):
            pass

    async with one.of(7):
        waiting = asyncio.create_task(wait_for_it())
        await asyncio.sleep(0)
        waiting.cancel()
        await asyncio.wait({waiting})
    async with asyncio.timeout(PATIENCE), other.of(7):
        pass


async def test_many_at_once(pair: tuple[Turns, Turns]) -> None:
    """Many people's turns are asked for together, and each person's are never two at a time."""
    held: set[int] = set()
    count = 0

    async def take(turns: Turns, key: int) -> None:
        nonlocal count
        async with turns.of(key):
            assert key not in held
            held.add(key)
            await asyncio.sleep(0)
            held.discard(key)
            count += 1

    async with asyncio.timeout(PATIENCE):
        await asyncio.gather(*(take(turns, key) for turns in pair for key in range(60)))
    assert count == 120


async def test_without_a_session_nobody_waits(database: Database) -> None:
    """Before there is a session, and always on SQLite, a turn costs nothing."""
    turns = Turns(database, SECRET)
    assert not turns.connected
    async with turns.of(7), turns.of(7):
        pass


async def test_ids_are_not_to_be_seen(pair: tuple[Turns, Turns], database: Database) -> None:
    """What a lock is named tells nobody's id without the secret."""
    one, _ = pair
    number = 123_456_789
    async with one.of(number), database.read() as connection:
        rows = await connection.exec_driver_sql("SELECT objid FROM pg_locks WHERE locktype = 'advisory'")
        shown = {row.objid for row in rows}
    assert shown
    assert number not in shown


async def test_two_processes(backend: str, place: Place, tmp_path: Path) -> None:
    """Two processes that want the turns of one person never have them at the same time."""
    if backend == "sqlite":
        pytest.skip("on SQLite there is one worker")
    file = tmp_path / "turns"
    arguments = ("-m", "tests.turns_process", place.url, str(place.data_dir), str(file), "7", "30")
    command = (sys.executable, *arguments)
    async with program(*command, cwd=ROOT) as one, program(*command, cwd=ROOT) as other:
        async with asyncio.timeout(PATIENCE):
            assert (await one.wait(), await other.wait()) == (0, 0)
    lines = file.read_text().splitlines()
    assert len(lines) == 120
    assert len({line.split()[0] for line in lines}) == 2
    for begins, ends in zip(lines[::2], lines[1::2], strict=True):
        assert (begins.split()[1], ends) == ("begins", f"{begins.split()[0]} ends")
