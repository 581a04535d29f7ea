"""From a text to the terms by which it is found: one chain for what is indexed and for what is asked.

A term is a stem with the code of its language before it ("kk:мектеп"). The same word may be a term in several
languages: whoever asks need not say in which one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

import Stemmer

from content.fold import fold, plain_letters
from content.search import kazakh

_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_SNOWBALL = {"ru": "russian", "en": "english"}


def words(text: str) -> list[str]:
    """The folded words of a text, in order. A hyphenated word is one word and its parts as well."""
    found = []
    for word in _WORD.findall(fold(text)):
        found.append(word)
        if "-" in word or "'" in word:
            found.extend(part for part in re.split(r"['-]", word) if len(part) > 1)
    return found


def is_cyrillic(word: str) -> bool:
    """Whether a word has a Cyrillic letter."""
    return _CYRILLIC.search(word) is not None


def is_short(word: str) -> bool:
    """Whether a word is a single letter, which says nothing; a single digit does ("session 6")."""
    return len(word) < 2 and not word.isdigit()


@lru_cache(maxsize=8)
def stemmer(language: str) -> Callable[[str], str]:
    """The function that stems a folded word of that language; other languages' words stay as they are."""
    if language == "kk":
        return _kazakh
    algorithm = _SNOWBALL.get(language)
    if algorithm is None:
        return plain_letters
    return Stemmer.Stemmer(algorithm, 0).stemWord  # type: ignore[no-any-return]


def _kazakh(word: str) -> str:
    return plain_letters(kazakh.stem(word))


def term(word: str, language: str) -> str:
    """The term of a folded word in the chain of a language."""
    return f"{language}:{stemmer(language)(word)}"


def terms(text: str, language: str) -> Iterator[tuple[str, str]]:
    """(word, term) for each word of a text in that language, stopwords included."""
    for word in words(text):
        yield word, term(word, language)


class Analysis:
    """The terms of many texts: each word is looked at once. `forms` are the words met, with their terms.

    `stopwords` and words of one letter (not of one digit) have no term.
    """

    def __init__(self, stopwords: frozenset[str]) -> None:
        self.forms: dict[str, set[str]] = {}
        self._stopwords = stopwords
        self._known: dict[str, dict[str, str | None]] = {}

    def terms(self, text: str, language: str) -> list[str]:
        """The terms of a text in that language, in order."""
        known = self._known.setdefault(language, {})
        found = []
        for word in words(text):
            each = known[word] if word in known else self._met(word, language, known)
            if each is not None:
                found.append(each)
        return found

    def _met(self, word: str, language: str, known: dict[str, str | None]) -> str | None:
        each = None if is_short(word) or word in self._stopwords else term(word, language)
        known[word] = each
        if each is not None:
            self.forms.setdefault(word, set()).add(each)
        return each
