"""Which proposals say the same as a text: by its words within a language, and by what it is about across languages.

Two kinds of evidence are joined. Words: how much of the rarer words two texts share, as stems, with misspelt ones
mended. Subject: how alike the articles and topics of the pack are to which the words of each text lead, whatever its
language. The weights were fitted on `tests/proposals/similar.tsv`.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from content.search.concept import Concept
from content.search.engine import Engine

#: Most proposals that are offered.
OFFERED = 5

#: From this likeness on a proposal in the same language is offered, and one in another; below nobody can be sure.
SURE, SURE_ACROSS = 0.32, 0.36

#: So much less is enough where one of the two is about no article, since then none can be the same.
WITHOUT_ARTICLE = 0.04

#: So much of the likeness of the likest a further one must have.
BESIDE = 0.9

_SAME_ARTICLE, _OTHER_ARTICLE = 0.12, -0.08
_PLACES, _TOPICS = 0.3, 0.3
_SUBJECT_BESIDE_WORDS = 0.6
_PLACES_READ, _TOPICS_READ = 12, 15

Name = TypeVar("Name", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Known:
    """A proposal that may be like another: its number, the key of its article (None: of none), and what it says."""

    number: int
    article: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Sense:
    """What a text is told by: weights of its terms, of the articles and of the topics its words lead to.

    Each of the three has the length 1, or is empty. `language` None: nothing tells.
    """

    language: str | None
    terms: Mapping[int | str, float]
    places: Mapping[int, float]
    topics: Mapping[str, float]


class Similar:
    """Compares texts by the search engine of a pack."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.sense = lru_cache(maxsize=20_000)(self._read)

    def read(self, texts: Iterable[str]) -> None:
        """Read texts, so that they need not be read when they are compared."""
        for text in texts:
            self.sense(text)

    def to(self, text: str, article: str | None, known: Iterable[Known]) -> list[Known]:
        """The proposals that surely say the same, the likest first, at most `OFFERED`."""
        scored = [(self.strength(text, article, each), each) for each in known]
        scored.sort(key=lambda pair: (-pair[0], pair[1].number))
        if not scored:
            return []
        least = max(1.0, scored[0][0] * BESIDE)
        return [each for strength, each in scored if strength >= least][:OFFERED]

    def strength(self, text: str, article: str | None, other: Known) -> float:
        """How alike a text and a proposal are, where from 1.0 on one can be sure."""
        one, two = self.sense(text), self.sense(other.text)
        same = one.language == two.language or None in (one.language, two.language)
        sure = SURE if same else SURE_ACROSS
        if article is None or other.article is None:
            return likeness(one, two) / (sure - WITHOUT_ARTICLE)
        place = _SAME_ARTICLE if article == other.article else _OTHER_ARTICLE
        return (likeness(one, two) + place) / sure

    def search(self, words: str, known: Iterable[Known]) -> list[Known]:
        """The proposals that hold something of `words`, the best first."""
        wanted = self.sense(words)
        scored = [(_held(wanted, self.sense(each.text)), each) for each in known]
        found = [pair for pair in scored if pair[0] > 0]
        found.sort(key=lambda pair: (-pair[0], -pair[1].number))
        return [each for _, each in found]

    def articles(self, text: str, limit: int) -> list[str]:
        """Numbers of the articles that a text is likeliest about, best first."""
        places = self.sense(text).places
        best = sorted(places, key=lambda place: -places[place])[:limit]
        return [self._engine.index.numbers[place] for place in best]

    def _read(self, text: str) -> Sense:
        engine = self._engine
        concepts = engine.subject(text)
        places = {place: lead**2 for place, lead in engine.articles(concepts).items()}
        topics = {topic: score**2 for topic, score in engine.topics(concepts).items()}
        return Sense(
            engine.language_of(text),
            _unit(_terms(concepts)),
            _unit(_most(places, _PLACES_READ)),
            _unit(_most(topics, _TOPICS_READ)),
        )


def likeness(one: Sense, two: Sense) -> float:
    """How alike two texts are by words and subject, from 0 to 1."""
    subject = _PLACES * _cosine(one.places, two.places) + _TOPICS * _cosine(one.topics, two.topics)
    words = _cosine(one.terms, two.terms)
    if one.language == two.language or None in (one.language, two.language):
        return words + _SUBJECT_BESIDE_WORDS * subject * (1 - words)
    return subject


def _terms(concepts: Iterable[Concept]) -> dict[int | str, float]:
    """The weights of known terms, by their numbers, and of words that nobody knows."""
    found: dict[int | str, float] = {}
    for concept in concepts:
        terms: Iterable[tuple[int | str, float]] = concept.terms or ((concept.word, 1.0),)
        for term, quality in terms:
            weight = quality * concept.mass / math.sqrt(len(concept.terms) or 1)
            found[term] = max(found.get(term, 0.0), weight)
    return found


def _most(weights: Mapping[Name, float], count: int) -> dict[Name, float]:
    return dict(sorted(weights.items(), key=lambda item: -item[1])[:count])


def _unit(weights: Mapping[Name, float]) -> dict[Name, float]:
    length = math.sqrt(sum(value * value for value in weights.values()))
    return {name: value / length for name, value in weights.items()} if length else {}


def _cosine(one: Mapping[Name, float], two: Mapping[Name, float]) -> float:
    return sum(value * two[name] for name, value in one.items() if name in two)


def _held(wanted: Sense, held: Sense) -> float:
    """How much of what was asked for a text holds; its subject alone is enough only where it is much the same."""
    words = sum(value for term, value in wanted.terms.items() if term in held.terms)
    subject = _cosine(wanted.topics, held.topics)
    return words + 0.3 * subject if words or subject > 0.5 else 0.0
