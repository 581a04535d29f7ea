"""The official wording as it is quoted: slices of a stored revision, each under a mark of its own, never retold."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.rendering.rich import Kind, Rich, join
from bot.rendering.scene import Scene
from content.model import PREAMBLE
from content.official import OfficialArticle, Revision, Span

FOLDED_FROM = 1200
"""Characters of wording from which it is folded in an expandable quotation."""
_LEFT_OUT = "…"


@dataclass(frozen=True, slots=True)
class Quotation:
    """What is quoted of an article. `named` is the place that the short hash stands for.

    `paragraph` is the number of the paragraph or item that is quoted, None for the whole; `heading` is the official
    heading, None where the text gives none; `cut` tells that more follows than is quoted. Without `spans` there is
    nothing to quote: the article is excluded.
    """

    revision: Revision
    spans: tuple[Span, ...]
    named: Span
    paragraph: str | None = None
    heading: str | None = None
    is_item: bool = False
    cut: bool = False

    @property
    def texts(self) -> tuple[str, ...]:
        """The wording, span by span."""
        return tuple(self.revision.quote(span) for span in self.spans)

    @property
    def hash(self) -> str:
        """The short hash of what is quoted."""
        return self.revision.short_hash(self.named)

    @property
    def language(self) -> str:
        """The language of the wording."""
        return self.revision.text.language


def quotation(revision: Revision, number: str, paragraph: str | None = None) -> Quotation:
    """What is quoted of an article ("0" is the preamble), or of one of its paragraphs.

    `paragraph` is an item where the article has no numbered paragraphs; an item is quoted after the words that open
    its list. One that does not exist gives the whole article.

    Raises:
        KeyError: the revision has no such article.
    """
    text = revision.text
    if number == PREAMBLE:
        return Quotation(revision, (text.preamble_span,), text.preamble_span)
    article = text.by_number[number]
    part = _part(revision, article, paragraph) if paragraph else None
    if part is not None:
        return part
    body = article.body
    if body.start == body.end:
        return Quotation(revision, (), article.span, heading=article.heading)
    return Quotation(revision, (body,), body, heading=article.heading)


def _part(revision: Revision, article: OfficialArticle, number: str) -> Quotation | None:
    if found := article.paragraph(number):
        return Quotation(revision, (found.span,), found.span, number, article.heading)
    if any(paragraph.number for paragraph in article.paragraphs):
        return None
    for paragraph in article.paragraphs:
        if item := paragraph.item(number):
            # Before the first item stands what opens the list, and the line end that belongs to neither.
            opening = Span(
                start=paragraph.span.start, end=max(paragraph.span.start, paragraph.items[0].span.start - 1)
            )
            spans = (opening, item.span) if opening.end > opening.start else (item.span,)
            return Quotation(revision, spans, item.span, number, article.heading, is_item=True)
    return None


def quoted(scene: Scene, quote: Quotation) -> Rich | None:
    """The wording as quotations, folded where they are long; None where there is nothing to quote.

    In the plain layout, which marks nothing, a line before says what follows.
    """
    if not quote.spans:
        return None
    kind: Kind = "folded" if sum(map(len, quote.texts)) > FOLDED_FROM else "quote"
    whole = Rich()
    for before, span, text in zip((None, *quote.spans), quote.spans, quote.texts, strict=False):
        if before is not None:
            whole = whole + ("\n" if span.start - before.end == 1 else f"\n{_LEFT_OUT}\n")
        whole = whole + (Rich(text) if scene.plain else Rich(text).marked(kind))
    return join((scene.say("wording-follows"), whole), "\n") if scene.plain else whole


def shortened(quote: Quotation, characters: int) -> Quotation:
    """The beginning of what is quoted, cut at the end of a line, else of a word; as it is where it is short enough."""
    text = quote.texts[0] if quote.spans else ""
    if len(text) <= characters:
        return quote
    kept = text[: characters + 1]
    end = max(kept.rfind("\n"), 0) or max(kept.rfind(" "), 0) or characters
    start = quote.spans[0].start
    span = Span(start=start, end=start + len(text[:end].rstrip().encode()))
    return replace(quote, spans=(span,), cut=True)


def wording_length(scene: Scene, edition_id: str, number: str) -> int | None:
    """Characters of an article's official wording in the scene's language; None where it is not loaded."""
    revision = scene.wording(scene.edition(edition_id), number)
    return None if revision is None else sum(map(len, quotation(revision, number).texts))
