"""Receipts: a number without gaps, with a character that gives away one wrong or two swapped characters.

The character is taken from the number modulo 23. As 23 is prime, and no power of ten or difference of two digits is a
multiple of it, one wrong digit or two swapped ones always give another character. The letters leave out I, O and U.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime

_LETTERS = "ABCDEFGHJKLMNPQRSTVWXYZ"
_DIGITS = 6
_CODE = re.compile(r"([A-Z]{2})([0-9]{6,9})([A-Z])")
_SEPARATORS = re.compile(r"[\s\-\u2010-\u2015\u2212]+")

#: Cyrillic letters that are typed for the Latin ones they look or sound like.
_LATIN = str.maketrans("АВЕЗКМНРСТУХ", "ABEZKMHPCTYX")


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a person gets for a proposal. `number` counts from 1 and is `leaf_index` + 1.

    `salted_hash` is SHA-256 of the salt and the canonical JSON; with the salt, the author alone can show what it is of.
    """

    number: int
    check: str
    leaf_index: int
    salted_hash: bytes
    salt: bytes = field(repr=False)
    at: datetime

    def code(self, prefix: str) -> str:
        """The receipt as people read it, like `KZ-000123-K`; `prefix` is the pack's, two capital letters."""
        return code_of(self.number, prefix)


def check_of(number: int) -> str:
    """The check character of a number (1 or more)."""
    return _LETTERS[(number + 1) % len(_LETTERS)]


def code_of(number: int, prefix: str) -> str:
    """The receipt of that number, like `KZ-000123-K`."""
    return f"{prefix}-{number:0{_DIGITS}d}-{check_of(number)}"


def number_of(text: str, prefix: str) -> int | None:
    """The number of a receipt as somebody typed it: in any case, with or without dashes; None if it is not right."""
    plain = _SEPARATORS.sub("", text.strip().upper()).translate(_LATIN)
    found = _CODE.fullmatch(plain)
    if found is None or found[1] != prefix.upper():
        return None
    number = int(found[2])
    right = number > 0 and f"{number:0{_DIGITS}d}" == found[2] and check_of(number) == found[3]
    return number if right else None


def looks_like_receipt(text: str) -> bool:
    """Whether somebody means a receipt, be it right or mistyped."""
    plain = _SEPARATORS.sub("", text.strip().upper()).translate(_LATIN)
    return bool(re.fullmatch(r"[A-Z]{2}[0-9A-Z]{5,10}", plain)) and any(c.isdigit() for c in plain)
