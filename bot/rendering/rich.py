"""Text with marks: what a message says and which parts of it are bold, links or quotations.

A mark covers a span of the text, as Telegram's own message entities do, so nothing is ever escaped and no markup
can be broken: cutting a text cuts its marks with it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

MESSAGE_UNITS = 4096
"""UTF-16 units of the longest message (Bot API, sendMessage)."""

Kind = Literal["bold", "italic", "code", "link", "quote", "folded", "underline", "strike", "time"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of a text, in characters: from `start` up to `end`.

    `value` is the address of a link, for "time" the moment in Unix seconds, else None. "folded" is a quotation that
    opens on a tap; "time" is shown as written, and apps that can say it in the reader's own zone on a tap.
    """

    start: int
    end: int
    kind: Kind
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Rich:
    """A text and its marks. Pieces are joined with `+`; a plain string may stand on the right."""

    text: str = ""
    marks: tuple[Mark, ...] = ()

    def __add__(self, other: Rich | str) -> Rich:
        if isinstance(other, str):
            return Rich(self.text + other, self.marks)
        shift = len(self.text)
        moved = tuple(Mark(m.start + shift, m.end + shift, m.kind, m.value) for m in other.marks)
        return Rich(self.text + other.text, self.marks + moved)

    def marked(self, kind: Kind, value: str | None = None) -> Rich:
        """The same text, all of it under one more mark."""
        if not self.text:
            return self
        return Rich(self.text, (Mark(0, len(self.text), kind, value), *self.marks))

    def part(self, start: int, end: int) -> Rich:
        """The text from `start` up to `end`, with what its marks cover there."""
        kept = (
            Mark(max(m.start, start) - start, min(m.end, end) - start, m.kind, m.value)
            for m in self.marks
            if m.start < end and m.end > start
        )
        return Rich(self.text[start:end], tuple(kept))


def bold(text: str) -> Rich:
    """The text in bold."""
    return Rich(text).marked("bold")


def italic(text: str) -> Rich:
    """The text in italics."""
    return Rich(text).marked("italic")


def code(text: str) -> Rich:
    """The text in a fixed width, which a tap copies."""
    return Rich(text).marked("code")


def link(text: str, address: str) -> Rich:
    """The text as a link to `address`."""
    return Rich(text).marked("link", address)


def moment(text: str, at: datetime) -> Rich:
    """The text as a name of the moment `at`, which must be aware."""
    return Rich(text).marked("time", str(int(at.timestamp())))


def join(pieces: Iterable[Rich | str | None], between: str = "\n\n") -> Rich:
    """The pieces that are not empty, with `between` between them."""
    whole = Rich()
    for piece in pieces:
        if piece is None or not (piece if isinstance(piece, str) else piece.text):
            continue
        whole = (whole + between if whole.text else whole) + piece
    return whole


def utf16(text: str) -> int:
    """The length in UTF-16 units, in which Telegram counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def split(rich: Rich, limit: int) -> tuple[Rich, ...]:
    """The text in parts of at most `limit` UTF-16 units (at least 2), cut at a paragraph, a line, a space, or anywhere.

    Nothing but the white space at a cut is lost. An empty text is one empty part.
    """
    if utf16(rich.text) <= limit:
        return (rich,)
    parts, start, text = [], 0, rich.text
    while start < len(text):
        end = _cut(text, start, limit)
        kept = len(text[start:end].rstrip())
        if kept:
            parts.append(rich.part(start, start + kept))
        start = end
        while start < len(text) and text[start].isspace():
            start += 1
    return tuple(parts) or (Rich(),)


def _cut(text: str, start: int, limit: int) -> int:
    end, units = start, 0
    while end < len(text) and units + utf16(text[end]) <= limit:
        units += utf16(text[end])
        end += 1
    if end == len(text):
        return end
    for boundary in ("\n\n", "\n", ". ", " "):
        place = text.rfind(boundary, start + (end - start) // 2, end)
        if place > start:
            return place + len(boundary)
    return end
