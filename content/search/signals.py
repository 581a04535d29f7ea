"""What of a question counts for where its words lead, the same for examples that are learned from and for questions."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from content.search.concept import Concept


def signals(concepts: Iterable[Concept], idf: Sequence[float]) -> dict[int, float]:
    """How strongly each term speaks: by the root of its rarity and by how it was reached. The squares add up to 1.

    Words on one subject so add up to more than words that speak of many.
    """
    found: dict[int, float] = {}
    for concept in concepts:
        share = 1 / math.sqrt(len(concept.terms) or 1)
        for term, quality in concept.terms:
            strength = quality * math.sqrt(idf[term]) * share
            if strength > found.get(term, 0.0):
                found[term] = strength
    length = math.sqrt(sum(strength * strength for strength in found.values()))
    return {term: strength / length for term, strength in found.items()} if length else {}
