"""Akoma Ntoso 3.0: the structure is written in the document, so nothing is guessed.

What `content.export` writes is read back whole; documents of others are read as far as sections, articles, paragraphs
and points go.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from content.importers.limits import ImportRefused, parse_xml
from content.importers.lines import tidy
from content.importers.marks import mark_of
from content.importers.structure import Structure, in_roman
from content.importers.words import Words
from content.official import OfficialArticle, OfficialItem, OfficialParagraph, OfficialSection

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
EDITION_DATE = "edition"
"""The name of a date that is the edition's, where the wording itself has none."""
_SECTIONS = frozenset(("section", "part", "chapter", "title", "book", "division"))
_PARAGRAPHS = frozenset(("paragraph", "clause", "subsection", "alinea"))
_ITEMS = frozenset(("point", "item", "subparagraph", "subclause", "indent"))
_NOTES = frozenset(("authorialNote", "remark"))


def read(data: bytes, words: Words) -> Structure:
    """The structure of an Akoma Ntoso document.

    Raises:
        ImportRefused: its XML is not to be trusted, it has no articles, or it says that it is an unofficial summary.
    """
    root = parse_xml(data)
    meta = next(_named(root, "meta"), root)
    if any(_attribute(tag, "value") == "summary" for tag in _named(meta, "keyword")):
        raise ImportRefused("this is an export of an unofficial summary, not the official text")
    notes = _notes(meta)
    articles = tuple(_article(node, words, notes) for node in _named(root, "article"))
    if not articles:
        raise ImportRefused("the document has no articles")
    preamble = next(_named(root, "preamble"), None)
    return Structure(
        title=_first(root, "docTitle"),
        preamble=tuple(_paragraph(node) for node in _blocks(preamble)) if preamble is not None else (),
        sections=tuple(_section(node, words) for node in _outer_sections(root)),
        articles=articles,
        source=next((tag.get("value") for tag in _named(meta, "FRBRalias")), None),
        date=_date(meta),
    )


def _name(node: etree._Element) -> str:
    return etree.QName(node).localname if isinstance(node.tag, str) else ""


def _named(node: etree._Element, name: str) -> Iterator[etree._Element]:
    return (found for found in node.iter() if _name(found) == name)


def _child(node: etree._Element, *names: str) -> etree._Element | None:
    return next((child for child in node if _name(child) in names), None)


def _attribute(node: etree._Element, name: str) -> str | None:
    return node.get(name) or None


def _first(node: etree._Element, name: str) -> str | None:
    found = next(_named(node, name), None)
    return (_text(found) or None) if found is not None else None


def _date(meta: etree._Element) -> str | None:
    expression = next(_named(meta, "FRBRExpression"), None)
    if expression is None:
        return None
    dates = (tag for tag in _named(expression, "FRBRdate") if _attribute(tag, "name") != EDITION_DATE)
    return next((_attribute(tag, "date") for tag in dates), None)


def _text(node: etree._Element) -> str:
    """The text of a node with line breaks kept, notes left out."""
    parts = [node.text or ""]
    for child in node:
        if _name(child) == "eol":
            parts.append("\n")
        elif _name(child) not in _NOTES and isinstance(child.tag, str):
            parts.append(_text(child))
        parts.append(child.tail or "")
    return "\n".join(line for line in map(tidy, "".join(parts).split("\n")) if line)


def _own_text(node: etree._Element, *names: str) -> str:
    """The texts of the children with these names, one on a line."""
    texts = [_text(child) for child in node if _name(child) in names]
    return "\n".join(text for text in texts if text)


def _outer_sections(root: etree._Element) -> Iterator[etree._Element]:
    for node in root.iter():
        if _name(node) in _SECTIONS and not any(_name(up) in _SECTIONS for up in node.iterancestors()):
            yield node


def _section_number(node: etree._Element, words: Words) -> str:
    label = _own_text(node, "num")
    heading = words.section(label)
    if heading is not None:
        return heading.number
    siblings = list(_outer_sections(node.getroottree().getroot()))
    return str(siblings.index(node) + 1)


def _section(node: etree._Element, words: Words) -> OfficialSection:
    number = _section_number(node, words)
    return OfficialSection(
        number=number,
        roman=in_roman(int(number)) if number.isdigit() else number,
        label=_own_text(node, "num"),
        heading=_own_text(node, "heading"),
    )


def _notes(meta: etree._Element) -> dict[str, list[str]]:
    """Notes of the head of the document, by the id of the article that they are named after."""
    found: dict[str, list[str]] = {}
    for note in _named(meta, "note"):
        found.setdefault((note.get("eId") or "").partition("__note")[0], []).append(_note(note))
    return found


def _article(node: etree._Element, words: Words, notes: dict[str, list[str]]) -> OfficialArticle:
    label = _own_text(node, "num")
    heading = words.article(label) or words.article(label.rstrip(". ") + ".")
    number = heading.number if heading else "".join(label.split()).strip(".")
    if not number or not number.replace("-", "").isdigit():
        raise ImportRefused(f"an article is numbered {label!r}, which names no article in this language")
    above = [up for up in node.iterancestors() if _name(up) in _SECTIONS]
    excluded = node.get("status") == "removed"
    return OfficialArticle(
        number=number,
        label=label,
        heading=_own_text(node, "heading") or None,
        section=_section_number(above[-1], words) if above else None,
        paragraphs=() if excluded else tuple(_paragraph(block) for block in _blocks(node)),
        anchor=_attribute(node, "GUID"),
        state="excluded" if excluded else "in force",
        notes=(
            *notes.get(node.get("eId") or "-", ()),
            *(_note(n) for n in node.iter() if _name(n) in _NOTES),
        ),
    )


def _note(node: etree._Element) -> str:
    return tidy(" ".join(text for text in map(str, node.itertext())))


def _blocks(node: etree._Element) -> list[etree._Element]:
    """The parts that are paragraphs; the whole node where it has text but no parts."""
    found = [child for child in node if _name(child) in _PARAGRAPHS or _name(child) == "p"]
    if found:
        return found
    inner = _child(node, "content", "container", "list", "blockContainer")
    if inner is None:
        return []
    return [child for child in inner if _name(child) in _PARAGRAPHS or _name(child) == "p"] or [node]


def _paragraph(node: etree._Element) -> OfficialParagraph:
    if _name(node) == "p":
        return OfficialParagraph(text=_text(node))
    mark = _own_text(node, "num") or None
    read = mark_of(f"{mark} x") if mark else None
    listed = _child(node, "list")
    holder = node if listed is None else listed
    text = "\n".join(t for t in (_content(node), _own_text(holder, "intro")) if t)
    tail = _own_text(holder, "wrapUp") or _own_text(holder, "wrap") or None
    return OfficialParagraph(
        number=read.number if read else (mark.strip("().") if mark else None),
        mark=mark,
        text=text,
        items=tuple(_item(child) for child in holder if _name(child) in _ITEMS),
        tail=tail,
    )


def _content(node: etree._Element) -> str:
    content = _child(node, "content")
    if content is None:
        return ""
    blocks = [_text(child) for child in content if _name(child) in ("p", "block")]
    return "\n".join(text for text in blocks if text) or _text(content)


def _item(node: etree._Element) -> OfficialItem:
    mark = _own_text(node, "num")
    read = mark_of(f"{mark} x")
    return OfficialItem(number=read.number if read else mark.strip("()."), mark=mark, text=_content(node))
