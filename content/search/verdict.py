"""Sure, unsure, or nothing: what to make of the candidates of a search.

How likely the best candidate is right is a logistic function of a few figures. Its numbers were fitted on the
development half of `tests/questions`, questions that must be declined included; the other half only reports.
"""

from __future__ import annotations

import math
from typing import Literal

from content.search.engine import Candidate, Findings

Verdict = Literal["sure", "unsure", "nothing"]

SURE = 0.92
"""From this likelihood on the best candidate answers alone."""
_CONSTANT = -2.27
_SCORE, _MARGIN, _ROOT_OF_MARGIN, _OUTSIDE, _KNOWN = 0.31, 0.26, 6.08, -4.19, 1.63
_MARGIN_COUNTED = 0.5
"""A lead over the next candidate beyond this says nothing more."""

RECORD = 0.93
"""From this score on a fact or session is what was asked for."""
OUTSIDE = 0.55
"""With so much of the best score, what is outside the text is the likelier meaning of the question."""
LONG = 8
OUTSIDE_GROWTH = 0.05
"""From so many words on, and by so much for each further one, the share must be higher."""
KNOWN = 0.3
"""With less of the question's mass known, nothing can be said."""
FLOOR = 0.15
"""With a lower score nothing was found."""
CHOICE_SHARE = 0.4
"""So much of the best score a candidate must have to be offered."""
BESIDE_SHARE = 0.5
"""So much of the best score what is named beside a sure answer must have."""
CHOICES = 5
NEAREST = 2


def verdict(findings: Findings) -> tuple[Verdict, tuple[Candidate, ...]]:
    """The verdict, and the candidates: to answer with (one topic's articles), to offer, or the nearest; best first."""
    candidates = findings.candidates
    if not candidates or candidates[0].score < FLOOR:
        return "nothing", ()
    best = candidates[0]
    if findings.known < KNOWN or _is_outside(findings):
        return "nothing", tuple(each for each in candidates[:NEAREST] if each.kind == "article")
    if likelihood(findings) >= SURE or _is_record(candidates):
        beside = (
            each for each in candidates[1:] if _same(best, each) or each.score >= best.score * BESIDE_SHARE
        )
        return "sure", (best, *beside)[:CHOICES]
    offered = [each for each in candidates if each.score >= best.score * CHOICE_SHARE]
    return "unsure", tuple(offered[:CHOICES])


def _is_outside(findings: Findings) -> bool:
    """Whether the question is about something else. A long story touches many subjects: it must be so more clearly."""
    longer = max(0, len(findings.concepts) - LONG)
    return findings.outside > findings.candidates[0].score * (OUTSIDE + OUTSIDE_GROWTH * longer)


def _is_record(candidates: tuple[Candidate, ...]) -> bool:
    """Whether the question is, nearly word for word, one that a fact or session answers, and no other is."""
    best, *others = candidates
    if best.kind == "article" or best.score < RECORD:
        return False
    return all(each.kind == "article" or each.score < best.score for each in others)


def likelihood(findings: Findings) -> float:
    """How likely the best candidate is the right one, from 0 to 1; 0 where there is none."""
    if not findings.candidates:
        return 0.0
    best = findings.candidates[0]
    rival = next((each for each in findings.candidates[1:] if not _same(best, each)), None)
    margin = min(_MARGIN_COUNTED, best.score - (rival.score if rival else 0.0))
    outside = min(2.0, findings.outside / max(best.score, 0.01))
    exponent = (
        _CONSTANT
        + _SCORE * best.score
        + _MARGIN * margin
        + _ROOT_OF_MARGIN * math.sqrt(max(margin, 0.0))
        + _OUTSIDE * outside
        + _KNOWN * findings.known
    )
    return 1 / (1 + math.exp(-exponent))


def _same(best: Candidate, other: Candidate) -> bool:
    """Whether two candidates say the same: articles of one topic."""
    return best.kind == other.kind == "article" and best.topic is not None and best.topic == other.topic
