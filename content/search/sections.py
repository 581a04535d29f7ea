"""Sections asked for by what they are about: "the section on the president", "раздел про выборы"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from content.fold import plain, plain_letters
from content.language import Language, Role
from content.model import Edition
from content.search.analysis import is_cyrillic, is_latin, terms, words
from content.search.concept import Concept
from content.translit import folded_skeleton

COVERED = 0.6
"""The share of the question's mass that a section's name must cover."""


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
        named = {
            plain(word)
            for language in languages
            for role in (Role.SECTION, Role.SECTION_MANY)
            for word in language.words.get(role, ())
        }
        # Not by their stems: in Kazakh that of "бөлім" (section) and that of "болу" (to be) are one.
        self._words = frozenset(word for word in named if not word.endswith("*"))
        self._beginnings = tuple(sorted(word.rstrip("*") for word in named if word.endswith("*")))
        self._keys = frozenset(folded_skeleton(word) for word in self._words if is_cyrillic(word))
        self._key_beginnings = tuple(sorted(map(folded_skeleton, filter(is_cyrillic, self._beginnings))))
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

    def asks(self, question: str) -> bool:
        """Whether the question has a word for a section."""
        return any(map(self._is_section, words(question)))

    def _is_section(self, word: str) -> bool:
        bare = plain_letters(word)
        if bare in self._words or bare.startswith(self._beginnings):
            return True
        if not is_latin(word):
            return False
        key = folded_skeleton(word)
        return key in self._keys or key.startswith(self._key_beginnings)

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
