"""Where words lead that were not learned: counted, as naive Bayes has it."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping

LEAD_RELIANCE = 1.0
"""After so many occurrences a word's lead counts half."""
LEAD_SMOOTHING = 0.1
LEAD_PRIOR = 30.0
LEADS_KEPT = 24
NOWHERE_SIZE = 2.0
"""The most that the examples of what is not answered count for, in sizes of an average article."""
COUNTED = 1.5
"""What a counted lead is worth beside a learned one."""


def counted_leads(
    all_led: Mapping[int, Mapping[int, float]], wanted: Iterable[int], nowhere: int
) -> dict[int, dict[int, float]]:
    """Where each of the wanted terms leads: the logarithm of how much more often a word leads to a place than to the
    others, in so far as it is positive and the word was seen often enough to be relied on.

    `all_led` is how often each term was seen at each place, `nowhere` the place of what the text does not answer.
    """
    sizes: dict[int, float] = defaultdict(float)
    for led in all_led.values():
        for place, count in led.items():
            sizes[place] += count
    total, places = sum(sizes.values()), len(sizes) or 1
    # What the text does not answer is many subjects in one: its words would look rare in so large a heap.
    sizes[nowhere] = min(sizes[nowhere], NOWHERE_SIZE * total / places)
    found = {}
    for term in wanted:
        if term not in all_led:
            continue
        led = all_led[term]
        seen = sum(led.values())
        reliance, smoothing = COUNTED * seen / (seen + LEAD_RELIANCE), LEAD_SMOOTHING * seen / places
        leads = {
            place: reliance * math.log((count + smoothing) / (sizes[place] + LEAD_PRIOR) * total / seen)
            for place, count in led.items()
        }
        kept = sorted(leads, key=lambda place: -leads[place])[:LEADS_KEPT]
        found[term] = {place: leads[place] for place in kept if leads[place] > 0}
    return found
