"""An official text as it was imported: its structure, and the canonical wording that quotations are cut from.

Beside the structure stands one UTF-8 text, the canonical wording of the revision. Every part that may be quoted
holds a `Span`, the place of its bytes in that wording, so a quotation is a slice and never a retelling. Against the
source only white space is levelled; words, marks and punctuation are as published.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from content.model import Part

HASH_CHARACTERS = 10
"""Length of a short hash, in hexadecimal digits: 40 bits, for a few thousand spans."""

State = Literal["in force", "excluded"]


class Span(Part):
    """A place in the canonical wording, in bytes: from `start`, up to but without `end`."""

    start: int = 0
    end: int = 0


class OfficialItem(Part):
    """A sub-item. `mark` is the number as published ("1)"); `text` may hold continuation lines after a newline."""

    number: str
    mark: str
    text: str
    span: Span = Span()


class OfficialParagraph(Part):
    """A paragraph. `number` and `mark` are None where the text does not number it.

    `text` stands before the items, `tail` after them (None: nothing follows); both may hold several lines. The span
    covers the mark, the text, the items and the tail.
    """

    number: str | None = None
    mark: str | None = None
    text: str = ""
    items: tuple[OfficialItem, ...] = ()
    tail: str | None = None
    span: Span = Span()

    @property
    def lines(self) -> Iterator[str]:
        """The paragraph as it is written in the canonical wording, line by line."""
        if self.mark or self.text:
            yield f"{self.mark} {self.text}".strip() if self.mark else self.text
        yield from (f"{item.mark} {item.text}" for item in self.items)
        if self.tail is not None:
            yield self.tail

    def item(self, number: str) -> OfficialItem | None:
        """The sub-item of that number, or None."""
        return next((item for item in self.items if item.number == number), None)


class OfficialSection(Part):
    """A section: `label` as published ("Раздел I."), `roman` its numeral in Latin letters, `heading` its title."""

    number: str
    roman: str
    label: str
    heading: str
    span: Span = Span()


class OfficialArticle(Part):
    """An article. `heading` is None where the text gives none; `section` is None outside all sections.

    `label` is as published ("Статья 7."); `notes` are editor's notes and footnotes, which are no part of the wording.
    `span` covers label, heading and paragraphs; `body` the paragraphs alone.
    """

    number: str
    label: str
    heading: str | None = None
    section: str | None = None
    paragraphs: tuple[OfficialParagraph, ...] = ()
    anchor: str | None = None
    state: State = "in force"
    notes: tuple[str, ...] = ()
    span: Span = Span()

    @property
    def body(self) -> Span:
        """The place of all paragraphs; an empty span at the end where there are none."""
        if not self.paragraphs:
            return Span(start=self.span.end, end=self.span.end)
        return Span(start=self.paragraphs[0].span.start, end=self.paragraphs[-1].span.end)

    def paragraph(self, number: str) -> OfficialParagraph | None:
        """The paragraph of that number, or None."""
        return next((p for p in self.paragraphs if p.number == number), None)


class OfficialText(Part):
    """One revision of an edition's official text in one language.

    `source` is an address or a file name, `date` the date of this wording (ISO 8601, None: not stated), `sha256` that
    of the imported file, `imported_at` UTC (ISO 8601), `revision` counts from 1 (0: not stored yet), `correction` tells
    that the revision mends the import before it.
    """

    edition: str
    language: str
    title: str | None = None
    source: str = ""
    date: str | None = None
    sha256: str = ""
    imported_at: str = ""
    revision: int = 0
    correction: bool = False
    preamble: tuple[OfficialParagraph, ...] = ()
    sections: tuple[OfficialSection, ...] = ()
    articles: tuple[OfficialArticle, ...] = ()

    @cached_property
    def by_number(self) -> dict[str, OfficialArticle]:
        """Articles by their number."""
        return {article.number: article for article in self.articles}

    @property
    def preamble_span(self) -> Span:
        """The place of the whole preamble; an empty span where there is none."""
        if not self.preamble:
            return Span()
        return Span(start=self.preamble[0].span.start, end=self.preamble[-1].span.end)

    @property
    def spans(self) -> Iterator[tuple[str, Span]]:
        """Every place that may be quoted, with its reference: "0", "section 1", "4", "4.2", "4.2.1".

        Paragraphs without a number are counted from 1 after a colon ("1:1"), so no two references are alike.
        """
        if self.preamble:
            yield "0", self.preamble_span
        yield from _spans("0", self.preamble)
        for section in self.sections:
            yield f"section {section.number}", section.span
        for article in self.articles:
            yield article.number, article.span
            yield f"{article.number}:", article.body
            yield from _spans(article.number, article.paragraphs)


def _spans(article: str, paragraphs: tuple[OfficialParagraph, ...]) -> Iterator[tuple[str, Span]]:
    for place, paragraph in enumerate(paragraphs, 1):
        reference = f"{article}.{paragraph.number}" if paragraph.number else f"{article}:{place}"
        yield reference, paragraph.span
        yield from ((f"{reference}.{item.number}", item.span) for item in paragraph.items)


@dataclass(frozen=True)
class Revision:
    """A stored revision: the structure, and the canonical wording as bytes of UTF-8."""

    text: OfficialText
    wording: bytes

    def slice(self, start: int, end: int) -> str:
        """The wording between two places, in bytes.

        Raises:
            ValueError: the places are outside the wording, or cut a letter.
        """
        if not 0 <= start <= end <= len(self.wording):
            raise ValueError(f"no place {start}-{end} in a wording of {len(self.wording)} bytes")
        return self.wording[start:end].decode()

    def quote(self, span: Span) -> str:
        """The wording at a span of this revision."""
        return self.slice(span.start, span.end)

    def short_hash(self, span: Span) -> str:
        """What names this span to a reader: the same span of the same revision always has the same hash."""
        text = self.text
        place = f"{text.edition}|{text.language}|{text.revision}|{span.start}-{span.end}"
        return hashlib.sha256(place.encode()).hexdigest()[:HASH_CHARACTERS]


def place(text: OfficialText) -> Revision:
    """Write the canonical wording of a text, and the text with its spans filled in."""
    pen = _Pen()
    if text.title:
        pen.write(text.title)
        pen.gap()
    preamble = tuple(pen.paragraph(paragraph) for paragraph in text.preamble)
    ahead = list(text.sections)
    sections, articles = [], []
    for article in text.articles:
        while ahead and article.section is not None and _reached(ahead, article.section):
            sections.append(pen.section(ahead.pop(0)))
        articles.append(pen.article(article))
    sections += [pen.section(section) for section in ahead]
    placed = {"preamble": preamble, "sections": tuple(sections), "articles": tuple(articles)}
    return Revision(text.model_copy(update=placed), pen.wording)


def _reached(ahead: list[OfficialSection], section: str) -> bool:
    return any(waiting.number == section for waiting in ahead)


class _Pen:
    """Writes lines and knows at which byte it stands."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self._at = 0

    @property
    def wording(self) -> bytes:
        return b"".join(self._parts)

    def write(self, line: str) -> Span:
        data = line.encode()
        span = Span(start=self._at, end=self._at + len(data))
        self._parts.append(data + b"\n")
        self._at = span.end + 1
        return span

    def gap(self) -> None:
        if self._parts:
            self._parts.append(b"\n")
            self._at += 1

    def section(self, section: OfficialSection) -> OfficialSection:
        self.gap()
        return section.model_copy(update={"span": self.write(f"{section.label} {section.heading}".strip())})

    def article(self, article: OfficialArticle) -> OfficialArticle:
        self.gap()
        span = self.write(f"{article.label} {article.heading or ''}".strip())
        paragraphs = tuple(self.paragraph(paragraph) for paragraph in article.paragraphs)
        end = paragraphs[-1].span.end if paragraphs else span.end
        return article.model_copy(update={"paragraphs": paragraphs, "span": Span(start=span.start, end=end)})

    def paragraph(self, paragraph: OfficialParagraph) -> OfficialParagraph:
        spans = [self.write(line) for line in paragraph.lines]
        before = len(spans) - len(paragraph.items) - (paragraph.tail is not None)
        items = tuple(
            item.model_copy(update={"span": span})
            for item, span in zip(paragraph.items, spans[before:], strict=False)
        )
        whole = Span(start=spans[0].start, end=spans[-1].end)
        return paragraph.model_copy(update={"items": items, "span": whole})
