"""Greetings, thanks and questions about the bot itself, recognised whole and never searched for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.answer import Reason
from bot.texts import FALLBACK, languages, texts
from content.fold import fold
from content.numerals import roman
from content.search.analysis import words
from content.translit import folded_skeleton

_REASONS: tuple[tuple[Reason, str], ...] = (
    ("greeting", "words-greeting"),
    ("thanks", "words-thanks"),
    ("farewell", "words-farewell"),
    ("about-bot", "words-about-bot"),
    ("help", "words-help"),
    ("help", "words-start"),
)
_LONGEST = 6
"""Words of the longest phrase that is looked for."""


@dataclass(frozen=True, slots=True)
class Talk:
    """What was heard, and the language it was said in (None where several say it alike)."""

    reason: Reason
    language: str | None


class SmallTalk:
    """Recognises small talk by the phrases of the message files, in any script and with or without Kazakh letters."""

    def __init__(self, wanted: Iterable[str]) -> None:
        self._phrases: dict[tuple[str, ...], Talk] = {}
        for language in dict.fromkeys((*wanted, *languages())):
            if language not in languages():
                continue
            say = texts(language, FALLBACK)
            for reason, message in _REASONS:
                for phrase in say.words(message):
                    key = _key(phrase)
                    held = self._phrases.get(key)
                    spoken = language if held is None or held.language == language else None
                    self._phrases[key] = Talk(held.reason if held else reason, spoken)

        self._first = {key[:1] for key in self._phrases}
        self._openings = {key[:1] for key, talk in self._phrases.items() if talk.reason == "greeting"}

    def heard(self, text: str) -> Talk | None:
        """What the whole text is, or None where it is a question."""
        if len(text) > 80:
            return None
        said = _said(text.removeprefix("/"))
        if _keyed(said[:1]) not in self._first:
            return None
        key = _keyed(said)
        return self._phrases.get(key) or self._greeted(key)

    def _greeted(self, key: tuple[str, ...]) -> Talk | None:
        """Small talk made of two phrases: "hello, who are you"."""
        for cut in range(1, min(len(key), _LONGEST)):
            first, rest = self._phrases.get(key[:cut]), self._phrases.get(key[cut:])
            if first and rest:
                return rest
        return None

    def without_greeting(self, text: str) -> str:
        """The text without a greeting before the question itself."""
        parts = text.split()
        # "XI" is spelled like "hi" by those who write Kazakh in Latin letters.
        if len(parts) < 2 or roman(fold(parts[0])) or _key(parts[0])[:1] not in self._openings:
            return text
        for count in range(min(_LONGEST, len(parts) - 1), 0, -1):
            talk = self._phrases.get(_key(" ".join(parts[:count])))
            if talk and talk.reason == "greeting":
                return " ".join(parts[count:])
        return text


def _key(text: str) -> tuple[str, ...]:
    return _keyed(_said(text))


def _said(text: str) -> list[str]:
    return [word for word in words(text) if "-" not in word]


def _keyed(said: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(folded_skeleton, said))
