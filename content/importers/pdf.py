"""PDF with a text layer. Lines are put in the order in which they are seen, which is not always that of the file."""

from __future__ import annotations

import logging
import re
import time
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from typing import Any

import pypdf

from content.importers.limits import PAGES, UNPACKED_BYTES, ImportRefused, check_lines
from content.importers.lines import Line, counted
from content.importers.words import Words
from content.importers.wrapped import Printed, rejoin

_SECONDS = 30
_INDENT_SPACES = 3
_INDENT_POINTS = 8
_SAME_LINE_POINTS = 2
_PAGE_NUMBER = re.compile(
    r"[-–—\s]*(?:(?:стр|с|p|page|бет)\.?\s*)?\d{1,4}(?:\s*(?:/|из|of)\s*\d{1,4})?[-–—\s]*", re.IGNORECASE
)
_REPEATED = 0.5
_EDGE_LINES = 3
_UNPACKED_CONTENT = UNPACKED_BYTES // 8

logging.getLogger("pypdf").setLevel(
    logging.CRITICAL
)  # it tells of every oddity, and the report tells of what matters


@dataclass(frozen=True, slots=True)
class _Chunk:
    text: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class _Row:
    text: str
    x: float
    y: float
    page: int


def lines(data: bytes, words: Words) -> list[Line]:
    """The paragraphs of a PDF; page numbers and lines that head or foot most pages are dropped.

    Raises:
        ImportRefused: it is encrypted, damaged, too long, or has no text layer.
    """
    try:
        pages = _pages(data)
    except ImportRefused:
        raise
    except Exception as error:  # a damaged file makes pypdf raise anything
        raise ImportRefused(f"the PDF cannot be read ({type(error).__name__})") from error
    rows = [row for page in _without_running_heads(pages, words) for row in page]
    if not rows:
        raise ImportRefused("the PDF has no text layer: recognise it first (OCR), or import the web page")
    check_lines(len(rows), max(len(row.text) for row in rows))
    return counted(rejoin(list(_printed(rows)), words))


def _pages(data: bytes) -> list[list[_Row]]:
    reader = pypdf.PdfReader(BytesIO(data), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise ImportRefused("the PDF is encrypted: save a copy without a password")
    _check_count(reader)
    deadline = time.monotonic() + _SECONDS
    pages = []
    for number, page in enumerate(reader.pages):
        if time.monotonic() > deadline:
            raise ImportRefused(f"the PDF takes more than {_SECONDS} s to read")
        _check_content(page)
        pages.append(_rows(page, number))
    return pages


def _check_count(reader: pypdf.PdfReader) -> None:
    """The count is read where the file states it: walking thousands of pages takes longer than refusing them."""
    root: Any = reader.trailer["/Root"]
    stated = root["/Pages"].get("/Count", 0)
    count = stated if isinstance(stated, int) and stated > PAGES else len(reader.pages)
    if count > PAGES:
        raise ImportRefused(f"a PDF of {count} pages, at most {PAGES} are read: this is no constitution")


def _check_content(page: pypdf.PageObject) -> None:
    contents: Any = page.get("/Contents")
    contents = contents.get_object() if contents is not None else []
    for stream in contents if isinstance(contents, list) else [contents]:
        raw = getattr(stream.get_object(), "_data", b"")
        unpacker = zlib.decompressobj()
        try:
            size = len(unpacker.decompress(raw, _UNPACKED_CONTENT + 1))
        except zlib.error:
            size = len(raw)
        if size > _UNPACKED_CONTENT:
            raise ImportRefused(f"a page of the PDF unpacks to more than {_UNPACKED_CONTENT // 1_000_000} MB")


def _rows(page: pypdf.PageObject, number: int) -> list[_Row]:
    chunks: list[_Chunk | None] = []

    def visit(text: str, matrix: Any, place: Any, _font: Any, _size: Any) -> None:
        for at, part in enumerate(text.split("\n")):
            if at:
                chunks.append(None)
            if part:
                x = place[4] * matrix[0] + place[5] * matrix[2] + matrix[4]
                y = place[4] * matrix[1] + place[5] * matrix[3] + matrix[5]
                chunks.append(_Chunk(part, float(x), float(y)))

    page.extract_text(visitor_text=visit)
    return [_row(row, number) for row in _grouped(chunks) if "".join(chunk.text for chunk in row).strip()]


def _grouped(chunks: list[_Chunk | None]) -> Iterator[list[_Chunk]]:
    row: list[_Chunk] = []
    for chunk in [*chunks, None]:
        if chunk is None or (row and abs(chunk.y - row[0].y) > _SAME_LINE_POINTS):
            if row:
                yield row
            row = []
        if chunk is not None:
            row.append(chunk)


def _row(chunks: list[_Chunk], page: int) -> _Row:
    """Links are often drawn after the line that they stand in; sorting by place puts them back into it."""
    places = sorted(range(len(chunks)), key=lambda place: chunks[place].x)
    parts: list[str] = []
    for place, before in zip(places, [None, *places], strict=False):
        text = chunks[place].text
        moved = before is not None and place != before + 1
        if moved and parts[-1][-1:].isalnum() and text[:1].isalnum():
            parts.append(" ")
        parts.append(text)
    first = chunks[places[0]]
    return _Row("".join(parts), first.x, first.y, page)


def _without_running_heads(pages: list[list[_Row]], words: Words) -> Iterator[list[_Row]]:
    """Without what stands alike at the edge of most pages, numbers aside, and without numbers alone on a line.

    Headings of articles are alike but for their numbers, and are kept.
    """
    edges = Counter(
        key
        for page in pages
        for key in {_faceless(row) for row in _edge(page) if words.article(row.text.strip()) is None}
    )
    repeated = {key for key, count in edges.items() if count > max(2, _REPEATED * len(pages))}
    for page in pages:
        edge = _edge(page)
        yield [
            row
            for row in page
            if row not in edge or not (_faceless(row) in repeated or _PAGE_NUMBER.fullmatch(row.text))
        ]


def _edge(page: list[_Row]) -> list[_Row]:
    return [*page[:_EDGE_LINES], *page[-_EDGE_LINES:]]


def _faceless(row: _Row) -> str:
    return re.sub(r"\d+", "0", row.text).strip()


def _printed(rows: list[_Row]) -> Iterator[Printed]:
    margin = Counter(round(row.x) for row in rows).most_common(1)[0][0]
    steps = [one.y - other.y for one, other in pairwise(rows) if one.page == other.page and one.y > other.y]
    usual = Counter(round(step) for step in steps).most_common(1)[0][0] if steps else 0
    before: _Row | None = None
    for row in rows:
        spaces = len(row.text) - len(row.text.lstrip())
        gap = before is not None and before.page == row.page and before.y - row.y > 1.6 * usual > 0
        yield Printed(row.text.strip(), spaces >= _INDENT_SPACES or row.x > margin + _INDENT_POINTS, gap)
        before = row
