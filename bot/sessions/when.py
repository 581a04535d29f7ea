"""Days and hours as editors type them: "28.01 16:00", "28.01.2026", "2026-01-28 16:00 UTC"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

Reason = Literal["unreadable", "no-day", "no-hour", "no-zone", "no-such-hour", "past", "past-today", "far"]

FARTHEST_YEARS = 3
"""Years ahead from which on a date is taken for a slip of the finger."""

_DATE = (
    r"(?:(?P<day>\d{1,2})[./](?P<month>\d{1,2})(?:[./](?P<year>\d{4}))?|(?P<iso>\d{4}-\d{1,2}-\d{1,2}))\.?"
)
_HOUR = r"(?P<hour>\d{1,2})[:.](?P<minute>\d{2})"
_SHORT = "UTC|GMT|Z|MSK|CET|CEST|EET|EEST|EST|EDT|PST|PDT|ALMT|AQTT|IST"
_ZONE = rf"(?P<zone>(?:UTC|GMT)?[+-]\d{{1,2}}(?::?\d{{2}})?|(?:{_SHORT})(?![A-Za-z])|[A-Za-z_]+(?:/[A-Za-z0-9_+-]+)+)"
_WHEN = re.compile(rf"{_DATE}(?:(?:[ ,T]\s*){_HOUR}(?:\s*{_ZONE})?)?(?=\s|$)")
_LOOSE = re.compile(r"\d{1,4}(?=\s|$)")
_OFFSET = re.compile(r"(?:UTC|GMT)?([+-])(\d{1,2})(?::?(\d{2}))?")


class WhenError(ValueError):
    """What was typed is no time at which something can take place. `reason` says why; `said` is the part at fault."""

    def __init__(self, reason: Reason, said: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.said = said


@dataclass(frozen=True, slots=True)
class When:
    """A day in the pack's zone, and the start in UTC; None: only the day was named."""

    day: date
    start: datetime | None


def begins_with_date(text: str) -> bool:
    """Whether a text begins with something that is meant as a date."""
    return re.match(_DATE, text) is not None


def read_when(text: str, now: datetime, zone: ZoneInfo) -> tuple[When, str]:
    """The time that a text begins with, and the rest of it. Hours are in `zone` unless another one is named.

    A date without a year is the next such day, today too.

    Raises:
        WhenError: the text does not begin with a date, there is no such day, hour or zone, or it has passed.
    """
    found = _WHEN.match(text.strip())
    if found is None:
        raise WhenError("unreadable", text.strip()[:40])
    rest = text.strip()[found.end() :].strip()
    if found["hour"] is None and (loose := _LOOSE.match(rest)):
        raise WhenError("no-hour", loose[0])
    today = now.astimezone(zone).date()
    day = _day(found, today)
    if found["hour"] is None:
        if day < today:
            raise WhenError("past", found[0])
        return When(_near(day, today), None), rest
    start = _moment(found, day, _zone(found["zone"], zone))
    if start <= now:
        named_year = found["year"] or found["iso"]
        raise WhenError("past" if named_year or day != today else "past-today", found[0])
    _near(day, today)
    return When(start.astimezone(zone).date(), start), rest


def _day(found: re.Match[str], today: date) -> date:
    if found["iso"]:
        year, month, day = map(int, found["iso"].split("-"))
        return _made(year, month, day, found["iso"])
    said = found[0].split()[0]
    month, day = int(found["month"]), int(found["day"])
    if found["year"]:
        return _made(int(found["year"]), month, day, said)
    # The 29th of February is at most eight years away.
    for year in range(today.year, today.year + 9):
        try:
            there = date(year, month, day)
        except ValueError:
            continue
        if there >= today:
            return there
    raise WhenError("no-day", said)


def _made(year: int, month: int, day: int, said: str) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise WhenError("no-day", said) from None


def _near(day: date, today: date) -> date:
    if day.year > today.year + FARTHEST_YEARS:
        raise WhenError("far", day.isoformat())
    return day


def _moment(found: re.Match[str], day: date, zone: tzinfo) -> datetime:
    said = f"{found['hour']}:{found['minute']}"
    try:
        local = datetime.combine(day, time(int(found["hour"]), int(found["minute"])), zone)
    except ValueError:
        raise WhenError("no-hour", said) from None
    start = local.astimezone(UTC)
    # Where clocks go forward, some hours of the day do not exist.
    if start.astimezone(zone).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise WhenError("no-such-hour", said)
    return start


def _zone(said: str | None, default: ZoneInfo) -> tzinfo:
    if said is None:
        return default
    if said in ("UTC", "GMT", "Z"):
        return UTC
    if found := _OFFSET.fullmatch(said):
        away = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
        if away >= timedelta(hours=24):
            raise WhenError("no-zone", said)
        return timezone(away if found[1] == "+" else -away)
    try:
        return ZoneInfo(said)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise WhenError("no-zone", said) from None
