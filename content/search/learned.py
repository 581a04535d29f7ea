"""What was learned about the words of a pack, as a file beside its examples (`learned.json`).

The file is made by `content.search.learning`; a pack without one is searched by counts alone.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from content.search import kept

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
    weights: Mapping[str, tuple[tuple[int, float], ...]]
    """By term: (place, weight); a place is the position of its name in `bias`."""

    def save(self, path: Path) -> None:
        """Write the file.

        Raises:
            OSError: it cannot be written.
        """
        places, weights, lengths = array("H"), array("h"), array("H")
        terms = sorted(self.weights)
        for term in terms:
            row = self.weights[term]
            lengths.append(len(row))
            places.extend(place for place, _ in row)
            weights.extend(max(-_MOST, min(_MOST, round(weight * _SCALE))) for _, weight in row)
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
        return kept.load(path, lambda data: cls(data["examples"], data["stamp"], data["bias"], _rows(data)))


def _rows(data: dict[str, Any]) -> dict[str, tuple[tuple[int, float], ...]]:
    places = kept.numbers("H", data["places"])
    weights = [each / _SCALE for each in kept.numbers("h", data["weights"])]
    pairs = list(zip(places, weights, strict=True))
    rows, start = {}, 0
    for term, length in zip(
        kept.text(data["terms"]).split(" "), kept.numbers("H", data["lengths"]), strict=True
    ):
        rows[term] = tuple(pairs[start : start + length])
        start += length
    return rows
