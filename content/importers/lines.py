"""What every importer makes of its document before anyone asks what it means: a stream of lines."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto

from content.importers.limits import check_lines

_SPACE = re.compile(r"[\s\u200b\ufeff\u2060]+")
# What XML cannot hold, and what nobody sees: control characters, halves of letters, direction marks, soft hyphens.
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u200c-\u200f\u202a-\u202e\ud800-\udfff\ufffe\uffff]"
)


class Kind(Enum):
    """What the document's own form says of a line; TEXT where it says nothing."""

    TEXT = auto()
    HEADING = auto()
    TITLE = auto()
    NOTE = auto()


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of the source with single spaces. `anchor` is its name on the page, None where it has none."""

    text: str
    kind: Kind = Kind.TEXT
    anchor: str | None = None


def tidy(text: str) -> str:
    """The text with single spaces and without characters that cannot be seen."""
    return _SPACE.sub(" ", _INVISIBLE.sub("", text)).strip()


def counted(lines: Iterable[Line]) -> list[Line]:
    """The lines that are not empty.

    Raises:
        ImportRefused: there are too many, or one is too long (`limits`).
    """
    kept = [line for line in lines if line.text]
    check_lines(len(kept), max((len(line.text) for line in kept), default=0))
    return kept
