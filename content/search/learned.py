"""What was learned about the words of a pack, as a file beside its examples (`learned.json`).

The file is made by `content.search.learning`; a pack without one is searched by counts alone.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

from content.search import kept
from content.search.tables import Table, floats

NAME = "learned.json"
_SCALE = 100
"""Weights are kept as whole hundredths."""
_MOST = 32_767


@dataclass(frozen=True, slots=True)
class Learned:
    """How far each term speaks for each place, by their names, and the bias of each place.

    `examples` is the number of phrases that were learned from, `stamp` their digest.
    """

    examples: int
    stamp: str
    bias: Mapping[str, float]
    rows: Mapping[str, int]
    """By term the number of its row among the weights."""
    weights: Table
    """A column is a place, by the position of its name in `bias`."""

    def save(self, path: Path) -> None:
        """Write the file.

        Raises:
            OSError: it cannot be written.
        """
        places, weights, lengths = array("H"), array("h"), array("H")
        terms = sorted(self.rows)
        for term in terms:
            columns, values = self.weights.row(self.rows[term])
            lengths.append(len(columns))
            places.extend(iter(columns))
            weights.extend(max(-_MOST, min(_MOST, round(weight * _SCALE))) for weight in values)
        kept.save(
            path,
            {
                "examples": self.examples,
                "stamp": self.stamp,
                "bias": {name: round(value, 3) for name, value in self.bias.items()},
                "terms": kept.packed(" ".join(terms)),
                "lengths": kept.packed(lengths),
                "places": kept.packed(places),
                "weights": kept.packed(weights),
            },
        )

    @classmethod
    def load(cls, path: Path) -> Learned | None:
        """What the file holds; None where there is no file.

        Raises:
            ValueError: the file is damaged; the message names it.
        """
        return kept.load(path, _read)


def _read(data: dict[str, Any]) -> Learned:
    terms = kept.text(data["terms"]).split(" ")
    starts = array("I", accumulate(kept.numbers("H", data["lengths"]), initial=0))
    places = kept.numbers("H", data["places"])
    weights = floats(each / _SCALE for each in kept.numbers("h", data["weights"]))
    if not len(terms) + 1 == len(starts) or not starts[-1] == len(places) == len(weights):
        raise ValueError("rows that do not add up")
    rows = {term: number for number, term in enumerate(terms)}
    return Learned(data["examples"], data["stamp"], data["bias"], rows, Table(starts, places, weights))
