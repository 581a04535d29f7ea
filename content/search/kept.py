"""Files kept beside a pack: JSON in which long lists of numbers and words are compressed."""

from __future__ import annotations

import base64
import json
import zlib
from array import array
from collections.abc import Callable, Mapping
from pathlib import Path
from sys import byteorder
from typing import Any, TypeVar

Kept = TypeVar("Kept")


def save(path: Path, data: Mapping[str, Any]) -> None:
    """Write a file, an entry a line.

    Raises:
        OSError: it cannot be written.
    """
    path.write_text(json.dumps(data, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


def load(path: Path, read: Callable[[dict[str, Any]], Kept]) -> Kept | None:
    """What `read` makes of a file; None where there is no file.

    Raises:
        ValueError: the file is damaged; the message names it.
    """
    if not path.exists():
        return None
    try:
        return read(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, zlib.error) as error:
        raise ValueError(f"{path}: not what `make learn` wrote ({error.__class__.__name__})") from error


def packed(data: str | array[int]) -> str:
    """A text, or numbers with their low bytes first, compressed and in letters."""
    raw = data.encode() if isinstance(data, str) else _low_first(data).tobytes()
    return base64.b64encode(zlib.compress(raw, 9)).decode("ascii")


def text(data: str) -> str:
    """The text that was packed."""
    return zlib.decompress(base64.b64decode(data)).decode()


def numbers(kind: str, data: str) -> array[int]:
    """The numbers that were packed, of that type code of `array`."""
    found = array(kind)
    found.frombytes(zlib.decompress(base64.b64decode(data)))
    return _low_first(found)


def _low_first(numbers: array[int]) -> array[int]:
    if byteorder == "little":
        return numbers
    swapped = numbers[:]
    swapped.byteswap()
    return swapped
