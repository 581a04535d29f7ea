"""What a copied quotation may differ in and still be the same wording: quotes, white space, what cannot be seen.

Nothing else is levelled. A letter, a case or a dash that differs makes another wording.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

_QUOTES = {
    **dict.fromkeys(map(ord, "«»“”„‟″〝〞"), '"'),
    **dict.fromkeys(map(ord, "‘’‚‛ʼʹ′`´"), "'"),
}
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_SPACE = re.compile(r"\s+")
_DROPPED = re.compile(_UNSEEN.pattern + r"|(?<=\s)\s+")
LIST_MARK = re.compile(r"(?m)^[ \t\u00a0]*\d+(?:-\d+)?[.)]\s+")
"""The number of a paragraph or item at the beginning of a line, which who copies several of them often leaves out."""
_DROPPED_WITH_MARKS = re.compile(f"{LIST_MARK.pattern}|{_DROPPED.pattern}", re.MULTILINE)
_ENDS = " .,;:!?…\"'"
_NUMBER_GOES_ON = re.compile(r"[.,:/–-]?\d")
_NUMBER_CAME_BEFORE = re.compile(r"\d[.,:/–-]?$")


def level(text: str) -> str:
    """The text with straight quotes, single spaces and no invisible characters, in Unicode's composed form."""
    seen = _UNSEEN.sub("", unicodedata.normalize("NFC", text)).translate(_QUOTES)
    return _SPACE.sub(" ", seen).strip()


def bare(levelled: str) -> str:
    """The text without the marks that stand around a quotation: quotes before it, quotes and a full stop after it."""
    return levelled.strip("\"' ").rstrip(_ENDS).strip()


@dataclass(frozen=True)
class Levelled:
    """A wording levelled for looking up, which knows where each of its characters stands in the wording itself."""

    text: str
    origin: str
    _cuts: tuple[int, ...]
    _shifts: tuple[int, ...]

    @classmethod
    def of(cls, origin: str, *, numbered: bool = True) -> Levelled:
        """Level a wording. One that is not in Unicode's composed form is looked up as it is.

        `numbered` False leaves the numbers of paragraphs and items out (`LIST_MARK`).
        """
        parts, cuts, shifts, at, dropped = [], [0], [0], 0, 0
        for found in (_DROPPED if numbered else _DROPPED_WITH_MARKS).finditer(origin):
            parts.append(origin[at : found.start()])
            at = found.end()
            dropped += found.end() - found.start()
            cuts.append(at - dropped)
            shifts.append(dropped)
        parts.append(origin[at:])
        text = "".join(parts).translate(_QUOTES)
        return cls(re.sub(r"\s", " ", text), origin, tuple(cuts), tuple(shifts))

    def at(self, place: int) -> int:
        """Where the character at `place` stands in the wording, in characters."""
        return place + self._shifts[bisect_right(self._cuts, place) - 1]

    def bytes_of(self, start: int, end: int) -> tuple[int, int]:
        """The bytes of UTF-8 that the characters from `start` up to `end` take in the wording."""
        first, last = self.at(start), self.at(end - 1) + 1 if end > start else self.at(start)
        before = len(self.origin[:first].encode())
        return before, before + len(self.origin[first:last].encode())

    def find(self, wanted: str, start: int = 0, end: int | None = None) -> int:
        """Where `wanted` stands as whole words and whole numbers, from `start` on; -1 where it does not."""
        place = self.text.find(wanted, start, end) if wanted else -1
        while place >= 0 and not self._is_whole(place, place + len(wanted)):
            place = self.text.find(wanted, place + 1, end)
        return place

    def _is_whole(self, start: int, end: int) -> bool:
        before, inside, after = (
            self.text[max(0, start - 2) : start],
            self.text[start:end],
            self.text[end : end + 2],
        )
        if _goes_on(inside, after) or _goes_on(before, inside):
            return False
        return not (
            (inside[-1].isdigit() and _NUMBER_GOES_ON.match(after))
            or (inside[0].isdigit() and _NUMBER_CAME_BEFORE.search(before))
        )


def _goes_on(before: str, after: str) -> bool:
    """Whether a word is cut between two texts, a hyphen or an apostrophe inside a word counting as its part."""
    if not before or not after:
        return False
    if _is_letter(before[-1]):
        return _is_letter(after[0]) or (after[0] in "-'" and len(after) > 1 and _is_letter(after[1]))
    return before[-1] in "-'" and len(before) > 1 and _is_letter(before[-2]) and _is_letter(after[0])


def _is_letter(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character).startswith("M")
