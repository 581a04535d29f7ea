"""One engine: corpus and questions as JSON on stdin, rankings and times as JSON on stdout.

`python -m tests.bench.search.peers ENGINE`; a missing library is exit 3.
"""

from __future__ import annotations

import gc
import importlib
import json
import sys
import time
from typing import Any

from tests.bench.search.memory import resident_megabytes

MISSING = 3
LIMIT = 10
"""Articles of a ranking that are told."""


def run(engine: Any, given: dict[str, Any]) -> dict[str, Any]:
    """Build the engine, ask it everything once, and tell what was found and what it cost."""
    gc.collect()
    memory, began = resident_megabytes(), time.process_time()
    search = engine.build(given["documents"])
    built = time.process_time() - began
    rankings, times = [], []
    for question in given["questions"]:
        began = time.process_time()
        rankings.append(search(question)[:LIMIT])
        times.append(round((time.process_time() - began) * 1000, 4))
    return {
        "build_ms": round(built * 1000, 1),
        "memory_mb": round(resident_megabytes() - memory, 1),
        "rankings": rankings,
        "milliseconds": times,
    }


def main() -> None:
    """Run the engine that the command line names."""
    try:
        engine = importlib.import_module(f"tests.bench.search.peers.{sys.argv[1]}")
    except ImportError as error:
        sys.exit(MISSING if error.name and not error.name.startswith("tests") else str(error))
    json.dump(run(engine, json.load(sys.stdin)), sys.stdout)


if __name__ == "__main__":
    main()
