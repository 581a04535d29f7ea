"""The recorded quality: `tests/questions/recorded.json`, written by `python -m tests.bench.search --record` alone."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from bot.answering import Answering
from content.model import Pack
from content.pack import load
from tests.bench.search import product, rivals
from tests.bench.search.labelled import FOLDER, LANGUAGES, Half, Question
from tests.bench.search.outcome import Figures, Outcome, figures, share

FILE = FOLDER / "recorded.json"


@dataclass(frozen=True)
class Cost:
    """What an engine's index costs: milliseconds to build, megabytes of memory that have grown after all questions."""

    build_ms: float
    memory_mb: float


@dataclass(frozen=True)
class Peer:
    """Another engine's figures, with the threshold that gives it the product's coverage on the development half.

    `untuned_false_answers` is the share of what is out of scope that it answers without any threshold.
    """

    figures: Figures
    cost: Cost
    untuned_false_answers: float | None


@dataclass(frozen=True)
class Style:
    """How many questions of a style there are, and the share that came out right: found first, or declined."""

    count: int
    right: float


@dataclass(frozen=True)
class Record:
    """All figures of one measurement. `product` is by half; `languages` and `styles` are of the reported half.

    `peers` are by name, None for one that was not installed. `repeated` counts the questions of the half that stand
    word for word among the pack's phrases, and `success_at_1_without_repeated` leaves them out.
    """

    half: Half
    machine: str
    product: dict[str, Figures]
    cost: Cost
    languages: dict[str, Figures]
    styles: dict[str, dict[str, Style]]
    repeated: int = 0
    success_at_1_without_repeated: float | None = None
    peers: dict[str, Peer | None] = field(default_factory=dict)

    @property
    def reported(self) -> Figures:
        """The product's figures for the half that is reported."""
        return self.product[self.half]

    def save(self, path: Path = FILE) -> None:
        """Write the record as JSON."""
        path.write_text(json.dumps(asdict(self), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")

    @classmethod
    def load(cls, path: Path = FILE) -> Record:
        """The record that `save` wrote.

        Raises:
            OSError, ValueError, KeyError, TypeError: there is none, or it has another shape.
        """
        held = json.loads(path.read_text("utf-8"))
        held["product"] = {half: Figures(**each) for half, each in held["product"].items()}
        held["cost"] = Cost(**held["cost"])
        held["languages"] = {code: Figures(**each) for code, each in held["languages"].items()}
        held["styles"] = {
            code: {style: Style(**each) for style, each in styles.items()}
            for code, styles in held["styles"].items()
        }
        held["peers"] = {name: _peer(each) if each else None for name, each in held["peers"].items()}
        return cls(**held)


def _peer(held: dict[str, dict[str, float]]) -> Peer:
    return Peer(Figures(**held["figures"]), Cost(**held["cost"]), held["untuned_false_answers"])  # type: ignore[arg-type]


def of_product(answering: Answering, asked: Sequence[Question], half: Half) -> tuple[Record, list[Outcome]]:
    """The record of the product alone, and what became of the questions of the half that is reported."""
    found = product.outcomes(answering, asked)
    reported = rivals.only(found, half)
    halves: tuple[Half, ...] = (
        ("development", "held-out") if half != "all" else ("development", "held-out", "all")
    )
    known = phrases(load())
    fresh = [each for each in reported if _bare(each.question.text) not in known]
    record = Record(
        half=half,
        machine=machine(),
        product={each: figures(rivals.only(found, each)) for each in halves},
        cost=_cost(),
        languages={code: figures([o for o in reported if o.question.language == code]) for code in LANGUAGES},
        styles={code: styles([o for o in reported if o.question.language == code]) for code in LANGUAGES},
        repeated=len(reported) - len(fresh),
        success_at_1_without_repeated=figures(fresh).success_at_1,
    )
    return record, reported


def of_peer(rival: rivals.Rival, asked: Sequence[Question], record: Record) -> Peer | None:
    """Another engine's figures on the half that the record reports; None where it is not installed."""
    run = rivals.run(rival, load(), asked)
    if run is None:
        return None
    threshold = rivals.threshold_at(run, record.product["development"].coverage or 0.0)
    tuned = figures(rivals.only(run.outcomes(threshold), record.half))
    untuned = figures(rivals.only(run.outcomes(), record.half))
    return Peer(tuned, Cost(run.build_ms, run.memory_mb), untuned.false_answers)


def styles(outcomes: Sequence[Outcome]) -> dict[str, Style]:
    """The share that came out right of each style, in alphabetical order."""
    right: dict[str, list[bool]] = {}
    for each in outcomes:
        fine = each.rank == 1 if each.question.expected else not each.sure
        right.setdefault(each.question.style, []).append(fine)
    return {style: Style(len(right[style]), share(right[style]) or 0.0) for style in sorted(right)}


def phrases(pack: Pack) -> set[str]:
    """Every phrase by which the pack leads to an article: names and synonyms of topics, example questions."""
    found = [question for examples in pack.asked.values() for _, question in examples]
    for topic in pack.topics:
        found += [*topic.names.values(), *(phrase for listed in topic.synonyms.values() for phrase in listed)]
    return {_bare(phrase) for phrase in found}


def machine() -> str:
    """What the times were measured on."""
    return f"Python {platform.python_version()}, {os.cpu_count()} cores"


def _bare(text: str) -> str:
    return " ".join(text.lower().strip(" ?!.").split())


def _cost() -> Cost:
    """The product's cost, measured in a process that does nothing else."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.search.product"],
        cwd=rivals.ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return Cost(**json.loads(done.stdout))
