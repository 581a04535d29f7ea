"""What a misspelt word may have been meant for: how likely each reading is, by spelling, by sound and by how common it
is."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cached_property
from itertools import chain

from content.search.index import Index
from content.search.nearness import Near, Nearness
from content.search.sounds import Sounds
from content.translit import folded_skeleton

Likely = dict[int, float]
"""Terms by their likelihood from 0 to 1."""
STOPWORD = -1
"""The number of no term: that a stopword was meant."""

_SHORTEST = 3
"""Letters from which a word is taken for a misspelt one; a shorter one is too like too many."""
_LONGEST = 30
_OTHER_SHARE = 0.95
"""What a reading loses that is misspelt and in Latin letters besides."""
_RARITY_LOSS = 0.07
"""What the rarest word loses as the reading of a misspelt one: people misspell what they write often."""
_STOPWORD_LOSS = 0.06
"""What a stopword loses: better one word too many than one too few."""
_READINGS_WITHIN = 0.06
"""Readings are kept that are less likely than the best by less than this."""
_SECOND_LOSS = 0.8
"""What the least likely of them loses."""
_SURELY_ALIKE = 0.75
"""From this likeness on a known word that is rare may be another one."""
_SURELY_SOUNDING = 0.7
"""From this likeness by ear."""
_COMMONER, _COMMONER_BY_EAR = 1.0, 1.5
"""So much less rare must that one be."""


def may_be(word: str) -> bool:
    """Whether a word can be taken for a misspelt one at all."""
    return _SHORTEST <= len(word) <= _LONGEST and word.isalpha()


def kept(found: Likely) -> tuple[tuple[int, float], ...]:
    """The terms worth keeping, with their likelihood; none if a stopword was meant."""
    best = max(found.values(), default=0.0)
    if found.get(STOPWORD) == best:
        return ()
    return tuple(
        (each, score * (1 - _SECOND_LOSS * (best - score) / _READINGS_WITHIN))
        for each, score in found.items()
        if each != STOPWORD and score > best - _READINGS_WITHIN
    )


class Slips:
    """The words of an index, ready for looking up misspelt ones.

    `forms` and `keys` are its words and their Latin keys; `held` and `keyed` give the terms of those.
    """

    def __init__(
        self,
        index: Index,
        forms: tuple[Collection[str], ...],
        keys: Callable[[], Mapping[str, int]],
        stopwords: frozenset[str],
        held: Callable[[str], Iterable[int]],
        keyed: Callable[[str], Iterable[int]],
    ) -> None:
        self._idf, self._loss = index.idf, _RARITY_LOSS / index.rarest
        self._forms, self._keys, self._stopwords = forms, keys, stopwords
        self._held, self._keyed = held, keyed

    @cached_property
    def _near(self) -> Nearness:
        return Nearness(*self._forms, self._stopwords)

    @cached_property
    def _near_keys(self) -> Nearness:
        return Nearness(self._keys())

    @cached_property
    def _sounds(self) -> Sounds:
        return Sounds(chain(self._forms[0], self._stopwords))

    def warm(self) -> None:
        """Make now what the first misspelt word would have to wait for."""
        _ = self._near, self._near_keys, self._sounds

    def spelt(self, word: str) -> Likely:
        """Words of any script that are spelt like this one."""
        return self._likely(self._near.nearest(word), self._held)

    def english(self, word: str) -> Likely:
        """English words that are spelt or sound like this one in Latin letters."""
        near = [*self._near.nearest(word), *self._sounds.alike(word)] or self._sounds.nearly_alike(word)
        return self._likely(near, self._held)

    def other(self, word: str) -> Likely:
        """Kazakh and Russian words whose spelling in Latin letters is like this one."""
        key = folded_skeleton(word)
        if len(key) < _SHORTEST:
            return {}
        near = self._near_keys.nearest(key)
        return self._likely([(each, score * _OTHER_SHARE) for each, score in near], self._keyed)

    def commoner(self, word: str, mass: float) -> Likely:
        """Words that are much commoner than a known one of that rarity, and hardly differ from it."""
        return self._less_rare(self._near.nearest(word), _SURELY_ALIKE, mass - _COMMONER)

    def sounding(self, word: str, mass: float) -> Likely:
        """Words that are much commoner than a known English one of that rarity, and sound the same ("rite")."""
        return self._less_rare(self._sounds.alike(word), _SURELY_SOUNDING, mass - _COMMONER_BY_EAR)

    def _less_rare(self, near: Near, least: float, rarity: float) -> Likely:
        found = self._likely([(form, score) for form, score in near if score >= least], self._held)
        return {each: score for each, score in found.items() if each >= 0 and self._idf[each] < rarity}

    def likeness(self, word: str) -> float:
        """How much the nearest word is like this one, from 0 to 1."""
        return max((score for _, score in self._near.nearest(word)), default=0.0)

    def _likely(self, near: Near, terms: Callable[[str], Iterable[int]]) -> Likely:
        found: Likely = {}
        for form, score in near:
            for each in terms(form):
                likely = score - self._loss * self._idf[each]
                if likely > found.get(each, 0.0):
                    found[each] = likely
            if form in self._stopwords:
                found[STOPWORD] = max(score - _STOPWORD_LOSS, found.get(STOPWORD, 0.0))
        return found
