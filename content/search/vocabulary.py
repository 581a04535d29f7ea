"""From a word as typed to the terms it may mean: as it is, on another layout, in other letters, misspelt."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from itertools import chain, count

from content.fold import forget_folded, plain_letters
from content.keyboard import repairs
from content.search import repair
from content.search.analysis import is_cyrillic, is_latin, is_short, stemmer, words
from content.search.compounds import ending, glued
from content.search.concept import QUALITY, STOPWORD, Concept, How, Tongue
from content.search.index import Index
from content.search.slips import Likely, Slips, kept, may_be
from content.translit import folded_skeleton, other_skeletons

WORDS_READ = 80
"""Words of a question that are read: a rambling one has fifty."""
_LONGEST_WORD = 40
"""Letters from which no text has a word."""
SLIPS_LOOKED_UP = 8
"""Unknown words of a question that are taken for misspelt ones, since looking for those takes longest."""
_KEPT = 1_000
"""Words that are remembered with what was read of them: of the oldest one is dropped for each new one."""
_SHORTEST_TYPO = 4
"""Letters from which a word in Latin letters may be a misspelt English one as well."""
_RARELY_MEANT = 3.0
"""From this rarity on a known English word may be another one, written by ear."""
_COMPOUND_SHARE = 0.8
"""What the last word of a compound says of the whole."""
_SHORTEST_HEARD = 3
"""Letters from which a known English word may be another one, written by ear."""
_SURELY_LETTERS = 6
"""Letters from which a whole word in Latin letters can hardly be anything else."""
_RARE = 4.5
"""From this rarity on an English word may as well be one of another language in Latin letters ("sud", "akima")."""
_CUT_SHARE = 0.04
"""What a term loses for each letter of an ending that is taken off a word in Latin letters."""
_UNLIKELY = 0.6
"""What a reading counts that is of another language than the rest of the question."""
_SHORT_STEM = 4
"""Letters up to which a stem may be that of many words."""
_SURELY_NEAR = 0.85
"""From this likeness on a word is a misspelt one rather than two without their space."""


class Vocabulary:
    """The words of an index. `stopwords` carry no meaning for search; words of one letter never do."""

    def __init__(self, index: Index, languages: Iterable[str], stopwords: frozenset[str]) -> None:
        self._index = index
        self._stemmers = tuple((f"{language}:", stemmer(language)) for language in languages)
        self._stopwords = stopwords | {plain_letters(word) for word in stopwords}
        remembered = lru_cache(maxsize=_KEPT)
        self._known = remembered(self._spelt)
        self._misspelt = remembered(self._looked_for)
        self.tongue = remembered(self._tongue)
        self._forms = _numbered(index.forms, index.terms)
        self._plain: dict[str, int] = {}
        self._plain_others: dict[str, tuple[int, ...]] = {}
        for form, number in self._forms.items():
            bare = form if form.isascii() else plain_letters(form)
            if bare != form and self._plain.setdefault(bare, number) != number:
                self._plain_others[bare] = (*self._plain_others.get(bare, ()), number)
        self._slips = Slips(
            index, (self._forms, self._plain), lambda: self._keys, self._stopwords, self._held, self._keyed
        )
        self._commoner = remembered(self._slips.commoner)
        self._sounding = remembered(self._slips.sounding)

    def stands(self, word: str) -> bool:
        """Whether a folded word stands in the texts or the phrases just so."""
        return word in self._forms

    def _is_form(self, word: str) -> bool:
        """Whether a word is a form, as it is or without its Kazakh letters."""
        return word in self._forms or word in self._plain

    def _held(self, form: str) -> Iterable[int]:
        """The terms of a form, as it is or without its Kazakh letters; none for an unknown one."""
        number, plain = self._forms.get(form), self._plain.get(form)
        if plain is None:
            return () if number is None else self._index.form_terms.row(number)
        numbers = [plain, *self._plain_others.get(form, ()), *(() if number is None else (number,))]
        return dict.fromkeys(term for each in numbers for term in self._index.form_terms.row(each))

    @cached_property
    def _keys(self) -> Mapping[str, int]:
        """The Latin keys, by their number; needed when first somebody writes in Latin letters."""
        return _numbered(self._index.keys, self._forms)

    def _keyed(self, key: str) -> Iterable[int]:
        """The terms of a Latin key; none for an unknown one."""
        number = self._keys.get(key)
        return () if number is None else self._index.key_terms.row(number)

    @cached_property
    def _stop_keys(self) -> frozenset[str]:
        return frozenset(folded_skeleton(word) for word in self._stopwords if is_cyrillic(word))

    def warm(self) -> None:
        """Make now what else the first misspelt or Latin word would have to wait for (some 100 ms)."""
        _ = self._keys, self._stop_keys, self._stem_lengths
        self._slips.warm()
        # Folding remembers what people ask; just now that is the index.
        forget_folded()

    def concepts(self, question: str) -> list[Concept]:
        """What the words of a question may mean, in order; stopwords left out.

        Of a very long question the first words are read, and only so many of them are taken for misspelt ones.
        """
        chunks = question.split(maxsplit=WORDS_READ)[:WORDS_READ]
        typed = [words(chunk) for chunk in chunks]
        tongue = repair.tongue_of([word for each in typed for word in each], self)
        read = [self._chunk(chunk, held, tongue) for chunk, held in zip(chunks, typed, strict=True)]
        if any(each.how == "unknown" for held in read for each in held):
            read = repair.respaced(read, typed, self)
            if len(read) == len(chunks) and any(each.how == "layout" for held in read for each in held):
                read = [self._guessed(*each) for each in zip(chunks, read, strict=True)]
        return self._without_slips([concept for each in read for concept in each], tongue)

    def _without_slips(self, concepts: Iterable[Concept], tongue: Tongue | None) -> list[Concept]:
        slips = SLIPS_LOOKED_UP
        found = []
        for concept in concepts:
            likely: Concept | None = concept
            if self._may_be_heard(concept, tongue):
                likely = self._heard(concept)
            elif slips > 0 and (concept.how == "unknown" or self._is_doubtful(concept)):
                slips -= 1
                likely = self._slipped(concept, tongue)
            if likely is not None:
                found.append(likely)
        return found

    def _may_be_heard(self, concept: Concept, tongue: Tongue | None) -> bool:
        """Whether a known word is English and so rare that it may well be another one, written by ear."""
        return (
            concept.how in ("form", "stem")
            and tongue != "other"
            and len(concept.word) >= _SHORTEST_HEARD
            and concept.word.isascii()
            and concept.word.isalpha()
            and self._rarity(concept) >= _RARELY_MEANT
        )

    def _rarity(self, known: Concept) -> float:
        """How rare a known word is as it is written, whatever else it may be in other letters."""
        return min(self._index.idf[each] for each, quality in known.terms if quality >= QUALITY["stem"])

    def _heard(self, known: Concept) -> Concept:
        """A rare English word, and the common ones that sound the same ("rite", "right")."""
        found = self._sounding(known.word, self._rarity(known))
        return self._both(known, self._slip(known.word, found)) if found else known

    def _is_doubtful(self, concept: Concept) -> bool:
        """Whether a word that is known by its stem alone may well be a misspelt one that has little in common with the
        word of that stem ("кеңсі" and "кең")."""
        lengths = self._stem_lengths
        return concept.how == "stem" and any(
            lengths[each] <= min(_SHORT_STEM, len(concept.word) - 2) for each, _ in concept.terms
        )

    @cached_property
    def _stem_lengths(self) -> bytes:
        """How many letters each term has, up to one more than tells."""
        return bytes(min(max(len(each) - 3, 0), _SHORT_STEM + 1) for each in self._index.terms)

    def _guessed(self, chunk: str, read: list[Concept]) -> list[Concept]:
        """A chunk of a question typed on another layout: one that is unknown may be misspelt on that layout."""
        if any(each.how != "unknown" for each in read):
            return read
        for reading in repairs(chunk):
            again = words(reading)
            found = self._misspelt(again[0], None) if len(again) == 1 else None
            if found is not None:
                return [] if found is STOPWORD else [found]
        return read

    def holds(self, text: str) -> bool:
        """Whether each word of a text is known as it is, or a stopword."""
        return all(self._is_stopword(word) or self._exact(word) for word in words(text))

    def _tongue(self, word: str) -> Tongue | None:
        """Whether a folded word in Latin letters is surely English, or surely of another language; None if unsure."""
        if word in self._stopwords:
            return "english"
        exact = self._exact(word)
        if exact and exact.mass < _RARE:
            return "english" if exact.how == "form" or len(word) > _SHORTEST_TYPO else None
        held = self._keyed(folded_skeleton(word))
        rarest = exact.mass - 1 if exact else _RARE if len(word) < _SURELY_LETTERS else math.inf
        return "other" if held and self._mass(held) < rarest else None

    def written(self, word: str) -> list[Concept] | None:
        """The concepts of a word that is known as it is: none for a stopword; None for an unknown word."""
        if len(word) > 2 and word in self._stopwords:
            return []
        found = self._exact(word) if len(word) > 2 and word in self._forms else None
        return None if found is None else [found]

    def read(self, text: str) -> list[Concept]:
        """What the words of a text of any length mean that are spelt right and known."""
        found = (self.spelt(word) for word in words(text))
        return [concept for concept in found if concept and concept.how in ("form", "stem")]

    def _chunk(self, chunk: str, typed: list[str], tongue: Tongue | None) -> list[Concept]:
        as_typed = self._as_typed(typed, tongue)
        if all(concept.how in ("form", "stem") for concept in as_typed):
            return as_typed
        retyped = self._retyped(chunk)
        if retyped is None and "-" in chunk:
            parts = [self._retyped(part) for part in chunk.split("-")]
            retyped = [concept for part in parts if part for concept in part] if all(parts) else None
        return as_typed if retyped is None else retyped

    def _as_typed(self, typed: list[str], tongue: Tongue | None) -> list[Concept]:
        """The concepts of a chunk; of a word with hyphens or apostrophes the parts do not count where it is known as a
        whole in Latin letters, nor the whole where it is unknown and a part is known."""
        read = [self.spelt(word, tongue) for word in typed]
        if len(read) > 1:
            whole = read[0]
            if whole and whole.how == "letters" and "'" in whole.word:
                return [whole]
            if whole and whole.how == "unknown" and any(each is None or each.terms for each in read[1:]):
                read = read[1:]
        return [concept for concept in read if concept]

    def _retyped(self, chunk: str) -> list[Concept] | None:
        """A chunk as it would read on another keyboard layout, if that makes sense."""
        for repaired in repairs(chunk):
            again = words(repaired)
            told = [word for word in again if not self._is_stopword(word)]
            concepts = [self._exact(word, "layout") for word in told]
            if again and all(concepts):
                return [concept for concept in concepts if concept]
        return None

    def spelt(self, word: str, tongue: Tongue | None = None) -> Concept | None:
        """The concept of a folded word that is spelt right, in whatever letters, or unknown; None for a stopword.

        `tongue` says what words in Latin letters are in the question at hand, None where nothing tells.
        """
        if tongue and (not is_latin(word) or self.tongue(word) == tongue == "english"):
            tongue = None
        return self._known(word, tongue)

    def _spelt(self, word: str, tongue: Tongue | None) -> Concept | None:
        found = None if self._is_stopword(word, tongue) else self._resolved(word, tongue)
        return None if found is STOPWORD else found

    def _slipped(self, unknown: Concept, tongue: Tongue | None = None) -> Concept | None:
        """An unknown word as a misspelt one, if it may be that; None for a misspelt stopword."""
        likely = self._doubted(unknown) if unknown.terms else self._misspelt(unknown.word, tongue)
        return None if likely is STOPWORD else likely or unknown

    def _is_stopword(self, word: str, tongue: Tongue | None = None) -> bool:
        if is_short(word) or word in self._stopwords:
            return True
        if is_cyrillic(word) or tongue == "english" or (word in self._forms and tongue != "other"):
            return False
        key = folded_skeleton(word)
        if key in self._stop_keys:
            return True
        return key not in self._keys and any(each in self._stop_keys for each in other_skeletons(word))

    def _resolved(self, word: str, tongue: Tongue | None) -> Concept:
        unknown = Concept(word, (), "unknown", self._index.rarest)
        if len(word) > _LONGEST_WORD:
            return unknown
        found = self._latin(word, tongue) if is_latin(word) else self._exact(word)
        return found or self._joined(word) or unknown

    def _exact(self, word: str, how: How | None = None) -> Concept | None:
        held = self._held(word)
        if held:
            return self._made(word, held, how or "form")
        terms = self._index.terms
        found = [terms.get(beginning + stem(word)) for beginning, stem in self._stemmers]
        known = [number for number in found if number is not None]
        return self._made(word, known, how or "stem") if known else None

    def _latin(self, word: str, tongue: Tongue | None) -> Concept | None:
        """A word in Latin letters, which may be English, or a Kazakh or Russian one that is spelt in them; one that
        is rare in English and both is taken for both ("zhaloba", "ashyq")."""
        exact = self._exact(word)
        if tongue == "other" and exact:
            return self._rather(self._lettered(word, 1), exact)
        if exact and (exact.how == "stem" or exact.mass < _RARE):
            return exact
        if exact:
            return self._with(exact, self._keyed(folded_skeleton(word)), QUALITY["letters"])
        found = self._lettered(word)
        if found is None or tongue == "other":
            return found
        if tongue is None and len(word) >= _SURELY_LETTERS and self._keyed(folded_skeleton(word)):
            return found
        return self._or_english(found, tongue)

    def _lettered(self, word: str, cuts: int = 4) -> Concept | None:
        """A word as a Kazakh or Russian one in Latin letters; of a long one up to three last letters may be unknown."""
        keys = (folded_skeleton(word), *other_skeletons(word))
        for cut in range(min(cuts, max(1, len(keys[0]) - 3))):
            held = {each: None for key in keys for each in self._keyed(key[: len(key) - cut])}
            if held:
                return self._made(word, held, "letters", 1.0 - _CUT_SHARE * cut)
        return None

    def _with(self, concept: Concept, others: Iterable[int], quality: float) -> Concept:
        held = dict(concept.terms)
        for each in others:
            held.setdefault(each, quality)
        return Concept(concept.word, tuple(held.items()), concept.how, self._mass(held))

    def _rather(self, likely: Concept | None, other: Concept) -> Concept:
        """A word of two readings, the second of which is hardly meant."""
        if likely is None:
            return other
        held = {each: quality * _UNLIKELY for each, quality in other.terms} | dict(likely.terms)
        return Concept(likely.word, tuple(held.items()), likely.how, self._mass(held))

    def _or_english(self, concept: Concept, tongue: Tongue | None) -> Concept:
        """A word that may be in other letters, or a misspelt English one: both are kept."""
        if len(concept.word) < (_SHORTEST_HEARD if tongue == "english" else _SHORTEST_TYPO):
            return concept
        found = self._slips.english(concept.word)
        if not found:
            return concept
        slips = self._slip(concept.word, found)
        unsure = len(concept.word) < _SURELY_LETTERS or concept.quality < QUALITY["letters"]
        if slips is STOPWORD:
            return slips if tongue == "english" and unsure else concept
        if tongue == "english" and unsure:
            return self._rather(slips, concept)
        return self._both(concept, slips)

    def _both(self, concept: Concept, other: Concept) -> Concept:
        held = dict(other.terms)
        for each, quality in concept.terms:
            held[each] = max(held.get(each, 0.0), quality)
        return Concept(concept.word, tuple(held.items()), concept.how, self._mass(held))

    def _joined(self, word: str) -> Concept | None:
        """Words written as one ("healthcare", "болама"), unless it is rather a misspelt one."""
        parts = glued(word, self._is_form, self._stopwords)
        if parts is None or self._slips.likeness(word) >= _SURELY_NEAR:
            return None
        held = [each for part in parts for each in self._held(part)]
        return self._made(word, held, "stem") if parts else STOPWORD

    def _looked_for(self, word: str, tongue: Tongue | None) -> Concept | None:
        """A word as a misspelt one; `STOPWORD` where one of those was meant, None where it is like no word."""
        if not may_be(word):
            return None
        if not is_latin(word):
            found = self._slips.spelt(word)
        elif tongue == "other":
            found = self._slips.other(word) or self._slips.english(word)
        else:
            found = self._slips.english(word) or self._slips.other(word)
        return self._slip(word, found) if found else self._ending(word)

    def _ending(self, word: str) -> Concept | None:
        """A compound nobody knows by the longest known word that it ends with."""
        last = ending(word, self._is_form)
        return None if last is None else self._made(word, self._held(last), "typo", _COMPOUND_SHARE)

    def _doubted(self, known: Concept) -> Concept:
        """A known word, or a misspelt one that is much commoner."""
        found = self._commoner(known.word, known.mass)
        return self._both(known, self._slip(known.word, found)) if found else known

    def _slip(self, word: str, found: Likely) -> Concept:
        terms = tuple((each, QUALITY["typo"] * score) for each, score in kept(found))
        return Concept(word, terms, "typo", self._mass(each for each, _ in terms)) if terms else STOPWORD

    def _made(self, word: str, held: Iterable[int], how: How, share: float = 1.0) -> Concept:
        kept = tuple((each, QUALITY[how] * share) for each in held)
        return Concept(word, kept, how, self._mass(each for each, _ in kept))

    def _mass(self, held: Iterable[int]) -> float:
        return min(self._index.idf[each] for each in held)


def _numbered(words: Iterable[str], numbered: Mapping[str, int]) -> dict[str, int]:
    """The words with their places. The numbers are those of another such mapping, as far as it goes: one object stands
    for a number in all of them, not one in each."""
    return dict(zip(words, chain(numbered.values(), count(len(numbered))), strict=False))
