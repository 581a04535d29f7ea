"""Opening a pack with its search index, quickly: what was read and built once is kept beside the program's compiled
modules, or where that may not be written in the user's cache folder.

The cache holds plain data (no code), under a stamp of every file of the pack and of this program: whatever changes,
it is built anew. A cache that cannot be read or written only costs time.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from content.language import Language
from content.languages import ALL
from content.model import Pack
from content.pack import SHIPPED, PackError, asked_files, languages_of, load
from content.search.engine import build_index, is_tally_of
from content.search.index import Index
from content.search.learned import NAME as LEARNED
from content.search.learned import Learned
from content.search.tally import NAME as TALLY
from content.search.tally import Tally

_PROGRAM = Path(__file__).parent
_FORMAT = 2


@dataclass(frozen=True, slots=True)
class Opened:
    """A pack without its example questions, the index of its default edition (which holds what they say), and the
    languages in which it is asked."""

    pack: Pack
    index: Index
    languages: tuple[Language, ...]


def open_pack(folder: Path = SHIPPED, cache: Path | None = None) -> Opened:
    """The pack in `folder`, from a cache where one is up to date: in the folder `cache`, None for the usual ones.

    Raises:
        PackError: the pack cannot be read or is not valid.
    """
    languages = (*ALL, *languages_of(folder))
    name = hashlib.sha256(str(folder.absolute()).encode()).hexdigest()[:24] + ".pack"
    files = [place / name for place in ((cache,) if cache else cache_folders())]
    stamp = _stamp(folder)
    for file in files:
        kept = _kept(file, stamp)
        if kept is not None:
            return Opened(*kept, languages)
    learned, tally, counted = _kept_beside(folder, languages)
    pack = load(folder, asked=not counted)
    index = build_index(pack, pack.edition, languages, learned, tally if counted or pack.asked else None)
    # The examples are in the index now, and are a good part of the pack.
    pack = pack.model_copy(update={"asked": {}})
    any(_keep(file, stamp, pack, index) for file in files)
    return Opened(pack, index, languages)


def cache_folders() -> tuple[Path, ...]:
    """Where a cache may be: beside the compiled modules, and where the user's caches belong (XDG base directories)."""
    base = os.environ.get("XDG_CACHE_HOME")
    home = os.environ.get("HOME")
    places = [_PROGRAM / "__pycache__"]
    if base or home:
        places.append((Path(base) if base else Path(str(home)) / ".cache") / "atazan")
    return tuple(places)


def _kept_beside(folder: Path, languages: Iterable[Language]) -> tuple[Learned | None, Tally | None, bool]:
    """What was learned and counted of the pack's examples, where there is a file of it; and whether the counts are of
    the questions that are there now, which then need not be read."""
    try:
        learned, tally = Learned.load(folder / LEARNED), Tally.load(folder / TALLY)
        counted = tally is not None and is_tally_of(tally, asked_files(folder), languages)
    except (ValueError, OSError) as error:
        raise PackError(str(error)) from error
    return learned, tally, counted


def _stamp(folder: Path) -> str:
    """A digest of name, size and time of every file of the pack and of the program's content floor."""
    seen = hashlib.sha256(f"{_FORMAT} {sys.version} {sys.byteorder}".encode())
    for base in (folder, _PROGRAM):
        for path in sorted(base.rglob("*")):
            if path.suffix in (".yaml", ".tsv", ".json", ".py"):
                status = path.stat()
                seen.update(f"{path} {status.st_size} {status.st_mtime_ns}\n".encode())
    return seen.hexdigest()


def _kept(file: Path, stamp: str) -> tuple[Pack, Index] | None:
    try:
        with file.open("rb") as stream:
            if stream.read(len(stamp)).decode("ascii") != stamp:
                return None
            data = marshal.load(stream)  # nosec B302  # noqa: S302 - plain data of our own cache; marshal holds no code objects here
        return Pack.model_validate(data["pack"]), Index.loaded(data["index"])
    except (OSError, ValueError, EOFError, TypeError, KeyError):
        return None


def _keep(file: Path, stamp: str, pack: Pack, index: Index) -> bool:
    """Write the cache in one step: another process sees the old one or the new one, never a half. False: it cannot."""
    data: dict[str, Any] = {"pack": pack.model_dump(mode="json"), "index": index.dumped()}
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=file.parent)
    except OSError:
        return False
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(stamp.encode("ascii"))
            marshal.dump(data, stream)
        # Whoever runs the program may not be the one who installed it; nothing here is secret.
        Path(name).chmod(0o644)
        Path(name).replace(file)
    except OSError:
        Path(name).unlink(missing_ok=True)
        return False
    return True
