"""Official texts of the tests' own for the shipped pack: its numbers of articles and paragraphs, and invented words."""

from __future__ import annotations

from content.model import ArticleText, Pack
from content.official import OfficialArticle, OfficialItem, OfficialParagraph, OfficialText
from content.revisions import Revisions

SAID = {
    "ru": ("Статья", "Река {place} течёт к морю"),
    "kk": ("Бап", "{place}-өзен теңізге ағады"),
    "en": ("Article", "River {place} flows to the sea"),
}
LONG = "46"
"""The article whose text takes more than one message."""


def store(
    pack: Pack, revisions: Revisions, language: str, *, edition: str | None = None, ending: str = "."
) -> None:
    """Add a revision of an edition (None: the one in force) whose sentences end in `ending`."""
    shape = pack.editions[edition or pack.info.default_edition]
    own = shape.texts[language]
    text = OfficialText(
        edition=shape.id,
        language=language,
        preamble=(OfficialParagraph(text=_said(language, "0", ending)),),
        articles=tuple(
            OfficialArticle(
                number=article.number,
                label=f"{SAID[language][0]} {article.number}",
                section=article.section,
                paragraphs=_paragraphs(article.number, own.articles.get(article.number), language, ending),
            )
            for article in shape.articles
        ),
    )
    revisions.add(text, sha256=f"{ord(ending):064}", source="https://example.org/rivers", date="2026-07-01")


def _paragraphs(
    number: str, own: ArticleText | None, language: str, ending: str
) -> tuple[OfficialParagraph, ...]:
    """The paragraphs and items of the digest, by their numbers; one without a number where there is no digest."""
    if own is None or not own.paragraphs:
        return (OfficialParagraph(text=_said(language, number, ending)),)
    return tuple(
        OfficialParagraph(
            number=paragraph.number,
            mark=f"{paragraph.number}." if paragraph.number else None,
            text=_said(language, f"{number}.{paragraph.number or at}", ending),
            items=tuple(
                OfficialItem(
                    number=item.number,
                    mark=f"{item.number})",
                    text=_said(language, f"{number}.{at}.{item.number}", ending)
                    * (12 if number == LONG else 1),
                )
                for item in paragraph.items
            ),
        )
        for at, paragraph in enumerate(own.paragraphs, 1)
    )


def _said(language: str, place: str, ending: str) -> str:
    return SAID[language][1].format(place=place) + ending
