"""A word of a question as it was understood."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

How = Literal["form", "stem", "layout", "letters", "typo", "unknown"]
Tongue = Literal["english", "other"]
"""What the words of a question in Latin letters are: English ones, or those of other languages spelt so."""

QUALITY: dict[How, float] = {
    "form": 1.0,
    "stem": 0.96,
    "layout": 0.97,
    "letters": 0.93,
    "typo": 0.95,
    "unknown": 0.0,
}
"""How much a term counts by the way it was reached."""


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

    @property
    def quality(self) -> float:
        """The quality of the best term; 0 for an unknown word."""
        return max((quality for _, quality in self.terms), default=0.0)


STOPWORD = Concept("", (), "unknown", 0.0)
"""What a misspelt stopword is read as."""
