"""Questions that the pack answers as they stand: those its facts and sessions list, letters and punctuation aside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from content.fold import plain_letters
from content.model import Pack
from content.search.analysis import words

_LONGEST = 200
"""Characters of the longest question that is looked for."""


@dataclass(frozen=True, slots=True)
class Listed:
    """What a listed question is about, and the language it is listed in; None where it is in several."""

    kind: Literal["fact", "session"]
    identity: str
    language: str | None


class ListedQuestions:
    """The questions of a pack's record. One that leads to two places leads to neither."""

    def __init__(self, pack: Pack) -> None:
        self._listed: dict[str, Listed | None] = {}
        for listed, question in _all(pack):
            key = _key(question)
            held = self._listed.setdefault(key, listed)
            if held is not None and held != listed:
                same = (held.kind, held.identity) == (listed.kind, listed.identity)
                self._listed[key] = Listed(held.kind, held.identity, None) if same else None

    def heard(self, question: str) -> Listed | None:
        """What the whole question is listed under; None where it is not listed."""
        return self._listed.get(_key(question)) if len(question) <= _LONGEST else None


def _all(pack: Pack) -> Iterator[tuple[Listed, str]]:
    for fact in pack.facts:
        yield from _asked("fact", fact.id, fact.ask)
    for session in pack.sessions:
        yield from _asked("session", session.id, session.ask)


def _asked(
    kind: Literal["fact", "session"], identity: str, ask: Mapping[str, Iterable[str]]
) -> Iterator[tuple[Listed, str]]:
    for language, questions in ask.items():
        yield from ((Listed(kind, identity, language), question) for question in questions)


def _key(question: str) -> str:
    return plain_letters(" ".join(words(question)))
