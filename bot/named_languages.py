"""A language by its code or by its name in any of the languages: "ru", "русский", "орысша", "in Russian"."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from bot.texts import FALLBACK, languages, texts
from content.fold import plain


def language_meant(said: str, wanted: Iterable[str]) -> str | None:
    """The code, of those `wanted`, that somebody means; None where they mean none of them."""
    named = plain(said)
    return next((code for code in wanted if named == code or named in _names(code)), None)


@lru_cache(maxsize=16)
def _names(code: str) -> frozenset[str]:
    if code not in languages():
        return frozenset()
    say = texts(code, FALLBACK)
    return frozenset(map(plain, (say("language-name"), *say.words("words-language-name"))))
