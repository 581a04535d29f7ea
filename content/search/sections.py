"""Sections asked for by what they are about: "the section on the president", "раздел про суд"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from content.fold import fold, plain_letters
from content.language import Language, Role
from content.model import Edition
from content.search.analysis import term, terms, words
from content.search.vocabulary import Concept

COVERED = 0.6
"""The share of the question's mass that a section's name must cover."""
_REMEMBERED = 2_000


class SectionNames:
    """The names of an edition's sections in all its languages."""

    def __init__(
        self,
        edition: Edition,
        languages: Iterable[Language],
        faint: frozenset[str],
        numbers: Mapping[str, int],
    ) -> None:
        """`numbers` are the numbers of terms in the index; `faint` are terms that do not count."""
        self._faint = frozenset(numbers[each] for each in faint if each in numbers)
        codes = edition.texts.keys()
        self._words = frozenset(
            term(fold(word), language.code)
            for language in languages
            for role in (Role.SECTION, Role.SECTION_MANY)
            for word in language.words.get(role, ())
        )
        # No stemmer takes anything off the beginning of a word.
        self._letters = frozenset(each.partition(":")[2][0] for each in self._words)
        self._names = {
            section.number: {
                numbers[each]
                for code in codes
                for _, each in terms(edition.texts[code].sections[section.number], code)
                if each in numbers
            }
            - self._faint
            for section in edition.sections
        }
        self._codes = tuple(codes)
        self._is_stem = lru_cache(maxsize=_REMEMBERED)(self._has_stem)

    def asks(self, question: str) -> bool:
        """Whether the question has a word for a section."""
        return any(map(self._is_section, words(question)))

    def _is_section(self, word: str) -> bool:
        return plain_letters(word[0]) in self._letters and self._is_stem(word)

    def _has_stem(self, word: str) -> bool:
        return any(term(word, code) in self._words for code in self._codes)

    def named(self, concepts: Iterable[Concept]) -> str | None:
        """The number of the section whose name the concepts cover best, or None where none is covered enough."""
        meant = [concept for concept in concepts if not any(each in self._faint for each, _ in concept.terms)]
        mass = sum(concept.mass for concept in meant)
        best, number = 0.0, None
        for section, name in self._names.items():
            covered = (
                sum(c.mass for c in meant if any(each in name for each, _ in c.terms)) / mass if mass else 0.0
            )
            # Of two names that cover as much, the shorter one is meant: "the President", not a section that names him.
            score = covered - 0.001 * len(name)
            if covered >= COVERED and score > best:
                best, number = score, section
        return number
