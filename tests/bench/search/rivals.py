"""The other engines, each run in a process and an environment of its own, and made comparable with the product."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from content.model import Pack
from tests.bench.search.corpus import documents, enriched
from tests.bench.search.labelled import Half, Question
from tests.bench.search.outcome import Outcome
from tests.bench.search.peers.__main__ import MISSING

ROOT = Path(__file__).parents[3]
INTERPRETER = ROOT / ".venv-peers" / "bin" / "python"
"""Python of the engines' environment (`make peers`); without it those run that need nothing more than the product."""


@dataclass(frozen=True, slots=True)
class Rival:
    """An engine by its name in the table and its module in `peers`; `enriched` ones get the pack's phrases as well."""

    name: str
    module: str
    enriched: bool = False


RIVALS = (
    Rival("rapidfuzz WRatio", "wratio"),
    Rival("SQLite FTS5, unicode61", "fts5"),
    Rival("SQLite FTS5, trigram", "trigram"),
    Rival("bm25s, Snowball", "bm25"),
    Rival("tantivy, fuzzy terms", "fuzzy"),
    Rival("number regex, fusion of three", "fusion"),
    Rival("the same, given topics and examples", "fusion", enriched=True),
)


@dataclass(frozen=True, slots=True)
class Run:
    """What an engine found: for each question its ranking of (article, score), best first, and its milliseconds."""

    asked: tuple[Question, ...]
    rankings: tuple[tuple[tuple[str, float], ...], ...]
    milliseconds: tuple[float, ...]
    build_ms: float
    memory_mb: float

    def outcomes(self, threshold: float = 0.0) -> list[Outcome]:
        """The outcomes if the engine answers whatever scores `threshold` or better, and otherwise offers."""
        return [
            _outcome(*each, threshold)
            for each in zip(self.asked, self.rankings, self.milliseconds, strict=True)
        ]


def run(rival: Rival, pack: Pack, asked: Sequence[Question]) -> Run | None:
    """Ask an engine all questions; None where its library is not installed.

    Raises:
        RuntimeError: the engine failed.
    """
    corpus = enriched(pack) if rival.enriched else documents(pack)
    given = {"documents": corpus, "questions": [question.text for question in asked]}
    interpreter = INTERPRETER if INTERPRETER.exists() else Path(sys.executable)
    done = subprocess.run(
        [interpreter, "-m", "tests.bench.search.peers", rival.module],
        cwd=ROOT,
        input=json.dumps(given),
        text=True,
        capture_output=True,
        check=False,
    )
    if done.returncode == MISSING:
        return None
    if done.returncode:
        raise RuntimeError(f"{rival.name}: {done.stderr.strip()}")
    return _run(asked, json.loads(done.stdout))


def threshold_at(run: Run, coverage: float, half: Half = "development") -> float:
    """The score from which on the engine answers that share of the half's in-scope questions."""
    best = sorted(
        (each[1] for question, each in _firsts(run) if question.expected and question.half == half),
        reverse=True,
    )
    kept = best[: round(len(best) * coverage)]
    return kept[-1] if kept else float("inf")


def only(outcomes: Iterable[Outcome], half: Half) -> list[Outcome]:
    """The outcomes of one half's questions."""
    return [each for each in outcomes if half in ("all", each.question.half)]


def _firsts(run: Run) -> Iterable[tuple[Question, tuple[str, float]]]:
    for question, ranking in zip(run.asked, run.rankings, strict=True):
        yield question, ranking[0] if ranking else ("", float("-inf"))


def _outcome(
    question: Question, ranking: tuple[tuple[str, float], ...], milliseconds: float, threshold: float
) -> Outcome:
    found = Outcome(question, tuple(number for number, _ in ranking), False, False, milliseconds)
    sure = bool(ranking) and ranking[0][1] >= threshold
    return replace(found, sure=sure, offers=bool(ranking) and not sure)


def _run(asked: Sequence[Question], told: dict[str, Any]) -> Run:
    rankings = tuple(tuple((number, score) for number, score in ranking) for ranking in told["rankings"])
    return Run(tuple(asked), rankings, tuple(told["milliseconds"]), told["build_ms"], told["memory_mb"])
