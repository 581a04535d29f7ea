"""The newest official text cut into what can be found and cited: one passage a paragraph."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from content.model import PREAMBLE
from content.official import OfficialParagraph
from content.revisions import Revisions


class Passage(NamedTuple):
    """A paragraph of an article ("0" is the preamble). `paragraph` is None where the text does not number it.

    `text` is the wording to the letter, with the paragraph's mark and all its items.
    """

    article: str
    paragraph: str | None
    text: str


def passages(revisions: Revisions, edition: str, language: str) -> Iterator[Passage]:
    """All passages of the newest revision, in the order of the text; none where no official text is held.

    Raises:
        RevisionError: as in `Revisions.latest`.
    """
    revision = revisions.latest(edition, language)
    if revision is None:
        return
    held: list[tuple[str, tuple[OfficialParagraph, ...]]] = [(PREAMBLE, revision.text.preamble)]
    held += [(article.number, article.paragraphs) for article in revision.text.articles]
    for number, paragraphs in held:
        for paragraph in paragraphs:
            yield Passage(number, paragraph.number, revision.quote(paragraph.span))
