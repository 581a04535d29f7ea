"""What a word typed with the wrong keyboard layout on was meant to be.

The layouts are those of Windows: QWERTY, Russian ЙЦУКЕН, and Kazakh, whose nine own letters sit on the
digit row. A key is what all layouts share; a layout is the string of its characters in the order of keys,
plain then shifted.
"""

import re
from functools import lru_cache

_ENGLISH = "`1234567890-=qwertyuiop[]asdfghjkl;'zxcvbnm,./" + '~!@#$%^&*()_+QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>?'
_RUSSIAN = "ё1234567890-=йцукенгшщзхъфывапролджэячсмитьбю." + 'Ё!"№;%:?*()_+ЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ,'
_KAZAKH = '("әіңғ,.үұқөһйцукенгшщзхъфывапролджэячсмитьбю№' + ")!ӘІҢҒ;:ҮҰҚӨҺЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ?"

_ENGLISH_AS_RUSSIAN = str.maketrans(_ENGLISH, _RUSSIAN)
_ENGLISH_AS_KAZAKH = str.maketrans(_ENGLISH, _KAZAKH)
_RUSSIAN_AS_ENGLISH = str.maketrans(_RUSSIAN, _ENGLISH)
_RUSSIAN_AS_KAZAKH = str.maketrans(_RUSSIAN, _KAZAKH)
_KAZAKH_AS_ENGLISH = str.maketrans(_KAZAKH, _ENGLISH)
_KAZAKH_AS_RUSSIAN = str.maketrans(_KAZAKH, _RUSSIAN)

_OWN_KAZAKH = frozenset("әіңғүұқөһӘІҢҒҮҰҚӨҺ")
_KEYS = frozenset(_ENGLISH + _RUSSIAN + _KAZAKH)
_DIGIT_ROW = frozenset("2345890-=")
_SENTENCE_MARKS = ".,?!;:"
LONGEST = 40
"""Characters from which a chunk is no word and has no readings."""
_LATIN = re.compile(r"[a-z]")
_CYRILLIC = re.compile(r"[Ѐ-ԯ]")


def repairs(chunk: str) -> tuple[str, ...]:
    """What `chunk` would read had another layout been on, the likeliest reading first; empty when none
    makes sense.

    `chunk` is raw text between spaces, punctuation included, since commas and dots are letters on other
    layouts. A mark at its end is tried both as punctuation and as a letter. Readings are guesses: the
    caller keeps those that it knows. Chunks of more than `LONGEST` characters are not words and have none, nor have
    those with a letter that is on no layout.
    """
    return _repairs(chunk) if 0 < len(chunk) <= LONGEST else ()


@lru_cache(maxsize=1_000)
def _repairs(chunk: str) -> tuple[str, ...]:
    core = chunk.rstrip(_SENTENCE_MARKS)
    mark = chunk[len(core) :]
    readings: dict[str, None] = {}
    for table in _tables(chunk):
        if mark and core:
            readings[core.translate(table) + mark] = None
        readings[chunk.translate(table)] = None
    readings.pop(chunk, None)
    return tuple(readings)


def _tables(chunk: str) -> list[dict[int, int]]:
    if any(char.isalpha() and char not in _KEYS for char in chunk):
        return []  # no layout has that letter
    latin, cyrillic = _LATIN.search(chunk.lower()), _CYRILLIC.search(chunk)
    if latin and cyrillic:
        return []
    if latin:
        return [_ENGLISH_AS_RUSSIAN, _ENGLISH_AS_KAZAKH]
    if cyrillic:
        return _from_cyrillic(chunk)
    return [_ENGLISH_AS_RUSSIAN] if len(chunk) > 1 and not any(char.isalnum() for char in chunk) else []


def _from_cyrillic(chunk: str) -> list[dict[int, int]]:
    own = _OWN_KAZAKH.intersection(chunk)
    if own and all(char in _OWN_KAZAKH or not char.isalpha() for char in chunk):
        return [_KAZAKH_AS_RUSSIAN]  # digits typed on the Kazakh layout: nothing but its digit row
    if own:
        # No English word has digits in it: letters of the digit row make sense only after it ("art4").
        letters = [place for place, char in enumerate(chunk) if char.isalpha() and char not in _OWN_KAZAKH]
        after = all(place > letters[-1] for place, char in enumerate(chunk) if char in _OWN_KAZAKH)
        return [_KAZAKH_AS_ENGLISH] if after and len(letters) > 1 else []
    tables = [_RUSSIAN_AS_ENGLISH, _KAZAKH_AS_ENGLISH]
    return [_RUSSIAN_AS_KAZAKH, *tables] if _DIGIT_ROW.intersection(chunk) else tables
