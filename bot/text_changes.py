"""Which articles of the official text changed: between the two newest revisions, or against another edition.

An import tells nobody anything. What changed is listed for an editor, who decides whether followers are told.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from bot.official_texts import OfficialTexts
from content.compare import Piece, compare_articles, diff, wording_at
from content.model import Article, Pack
from content.official import Revision

EVENT = "text:"
"""Begins the event of a notice about a changed article."""


@dataclass(frozen=True, slots=True)
class Version:
    """What became of an article in one language. `correction`: the import before was wrong, not the law new."""

    language: str
    revision: int
    pieces: tuple[Piece, ...]
    correction: bool


@dataclass(frozen=True, slots=True)
class TextChange:
    """An article whose official text changed, in one language or several. `other` is the edition compared with."""

    article: Article
    edition: str
    other: str
    versions: tuple[Version, ...]

    @property
    def event(self) -> str:
        """The event of its notice: the same change is told once."""
        against = "" if self.other == self.edition else f"{self.other}:"
        numbers = "+".join(f"{each.language}{each.revision}" for each in self.versions)
        return f"{EVENT}{self.edition}:{against}{self.article.key}:{numbers}"

    @property
    def correction(self) -> bool:
        """Whether all that changed mends the import."""
        return all(each.correction for each in self.versions)

    @property
    def topics(self) -> tuple[str, ...]:
        """Who is told: those who follow the article, or its section."""
        return (f"a:{self.article.key}", f"s:{self.article.section}")

    def version(self, language: str) -> Version:
        """What became of it in a language, or in the first in which anything did."""
        return next((each for each in self.versions if each.language == language), self.versions[0])


def text_changes(pack: Pack, official: OfficialTexts, other: str | None = None) -> tuple[TextChange, ...]:
    """The articles of the text in force that differ from the revision before, or from the edition `other`.

    Raises:
        KeyError: there is no such edition.
        RevisionError: a stored text is damaged.
    """
    edition = pack.edition
    against = pack.editions[other].id if other else edition.id
    found = []
    for article in edition.articles:
        versions = []
        for language in pack.info.languages:
            version = (
                _against(pack, official, article, against, language)
                if other
                else _revised(official, article, edition.id, language)
            )
            if version is not None:
                versions.append(version)
        if versions:
            found.append(TextChange(article, edition.id, against, tuple(versions)))
    return tuple(found)


def _revised(official: OfficialTexts, article: Article, edition: str, language: str) -> Version | None:
    newest = official.of(edition, language)
    if newest is None or newest.text.revision < 2:
        return None
    before = next(
        each
        for each in official.revisions.all(edition, language)
        if each.text.revision == newest.text.revision - 1
    )
    return _version(article.number, before, newest)


def _version(number: str, before: Revision, after: Revision) -> Version | None:
    old, new = wording_at(before, number) or "", wording_at(after, number) or ""
    if old == new:
        return None
    return Version(after.text.language, after.text.revision, diff(old, new), after.text.correction)


def _against(
    pack: Pack, official: OfficialTexts, article: Article, other: str, language: str
) -> Version | None:
    found = compare_articles(
        pack, official.of, article.number, edition=pack.edition.id, other=other, language=language
    )
    if found is None or found.before == found.after:
        return None
    return Version(language, found.revision.text.revision, found.pieces, correction=False)


def stamp_of(changes: Iterable[TextChange]) -> str:
    """What stands for a list of changes under a button: eight hexadecimal digits, others for any other list."""
    events = "\n".join(sorted(change.event for change in changes))
    return hashlib.sha256(events.encode()).hexdigest()[:8]
