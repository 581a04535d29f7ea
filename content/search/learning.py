"""Learning what words lead to: `python -m content.search.learning [FOLDER]` writes a pack's `learned.json`.

Multinomial logistic regression (softmax) by stochastic gradient descent with AdaGrad steps (Duchi, Hazan, Singer 2011)
on every phrase that the pack says leads somewhere. A term may also speak against a place that it was never seen to lead
to; of these weights only the large ones are kept, so the result is small. It takes a minute or two and is done by
whoever changes topics or examples, with numpy; the bot only reads the result.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from content.languages import ALL
from content.model import Pack
from content.pack import SHIPPED, PackError, languages_of, load
from content.search import examples
from content.search.building import LEAD_PLACES, LEAD_WEIGHTS
from content.search.concept import Concept
from content.search.counting import COUNTED
from content.search.engine import Engine, tallied
from content.search.examples import Example
from content.search.index import Index, place_names
from content.search.learned import NAME, Learned
from content.search.signals import signals
from content.search.tables import Table
from content.search.tally import NAME as TALLY

if TYPE_CHECKING:
    from numpy.typing import NDArray

PASSES = 14
STEP = 0.5
BATCH = 16
"""Phrases that are learned from at a time."""
SHRINKING = 0.1
"""How much each weight is held near 0, in phrases (L2)."""
COUNTS_SHARE = 0.5 / COUNTED
"""What is added of the counted leads, which are surer about rare words."""
LEAST, LEAST_UNSEEN = 0.2, 0.6
"""Weights nearer to 0 are left out: of places that a term was seen to lead to, and of all others."""
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
    strengths: tuple[float, ...]
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
        batches = (lessons[start : start + BATCH] for start in range(0, len(lessons), BATCH))
        loss = sum(pupil.study(batch) for batch in batches) / max(1, len(lessons))
        sys.stderr.write(f"pass {number + 1} of {passes}: {loss:.3f}\n")
    names = place_names(engine.index.numbers, engine.index.records)
    return Learned(
        examples=sum(1 for _ in examples.examples(pack, pack.edition)),
        stamp=examples.stamp(pack, pack.edition),
        bias=dict(zip(names, pupil.bias, strict=True)),
        rows=engine.index.terms,
        weights=pupil.weights(),
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
                    yield _Lesson(tuple(found), tuple(found.values()), place[name], weight)
                weight *= LEAD_PLACES


def _pieces(example: Example, engine: Engine) -> Iterator[list[Concept]]:
    concepts = engine.vocabulary.read(example.text)
    pieces = (example.field == "digest" and len(concepts) > _LONG_DIGEST) or example.text.startswith("=")
    size = _PIECES[example.field] if pieces else max(1, len(concepts))
    yield from (concepts[start : start + size] for start in range(0, len(concepts), size))


class _Pupil:
    """The weights while they are learned: a row for each term, a column for each place."""

    def __init__(self, index: Index, lessons: Sequence[_Lesson]) -> None:
        terms, places = len(index.terms), index.nowhere + 1 + len(index.records)
        self._index = index
        self._bias = np.zeros(places, np.float32)
        self._bias_steps = np.full(places, _FIRST_STEP**2, np.float32)
        self._weights = np.zeros((terms, places), np.float32)
        self._steps = np.full((terms, places), _FIRST_STEP**2, np.float32)
        self._seen = np.zeros(terms, np.float32)
        self._led = np.zeros((terms, places), np.bool_)
        for lesson in lessons:
            held = list(lesson.terms)
            self._seen[held] += 1
            self._led[held, lesson.place] = True

    @property
    def bias(self) -> list[float]:
        """How likely each place is beforehand, as the logarithm of a likelihood."""
        return [float(each) for each in self._bias]

    def study(self, lessons: Sequence[_Lesson]) -> float:
        """Learn from a few phrases at once; returns how far off the answers were (the sum of the negative logarithms of
        their likelihoods, each by the weight of its phrase)."""
        terms, signs = _matrix(lessons)
        places = np.array([lesson.place for lesson in lessons])
        weights = np.array([lesson.weight for lesson in lessons], np.float32)
        sums = signs @ self._weights[terms] + self._bias
        sums -= sums.max(axis=1, keepdims=True)
        shares = np.exp(sums)
        shares /= shares.sum(axis=1, keepdims=True)
        rows = np.arange(len(lessons))
        loss = -float(weights @ np.log(np.maximum(shares[rows, places], 1e-30)))
        shares[rows, places] -= 1
        shares *= weights[:, np.newaxis]
        self._step(terms, signs, shares)
        return loss

    def _step(
        self, terms: NDArray[np.int64], signs: NDArray[np.float32], slopes: NDArray[np.float32]
    ) -> None:
        weights = self._weights[terms]
        shrinking = SHRINKING * np.count_nonzero(signs, axis=0) / self._seen[terms]
        slope = signs.T @ slopes + shrinking[:, np.newaxis].astype(np.float32) * weights
        steps = self._steps[terms] + slope * slope
        self._steps[terms] = steps
        self._weights[terms] = weights - STEP * slope / np.sqrt(steps)
        slope = slopes.sum(axis=0)
        self._bias_steps += slope * slope
        self._bias -= STEP * slope / np.sqrt(self._bias_steps)

    def weights(self) -> Table:
        """What was learned of each term, with a share of what was counted: a row for a term."""
        found = []
        for number in self._index.terms.values():
            row, least = self._weights[number].copy(), np.where(self._led[number], LEAST, LEAST_UNSEEN)
            for place, lead in zip(*self._index.leads.row(number), strict=True):
                row[place] += COUNTS_SHARE * lead
                least[place] = LEAST
            kept = np.flatnonzero(np.abs(row) >= least)
            found.append({int(place): float(row[place]) for place in kept})
        return Table.of(found)


def _matrix(lessons: Sequence[_Lesson]) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """The terms of a few phrases, and how strongly each speaks in each phrase: a row for a phrase."""
    terms = np.array(sorted({term for lesson in lessons for term in lesson.terms}), np.int64)
    column = {int(term): place for place, term in enumerate(terms)}
    signs = np.zeros((len(lessons), len(terms)), np.float32)
    for row, lesson in enumerate(lessons):
        signs[row, [column[term] for term in lesson.terms]] = lesson.strengths
    return terms, signs


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
    sys.stdout.write(f"{folder / NAME}: {len(learned.rows)} words learned from {learned.examples} phrases\n")


if __name__ == "__main__":
    main()
