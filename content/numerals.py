"""Number words put together, and Roman numerals."""

import re
from collections.abc import Sequence

_ROMAN = re.compile(r"(?=.)(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})")
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
# Cyrillic letters that stand for Roman digits; typewriters had "П" and "Ш" for two and three, and "У" for
# five.
_AS_LATIN = str.maketrans("іхуv", "ixvv")
_TYPEWRITTEN = {"п": 2, "ш": 3}


def compose(parts: Sequence[tuple[int, bool]]) -> tuple[int, bool, int]:
    """The number that begins a sequence of number words.

    `parts` are (value, is it an ordinal) of the words in order; each adds to the one before if it is of a
    lower magnitude ("сто двадцать" + "первая"), and an ordinal ends the number. Gives the value, whether it
    is an ordinal, and how many words it took.

    Raises:
        ValueError: `parts` is empty.
    """
    if not parts:
        raise ValueError("no number words")
    total, ordinal = parts[0]
    room = _magnitude(total)
    used = 1
    for value, is_ordinal in parts[1:]:
        if ordinal:
            break
        if value == 100 and total < 10 and used == 1:
            total, room = total * 100, 100
        elif 0 < value < room:
            total, room = total + value, _magnitude(value)
        else:
            break
        ordinal, used = is_ordinal, used + 1
    return total, ordinal, used


def _magnitude(value: int) -> int:
    """The values below this one may be added: units to tens, tens to hundreds; nothing to units and teens."""
    if value >= 100:
        return 100
    return 10 if value >= 10 and value % 10 == 0 else 0


def roman(text: str) -> int | None:
    """The value of a folded Roman numeral up to 99, in Latin or Cyrillic letters; None if it is none."""
    match = _ROMAN.fullmatch(text.translate(_AS_LATIN))
    if not match:
        return None
    values = [_ROMAN_VALUES[letter] for letter in match.group()]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))


def typewritten_roman(letter: str) -> int | None:
    """Two or three where "П" or "Ш" was typed for it; only a word "section" beside it tells them from
    letters."""
    return _TYPEWRITTEN.get(letter)
