"""What a question as a whole tells of its words: on which layout they were typed, in which tongue, where spaces are
wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from content.keyboard import repairs
from content.search.analysis import is_cyrillic, is_latin

if TYPE_CHECKING:
    from content.search.concept import Concept, Tongue
    from content.search.vocabulary import Vocabulary

_MIXED = re.compile(r"[^\W\d_][-=\d]|[-=\d][^\W\d_]")
_INSIDE = re.compile(r"^[-=\d]+[^\W\d_]|[^\W\d_][-=\d]+[^\W\d_]")
"""A digit or sign before a letter: no number of an article stands so ("0jk", "tht;tc3y"), but letters may."""
_WRITTEN_OUT = re.compile(r"[^\W\d_]{2,}[.,?!;:]?")
_COMMAS = str.maketrans("67", ",.")
_TELLING = 4
"""Letters from which a word tells the tongue of a question."""


def in_own_layout(question: str, vocabulary: Vocabulary) -> str:
    """The question with Kazakh words spelt out whose letters are digits on the layout that was on ("0jk" → "қол").

    Else those digits would be taken for numbers of articles. A question without such words comes back as it is.
    """
    if not _MIXED.search(question):
        return question
    chunks = question.split()
    read = [_spelt_out(chunk, vocabulary) for chunk in chunks]
    if not any(each and _INSIDE.search(chunk) for chunk, each in zip(chunks, read, strict=True)):
        return question
    return " ".join(each or chunk for chunk, each in zip(chunks, read, strict=True))


def _spelt_out(chunk: str, vocabulary: Vocabulary) -> str | None:
    """The known word that a chunk of letters and digits is on another layout; None if it is none."""
    if not _MIXED.search(chunk):
        return None
    # The Kazakh layout has its comma and dot where others have 6 and 7.
    marked = chunk[:-1] + chunk[-1].translate(_COMMAS) if is_cyrillic(chunk) else chunk
    for reading in repairs(marked):
        if _WRITTEN_OUT.fullmatch(reading) and vocabulary.holds(reading):
            return reading
    return None


def tongue_of(words: Sequence[str], vocabulary: Vocabulary) -> Tongue | None:
    """What a question's words in Latin letters are, by those that are beyond doubt; None where they do not tell."""
    english = other = 0
    for word in words:
        if not is_latin(word):
            continue
        kind = vocabulary.tongue(word)
        english += kind == "english"
        other += kind == "other" and (len(word) >= _TELLING or not word.isascii())
    if english == other:
        return None
    return "english" if english > other else "other"


def respaced(
    read: Sequence[list[Concept]], typed: Sequence[list[str]], vocabulary: Vocabulary
) -> list[list[Concept]]:
    """What was read of each chunk of a question, with wrong spaces put right: "go vernment", "мұрас ақтау".

    `typed` are the words of the chunks as they were typed.
    """
    found: list[list[Concept]] = []
    place = 0
    while place < len(read):
        again = None
        if place + 1 < len(read) and (_is_unknown(read[place]) or _is_unknown(read[place + 1])):
            first, second = typed[place], typed[place + 1]
            if len(first) == len(second) == 1:
                again = next(_moved(first[0], second[0], vocabulary), None)
        found.append(read[place] if again is None else again)
        place += 1 if again is None else 2
    return found


def _is_unknown(concepts: Sequence[Concept]) -> bool:
    return len(concepts) == 1 and concepts[0].how == "unknown"


def _moved(first: str, second: str, vocabulary: Vocabulary) -> Iterator[list[Concept]]:
    """Readings of two words without the space between them, or with it one letter aside, if they are known."""
    for parts in (
        (first + second,),
        (first[:-1], first[-1] + second),
        (first + second[0], second[1:]),
    ):
        read = [vocabulary.written(part) for part in parts]
        if all(each is not None for each in read):
            yield [concept for each in read if each is not None for concept in each]
