"""The store of official texts: one folder a revision, written whole or not at all, and never changed afterwards.

Layout: `<edition>/<language>/0001/` with `text.json` (structure), `wording.txt` (canonical wording) and `SHA256SUMS`
over both. A revision is prepared in a folder beside it and renamed, so a reader sees all of it or nothing. Every
addition replaces the file `.stamp` at the top, which a running bot looks at.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from content.official import OfficialText, Revision, Span, place

_TEXT, _WORDING, _SUMS, _STAMP = "text.json", "wording.txt", "SHA256SUMS", ".stamp"
_PLACES = 9
"""How often another process may take the next number before adding gives up."""


class RevisionError(Exception):
    """A stored file is not what was written. The message is one line that names the file."""


class Added(NamedTuple):
    """What became of an addition. `new` is False where the same text was already the latest."""

    revision: Revision
    new: bool


@dataclass(frozen=True)
class Found:
    """Where a short hash points: `reference` as in `OfficialText.spans`, `latest` whether nothing newer is held."""

    revision: Revision
    reference: str
    span: Span
    latest: bool

    @property
    def quotation(self) -> str:
        """The wording at that place."""
        return self.revision.quote(self.span)


class Stored(NamedTuple):
    """A revision as its files hold it, to be carried to another store."""

    edition: str
    language: str
    number: int
    text: bytes
    wording: bytes

    @property
    def digest(self) -> bytes:
        """32 bytes that stand for both files."""
        return hashlib.sha256(hashlib.sha256(self.text).digest() + self.wording).digest()


class Revisions:
    """Official texts under a folder; it need not exist before the first addition."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._loaded: dict[Path, Revision] = {}

    def latest(self, edition: str, language: str) -> Revision | None:
        """The newest revision, None where no official text is held.

        Raises:
            RevisionError: its files are not as they were written.
        """
        folders = self._folders(edition, language)
        return self._load(folders[-1]) if folders else None

    def all(self, edition: str, language: str) -> tuple[Revision, ...]:
        """Every revision, oldest first.

        Raises:
            RevisionError: as for `latest`.
        """
        return tuple(self._load(folder) for folder in self._folders(edition, language))

    def held(self) -> tuple[tuple[str, str], ...]:
        """The (edition, language) pairs that have at least one revision, sorted."""
        pairs = {(path.parent.parent.name, path.parent.name) for path in self.folder.glob("*/*/[0-9]*")}
        return tuple(sorted(pairs))

    def add(
        self,
        text: OfficialText,
        *,
        sha256: str,
        source: str,
        date: str | None = None,
        correction: bool | None = None,
        now: datetime | None = None,
    ) -> Added:
        """Store a text as the newest revision, all of it or nothing.

        The same file, or the same text from another file, as the latest revision changes nothing. `correction` None
        means: a correction if a revision of this edition and language is already held. `now` None is the present.

        Raises:
            RevisionError: the latest revision cannot be compared with.
            OSError: the disk refuses; nothing was stored.
        """
        for _ in range(_PLACES):
            before = self.latest(text.edition, text.language)
            if before is not None and (before.text.sha256 == sha256 or same_text(before.text, text)):
                return Added(before, new=False)
            fields = {
                "sha256": sha256,
                "source": source,
                "date": date,
                "imported_at": (now or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="seconds"),
                "revision": before.text.revision + 1 if before else 1,
                "correction": before is not None if correction is None else correction,
            }
            revision = place(text.model_copy(update=fields))
            if self._write(revision):
                return Added(revision, new=True)
        raise OSError(f"{self.folder}: other imports of {text.edition} {text.language} are under way")

    def find_hash(self, short: str) -> Found | None:
        """The span that a short hash names, in any revision held; None where there is none."""
        wanted = short.strip().lower()
        for edition, language in self.held():
            revisions = self.all(edition, language)
            for revision in reversed(revisions):
                for reference, span in revision.text.spans:
                    if revision.short_hash(span) == wanted:
                        return Found(revision, reference, span, latest=revision is revisions[-1])
        return None

    def stored(self) -> Iterator[Stored]:
        """Every revision that is whole, as its files hold it; what is damaged is passed over."""
        for edition, language in self.held():
            for folder in self._folders(edition, language):
                try:
                    files = dict(_checked(folder))
                except RevisionError:
                    continue
                yield Stored(edition, language, int(folder.name), files[_TEXT], files[_WORDING])

    def mirror(self, stored: Stored) -> bool:
        """Write a revision of another store under its own number, as it is there; False where it is held already.

        Where the number is taken by another text, that one is given the next free number: an import that another
        machine did at the same moment and shared first keeps its place.

        Raises:
            RevisionError: it is no official text of this program's making, or does not say what it is stored as.
            OSError: the disk refuses.
        """
        text = _understood(stored.text, "a shared revision")
        if (text.edition, text.language, text.revision) != stored[:3]:
            raise RevisionError(
                f"a shared revision says it is {text.edition} {text.language} {text.revision}"
            )
        target = self.folder / stored.edition / stored.language / f"{stored.number:04}"
        if target.exists():
            try:
                held = dict(_checked(target))
            except RevisionError:
                # What was damaged here is whole there; the damaged files are kept for whoever wants to know why.
                target.rename(Path(tempfile.mkdtemp(prefix=".damaged-", dir=target.parent)) / target.name)
            else:
                if (held[_TEXT], held[_WORDING]) == (stored.text, stored.wording):
                    return False
                self._make_way(target, _understood(held[_TEXT], str(target)))
        self._place(target, {_TEXT: stored.text, _WORDING: stored.wording})
        return True

    def _make_way(self, target: Path, text: OfficialText) -> None:
        numbers = [int(folder.name) for folder in self._folders(text.edition, text.language)]
        moved = place(text.model_copy(update={"revision": max(numbers) + 1, "correction": True}))
        self._place(target.with_name(f"{max(numbers) + 1:04}"), _files(moved))
        shutil.rmtree(target)
        self._loaded.pop(target, None)

    def stamp(self) -> str:
        """What stands for the present state of the store; costs one look at one file. Empty before any addition."""
        try:
            seen = (self.folder / _STAMP).stat()
        except FileNotFoundError:
            return ""
        return f"{seen.st_mtime_ns}-{seen.st_ino}"

    def changed_since(self, stamp: str) -> bool:
        """Whether anything was added, by any process, since `stamp()` gave this."""
        return self.stamp() != stamp

    def _folders(self, edition: str, language: str) -> list[Path]:
        return sorted((self.folder / edition / language).glob("[0-9]*"), key=lambda path: int(path.name))

    def _load(self, folder: Path) -> Revision:
        loaded = self._loaded.get(folder)
        if loaded is None:
            loaded = self._loaded[folder] = _read(folder)
        return loaded

    def _write(self, revision: Revision) -> bool:
        """Whether the revision got its number; False where another process was first."""
        text = revision.text
        return self._place(
            self.folder / text.edition / text.language / f"{text.revision:04}", _files(revision)
        )

    def _place(self, target: Path, files: dict[str, bytes]) -> bool:
        parent = target.parent
        parent.mkdir(parents=True, exist_ok=True)
        prepared = Path(tempfile.mkdtemp(prefix=".new-", dir=parent))
        try:
            _put(prepared, files)
            try:
                prepared.rename(target)
            except OSError:
                if target.exists():
                    return False
                raise
        finally:
            shutil.rmtree(prepared, ignore_errors=True)
        _sync_folder(parent)
        self._touch()
        return True

    def _touch(self) -> None:
        descriptor, name = tempfile.mkstemp(prefix=".stamp-", dir=self.folder)
        os.close(descriptor)
        Path(name).replace(self.folder / _STAMP)


def same_text(one: OfficialText, other: OfficialText) -> bool:
    """Whether two texts say the same, whatever their source, date or revision."""
    return _said(one) == _said(other)


def _said(text: OfficialText) -> OfficialText:
    return place(
        text.model_copy(
            update=dict.fromkeys(("source", "sha256", "imported_at", "date"), "")
            | {
                "revision": 0,
                "correction": False,
            }
        )
    ).text


def _files(revision: Revision) -> dict[str, bytes]:
    return {_TEXT: revision.text.model_dump_json(indent=1).encode() + b"\n", _WORDING: revision.wording}


def _put(folder: Path, files: dict[str, bytes]) -> None:
    sums = "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in files.items())
    for name, data in {**files, _SUMS: sums.encode()}.items():
        with (folder / name).open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    folder.chmod(0o755)
    _sync_folder(folder)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _read(folder: Path) -> Revision:
    files = dict(_checked(folder))
    return Revision(_understood(files[_TEXT], str(folder / _TEXT)), files[_WORDING])


def _understood(data: bytes, name: str) -> OfficialText:
    try:
        return OfficialText.model_validate_json(data)
    except ValidationError as error:
        raise RevisionError(f"{name}: is no official text of this program's making") from error


def _checked(folder: Path) -> Iterator[tuple[str, bytes]]:
    sums = _bytes(folder / _SUMS).decode("ascii", "replace").split()
    wanted = dict(zip(sums[1::2], sums[::2], strict=False))
    for name in (_TEXT, _WORDING):
        data = _bytes(folder / name)
        if hashlib.sha256(data).hexdigest() != wanted.get(name):
            raise RevisionError(f"{folder / name}: is damaged, its SHA-256 is not the one that was written")
        yield name, data


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise RevisionError(f"{path}: cannot be read ({error.strerror})") from error
