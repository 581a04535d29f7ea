"""How much of a question is read: what people ask, all of it; and of what nobody would ask, the beginning."""

from __future__ import annotations

from content.search.analysis import words
from content.search.vocabulary import WORDS_READ, Vocabulary

ODD_WORDS_READ = 24
"""Words that stand in no text as they are written, from which on no more is read: a rambling question in Latin letters
has fewer. One that nobody knows in other letters either counts for two: it costs as much, and says less."""
LONGEST_CHUNK = 80
"""Characters that are read of what stands between spaces."""
_SHORT_ENOUGH = 60
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
        odd += sum(oddity(word, vocabulary) for word in words(kept[-1]))
    return " ".join(kept)


def oddity(word: str, vocabulary: Vocabulary) -> int:
    """How odd a folded word is: 0 for one that is known as it stands, 1 for one in other letters, 2 for an unknown."""
    concept = vocabulary.spelt(word)
    if concept is None or concept.how in ("form", "stem"):
        return 0
    return 2 if concept.how == "unknown" else 1
