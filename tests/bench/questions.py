"""Questions for measuring: the labelled ones of all languages in turn, so that any number of them is a fair mix."""

from __future__ import annotations

import csv
from itertools import chain, islice, zip_longest
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "questions"


def questions(count: int) -> list[str]:
    """The first `count` questions, one of each language in turn.

    Raises:
        ValueError: there are not as many.
    """
    columns = [_asked(path) for path in sorted(FOLDER.glob("??.tsv"))]
    found = list(islice((asked for asked in chain(*zip_longest(*columns)) if asked), count))
    if len(found) < count:
        raise ValueError(f"{len(found)} questions instead of {count}")
    return found


def _asked(path: Path) -> list[str]:
    with path.open(encoding="utf-8", newline="") as lines:
        return [row["question"] for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)]
