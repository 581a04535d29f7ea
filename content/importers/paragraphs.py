"""The lines of one article become paragraphs and sub-items; nothing is lost and the order stays."""

from __future__ import annotations

from dataclasses import dataclass, field

from content.importers.marks import Mark, Style, mark_of, paragraph_style
from content.official import OfficialItem, OfficialParagraph


@dataclass
class _Item:
    mark: Mark
    lines: list[str]

    def done(self) -> OfficialItem:
        return OfficialItem(number=self.mark.number, mark=self.mark.written, text="\n".join(self.lines))


@dataclass
class _Paragraph:
    mark: Mark | None
    lines: list[str]
    items: list[_Item] = field(default_factory=list)
    tail: list[str] = field(default_factory=list)

    def done(self) -> OfficialParagraph:
        return OfficialParagraph(
            number=self.mark.number if self.mark else None,
            mark=self.mark.written if self.mark else None,
            text="\n".join(self.lines),
            items=tuple(item.done() for item in self.items),
            tail="\n".join(self.tail) or None,
        )

    def add_item(self, mark: Mark) -> None:
        # An item after a closing sentence: the sentence belonged to the item before, or order would be lost.
        if self.tail:
            self.items[-1].lines += self.tail
            self.tail = []
        self.items.append(_Item(mark, [mark.text]))

    def add_line(self, line: str) -> None:
        if self.items and not self.tail and _continues(self.items[-1].lines[-1], line):
            self.items[-1].lines.append(line)
        elif self.items:
            self.tail.append(line)
        else:
            self.lines.append(line)

    def leads_to(self, mark: Mark) -> bool:
        """Whether a closing line opens a second list, which begins to count anew."""
        return bool(self.tail) and self.tail[-1].endswith(":") and mark.order <= self.items[-1].mark.order

    def takes(self, mark: Mark) -> bool:
        """Whether the mark counts on among this paragraph's items, or is the first of them."""
        if not self.items:
            return True
        last = self.items[-1].mark
        return last.style == mark.style and last.is_letter == mark.is_letter and last.order < mark.order


def paragraphs(lines: list[str]) -> tuple[OfficialParagraph, ...]:
    """The paragraphs of an article (or of a preamble) whose lines these are, without its heading.

    Lines without a number continue the paragraph before them where paragraphs are numbered, and are paragraphs of
    their own where they are not.
    """
    style = paragraph_style(lines)
    made: list[_Paragraph] = []
    for line in lines:
        mark = mark_of(line)
        is_item = mark is not None and (mark.style != style or mark.is_letter)
        if mark is not None and mark.style == style and not mark.is_letter and _counts_on(made, mark):
            made.append(_Paragraph(mark, [mark.text]))
        elif mark is not None and is_item and made and made[-1].takes(mark):
            made[-1].add_item(mark)
        elif mark is not None and is_item and made and made[-1].leads_to(mark):
            made.append(_Paragraph(None, [made[-1].tail.pop()], [_Item(mark, [mark.text])]))
        elif made and style is not None:
            made[-1].add_line(line)
        elif made and made[-1].items and (mark is not None or _continues(made[-1].items[-1].lines[-1], line)):
            made[-1].items[-1].lines.append(line)
        elif made and mark is not None and mark.style is Style.DOTTED:
            made[-1].add_line(line)
        else:
            made.append(_Paragraph(None, [line]))
    return tuple(paragraph.done() for paragraph in made)


def _counts_on(made: list[_Paragraph], mark: Mark) -> bool:
    """A number that does not grow is no paragraph of this article but part of a sentence or a list."""
    last = next((paragraph.mark for paragraph in reversed(made) if paragraph.mark), None)
    return last is None or last.order < mark.order


def _continues(before: str, line: str) -> bool:
    """Whether a line goes on with the item before it: the item is not closed, or the line begins small."""
    return line[:1].islower() or before[-1:] not in ".!?"
