"""How long commands take that start, do one thing and end, in seconds."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from tests.bench.questions import questions
from tests.bot_process import environment

LIBRARIES = "import typer, pydantic, yaml, rapidfuzz, Stemmer, fluent.runtime, babel.dates"
"""What `ask` stands on, without anything of the bot."""
BOT_LIBRARIES = (
    "import typer, pydantic_settings, yaml, rapidfuzz, Stemmer, fluent.runtime, babel.dates, structlog, uvloop, "
    "httptools, aiohappyeyeballs, telegram.ext, sqlalchemy.ext.asyncio, aiosqlite, asyncpg, cryptography, starlette, "
    "uvicorn, prometheus_client"
)
"""What the running bot stands on, without anything of its own."""
ASK = ("-m", "bot", "ask")


def median_seconds(arguments: Sequence[str], folder: Path, runs: int) -> float:
    """The median time of `runs` runs of Python with these arguments, each a new process."""
    return statistics.median(seconds(arguments, folder) for _ in range(runs))


def seconds(arguments: Sequence[str], folder: Path, stdin: str = "") -> float:
    """The time of one run from the start of the process to its end.

    Raises:
        CalledProcessError: the command failed.
    """
    began = time.perf_counter()
    subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env=environment(folder),
        input=stdin,
        text=True,
        stdout=subprocess.DEVNULL,
        check=True,
    )
    return time.perf_counter() - began


def many_questions_seconds(count: int, folder: Path) -> float:
    """The time that `ask --jsonl` takes for `count` questions of people, its start included."""
    lines = (json.dumps({"id": place, "question": asked}) for place, asked in enumerate(questions(count)))
    return seconds([*ASK, "--jsonl"], folder, stdin="\n".join(lines))
