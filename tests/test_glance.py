"""A glance at SQLite: whether there is a row, as of the last commit, and no word where it cannot be told."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from bot.people import People
from bot.storage.commits import after_commits
from bot.storage.database import Database
from bot.storage.glance import Glance

QUERY = "SELECT 1 FROM people WHERE sealed_id = ?"
ADD = text("INSERT INTO people (sealed_id, kind, first_seen) VALUES ('x', 'person', '2026-07-01')")


async def test_a_row_is_seen_when_it_is_committed(sqlite_database: Database) -> None:
    """Before the commit there is no row, after it there is."""
    glance = sqlite_database.glance(QUERY)
    assert glance is not None
    assert glance(b"x") is False
    async with sqlite_database.write() as connection:
        await connection.execute(
            text("INSERT INTO people (sealed_id, kind, first_seen) VALUES (:id, 'person', '2026-07-01')"),
            {"id": b"x"},
        )
        assert glance(b"x") is False
    assert glance(b"x") is True
    assert glance(b"y") is False


def test_nothing_can_be_told(tmp_path: Path) -> None:
    """A file that is missing, or is none, gives no answer rather than a wrong one, and does so again."""
    assert Glance(str(tmp_path / "missing"), QUERY)(b"x") is None
    assert not (tmp_path / "missing").exists()
    (tmp_path / "other").write_text("not a database" * 100)
    glance = Glance(str(tmp_path / "other"), QUERY)
    assert glance(b"x") is None
    assert glance(b"x") is None
    glance.close()


async def test_people_are_found_as_soon_as_they_are_there(people: People, other_people: People) -> None:
    """Somebody who is not there is told so, and found once they have chosen something, on both databases."""
    assert await people.find(7) is None
    await people.set_language(7, "kk")
    person = await people.find(7)
    assert person is not None
    assert person.language == "kk"
    found = await other_people.find(7)
    assert found is not None
    assert found.id == person.id


async def test_looks_only_after_commits(sqlite_database: Database, tmp_path: Path) -> None:
    """What depends on rows is looked at once, after each commit of anybody once more, and again when it failed."""
    looks = 0
    fails = False

    async def look() -> None:
        nonlocal looks
        looks += 1
        if fails:
            raise LookupError

    look_if_changed = after_commits(sqlite_database, look)
    for _ in range(3):
        await look_if_changed()
    assert looks == 1
    other = await Database.open(
        sqlite_database.address.render_as_string(hide_password=False), data_dir=tmp_path
    )
    async with other.write() as connection:
        await connection.execute(ADD)
        await look_if_changed()
        assert looks == 1
    fails = True
    for _ in range(2):
        with pytest.raises(LookupError):
            await look_if_changed()
    fails = False
    for _ in range(2):
        await look_if_changed()
    assert looks == 4
    await other.close()


async def test_a_commit_during_a_look_is_seen_by_the_next(sqlite_database: Database) -> None:
    """Also one that the look itself makes; a connection that was opened anew is trusted in nothing."""
    looks = 0

    async def look() -> None:
        nonlocal looks
        looks += 1
        if looks == 1:
            async with sqlite_database.write() as connection:
                await connection.execute(ADD)

    look_if_changed = after_commits(sqlite_database, look)
    for _ in range(3):
        await look_if_changed()
    assert looks == 2
    commits = sqlite_database.commits()
    assert commits is not None
    before = commits()
    assert commits() == before
    commits.close()
    assert commits() != before
