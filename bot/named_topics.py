"""Topics asked for by their very name, in whatever language of the pack."""

from __future__ import annotations

from bot.answer import Hit
from content.fold import plain
from content.model import PREAMBLE, Edition, Pack, Topic

_LONGEST = 200
"""Characters of the longest question that is looked for."""


class NamedTopics:
    """The topics of a pack by their names."""

    def __init__(self, pack: Pack) -> None:
        self._named: dict[str, tuple[Topic, str | None]] = {}
        for topic in pack.topics:
            for code, name in topic.names.items():
                key = plain(name)
                held = self._named.get(key)
                self._named[key] = (held[0], None) if held else (topic, code)

    def named(self, question: str) -> Topic | None:
        """The topic whose name the whole question is, letters and case aside; None where it is no topic's."""
        found = self._found(question)
        return found[0] if found else None

    def language_of(self, question: str) -> str | None:
        """The language in which that is a topic's name; None where it is none's, or is written so in several."""
        found = self._found(question)
        return found[1] if found else None

    def _found(self, question: str) -> tuple[Topic, str | None] | None:
        return self._named.get(plain(question)) if len(question) <= _LONGEST else None


def hits_of(topic: Topic, edition: Edition) -> tuple[Hit, ...]:
    """The articles of a topic that an edition has, best first."""
    held = {PREAMBLE, *edition.numbers}
    places = (reference.partition(".") for reference in topic.articles)
    return tuple(Hit(number, part or None) for number, _, part in places if number in held)
