"""The usual best answer: an article's number by a regular expression, else reciprocal rank fusion of three engines."""

from __future__ import annotations

import re
from collections import defaultdict

from tests.bench.search.peers import bm25, fuzzy, trigram
from tests.bench.search.peers.ranking import Documents, Ranking, Search

SMOOTHING = 60
"""The constant of reciprocal rank fusion (Cormack, Clarke, Büttcher 2009)."""
_NUMBER = re.compile(
    r"\b(?:article|art|стать\w*|ст)\b\.?\s*(\d{1,2})\b"
    r"|\b(\d{1,2})\s*-?\s*(?:бап\w*|баб\w*|[йяю]+\s+стать\w*)"
    r"|^\s*(\d{1,2})\s*$",
    re.IGNORECASE,
)


def build(documents: Documents) -> Search:
    """The three engines over the same documents."""
    engines = [each.build(documents) for each in (bm25, fuzzy, trigram)]
    numbers = {each["number"] for each in documents}

    def search(question: str) -> Ranking:
        named = _NUMBER.search(question)
        number = next(filter(None, named.groups())) if named else None
        cited: Ranking = [(number, 1.0)] if number in numbers and number is not None else []
        return cited + [each for each in fused([engine(question) for engine in engines]) if each[0] != number]

    return search


def fused(rankings: list[Ranking]) -> Ranking:
    """The articles by the sum of their reciprocal ranks."""
    scores: dict[str, float] = defaultdict(float)
    for ranking in rankings:
        for place, (number, _) in enumerate(ranking, 1):
            scores[number] += 1 / (SMOOTHING + place)
    return sorted(scores.items(), key=lambda entry: -entry[1])
