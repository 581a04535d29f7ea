"""rapidfuzz: `process.extract` with WRatio over the texts of the articles."""

from __future__ import annotations

from rapidfuzz import fuzz, process, utils

from tests.bench.search.peers.ranking import DEPTH, Documents, Ranking, Search, by_article, whole


def build(documents: Documents) -> Search:
    """A search through all texts, prepared once."""
    texts = [utils.default_process(whole(each)) for each in documents]
    numbers = [each["number"] for each in documents]

    def search(question: str) -> Ranking:
        asked = utils.default_process(question)
        found = process.extract(asked, texts, scorer=fuzz.WRatio, limit=DEPTH) if asked else []
        return by_article((numbers[place], score) for _, score, place in found if score)

    return search
