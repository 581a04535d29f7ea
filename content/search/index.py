"""What is searched: the articles of one edition, and the phrases that lead to topics, facts and sessions.

Two kinds of evidence are kept apart:

- phrases: a topic's name or synonym, a question that a fact answers: each found as a whole, by how much of it was
  asked and how much of the question it covers;
- `leads`: how far a word speaks for an article, a fact or a session by itself, as learned from all that the pack says
  leads there (`content.search.learning`), or, for a word that was not learned, counted as naive Bayes has it.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import Any, Literal

from content.search.tables import Lists, Table, floats

Kind = Literal["topic", "fact", "session"]
Target = tuple[Kind, str]
"""What a phrase leads to, by its id."""

NOWHERE = "none"
"""The reference of example questions that the text does not answer."""
PART_BITS = 10
"""A paragraph's column in `parts` is the article's place shifted by so many bits, plus the number of its name."""


@dataclass(slots=True)
class Index:
    """The index. Articles are known by their place in `numbers`, terms by their number in `terms`.

    The place after the last article is nowhere: words lead there that belong to questions the text does not answer.
    After it come the `records`, facts and sessions. `bias` is how likely each place is before anything is asked, as a
    logarithm.
    `parts` counts a term by the paragraph or item it stands in, whose names are `part_names`; `idf` is the rarity of
    each term and `rarest` that of a word no text holds; `forms` are the words as they stand in the texts, `form_terms`
    their terms; `keys` are Latin keys of Cyrillic forms and stems, `key_terms` theirs. A phrase has a target, terms,
    and the sum of their idf as its mass; `by_term` are a term's phrases.
    """

    numbers: tuple[str, ...]
    terms: dict[str, int]
    idf: array[float]
    rarest: float
    records: tuple[Target, ...]
    bias: array[float]
    leads: Table
    parts: Table
    part_names: tuple[str, ...]
    forms: tuple[str, ...]
    form_terms: Lists
    keys: tuple[str, ...]
    key_terms: Lists
    targets: tuple[Target, ...]
    phrase_target: array[int]
    phrase_mass: array[float]
    phrase_terms: Lists
    by_term: Lists

    @property
    def nowhere(self) -> int:
        """The place of what the text does not answer."""
        return len(self.numbers)

    def dumped(self) -> dict[str, Any]:
        """The index as plain data that `marshal` can write."""
        return {
            "numbers": self.numbers,
            "terms": tuple(self.terms),
            "idf": self.idf.tobytes(),
            "rarest": self.rarest,
            "records": self.records,
            "bias": self.bias.tobytes(),
            "leads": self.leads.dumped(),
            "parts": self.parts.dumped(),
            "part_names": self.part_names,
            "forms": self.forms,
            "form_terms": self.form_terms.dumped(),
            "keys": self.keys,
            "key_terms": self.key_terms.dumped(),
            "targets": self.targets,
            "phrase_target": self.phrase_target.tobytes(),
            "phrase_mass": self.phrase_mass.tobytes(),
            "phrase_terms": self.phrase_terms.dumped(),
            "by_term": self.by_term.dumped(),
        }

    @classmethod
    def loaded(cls, data: dict[str, Any]) -> Index:
        """The index that `dumped` gave.

        Raises:
            KeyError, TypeError, ValueError: the data is not that of an index.
        """
        targets = array("I")
        targets.frombytes(data["phrase_target"])
        return cls(
            numbers=data["numbers"],
            terms={term: number for number, term in enumerate(data["terms"])},
            idf=floats(data["idf"]),
            rarest=data["rarest"],
            records=data["records"],
            bias=floats(data["bias"]),
            leads=Table.loaded(data["leads"]),
            parts=Table.loaded(data["parts"]),
            part_names=data["part_names"],
            forms=data["forms"],
            form_terms=Lists.loaded(data["form_terms"]),
            keys=data["keys"],
            key_terms=Lists.loaded(data["key_terms"]),
            targets=data["targets"],
            phrase_target=targets,
            phrase_mass=floats(data["phrase_mass"]),
            phrase_terms=Lists.loaded(data["phrase_terms"]),
            by_term=Lists.loaded(data["by_term"]),
        )


def place_names(numbers: tuple[str, ...], records: tuple[Target, ...]) -> tuple[str, ...]:
    """The names of the places of an index in their order: articles, nowhere, "fact:…" and "session:…"."""
    return (*numbers, NOWHERE, *(f"{kind}:{identity}" for kind, identity in records))
