"""HTML as the state legal database publishes it, as news sites copy it, and as browsers save it (MHTML too).

The page is read as a stream of tags and no tree is built, so a hostile page costs no more than its first part.
"""

from __future__ import annotations

import email
import email.policy
import re
from typing import Any

from lxml import etree

from content.importers.limits import PAGE_ELEMENTS, ImportRefused
from content.importers.lines import Kind, Line, counted, tidy
from content.importers.plaintext import decode
from content.importers.words import Words

_BLOCKS = frozenset(
    """address article blockquote body br caption center dd div dl dt fieldset figcaption figure form h1 h2 h3 h4 h5 h6
    hr html li main ol p pre section table tbody td th thead title tr ul""".split()
)
_SKIPPED = frozenset(
    """script style noscript template nav header footer aside button select option textarea svg iframe object head
    audio video map""".split()
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BOLD = frozenset(("b", "strong"))
_VOID = frozenset(("br", "hr", "img", "input", "meta", "link", "col", "wbr", "area", "base"))
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_TEXT_CLASSES = frozenset(("text", "container_gamma"))
_TITLE_CLASS = "slogan"
_DEPTH = 240
_CHUNK = 1 << 16
_PARTS, _NESTED = 2_000, 10


def lines(data: bytes, language: str, words: Words) -> list[Line]:
    """The lines of a page; where a part of it is marked as the article, only that part, if the law is in it.

    Raises:
        ImportRefused: it has too many or too deeply nested elements, or is no text.
    """
    page = _Page()
    parser = etree.HTMLParser(target=page, remove_comments=True, remove_pis=True, no_network=True)
    text = decode(data, language).replace("\0", "")
    text = re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", text)
    try:
        for start in range(0, len(text), _CHUNK):
            parser.feed(text[start : start + _CHUNK])
        parser.close()
    except etree.LxmlError as error:
        raise ImportRefused(f"the page cannot be read ({type(error).__name__})") from error
    page.flush()
    return counted(_of_the_law(page.lines, words))


def from_mhtml(data: bytes) -> bytes:
    """The page inside a web archive (MHTML), as UTF-8.

    Raises:
        ImportRefused: it holds no page.
    """
    if data.count(b"\n--") > _PARTS or data.lower().count(b"boundary=") > _NESTED:
        raise ImportRefused(f"the web archive has more than {_PARTS} parts, or parts within parts")
    message = email.message_from_bytes(data, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            try:
                body = part.get_payload(decode=True)
            except (ValueError, LookupError, AssertionError):
                break
            if isinstance(body, bytes):
                return body
    raise ImportRefused("the web archive holds no page")


def _of_the_law(found: list[tuple[Line, bool]], words: Words) -> list[Line]:
    inside = [line for line, in_text in found if in_text]
    everything = [line for line, _ in found]
    if not inside or _articles(inside, words) < _articles(everything, words) / 2:
        return everything
    return inside


def _articles(lines: list[Line], words: Words) -> int:
    return sum(words.article(line.text) is not None for line in lines)


class _Page:
    """Takes the parser's events and makes lines of them, with whether each stands in the part marked as the text."""

    def __init__(self) -> None:
        self.lines: list[tuple[Line, bool]] = []
        self._open: list[tuple[str, bool, bool, bool]] = []
        self._count = 0
        self._skipping = self._in_text = self._noting = self._bold = self._raised = 0
        self._heading: str | None = None
        self._text: list[str] = []
        self._anchor: str | None = None
        self._strong = self._has_text = False

    def start(self, tag: Any, attrib: Any) -> None:
        """Called by the parser for an opening tag."""
        self._count += 1
        if self._count > PAGE_ELEMENTS or len(self._open) > _DEPTH:
            raise ImportRefused(f"the page has more than {PAGE_ELEMENTS} elements or {_DEPTH} levels")
        classes = set((attrib.get("class") or "").lower().split())
        note = "note" in classes
        text = tag == "article" or classes >= _TEXT_CLASSES or _TITLE_CLASS in classes
        if tag in _BLOCKS or note:
            self.flush()
        if tag in _HEADINGS:
            self._heading = tag
        if name := attrib.get("id") or (attrib.get("name") if tag == "a" else None):
            self._name(tag, name)
        if tag in _VOID:
            return
        skipped = tag in _SKIPPED
        self._open.append((tag, note, text, skipped))
        self._count_open(tag, (note, text, skipped), 1)

    def end(self, tag: Any) -> None:
        """Called by the parser for a closing tag, also for one that the page forgot."""
        if tag in _VOID or not self._open:
            return
        was, note, text, skipped = self._open[-1]
        if tag in _BLOCKS or note:
            self.flush()
        if was != tag:
            return
        self._open.pop()
        self._count_open(tag, (note, text, skipped), -1)
        if tag in _HEADINGS:
            self._heading = None

    def comment(self, text: Any) -> None:
        """Called by the parser for a comment."""

    def data(self, data: Any) -> None:
        """Called by the parser for text."""
        text = str(data)
        if self._skipping:
            return
        if self._raised and text.strip().isdigit():
            text = text.strip().translate(_RAISED)
        if text.strip():
            self._strong = bool(self._bold) and (self._strong or not self._has_text)
            self._has_text = True
        self._text.append(text)

    def close(self) -> None:
        """Called by the parser at the end."""
        self.flush()

    def flush(self) -> None:
        """End the line that stands open."""
        text = tidy("".join(self._text))
        if text:
            self.lines.append((Line(text, self._kind(), self._anchor), bool(self._in_text)))
            self._anchor = None
        self._text = []
        self._strong = self._has_text = False

    def _kind(self) -> Kind:
        if self._noting:
            return Kind.NOTE
        if self._heading == "h1":
            return Kind.TITLE
        return Kind.HEADING if self._heading or self._strong else Kind.TEXT

    def _name(self, tag: str, name: str) -> None:
        """The anchor that stands nearest before the text; names of boxes are not meant for citing."""
        if tag not in ("div", "section", "article", "body", "html", "main", "form", "table", "ul", "ol"):
            self._anchor = name

    def _count_open(self, tag: str, counted_as: tuple[bool, bool, bool], step: int) -> None:
        note, text, skipped = counted_as
        self._noting += step * note
        self._in_text += step * text
        self._skipping += step * skipped
        self._bold += step * (tag in _BOLD)
        self._raised += step * (tag == "sup")
