"""`content import` and `content fetch`: official texts from files and from their addresses into the data folder.

What was understood is printed for the operator to look through; warnings go to stderr.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date as Date  # noqa: N812 - `date` is the option
from pathlib import Path

from bot import environment
from bot.errors import BotError, UsageError
from bot.official_texts import OfficialTexts
from content.fetch import FetchError, fetch, skins
from content.importers import ImportRefused, Outcome, import_file
from content.model import Pack
from content.revisions import RevisionError

Put = Callable[[str], None]
_SHA = 10
"""Hexadecimal digits shown of the hash of a file."""


@dataclass(frozen=True, slots=True)
class Importing:
    """One import as the operator asked for it. The fields are as in `content.importers.import_file`."""

    edition: str
    source: str | None = None
    date: str | None = None
    dry_run: bool = False
    force: bool = False
    correction: bool | None = None

    def file(self, path: Path, language: str, put: Put) -> None:
        """Import a file.

        Raises:
            UsageError: the file is refused, or the date or the data folder cannot be used.
            BotError: what is stored already is damaged, or the disk refuses.
        """
        try:
            self._take(path, language, environment.pack(), put)
        except ImportRefused as error:
            raise UsageError(str(error)) from error

    def fetched(self, languages: Sequence[str], put: Put) -> None:
        """Download the edition in these languages from the pack's addresses, and import each; one failure stops none.

        Raises:
            UsageError: the pack has no such edition, or no address for a language.
            BotError: a text could not be fetched, or what was fetched is refused.
        """
        pack = environment.pack()
        addresses = {language: _address(pack, self.edition, language) for language in languages}
        failures = []
        for language, address in addresses.items():
            try:
                data = fetch(skins(address, pack.info.mirrors))
                self._take(data, language, pack, put, address)
            except (FetchError, ImportRefused) as error:
                failures.append(f"{self.edition} {language}: {error}")
        if failures:
            raise BotError("; ".join(failures))

    def _take(
        self, document: Path | bytes, language: str, pack: Pack, put: Put, address: str | None = None
    ) -> None:
        folder = environment.data_folder()
        _check_date(self.date)
        if not self.dry_run:
            _make_private(folder)
        try:
            outcome = import_file(
                document,
                self.edition,
                language,
                pack,
                OfficialTexts.within(folder).revisions,
                source=self.source or address,
                date=self.date,
                dry_run=self.dry_run,
                force=self.force,
                correction=self.correction,
                tables=environment.tables(),
            )
        except (RevisionError, OSError) as error:
            raise BotError(str(error)) from error
        _tell(outcome, put)


def _tell(outcome: Outcome, put: Put) -> None:
    for line in replace(outcome.understood, warnings=()).report():
        put(line)
    for warning in outcome.warnings:
        print(f"warning: {warning}", file=sys.stderr)  # noqa: T201
    if outcome.revision is None:
        put(f"dry run: nothing was stored (SHA-256 {outcome.sha256[:_SHA]})")
        return
    text = outcome.revision.text
    done = "stored" if outcome.new else "held already, nothing was changed:"
    kind = ", a correction" if text.correction else ""
    dated = f"text of {text.date}" if text.date else "date not stated"
    named = f"{text.edition} {text.language} revision {text.revision}{kind}"
    put(f"{done} {named}: {dated}, SHA-256 {text.sha256[:_SHA]}, from {text.source or 'an unnamed file'}")


def _check_date(said: str | None) -> None:
    try:
        if said is not None:
            Date.fromisoformat(said)
    except ValueError:
        raise UsageError(f"--date: {said!r} is not a date like 2026-07-01") from None


def _make_private(folder: Path) -> None:
    """The bot makes the folder closed to others (mode 700); so does whoever comes first."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"the data folder {folder} cannot be used: {error.strerror}") from error


def _address(pack: Pack, edition: str, language: str) -> str:
    if edition not in pack.editions:
        raise UsageError(f"unknown edition {edition!r}: the pack has {', '.join(sorted(pack.editions))}")
    address = pack.editions[edition].addresses.get(language)
    if address is None:
        raise UsageError(f"the pack has no address of {edition} in {language!r}")
    return address
