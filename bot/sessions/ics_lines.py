"""Content lines of an iCalendar file, each with the number of the line that it begins on (RFC 5545, 3.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

MAX_BYTES = 1_000_000
"""The largest file that is read."""
MAX_EVENTS = 500
"""Most events in a file. A commission has a dozen sessions in a reform."""
MAX_LINE = 100_000
"""Characters of the longest content line."""

_BEGINS = re.compile(r"\s*BEGIN:VCALENDAR\s", re.IGNORECASE)
_NAME = re.compile(r"[A-Za-z0-9-]+")


class IcsError(ValueError):
    """A file that is not taken. `line` is where, counted from 1; `reason` names why, as a message of the bot does."""

    def __init__(self, line: int, reason: str, said: str = "") -> None:
        super().__init__(f"line {line}: {reason} {said}".strip())
        self.line = line
        self.reason = reason
        self.said = said[:60]


@dataclass(frozen=True, slots=True)
class Line:
    """One property: its name in capitals, its parameters (names in capitals), its value as written."""

    number: int
    name: str
    parameters: dict[str, str]
    value: str


@dataclass(slots=True)
class Component:
    """A component such as VEVENT with its own lines and the components inside it."""

    name: str
    number: int
    lines: list[Line] = field(default_factory=list)
    inner: list[Component] = field(default_factory=list)

    def first(self, name: str) -> Line | None:
        """The first property of that name, or None."""
        return next((line for line in self.lines if line.name == name), None)


def read_calendar(data: bytes) -> Component:
    """The calendar in a file.

    Raises:
        IcsError: it is too large, has too many events, is no text, is broken, or is no calendar.
    """
    if len(data) > MAX_BYTES:
        raise IcsError(data.count(b"\n", 0, MAX_BYTES) + 1, "size", f"{len(data) / 1e6:.1f}")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise IcsError(data.count(b"\n", 0, error.start) + 1, "not-text") from None
    if not _BEGINS.match(text):
        raise IcsError(1, "empty" if not text.strip() else "not-calendar")
    return _tree(_lines(text))


def _lines(text: str) -> Iterator[Line]:
    """The content lines, unfolded: a line that begins with a space or a tab goes on with the one before."""
    begun, parts = 0, [""]
    for number, physical in enumerate(re.split(r"\r\n|\n|\r", text), 1):
        if physical[:1] in (" ", "\t") and begun:
            parts.append(physical[1:])
            continue
        if begun and (line := _line(begun, "".join(parts))):
            yield line
        begun, parts = number, [physical]
    if line := _line(begun, "".join(parts)):
        yield line


def _line(number: int, text: str) -> Line | None:
    if not text.strip():
        return None
    if len(text) > MAX_LINE:
        raise IcsError(number, "line-long")
    if "\0" in text:
        raise IcsError(number, "not-text")
    found = _NAME.match(text)
    if found is None:
        raise IcsError(number, "broken", text)
    parameters, rest = _parameters(text[found.end() :])
    if not rest.startswith(":"):
        raise IcsError(number, "broken", text)
    return Line(number, found[0].upper(), parameters, rest[1:])


_PARAMETER = re.compile(r';([A-Za-z0-9-]+)=((?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)')


def _parameters(text: str) -> tuple[dict[str, str], str]:
    """The parameters, and what stands behind them."""
    parameters: dict[str, str] = {}
    while found := _PARAMETER.match(text):
        parameters[found[1].upper()] = found[2].strip('"')
        text = text[found.end() :]
    return parameters, text


def _tree(lines: Iterator[Line]) -> Component:
    """The one calendar that the lines make."""
    root: Component | None = None
    open_: list[Component] = []
    events, last = 0, 1
    for line in lines:
        last = line.number
        if root is not None and not open_:
            raise IcsError(line.number, "second-calendar" if line.name == "BEGIN" else "after-end", line.name)
        if line.name == "BEGIN":
            begun = Component(line.value.strip().upper(), line.number)
            events += begun.name == "VEVENT"
            if events > MAX_EVENTS:
                raise IcsError(line.number, "many")
            if open_:
                open_[-1].inner.append(begun)
            root = root or begun
            open_.append(begun)
        elif line.name == "END":
            if line.value.strip().upper() != open_[-1].name:
                raise IcsError(line.number, "wrong-end", line.value)
            open_.pop()
        else:
            open_[-1].lines.append(line)
    if root is None:
        raise IcsError(1, "empty")
    if open_:
        raise IcsError(last, "no-end", open_[-1].name)
    return root
