"""What an engine made of the questions, and the figures that come of it. The same figures for every engine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from tests.bench.search.labelled import OTHER_LAW, Question


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a question: the articles found, best first, without doubles.

    `sure` says that the engine answers with the first of them, `offers` that it asks "did you mean"; neither means
    that it declines. `milliseconds` is the time spent on the question.
    """

    question: Question
    articles: tuple[str, ...]
    sure: bool
    offers: bool
    milliseconds: float

    @property
    def rank(self) -> int | None:
        """The place, from 1, of the first article that answers the question; None if there is none."""
        places = (place for place, number in enumerate(self.articles, 1) if number in self.question.expected)
        return next(places, None)


@dataclass(frozen=True, slots=True)
class Figures:
    """The quality of one engine on some questions. Shares are from 0 to 1; one of nothing is None; times are in ms.

    success, mrr and coverage are over the `in_scope` questions. `coverage` is the share answered as sure;
    `false_answers` the share of the `out_of_scope` answered as sure, other laws among them; `other_law_answers` the
    number of other laws answered as sure; `sure_precision` the share of all sure answers that are right;
    `choices_right` the share of offers to in-scope questions that hold a right article.
    """

    in_scope: int
    out_of_scope: int
    success_at_1: float | None
    success_at_3: float | None
    mrr: float | None
    coverage: float | None
    false_answers: float | None
    other_law_answers: int
    sure_precision: float | None
    choices_right: float | None
    p50_ms: float
    p95_ms: float


def figures(outcomes: Sequence[Outcome]) -> Figures:
    """The figures of these outcomes, rounded to four places.

    Raises:
        IndexError: there are no outcomes.
    """
    inside = [each for each in outcomes if each.question.expected]
    outside = [each for each in outcomes if not each.question.expected]
    times = [each.milliseconds for each in outcomes]
    return Figures(
        in_scope=len(inside),
        out_of_scope=len(outside),
        success_at_1=share([each.rank == 1 for each in inside]),
        success_at_3=share([each.rank is not None and each.rank <= 3 for each in inside]),
        mrr=share([1 / each.rank if each.rank else 0.0 for each in inside]),
        coverage=share([each.sure for each in inside]),
        false_answers=share([each.sure for each in outside]),
        other_law_answers=sum(each.sure for each in outside if each.question.style == OTHER_LAW),
        sure_precision=share([each.rank == 1 for each in outcomes if each.sure]),
        choices_right=share([each.rank is not None for each in inside if each.offers]),
        p50_ms=quantile(times, 0.5),
        p95_ms=quantile(times, 0.95),
    )


def share(values: Sequence[float]) -> float | None:
    """The mean of values from 0 to 1; None if there are none."""
    return round(fmean(values), 4) if values else None


def quantile(values: Sequence[float], part: float) -> float:
    """The value below which that part of the values lies, rounded to four places.

    Raises:
        IndexError: there are no values.
    """
    return round(sorted(values)[min(len(values) - 1, int(len(values) * part))], 4)
