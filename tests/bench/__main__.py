"""Measure on this machine, and print what was measured beside what it should be."""

from __future__ import annotations

import asyncio
import os
import platform
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.bench.commands import ASK, BOT_LIBRARIES, LIBRARIES, many_questions_seconds, median_seconds
from tests.bench.idle import measure

RUNS = 7
QUESTIONS = 1_000

Row = tuple[str, float, str, str]


def main() -> None:
    """Print the table, a row as soon as it is measured."""
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    print(f"{'':54} {'measured':>12}   goal")
    with tempfile.TemporaryDirectory() as folder:
        for what, figure, unit, goal in rows(Path(folder)):
            print(f"{what:54} {figure:9.2f} {unit:2}   {goal}", flush=True)


def rows(folder: Path) -> Iterator[Row]:
    """What is measured: its name, the figure, the unit, and the goal (empty where there is none)."""
    for what, arguments, goal in (
        ("bare interpreter", ("-c", "pass"), ""),
        ("imports of its libraries alone", ("-c", LIBRARIES), ""),
        ("ask: an article", (*ASK, "what does Article 4 say"), "under 1.2 s"),
        ("ask: a search", (*ASK, "кому принадлежит земля"), "under 1.2 s"),
    ):
        yield f"{what}, median of {RUNS}", median_seconds(arguments, folder, RUNS), "s", goal
    yield f"ask --jsonl: {QUESTIONS} questions", many_questions_seconds(QUESTIONS, folder), "s", "under 3 s"
    idle = asyncio.run(measure(folder))
    bare = median_seconds(("-c", BOT_LIBRARIES), folder, RUNS)
    yield f"imports of the bot's libraries alone, median of {RUNS}", bare, "s", ""
    yield "bot: first answer after its very first start", idle.first_answer, "s", ""
    again = asyncio.run(measure(folder))
    yield "bot: first answer after a later start", again.first_answer, "s", f"under {bare + 1:.2f} s"
    yield "bot: an answer over HTTP, mean of 100", idle.next_answer * 1000, "ms", ""
    yield "bot: memory when idle", idle.memory, "MB", "under 160 MB"
    yield "bot: memory when idle after a later start", again.memory, "MB", "under 160 MB"
    yield "bot: memory when idle after 100 answers", idle.memory_after, "MB", "under 160 MB"


if __name__ == "__main__":
    main()
