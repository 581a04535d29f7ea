"""What the example questions of a pack add to its index, counted once and kept as a file beside them (`asked.json`).

There are many more of them than there is text, and analysing them is most of building an index. The file is renewed
with what was learned (`make learn`), or alone (`python -m content.search.tallying [FOLDER]`). The questions of a pack
without one, or those that have changed since, are counted when the index is built.
"""

from __future__ import annotations

import hashlib
import re
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
MANY = 5_000
"""From so many example questions on there are enough of them to do without words that only one of them has: such a word
says little, misspelt ones would be taken for it, and they are a third of all words."""
_NO_EXAMPLE = re.compile(rb"(?m)^(?:#.*)?\n")
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
        counted = tuple(analysis.numbers), led, _known(analysis.forms, met)
        many = sum(map(len, asked.values())) >= MANY
        terms, led, forms = _common(*counted) if many else counted
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
    terms: tuple[str, ...], led: list[dict[int, int]], forms: Mapping[str, list[int]]
) -> tuple[tuple[str, ...], list[dict[int, int]], dict[str, list[int]]]:
    """The terms that more than one question has, where each leads, and the forms that have any of these."""
    common = [number for number, each in enumerate(led) if sum(each.values()) > 1]
    place = {number: at for at, number in enumerate(common)}
    found = {form: [place[term] for term in held if term in place] for form, held in forms.items()}
    return (
        tuple(terms[number] for number in common),
        [led[number] for number in common],
        {form: held for form, held in found.items() if held},
    )


def stamp(asked: Asked, stopwords: frozenset[str]) -> str:
    """A digest of the example questions and the stopwords: it changes when any of them does."""
    seen = _of_stopwords(stopwords)
    for language, listed in asked.items():
        seen.update("\n".join(("", language, *map("\t".join, listed))).encode())
    return seen.hexdigest()


def stamp_of_files(files: Iterable[Path], stopwords: frozenset[str]) -> str:
    """The `stamp` of the example questions in files named by their languages, in this order, told by their bytes, for
    which they need not be taken line by line. Another one where lines end as on other systems.

    Raises:
        OSError: a file cannot be read.
    """
    seen = _of_stopwords(stopwords)
    for path in files:
        lines = _without_comments(path.read_bytes())
        seen.update(b"\n".join((b"", path.stem.encode(), *([lines] if lines else []))))
    return seen.hexdigest()


def _without_comments(raw: bytes) -> bytes:
    # Most comments stand at the top, and looking through all lines takes longest.
    while raw[:1] in (b"#", b"\n"):
        raw = raw.partition(b"\n")[2]
    if b"\n#" in raw or b"\n\n" in raw:
        raw = _NO_EXAMPLE.sub(b"", raw + b"\n")
    return raw.removesuffix(b"\n")


def _of_stopwords(stopwords: frozenset[str]) -> hashlib._Hash:
    return hashlib.sha256("\n".join(sorted(stopwords)).encode())


def _words(text: str) -> tuple[str, ...]:
    return tuple(map(sys.intern, text.split(" "))) if text else ()


def _written(lists: Lists) -> list[str]:
    return [kept.packed(array("I", each)) for each in lists.dumped()]


def _read(data: Iterable[str]) -> Lists:
    return Lists.loaded([kept.numbers("I", each).tobytes() for each in data])
