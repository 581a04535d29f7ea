"""Words like a misspelt one: a few slips away."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection
from itertools import chain

from rapidfuzz import process
from rapidfuzz.distance import OSA

from content.search.analysis import is_cyrillic
from content.sieve import Sieve

Near = list[tuple[str, float]]
"""(word, likeness from 0 to 1)."""
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_CYRILLIC = "абвгғдежзийклмнопрстуұүфхһцчшщъыіьэюяәқңө"
_LIMIT = 6
_COMPARED = 10
"""Words, the nearest by their letters, that are compared more closely."""
_ROUGH_SHARE = 0.4
"""How much of a distance is that of the rough spellings, in which letters that are often confused are one."""
_NEAR_ENOUGH = 0.85
"""From this likeness on no other words are looked for."""
_FIRST_LOSS = 0.02
"""What a word loses whose first letter is another."""
_ALIKE_FIRST = ("cks", "iey", "au", "dt", "vw", "оаәө", "еэиі", "уұү", "кқгғх", "тд", "бп", "сз", "нң", "щш")
_SWAPPED = 0.3
"""What letters that only changed places count in a rough distance."""


class Nearness:
    """A set of words, ready to be looked up by misspelt ones."""

    def __init__(self, *words: Collection[str]) -> None:
        """Each of `words` is a set or a mapping whose keys are words."""
        shelves: dict[tuple[bool, str], list[str]] = defaultdict(list)
        for word in dict.fromkeys(chain(*words)):
            shelves[is_cyrillic(word), word[:1]].append(word)
        self._shelves = {shelf: Sieve(sorted(held, key=len)) for shelf, held in shelves.items()}
        self._words = words

    def nearest(self, word: str) -> Near:
        """Words at most so many slips away as a word of that length may have.

        The first letter is rarely the wrong one: words with another are looked at only where no word is near enough,
        and then for that slip alone, or where there is no word at all for a letter that is often taken for it.
        """
        slips = 1 if len(word) <= 5 else 2 if len(word) <= 9 else 3
        found = self._within(word, slips)
        if len(found) > _COMPARED:
            found = sorted(found, key=lambda each: -each[1])[:_COMPARED]
        near = [(form, likeness(word, form)) for form, _ in found]
        if max((score for _, score in near), default=0.0) >= _NEAR_ENOUGH:
            return near
        near += [(form, likeness(word, form) - _FIRST_LOSS) for form in self._other_first(word)]
        return near or [
            (form, likeness(word, form) - _FIRST_LOSS) for form, _ in self._confused_first(word, slips)
        ]

    def _confused_first(self, word: str, slips: int) -> Near:
        """Words that begin with a letter that is often confused with the first of this one."""
        first = word[:1]
        for alike in _ALIKE_FIRST:
            if first in alike:
                return [
                    each
                    for other in alike
                    if other != first
                    for each in self._within(other + word[1:], slips)
                ]
        return []

    def _within(self, word: str, slips: int) -> Near:
        """The words on the shelf of this one that are so many slips away or fewer: of each length the nearest."""
        shelf = self._shelves.get((is_cyrillic(word), word[:1]))
        found = nearest_of_each_length(word, shelf, slips) if shelf else []
        return [(form, 1 - distance / max(len(word), len(form))) for form, distance in found]

    def _other_first(self, word: str) -> list[str]:
        """Words with another first letter, with none or one more, or with the first two the other way round."""
        letters = _CYRILLIC if is_cyrillic(word) else _LATIN
        tried = [word[1:], word[1:2] + word[:1] + word[2:]]
        tried += [letter + word[1:] for letter in letters]
        tried += [letter + word for letter in letters]
        known = {each for words in self._words for each in filter(words.__contains__, tried)} - {"", word}
        return [each for each in tried if each in known]


def nearest_of_each_length(word: str, words: Sieve, slips: int) -> list[tuple[str, int]]:
    """Those of the words that are at most so many slips away, with how many, and of each length only the nearest; the
    shortest come first."""
    likely = words.like(word, slips)
    if not likely:
        return []
    hits = process.extract(word, likely, scorer=OSA.distance, score_cutoff=slips, limit=None)
    of_length: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for form, distance, _ in hits:
        of_length[len(form)].append((form, distance))
    return [each for length in sorted(of_length) for each in of_length[length][:_LIMIT]]


_ROUGH = str.maketrans(
    {
        **dict(zip("cqzvwg", "kksffj", strict=True)),
        **dict.fromkeys("aeiouy", "a"),
        **dict.fromkeys("оаәөя", "а"),
        **dict.fromkeys("еэиыій", "и"),
        **dict.fromkeys("уүұю", "у"),
        **dict(zip("бдзвгғжқңһщ", "птсфккшкнхш", strict=True)),
        **dict.fromkeys("ъь"),
    }
)
"""Letters that people take for one another, by ear or for want of a key, as one."""
_DOUBLED = re.compile(r"(.)\1+")
_SOFT = re.compile(r"c(?=[eiy])")


def _rough(word: str) -> str:
    if word.isascii():
        word = _SOFT.sub("s", word).replace("ph", "f")
    return _DOUBLED.sub(r"\1", word.translate(_ROUGH))


def likeness(word: str, form: str) -> float:
    """How much alike two words are, from 0 to 1: letters that are often confused count for less."""
    letters = OSA.distance(word, form)
    rough: float = OSA.distance(_rough(word), _rough(form))
    if rough and len(word) == len(form) and sorted(word) == sorted(form):
        rough *= _SWAPPED
    return 1 - ((1 - _ROUGH_SHARE) * letters + _ROUGH_SHARE * rough) / max(len(word), len(form))
