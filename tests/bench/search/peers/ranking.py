"""What the engines share: words, and rankings of articles made from rankings of documents."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

Ranking = list[tuple[str, float]]
"""(article number, score), best first; a higher score is a better one."""
Search = Callable[[str], Ranking]
Documents = list[dict[str, Any]]

DEPTH = 60
"""Documents looked at for a question: some articles come in three languages."""
_WORD = re.compile(r"\w+")


def words(text: str) -> list[str]:
    """The words of a text in small letters."""
    return _WORD.findall(text.lower())


def whole(document: dict[str, Any]) -> str:
    """A document's heading and text."""
    return f"{document['heading']}\n{document['text']}"


def by_article(found: Iterable[tuple[str, float]]) -> Ranking:
    """Each article once, with the score of its best document; `found` is best first."""
    best: dict[str, float] = {}
    for number, score in found:
        best.setdefault(number, score)
    return list(best.items())
