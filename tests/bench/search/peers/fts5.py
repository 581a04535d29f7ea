"""SQLite FTS5 with the tokenizer unicode61: any of the question's words, ranked by bm25, headings counting double."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable

from tests.bench.search.peers.ranking import DEPTH, Documents, Ranking, Search, by_article, words

_QUERY = "SELECT number, -bm25(law, 0, 2.0, 1.0) FROM law WHERE law MATCH ? ORDER BY bm25(law, 0, 2.0, 1.0) LIMIT ?"


def build(documents: Documents) -> Search:
    """A table in memory."""
    return table(documents, "unicode61", words)


def table(documents: Documents, tokenizer: str, tokens: Callable[[str], Iterable[str]]) -> Search:
    """A table with that tokenizer, asked for any of the `tokens` of a question."""
    database = sqlite3.connect(":memory:")
    database.execute(
        f"CREATE VIRTUAL TABLE law USING fts5(number UNINDEXED, heading, text, tokenize='{tokenizer}')"
    )
    rows = ((each["number"], each["heading"], each["text"]) for each in documents)
    database.executemany("INSERT INTO law VALUES (?, ?, ?)", rows)

    def search(question: str) -> Ranking:
        asked = " OR ".join(f'"{token}"' for token in dict.fromkeys(tokens(question)))
        return by_article(database.execute(_QUERY, (asked, DEPTH))) if asked else []

    return search
