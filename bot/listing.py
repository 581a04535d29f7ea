"""`content list`: editions and languages, how complete each is, and which official texts are held."""

from __future__ import annotations

from collections.abc import Iterator

from bot.errors import BotError
from bot.official_texts import OfficialTexts
from content.model import Edition, EditionText, Pack
from content.official import Revision
from content.revisions import RevisionError

_SHA = 10
"""Hexadecimal digits shown of the hash of a file."""


def listed(pack: Pack, official: OfficialTexts) -> Iterator[str]:
    """A line for each edition and language, of fields between tabs; the last one lists the revisions, newest first.

    Raises:
        BotError: a stored text is damaged.
    """
    for edition in pack.editions.values():
        for code, text in edition.texts.items():
            try:
                revisions = official.revisions.all(edition.id, code)
            except RevisionError as error:
                raise BotError(str(error)) from error
            yield "\t".join((edition.id, code, *_own(edition, text), _official(edition, revisions)))


def _own(edition: Edition, text: EditionText) -> tuple[str, str, str]:
    digests = sum(1 for article in text.articles.values() if article.paragraphs)
    reviewed = "reviewed" if text.reviewed else "not reviewed"
    return edition.state, f"{digests}/{len(edition.articles)} digests", reviewed


def _official(edition: Edition, revisions: tuple[Revision, ...]) -> str:
    if not revisions:
        return "no official text"
    return "; ".join(_revision(edition, revision) for revision in reversed(revisions))


def _revision(edition: Edition, revision: Revision) -> str:
    text = revision.text
    articles = f"{len(edition.by_number.keys() & text.by_number.keys())}/{len(edition.articles)} articles"
    kind = " correction" if text.correction else ""
    return f"revision {text.revision}{kind} of {text.date or text.imported_at[:10]} {text.sha256[:_SHA]} {articles}"
