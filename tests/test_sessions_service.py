"""Sessions on disk: numbers, revisions, history, reminders, wishes; on both databases, and by two workers."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.clock import SettableClock
from bot.delivery.campaigns import Campaigns
from bot.people import People
from bot.rendering.scene import Scenes
from bot.sessions.model import Session, as_data, from_data
from bot.sessions.record import Record
from bot.sessions.remind import Reminders
from bot.sessions.service import SessionChangedError, Sessions
from bot.storage import reminders
from bot.storage.database import Database
from bot.storage.delivery_tables import campaigns
from bot.storage.session_tables import session_reminders
from content.model import Pack

START = datetime(2026, 7, 14, 11, 0, tzinfo=UTC)


@pytest.fixture
def service(database: Database, pack: Pack, clock: SettableClock) -> Sessions:
    """The sessions of an empty database."""
    return Sessions(database, pack, clock)


@pytest.fixture
def other(other_database: Database, pack: Pack, clock: SettableClock) -> Sessions:
    """The same sessions as another worker knows them."""
    return Sessions(other_database, pack, clock)


async def add(service: Sessions, **fields: Any) -> Session:
    """Announce a session of the Commission, by default on 14 July at 16:00 in Astana."""
    given: dict[str, Any] = {
        "body": "commission",
        "day": START.date(),
        "start": START,
        "title": {"en": "Open"},
    }
    async with service._database.write() as connection:
        return await service.add_within(connection, **(given | fields))


async def change(service: Sessions, session: Session, what: str, **fields: Any) -> Session:
    """Change a session."""
    async with service._database.write() as connection:
        return await service.change_within(connection, session, what=what, **fields)


async def states(database: Database) -> list[tuple[int, str, datetime, str]]:
    """All reminders: revision, which, when, state."""
    table = session_reminders.c
    query = select(table.revision, table.which, table.due_at, table.state).order_by(
        table.revision, table.due_at
    )
    async with database.read() as connection:
        return [tuple(row) for row in await connection.execute(query)]


async def test_a_session_follows_the_record(service: Sessions, other: Sessions) -> None:
    """It gets the next number of its body, and another worker sees it when it looks."""
    session = await add(service)
    assert (session.id, session.number, session.revision) == ("commission-13", 13, 0)
    assert await other.renew()
    assert not await other.renew()
    held = other.record.by_id["commission-13"]
    assert (held.title, held.start, held.day, held.status) == (
        {"en": "Open"},
        START,
        date(2026, 7, 14),
        "confirmed",
    )
    assert [each.number for each in other.record.shown] == list(range(1, 14))


async def test_numbers_given_at_the_same_moment_differ(service: Sessions, other: Sessions) -> None:
    """Two editors who announce at once, met by two workers, announce two sessions."""
    found = await asyncio.gather(*(add(each) for each in (service, other, service, other)))
    assert sorted(session.number for session in found) == [13, 14, 15, 16]
    assert len({session.uid for session in found}) == 4


async def test_each_change_is_a_revision_that_is_kept(service: Sessions) -> None:
    """The number grows by one, the UID stays, and every earlier state can be looked up."""
    session = await add(service)
    later = START + timedelta(days=1)
    moved = await change(service, session, "moved", status="rescheduled", start=later)
    cancelled = await change(service, moved, "cancelled", status="cancelled")
    assert (moved.revision, cancelled.revision) == (1, 2)
    assert (moved.uid, moved.day) == (session.uid, date(2026, 7, 15))
    assert [(number, what) for number, what, _ in await service.history(session.id)] == [
        (0, "announced"),
        (1, "moved"),
        (2, "cancelled"),
    ]
    assert from_data(as_data(moved)) == replace(moved, changed_at=None)


async def test_a_change_of_what_was_changed_meanwhile_is_refused(service: Sessions, other: Sessions) -> None:
    """Of two editors who change the same state, one succeeds and the other is told."""
    session = await add(service)
    tries = (change(each, session, "cancelled", status="cancelled") for each in (service, other))
    done = await asyncio.gather(*tries, return_exceptions=True)
    assert sorted(type(each).__name__ for each in done) == ["Session", "SessionChangedError"]
    with pytest.raises(SessionChangedError):
        await change(service, session, "moved")


async def test_reminders_are_scheduled_and_expire(service: Sessions, database: Database) -> None:
    """A day, an hour and at the start; a move lets the old ones expire, a cancellation all."""
    session = await add(service)
    day, hour = timedelta(days=1), timedelta(hours=1)
    assert await states(database) == [
        (0, "day", START - day, "waiting"),
        (0, "hour", START - hour, "waiting"),
        (0, "start", START, "waiting"),
    ]
    moved = await change(service, session, "moved", start=START + day)
    assert [(revision, state) for revision, _, _, state in await states(database)] == [
        *[(0, "expired")] * 3,
        *[(1, "waiting")] * 3,
    ]
    await change(service, moved, "cancelled", status="cancelled")
    assert {state for *_, state in await states(database)} == {"expired"}


async def test_a_reminder_of_an_hour_that_has_passed_is_not_scheduled(
    service: Sessions, database: Database, clock: SettableClock
) -> None:
    """86 minutes before the start there is no reminder a day ahead; with only a day known there is that one alone."""
    clock.set(START - timedelta(minutes=86))
    await add(service)
    assert [which for _, which, _, _ in await states(database)] == ["hour", "start"]
    await add(service, start=None, day=date(2026, 7, 20))
    assert (0, "day", datetime(2026, 7, 19, 5, tzinfo=UTC), "waiting") in await states(database)


async def test_due_reminders_are_published_once(
    service: Sessions, database: Database, clock: SettableClock, pack: Pack
) -> None:
    """What is due becomes a notice, by whichever worker; what was missed until after the start expires."""
    await add(service)
    counted = Campaigns(database, clock, rate=25.0)
    scenes = Scenes(pack, "kk")
    one, two = (Reminders(database, counted, scenes, clock) for _ in range(2))
    assert await one.publish_due() == 0
    clock.set(START - timedelta(days=1))
    assert sorted(await asyncio.gather(one.publish_due(), two.publish_due())) == [0, 1]
    clock.set(START + timedelta(minutes=31))
    assert await one.publish_due() == 0
    assert [state for *_, state in await states(database)] == ["published", "expired", "expired"]
    async with database.read() as connection:
        found = (await connection.execute(select(campaigns.c.event, campaigns.c.expires))).all()
    assert [tuple(row) for row in found] == [
        ("session:commission-13:0:reminder-day", START - timedelta(hours=1))
    ]


async def test_a_wish_is_noted_once_and_goes_with_the_person(
    service: Sessions, people: People, database: Database
) -> None:
    """Whoever wants to be reminded is found; who is forgotten is not any more."""
    session = await add(service)
    person = await people.ensure(200)
    async with database.write() as connection:
        assert await service.set_wish(connection, person.id, session.id, True)
        assert not await service.set_wish(connection, person.id, session.id, True)
        assert await reminders.wishers(connection, session.id) == (person.id,)
    assert list(await service.wishes(person.id)) == ["commission-13"]
    await people.forget(200)
    async with database.read() as connection:
        assert await reminders.wishers(connection, session.id) == ()


async def test_bodies_are_added_once(service: Sessions) -> None:
    """A body has a small id that no other has, and its sessions are counted from one."""
    assert await service.add_body("council", {"en": "Council"}, None)
    assert not await service.add_body("council", {"en": "Another"}, None)
    assert not await service.add_body("commission", {"en": "The pack's"}, None)
    assert not await service.add_body("Not fit", {"en": "x"}, None)
    assert [body.id for body in service.bodies()] == ["commission", "council"]
    assert (await add(service, body="council")).id == "council-01"


def test_what_is_ahead(pack: Pack) -> None:
    """To come is what is open and has not passed; a live one however late; a cancelled one until its hour."""
    now = datetime(2026, 7, 14, 12, 0, tzinfo=UTC)

    def made(number: int, status: Any, start: datetime | None, **fields: Any) -> Session:
        day = start.date() if start else now.date()
        return Session(
            f"c-{number}", "commission", number, f"u{number}", status, day, start, {"en": "x"}, **fields
        )

    hour = timedelta(hours=1)
    held = [
        made(13, "live", now - 3 * hour),
        made(14, "confirmed", now - hour),
        made(15, "cancelled", now + hour),
        made(16, "cancelled", now - hour),
        made(17, "confirmed", None),
        made(18, "confirmed", now - 19 * hour),
        made(19, "held", now - hour),
        made(20, "confirmed", now + hour, withdrawn=True),
    ]
    record = Record.of(pack, held)
    assert [session.number for session in record.upcoming(now)] == [17, 13, 14, 15]
    assert [session.number for session in record.past(now)][-3:] == [18, 16, 19]
    last = record.last_held(now)
    assert last is not None
    assert last.number == 19
    assert record.next_number("commission") == 21
