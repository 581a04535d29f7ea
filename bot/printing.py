"""What commands print, whatever the letters of the terminal."""

from __future__ import annotations

import io
import json
import sys
from typing import Any, NoReturn


def fail(message: str, code: int) -> NoReturn:
    """End with one line on standard error and that exit status."""
    print(" ".join(message.split()), file=sys.stderr)  # noqa: T201
    sys.exit(code)


def put(thing: Any) -> None:
    """Print a text, or an object as one line of JSON, whatever the letters of the terminal."""
    line = thing if isinstance(thing, str) else json.dumps(thing, ensure_ascii=False)
    try:
        sys.stdout.write(line + "\n")
    except UnicodeEncodeError:
        # The terminal is not of UTF-8, or a script's id holds half a surrogate pair, which no encoding can carry.
        letters = sys.stdout.encoding
        escaped = line.encode(letters, "replace").decode(letters) if line is thing else json.dumps(thing)
        sys.stdout.write(escaped + "\n")
    sys.stdout.flush()


def without_rich() -> None:
    """Keep structlog from loading rich, if nobody has: it is for coloured tracebacks, and stays in memory (4 MB)."""
    sys.modules.setdefault("rich", None)  # type: ignore[arg-type]


def forgive_letters() -> None:
    """What cannot be read as text, or shown on this terminal, becomes a mark instead of an error."""
    for stream in (sys.stdin, sys.stdout):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
