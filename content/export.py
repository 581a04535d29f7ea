"""Giving the texts out again: Akoma Ntoso, Markdown, JSON lines.

Where the official text of an edition is held, it is exported to the letter; else the pack's own summary is, and every
format says which of the two it is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

from content import akoma_ntoso
from content.importers.markdown import SUMMARY
from content.language import Language, Role
from content.languages import ALL
from content.model import ArticleText, Edition, Pack, Paragraph
from content.official import (
    OfficialArticle,
    OfficialItem,
    OfficialParagraph,
    OfficialSection,
    OfficialText,
    Revision,
)
from content.revisions import Revisions

_SPECIAL = re.compile(r"([\\*_\[\]<`])")
_LEADING = re.compile(r"^([#>+=~|-])")


def akoma(pack: Pack, revisions: Revisions, edition: str, language: str) -> str:
    """An edition as Akoma Ntoso 3.0; importing it gives the same text, and exporting that the same bytes.

    Raises:
        KeyError: the pack has no such edition or language.
        RevisionError: as in `Revisions.latest`.
    """
    shape = pack.editions[edition]
    revision = revisions.latest(edition, language)
    text = revision.text if revision else summary(shape, language)
    return akoma_ntoso.write(text, shape, country=pack.info.id, official=revision is not None)


def markdown(pack: Pack, revisions: Revisions, edition: str, language: str) -> str:
    """An edition as Markdown: sections and articles are headings, editor's notes are quoted lines.

    Raises:
        KeyError, RevisionError: as for `akoma`.
    """
    shape = pack.editions[edition]
    revision = revisions.latest(edition, language)
    text = revision.text if revision else summary(shape, language)
    blocks = list(_markdown(text, language))
    if revision is None:
        blocks.insert(0, f"{SUMMARY} of {edition}, {language} -->")
    return "\n\n".join(blocks) + "\n"


def jsonl(
    pack: Pack, revisions: Revisions, *, edition: str | None = None, language: str | None = None
) -> Iterator[str]:
    """One JSON object for each edition, language and article, without line ends; None means every one.

    `heading` is the official one where the text has one, else the pack's own; `number` and `section` are integers, or
    strings for inserted ones ("83-1"); an article without any text has an empty `text`.

    Raises:
        KeyError, RevisionError: as for `akoma`.
    """
    for shape in [pack.editions[edition]] if edition else pack.editions.values():
        for code in [language] if language else pack.info.languages:
            revision = revisions.latest(shape.id, code)
            yield from (
                json.dumps(_row(shape, code, number, revision), ensure_ascii=False)
                for number in shape.numbers
            )


def summary(edition: Edition, language: str) -> OfficialText:
    """The pack's own summary of an edition in the shape of a text, for the same writers. It is not official.

    Raises:
        KeyError: the pack has no such language.
    """
    held = edition.text(language)
    return OfficialText(
        edition=edition.id,
        language=language,
        title=held.name,
        preamble=_paragraphs(held.preamble),
        sections=tuple(
            OfficialSection(
                number=section.number,
                roman=section.roman,
                label=_label(Role.SECTION, section.roman, language),
                heading=held.sections.get(section.number, ""),
            )
            for section in edition.sections
        ),
        articles=tuple(
            OfficialArticle(
                number=article.number,
                label=_label(Role.ARTICLE, article.number, language),
                heading=held.articles[article.number].heading if article.number in held.articles else None,
                section=article.section,
                paragraphs=_paragraphs(held.articles.get(article.number)),
                anchor=article.anchor,
            )
            for article in edition.articles
        ),
    )


def _row(edition: Edition, language: str, number: str, revision: Revision | None) -> dict[str, object]:
    official = revision.text.by_number.get(number) if revision else None
    own = edition.article_text(number, language)
    heading = own.heading if own else None
    if revision is not None and official is not None:
        heading = official.heading or heading
        text = revision.quote(official.body)
    else:
        text = "\n".join(line for p in _paragraphs(own) for line in p.lines)
    return {
        "edition": edition.id,
        "lang": language,
        "number": _number(number),
        "section": _number(edition.by_number[number].section),
        "heading": heading,
        "text": text,
        "official": official is not None,
    }


def _number(number: str) -> int | str:
    return int(number) if number.isdigit() else number


def _paragraphs(text: ArticleText | None) -> tuple[OfficialParagraph, ...]:
    return tuple(map(_paragraph, text.paragraphs)) if text else ()


def _paragraph(paragraph: Paragraph) -> OfficialParagraph:
    return OfficialParagraph(
        number=paragraph.number,
        mark=f"{paragraph.number}." if paragraph.number else None,
        text=paragraph.text,
        items=tuple(
            OfficialItem(number=item.number, mark=f"{item.number})", text=item.text)
            for item in paragraph.items
        ),
    )


def _word(role: Role, language: str, tables: Sequence[Language] = ALL) -> str | None:
    return next((table.words[role][0] for table in tables if table.code == language), None)


def _label(role: Role, number: str, language: str) -> str:
    """ "Статья 4.", but in Kazakh "4-бап." and "IV бөлім."; a heading follows."""
    word = _word(role, language) or {Role.ARTICLE: "article", Role.SECTION: "section"}[role]
    if language == "kk":
        return f"{number}-{word}." if role is Role.ARTICLE else f"{number} {word}."
    return f"{word.capitalize()} {number}."


def _markdown(text: OfficialText, language: str) -> Iterator[str]:
    if text.title:
        yield f"# {_escaped(text.title)}"
    if text.preamble and (word := _word(Role.PREAMBLE, language)):
        yield f"## {word.capitalize()}"
    for paragraph in text.preamble:
        yield from _lines(paragraph)
    titled = {section.number: section for section in text.sections}
    inside: str | None = None
    for article in text.articles:
        if article.section != inside and (section := titled.get(article.section or "")):
            yield f"## {_escaped(f'{section.label} {section.heading}'.strip())}"
        inside = article.section
        yield from _article(article)


def _article(article: OfficialArticle) -> Iterator[str]:
    dot = "." if article.heading and article.label[-1].isalnum() else ""
    anchor = f' <a id="{article.anchor}"></a>' if article.anchor else ""
    heading = f"{article.label}{dot} {article.heading or ''}".strip()
    yield f"### {_escaped(heading)}{anchor}"
    for paragraph in article.paragraphs:
        yield from _lines(paragraph)
    yield from (f"> {_escaped(note)}" for note in article.notes)


def _lines(paragraph: OfficialParagraph) -> Iterator[str]:
    for block in paragraph.lines:
        yield from map(_escaped, block.split("\n"))


def _escaped(text: str) -> str:
    return _LEADING.sub(r"\\\1", _SPECIAL.sub(r"\\\1", text))
