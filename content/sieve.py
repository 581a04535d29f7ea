"""Passing over words that cannot be meant by a misspelt one, many at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

_FEW = 40
"""Words up to which looking at all of them is quicker."""
_BITS = bytes.maketrans(b"\0\1", b"01")


class Sieve:
    """Words that are looked through for those with few slips.

    Each letter has a number whose bits are the words that hold it, and another whose bits are those that hold it twice:
    some operations on numbers of as many bits as there are words tell which of all words lack at most so many letters
    of a misspelt one. Where the words come in order of length, only the bits of those that are as long are looked at.
    """

    __slots__ = ("_holding", "_of_length", "_words")

    def __init__(self, words: Collection[str]) -> None:
        self._words = tuple(words)
        size = len(self._words)
        holding: dict[str, bytearray] = defaultdict(lambda: bytearray(size))
        lengths: dict[int, bytearray] = defaultdict(lambda: bytearray(size))
        for place, word in enumerate(self._words):
            lengths[len(word)][place] = 1
        for place, word in enumerate(self._words if size > _FEW else ()):
            letters = set(word)
            for letter in letters:
                holding[letter][place] = 1
            if len(letters) < len(word):
                for letter in letters:
                    if word.count(letter) > 1:
                        holding[letter * 2][place] = 1
        self._holding = {letter: _number(marks) for letter, marks in holding.items()}
        self._of_length = {
            length: (marks.index(1), marks.rindex(1) + 1, _number(marks)) for length, marks in lengths.items()
        }

    def like(self, word: str, slips: int) -> list[str]:
        """The words, in their order, that may be so many slips or fewer away; all that are so are among them.

        A slip is a letter too much, too few or wrong, or two that changed places (optimal string alignment). What one
        slip can do is to bring in one letter, and to change the length by one.
        """
        near = [
            found
            for length in range(len(word) - slips, len(word) + slips + 1)
            if (found := self._of_length.get(length)) is not None
        ]
        if not near:
            return []
        first, last = min(each[0] for each in near), max(each[1] for each in near)
        likely = sum(each[2] for each in near) >> first
        if self._holding:
            window, holding = (1 << last - first) - 1, self._holding
            held = [holding.get(letter, 0) >> first & window for letter in _features(word)]
            likely = _lacking_few(likely, held, slips)
        return [self._words[first + place] for place in _places(likely)]


def _features(word: str) -> Iterable[str]:
    """The letters of a word, and doubled those that it has more than once; `__init__` finds them too, with no list for
    each of tens of thousands of words."""
    letters = set(word)
    if len(letters) == len(word):
        return letters
    return [*letters, *(letter * 2 for letter in letters if word.count(letter) > 1)]


def _number(marks: bytearray) -> int:
    """The number whose bits are those marks, the first one the lowest."""
    return int(marks[::-1].translate(_BITS), 2)


def _places(number: int) -> Iterator[int]:
    """The places of the bits of a number, from the lowest on."""
    bits = f"{number:b}"[::-1]
    place = bits.find("1")
    while place >= 0:
        yield place
        place = bits.find("1", place + 1)


def _lacking_few(words: int, features: Iterable[int], most: int) -> int:
    """Of the words those that lack at most so many of the features; each feature is the words that have it."""
    lacking = [words, *[0] * most]
    for held in features if words else ():
        without = 0
        for count, each in enumerate(lacking):
            having = each & held
            lacking[count] = having | without
            without = each ^ having
    found = 0
    for each in lacking:
        found |= each
    return found
