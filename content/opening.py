"""Opening a pack with its search index, quickly: what was read and built once is kept in the user's cache folder.

The cache holds plain data (no code), under a stamp of every file of the pack and of this program: whatever changes,
it is built anew. A cache that cannot be read or written only costs time.
"""

from __future__ import annotations

import contextlib
import hashlib
import marshal
import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from content.language import Language
from content.languages import ALL
from content.model import Pack
from content.pack import SHIPPED, languages_of, load
from content.search.engine import build_index
from content.search.index import Index

_PROGRAM = Path(__file__).parent
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Opened:
    """A pack without its example questions, the index of its default edition (which holds what they say), and the
    languages in which it is asked."""

    pack: Pack
    index: Index
    languages: tuple[Language, ...]


def open_pack(folder: Path = SHIPPED, cache: Path | None = None) -> Opened:
    """The pack in `folder`, from the cache in the folder `cache` (None: the user's) where that is up to date.

    Raises:
        PackError: the pack cannot be read or is not valid.
    """
    languages = (*ALL, *languages_of(folder))
    file = (cache or cache_folder()) / (
        hashlib.sha256(str(folder.absolute()).encode()).hexdigest()[:24] + ".pack"
    )
    stamp = _stamp(folder)
    kept = _kept(file, stamp)
    if kept is not None:
        return Opened(*kept, languages)
    pack = load(folder)
    index = build_index(pack, pack.edition, languages)
    # The examples are in the index now, and are a good part of the pack.
    pack = pack.model_copy(update={"asked": {}})
    _keep(file, stamp, pack, index)
    return Opened(pack, index, languages)


def cache_folder() -> Path:
    """Where the user's caches belong (XDG base directories), in a folder of our own."""
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "atazan"


def _stamp(folder: Path) -> str:
    """A digest of name, size and time of every file of the pack and of the program's content floor."""
    seen = hashlib.sha256(f"{_FORMAT} {sys.version} {sys.byteorder}".encode())
    for base in (folder, _PROGRAM):
        for path in sorted(base.rglob("*")):
            if path.suffix in (".yaml", ".tsv", ".py"):
                status = path.stat()
                seen.update(f"{path} {status.st_size} {status.st_mtime_ns}\n".encode())
    return seen.hexdigest()


def _kept(file: Path, stamp: str) -> tuple[Pack, Index] | None:
    try:
        with file.open("rb") as stream:
            if stream.read(len(stamp)).decode("ascii") != stamp:
                return None
            data = marshal.load(stream)  # noqa: S302 - plain data of our own cache; marshal holds no code objects here
        return Pack.model_validate(data["pack"]), Index.loaded(data["index"])
    except (OSError, ValueError, EOFError, TypeError, KeyError):
        return None


def _keep(file: Path, stamp: str, pack: Pack, index: Index) -> None:
    """Write the cache in one step: another process sees the old one or the new one, never a half."""
    data: dict[str, Any] = {"pack": pack.model_dump(mode="json"), "index": index.dumped()}
    with contextlib.suppress(OSError):
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=file.parent)
        try:
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(stamp.encode("ascii"))
                marshal.dump(data, stream)
            Path(name).replace(file)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise
