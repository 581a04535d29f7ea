"""Sure, unsure, or nothing: what to make of the candidates of a search.

The rules are few and their numbers were set on the development half of `tests/questions`; the other half only reports.
"""

from __future__ import annotations

from typing import Literal

from content.search.engine import Candidate, Findings

Verdict = Literal["sure", "unsure", "nothing"]

SURE_SCORE = 0.55
"""From this score on the best candidate may answer alone."""
SURE_MARGIN = 0.06
"""By so much it must lead the next one that says something else."""
SURE_KNOWN = 0.6
"""So much of the question's mass must be words that the pack knows."""
CHOICE_SCORE = 0.2
"""From this score on a candidate is worth offering."""
CHOICE_KNOWN = 0.34
CHOICE_SHARE = 0.45
"""And so much of the best score it must have."""
CHOICES = 5


def verdict(findings: Findings) -> tuple[Verdict, tuple[Candidate, ...]]:
    """The verdict, and the candidates to answer with (one topic's articles) or to offer, best first."""
    candidates = findings.candidates
    if not candidates or candidates[0].score < CHOICE_SCORE or findings.known < CHOICE_KNOWN:
        return "nothing", candidates[:2] if candidates and candidates[0].score >= CHOICE_SCORE / 2 else ()
    best = candidates[0]
    rival = next((each for each in candidates[1:] if not _same(best, each)), None)
    margin = best.score - (rival.score if rival else 0.0)
    if best.score >= SURE_SCORE and margin >= SURE_MARGIN and findings.known >= SURE_KNOWN:
        return "sure", (best, *(each for each in candidates[1:] if _same(best, each)))
    offered = [
        each for each in candidates if each.score >= max(CHOICE_SCORE * 0.75, best.score * CHOICE_SHARE)
    ]
    return "unsure", tuple(offered[:CHOICES])


def _same(best: Candidate, other: Candidate) -> bool:
    """Whether two candidates say the same: articles of one topic."""
    return best.kind == other.kind == "article" and best.topic is not None and best.topic == other.topic
