"""Telling Russian from Kazakh written without its own letters, where the words themselves are of both."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

_RUSSIAN_ENDINGS = re.compile(
    r".{2,}(?:[ое]в|[ое]го|[ое]му|[ыи]х|[ыи]ми|[ая]ми|[ая]х|ая|яя|[ое]е|[ыи]е|[ыи]й|[ую]ю|ость|ости|[еа]ни[еяюй]"
    r"|ться|ци[июей]|ств[оау]|[ауея]ет|[иаея]ть|[ую]т|[ие]шь)"
)
_UNKAZAKH = re.compile(r"[вцчщъьё]")
"""Letters that Kazakh has in loanwords only."""
_RUSSIAN_LETTERS = re.compile(r"[а-яё]+")


def is_russian(words: Iterable[str], is_kazakh: Callable[[str], bool]) -> bool:
    """Whether folded words of Cyrillic letters that both languages have are Russian by their shape.

    `is_kazakh` tells whether a word stands in Kazakh texts, as loanwords do.
    """
    return any(
        _RUSSIAN_LETTERS.fullmatch(word)
        and (_RUSSIAN_ENDINGS.fullmatch(word) or _UNKAZAKH.search(word))
        and not is_kazakh(word)
        for word in words
    )
