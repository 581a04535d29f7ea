"""Word documents (DOCX): paragraphs in their order, with the numbers that Word makes itself.

Only three parts of the archive are unpacked; pictures, headers, footers, footnotes and deleted text stay out.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO

from lxml import etree

from content.importers.limits import ImportRefused, parse_xml, unpack
from content.importers.lines import Kind, Line, counted, tidy
from content.importers.numbering import Numbering

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_DOCUMENT, _NUMBERING, _STYLES = "word/document.xml", "word/numbering.xml", "word/styles.xml"


def lines(data: bytes) -> list[Line]:
    """The paragraphs of a Word document.

    Raises:
        ImportRefused: the archive is damaged or unpacks to too much, or its XML is not to be trusted.
    """
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise ImportRefused("the Word document is a damaged archive") from error
    with archive:
        document = parse_xml(unpack(archive, _DOCUMENT))
        names = set(archive.namelist())
        numbering = Numbering(parse_xml(unpack(archive, _NUMBERING)) if _NUMBERING in names else None)
        styles = _styles(parse_xml(unpack(archive, _STYLES))) if _STYLES in names else {}
    return counted(_lines(document, numbering, styles))


def _styles(root: etree._Element) -> dict[str, etree._Element]:
    return {style.get(f"{W}styleId", ""): style for style in root.iter(f"{W}style")}


def _lines(
    document: etree._Element, numbering: Numbering, styles: dict[str, etree._Element]
) -> Iterator[Line]:
    for paragraph in document.iter(f"{W}p"):
        if any(True for _ in paragraph.iterancestors(_FALLBACK)):
            continue
        style = styles.get(_value(paragraph, f"{W}pPr/{W}pStyle"))
        text = _text(paragraph)
        if not text.strip():
            continue
        mark = numbering.mark(paragraph, style)
        kind, anchor = _kind(paragraph, style), _anchor(paragraph)
        for part in f"{mark} {text}".split("\n"):
            yield Line(tidy(part), kind, anchor)
            anchor = None


def _value(element: etree._Element, path: str) -> str:
    found = element.find(path)
    return "" if found is None else found.get(f"{W}val", "")


def _kind(paragraph: etree._Element, style: etree._Element | None) -> Kind:
    named = "" if style is None else _value(style, f"{W}name").lower()
    if named == "title":
        return Kind.TITLE
    if named.startswith("heading"):
        return Kind.HEADING
    runs = [run for run in paragraph.iter(f"{W}r") if _text(run).strip()]
    bold = runs and all(_is_on(run.find(f"{W}rPr/{W}b")) for run in runs)
    return Kind.HEADING if bold else Kind.TEXT


def _is_on(switch: etree._Element | None) -> bool:
    return switch is not None and switch.get(f"{W}val", "1") not in ("0", "false", "off")


def _anchor(paragraph: etree._Element) -> str | None:
    names = [mark.get(f"{W}name", "") for mark in paragraph.iter(f"{W}bookmarkStart")]
    return next((name for name in names if name and not name.startswith("_")), None)


def _text(element: etree._Element) -> str:
    """The text of a paragraph without that of boxes within it, which are paragraphs of their own."""
    parts: list[str] = []
    for node in element.iter(f"{W}t", f"{W}tab", f"{W}br", f"{W}cr", f"{W}noBreakHyphen"):
        if element.tag == f"{W}p" and next(node.iterancestors(f"{W}p"), None) is not element:
            continue
        if node.tag == f"{W}t":
            parts.append(_raised(node))
        elif node.tag == f"{W}noBreakHyphen":
            parts.append("-")
        else:
            parts.append(" " if node.tag == f"{W}tab" else "\n")
    return "".join(parts)


def _raised(node: etree._Element) -> str:
    """ "83" with a raised "1" is another number than "831"."""
    text, run = node.text or "", node.getparent()
    raised = run is not None and _value(run, f"{W}rPr/{W}vertAlign") == "superscript"
    return text.translate(_RAISED) if raised and text.strip().isdigit() else text
