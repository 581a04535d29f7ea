"""Sure, unsure, or nothing: what to make of the candidates of a search.

How likely the best candidate is right, and how likely the question is about something else, are logistic functions of a
few figures. Their numbers were fitted on the development half of `tests/questions`, on the misspelt questions there
and on a fifth of the newest example questions, which were not learned from for that, those that must be declined
included; the other half of `tests/questions` only reports.
"""

from __future__ import annotations

import math
from typing import Literal

from content.search.engine import Candidate, Findings

Verdict = Literal["sure", "unsure", "nothing"]

SURE = 0.9
"""From this likelihood on the best candidate answers alone."""
LIKELIHOOD = (-2.77, 0.91, -0.08, 1.51, 0.71)
"""What each of the `signs` counts for that likelihood."""
ELSEWHERE = 0.62
"""From this likelihood on the question is about something that the text does not answer."""
_ELSE = (6.47, 0.92, -2.40, -1.96)
"""What counts for that: 1, the odds of what is outside the text, the known share of the question, how long it is."""

RECORD = 0.9
"""From so much of its own words on a fact or session is what was asked for."""
RECORD_OFFERED = 0.4
"""With less of its own words a fact or session is not even offered."""
NAMED = 0.97
"""From so much of its words on a topic was named."""
KNOWN = 0.3
"""With less of the question's mass known, nothing can be said."""
FLOOR = 0.02
"""With a lower score nothing was found."""
CHOICE_SHARE = 0.05
"""So much of the best score a candidate must have to be offered."""
BESIDE_SHARE = 0.1
"""So much of the best score what is named beside a sure answer must have."""
CHOICES = 5
NEAREST = 2


def verdict(findings: Findings) -> tuple[Verdict, tuple[Candidate, ...]]:
    """The verdict, and the candidates: to answer with (one topic's articles), to offer, or the nearest; best first."""
    candidates = _text_first(findings.candidates)
    findings = Findings(candidates, findings.concepts, findings.known, findings.outside)
    if not candidates or candidates[0].score < FLOOR:
        return "nothing", ()
    best = candidates[0]
    if findings.known < KNOWN or elsewhere(findings) >= ELSEWHERE:
        return "nothing", tuple(each for each in candidates[:NEAREST] if each.kind == "article")
    if likelihood(findings) >= SURE or _is_named(best, findings):
        beside = (
            each for each in candidates[1:] if _same(best, each) or each.score >= best.score * BESIDE_SHARE
        )
        return "sure", (best, *beside)[:CHOICES]
    offered = [each for each in candidates if each.score >= best.score * CHOICE_SHARE]
    return "unsure", tuple(offered[:CHOICES])


def _text_first(candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Facts and sessions only where they were asked for, and after an article whose topic was named word for word."""
    kept = tuple(each for each in candidates if each.kind == "article" or each.phrase >= RECORD_OFFERED)
    if not kept or kept[0].kind == "article":
        return kept
    named = max((each for each in kept if each.kind == "article"), key=lambda each: each.phrase, default=None)
    if named is None or named.phrase < NAMED:
        return kept
    return (named, *(each for each in kept if each is not named))


def _is_named(best: Candidate, findings: Findings) -> bool:
    """Whether the best candidate was asked for in its own words: a record, or an article that outdoes one so."""
    if best.kind != "article":
        return best.phrase >= RECORD
    second = findings.candidates[1:2]
    return best.phrase >= NAMED and any(each.kind != "article" and each.score > best.score for each in second)


def likelihood(findings: Findings) -> float:
    """How likely the best candidate is the right one, from 0 to 1; 0 where there is none."""
    if not findings.candidates:
        return 0.0
    return _logistic(sum(weight * sign for weight, sign in zip(LIKELIHOOD, signs(findings), strict=True)))


def signs(findings: Findings) -> tuple[float, ...]:
    """What tells whether the best candidate, which there must be, is right: 1, the odds of its score and of what is
    outside the text, the known share of the question, and how long it is."""
    best = findings.candidates[0]
    # A fact about the article says no other than the article.
    agreeing = sum(each.score for each in findings.candidates[1:] if best.identity in each.refers)
    return (
        1.0,
        _odds(best.score + agreeing),
        _odds(findings.outside),
        findings.known,
        _length(findings),
    )


def elsewhere(findings: Findings) -> float:
    """How likely the question is about something else, from 0 to 1.

    Words that nobody knows point there. A long question has many words beside the matter, so there it takes more.
    """
    constant, outside, known, length = _ELSE
    return _logistic(
        constant + outside * _odds(findings.outside) + known * findings.known + length * _length(findings)
    )


def _length(findings: Findings) -> float:
    return math.log(len(findings.concepts) + 1)


def _odds(share: float) -> float:
    """The logarithm of the odds of a share."""
    bounded = min(max(share, 1e-4), 1 - 1e-4)
    return math.log(bounded / (1 - bounded))


def _logistic(exponent: float) -> float:
    return 1 / (1 + math.exp(-exponent))


def _same(best: Candidate, other: Candidate) -> bool:
    """Whether two candidates say the same: articles of one topic."""
    return best.kind == other.kind == "article" and best.topic is not None and best.topic == other.topic
