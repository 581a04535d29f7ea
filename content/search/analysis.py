"""From a text to the terms by which it is found: one chain for what is indexed and for what is asked.

A term is a stem with the code of its language before it ("kk:мектеп"). The same word may be a term in several
languages: whoever asks need not say in which one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

import Stemmer

from content.fold import fold, fold_all, plain_letters
from content.search import kazakh

_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_CYRILLIC = re.compile(r"[\u0400-\u052f]")


def words(text: str) -> list[str]:
    """The folded words of a text, in order. A hyphenated word is one word and its parts as well."""
    return _cut(text) if len(text) <= _CHUNK else list(_latest(text))


_CHUNK = 40
"""Characters of what stands between spaces."""


def words_of_all(texts: Sequence[str]) -> Iterator[list[str]]:
    """The `words` of each of many texts."""
    return map(_found, fold_all(texts))


def _cut(text: str) -> list[str]:
    return _found(fold(text))


def _found(folded: str) -> list[str]:
    found = _WORD.findall(folded)
    return _with_parts(found) if "-" in folded or "'" in folded else found


_latest = lru_cache(maxsize=4)(_cut)
"""One question is cut into words by all who look at it."""


def _with_parts(found: list[str]) -> list[str]:
    parted = []
    for word in found:
        parted.append(word)
        if "-" in word or "'" in word:
            parted.extend(part for part in re.split(r"['-]", word) if len(part) > 1)
    return parted


def is_cyrillic(word: str) -> bool:
    """Whether a word has a Cyrillic letter."""
    # Most words are of one alphabet, and their first letter tells at once.
    return "\u0400" <= word[:1] <= "\u052f" or _CYRILLIC.search(word) is not None


def is_latin(word: str) -> bool:
    """Whether a folded word begins with a letter of an alphabet before the Cyrillic one, or a digit that stands for one
    in chats ("4elovek")."""
    if word[0] in "46":
        return word[1:].isalpha() and word[1:].isascii()
    return word[0] < "\u0400" and word[0].isalpha()


def is_short(word: str) -> bool:
    """Whether a word is a single letter, which says nothing; a single digit does ("session 6")."""
    return len(word) < 2 and not word.isdigit()


def stemmer(language: str) -> Callable[[str], str]:
    """The function that stems a folded word of that language; other languages' words stay as they are."""
    return _STEMMERS.get(language, plain_letters)


def _kazakh(word: str) -> str:
    return plain_letters(kazakh.stem(word))


_REFLEXIVE = re.compile(r"ться$")
_DOUBLED = re.compile(r"([нслмптк])\1")
_snowball_of_russian = Stemmer.Stemmer("russian", 0).stemWord


def _russian(word: str) -> str:
    """The stem of a Russian word, the same for those who are unsure of "нн" and "ться"."""
    stem: str = _snowball_of_russian(_DOUBLED.sub(r"\1", _REFLEXIVE.sub("тся", word)))
    return stem


_STEMMERS: Mapping[str, Callable[[str], str]] = {
    "kk": _kazakh,
    "ru": _russian,
    "en": Stemmer.Stemmer("english", 0).stemWord,
}


def term(word: str, language: str) -> str:
    """The term of a folded word in the chain of a language."""
    return f"{language}:{stemmer(language)(word)}"


def terms(text: str, language: str) -> Iterator[tuple[str, str]]:
    """(word, term) for each word of a text in that language, stopwords included."""
    for word in words(text):
        yield word, term(word, language)


class Analysis:
    """The terms of many texts: each word is looked at once, and each term gets a number.

    `numbers` are the terms with their numbers, from 0; `forms` the words met, with the numbers of their terms.
    `stopwords` and words of one letter (not of one digit) have no term.
    """

    def __init__(self, stopwords: frozenset[str]) -> None:
        self.numbers: dict[str, int] = {}
        self.forms: dict[str, list[int]] = {}
        self._stopwords = stopwords
        self._known: dict[str, _Known] = {}

    def terms(self, said: Iterable[str], language: str) -> list[int]:
        """The numbers of the terms of folded words in that language, in order."""
        known = self._known.get(language)
        if known is None:
            known = self._known[language] = _Known(self._met, language)
        return [number for number in map(known.__getitem__, said) if number >= 0]

    def _met(self, word: str, language: str) -> int:
        """The number of the term of a word met for the first time in a language; -1 where it has none."""
        if is_short(word) or word in self._stopwords:
            return -1
        number = self.numbers.setdefault(term(word, language), len(self.numbers))
        held = self.forms.setdefault(word, [])
        if number not in held:
            held.append(number)
        return number


class _Known(dict[str, int]):
    """The numbers of words in a language, each looked up when it is first asked for."""

    def __init__(self, met: Callable[[str, str], int], language: str) -> None:
        super().__init__()
        self._met, self._language = met, language

    def __missing__(self, word: str) -> int:
        number = self[word] = self._met(word, self._language)
        return number
