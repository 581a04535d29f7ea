"""In which language a short text is most likely written."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from content.fold import fold
from content.language import Language, Role
from content.quote.wordings import words_of

_KAZAKH_LETTERS = frozenset("әғқңөұүһі")
_ENOUGH_LETTERS = 25
"""Letters after which Kazakh has shown one of its own, unless it is typed without them."""


def likely_languages(text: str, tables: Iterable[Language]) -> tuple[str, ...]:
    """The codes of the languages that a text may be in: one where it is clear, several or none where it is not.

    Kazakh is known by letters of its own, as in the importers; any other language by its script and commonest words.
    """
    words = [word.text for word in words_of(text)]
    letters = "".join(words)
    cyrillic = sum("Ѐ" <= letter <= "ԯ" for letter in letters)
    script = "Cyrl" if 2 * cyrillic > sum(map(str.isalpha, letters)) else "Latn"
    held = [table for table in tables if script in table.scripts]
    counts = {table.code: sum(word in _common(table) for word in words) for table in held}
    if script == "Cyrl" and "kk" in counts:
        own = sum(bool(_KAZAKH_LETTERS.intersection(word)) for word in words)
        if own and 5 * own >= len(words):
            return ("kk",)
        if not own and len(letters) >= _ENOUGH_LETTERS:
            counts["kk"] -= 1
    best = max(counts.values(), default=0)
    return tuple(code for code, count in counts.items() if count == best)


@lru_cache(maxsize=16)
def _common(table: Language) -> frozenset[str]:
    joining = (word for role in (Role.AND, Role.TO) for word in table.words.get(role, ()))
    return frozenset(fold(word) for word in (*table.stopwords, *joining) if len(word) > 1)
