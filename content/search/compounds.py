"""Words written as one: without the space between them, or as compounds that stand in no text."""

from __future__ import annotations

from collections.abc import Callable, Collection

from content.search.analysis import is_latin

_SHORTEST = 4
"""Letters of the shortest word that is recognised as a part."""
_SHORTEST_FUNCTION_WORD = 2
_SHORTEST_HEAD = 3
"""Letters of the shortest word before the one that a compound ends with."""


def glued(word: str, is_known: Callable[[str], bool], stopwords: Collection[str]) -> tuple[str, ...] | None:
    """The words that were written as one: two known ones ("healthcare"), or the one beside a function word ("болама");
    none where both are function words ("чтотакое"). None where it is not such a word."""
    told: tuple[str, ...] | None = None
    for cut in range(_SHORTEST_FUNCTION_WORD, len(word) - _SHORTEST_FUNCTION_WORD + 1):
        parts = word[:cut], word[cut:]
        if min(map(len, parts)) >= _SHORTEST and all(map(is_known, parts)):
            return parts
        if told is None:
            said = tuple(part for part in parts if part not in stopwords)
            if not said or (len(said) == 1 and _is_part(said[0], word) and is_known(said[0])):
                told = said
    return told


def _is_part(part: str, word: str) -> bool:
    # In Latin letters too many words happen to begin or end with a function word.
    return len(part) >= _SHORTEST and not is_latin(word)


def ending(word: str, is_known: Callable[[str], bool]) -> str | None:
    """The longest known word that a compound ends with ("госязык", "сельхозземли"); None: there is none."""
    cuts = range(_SHORTEST_HEAD, len(word) - _SHORTEST + 1)
    return next((word[cut:] for cut in cuts if is_known(word[cut:])), None)
