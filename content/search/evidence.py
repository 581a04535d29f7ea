"""What speaks for each article, fact and session: the phrases that lead there, and where the question's words lead.

Both are logarithms of likelihoods, which add up.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from operator import add
from typing import NamedTuple

from content.model import Pack
from content.search.concept import Concept
from content.search.index import Index, place_names
from content.search.signals import signals

PHRASE_WEIGHT = {"topic": 3.0, "fact": 5.0, "session": 5.0}
"""What the best phrase adds to the evidence for what it leads to, where it is the question word for word."""
RECORD_CAUTION = 1.5
"""What speaks against a fact or a session beforehand: the text comes first, unless they were clearly asked for."""
NEXT_PLACES = 0.86
"""What each further article of a topic has of the one before it."""
COMMON = 150
"""Phrases from which on a word is too common to bring a phrase in by itself."""
_ASKED, _COVERED = 1.2, 0.6
"""The powers by which counts how much of a phrase was asked, and how much of the question it covers."""
_LEAST_ASKED = 0.2
"""With less of it asked a phrase says nothing."""
_BEYOND = 10.0
"""What is behind the best by more than this has no share."""


class Led(NamedTuple):
    """A place that a phrase leads to: how much the phrase counts there, and the paragraph and topic it names."""

    place: int
    worth: float
    paragraph: str | None
    topic: str | None


class Evidence:
    """Weighs questions by one index of a pack."""

    def __init__(self, pack: Pack, index: Index) -> None:
        self._index = index
        places = {name: place for place, name in enumerate(place_names(index.numbers, index.records))}
        self._leads = tuple(tuple(_led(target, pack, places)) for target in index.targets)
        records = len(index.records)
        self._bias = (
            *index.bias[: index.nowhere + 1],
            *(bias - RECORD_CAUTION for bias in index.bias[-records:]),
        )
        if not records:
            self._bias = tuple(index.bias)
        self._likely = tuple(math.exp(bias) for bias in self._bias)
        self._all_likely = sum(self._likely)

    def shares(
        self, concepts: list[Concept], mass: float
    ) -> tuple[dict[int, float], dict[int, tuple[float, Led]]]:
        """How likely each place is what was asked for, from 0 to 1, and the phrase that speaks for it best, if any:
        how much it counts for this question, and where it leads.

        All places together, with those that nothing speaks for, are 1. `mass` is that of all concepts.
        """
        phrases = self._led(self.phrases(concepts, mass))
        sums, met = self._summed(concepts)
        met.update(phrases)
        for place, each in phrases.items():
            sums[place] += each[0]
        return self._shared(sums, met), phrases

    def _shared(self, sums: Sequence[float], met: Iterable[int]) -> dict[int, float]:
        likely, exponential = self._likely, math.exp
        weighed = list(map(add, sums, self._bias))
        # Where nothing speaks for a place its bias alone is left.
        highest = max(*weighed, 0.0)
        least = highest - _BEYOND
        found = {place: exponential(each - highest) for place in met if (each := weighed[place]) > least}
        unspoken = self._all_likely - sum([likely[place] for place in met])
        total = sum(found.values()) + max(unspoken, 0.0) * exponential(-highest)
        return {place: each / total for place, each in found.items()}

    def by_words(self, concepts: Iterable[Concept]) -> dict[int, float]:
        """The lead of the question's words, place by place."""
        sums, met = self._summed(concepts)
        return {place: sums[place] for place in met}

    def _summed(self, concepts: Iterable[Concept]) -> tuple[list[float], set[int]]:
        """The lead of the question's words to each place, and the places that they lead to."""
        index = self._index
        # Adding up in a list is quicker than in a mapping; of a large text few places are spoken for.
        sums, met = [0.0] * len(index.bias), set[int]()
        for term, strength in signals(concepts, index.idf).items():
            columns, values = index.leads.row(term)
            met.update(columns)
            for place, value in zip(columns, values, strict=True):
                sums[place] += value * strength
        return sums, met

    def _led(self, scores: Mapping[int, float]) -> dict[int, tuple[float, Led]]:
        """The best of what phrases lead to, place by place, with how much it counts."""
        found: dict[int, tuple[float, Led]] = {}
        for target, score in scores.items():
            for led in self._leads[target]:
                worth, held = led.worth * score, found.get(led.place)
                if held is None or worth > held[0]:
                    found[led.place] = worth, led
        return found

    def phrases(self, concepts: Iterable[Concept], mass: float) -> dict[int, float]:
        """For each target, by its number, how well its best phrase is the question, from 0 to 1."""
        index = self._index
        met: dict[int, float] = {}
        for concept in sorted(concepts, key=_mass, reverse=True):
            worths = self._worth(concept, met)
            if not met:
                met = worths
                continue
            for phrase, worth in worths.items():
                met[phrase] = met.get(phrase, 0.0) + worth
        masses, targets = index.phrase_mass, index.phrase_target
        asked = [(phrase, worth, worth / masses[phrase]) for phrase, worth in met.items()]
        scores: dict[int, float] = {}
        for phrase, worth, share in asked:
            if share < _LEAST_ASKED:
                continue
            covered = worth / mass
            score: float = 1.0 if share >= 1.0 else share**_ASKED
            score *= 1.0 if covered >= 1.0 else covered**_COVERED
            target = targets[phrase]
            if score > scores.get(target, 0.0):
                scores[target] = score
        return scores

    def _worth(self, concept: Concept, met: Mapping[int, float]) -> dict[int, float]:
        """What a concept is worth to each phrase that holds it; a common one only to those met already."""
        index = self._index
        worths: list[tuple[float, Iterable[int]]] = []
        for number, quality in concept.terms:
            phrases: Iterable[int] = index.by_term.row(number)
            if met and len(phrases) > COMMON:  # type: ignore[arg-type]
                phrases = met.keys() & set(phrases)
            worths.append((quality * index.idf[number], phrases))
        best: dict[int, float] = {}
        # What is worth most comes last, and stays.
        for worth, phrases in sorted(worths, key=_first):
            if worth > 0:
                best.update(dict.fromkeys(phrases, worth))
        return best


def _first(pair: tuple[float, object]) -> float:
    return pair[0]


def _mass(concept: Concept) -> float:
    return concept.mass


def _led(target: tuple[str, str], pack: Pack, places: Mapping[str, int]) -> Iterable[Led]:
    """What a target leads to: a record, or the articles of a topic, the first of them most."""
    kind, identity = target
    worth = PHRASE_WEIGHT[kind]
    if kind != "topic":
        yield Led(places[f"{kind}:{identity}"], worth, None, None)
        return
    for reference in pack.topic_by_id[identity].articles:
        number, _, part = reference.partition(".")
        if number in places:
            yield Led(places[number], worth, part or None, identity)
        worth *= NEXT_PLACES
