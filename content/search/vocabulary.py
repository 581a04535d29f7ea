"""From a word as it was typed to the terms it may mean: as it is, on another layout, in other letters, misspelt."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import process
from rapidfuzz.distance import OSA

from content.fold import plain
from content.keyboard import repairs
from content.search.analysis import stemmer, words
from content.search.index import Index
from content.translit import skeleton

How = Literal["form", "stem", "layout", "letters", "typo", "unknown"]

QUALITY: dict[How, float] = {
    "form": 1.0,
    "stem": 0.96,
    "layout": 0.97,
    "letters": 0.93,
    "typo": 0.85,
    "unknown": 0.0,
}
_KEPT = 20_000
_SHORTEST_TYPO = 4
"""Letters from which a word is taken for a misspelt one; a shorter one is too like too many."""


@dataclass(frozen=True, slots=True)
class Concept:
    """A word of a question: the terms it may mean with a quality from 0 to 1 each, and how they were reached.

    `mass` is the rarity of the likeliest term, or of an unknown word.
    """

    word: str
    terms: tuple[tuple[str, float], ...]
    how: How
    mass: float


class Vocabulary:
    """The words of an index. `stopwords` carry no meaning for search; words of up to one letter never do."""

    def __init__(self, index: Index, languages: Iterable[str], stopwords: frozenset[str]) -> None:
        self._index = index
        self._languages = tuple(languages)
        self._stopwords = stopwords | {plain(word) for word in stopwords}
        self._stop_keys = {skeleton(word) for word in self._stopwords if _is_cyrillic(word)}
        self._forms: dict[str, tuple[str, ...]] = {}
        self._keys: dict[str, set[str]] = defaultdict(set)
        self._by_length: dict[tuple[bool, int], list[str]] = defaultdict(list)
        self._keys_by_length: dict[int, list[str]] = defaultdict(list)
        self._known: dict[str, Concept | None] = {}
        self._take(index)

    def _take(self, index: Index) -> None:
        forms: dict[str, set[str]] = defaultdict(set)
        for form, terms in index.forms.items():
            forms[form] |= terms
            forms[plain(form)] |= terms
        for form, held in forms.items():
            self._forms[form] = tuple(held)
            self._by_length[_is_cyrillic(form), len(form)].append(form)
            if _is_cyrillic(form):
                self._keys[skeleton(form)] |= held
        for term in index.idf:
            stem = term.partition(":")[2]
            if _is_cyrillic(stem):
                self._keys[skeleton(stem)].add(term)
        for key in self._keys:
            self._keys_by_length[len(key)].append(key)

    def concepts(self, question: str) -> list[Concept]:
        """What the words of a question may mean, in order; stopwords left out."""
        found: list[Concept] = []
        for chunk in question.split():
            found.extend(self._chunk(chunk))
        return found

    def _chunk(self, chunk: str) -> list[Concept]:
        as_typed = [self._concept(word) for word in words(chunk)]
        if all(concept is None or concept.how in ("form", "stem") for concept in as_typed):
            return [concept for concept in as_typed if concept]
        for repaired in repairs(chunk):
            again = [self._exact(word, "layout") for word in words(repaired)]
            stops = [word in self._stopwords for word in words(repaired)]
            if again and all(concept or stop for concept, stop in zip(again, stops, strict=True)):
                return [concept for concept in again if concept]
        return [concept for concept in as_typed if concept]

    def _concept(self, word: str) -> Concept | None:
        """The concept of a folded word; None for a stopword."""
        if word in self._known:
            return self._known[word]
        concept = None if self._is_stopword(word) else self._resolved(word)
        if len(self._known) >= _KEPT:
            self._known.clear()
        self._known[word] = concept
        return concept

    def _is_stopword(self, word: str) -> bool:
        if len(word) < 2 or word in self._stopwords:
            return True
        return (
            not _is_cyrillic(word)
            and word not in self._forms
            and len(word) > 2
            and skeleton(word) in self._stop_keys
        )

    def _resolved(self, word: str) -> Concept:
        return (
            self._exact(word)
            or self._other_letters(word)
            or self._misspelt(word)
            or Concept(word, (), "unknown", self._index.rarest)
        )

    def _exact(self, word: str, how: How | None = None) -> Concept | None:
        terms = self._forms.get(word)
        if terms:
            return self._made(word, terms, how or "form")
        stems = {f"{language}:{stemmer(language)(word)}" for language in self._languages}
        known = tuple(term for term in stems if term in self._index.idf)
        return self._made(word, known, how or "stem") if known else None

    def _other_letters(self, word: str) -> Concept | None:
        """A Latin spelling of a Cyrillic word, inflected or not."""
        if _is_cyrillic(word) or (not word.isascii() and not word.isalpha()):
            return None
        key = skeleton(word)
        for cut in range(min(4, max(1, len(key) - 3))):
            terms = self._keys.get(key[: len(key) - cut])
            if terms:
                return self._made(word, tuple(terms), "letters", 1.0 - 0.04 * cut)
        return None

    def _misspelt(self, word: str) -> Concept | None:
        if len(word) < _SHORTEST_TYPO or word.isdecimal():
            return None
        cyrillic = _is_cyrillic(word)
        found = _nearest(word, self._by_length, cyrillic)
        terms = {term: score for form, score in found for term in self._forms[form]}
        if not terms and not cyrillic:
            key = skeleton(word)
            near = _nearest(
                key, {(False, length): keys for length, keys in self._keys_by_length.items()}, False
            )
            terms = {term: score * 0.95 for form, score in near for term in self._keys[form]}
        if not terms:
            return None
        best = max(terms.values())
        qualities = tuple((t, QUALITY["typo"] * s) for t, s in terms.items() if s >= best - 0.08)
        return Concept(word, qualities, "typo", self._mass(t for t, _ in qualities))

    def _made(self, word: str, terms: Iterable[str], how: How, share: float = 1.0) -> Concept:
        kept = tuple((term, QUALITY[how] * share) for term in terms)
        return Concept(word, kept, how, self._mass(term for term, _ in kept))

    def _mass(self, terms: Iterable[str]) -> float:
        return max(self._index.mass(term) for term in terms)


def _nearest(
    word: str, by_length: dict[tuple[bool, int], list[str]], cyrillic: bool
) -> list[tuple[str, float]]:
    """Forms at most so many slips away as a word of that length may have, with their similarity."""
    slips = 1 if len(word) <= 5 else 2 if len(word) <= 9 else 3
    cutoff = 1 - (slips + 0.01) / len(word)
    found: list[tuple[str, float]] = []
    for length in range(len(word) - slips, len(word) + slips + 1):
        choices = by_length.get((cyrillic, length))
        if choices:
            hits = process.extract(
                word, choices, scorer=OSA.normalized_similarity, score_cutoff=cutoff, limit=4
            )
            found.extend((form, score) for form, score, _ in hits)
    return found


def _is_cyrillic(word: str) -> bool:
    return any("\u0400" <= letter <= "\u052f" for letter in word)
