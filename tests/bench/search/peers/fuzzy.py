"""tantivy: each word of the question exactly (bm25) or with up to two slips (fuzzy terms), headings counting double."""

from __future__ import annotations

from typing import Any

import tantivy  # type: ignore[import-not-found]

from tests.bench.search.peers.ranking import DEPTH, Documents, Ranking, Search, by_article, words

_FIELDS = {"heading": 2.0, "text": 1.0}


def build(documents: Documents) -> Search:
    """An index in memory, written by one thread."""
    schema = _schema()
    index = tantivy.Index(schema)
    writer = index.writer(heap_size=15_000_000, num_threads=1)
    for each in documents:
        writer.add_document(tantivy.Document(**{name: each[name] for name in ("number", *_FIELDS)}))
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def search(question: str) -> Ranking:
        found = searcher.search(_query(schema, question), DEPTH).hits
        return by_article((searcher.doc(address)["number"][0], score) for score, address in found)

    return search


def _schema() -> Any:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("number", stored=True, tokenizer_name="raw")
    for name in _FIELDS:
        builder.add_text_field(name)
    return builder.build()


def _query(schema: Any, question: str) -> Any:
    """Any of the words. A fuzzy term has the same score in every document, so the exact one is asked for beside it."""
    parts = []
    for word in dict.fromkeys(words(question)):
        for name, boost in _FIELDS.items():
            parts.append(_boosted(tantivy.Query.term_query(schema, name, word), boost))
            if len(word) >= 4:
                fuzzy = tantivy.Query.fuzzy_term_query(schema, name, word, distance=1 if len(word) < 8 else 2)
                parts.append(_boosted(fuzzy, boost))
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, part) for part in parts])


def _boosted(query: Any, boost: float) -> Any:
    return tantivy.Query.boost_query(query, boost)
