"""bm25s over Snowball stems: Russian ones for Cyrillic words, English ones for the rest (Snowball has no Kazakh)."""

from __future__ import annotations

from collections.abc import Callable

import bm25s  # type: ignore[import-not-found]
import Stemmer

from tests.bench.search.peers.ranking import DEPTH, Documents, Ranking, Search, by_article, whole, words


def build(documents: Documents) -> Search:
    """An index of the stems."""
    stems = _stems()
    index = bm25s.BM25()
    index.index([stems(whole(each)) for each in documents], show_progress=False)
    numbers = [each["number"] for each in documents]

    def search(question: str) -> Ranking:
        known = [stem for stem in stems(question) if stem in index.vocab_dict]
        if not known:
            return []
        scores = index.get_scores(known)
        best = scores.argsort()[::-1][:DEPTH]
        return by_article((numbers[place], float(scores[place])) for place in best if scores[place] > 0)

    return search


def _stems() -> Callable[[str], list[str]]:
    russian, english = Stemmer.Stemmer("russian").stemWord, Stemmer.Stemmer("english").stemWord

    def stems(text: str) -> list[str]:
        return [english(word) if word.isascii() else russian(word) for word in words(text)]

    return stems
