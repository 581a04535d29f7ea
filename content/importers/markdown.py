"""Markdown: headings are marked, emphasis is dropped, lines broken for width are joined."""

from __future__ import annotations

import re
from collections.abc import Iterator

from content.importers.limits import ImportRefused, check_lines, check_text
from content.importers.lines import Kind, Line, counted, tidy
from content.importers.marks import mark_of
from content.importers.plaintext import decode

_HEADING = re.compile(r" {0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_RULE = re.compile(r"\s*([-*_=]\s*){3,}$")
_BULLET = re.compile(r"\A\s*[*+-]\s+")
_QUOTE = re.compile(r"\A\s*>\s?")
_OPENING = re.compile(r"(?<![\\\w*_])[*_]{1,3}(?=[^\s*_])")
_CLOSING = re.compile(r"(?<=[^\s\\*_])[*_]{1,3}(?![\w*_])")
_LINK = re.compile(r"!?(?<!\\)\[([^\]\[]{0,500})(?<!\\)\]\([^()\s]{0,500}\)")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!<>~|])")
_ANCHOR = re.compile(r"""<a\s+(?:id|name)=["']?([\w-]+)["']?\s*/?>(?:</a>)?|\{#([\w-]+)\}""")
_NOTE = "[^"

SUMMARY = "<!-- unofficial summary"
"""How an export begins that holds the pack's own words."""


def lines(data: bytes, language: str) -> list[Line]:
    """The lines of a Markdown document; footnote definitions and quoted lines are notes.

    Raises:
        ImportRefused: it is no text, or too long.
    """
    text = decode(data, language)
    if text.lstrip().startswith(SUMMARY):
        raise ImportRefused("this is an export of an unofficial summary, not the official text")
    check_text(text)
    raw = _without_comments(text).splitlines()
    check_lines(len(raw), max(map(len, raw), default=0))
    return counted(_lines(_without_front_matter(raw)))


def _without_comments(text: str) -> str:
    kept, at = [], 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        kept.append(text[at:start])
        at = end + 3
    return "".join([*kept, text[at:]])


def _without_front_matter(raw: list[str]) -> list[str]:
    if raw[:1] == ["---"] and "---" in raw[1:]:
        return raw[raw.index("---", 1) + 1 :]
    return raw


def _lines(raw: list[str]) -> Iterator[Line]:
    open_text = ""
    for source in [*raw, ""]:
        heading = _HEADING.match(source)
        text = source.strip()
        if open_text and (not text or heading or _begins(text, open_text)):
            yield _line(open_text)
            open_text = ""
        if heading:
            yield _line(heading[2], Kind.TITLE if len(heading[1]) == 1 else Kind.HEADING)
        elif text and not _RULE.match(text):
            open_text = f"{open_text} {text}" if open_text else text


def _begins(text: str, before: str) -> bool:
    """A line that a reader would take for a new paragraph, though Markdown itself would join it."""
    if mark_of(text) or _BULLET.match(text) or text.startswith((">", _NOTE)):
        return True
    return before[-1] in ".;:!?" and not text[0].islower()


def _line(text: str, kind: Kind = Kind.TEXT) -> Line:
    if text.startswith((">", _NOTE)):
        kind = Kind.NOTE
        text = _QUOTE.sub("", text, count=1)
    anchor = _ANCHOR.search(text)
    name = (anchor[1] or anchor[2]) if anchor else None
    return Line(tidy(_plain(_ANCHOR.sub("", text))), kind, name)


def _plain(text: str) -> str:
    text = _LINK.sub(r"\1", _BULLET.sub("", text, count=1))
    if len(_OPENING.findall(text)) == len(_CLOSING.findall(text)):
        text = _CLOSING.sub("", _OPENING.sub("", text))
    return _ESCAPE.sub(r"\1", text)
