"""Personal data in what somebody wrote: found by shape, pointed out before it is sent, masked on request.

Finding too much costs a question; finding too little may cost a person their privacy. Nothing here knows a country:
a number of 12 digits is taken for an individual number, as several countries have them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

Kind = Literal["iban", "card", "email", "individual-number", "phone"]

MASK = "•••"

#: Capital letters that look Latin, since nobody sees which "К" of "КZ" they type; same number of characters.
_LATIN = str.maketrans("АВЕКМНОРСТУХІ", "ABEKMHOPCTYXI")

_IBAN = re.compile(r"(?<![A-Z0-9])[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]){11,30}(?![A-Z0-9])")
_CARD = re.compile(r"(?<!\d)\d(?:[ -]?\d){12,18}(?!\d)")
_EMAIL = re.compile(r"[\w.+-]+\s?@\s?[\w-]+(?:\.[\w-]+)+")
_INDIVIDUAL = re.compile(r"(?<!\d)\d(?:[ -]?\d){11}(?!\d)")
_PHONE = re.compile(r"(?<![\d+])(?:\+\s?\d|\(?\d)(?:[\s().-]{0,2}\d){8,14}(?!\d)")


@dataclass(frozen=True, slots=True)
class Found:
    """A span of a text, in characters, that holds personal data."""

    start: int
    end: int
    kind: Kind


def find(text: str) -> list[Found]:
    """What personal data a text seems to hold, in order, each place once."""
    taken: list[Found] = []
    for found in _every(text.translate(_LATIN)):
        if all(found.end <= other.start or other.end <= found.start for other in taken):
            taken.append(found)
    return sorted(taken, key=lambda found: found.start)


def masked(text: str) -> str:
    """The text with all that `find` finds taken out, and nothing else changed."""
    spans = find(text)
    ends = [0, *(found.end for found in spans)]
    starts = [*(found.start for found in spans), len(text)]
    return MASK.join(text[start:end] for start, end in zip(ends, starts, strict=True))


def _every(text: str) -> Iterator[Found]:
    """Matches, the surest kind first."""
    for match in _IBAN.finditer(text):
        if end := _iban_end(match[0]):
            yield Found(match.start(), match.start() + end, "iban")
    for match in _CARD.finditer(text):
        if _luhn(_digits(match[0])):
            yield Found(match.start(), match.end(), "card")
    yield from (Found(match.start(), match.end(), "email") for match in _EMAIL.finditer(text))
    for match in _INDIVIDUAL.finditer(text):
        yield Found(match.start(), match.end(), "individual-number")
    for match in _PHONE.finditer(text):
        if _is_phone(match[0]):
            yield Found(match.start(), match.end(), "phone")


def _digits(text: str) -> str:
    return "".join(str(int(character)) for character in text if character.isdecimal())


def _luhn(digits: str) -> bool:
    """Whether the last digit checks the others (ISO/IEC 7812)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        doubled = int(digit) * (2 if place % 2 else 1)
        total += doubled - 9 if doubled > 9 else doubled
    return total % 10 == 0


def _iban_end(text: str) -> int:
    """How many characters from the start of `text` are an account number (ISO 13616, mod 97); 0: none are."""
    for end in range(len(text), 14, -1):
        plain = re.sub(r"[ -]", "", text[:end])
        moved = plain[4:] + plain[:4]
        if text[end - 1] not in " -" and int("".join(str(int(each, 36)) for each in moved)) % 97 == 1:
            return end
    return 0


def _is_phone(text: str) -> bool:
    """Ten digits or more, and said as a telephone number: with a plus, in groups, or as one long number."""
    digits = _digits(text)
    if not 10 <= len(digits) <= 15 or re.fullmatch(r"(\d{4}[.-]\d{2}[.-]\d{2}.*)", text):
        return False
    groups = [len(group) for group in re.findall(r"\d+", text)]
    # "1 000 000 000" is an amount, not a telephone number: after the first, groups of three alone.
    amount = len(groups) > 1 and all(size == 3 for size in groups[1:]) and "+" not in text and "(" not in text
    years = len(groups) > 1 and any(a == b == 4 for a, b in pairwise(groups)) and len(digits) < 10
    return not amount and not years
