"""Putting paragraphs together that a printed page broke into lines: soft breaks, hyphens, indents."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from content.importers.lines import Kind, Line, tidy
from content.importers.marks import mark_of
from content.importers.words import Heading, Words

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_BROKEN = re.compile(r"([^\W\d_]+)-$")
_INDENTED_SHARE = 0.08
_SHORT = 0.8
_ALWAYS_HYPHENATED = frozenset(("либо", "нибудь", "таки"))
_TITLE_LINES = 4


@dataclass(frozen=True, slots=True)
class Printed:
    """A line as it stands on a page. `gap`: white space stands above it; `indented`: it begins further right."""

    text: str
    indented: bool = False
    gap: bool = False


def rejoin(printed: Sequence[Printed], words: Words) -> Iterator[Line]:
    """The paragraphs of the printed lines, each as one line."""
    known = {word.lower() for line in printed for word in _WORD.findall(line.text)}
    page = _Page(printed, words)
    open_text: str | None = None
    for place, line in enumerate(printed):
        if open_text is not None and not page.begins(place):
            open_text = _joined(open_text, line.text, known)
            continue
        if open_text is not None:
            yield _line(open_text)
        open_text = line.text.strip()
    if open_text is not None:
        yield _line(open_text)


def _line(text: str) -> Line:
    return Line(tidy(text), Kind.TEXT)


def _joined(before: str, after: str, known: set[str]) -> str:
    after = after.strip()
    if before.endswith("\u00ad"):
        return before[:-1] + after
    broken = _BROKEN.search(before)
    if broken and after[:1].isalpha():
        return before[: None if _keeps_hyphen(broken.group(1), after, known) else -1] + after
    if before[-2:-1].isdigit() and before.endswith("-"):
        return before + after
    return before + after if after[:1] in ",.;:)" or before[-1:] in "(«" else f"{before} {after}"


def _keeps_hyphen(head: str, after: str, known: set[str]) -> bool:
    """A hyphen before a capital belongs to the word; before a small letter the text itself decides."""
    if after[0].isupper():
        return True
    tail = _WORD.match(after)
    if tail and tail.group() in _ALWAYS_HYPHENATED:
        return True
    whole = f"{head}-{tail.group() if tail else ''}".lower()
    return whole in known and whole.replace("-", "", 1) not in known


class _Page:
    """Where paragraphs begin: by indent if the print has indents, else by marks, short lines and full stops."""

    def __init__(self, printed: Sequence[Printed], words: Words) -> None:
        self._printed = printed
        self._words = words
        indented = sum(line.indented for line in printed)
        self._has_indents = indented >= _INDENTED_SHARE * len(printed)
        lengths = sorted(len(line.text) for line in printed)
        self._width = lengths[int(len(lengths) * 0.9)] if lengths else 0

    def begins(self, place: int) -> bool:
        line, before = self._printed[place], self._printed[place - 1]
        heading = self._heading(line.text)
        stands_alone = line.gap or self._is_closed(before.text)
        if heading is not None and (heading.title is None or heading.marked or stands_alone):
            return True
        if place < _TITLE_LINES and line.text[:1].isupper() and self._words.is_title(before.text):
            return True
        above = self._heading(before.text)
        if above is not None:
            return self._begins_under(above, line, before)
        if line.indented or (line.gap and (not line.text[:1].islower() or before.text[-1:] in ",.;:")):
            return True
        if self._has_indents:
            return before.indented and self._is_closed(before.text) and mark_of(line.text) is not None
        return self._is_closed(before.text) and self._looks_new(line.text, before.text)

    def _heading(self, text: str) -> Heading | None:
        return self._words.article(text) or self._words.section(text)

    def _begins_under(self, above: Heading, line: Printed, before: Printed) -> bool:
        """A bare heading ends with its line; a title goes on while it is not closed and the next line is small."""
        if above.title is None or line.indented or line.gap:
            return True
        return not line.text[:1].islower() or self._is_closed(before.text)

    def _is_closed(self, text: str) -> bool:
        return text.rstrip()[-1:] in ".;:!?»”)"

    def _looks_new(self, text: str, before: str) -> bool:
        if mark_of(text) is not None or self._words.is_note(text):
            return True
        return len(before) < _SHORT * self._width and not text[:1].islower()
