"""The official texts as the running bot sees them: the newest revisions, taken up anew when any are added."""

from __future__ import annotations

from pathlib import Path

from content.model import PREAMBLE
from content.official import Revision
from content.revisions import RevisionError, Revisions

FOLDER = "texts"
"""The folder of the official texts within the data folder."""


class OfficialTexts:
    """The newest revision of each edition and language. What is damaged is passed over, and named in `damaged`."""

    def __init__(self, revisions: Revisions) -> None:
        self.revisions = revisions
        self.damaged: dict[tuple[str, str], str] = {}
        """Why the text of an edition and language cannot be read, in one line each."""
        self._stamp = revisions.stamp()
        self._newest: dict[tuple[str, str], Revision | None] = {}
        self._pairs: tuple[tuple[str, str], ...] | None = None

    @classmethod
    def within(cls, data_folder: Path) -> OfficialTexts:
        """Those of a data folder; neither it nor the folder of the texts need exist."""
        return cls(Revisions(data_folder / FOLDER))

    def of(self, edition: str, language: str) -> Revision | None:
        """The newest revision; None where none is held, or where it cannot be read."""
        pair = (edition, language)
        if pair not in self._newest:
            self._newest[pair] = self._read(pair)
        return self._newest[pair]

    def _read(self, pair: tuple[str, str]) -> Revision | None:
        try:
            return self.revisions.latest(*pair)
        except RevisionError as error:
            self.damaged[pair] = str(error)
            return None

    def held(self) -> tuple[Revision, ...]:
        """The newest revision of every edition and language that has one, sorted by both."""
        if self._pairs is None:
            self._pairs = self.revisions.held()
        found = (self.of(edition, language) for edition, language in self._pairs)
        return tuple(revision for revision in found if revision is not None)

    def languages(self, edition: str, number: str | None = None) -> tuple[str, ...]:
        """The languages in which an edition is held, or its article `number` ("0" is the preamble), sorted."""
        return tuple(
            revision.text.language
            for revision in self.held()
            if revision.text.edition == edition and (number is None or has_article(revision, number))
        )

    def renew(self) -> bool:
        """Forget what was read if anything was added since; whether it was. Costs one look at one file."""
        stamp = self.revisions.stamp()
        if stamp == self._stamp:
            return False
        self._stamp = stamp
        self._pairs = None
        self._newest.clear()
        self.damaged.clear()
        return True


def has_article(revision: Revision, number: str) -> bool:
    """Whether a revision has that article; "0" is the preamble."""
    return bool(revision.text.preamble) if number == PREAMBLE else number in revision.text.by_number
