"""SQLite FTS5 with the tokenizer trigram: any three letters in a row of the question's words."""

from __future__ import annotations

from collections.abc import Iterator

from tests.bench.search.peers.fts5 import table
from tests.bench.search.peers.ranking import Documents, Search, words


def build(documents: Documents) -> Search:
    """A table in memory."""
    return table(documents, "trigram", trigrams)


def trigrams(question: str) -> Iterator[str]:
    """The runs of three letters within words."""
    for word in words(question):
        yield from (word[start : start + 3] for start in range(len(word) - 2))
