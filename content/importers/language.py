"""In which language a text is written: by the words that every language cannot do without."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from content.fold import fold
from content.language import Language, Role

_WORD = re.compile(r"[^\W\d_]+")
_KAZAKH_LETTERS = frozenset("әғқңөұүһі")
_ENOUGH_WORDS = 40
_ENOUGH_SHARE = 0.04
_MARGIN = 1.5


def language_of(text: str, tables: Sequence[Language]) -> str | None:
    """The code of the language that a text is clearly written in; None where it is too short or cannot be told."""
    counted = Counter(word for word in _WORD.findall(fold(text)))
    total = sum(counted.values())
    if total < _ENOUGH_WORDS:
        return None
    shares = sorted(((_share(counted, total, table), table.code) for table in tables), reverse=True)
    best, second = shares[0], (shares[1] if len(shares) > 1 else (0.0, ""))
    if best[0] < _ENOUGH_SHARE or best[0] < _MARGIN * second[0]:
        return None
    return best[1]


def _share(counted: Counter[str], total: int, table: Language) -> float:
    """How much of the text is function words of this language; Kazakh is also known by letters of its own."""
    known = {fold(word) for word in table.stopwords if len(word) > 1} | {
        fold(word) for role in (Role.AND, Role.TO) for word in table.words.get(role, ())
    }
    share = sum(count for word, count in counted.items() if word in known) / total
    if table.code == "kk":
        own = sum(count for word, count in counted.items() if _KAZAKH_LETTERS.intersection(word)) / total
        return max(share, own)
    return share * (1 - _kazakh_part(counted, total)) if "Cyrl" in table.scripts else share


def _kazakh_part(counted: Counter[str], total: int) -> float:
    return sum(count for word, count in counted.items() if _KAZAKH_LETTERS.intersection(word)) / total
