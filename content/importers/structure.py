"""From a stream of lines to a preamble, sections, articles and paragraphs: the one place that knows how laws are built.

Nothing in the stream is dropped in silence: what is no part of the law is kept as a note of its article or listed
under `left_out`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from content.importers.lines import Kind, Line
from content.importers.marks import mark_of
from content.importers.paragraphs import paragraphs
from content.importers.words import LONGEST_TITLE, Heading, Words
from content.official import OfficialArticle, OfficialParagraph, OfficialSection

_SHORTEST_CONTENTS = 3
_ROMAN = {10: "X", 9: "IX", 5: "V", 4: "IV", 1: "I"}


@dataclass(frozen=True)
class Structure:
    """What was read from a document. `left_out` are lines before, between or after the text of the law.

    `source` and `date` are what the document says of itself, None where it says nothing.
    """

    title: str | None
    preamble: tuple[OfficialParagraph, ...]
    sections: tuple[OfficialSection, ...]
    articles: tuple[OfficialArticle, ...]
    left_out: tuple[str, ...] = ()
    source: str | None = None
    date: str | None = None


@dataclass
class _Section:
    heading: Heading
    title: list[str] = field(default_factory=list)

    def done(self) -> OfficialSection:
        number = self.heading.number
        return OfficialSection(
            number=number,
            roman=in_roman(int(number)) if number.isdigit() else number,
            label=self.heading.label,
            heading=" ".join(self.title),
        )


@dataclass
class _Article:
    heading: Heading
    section: str | None
    anchor: str | None
    lines: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def done(self, words: Words) -> OfficialArticle:
        title, lines = self.heading.title, list(self.lines)
        excluded = self._is_excluded(words)
        if title is not None and not excluded and _is_body(title, lines):
            lines.insert(0, title)
            title = None
        notes = [*self.notes, *(lines if excluded else [])]
        return OfficialArticle(
            number=self.heading.number,
            label=self.heading.label,
            heading=title,
            section=self.section,
            paragraphs=() if excluded else paragraphs(lines),
            anchor=self.anchor,
            state="excluded" if excluded else "in force",
            notes=tuple(notes),
        )

    def _is_excluded(self, words: Words) -> bool:
        """Nothing is left of the article but word that it was taken out, in its place or in a note."""
        if len(self.lines) > 1:
            return False
        if self.lines:
            return words.says_excluded(self.lines[0])
        return words.says_excluded(self.heading.title or "") or any(map(words.says_excluded, self.notes))


def _is_body(title: str, lines: list[str]) -> bool:
    """Some copies write the first paragraph on the line of the heading."""
    if len(title) > LONGEST_TITLE or title[-1] in ":;" or mark_of(title) is not None:
        return True
    return not lines and title[-1] == "."


def build(lines: Iterable[Line], words: Words) -> Structure:
    """Read the structure of a law from its lines."""
    reader = _Reader(list(lines), words)
    reader.read()
    return reader.result()


class _Reader:
    """Goes through the lines once, knowing what stands open."""

    def __init__(self, lines: list[Line], words: Words) -> None:
        self._lines = lines
        self._words = words
        self._level = _section_word(lines, words)
        self._front: list[Line] = []
        self._sections: list[_Section] = []
        self._articles: list[_Article] = []
        self._left_out: list[str] = []
        self._entitling = False

    def read(self) -> None:
        """Take every line; what stands under the text is cut off first."""
        end = self._end()
        contents = _contents(self._lines[:end], self._words)
        for place, line in enumerate(self._lines[:end]):
            if place in contents:
                self._left_out.append(line.text)
            else:
                self._take(line)
        self._left_out += [line.text for line in self._lines[end:]]

    def result(self) -> Structure:
        title, preamble, left_out = self._opening()
        sections, articles = _without_contents(self._sections, self._articles)
        return Structure(
            title=title,
            preamble=preamble,
            sections=tuple(section.done() for section in sections),
            articles=tuple(article.done(self._words) for article in articles),
            left_out=(*left_out, *self._left_out),
        )

    def _end(self) -> int:
        """Where the web page under the text begins: the first such line after the last heading of an article."""
        heads = [place for place, line in enumerate(self._lines) if self._words.article(line.text)]
        last = heads[-1] if heads else 0
        for place in range(last + 1, len(self._lines)):
            if self._words.ends_text(self._lines[place].text):
                return place
        end = len(self._lines)
        while end > last + 2 and self._words.is_signature(self._lines[end - 1].text):
            end -= 1
        return end

    def _take(self, line: Line) -> None:
        section = self._section(line)
        article = None if section else self._words.article(line.text)
        if line.kind is Kind.NOTE or (not article and self._words.is_note(line.text)):
            self._note(line.text)
        elif section is not None and self._sections and section.number == self._sections[-1].heading.number:
            self._left_out.append(line.text)  # a running head
        elif section is not None:
            self._sections.append(_Section(section, [section.title] if section.title else []))
            self._entitling = not section.title
        elif article is not None and self._believes(article, line):
            current = self._sections[-1].heading.number if self._sections else None
            self._articles.append(_Article(article, current, line.anchor))
            self._entitling = False
        else:
            self._text(line)

    def _section(self, line: Line) -> Heading | None:
        heading = self._words.section(line.text)
        return heading if heading is not None and heading.word == self._level else None

    def _believes(self, heading: Heading, line: Line) -> bool:
        """A line without the form of a heading that steps back in the count is a sentence about an article."""
        if line.kind is not Kind.TEXT or heading.title is None or not self._articles:
            return True
        return heading.marked or _order(heading.number) > _order(self._articles[-1].heading.number)

    def _note(self, text: str) -> None:
        if self._articles:
            self._articles[-1].notes.append(text)
        else:
            self._left_out.append(text)

    def _text(self, line: Line) -> None:
        if self._entitling:
            self._sections[-1].title.append(line.text)
            self._entitling = line.text.endswith((",", "-"))
        elif self._words.ends_text(line.text) or (self._articles and self._is_furniture(line)):
            self._left_out.append(line.text)
        elif self._articles:
            self._articles[-1].lines.append(line.text)
        elif self._sections:
            self._sections[-1].title.append(line.text)
        else:
            self._front.append(line)

    def _is_furniture(self, line: Line) -> bool:
        """A heading of another level (a chapter within a section) is no sentence of the article before it."""
        other = self._words.section(line.text)
        return other is not None and other.marked and line.kind is Kind.HEADING

    def _opening(self) -> tuple[str | None, tuple[OfficialParagraph, ...], list[str]]:
        front = self._front
        start = next((at + 1 for at, line in enumerate(front) if self._words.is_preamble(line.text)), None)
        if start is None:
            start = 0
            while start < len(front) and self._heads(front[start]):
                start += 1
        before = [line for line in front[:start] if not self._words.is_preamble(line.text)]
        named = [line for line in before if line.kind is Kind.TITLE] or before
        title = named[0].text if named else None
        left_out = [line.text for line in before if line is not (named[0] if named else None)]
        return title, paragraphs([line.text for line in front[start:]]), left_out

    def _heads(self, line: Line) -> bool:
        return line.kind in (Kind.TITLE, Kind.HEADING) or self._words.is_title(line.text)


def _section_word(lines: Sequence[Line], words: Words) -> str | None:
    """The word of the outermost level: the one that heads a section first and of which there is more than a mention."""
    seen = [heading for line in lines if (heading := words.section(line.text)) is not None]
    if not seen:
        return None
    counts = Counter(heading.word for heading in seen)
    marked = [heading.word for heading in seen if heading.marked or counts[heading.word] > 1]
    return (marked or [seen[0].word])[0]


def _contents(lines: Sequence[Line], words: Words) -> range:
    """The lines of a table of contents: headings with next to nothing between them, and then the first one again."""
    heads = [(at, heading.number) for at, line in enumerate(lines) if (heading := words.article(line.text))]
    again = next((at for at in range(1, len(heads)) if heads[at][1] == heads[0][1]), None)
    if again is None or again < _SHORTEST_CONTENTS:
        return range(0)
    first, last = heads[0][0], heads[again - 1][0]
    if last - first > 2 * again:
        return range(0)
    while first > 0 and (
        words.section(lines[first - 1].text) or words.section(lines[max(first - 2, 0)].text)
    ):
        first -= 1
    return range(first, last + 1)


def _without_contents(
    sections: list[_Section], articles: list[_Article]
) -> tuple[list[_Section], list[_Article]]:
    """Without bare headings whose number comes again with a text under it, what else a table of contents leaves."""
    with_text = {article.heading.number for article in articles if article.lines}
    counted = Counter(article.heading.number for article in articles)
    kept = [
        article
        for article in articles
        if article.lines or counted[article.heading.number] == 1 or article.heading.number not in with_text
    ]
    last = {section.heading.number: section for section in sections}
    return [section for section in sections if last[section.heading.number] is section], kept


def out_of_order(articles: Sequence[OfficialArticle]) -> list[tuple[str, str]]:
    """Neighbouring numbers of which the second is not the greater."""
    return [
        (one.number, other.number)
        for one, other in pairwise(articles)
        if _order(one.number) >= _order(other.number)
    ]


def _order(number: str) -> tuple[int, int]:
    head, _, tail = number.partition("-")
    return int(head), int(tail or 0)


def in_roman(value: int) -> str:
    """A section's number in Roman numerals; beyond 39, which no constitution has, in digits."""
    if not 0 < value < 40:
        return str(value)
    tens, units = divmod(value, 10)
    digits = "X" * tens
    for worth in (9, 5, 4, 1):
        while units >= worth:
            digits += _ROMAN[worth]
            units -= worth
    return digits
