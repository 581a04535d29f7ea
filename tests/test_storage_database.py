"""Units of work: what is kept, who waits for whom, and what is said when storage fails."""

from __future__ import annotations

import asyncio
import sys
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import delete, func, insert, select
from sqlalchemy.exc import IntegrityError, StatementError

from bot.storage.database import Database
from bot.storage.errors import StorageError
from bot.storage.migrate import downgrade
from bot.storage.tables import handled_updates, invitations, people, roles
from bot.storage.updates import first_time, prune_updates
from tests.bot_process import ROOT, program
from tests.storage_fixtures import Place

NOON = datetime(2026, 7, 1, 12, 0, tzinfo=UTC)


async def _add(database: Database, update_id: int) -> None:
    async with database.write() as connection:
        await connection.execute(insert(handled_updates).values(update_id=update_id, at=NOON))


async def _count(database: Database) -> int:
    async with database.read() as connection:
        return (await connection.execute(select(func.count()).select_from(handled_updates))).scalar_one()


async def test_what_was_written_is_there(database: Database, other_database: Database) -> None:
    """A unit of work that was left is seen by everybody."""
    await _add(database, 1)
    assert await _count(other_database) == 1


async def test_a_unit_of_work_that_fails_leaves_nothing(database: Database) -> None:
    """An error in the block undoes all of it, and is passed on as it is."""

    async def fail() -> None:
        async with database.write() as connection:
            await connection.execute(insert(handled_updates).values(update_id=1, at=NOON))
            raise LookupError

    with pytest.raises(LookupError):
        await fail()
    assert await _count(database) == 0


async def test_a_cancelled_unit_of_work_leaves_nothing(database: Database) -> None:
    """A handler that is cancelled half-way keeps no lock and no row."""
    started = asyncio.Event()

    async def half() -> None:
        async with database.write() as connection:
            await connection.execute(insert(handled_updates).values(update_id=1, at=NOON))
            started.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(half())
    await started.wait()
    task.cancel()
    await asyncio.wait([task])
    await _add(database, 2)
    assert await _count(database) == 1


async def test_readers_do_not_wait_for_a_writer(database: Database, other_database: Database) -> None:
    """While a unit of work is being written others read what was there before it."""
    async with database.write() as connection:
        await connection.execute(insert(handled_updates).values(update_id=1, at=NOON))
        assert [await _count(database), await _count(other_database)] == [0, 0]
    assert await _count(database) == 1


async def test_many_writers_all_get_their_turn(database: Database, other_database: Database) -> None:
    """Fifty writers of two workers at once lose nothing."""
    await asyncio.gather(*(_add((database, other_database)[n % 2], n) for n in range(50)))
    assert await _count(database) == 50


async def test_reading_cannot_write(database: Database) -> None:
    """A write in a reading unit of work is refused aloud instead of being lost; the next one may write."""
    with pytest.raises(StorageError, match=r"^the database is open for reading only$"):
        async with database.read() as connection:
            await connection.execute(insert(handled_updates).values(update_id=1, at=NOON))
    await _add(database, 2)


async def test_a_broken_rule_is_a_mistake_of_the_program(database: Database) -> None:
    """A row that breaks a constraint is not explained away as a failure of storage, and shows no values."""
    await _add(database, 4711)
    with pytest.raises(IntegrityError) as caught:
        await _add(database, 4711)
    assert "parameters hidden" in str(caught.value)


@pytest.mark.parametrize(
    "row",
    [
        insert(people).values(sealed_id=b"x", kind="robot", first_seen=NOON.date()),
        insert(roles).values(person_id=1, role="admin", granted_at=NOON),
        insert(invitations).values(token_hash=b"x", role="king", made_at=NOON, expires_at=NOON),
    ],
    ids=["kind", "role of nobody", "role"],
)
async def test_the_database_refuses_what_cannot_be(database: Database, row: insert) -> None:  # type: ignore[valid-type]
    """Unknown kinds and roles, and roles of nobody, cannot be stored."""
    with pytest.raises(IntegrityError):
        async with database.write() as connection:
            await connection.execute(row)


async def test_moments_come_back_in_utc(database: Database) -> None:
    """A moment in another zone is the same moment in UTC afterwards; one without a zone is refused."""
    almaty = datetime(2026, 7, 1, 17, 0, tzinfo=timezone(timedelta(hours=5)))
    async with database.write() as connection:
        await connection.execute(insert(handled_updates).values(update_id=1, at=almaty))
        kept = (await connection.execute(select(handled_updates.c.at))).scalar_one()
    assert (kept, kept.tzinfo) == (NOON, UTC)
    with pytest.raises(StatementError, match="without a zone"):
        async with database.write() as connection:
            await connection.execute(
                insert(handled_updates).values(update_id=2, at=NOON.replace(tzinfo=None))
            )


async def test_ids_are_never_given_twice(database: Database) -> None:
    """The id of somebody who was erased does not fall to the next."""

    async def add(sealed: bytes) -> int:
        async with database.write() as connection:
            row = insert(people).values(sealed_id=sealed, kind="person", first_seen=NOON.date())
            return int((await connection.execute(row.returning(people.c.id))).scalar_one())

    first = await add(b"a")
    async with database.write() as connection:
        await connection.execute(delete(people))
    assert await add(b"b") > first


async def test_an_update_is_marked_with_its_change(database: Database) -> None:
    """The mark stays if the unit of work does and goes if not; without an update there is none."""

    async def fail() -> None:
        async with database.write() as connection:
            assert await first_time(connection, 7, NOON)
            raise LookupError

    with pytest.raises(LookupError):
        await fail()
    async with database.write() as connection:
        asked = [await first_time(connection, number, NOON) for number in (7, 7, None, None)]
    assert asked == [True, False, True, True]


async def test_old_marks_are_pruned(database: Database) -> None:
    """Marks are kept for 48 hours, longer than Telegram keeps an update."""
    async with database.write() as connection:
        await first_time(connection, 1, NOON)
        await first_time(connection, 2, NOON + timedelta(hours=2))
    assert await prune_updates(database, NOON + timedelta(hours=49)) == 1
    assert await _count(database) == 1


async def test_a_kill_loses_nothing_that_was_confirmed(place: Place, database: Database) -> None:
    """After kill -9 while writing, every confirmed unit of work is there, and none is there by half."""
    command = [sys.executable, "-m", "tests.storage_process", "write", place.url, str(place.data_dir)]
    async with program(*command, cwd=ROOT, stdout=asyncio.subprocess.PIPE) as process:
        assert process.stdout is not None
        confirmed = [await process.stdout.readline() for _ in range(30)]
        process.kill()
        confirmed += (await process.stdout.read()).splitlines(keepends=True)
    whole = [int(line) for line in confirmed if line.endswith(b"\n")]
    async with database.read() as connection:
        found = set((await connection.execute(select(handled_updates.c.update_id))).scalars())
    assert whole == list(range(1, len(whole) + 1))
    assert set(whole) <= found
    assert {-number for number in found} == found


async def test_health_is_a_row_on_disk(database: Database) -> None:
    """A database that takes a row is writable; one without tables is not."""
    assert await database.writable()
    await downgrade(database, "base")
    assert not await database.writable()


async def test_a_closed_database_may_be_closed_again(place: Place) -> None:
    """Closing twice is no error."""
    database = await place.open()
    await database.close()
    await database.close()
