"""Learning what words lead to: `python -m content.search.learning [FOLDER]` writes a pack's `learned.json`.

Multinomial logistic regression (softmax) by stochastic gradient descent with AdaGrad steps (Duchi, Hazan, Singer 2011)
on every phrase that the pack says leads somewhere. A term has weights only for the places that it was seen to lead to:
so the result is small, and nothing is held against a word that was never seen there. It takes some minutes and is done
by whoever changes topics or examples; the bot only reads the result.
"""

from __future__ import annotations

import math
import random
import sys
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from content.languages import ALL
from content.model import Pack
from content.pack import SHIPPED, PackError, languages_of, load
from content.search import examples
from content.search.building import COUNTED, LEAD_PLACES, LEAD_WEIGHTS
from content.search.engine import Engine, tallied
from content.search.examples import Example
from content.search.index import Index, place_names
from content.search.learned import NAME, Learned
from content.search.signals import signals
from content.search.tally import NAME as TALLY
from content.search.vocabulary import Concept

PASSES = 14
STEP = 1.5
SHRINKING = 0.2
"""How much each weight is held near 0, in phrases (L2)."""
COUNTS_SHARE = 0.5 / COUNTED
"""What is added of the counted leads, which are surer about rare words."""
LEAST = 0.05
"""Weights nearer to 0 are left out."""
_PIECES = {"asked": 3, "digest": 8}
"""Words of a list, and of a digest, that are learned from as one phrase: questions are short."""
_LONG_DIGEST = 12
"""Words up to which a digest is learned from as a whole."""
_PLACES = 4
_FIRST_STEP = 0.01


@dataclass(frozen=True, slots=True)
class _Lesson:
    """A phrase as signals, the place it leads to, and how much it counts."""

    terms: tuple[int, ...]
    strengths: array[float]
    place: int
    weight: float


def learn(pack: Pack, languages: Sequence[object] = ALL, passes: int = PASSES, seed: int = 2026) -> Learned:
    """What the examples of a pack teach about its words. The same examples give the same result."""
    engine = Engine(pack, pack.edition, languages)  # type: ignore[arg-type]
    lessons = list(_lessons(pack, engine))
    pupil = _Pupil(engine.index, lessons)
    dice = random.Random(seed)  # nosec B311 - the order of lessons, no secret
    for number in range(passes):
        dice.shuffle(lessons)
        loss = sum(pupil.study(lesson) for lesson in lessons) / max(1, len(lessons))
        sys.stderr.write(f"pass {number + 1} of {passes}: {loss:.3f}\n")
    names = place_names(engine.index.numbers, engine.index.records)
    return Learned(
        examples=sum(1 for _ in examples.examples(pack, pack.edition)),
        stamp=examples.stamp(pack, pack.edition),
        bias=dict(zip(names, pupil.bias, strict=True)),
        weights=pupil.weights(engine.index),
    )


def _lessons(pack: Pack, engine: Engine) -> Iterator[_Lesson]:
    place = {
        name: number for number, name in enumerate(place_names(engine.index.numbers, engine.index.records))
    }
    for example in examples.examples(pack, pack.edition):
        for concepts in _pieces(example, engine):
            found = signals(concepts, engine.index.idf)
            weight = LEAD_WEIGHTS["digest"] if example.field == "digest" else 1.0
            for name, _ in list(example.places)[:_PLACES]:
                if name in place and found:
                    yield _Lesson(tuple(found), array("f", found.values()), place[name], weight)
                weight *= LEAD_PLACES


def _pieces(example: Example, engine: Engine) -> Iterator[list[Concept]]:
    concepts = engine.vocabulary.read(example.text)
    pieces = (example.field == "digest" and len(concepts) > _LONG_DIGEST) or example.text.startswith("=")
    size = _PIECES[example.field] if pieces else max(1, len(concepts))
    yield from (concepts[start : start + size] for start in range(0, len(concepts), size))


class _Pupil:
    """The weights while they are learned."""

    def __init__(self, index: Index, lessons: Sequence[_Lesson]) -> None:
        places = index.nowhere + 1 + len(index.records)
        self.bias = [0.0] * places
        self._bias_steps = [_FIRST_STEP] * places
        self._weights: dict[int, dict[int, float]] = {}
        self._steps: dict[int, dict[int, float]] = {}
        self._seen: dict[int, int] = {}
        for lesson in lessons:
            for term in lesson.terms:
                self._seen[term] = self._seen.get(term, 0) + 1
                self._weights.setdefault(term, {})[lesson.place] = 0.0
                self._steps.setdefault(term, {})[lesson.place] = _FIRST_STEP

    def study(self, lesson: _Lesson) -> float:
        """Learn from one phrase; returns how far off the answer was (the negative logarithm of its likelihood)."""
        sums = self.bias[:]
        for term, strength in zip(lesson.terms, lesson.strengths, strict=True):
            for place, weight in self._weights[term].items():
                sums[place] += weight * strength
        highest = max(sums)
        shares = [math.exp(each - highest) for each in sums]
        scale = lesson.weight / sum(shares)
        slopes = [each * scale for each in shares]
        loss = -lesson.weight * math.log(max(slopes[lesson.place] / lesson.weight, 1e-30))
        slopes[lesson.place] -= lesson.weight
        self._step(lesson, slopes)
        return loss

    def _step(self, lesson: _Lesson, slopes: list[float]) -> None:
        root = math.sqrt
        for term, strength in zip(lesson.terms, lesson.strengths, strict=True):
            weights, steps = self._weights[term], self._steps[term]
            shrinking = SHRINKING / self._seen[term]
            for place, weight in weights.items():
                slope = slopes[place] * strength + shrinking * weight
                steps[place] += slope * slope
                weights[place] = weight - STEP * slope / root(steps[place])
        bias, steps_taken = self.bias, self._bias_steps
        for place, slope in enumerate(slopes):
            if abs(slope) > 1e-4:
                steps_taken[place] += slope * slope
                bias[place] -= STEP * slope / root(steps_taken[place])

    def weights(self, index: Index) -> dict[str, tuple[tuple[int, float], ...]]:
        """What was learned of each term, with a share of what was counted."""
        found = {}
        for term, number in index.terms.items():
            row = dict(self._weights.get(number, {}))
            for place, lead in zip(*index.leads.row(number), strict=True):
                row[place] = row.get(place, 0.0) + COUNTS_SHARE * lead
            found[term] = tuple(
                (place, weight) for place, weight in sorted(row.items()) if abs(weight) >= LEAST
            )
        return found


def main() -> None:
    """Learn from the pack in the folder that the command line names, the shipped one by default."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else SHIPPED
    try:
        pack, languages = load(folder), (*ALL, *languages_of(folder))
        tallied(pack, languages).save(folder / TALLY)
        learned = learn(pack, languages)
        learned.save(folder / NAME)
    except (PackError, OSError) as error:
        sys.exit(str(error))
    sys.stdout.write(
        f"{folder / NAME}: {len(learned.weights)} words learned from {learned.examples} phrases\n"
    )


if __name__ == "__main__":
    main()
