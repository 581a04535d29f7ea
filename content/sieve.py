"""Passing over words that cannot be meant by a misspelt one, many at a time."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator


class Sieve:
    """Words that are looked through for those with few slips.

    Each letter has a number whose bits are the words that hold it: some operations on numbers of as many bits as there
    are words tell which of all words lack at most so many letters of a misspelt one.
    """

    __slots__ = ("_holding", "_of_length", "_words")

    def __init__(self, words: Collection[str]) -> None:
        self._words = tuple(words)
        holding: dict[str, bytearray] = {}
        lengths: dict[int, bytearray] = {}
        size = len(self._words) + 7 >> 3
        for letter in set("".join(self._words)):
            holding[letter] = bytearray(size)
        for place, word in enumerate(self._words):
            byte, bit = place >> 3, 1 << (place & 7)
            for letter in set(word):
                holding[letter][byte] |= bit
            lengths.setdefault(len(word), bytearray(size))[byte] |= bit
        self._holding = {letter: int.from_bytes(bits, "little") for letter, bits in holding.items()}
        self._of_length = {length: int.from_bytes(bits, "little") for length, bits in lengths.items()}

    def like(self, word: str, slips: int) -> Iterator[str]:
        """The words, in their order, that may be so many slips or fewer away; all that are so are among them.

        A slip is a letter too much, too few or wrong, or two that changed places (optimal string alignment). What one
        slip can do is to bring in one letter, and to change the length by one.
        """
        near = 0
        for length in range(len(word) - slips, len(word) + slips + 1):
            near |= self._of_length.get(length, 0)
        found = _lacking_few(near, [self._holding.get(letter, 0) for letter in set(word)], slips)
        while found:
            lowest = found & -found
            yield self._words[lowest.bit_length() - 1]
            found ^= lowest


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
