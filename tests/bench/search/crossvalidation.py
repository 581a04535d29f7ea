"""How sure the product would be, had its verdict been fitted on other questions than those it is asked.

The development half is cut into parts. The numbers of the verdict (`content.search.verdict.LIKELIHOOD`) are fitted on
all parts but one and tried on that one, in turn.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from content.opening import Opened
from content.search.engine import Engine
from content.search.verdict import SURE, signs
from tests.bench.search.labelled import OTHER_LAW, questions

PARTS = 5
_STEPS = 12
_HELD_BACK = 0.1
"""A little of each number is held back (L2), so that no part can make them run away."""


@dataclass(frozen=True, slots=True)
class Case:
    """A question by its signs: whether its best candidate is right, and whether the text answers it at all."""

    signs: tuple[float, ...]
    right: bool
    inside: bool


def said(opened: Opened) -> str:
    """The cross-validated figures as a sentence."""
    cases = _cases(opened)
    sure = [case for part in range(PARTS) for case in _sure(cases, part)]
    inside = sum(case.inside for case in cases)
    right = sum(case.right for case in sure)
    false = sum(not case.inside for case in sure)
    return (
        f"Verdict cross-validated on the development half ({PARTS} parts): sure of "
        f"{(len(sure) - false) / inside:.3f} of what is in scope, right in {right / len(sure):.3f} of its answers, "
        f"answers {false / (len(cases) - inside):.3f} of what is not."
    )


def _cases(opened: Opened) -> list[Case]:
    engine = Engine(opened.pack, opened.pack.edition, opened.languages, opened.index)
    cases = []
    for question in questions("development"):
        if question.style == OTHER_LAW:
            continue
        findings = engine.search(question.text)
        if findings.candidates:
            best = findings.candidates[0]
            right = best.kind == "article" and best.identity in question.expected
            cases.append(Case(signs(findings), right, bool(question.expected)))
    return cases


def _sure(cases: Sequence[Case], part: int) -> list[Case]:
    """The cases of one part of which a verdict fitted on the others would be sure."""
    weights = fitted([case for place, case in enumerate(cases) if place % PARTS != part])
    return [case for case in cases[part::PARTS] if _likelihood(weights, case.signs) >= SURE]


def fitted(cases: Sequence[Case]) -> list[float]:
    """The numbers of a logistic function that tells right cases best (Newton's method).

    Raises:
        IndexError: there are no cases.
    """
    size = len(cases[0].signs)
    weights = [0.0] * size
    for _ in range(_STEPS):
        slope = [-_HELD_BACK * weight for weight in weights]
        bend = [[_HELD_BACK if row == column else 0.0 for column in range(size)] for row in range(size)]
        for case in cases:
            likely = _likelihood(weights, case.signs)
            for row in range(size):
                slope[row] += (case.right - likely) * case.signs[row]
                for column in range(size):
                    bend[row][column] += likely * (1 - likely) * case.signs[row] * case.signs[column]
        weights = [weight + step for weight, step in zip(weights, _solved(bend, slope), strict=True)]
    return weights


def _likelihood(weights: Sequence[float], of: Sequence[float]) -> float:
    exponent = sum(weight * sign for weight, sign in zip(weights, of, strict=True))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, exponent))))


def _solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """The solution of a small system of linear equations (Gauss and Jordan)."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for place in range(len(rows)):
        pivot = max(range(place, len(rows)), key=lambda row: abs(rows[row][place]))
        rows[place], rows[pivot] = rows[pivot], rows[place]
        rows[place] = [value / rows[place][place] for value in rows[place]]
        for other in range(len(rows)):
            if other != place:
                factor = rows[other][place]
                rows[other] = [a - factor * b for a, b in zip(rows[other], rows[place], strict=True)]
    return [row[-1] for row in rows]
