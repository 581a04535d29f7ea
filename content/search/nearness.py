"""Words like a misspelt one: a few slips away, or sounding alike in English."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from itertools import chain

from rapidfuzz import process
from rapidfuzz.distance import OSA

from content.search.analysis import is_cyrillic

Near = list[tuple[str, float]]
"""(word, similarity from 0 to 1)."""
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_CYRILLIC = "абвгғдежзийклмнопрстуұүфхһцчшщъыіьэюяәқңө"
_LIMIT = 4
SOUND_SHARE = 0.9
"""What a word that only sounds alike has of one that is spelt as much alike."""
_LEAST_ALIKE = 0.5


class Nearness:
    """A set of words, ready to be looked up by misspelt ones."""

    def __init__(self, *words: Collection[str]) -> None:
        """Each of `words` is a set or a mapping whose keys are words."""
        shelves: dict[tuple[bool, str, int], list[str]] = defaultdict(list)
        for word in dict.fromkeys(chain(*words)):
            shelves[is_cyrillic(word), word[:1], len(word)].append(word)
        self._shelves: Mapping[tuple[bool, str, int], list[str]] = dict(shelves)
        self._words = words

    def nearest(self, word: str) -> Near:
        """Words at most so many slips away as a word of that length may have.

        The first letter is rarely the wrong one: words with another are looked at only if there are no others, and then
        for a single slip.
        """
        slips = 1 if len(word) <= 5 else 2 if len(word) <= 9 else 3
        return self._within(word, slips) or self._other_first(word)

    def _within(self, word: str, slips: int) -> Near:
        cutoff = max(0.5, 1 - (slips + 0.01) / max(len(word), 1))
        script = is_cyrillic(word)
        found: Near = []
        for length in range(len(word) - slips, len(word) + slips + 1):
            choices = self._shelves.get((script, word[:1], length))
            if choices:
                hits = process.extract(
                    word, choices, scorer=OSA.normalized_similarity, score_cutoff=cutoff, limit=_LIMIT
                )
                found.extend((form, score) for form, score, _ in hits)
        return found

    def _other_first(self, word: str) -> Near:
        """Words with another first letter, with none or one more, or with the first two the other way round."""
        letters = _CYRILLIC if is_cyrillic(word) else _LATIN
        tried = [word[1:], word[1:2] + word[:1] + word[2:]]
        tried += [letter + word[1:] for letter in letters]
        tried += [letter + word for letter in letters]
        known = {each for words in self._words for each in filter(words.__contains__, tried)} - {"", word}
        return [(each, OSA.normalized_similarity(word, each)) for each in tried if each in known]


class Sounds:
    """English words by how they sound, for those who write them by ear ("tung", "guvernment")."""

    def __init__(self, words: Iterable[str]) -> None:
        self._by_sound: dict[str, list[str]] = defaultdict(list)
        for word in words:
            if word.isascii() and word.isalpha() and len(word) > 2:
                self._by_sound[sound(word)].append(word)

    def alike(self, word: str) -> Near:
        """Words that sound like this one, the most alike in spelling first."""
        if not (word.isascii() and word.isalpha()):
            return []
        scored = (
            (form, OSA.normalized_similarity(word, form)) for form in self._by_sound.get(sound(word), ())
        )
        found = sorted(
            ((form, score) for form, score in scored if score >= _LEAST_ALIKE), key=lambda each: -each[1]
        )
        return [(form, SOUND_SHARE * (0.5 + 0.5 * score)) for form, score in found[:_LIMIT]]


# In this order. Vowels after the first letter say little in English, and r after one is often left out.
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"^(?:kn|gn|pn)", "n"),
        (r"^wr", "r"),
        (r"^who", "ho"),
        (r"^wh", "w"),
        (r"^x", "s"),
        (r"ph", "f"),
        (r"(?<=[aeiou])ght?(?=[^aeiou]|$)", "t"),
        (r"gh", "g"),
        (r"ngue$", "ng"),
        (r"que$|ck|q|kh", "k"),
        (r"(?:tch|ture|chure|cher)", "C"),
        (r"ch", "C"),
        (r"(?:t|s|c|ss)i[ou]n|sh[uoe]n", "Sn"),
        (r"sch|sh|[ct]i(?=[aeou])", "S"),
        (r"sc(?=[eiy])|c(?=[eiy])|z|s+", "s"),
        (r"c", "k"),
        (r"x", "ks"),
        (r"dg|j|g(?=[eiy])", "J"),
        (r"mb$", "m"),
        (r"(?<=[a-z])w|(?<=[a-z])h", ""),
        (r"v", "f"),
        (r"(.)\1+", r"\1"),
        (r"(?<=.)[aeiouy]+", ""),
    )
)
_FIRST_VOWEL = str.maketrans("eiouy", "aaaaa")


def sound(word: str) -> str:
    """A rough key of how an English word in small letters sounds; words that sound alike mostly share it."""
    for pattern, key in _SOUNDS:
        word = pattern.sub(key, word)
    return word[:1].translate(_FIRST_VOWEL) + word[1:]
