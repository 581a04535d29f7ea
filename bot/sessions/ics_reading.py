"""From an iCalendar file to the sessions it speaks of. Whatever is not understood is refused with its line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.sessions.draft import DraftError
from bot.sessions.ics_lines import Component, IcsError, Line, read_calendar
from bot.sessions.typed import ADDRESS, LIMITS, read_address

_RECURRING = ("RRULE", "RDATE", "EXDATE", "EXRULE", "RECURRENCE-ID")
_DATE = re.compile(r"(\d{4})(\d{2})(\d{2})")
_TIME = re.compile(r"(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})(Z?)")
_ESCAPED = re.compile(r"\\([\\;,nN])")
_STATUSES = {"TENTATIVE": "tentative", "CONFIRMED": "confirmed", "CANCELLED": "cancelled"}
UID_CHARACTERS = 255


@dataclass(frozen=True, slots=True)
class Incoming:
    """One event of a file. `start` is in UTC; None: only the `day` is given. `line` is where the event begins.

    `status` is "tentative", "confirmed" or "cancelled"; `sequence` counts the changes on the side that made the file.
    """

    line: int
    uid: str
    sequence: int
    status: str
    day: date
    start: datetime | None
    title: str
    language: str | None = None
    text: str | None = None
    place: str | None = None
    address: str | None = None
    stream: str | None = None
    category: str | None = None

    def as_data(self) -> dict[str, Any]:
        """The event as JSON can hold it."""
        values = {name: getattr(self, name) for name in self.__dataclass_fields__}
        start = self.start.isoformat() if self.start else None
        return values | {"day": self.day.isoformat(), "start": start}

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Incoming:
        """The event that `as_data` wrote down."""
        start = datetime.fromisoformat(data["start"]) if data["start"] else None
        return cls(**(data | {"day": date.fromisoformat(data["day"]), "start": start}))


def read_sessions(data: bytes, zone: ZoneInfo) -> list[Incoming]:
    """The events of a file, in its order; `zone` is the one in which days are counted.

    Raises:
        IcsError: something in it is not understood; the error names the line.
    """
    calendar = read_calendar(data)
    zones = _Zones(calendar, data)
    cancelled = (method := calendar.first("METHOD")) is not None and method.value.strip().upper() == "CANCEL"
    found, lines = [], dict[str, int]()
    for event in calendar.inner:
        if event.name != "VEVENT":
            continue
        read = _event(event, zones, zone, cancelled=cancelled)
        if read.uid in lines:
            raise IcsError(event.number, "twice", str(lines[read.uid]))
        lines[read.uid] = event.number
        found.append(read)
    if not found:
        raise IcsError(calendar.number, "no-events")
    return found


def _event(event: Component, zones: _Zones, zone: ZoneInfo, *, cancelled: bool) -> Incoming:
    for line in event.lines:
        if line.name in _RECURRING:
            raise IcsError(line.number, "recurring", line.name)
    day, start = zones.moment(_needed(event, "DTSTART"), zone)
    uid = _needed(event, "UID")
    if not uid.value.strip() or len(uid.value) > UID_CHARACTERS:
        raise IcsError(uid.number, "uid")
    title, language = _title(event)
    return Incoming(
        line=event.number,
        uid=uid.value.strip(),
        sequence=_sequence(event),
        status="cancelled" if cancelled else _status(event),
        day=day,
        start=start,
        title=title,
        language=language,
        text=_text(event, "DESCRIPTION", LIMITS["text"]),
        place=_text(event, "LOCATION", LIMITS["place"]),
        address=_address(event, "URL"),
        stream=_address(event, "CONFERENCE"),
        category=_text(event, "CATEGORIES", LIMITS["title"]),
    )


def _needed(event: Component, name: str) -> Line:
    line = event.first(name)
    if line is None:
        raise IcsError(event.number, "lacks", name)
    return line


def _title(event: Component) -> tuple[str, str | None]:
    line = _needed(event, "SUMMARY")
    title = _text(event, "SUMMARY", LIMITS["title"])
    if not title:
        raise IcsError(line.number, "no-title")
    return title, line.parameters.get("LANGUAGE", "").partition("-")[0].lower() or None


def _text(event: Component, name: str, limit: int) -> str | None:
    line = event.first(name)
    if line is None:
        return None
    said = _ESCAPED.sub(_meant, line.value).strip()
    if len(said) > limit:
        raise IcsError(line.number, "text-long", f"{name}: {limit}")
    return said or None


def _meant(found: re.Match[str]) -> str:
    """What an escaped character stands for (RFC 5545, 3.3.11)."""
    return "\n" if found[1] in "nN" else found[1]


def _address(event: Component, name: str) -> str | None:
    """The address of the web; an address of another kind (of a telephone, say) is left out."""
    line = event.first(name)
    if line is None or len(line.value) > ADDRESS:
        return None
    try:
        return read_address(line.value)
    except DraftError:
        return None


def _sequence(event: Component) -> int:
    line = event.first("SEQUENCE")
    if line is None:
        return 0
    if not re.fullmatch(r"\d{1,9}", line.value.strip()):
        raise IcsError(line.number, "sequence", line.value)
    return int(line.value)


def _status(event: Component) -> str:
    line = event.first("STATUS")
    if line is None:
        return "confirmed"
    status = _STATUSES.get(line.value.strip().upper())
    if status is None:
        raise IcsError(line.number, "status", line.value)
    return status


class _Zones:
    """The time zones of a file: by their names, or as the file itself describes them."""

    def __init__(self, calendar: Component, data: bytes) -> None:
        named = calendar.first("X-WR-TIMEZONE")
        self._default = _known(named.value.strip()) if named else None
        self._described = {
            line.value.strip()
            for inner in calendar.inner
            if inner.name == "VTIMEZONE" and (line := inner.first("TZID"))
        }
        self._data = data
        self._own: dict[str, tzinfo] | None = None

    def moment(self, line: Line, zone: ZoneInfo) -> tuple[date, datetime | None]:
        """The day and the start in UTC of a DTSTART.

        Raises:
            IcsError: it is no moment, or its zone is missing or unknown.
        """
        value = line.value.strip()
        try:
            if found := _DATE.fullmatch(value):
                return date(*map(int, found.groups())), None
            found = _TIME.fullmatch(value)
            if found is None:
                raise IcsError(line.number, "moment", value)
            year, month, day, hour, minute, second = map(int, found.groups()[:6])
            # A leap second is written as 60 (RFC 5545, 3.3.12); no session begins in one.
            naive = datetime(year, month, day, hour, minute, min(second, 59))  # noqa: DTZ001 - its zone follows
        except ValueError as error:
            if isinstance(error, IcsError):
                raise
            raise IcsError(line.number, "moment", value) from None
        start = naive.replace(tzinfo=UTC if found[7] else self._of(line)).astimezone(UTC)
        return start.astimezone(zone).date(), start

    def _of(self, line: Line) -> tzinfo:
        named = line.parameters.get("TZID", "").strip()
        if not named:
            if self._default is None:
                raise IcsError(line.number, "no-zone", line.value)
            return self._default
        known = _known(named) or self._described_as(named)
        if known is None:
            raise IcsError(line.number, "zone", named)
        return known

    def _described_as(self, named: str) -> tzinfo | None:
        if named not in self._described:
            return None
        if self._own is None:
            from icalendar import Calendar  # eight megabytes, for files that are imported

            try:
                calendar = Calendar.from_ical(self._data.decode("utf-8-sig"))
                self._own = {str(zone["TZID"]): zone.to_tz() for zone in calendar.timezones}
            except (ValueError, KeyError, TypeError, IndexError, AttributeError):
                self._own = {}
        return self._own.get(named)


def _known(named: str) -> tzinfo | None:
    """The zone of a name of the IANA database, or of Windows, or of a path that ends with such a name."""
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    name = WINDOWS_TO_OLSON.get(named, named)
    for candidate in (name, "/".join(name.strip("/").split("/")[-2:])):
        try:
            return ZoneInfo(candidate)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            continue
    return None
