"""How much of a question is read: what people ask, all of it; and of what nobody would ask, the beginning."""

from __future__ import annotations

from content.search.analysis import words
from content.search.vocabulary import WORDS_READ, Vocabulary

ODD_WORDS_READ = 30
"""Words that stand in no text as they are written, from which on no more is read: a rambling question in Latin letters
has as many."""
LONGEST_CHUNK = 80
"""Characters that are read of what stands between spaces."""
_SHORT_ENOUGH = 160
"""Characters of a question that cannot have too many words."""


def readable(question: str, vocabulary: Vocabulary) -> str:
    """So much of a question from its beginning as is read.

    Each word that is not known as it stands is looked up in other letters and on other layouts, and costs a tenth of a
    millisecond: there is an end to them.
    """
    if len(question) <= _SHORT_ENOUGH:
        return question
    kept: list[str] = []
    odd = 0
    for chunk in question.split(maxsplit=WORDS_READ)[:WORDS_READ]:
        if odd >= ODD_WORDS_READ:
            break
        kept.append(chunk[:LONGEST_CHUNK])
        odd += sum(_is_odd(word, vocabulary) for word in words(kept[-1]))
    return " ".join(kept)


def _is_odd(word: str, vocabulary: Vocabulary) -> bool:
    concept = vocabulary.spelt(word)
    return concept is not None and concept.how not in ("form", "stem")
