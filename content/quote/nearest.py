"""The passage of a wording that comes nearest to a claimed quotation."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process
from rapidfuzz.distance import LCSseq

from content.quote.wordings import SHINGLES, Word, Wording

ALIKE = 78.0
"""Likeness, of 100, from which two words count as one word with a typing error."""
_BUCKETS = 3
_SPREAD = 12
_STRAY = 0.5
"""What an unmatched word costs beside a matched one when the passage is cut to size."""
_LONGEST = 700


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a wording from `first` up to `last`; `likeness` is 0 to 1, weighted by the length of words."""

    wording: Wording
    first: int
    last: int
    likeness: float

    @property
    def start(self) -> int:
        """Where it begins in the levelled text."""
        return self.wording.words[self.first].start

    @property
    def end(self) -> int:
        """Where it ends in the levelled text."""
        return self.wording.words[self.last - 1].end

    @property
    def text(self) -> str:
        """The passage, levelled."""
        return self.wording.levelled.text[self.start : self.end]


def nearest(claim: Sequence[Word], wording: Wording) -> Passage | None:
    """The passage most like the claim (of which the first 700 words count); None where no word is shared."""
    said = [word.text for word in claim[:_LONGEST]]
    found = [_fitted(said, wording, start, end) for start, end in _windows(said, wording)]
    return max((each for each in found if each), key=lambda each: each.likeness, default=None)


def _windows(said: Sequence[str], wording: Wording) -> list[tuple[int, int]]:
    """Stretches of the wording where most runs of the claim stand at like distances."""
    votes: Counter[int] = Counter()
    wide = _SPREAD + len(said) // 3
    for length in SHINGLES:
        for at in range(len(said) - length + 1):
            hits = wording.shingles.get(tuple(said[at : at + length]), ())
            weight = length / (1 + math.log(len(hits) or 1))
            for hit in hits if len(hits) <= 400 else ():
                bucket = (hit - at) // wide
                votes[bucket] += weight  # type: ignore[assignment]
                votes[bucket + 1] += weight / 2  # type: ignore[assignment]
                votes[bucket - 1] += weight / 2  # type: ignore[assignment]
    best = [bucket for bucket, _ in votes.most_common(_BUCKETS)]
    ends = len(wording.words)
    return [(max(0, b * wide - wide), min(ends, (b + 2) * wide + len(said))) for b in best]


def _fitted(said: Sequence[str], wording: Wording, start: int, end: int) -> Passage | None:
    """The best passage for the claim inside a stretch."""
    there = [word.text for word in wording.words[start:end]]
    if not there:
        return None
    heard = _respelt(said, there)
    pairs = _aligned(heard, there)
    cut = _cut({j for _, j in pairs}, there)
    if cut is None:
        return None
    first, last = cut
    kept = [i for i, j in pairs if first <= j < last]
    first = max(first - min(kept[0], 3), 0) if kept[0] else first
    last = min(last + min(len(said) - 1 - kept[-1], 3), len(there))
    matched = sum(len(said[i]) for i in kept)
    longest = max(sum(map(len, said)), sum(map(len, there[cut[0] : cut[1]])))
    first, last = _inside(wording, start + cut[0], start + cut[1], start + first, start + last)
    return Passage(wording, first, last, matched / longest)


def _aligned(heard: Sequence[str], there: Sequence[str]) -> list[tuple[int, int]]:
    """The most words of both in the same order, as pairs of places, each as near to its neighbours as may be.

    Of several longest alignments the first that is found may reach for a word in the sentence before.
    """
    pairs = [
        (op.src_start + step, op.dest_start + step)
        for op in LCSseq.opcodes(heard, there)
        if op.tag == "equal"
        for step in range(op.src_end - op.src_start)
    ]
    for at in range(len(pairs) - 2, -1, -1):
        word, to = there[pairs[at][1]], pairs[at + 1][1]
        pairs[at] = (pairs[at][0], next(j for j in range(to - 1, -1, -1) if there[j] == word))
    for at in range(1, len(pairs)):
        word, to = there[pairs[at][1]], pairs[at - 1][1]
        pairs[at] = (pairs[at][0], next(j for j in range(to + 1, len(there)) if there[j] == word))
    return pairs


def _respelt(said: Sequence[str], there: Sequence[str]) -> list[str]:
    """The claim with words that are only misspelt written as they stand in the wording."""
    known = set(there)
    choices = sorted(known)
    spelt: dict[str, str] = {}
    for word in set(said) - known:
        found = (
            process.extractOne(word, choices, scorer=fuzz.ratio, score_cutoff=ALIKE)
            if len(word) > 3
            else None
        )
        if found:
            spelt[word] = found[0]
    return [spelt.get(word, word) for word in said]


def _cut(matched: set[int], there: Sequence[str]) -> tuple[int, int] | None:
    """The run of words with the most matched letters and the fewest unmatched ones; None where nothing matched."""
    best, best_at, total, since = 0.0, None, 0.0, 0
    for at, word in enumerate(there):
        total += len(word) if at in matched else -_STRAY * len(word)
        if total <= 0:
            total, since = 0.0, at + 1
        elif total > best and at in matched:
            best, best_at = total, (since, at + 1)
    return best_at


def _inside(wording: Wording, first: int, last: int, wider: int, longer: int) -> tuple[int, int]:
    """The passage made wider by the words that the claim has others for, but not beyond its sentence."""
    text, words = wording.levelled.text, wording.words
    while wider < first and _ends_sentence(text[words[wider].end : words[wider + 1].start]):
        wider += 1
    for at in range(wider, first):
        if _ends_sentence(text[words[at].end : words[at + 1].start]):
            wider = at + 1
    for at in range(last, longer):
        if _ends_sentence(text[words[at - 1].end : words[at].start]):
            longer = at
            break
    return wider, longer


def _ends_sentence(between: str) -> bool:
    return any(mark in between for mark in ".!?;:")
