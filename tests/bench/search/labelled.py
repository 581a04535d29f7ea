"""The labelled questions of `tests/questions`, and their two halves."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

FOLDER = Path(__file__).parents[2] / "questions"
LANGUAGES = ("kk", "ru", "en")
OTHER_LAW = "other-law"
"""The style of questions that cite another law; like those out of scope they must be declined."""

Half = Literal["development", "held-out", "all"]


@dataclass(frozen=True, slots=True)
class Question:
    """A question as somebody might write it. `expected` are the articles that answer it, any of them will do ("0" is
    the preamble); it is empty for a question that must be declined."""

    id: str
    language: str
    style: str
    text: str
    expected: tuple[str, ...]

    @property
    def half(self) -> Half:
        """Odd numbers are for development, even ones are held out."""
        return "development" if int(self.id.rpartition("-")[2]) % 2 else "held-out"


def questions(half: Half = "all") -> list[Question]:
    """The questions of one half, or all, language by language in the order of the files."""
    found = [question for language in LANGUAGES for question in _read(language)]
    return of_half(found, half)


def of_half(asked: Iterable[Question], half: Half) -> list[Question]:
    """Those of the questions that belong to a half."""
    return [question for question in asked if half in ("all", question.half)]


def _read(language: str) -> list[Question]:
    with (FOLDER / f"{language}.tsv").open(encoding="utf-8", newline="") as lines:
        return [
            _question(row, language) for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]


def _question(row: dict[str, str], language: str) -> Question:
    expected = () if row["expected"] == "none" else tuple(row["expected"].split(";"))
    return Question(row["id"], language, row["style"], row["question"], expected)
