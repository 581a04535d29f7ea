"""Days and hours as editors type them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sessions.when import When, WhenError, begins_with_date, read_when

ALMATY = ZoneInfo("Asia/Almaty")
NOW = datetime(2026, 1, 28, 9, 34, tzinfo=UTC)
"""14:34 in Astana: 86 minutes before four."""


def utc(*parts: int) -> datetime:
    """A moment in UTC."""
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type,misc]


@pytest.mark.parametrize(
    ("text", "day", "start", "rest"),
    [
        ("28.01 16:00 Fourth session", date(2026, 1, 28), utc(2026, 1, 28, 11), "Fourth session"),
        ("29.01 10:00", date(2026, 1, 29), utc(2026, 1, 29, 5), ""),
        ("27.01 16:00", date(2027, 1, 27), utc(2027, 1, 27, 11), ""),
        ("28/1 16.00 x", date(2026, 1, 28), utc(2026, 1, 28, 11), "x"),
        ("30.01.2026, 09:00", date(2026, 1, 30), utc(2026, 1, 30, 4), ""),
        ("2026-02-11 14:30", date(2026, 2, 11), utc(2026, 2, 11, 9, 30), ""),
        ("28.01", date(2026, 1, 28), None, ""),
        ("30.01 Title of the day", date(2026, 1, 30), None, "Title of the day"),
        ("29.02 10:00", date(2028, 2, 29), utc(2028, 2, 29, 5), ""),
        ("29.01 10:00 Europe/Berlin", date(2026, 1, 29), utc(2026, 1, 29, 9), ""),
        ("29.01 10:00 UTC Title", date(2026, 1, 29), utc(2026, 1, 29, 10), "Title"),
        ("29.01 23:30 UTC-3", date(2026, 1, 30), utc(2026, 1, 30, 2, 30), ""),
        ("29.01 10:00 +05:30", date(2026, 1, 29), utc(2026, 1, 29, 4, 30), ""),
        ("29.01 10:00 Open-air session", date(2026, 1, 29), utc(2026, 1, 29, 5), "Open-air session"),
        ("29.01 10:00 Заседание", date(2026, 1, 29), utc(2026, 1, 29, 5), "Заседание"),
    ],
)
def test_times_are_read(text: str, day: date, start: datetime | None, rest: str) -> None:
    """A date without a year is the next such day, an hour without a zone is in the pack's, the rest is left."""
    assert read_when(text, NOW, ALMATY) == (When(day, start), rest)


@pytest.mark.parametrize(
    ("text", "reason", "said"),
    [
        ("tomorrow", "unreadable", "tomorrow"),
        ("", "unreadable", ""),
        ("28.1.26 16:00", "unreadable", "28.1.26 16:00"),
        ("31.02 10:00", "no-day", "31.02"),
        ("30.02.2027 10:00", "no-day", "30.02.2027"),
        ("00.01 10:00", "no-day", "00.01"),
        ("28.13 10:00", "no-day", "28.13"),
        ("28.01 25:61 Title", "no-hour", "25:61"),
        ("28.01 24:00", "no-hour", "24:00"),
        ("28.01 1600 Title", "no-hour", "1600"),
        ("29.01 10:00 Mars/Base", "no-zone", "Mars/Base"),
        ("29.01 10:00 MSK", "no-zone", "MSK"),
        ("29.01 10:00 +99", "no-zone", "+99"),
        ("28.01 14:34", "past-today", "28.01 14:34"),
        ("27.01.2026 16:00", "past", "27.01.2026 16:00"),
        ("2026-01-27", "past", "2026-01-27"),
        ("28.01.2062 16:00", "far", "2062-01-28"),
    ],
)
def test_what_is_no_time_is_refused(text: str, reason: str, said: str) -> None:
    """The error says why, and which part is at fault."""
    with pytest.raises(WhenError) as refused:
        read_when(text, NOW, ALMATY)
    assert (refused.value.reason, refused.value.said) == (reason, said)


def test_an_hour_that_the_clocks_jump_over_does_not_exist() -> None:
    """On 29 March 2026 there is no half past two in Berlin."""
    with pytest.raises(WhenError) as refused:
        read_when("29.03 02:30", NOW, ZoneInfo("Europe/Berlin"))
    assert refused.value.reason == "no-such-hour"


@given(st.text(alphabet="0123456789.:/- UTCZ+абв", max_size=30))
def test_nothing_typed_breaks_it(text: str) -> None:
    """Whatever is typed is a time that lies ahead, or an error of its own kind."""
    begins_with_date(text)
    try:
        when, _ = read_when(text, NOW, ALMATY)
    except WhenError:
        return
    assert when.start is None or when.start > NOW
    assert when.day >= date(2026, 1, 28)
