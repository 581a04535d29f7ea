"""Writing Akoma Ntoso 3.0 (OASIS LegalDocML).

`eId` says where a part stands in this version ("art_4__para_2"); `wId` says which part it is, made of the article's
key, so that it survives renumbering. Notes stand in the head, named after their article.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr  # nosec B406

from content.importers.akoma import EDITION_DATE, NAMESPACE
from content.model import Edition
from content.official import OfficialArticle, OfficialItem, OfficialParagraph, OfficialSection, OfficialText

_AGENT = "#atazan"


def write(text: OfficialText, edition: Edition, *, country: str, official: bool) -> str:
    """The document as XML text, the same for the same text. `official` False marks it as an unofficial summary."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<akomaNtoso xmlns="{NAMESPACE}">',
        '<act name="constitution" contains="singleVersion">',
        *_meta(text, edition, country, official=official),
        *_opening(text),
        "<body>",
        *_body(text, edition),
        "</body>",
        "</act>",
        "</akomaNtoso>",
    ]
    return "\n".join(lines) + "\n"


def _tag(name: str, /, **attributes: str | None) -> str:
    written = "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items() if value is not None)
    return f"<{name}{written}>"


def _empty(name: str, /, **attributes: str | None) -> str:
    return _tag(name, **attributes)[:-1] + "/>"


def _meta(text: OfficialText, edition: Edition, country: str, *, official: bool) -> Iterator[str]:
    work = f"/akn/{country}/act/constitution/{edition.id}"
    date = text.date or edition.date
    expression = f"{work}/{text.language}@{date}"
    yield "<meta>"
    yield _tag("identification", source=_AGENT)
    # A wording without a date of its own is filed under that of its edition, and says so.
    named = "generation" if text.date else EDITION_DATE
    country_line = _empty("FRBRcountry", value=country)
    yield from _level("FRBRWork", work, edition.date, country_line, "generation")
    language_line = _empty("FRBRlanguage", language=text.language)
    yield from _level("FRBRExpression", expression, date, language_line, named)
    alias = _empty("FRBRalias", value=text.source, name="source")
    yield from _level("FRBRManifestation", f"{expression}.xml", date, alias, named)
    yield "</identification>"
    if not official:
        yield _tag("classification", source=_AGENT)
        yield _empty("keyword", value="summary", showAs="Unofficial summary", dictionary=_AGENT)
        yield "</classification>"
    yield _references()
    yield from _notes(text)
    yield "</meta>"


def _level(name: str, address: str, date: str, further: str, dated: str) -> Iterator[str]:
    yield f"<{name}>"
    yield _empty("FRBRthis", value=address)
    yield _empty("FRBRuri", value=address)
    if name == "FRBRManifestation":
        yield further
    yield _empty("FRBRdate", date=date, name=dated)
    yield _empty("FRBRauthor", href=_AGENT)
    if name != "FRBRManifestation":
        yield further
    yield f"</{name}>"


def _references() -> str:
    organization = _empty(
        "TLCOrganization", eId="atazan", href="/ontology/organization/atazan", showAs="Atazan"
    )
    return f"{_tag('references', source=_AGENT)}{organization}</references>"


def _notes(text: OfficialText) -> Iterator[str]:
    notes = [
        f"{_tag('note', eId=f'{_place(article)}__note_{at}')}{_p(note)}</note>"
        for article in text.articles
        for at, note in enumerate(article.notes, 1)
    ]
    if notes:
        yield _tag("notes", source=_AGENT)
        yield from notes
        yield "</notes>"


def _opening(text: OfficialText) -> Iterator[str]:
    if text.title:
        yield f"<preface><p><docTitle>{escape(text.title)}</docTitle></p></preface>"
    if text.preamble:
        yield "<preamble>"
        for at, paragraph in enumerate(text.preamble, 1):
            yield from _paragraph(paragraph, "preamble", "preamble", at)
        yield "</preamble>"


def _body(text: OfficialText, edition: Edition) -> Iterator[str]:
    titled = {section.number: section for section in text.sections}
    inside: str | None = None
    for article in text.articles:
        if article.section != inside:
            yield from ["</section>"] if inside in titled else []
            inside = article.section
            yield from _section_head(titled[inside]) if inside in titled else []
        yield from _article(article, edition)
    yield from ["</section>"] if inside in titled else []


def _section_head(section: OfficialSection) -> Iterator[str]:
    yield _tag("section", eId=f"sec_{section.number}", wId=f"sec_{section.number}")
    yield f"<num>{escape(section.label)}</num>"
    if section.heading:
        yield f"<heading>{escape(section.heading)}</heading>"


def _place(article: OfficialArticle) -> str:
    return f"art_{article.number}"


def _article(article: OfficialArticle, edition: Edition) -> Iterator[str]:
    known = edition.by_number.get(article.number)
    identity = f"art_{known.key if known else article.number}"
    status = "removed" if article.state == "excluded" else None
    yield _tag("article", eId=_place(article), wId=identity, GUID=article.anchor, status=status)
    yield f"<num>{escape(article.label)}</num>"
    if article.heading:
        yield f"<heading>{escape(article.heading)}</heading>"
    for at, paragraph in enumerate(article.paragraphs, 1):
        yield from _paragraph(paragraph, _place(article), identity, at)
    yield "</article>"


def _paragraph(paragraph: OfficialParagraph, place: str, identity: str, at: int) -> Iterator[str]:
    name = f"para_{paragraph.number}" if paragraph.number else f"para_nn-{at}"
    yield _tag("paragraph", eId=f"{place}__{name}", wId=f"{identity}__{name}")
    if paragraph.mark:
        yield f"<num>{escape(paragraph.mark)}</num>"
    if paragraph.items:
        yield from _list(paragraph, f"{place}__{name}", f"{identity}__{name}")
    else:
        yield f"<content>{_p(paragraph.text)}</content>"
    yield "</paragraph>"


def _list(paragraph: OfficialParagraph, place: str, identity: str) -> Iterator[str]:
    yield _tag("list", eId=f"{place}__list_1", wId=f"{identity}__list_1")
    if paragraph.text:
        yield f"<intro>{_p(paragraph.text)}</intro>"
    yield from (_point(item, place, identity) for item in paragraph.items)
    if paragraph.tail:
        yield f"<wrapUp>{_p(paragraph.tail)}</wrapUp>"
    yield "</list>"


def _point(item: OfficialItem, place: str, identity: str) -> str:
    name = f"point_{item.number}"
    head = _tag("point", eId=f"{place}__{name}", wId=f"{identity}__{name}")
    return f"{head}<num>{escape(item.mark)}</num><content>{_p(item.text)}</content></point>"


def _p(text: str) -> str:
    return "<p>" + "<eol/>".join(map(escape, text.split("\n"))) + "</p>"
