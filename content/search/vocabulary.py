"""From a word as typed to the terms it may mean: as it is, on another layout, in other letters, misspelt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from content.fold import forget_folded, plain_letters
from content.keyboard import repairs
from content.search.analysis import is_cyrillic, is_short, term, words
from content.search.index import Index
from content.search.nearness import Near, Nearness, Sounds
from content.translit import folded_skeleton

How = Literal["form", "stem", "layout", "letters", "typo", "unknown"]

QUALITY: dict[How, float] = {
    "form": 1.0,
    "stem": 0.96,
    "layout": 0.97,
    "letters": 0.93,
    "typo": 0.85,
    "unknown": 0.0,
}
"""How much a term counts by the way it was reached."""

_LONGEST_TYPO = 30
WORDS_READ = 80
"""Words of a question that are read: a rambling one has fifty."""
ODD_WORDS_READ = 30
"""Of them those that stand in no text as they are written: a rambling question in Latin letters has as many."""
_SHORT_ENOUGH = 160
"""Characters of a question that cannot have too many words."""
LONGEST_CHUNK = 80
"""Characters that are read of what stands between spaces."""
_LONGEST_WORD = 40
"""Letters from which no text has a word."""
SLIPS_LOOKED_UP = 8
"""Unknown words of a question that are taken for misspelt ones, since looking for those takes longest."""
_LAST_OF_CYRILLIC = "\u052f"
"""Scripts after it have no Latin spelling that is known here."""
_KEPT = 10_000
_SHORTEST_TYPO = 4
"""Letters from which a word is taken for a misspelt one; a shorter one is too like too many."""
_SURELY_LETTERS = 6
"""Letters from which a whole word in Latin letters can hardly be anything else."""
_RARE = 4.5
"""From this rarity on an English word may as well be one of another language in Latin letters ("sud", "akima")."""
_CUT_SHARE = 0.04
"""What a term loses for each letter of an ending that is taken off a word in Latin letters."""


@dataclass(frozen=True, slots=True)
class Concept:
    """A word of a question: the numbers of the terms it may mean with a quality from 0 to 1 each, and how they were
    reached.

    `mass` is the rarity of the commonest term, or that of an unknown word.
    """

    word: str
    terms: tuple[tuple[int, float], ...]
    how: How
    mass: float


class Vocabulary:
    """The words of an index. `stopwords` carry no meaning for search; words of one letter never do."""

    def __init__(self, index: Index, languages: Iterable[str], stopwords: frozenset[str]) -> None:
        self._index = index
        self._languages = tuple(languages)
        self._stopwords = stopwords | {plain_letters(word) for word in stopwords}
        self._known: dict[str, Concept | None] = {}
        self._slips: dict[str, Concept] = {}
        # The same numbers stand in every mapping: one object each, not one for each of them.
        self._numbers = tuple(range(max(len(index.forms), len(index.keys))))
        self._forms = dict(zip(index.forms, self._numbers, strict=False))
        self._plain: dict[str, tuple[int, ...]] = {}
        for form, number in self._forms.items():
            bare = plain_letters(form)
            if bare != form:
                self._plain[bare] = (*self._plain.get(bare, ()), number)

    def holds(self, word: str) -> bool:
        """Whether a folded word stands in the texts or the phrases just so."""
        return word in self._forms

    def _held(self, form: str) -> Iterable[int]:
        """The terms of a form, as it is or without its Kazakh letters; none for an unknown one."""
        number, others = self._forms.get(form), self._plain.get(form)
        if others is None:
            return () if number is None else self._index.form_terms.row(number)
        numbers = others if number is None else [*others, number]
        return dict.fromkeys(term for each in numbers for term in self._index.form_terms.row(each))

    @cached_property
    def _near(self) -> Nearness:
        """Forms, ready for looking up misspelt words."""
        return Nearness(self._forms, self._plain)

    @cached_property
    def _sounds(self) -> Sounds:
        return Sounds(self._forms)

    @cached_property
    def _keys(self) -> Mapping[str, int]:
        """The Latin keys, by their number; needed when first somebody writes in Latin letters."""
        return dict(zip(self._index.keys, self._numbers, strict=False))

    def _keyed(self, key: str) -> Iterable[int]:
        """The terms of a Latin key; none for an unknown one."""
        number = self._keys.get(key)
        return () if number is None else self._index.key_terms.row(number)

    @cached_property
    def _near_keys(self) -> Nearness:
        return Nearness(self._keys)

    @cached_property
    def _stop_keys(self) -> frozenset[str]:
        return frozenset(folded_skeleton(word) for word in self._stopwords if is_cyrillic(word))

    def warm(self) -> None:
        """Make now what else the first misspelt or Latin word would have to wait for (some 100 ms)."""
        _ = self._near, self._sounds, self._keys, self._near_keys, self._stop_keys
        # Folding remembers what people ask; just now that is the index.
        forget_folded()

    def readable(self, question: str) -> str:
        """So much of a question from its beginning as is read: what people ask, all of it.

        Each word that is not known as it stands is looked up in other letters and on other layouts, and costs a tenth
        of a millisecond: there is an end to them.
        """
        if len(question) <= _SHORT_ENOUGH:
            return question
        kept: list[str] = []
        odd = 0
        for chunk in question.split(maxsplit=WORDS_READ)[:WORDS_READ]:
            if odd >= ODD_WORDS_READ:
                break
            kept.append(chunk[:LONGEST_CHUNK])
            odd += sum(map(self._is_odd, words(kept[-1])))
        return " ".join(kept)

    def _is_odd(self, word: str) -> bool:
        concept = self.spelt(word)
        return concept is not None and concept.how not in ("form", "stem")

    def concepts(self, question: str) -> list[Concept]:
        """What the words of a question may mean, in order; stopwords left out.

        Of a very long question the first words are read, and only so many of them are taken for misspelt ones.
        """
        found: list[Concept] = []
        slips = SLIPS_LOOKED_UP
        for chunk in question.split(maxsplit=WORDS_READ)[:WORDS_READ]:
            for concept in self._chunk(chunk):
                if concept.how == "unknown" and slips > 0:
                    slips -= 1
                    found.append(self._slipped(concept))
                else:
                    found.append(concept)
        return found

    def read(self, text: str) -> list[Concept]:
        """What the words of a text of any length mean that are spelt right and known."""
        found = (self.spelt(word) for word in words(text))
        return [concept for concept in found if concept and concept.how in ("form", "stem")]

    def _chunk(self, chunk: str) -> list[Concept]:
        as_typed = [self.spelt(word) for word in words(chunk)]
        if all(concept is None or concept.how in ("form", "stem") for concept in as_typed):
            return [concept for concept in as_typed if concept]
        typed = self._retyped(chunk)
        if typed is None and "-" in chunk:
            parts = [self._retyped(part) for part in chunk.split("-")]
            typed = [concept for part in parts if part for concept in part] if all(parts) else None
        return [concept for concept in as_typed if concept] if typed is None else typed

    def _retyped(self, chunk: str) -> list[Concept] | None:
        """A chunk as it would read on another keyboard layout, if that makes sense."""
        for repaired in repairs(chunk):
            again = words(repaired)
            concepts = [self._exact(word, "layout") for word in again]
            known = zip(again, concepts, strict=True)
            if again and all(concept or word in self._stopwords for word, concept in known):
                return [concept for concept in concepts if concept]
        return None

    def spelt(self, word: str) -> Concept | None:
        """The concept of a folded word that is spelt right, in whatever letters, or unknown; None for a stopword."""
        if word in self._known:
            return self._known[word]
        concept = None if self._is_stopword(word) else self._resolved(word)
        if len(self._known) >= _KEPT:
            self._known.clear()
        self._known[word] = concept
        return concept

    def _slipped(self, unknown: Concept) -> Concept:
        """An unknown word as a misspelt one, if it may be that."""
        if unknown.word not in self._slips:
            if len(self._slips) >= _KEPT:
                self._slips.clear()
            self._slips[unknown.word] = self._misspelt(unknown.word) or unknown
        return self._slips[unknown.word]

    def _is_stopword(self, word: str) -> bool:
        if is_short(word) or word in self._stopwords:
            return True
        if is_cyrillic(word) or word in self._forms or len(word) < 3:
            return False
        return folded_skeleton(word) in self._stop_keys

    def _resolved(self, word: str) -> Concept:
        unknown = Concept(word, (), "unknown", self._index.rarest)
        if len(word) > _LONGEST_WORD:
            return unknown
        if is_cyrillic(word) or not word[0].isalpha() or word[0] > _LAST_OF_CYRILLIC:
            found = self._exact(word)
        else:
            found = self._latin(word)
        return found or self._joined(word) or unknown

    def _exact(self, word: str, how: How | None = None) -> Concept | None:
        held = self._held(word)
        if held:
            return self._made(word, held, how or "form")
        terms = self._index.terms
        found = (terms.get(term(word, language)) for language in self._languages)
        known = [number for number in found if number is not None]
        return self._made(word, known, how or "stem") if known else None

    def _latin(self, word: str) -> Concept | None:
        """A word in Latin letters, which may be English, or a Kazakh or Russian one that is spelt in them; one that
        is rare in English and both is taken for both ("zhaloba", "ashyq")."""
        exact = self._exact(word)
        if exact and (exact.how == "stem" or exact.mass < _RARE):
            return exact
        key = folded_skeleton(word)
        if exact:
            return self._with(exact, self._keyed(key), QUALITY["letters"])
        for cut in range(min(4, max(1, len(key) - 3))):
            held = self._keyed(key[: len(key) - cut])
            if held:
                found = self._made(word, held, "letters", 1.0 - _CUT_SHARE * cut)
                return found if len(word) >= _SURELY_LETTERS and not cut else self._or_english(found)
        return None

    def _with(self, concept: Concept, others: Iterable[int], quality: float) -> Concept:
        held = dict(concept.terms)
        for each in others:
            held.setdefault(each, quality)
        return Concept(concept.word, tuple(held.items()), concept.how, self._mass(held))

    def _or_english(self, concept: Concept) -> Concept:
        """A word that may be in other letters, or a misspelt English one: both are kept."""
        if len(concept.word) < _SHORTEST_TYPO:
            return concept
        held = dict(concept.terms)
        for form, score in self._alike(concept.word):
            for each in self._held(form):
                held[each] = max(held.get(each, 0.0), QUALITY["typo"] * score)
        return Concept(concept.word, tuple(held.items()), "letters", self._mass(held))

    def _alike(self, word: str) -> Near:
        return self._near.nearest(word) or self._sounds.alike(word)

    def _joined(self, word: str) -> Concept | None:
        """Two words written as one ("healthcare"), both of which the texts hold."""
        for cut in range(_SHORTEST_TYPO, len(word) - _SHORTEST_TYPO + 1):
            first, second = self._held(word[:cut]), self._held(word[cut:])
            if first and second:
                return self._made(word, (*first, *second), "stem")
        return None

    def _misspelt(self, word: str) -> Concept | None:
        if not _SHORTEST_TYPO <= len(word) <= _LONGEST_TYPO or not word.isalpha():
            return None
        found = self._misspelt_terms(word)
        if not found:
            return None
        best = max(found.values())
        kept = tuple((each, QUALITY["typo"] * score) for each, score in found.items() if score >= best - 0.08)
        return Concept(word, kept, "typo", self._mass(each for each, _ in kept))

    def _misspelt_terms(self, word: str) -> dict[int, float]:
        found: dict[int, float] = {}
        for form, score in self._alike(word):
            for each in self._held(form):
                found[each] = max(score, found.get(each, 0.0))
        if found or is_cyrillic(word):
            return found
        key = folded_skeleton(word)
        if len(key) < _SHORTEST_TYPO:
            return found
        for near, score in self._near_keys.nearest(key):
            for each in self._keyed(near):
                found[each] = max(score * 0.95, found.get(each, 0.0))
        return found

    def _made(self, word: str, held: Iterable[int], how: How, share: float = 1.0) -> Concept:
        kept = tuple((each, QUALITY[how] * share) for each in held)
        return Concept(word, kept, how, self._mass(each for each, _ in kept))

    def _mass(self, held: Iterable[int]) -> float:
        return min(self._index.idf[each] for each in held)
