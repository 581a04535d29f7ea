"""Importing calendars: what is read, what is refused and at which line, what is planned, and all of it or nothing."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from bot.clock import SettableClock
from bot.delivery.campaigns import Campaigns
from bot.rendering.scene import Scenes
from bot.sessions.calendar import Publisher, feed
from bot.sessions.ics_lines import IcsError
from bot.sessions.ics_reading import Incoming, read_sessions
from bot.sessions.importing import Importing
from bot.sessions.publishing import Publishing
from bot.sessions.service import SessionChangedError, Sessions
from bot.storage.database import Database
from bot.storage.delivery_tables import campaigns
from bot.storage.session_tables import session_reminders, sessions
from content.model import Pack
from tests.calendar_file import ENDS, ZONE, calendar, event

ALMATY = ZoneInfo("Asia/Almaty")


def only(data: bytes) -> Incoming:
    """The one event of a file."""
    (found,) = read_sessions(data, ALMATY)
    return found


@pytest.mark.parametrize(
    ("start", "head", "moment"),
    [
        ("20260714T110000Z", "", datetime(2026, 7, 14, 11, tzinfo=UTC)),
        (";TZID=Asia/Almaty:20260714T160000", "", datetime(2026, 7, 14, 11, tzinfo=UTC)),
        (';TZID="Europe/Berlin":20260714T130000', "", datetime(2026, 7, 14, 11, tzinfo=UTC)),
        (";TZID=West Asia Standard Time:20260714T160000", "", datetime(2026, 7, 14, 11, tzinfo=UTC)),
        (";TZID=/example.org/Asia/Almaty:20260714T160000", "", datetime(2026, 7, 14, 11, tzinfo=UTC)),
        (";TZID=Our own:20260714T170000", ZONE, datetime(2026, 7, 14, 11, tzinfo=UTC)),
        ("20260714T160000", "X-WR-TIMEZONE:Asia/Almaty", datetime(2026, 7, 14, 11, tzinfo=UTC)),
    ],
)
def test_moments_are_read_in_their_zones(start: str, head: str, moment: datetime) -> None:
    """UTC, zones by their names (also those of Windows), zones that the file describes, and that of the calendar."""
    assert only(calendar(event(DTSTART=start), head=head)).start == moment


def test_a_whole_day_is_a_day() -> None:
    """An event without an hour has a day and no start; at night in UTC it is the next day in Astana."""
    assert only(calendar(event(DTSTART=";VALUE=DATE:20260714"))).start is None
    assert only(calendar(event(DTSTART=";VALUE=DATE:20260714"))).day == date(2026, 7, 14)
    assert only(calendar(event(DTSTART="20260714T200000Z"))).day == date(2026, 7, 15)


def test_texts_are_unfolded_and_unescaped() -> None:
    """A long line that goes on in the next one, commas, semicolons and line ends are as they were meant."""
    found = only(
        calendar(event(SUMMARY=";LANGUAGE=ru-KZ:Язык\\, права\\; и\r\n  всё", DESCRIPTION="One\\nTwo\\\\n"))
    )
    assert (found.title, found.language) == ("Язык, права; и всё", "ru")
    assert found.text == "One\nTwo\\n"


LONG = "x" * 2001
REFUSED = [
    (b"", 1, "empty"),
    (b"hello\r\n", 1, "not-calendar"),
    (b"%PDF-1.7\n\xff\xfe", 2, "not-text"),
    (b"<html>\n<body>", 1, "not-calendar"),
    (calendar(), 1, "no-events"),
    (calendar(event())[:-30], 7, "no-end"),
    (calendar(event()) * 2, 10, "second-calendar"),
    (calendar(event()) + b"MORE:x\r\n", 10, "after-end"),
    (calendar("BEGIN:VEVENT", "END:VTODO"), 5, "wrong-end"),
    (calendar("BEGIN:VEVENT", "no colon here", "END:VEVENT"), 5, "broken"),
    (calendar("BEGIN:VEVENT", "X;=:y", "END:VEVENT"), 5, "broken"),
    (calendar(event(UID=None)), 4, "lacks"),
    (calendar(event(DTSTART=None)), 4, "lacks"),
    (calendar(event(SUMMARY=None)), 4, "lacks"),
    (calendar(event(SUMMARY="  ")), 7, "no-title"),
    (calendar(event(UID="u" * 256)), 5, "uid"),
    (calendar(event(DESCRIPTION=LONG)), 8, "text-long"),
    (calendar(event(RRULE="FREQ=WEEKLY")), 8, "recurring"),
    (calendar(event(RDATE="20260715T110000Z")), 8, "recurring"),
    (calendar(event(RECURRENCE_ID="20260715T110000Z")), 8, "recurring"),
    (calendar(event(DTSTART="20260714T110000")), 6, "no-zone"),
    (calendar(event(DTSTART=";TZID=Mars/Base:20260714T110000")), 6, "zone"),
    (calendar(event(DTSTART="20260231T110000Z")), 6, "moment"),
    (calendar(event(DTSTART="20260714T256100Z")), 6, "moment"),
    (calendar(event(DTSTART=";VALUE=DATE:20261301")), 6, "moment"),
    (calendar(event(DTSTART="tomorrow")), 6, "moment"),
    (calendar(event(SEQUENCE="new")), 8, "sequence"),
    (calendar(event(STATUS="PERHAPS")), 8, "status"),
    (calendar(event(), event()), 9, "twice"),
    (calendar(*(event(UID=f"{number}") for number in range(10_000))), 4 + 5 * 500, "many"),
    (b"BEGIN:VCALENDAR\r\n" + b"X-FILL:0123456789\r\n" * 260_000, 52_632, "size"),
    (calendar(event(X_LONG="y" * 100_001)), 8, "line-long"),
    (calendar(event(SUMMARY="a\0b")), 7, "not-text"),
]


@pytest.mark.parametrize(
    ("data", "line", "reason"), REFUSED, ids=[case[2] + str(case[1]) for case in REFUSED]
)
def test_what_is_not_understood_is_refused_with_its_line(data: bytes, line: int, reason: str) -> None:
    """Ten thousand events, five megabytes, repetitions, missing zones, broken lines: the line and the reason."""
    with pytest.raises(IcsError) as refused:
        read_sessions(data, ALMATY)
    assert (refused.value.line, refused.value.reason) == (line, reason)


def test_every_refusal_has_words(scenes: Scenes) -> None:
    """Each reason is a message in every language."""
    for language in ("kk", "ru", "en"):
        for reason in {case[2] for case in REFUSED}:
            assert scenes(language).say(f"ics-{reason}", said="x")


LINES = st.sampled_from(
    [
        "BEGIN:VEVENT",
        "END:VEVENT",
        "BEGIN:VALARM",
        "END:VALARM",
        "UID:1",
        "DTSTART:20260714T110000Z",
        "SUMMARY:S",
        "DTSTART;TZID=Asia/Almaty:20260714T110000",
        " folded",
        "STATUS:CANCELLED",
        'X;A="b":c',
        ";",
        "BEGIN:",
        "END:VCALENDAR",
    ]
)


@given(st.lists(LINES | st.text(max_size=20), max_size=12))
def test_no_file_breaks_it(lines: list[str]) -> None:
    """Whatever stands in a file, it is read, or refused with a line that is there."""
    data = calendar(*lines)
    line = 1
    try:
        read_sessions(data, ALMATY)
    except IcsError as error:
        line = error.line
    assert 1 <= line <= len(data.decode().splitlines()) + 1


@pytest.fixture
def held(pack: Pack) -> Scenes:
    """Scenes of their own, whose record may change."""
    return Scenes(pack, "kk")


@pytest.fixture
async def importing(database: Database, held: Scenes, clock: SettableClock) -> Importing:
    """Imports into an empty database."""
    counted = Campaigns(database, clock, rate=25.0)
    service = Sessions(database, held.pack, clock)
    publishing = Publishing(database, service, counted, held, clock)
    await publishing.renew()
    return Importing(database, publishing, counted, held, clock)


async def take(importing: Importing, *events: str, announce: bool = True, head: str = "") -> list[str]:
    """Import events, and return what was planned for each."""
    steps = importing.plan(read_sessions(calendar(*events, head=head), ALMATY), "en")
    await importing.apply(steps, announce=announce)
    return [step.deed for step in steps]


async def rows(database: Database, *columns: Any) -> list[tuple[Any, ...]]:
    """The rows of a table in its order."""
    async with database.read() as connection:
        return [tuple(row) for row in await connection.execute(select(*columns).order_by(*columns))]


async def test_a_session_comes_moves_and_is_cancelled(
    importing: Importing, held: Scenes, database: Database
) -> None:
    """The same UID is one session: created, moved, its text changed, cancelled; each once, however often it comes."""
    assert await take(importing, event()) == ["create"]
    assert await take(importing, event()) == ["same"]
    moved = {"DTSTART": "20260715T110000Z", "SEQUENCE": "1"}
    assert await take(importing, event(**moved)) == ["move"]
    assert await take(importing, event(**moved, SUMMARY="Closed session")) == ["change"]
    assert await take(importing, event(SEQUENCE="0")) == ["old"]
    cancelled = {**moved, "SEQUENCE": "2", "SUMMARY": "Closed session"}
    assert await take(importing, event(**cancelled), head="METHOD:CANCEL") == ["cancel"]
    assert await take(importing, event(**cancelled, STATUS="CANCELLED")) == ["same"]
    session = held.record.by_id["commission-13"]
    assert (session.status, session.revision, session.title) == ("cancelled", 3, {"en": "Closed session"})
    assert session.start == datetime(2026, 7, 15, 11, tzinfo=UTC)
    assert [event for (event,) in await rows(database, campaigns.c.event) if "/edits" not in event] == [
        "session:commission-13:0:announced",
        "session:commission-13:1:moved",
        "session:commission-13:1:moved/corrected-1",
        "session:commission-13:3:cancelled",
    ]


async def test_a_cancelled_session_can_take_place_after_all(importing: Importing, held: Scenes) -> None:
    """What was cancelled and has a new time is moved."""
    await take(importing, event(), event(UID="two", STATUS="CANCELLED"))
    await take(importing, event(STATUS="CANCELLED", SEQUENCE="1"))
    assert await take(importing, event(DTSTART="20260716T110000Z", SEQUENCE="2")) == ["move"]
    assert held.record.by_id["commission-13"].status == "rescheduled"


async def test_without_announcing_nobody_is_told(importing: Importing, database: Database) -> None:
    """The sessions are there with their reminders, and nothing is published; nor when one of them is cancelled."""
    assert await take(importing, event(), announce=False) == ["create"]
    assert len(await rows(database, session_reminders.c.which)) == 3
    await take(importing, event(STATUS="CANCELLED", SEQUENCE="1"))
    assert await rows(database, campaigns.c.event) == []


async def test_what_is_past_goes_into_the_record(
    importing: Importing, held: Scenes, database: Database
) -> None:
    """A session of yesterday was held; nobody is told of it, whatever was asked for."""
    assert await take(importing, event(DTSTART="20260630T110000Z")) == ["record"]
    assert held.record.by_id["commission-13"].status == "held"
    assert await rows(database, campaigns.c.event) == []
    assert await take(importing, event(DTSTART="20260801T110000Z", SEQUENCE="1")) == ["over"]


async def test_our_own_calendar_read_back_changes_nothing(
    importing: Importing, held: Scenes, database: Database
) -> None:
    """What was exported, in whatever language, is known: announced, cancelled and recorded sessions alike."""
    await take(
        importing, event(LOCATION="Hall"), event(UID="two", STATUS="TENTATIVE", DTSTART="20260716T110000Z")
    )
    await take(importing, event(STATUS="CANCELLED", SEQUENCE="1", LOCATION="Hall"))
    for language in ("kk", "ru", "en"):
        found = read_sessions(feed(held(language), Publisher("atazan_bot")), ALMATY)
        assert {step.deed for step in importing.plan(found, language)} == {"same"}
        assert len(found) == 14


async def test_the_record_is_not_rewritten(importing: Importing, held: Scenes) -> None:
    """A recorded session stands in the pack with its sources; a file cannot move it."""
    uid = held.record.by_id["commission-12"].uid
    assert await take(importing, event(UID=uid, SEQUENCE="9")) == ["recorded"]


async def test_the_category_names_the_body(importing: Importing, held: Scenes, database: Database) -> None:
    """A session belongs to the body that its category names, else to the first."""
    service = Sessions(database, held.pack, SettableClock(datetime(2026, 7, 1, tzinfo=UTC)))
    assert await service.add_body("council", {"en": "Council of Elders", "ru": "Совет"}, None)
    await importing._publishing.renew()
    held.renew(importing._publishing.sessions.record)
    await take(
        importing, event(CATEGORIES="Meetings,council of elders"), event(UID="two", CATEGORIES="Other")
    )
    assert sorted(s.id for s in held.record.shown if not s.recorded) == ["commission-13", "council-01"]


async def test_without_a_body_there_are_no_sessions(
    database: Database, pack: Pack, clock: SettableClock
) -> None:
    """A pack that names no body cannot take in a session; the error names the event."""
    bare = Scenes(pack.model_copy(update={"bodies": (), "sessions": ()}), "kk")
    counted = Campaigns(database, clock, rate=25.0)
    publishing = Publishing(database, Sessions(database, bare.pack, clock), counted, bare, clock)
    with pytest.raises(IcsError, match="line 4: no-body"):
        Importing(database, publishing, counted, bare, clock).plan([only(calendar(event()))], "en")


async def test_all_or_nothing(importing: Importing, database: Database) -> None:
    """Where one session was changed since the plan was made, none of the file is applied."""
    await take(importing, event())
    changed = read_sessions(
        calendar(event(UID="new"), event(DTSTART="20260720T110000Z", SEQUENCE="1")), ALMATY
    )
    plan = importing.plan(changed, "en")
    await take(importing, event(DTSTART="20260719T110000Z", SEQUENCE="1"))
    with pytest.raises(SessionChangedError):
        await importing.apply(plan, announce=True)
    async with database.read() as connection:
        assert (await connection.execute(select(func.count()).select_from(sessions))).scalar_one() == 1
    twice = importing.plan(read_sessions(calendar(event(UID="new")), ALMATY), "en")
    assert await importing.apply(twice, announce=False, update_id=7) == 1
    assert await importing.apply(twice, announce=False, update_id=7) == 0
    with pytest.raises(SessionChangedError):
        await importing.apply(twice, announce=False)


def test_line_ends_of_every_kind_are_read() -> None:
    """Files with LF, CR or CR LF, with a byte order mark, and with small letters are calendars all the same."""
    data = calendar(event())
    for ends in (b"\n", b"\r", b"\r\n"):
        assert only(b"\xef\xbb\xbf" + data.replace(ENDS.encode(), ends)).title == "Open session"
    assert (
        only(data.replace(b"BEGIN:VEVENT", b"begin:vevent").replace(b"UID", b"uid")).uid == "one@example.org"
    )
