"""Publishing on both databases, and by two workers at once: each thing happens once."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.clock import SettableClock
from bot.delivery.campaigns import Campaigns
from bot.people import People
from bot.rendering.scene import Scenes
from bot.sessions.draft import Draft, DraftError
from bot.sessions.publishing import Publishing
from bot.sessions.service import Sessions
from bot.storage.database import Database
from bot.storage.delivery_tables import campaigns
from bot.storage.session_tables import session_revisions
from content.model import Pack

START = datetime(2026, 7, 14, 11, 0, tzinfo=UTC)
NEW = Draft("new", body="commission", day="2026-07-14", start=START.isoformat(), title={"en": "Open session"})


def publishing_on(database: Database, pack: Pack, clock: SettableClock) -> Publishing:
    """What one worker publishes with."""
    counted = Campaigns(database, clock, rate=25.0)
    return Publishing(database, Sessions(database, pack, clock), counted, Scenes(pack, "kk"), clock)


@pytest.fixture
def publishing(database: Database, pack: Pack, clock: SettableClock) -> Publishing:
    """One worker."""
    return publishing_on(database, pack, clock)


@pytest.fixture
def other(other_database: Database, pack: Pack, clock: SettableClock) -> Publishing:
    """Another worker."""
    return publishing_on(other_database, pack, clock)


@pytest.fixture
async def editor(people: People) -> int:
    """The row of an editor."""
    return (await people.ensure(100)).id


async def events(database: Database) -> list[tuple[str, str]]:
    """What was published, without what only edits, and whether it is still to be sent."""
    query = select(campaigns.c.event, campaigns.c.state).order_by(campaigns.c.id)
    async with database.read() as connection:
        found = [(row.event, row.state) for row in await connection.execute(query)]
    return [(event, state) for event, state in found if "/" not in event]


async def history(database: Database) -> list[str]:
    """What was done to sessions, in order."""
    query = select(session_revisions.c.what).order_by(
        session_revisions.c.session_id, session_revisions.c.revision
    )
    async with database.read() as connection:
        return list((await connection.execute(query)).scalars())


async def test_announced_moved_and_undone(
    publishing: Publishing, other: Publishing, editor: int, database: Database, clock: SettableClock
) -> None:
    """All of it is on disk, and another worker goes on from there."""
    done = await publishing.confirm(NEW, editor)
    assert done is not None
    assert done.session is not None
    await other.renew()
    move = Draft(
        "move", session=done.session.id, revision=0, day="2026-07-15", start="2026-07-15T05:00:00+00:00"
    )
    assert other.plan(move).notice is not None
    await other.confirm(move, editor)
    undone = await publishing.undo(editor)
    assert undone is not None
    assert undone.kind == "move"
    session = publishing.sessions.record.by_id["commission-13"]
    assert (session.start, session.status, session.revision) == (START, "confirmed", 2)
    assert await history(database) == ["announced", "moved", "undone"]
    found = await events(database)
    assert found[0] == ("session:commission-13:0:announced", "sending")
    assert found[1][1] == "cancelled"
    clock.advance(timedelta(seconds=31))
    with pytest.raises(DraftError, match="too-late"):
        await publishing.undo(editor)


async def test_two_workers_who_agree_to_one_thing_publish_it_once(
    publishing: Publishing, other: Publishing, editor: int, people: People, database: Database
) -> None:
    """Two editors who agree at the same moment: one of them does, the other is told that it is decided."""
    second, third = (await people.ensure(200)).id, (await people.ensure(300)).id
    await publishing.set_two_people(True, editor)
    done = await publishing.confirm(NEW, editor)
    assert done is not None
    assert done.awaiting
    with pytest.raises(DraftError, match="own"):
        await publishing.approve(done.number, editor)
    tries = (publishing.approve(done.number, second), other.approve(done.number, third))
    found = await asyncio.gather(*tries, return_exceptions=True)
    assert sorted(type(each).__name__ for each in found) == ["DraftError", "Published"]
    assert await events(database) == [("session:commission-13:0:announced", "sending")]
    assert await history(database) == ["announced"]


async def test_one_update_confirms_once(publishing: Publishing, editor: int, database: Database) -> None:
    """A confirmation delivered again publishes nothing, nor does an undo delivered again."""
    assert await publishing.confirm(NEW, editor, update_id=1) is not None
    assert await publishing.confirm(NEW, editor, update_id=1) is None
    assert await publishing.undo(editor, update_id=2) is not None
    assert await publishing.undo(editor, update_id=2) is None
    assert await history(database) == ["announced", "undone"]


async def test_what_fails_changes_nothing(publishing: Publishing, editor: int, database: Database) -> None:
    """A draft that cannot be published leaves neither a session, nor a notice, nor a publication."""
    with pytest.raises(DraftError, match="past"):
        await publishing.confirm(Draft("new", body="commission", day="2026-06-01", title={"en": "x"}), editor)
    with pytest.raises(DraftError, match="no-session"):
        await publishing.confirm(Draft("cancel", session="commission-99", revision=0), editor)
    assert await events(database) == []
    assert await publishing.awaiting() == []
    with pytest.raises(DraftError, match="nothing-to-undo"):
        await publishing.undo(editor)


async def test_news_are_corrected_in_place(publishing: Publishing, editor: int, database: Database) -> None:
    """The words of the news are replaced, and those are what is corrected next."""
    await publishing.confirm(Draft("news", text={"en": "One"}), editor)
    news = await publishing.latest_news()
    assert news is not None
    await publishing.confirm(Draft("correct-news", publication=news.id, text={"en": "Two"}), editor)
    again = await publishing.latest_news()
    assert again is not None
    assert (again.id, again.draft["text"]) == (news.id, {"en": "Two"})
    assert await events(database) == [("news:1", "sending")]
