"""Sessions as calendars: what they hold, read back by another library, and served over HTTP."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import aiohttp
import pytest
import vobject

from bot.health import serve_health
from bot.rendering.scene import Scene, Scenes
from bot.sessions.calendar import Publisher, feed, one_session
from bot.sessions.model import AgendaItem, Session
from bot.sessions.record import Record
from bot.sessions.routes import calendar_routes
from content.model import Body, Pack

PUBLISHER = Publisher("atazan_bot", "https://bot.example.org/calendar.ics")
START = datetime(2026, 7, 14, 11, 0, tzinfo=UTC)


def session(**changes: Any) -> Session:
    """Session 13 of the Commission, with commas, semicolons and line ends in its texts."""
    whole = Session(
        id="commission-13",
        body="commission",
        number=13,
        uid="5f0c8a9e-0000-4000-8000-000000000013",
        status="confirmed",
        day=date(2026, 7, 14),
        start=START,
        title={"en": "Language; rights, and the rest", "ru": "Язык; права"},
        place={"en": "Astana, Hall 1"},
        stream="https://live.example.org/13",
        text={"en": "First line\nSecond line"},
        agenda=(AgendaItem({"en": "The state language"}, ("language",)),),
        changed_at=datetime(2026, 7, 1, 12, 0, 0, 123456, tzinfo=UTC),
    )
    return replace(whole, **changes)


def scene_with(pack: Pack, *sessions: Session, language: str = "en") -> Scene:
    """A scene whose record has these sessions besides the pack's."""
    scenes = Scenes(pack, "kk")
    scenes.renew(
        Record.of(pack, sessions, [Body(id="council", name={"en": "Council"}, created="2026-07-01")])
    )
    return scenes(language)


def read(data: bytes) -> Any:
    """The calendar as the other library reads it."""
    return vobject.readOne(data.decode())


def event_of(calendar: Any, uid: str) -> Any:
    """The event of that UID."""
    return next(event for event in calendar.vevent_list if event.uid.value == uid)


def test_another_library_reads_a_session(pack: Pack) -> None:
    """Every field of a session comes back as it was."""
    held = session(revision=4)
    event = read(one_session(scene_with(pack, held), held, PUBLISHER)).vevent
    assert event.uid.value == held.uid
    assert event.dtstart.value == START
    assert event.sequence.value == "4"
    assert event.status.value == "CONFIRMED"
    assert event.summary.value == (
        "Session 13 · Commission on Constitutional Reform: Language; rights, and the rest"
    )
    assert event.location.value == "Astana, Hall 1"
    assert event.url.value == "https://t.me/atazan_bot?start=session-commission-13"
    assert event.conference.value == "https://live.example.org/13"
    assert "First line\nSecond line" in event.description.value
    stamp = datetime(2026, 7, 1, 12, 0, 0, tzinfo=UTC)
    assert event.dtstamp.value == stamp
    assert event.last_modified.value == stamp
    triggers = [alarm.trigger.value for alarm in event.valarm_list]
    assert triggers == [timedelta(days=-1), timedelta(hours=-1)]
    assert {alarm.action.value for alarm in event.valarm_list} == {"DISPLAY"}


def test_a_day_without_an_hour_is_a_whole_day(pack: Pack) -> None:
    """Where the hour is not known, the calendar has the day, and reminds of it the evening before."""
    held = session(start=None)
    event = read(one_session(scene_with(pack, held), held, PUBLISHER)).vevent
    assert event.dtstart.value == date(2026, 7, 14)
    assert [alarm.trigger.value for alarm in event.valarm_list] == [timedelta(hours=-6)]


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"status": "tentative"}, "TENTATIVE"),
        ({"status": "rescheduled"}, "CONFIRMED"),
        ({"status": "cancelled"}, "CANCELLED"),
        ({"status": "cancelled", "withdrawn": True}, "CANCELLED"),
    ],
)
def test_what_is_cancelled_stays_in_the_feed(pack: Pack, changes: dict[str, Any], status: str) -> None:
    """A cancelled session, and one announced by mistake, stays with its UID, so that calendars learn of it."""
    held = session(revision=1, **changes)
    event = event_of(read(feed(scene_with(pack, held), PUBLISHER)), held.uid)
    assert event.status.value == status
    assert event.sequence.value == "1"
    assert hasattr(event, "valarm") == (status != "CANCELLED")


def test_the_feed_names_itself(pack: Pack) -> None:
    """The feed has the names, the source and the refresh interval of RFC 7986, and all sessions of the record."""
    data = feed(scene_with(pack, session()), PUBLISHER)
    calendar = read(data)
    assert calendar.version.value == "2.0"
    assert calendar.prodid.value == "-//Atazan//Sessions//EN"
    lines = data.decode().split("\r\n")
    assert "NAME:Sessions: the Constitution of Kazakhstan" in lines
    assert "X-WR-CALNAME:Sessions: the Constitution of Kazakhstan" in lines
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT1H" in lines
    assert "SOURCE;VALUE=URI:https://bot.example.org/calendar.ics" in lines
    assert len(calendar.vevent_list) == 13
    assert len({event.uid.value for event in calendar.vevent_list}) == 13


def test_lines_are_folded_at_75_octets(pack: Pack) -> None:
    """No line is longer than RFC 5545 allows, whatever the letters, and each ends with CR LF."""
    data = feed(scene_with(pack, session(), language="kk"), PUBLISHER)
    assert max(map(len, data.split(b"\r\n"))) <= 75
    assert re.search(rb"[^\r]\n", data) is None


def test_the_same_record_gives_the_same_bytes(pack: Pack) -> None:
    """Nothing of the present moment is in it, so that a calendar sees no change where there is none."""
    one, two = (feed(scene_with(pack, session()), PUBLISHER) for _ in range(2))
    assert one == two


def test_recorded_sessions_keep_their_uid(pack: Pack, scenes: Scenes) -> None:
    """The UID of a session of the pack is the same in every installation, and told in every language."""
    uids = {event.uid.value for event in read(feed(scenes("ru"), Publisher())).vevent_list}
    assert uids == {event.uid.value for event in read(feed(scenes("kk"), PUBLISHER)).vevent_list}
    assert scenes("en").record.by_id["commission-04"].uid == "db4fe653-b111-5c30-ad69-6aaee86f2a2f"


@dataclass
class Served:
    """What a calendar client gets."""

    address: str

    async def get(self, path: str, *, method: str = "GET", known: str = "") -> Answer:
        """Ask for a path; `known` is the tag of what the client has already."""
        headers = {"If-None-Match": known} if known else {}
        async with (
            aiohttp.ClientSession() as client,
            client.request(method, f"http://{self.address}{path}", headers=headers) as answer,
        ):
            return Answer(
                answer.status, {k.lower(): v for k, v in answer.headers.items()}, await answer.read()
            )


@dataclass
class Answer:
    """An answer of the server."""

    status: int
    headers: dict[str, str]
    content: bytes

    @property
    def text(self) -> str:
        """The calendar with its folded lines joined."""
        return self.content.decode().replace("\r\n ", "")


@pytest.fixture
async def served(pack: Pack) -> AsyncIterator[Served]:
    """The calendars beside the health page."""
    scenes = Scenes(pack, "kk")
    other = session(
        id="council-01", body="council", number=1, uid="council-1", withdrawn=True, status="cancelled"
    )
    body = Body(id="council", name={"en": "Council"}, created="2026-07-01")
    scenes.renew(Record.of(pack, [session(), other], [body]))
    routes = calendar_routes(scenes, "kk", PUBLISHER)
    async with serve_health("127.0.0.1:0", {}, routes=routes) as address:
        assert address is not None
        yield Served(address)


async def test_calendars_are_served(served: Served) -> None:
    """All sessions, those of a body, and one: in the language that is asked for, else the operator's."""
    answer = await served.get("/calendar.ics")
    assert (answer.status, answer.headers["content-type"]) == (200, "text/calendar; charset=utf-8")
    assert "13-отырыс" in answer.text
    assert len(read(answer.content).vevent_list) == 14
    assert len(read((await served.get("/calendar/council.ics?lang=en")).content).vevent_list) == 1
    one = await served.get("/calendar/session/commission-13.ics?lang=en")
    assert "Language\\; rights\\, and the rest" in one.text
    assert (await served.get("/calendar/session/council-01.ics")).status == 200
    assert (await served.get("/calendar.ics?lang=xx")).content == answer.content


@pytest.mark.parametrize(
    "path", ["/calendar/nobody.ics", "/calendar/session/x.ics", "/calendar/", "/calendar"]
)
async def test_what_is_not_there_is_not_found(served: Served, path: str) -> None:
    """An unknown body or session is 404."""
    assert (await served.get(path)).status == 404


async def test_a_change_is_served_at_the_next_request(pack: Pack) -> None:
    """What was made before is served only for as long as the record stays the same."""
    scenes = Scenes(pack, "kk")
    changes = [session(), session(revision=1, status="cancelled")]

    async def renew() -> None:
        if changes:
            scenes.renew(Record.of(pack, [changes.pop(0)]))

    routes = calendar_routes(scenes, "kk", PUBLISHER, renew)
    async with serve_health("127.0.0.1:0", {}, routes=routes) as address:
        assert address is not None
        served = Served(address)
        answers = [(await served.get("/calendar.ics")).content for _ in range(3)]
    found = [event_of(read(each), session().uid).status.value for each in answers]
    assert found == ["CONFIRMED", "CANCELLED", "CANCELLED"]


async def test_what_did_not_change_is_not_sent_again(served: Served) -> None:
    """A calendar that asks with the tag it got is told that it has everything; HEAD has no body."""
    tag = (await served.get("/calendar.ics")).headers["etag"]
    again = await served.get("/calendar.ics", known=f"W/{tag}")
    assert (again.status, again.content) == (304, b"")
    assert (await served.get("/calendar.ics", known='"other"')).status == 200
    head = await served.get("/calendar.ics", method="HEAD")
    assert (head.status, head.content, head.headers["etag"]) == (200, b"", tag)
    assert (await served.get("/calendar.ics", method="POST")).status == 405
