"""The loaded wordings, ready for looking quotations up: levelled for exact places, in folded words for near ones."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from content.fold import fold
from content.language import Language
from content.languages import ALL
from content.model import Pack, State
from content.official import Revision, Span
from content.quote.level import LIST_MARK, Levelled
from content.revisions import RevisionError, Revisions

SHINGLES = (3, 2, 1)
"""Lengths, in words, of the runs by which near passages are found."""
_WORD = re.compile(r"\w+(?:[-'’]\w+)*")


@dataclass(frozen=True)
class Word:
    """A folded word and where it stands in the text it was taken from, in characters."""

    text: str
    start: int
    end: int


@lru_cache(maxsize=65_536)
def _folded(word: str) -> str:
    return fold(word)


def words_of(text: str) -> tuple[Word, ...]:
    """The words of a text in order."""
    return tuple(Word(_folded(found.group()), *found.span()) for found in _WORD.finditer(text))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a passage stands. `article` is None in a title or a section's heading, "0" in the preamble.

    `paragraphs` are those it touches that have a number.
    """

    article: str | None
    paragraphs: tuple[str, ...] = ()


class Wording:
    """One revision of one edition's official text, indexed once.

    `state` is that of the edition; `superseded` tells that a later wording of the same edition holds.
    """

    def __init__(self, revision: Revision, state: State, *, superseded: bool = False) -> None:
        self.revision = revision
        self.state = state
        self.superseded = superseded
        self.levelled = Levelled.of(revision.wording.decode())

    @property
    def edition(self) -> str:
        """The id of its edition."""
        return self.revision.text.edition

    @property
    def language(self) -> str:
        """The language it is in."""
        return self.revision.text.language

    @property
    def in_force(self) -> bool:
        """Whether this is what holds today."""
        return self.state == "in-force" and not self.superseded

    @cached_property
    def unnumbered(self) -> Levelled:
        """The levelled text without the numbers of paragraphs and items."""
        return Levelled.of(self.levelled.origin, numbered=False)

    def unnumbered_spans(self, start: int, end: int) -> tuple[Span, ...]:
        """Characters of `unnumbered` as spans of the wording, parted where a number stands between them."""
        first, last = self.unnumbered.bytes_of(start, end)
        data = self.revision.wording
        text, spans, at = data[first:last].decode(), [], 0
        for part in [*LIST_MARK.finditer(text), None]:
            piece = text[at : part.start() if part else len(text)]
            begin = first + len(text[:at].encode())
            spans.append(Span(start=begin, end=begin + len(piece.rstrip().encode())))
            at = part.end() if part else at
        return tuple(span for span in spans if span.end > span.start)

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """All its words; their places are those of the levelled text."""
        return words_of(self.levelled.text)

    @cached_property
    def shingles(self) -> dict[tuple[str, ...], list[int]]:
        """Where each run of one, two or three words begins, counted in words."""
        found: dict[tuple[str, ...], list[int]] = defaultdict(list)
        texts = [word.text for word in self.words]
        for length in SHINGLES:
            for at in range(len(texts) - length + 1):
                found[tuple(texts[at : at + length])].append(at)
        return dict(found)

    def span(self, start: int, end: int) -> Span:
        """Characters of the levelled text as a span of the wording."""
        first, last = self.levelled.bytes_of(start, end)
        return Span(start=first, end=last)

    def place(self, span: Span) -> Place:
        """The article, or else nothing, in which a span begins, and the numbered paragraphs that it touches."""
        text = self.revision.text
        if _touch(text.preamble_span, span):
            return Place("0")
        for article in text.articles:
            if _touch(article.span, span):
                touched = [p.number for p in article.paragraphs if p.number and _touch(p.span, span)]
                return Place(article.number, tuple(touched))
        return Place(None)

    def paragraph(self, span: Span) -> Span:
        """The whole paragraphs (of an article or the preamble) that a span touches; the span itself elsewhere."""
        text = self.revision.text
        paragraphs = [*text.preamble, *(p for article in text.articles for p in article.paragraphs)]
        touched = [p.span for p in paragraphs if _touch(p.span, span)]
        if not touched:
            return span
        return Span(start=min(span.start, touched[0].start), end=max(span.end, touched[-1].end))


def _touch(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


class Wordings:
    """All wordings of a store, read and indexed when they are first needed, and again where the store has changed."""

    def __init__(self, pack: Pack, revisions: Revisions, languages: Iterable[Language] = ALL) -> None:
        """The wordings of `revisions` that are of the pack's editions; claims may be in any of `languages`."""
        self.pack = pack
        self.revisions = revisions
        self.languages = tuple(languages)
        self._stamp: str | None = None
        self._held: tuple[Wording, ...] = ()

    def __call__(self) -> tuple[Wording, ...]:
        """The wordings held now: the one in force first, then in the pack's order, newest revision first.

        A revision that was corrected is not among them: what an import got wrong was never the law's wording. A
        damaged one counts as not loaded, and so do the others of its edition and language.
        """
        stamp = self.revisions.stamp()
        if self._stamp != stamp or not self._held:
            known = {id(each.revision): each for each in self._held}
            made = [known.get(id(each.revision)) or each for each in self._made()]
            self._held = tuple(sorted(made, key=lambda each: not each.in_force))
            self._stamp = stamp
        return self._held

    def _made(self) -> list[Wording]:
        made = []
        for edition in self.pack.editions.values():
            for language in self.pack.info.languages:
                made += [
                    Wording(revision, edition.state, superseded=newer)
                    for revision, newer in _uncorrected(self._all(edition.id, language))
                ]
        return made

    def _all(self, edition: str, language: str) -> tuple[Revision, ...]:
        try:
            return self.revisions.all(edition, language)
        except RevisionError:
            return ()


def _uncorrected(revisions: Sequence[Revision]) -> list[tuple[Revision, bool]]:
    """The revisions that no later one corrects, newest first, each with whether a newer one is held."""
    kept: list[tuple[Revision, bool]] = []
    corrected = False
    for revision in reversed(revisions):
        if not corrected:
            kept.append((revision, bool(kept)))
        corrected = revision.text.correction
    return kept
