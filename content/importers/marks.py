"""The marks that number paragraphs and sub-items: "1.", "3-1.", "1)", "а)", "(2)"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

_NUMBER = r"\d{1,3}(?:[-–‑−]\d{1,2})?"
_LETTER = r"[a-zа-яёәіңғүұқөһ](?:[-–‑−]\d{1,2})?"
_DOTTED = re.compile(rf"(?P<number>{_NUMBER})\.(?!\d)\s*(?=\S)")
_CLOSED = re.compile(rf"(?P<number>{_NUMBER}|{_LETTER})\)\s*(?=\S)", re.IGNORECASE)
_ENCLOSED = re.compile(rf"\((?P<number>{_NUMBER}|{_LETTER})\)\s*(?=\S)", re.IGNORECASE)
_DASHES = str.maketrans("–‑−", "---")


class Style(Enum):
    """How a mark is written; each law uses one style for paragraphs and another for items."""

    DOTTED = auto()
    CLOSED = auto()
    ENCLOSED = auto()


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark at the head of a line; `text` is the line without it."""

    number: str
    written: str
    text: str
    style: Style

    @property
    def is_letter(self) -> bool:
        """Whether it counts in letters: such a mark never numbers a paragraph."""
        return not self.number[0].isdigit()

    @property
    def order(self) -> tuple[int, int]:
        """Where the mark stands among its kind: "3-1" after "3" and before "4"."""
        head, _, tail = self.number.partition("-")
        return (ord(head) if self.is_letter else int(head), int(tail or 0))


def mark_of(line: str) -> Mark | None:
    """The mark that the line begins with, None where it begins with words."""
    for style, pattern in ((Style.DOTTED, _DOTTED), (Style.CLOSED, _CLOSED), (Style.ENCLOSED, _ENCLOSED)):
        if match := pattern.match(line):
            number = match["number"].translate(_DASHES).lower()
            return Mark(number, match.group().strip(), line[match.end() :], style)
    return None


def paragraph_style(lines: list[str]) -> Style | None:
    """The style that numbers the paragraphs of an article with these lines; None where they have no numbers.

    "1." always does. "(1)" does where no "1." is about, "1)" only where nothing introduces it: after an opening line
    it counts the parts of a sentence.
    """
    marks = [mark for mark in map(mark_of, lines) if mark is not None and not mark.is_letter]
    styles = {mark.style for mark in marks}
    if Style.DOTTED in styles:
        return Style.DOTTED
    if Style.ENCLOSED in styles:
        return Style.ENCLOSED
    first = mark_of(lines[0]) if lines else None
    return Style.CLOSED if first is not None and not first.is_letter else None
