"""Several workers on one PostgreSQL: one is elected, and each hears at once of what the others change."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bot.clock import SettableClock
from bot.people import People
from bot.shared_texts import SharedTexts
from bot.staff import Staff
from bot.storage.changes import Changes
from bot.storage.database import Database
from bot.storage.lease import Lease, Pace
from bot.storage.sealing import Sealer
from content.model import Pack
from content.revisions import Revisions
from tests import invented_text
from tests.bot_process import PATIENCE

# What a test waits for is short, and what would end the wait for another reason is long.
QUICK = Pace(look=0.1, answer=60, held=1, silence=60)

AIGUL, BOLAT = 4_200_000_001, 4_200_000_002


@pytest.fixture
def backend() -> str:
    """PostgreSQL alone: SQLite has one worker."""
    if not os.environ.get("BOT_TEST_POSTGRES_URL"):
        pytest.skip("BOT_TEST_POSTGRES_URL names no PostgreSQL server")
    return "postgresql"


class Worker:
    """What one worker keeps of people and roles."""

    def __init__(self, database: Database, sealer: Sealer, clock: SettableClock) -> None:
        self.database = database
        self.changes = Changes(database)
        self.people = People(database, sealer, clock, changes=self.changes)
        self.staff = Staff(database, self.people, clock, changes=self.changes)


@pytest.fixture
async def one(database: Database, sealer: Sealer, clock: SettableClock) -> AsyncIterator[Worker]:
    """A worker that listens."""
    worker = Worker(database, sealer, clock)
    async with worker.changes.listening():
        yield worker


@pytest.fixture
async def other(other_database: Database, sealer: Sealer, clock: SettableClock) -> AsyncIterator[Worker]:
    """Another worker that listens."""
    worker = Worker(other_database, sealer, clock)
    async with worker.changes.listening():
        yield worker


async def soon(holds: Callable[[], object], seconds: float = PATIENCE) -> None:
    """Return when it holds, looked at every hundredth of a second.

    Raises:
        TimeoutError: it did not within that many seconds.
    """
    async with asyncio.timeout(seconds):
        while not holds():  # noqa: ASYNC110
            await asyncio.sleep(0.01)


async def sessions_end(database: Database, state: str) -> int:
    """End the sessions of this database that were last heard asking for something like `state`; how many."""
    async with database.session() as session:
        ended: int = await session.fetchval(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid() AND query LIKE $1",
            state,
        )
    return ended


async def holder_ends(database: Database) -> None:
    """Cut the connection of the worker that is elected."""
    async with database.session() as session:
        await session.fetchval(
            "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted"
            " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
        )


async def test_what_another_worker_changes_is_seen(one: Worker, other: Worker) -> None:
    """A person kept in memory is read again once another worker changed their language, layout or dialogue."""
    assert await other.people.find(AIGUL) is None
    await one.people.set_language(AIGUL, "kk")
    await soon(lambda: other.people._cache.get(AIGUL) is None)
    found = await other.people.find(AIGUL)
    assert found is not None
    assert found.language == "kk"

    await one.people.set_dialogue(AIGUL, "proposal", "wording", {})
    await soon(lambda: other.people._cache.get(AIGUL) is None)
    found = await other.people.find(AIGUL)
    assert found is not None
    assert found.dialogue is not None
    assert other.people._cache.get(AIGUL) is not None

    await one.people.forget(AIGUL)
    await soon(lambda: other.people._cache.get(AIGUL) is None)
    assert await other.people.find(AIGUL) is None


async def test_a_role_given_by_one_worker_is_in_force_at_the_other(one: Worker, other: Worker) -> None:
    """Roles are taken up when they are given, and when they are taken away."""
    assert await other.staff.roles_of(BOLAT) == frozenset()
    await one.staff.grant(BOLAT, "editor")
    await soon(lambda: other.staff._granted.get(None) is None)
    assert await other.staff.roles_of(BOLAT) == {"editor"}
    await one.people.forget(BOLAT)
    await soon(lambda: other.staff._granted.get(None) is None)
    assert await other.staff.roles_of(BOLAT) == frozenset()


async def test_what_was_asked_last_follows_a_person_to_another_worker(one: Worker, other: Worker) -> None:
    """A follow-up may reach another worker, and is understood there, also of somebody who has no row."""
    one.people.remember_article(AIGUL, "kz-2026:4")
    await soon(lambda: other.people._last_articles.get(AIGUL))
    last = await other.people.last_article(AIGUL)
    assert last is not None
    assert last.reference == "kz-2026:4"


async def test_who_cannot_hear_keeps_nothing(one: Worker, other: Worker) -> None:
    """Without its session a worker reads everything anew; it listens again by itself."""
    await one.people.set_language(AIGUL, "kk")
    await other.people.find(AIGUL)
    assert await sessions_end(one.database, "LISTEN%") == 2
    await soon(lambda: not other.changes.heard)
    assert other.people._cache.get(AIGUL) is None
    await soon(lambda: one.changes.heard and other.changes.heard)
    await one.people.set_language(AIGUL, "ru")
    found = await other.people.find(AIGUL)
    assert found is not None
    assert found.language == "ru"


async def test_without_word_of_others_nothing_is_kept(
    database: Database, sealer: Sealer, clock: SettableClock
) -> None:
    """People that nobody told how to listen are read each time."""
    people = People(database, sealer, clock)
    await people.set_language(AIGUL, "kk")
    await people.find(AIGUL)
    assert people._cache.get(AIGUL) is None


async def test_one_of_two_workers_is_elected(database: Database, other_database: Database) -> None:
    """When the connection of the elected one is cut the other takes over, and there are never two."""
    async with Lease.taking(database, pace=replace(QUICK, look=0.5)) as first:
        await soon(first.held)
        async with Lease.taking(other_database, pace=replace(QUICK, look=0.01)) as second:
            await asyncio.sleep(0.1)
            assert not second.held()
            await holder_ends(database)
            await soon(lambda: second.held() or (first.held() and second.held()))
            assert (first.held(), second.held()) == (False, True)


async def test_a_holder_that_stands_still_is_relieved(database: Database, other_database: Database) -> None:
    """Who says nothing loses the lock at the server, after it stopped acting on it itself."""
    async with Lease.taking(database, pace=replace(QUICK, look=600, silence=3)) as first:
        await soon(first.held)
        async with Lease.taking(other_database, pace=QUICK) as second:
            await soon(lambda: not first.held())
            assert not second.held()
            await soon(second.held)


async def test_a_worker_that_stops_gives_the_lease_back(database: Database, other_database: Database) -> None:
    """The next worker need not wait for anything to time out."""
    slow = Pace(answer=60, held=10 * PATIENCE, silence=20 * PATIENCE)
    async with Lease.taking(database, pace=slow) as first:
        await soon(first.held)
    assert not first.held()
    async with Lease.taking(other_database, pace=slow) as second:
        await soon(second.held)


async def test_a_worker_whose_session_was_cut_can_be_stopped(database: Database) -> None:
    """It can give back nothing, and does not try to be elected once more."""
    async with Lease.taking(database, pace=replace(QUICK, look=600, answer=1)) as lease:
        await soon(lease.held)
        await holder_ends(database)
        await soon(lambda: not lease.held())
    assert "lease" not in {task.get_name() for task in asyncio.all_tasks()}


@pytest.fixture
def texts(
    one: Worker, other: Worker, tmp_path: Path, clock: SettableClock
) -> tuple[SharedTexts, Revisions, SharedTexts, Revisions]:
    """The folders of two workers, and what carries texts between them."""
    mine, yours = Revisions(tmp_path / "one"), Revisions(tmp_path / "other")
    return (
        SharedTexts(one.database, mine, clock, one.changes),
        mine,
        SharedTexts(other.database, yours, clock, other.changes),
        yours,
    )


Texts = tuple[SharedTexts, Revisions, SharedTexts, Revisions]


async def test_a_text_imported_at_one_worker_is_held_by_the_other(texts: Texts, pack: Pack) -> None:
    """The other has the same files, and nothing is carried twice."""
    here, mine, there, yours = texts
    assert (await here.exchange(), await there.exchange()) == (0, 0)
    invented_text.store(pack, mine, "ru")
    assert await here.exchange() == 1
    await soon(there._due)
    assert await there.exchange() == 1
    assert list(yours.stored()) == list(mine.stored())
    assert (await here.exchange(), await there.exchange()) == (0, 0)


async def test_two_imports_at_once_become_two_revisions(texts: Texts, pack: Pack) -> None:
    """The one that was shared first keeps its number, the other makes way, and both workers hold both."""
    here, mine, there, yours = texts
    invented_text.store(pack, mine, "ru", ending=".")
    invented_text.store(pack, yours, "ru", ending="!")
    await here.exchange()
    await there.exchange()
    await soon(here._due)
    await here.exchange()
    assert list(yours.stored()) == list(mine.stored())
    assert [each.number for each in mine.stored()] == [1, 2]
    newest = mine.latest(pack.info.default_edition, "ru")
    assert newest is not None
    assert newest.wording.decode().endswith("!\n") or "!" in newest.wording.decode()


async def test_a_damaged_file_is_mended_from_the_table(texts: Texts, pack: Pack) -> None:
    """A worker whose files were damaged gets them whole again."""
    here, mine, there, yours = texts
    invented_text.store(pack, mine, "ru")
    await here.exchange()
    await there.exchange()
    (wording,) = yours.folder.rglob("wording.txt")
    wording.write_bytes(b"other words")
    there._look_again()
    assert await there.exchange() == 1
    assert list(yours.stored()) == list(mine.stored())


async def test_sqlite_elects_its_only_worker(tmp_path: Path) -> None:
    """An embedded bot is the one that sends."""
    database = await Database.open(None, data_dir=tmp_path / "data")
    async with Lease.taking(database) as lease:
        assert lease.held()
    await database.close()
