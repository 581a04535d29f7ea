"""What the example questions of a pack add to its index, counted once and kept as a file beside them (`asked.json`).

There are many more of them than there is text, and analysing them is most of building an index. The file is renewed
with what was learned (`make learn`), or alone (`python -m content.search.tallying [FOLDER]`). The questions of a pack
without one, or those that have changed since, are counted when the index is built.
"""

from __future__ import annotations

import hashlib
import sys
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from content.search import kept
from content.search.analysis import Analysis, words_of_all
from content.search.tables import Lists

NAME = "asked.json"
LEAST_MET = 2
"""Questions that a word must be in to be known: one that a single writer used says little, and misspelt words would be
taken for it."""
Asked = Mapping[str, Sequence[tuple[str, str]]]
"""By language the example questions, each with the reference that it leads to."""


@dataclass(frozen=True, slots=True)
class Tally:
    """The words of example questions and where they lead, each by its number in the order in which it was met.

    `form_terms` are the terms of each form; `led` the references that a term leads to, and `counts` how often each.
    `stamp` is a digest of the questions and the stopwords.
    """

    stamp: str
    terms: tuple[str, ...]
    forms: tuple[str, ...]
    form_terms: Lists
    references: tuple[str, ...]
    led: Lists
    counts: Lists

    @classmethod
    def of(cls, asked: Asked, stopwords: frozenset[str]) -> Tally:
        """Count the example questions; each term counts once in each of them."""
        analysis = Analysis(stopwords)
        references: dict[str, int] = {}
        met: Counter[str] = Counter()
        led: list[dict[int, int]] = []
        for language, listed in asked.items():
            said = words_of_all([text for _, text in listed])
            for (reference, _), each in zip(listed, said, strict=True):
                number = references.setdefault(reference, len(references))
                held = dict.fromkeys(analysis.terms(each, language))
                met.update(each)
                while len(led) < len(analysis.numbers):
                    led.append({})
                for term in held:
                    led[term][number] = led[term].get(number, 0) + 1
        terms, led, forms = _common(tuple(analysis.numbers), led, _known(analysis.forms, met))
        return cls(
            stamp(asked, stopwords),
            terms,
            tuple(forms),
            Lists.of(forms.values()),
            tuple(references),
            Lists.of(led),
            Lists.of(each.values() for each in led),
        )

    def save(self, path: Path) -> None:
        """Write the file.

        Raises:
            OSError: it cannot be written.
        """
        kept.save(
            path,
            {
                "stamp": self.stamp,
                "terms": kept.packed(" ".join(self.terms)),
                "forms": kept.packed(" ".join(self.forms)),
                "references": " ".join(self.references),
                "form_terms": _written(self.form_terms),
                "led": _written(self.led),
                "counts": _written(self.counts),
            },
        )

    @classmethod
    def load(cls, path: Path) -> Tally | None:
        """What the file holds; None where there is no file.

        Raises:
            ValueError: the file is damaged; the message names it.
        """
        return kept.load(
            path,
            lambda data: cls(
                data["stamp"],
                _words(kept.text(data["terms"])),
                _words(kept.text(data["forms"])),
                _read(data["form_terms"]),
                _words(data["references"]),
                _read(data["led"]),
                _read(data["counts"]),
            ),
        )


def _known(forms: Mapping[str, list[int]], met: Mapping[str, int]) -> dict[str, list[int]]:
    """The forms that were met three times, and the first one of each term: others are known by their stems, and a
    third of the memory of the words is theirs."""
    known: set[int] = set()
    found: dict[str, list[int]] = {}
    for form, terms in forms.items():
        if met[form] > 2 or not known.issuperset(terms):
            found[form] = terms
            known.update(terms)
    return found


def _common(
    terms: Sequence[str], led: Sequence[dict[int, int]], forms: Mapping[str, list[int]]
) -> tuple[tuple[str, ...], list[dict[int, int]], dict[str, list[int]]]:
    """The terms that are in so many questions as `LEAST_MET`, and the forms that have any of these."""
    kept_ = [number for number, each in enumerate(led) if sum(each.values()) >= LEAST_MET]
    place = {number: at for at, number in enumerate(kept_)}
    found = {form: [place[term] for term in held if term in place] for form, held in forms.items()}
    return (
        tuple(terms[number] for number in kept_),
        [led[number] for number in kept_],
        {form: held for form, held in found.items() if held},
    )


def stamp(asked: Asked, stopwords: frozenset[str]) -> str:
    """A digest of the example questions and the stopwords: it changes when any of them does."""
    seen = hashlib.sha256("\n".join(sorted(stopwords)).encode())
    for language, listed in asked.items():
        lines = (f"{reference}\t{text}" for reference, text in listed)
        seen.update("\n".join(("", language, *lines)).encode())
    return seen.hexdigest()


def _words(text: str) -> tuple[str, ...]:
    return tuple(map(sys.intern, text.split(" "))) if text else ()


def _written(lists: Lists) -> list[str]:
    return [kept.packed(array("I", each)) for each in lists.dumped()]


def _read(data: Iterable[str]) -> Lists:
    return Lists.loaded([kept.numbers("I", each).tobytes() for each in data])
