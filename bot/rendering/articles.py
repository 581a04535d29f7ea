"""Cards of articles and paragraphs: the official wording or the digest, where it stands, and what one can do next."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Literal

from bot.rendering.article_buttons import (
    article_rows,
    compare_row,
    is_comparable,
    with_row,
    wording_row,
    words_row,
)
from bot.rendering.card import Card
from bot.rendering.differences import difference_line, differences_of, reported
from bot.rendering.digests import digest, part_digest
from bot.rendering.provenance import provenance, quoted_provenance
from bot.rendering.rich import MESSAGE_UNITS, Rich, bold, italic, join, utf16
from bot.rendering.scene import Scene
from bot.rendering.wording import Quotation, quotation, quoted, shortened
from content.model import PREAMBLE, Article, ArticleText, Edition

View = Literal["usual", "words"]
"""What a card shows: the wording where it is loaded, else our words; or our words in any case."""
_BRIEF = 2000
"""Characters of wording in a card that has only one message."""


def article_name(scene: Scene, number: str) -> str:
    """The short name of an article: "Article 4", or "Preamble"."""
    return scene.say("preamble-title") if number == PREAMBLE else scene.say("article-short", number=number)


def heading_line(scene: Scene, edition: Edition, number: str) -> str:
    """The name and our heading of an article, on one line."""
    heading = scene.article(edition, number).heading
    if number == PREAMBLE:
        return scene.say("preamble-title")
    return scene.say("article-title", number=number, heading=heading)


@lru_cache(maxsize=4096)
def article_card(scene: Scene, edition_id: str, number: str, paragraph: str | None = None) -> Card:
    """The card of an article, or of one paragraph (or sub-item, where the article has no paragraphs) of it.

    The official wording is quoted where it is loaded in the scene's language; else the digest is. A paragraph that does
    not exist gives the whole article with a word about it. Where everything would not fit one message, what changed
    since the draft is left to a card of its own. Cards are kept: neither pack nor official texts change while their
    scenes live. Raises KeyError for an unknown edition or article.
    """
    edition = scene.edition(edition_id)
    revision = scene.wording(edition, number)
    if revision is not None:
        return _fitting_quote(scene, edition, number, quotation(revision, number, paragraph), paragraph)
    return _fitting(scene, edition, number, paragraph, "usual")


@lru_cache(maxsize=1024)
def words_card(scene: Scene, edition_id: str, number: str, paragraph: str | None = None) -> Card:
    """The card of an article in our plain words, though the official wording may be loaded.

    Raises KeyError for an unknown edition or article.
    """
    return _fitting(scene, scene.edition(edition_id), number, paragraph, "words")


@lru_cache(maxsize=1024)
def wording_card(
    scene: Scene, edition_id: str, language: str, number: str, paragraph: str | None = None
) -> Card:
    """The card of an article with the official wording in any language, all else in the scene's.

    Raises KeyError for an unknown edition or article, and where that wording is not loaded (any more).
    """
    edition = scene.edition(edition_id)
    revision = scene.wording(edition, number, language)
    if revision is None:
        raise KeyError(language)
    return _fitting_quote(scene, edition, number, quotation(revision, number, paragraph), paragraph)


def _fitting(scene: Scene, edition: Edition, number: str, paragraph: str | None, view: View) -> Card:
    card = _card(scene, edition, number, paragraph, view)
    if utf16(card.text.text) > MESSAGE_UNITS:
        card = _card(scene, edition, number, paragraph, view, brief=True)
    return card


def _fitting_quote(
    scene: Scene, edition: Edition, number: str, quote: Quotation, paragraph: str | None
) -> Card:
    """The card of a quotation: with all that is said beside it, or without what changed, or in several messages."""
    card = _quote_card(scene, edition, number, quote, paragraph)
    if utf16(card.text.text) > MESSAGE_UNITS:
        card = _quote_card(scene, edition, number, quote, paragraph, brief=True)
    if utf16(card.text.text) > MESSAGE_UNITS:
        beginning = _quote_card(scene, edition, number, shortened(quote, _BRIEF), paragraph, brief=True)
        card = replace(card, brief=beginning.text)
    return card


def _quote_card(
    scene: Scene,
    edition: Edition,
    number: str,
    quote: Quotation,
    paragraph: str | None,
    *,
    brief: bool = False,
) -> Card:
    text, own = scene.article(edition, number), quote.language == scene.language
    title = _title(
        scene, number, quote.paragraph, (own and quote.heading) or text.heading, is_item=quote.is_item
    )
    body = quoted(scene, quote)
    lines = (
        bold(title),
        _not_quoted(scene, number, paragraph, quote),
        scene.text(edition).note,
        body or scene.say("wording-excluded"),
        italic(scene.say("wording-continues", number=number)) if quote.cut else None,
        _changes(scene, edition, number, brief)
        if edition.state != "repealed" and not quote.paragraph
        else None,
        _counterparts(scene, edition, number),
        quoted_provenance(scene, edition, number, quote),
    )
    rows = article_rows(scene, edition, number, quote.paragraph)
    if is_comparable(scene, edition, number) or (brief and differences_of(scene, edition, number)):
        rows = with_row(compare_row(scene, number), rows)
    rows = with_row(words_row(scene, edition, number, quote), rows)
    return Card(join(lines), rows, title=title, description=_first_words(body))


def _not_quoted(scene: Scene, number: str, paragraph: str | None, quote: Quotation) -> str | None:
    """A word about a paragraph that was asked for and that the wording does not have."""
    if paragraph is None or quote.paragraph or number == PREAMBLE:
        return None
    if any(each.number or each.items for each in quote.revision.text.by_number[number].paragraphs):
        return scene.say("note-paragraph-missing", number=number, paragraph=paragraph)
    return scene.say("note-no-paragraphs", number=number)


def _card(
    scene: Scene,
    edition: Edition,
    number: str,
    paragraph: str | None,
    view: View,
    *,
    brief: bool = False,
) -> Card:
    text = scene.article(edition, number)
    part = part_digest(scene, text, paragraph) if paragraph else None
    shown = paragraph if part else None
    in_force = edition.id == scene.pack.info.default_edition
    body = part or digest(scene, text) if in_force else _elsewhere(scene, edition, number, brief)
    is_item = bool(shown and text.item(shown))
    title = _title(scene, number, shown, text.heading, is_item=is_item)
    languages = scene.wording_languages(edition, number)
    lines = (
        bold(title),
        _missing(scene, text, number, paragraph) if not part else None,
        scene.text(edition).note,
        body,
        _changes(scene, edition, number, brief) if in_force and not shown else None,
        _counterparts(scene, edition, number),
        scene.say("wording-elsewhere", languages=", ".join(map(scene.language_name, languages)))
        if languages and view == "usual"
        else None,
        provenance(scene, edition, number, text),
    )
    rows = with_row(
        wording_row(scene, edition, number, paragraph, languages), article_rows(scene, edition, number, shown)
    )
    if brief:
        rows = with_row(compare_row(scene, number), rows)
    return Card(join(lines), rows, title=title, description=_first_words(body))


def _title(scene: Scene, number: str, part: str | None, heading: str, *, is_item: bool) -> str:
    """The name of a place, which may be a paragraph or an item of an article, with the heading."""
    if number == PREAMBLE:
        return scene.say("preamble-title")
    if not part:
        return scene.say("article-title", number=number, heading=heading)
    if is_item:
        return scene.say("article-item-title", number=number, item=part, heading=heading)
    return scene.say("article-paragraph-title", number=number, paragraph=part, heading=heading)


def _missing(scene: Scene, text: ArticleText, number: str, paragraph: str | None) -> str | None:
    if paragraph is None or not text.paragraphs:
        return None
    if any(each.number or each.items for each in text.paragraphs):
        return scene.say("note-paragraph-missing", number=number, paragraph=paragraph)
    return scene.say("note-no-paragraphs", number=number)


def _elsewhere(scene: Scene, edition: Edition, number: str, brief: bool) -> Rich | None:
    """What is known of an article of an edition whose text the pack does not carry, and what holds today."""
    if edition.state != "draft":
        return None
    today, found = scene.pack.edition, edition.by_number.get(number)
    known = "draft-known" if number == PREAMBLE or (found and found.known) else "draft-unknown"
    holds = number == PREAMBLE or number in today.by_number
    return join(
        (
            None if brief else reported(scene, edition, number),
            _changes(scene, edition, number, brief),
            scene.say(known),
            digest(scene, scene.article(today, number)) if holds else None,
        )
    )


def _changes(scene: Scene, edition: Edition, number: str, brief: bool) -> Rich | None:
    """What is known to have changed in the article since a draft of it; `brief` only says how much."""
    found = differences_of(scene, edition, number)
    if not found:
        return None
    if brief:
        return Rich(scene.say("changed-since-draft-brief", count=str(len(found)), number=number))
    title = None if edition.state == "draft" else bold(scene.say("changed-since-draft"))
    return join((title, *(difference_line(scene, each) for each in found)), "\n")


def _counterparts(scene: Scene, edition: Edition, number: str) -> Rich | None:
    article = edition.by_number.get(number)
    if article is None:
        return None
    if edition.state == "repealed":
        return _counterpart_now(scene, article)
    lines = []
    for counterpart in article.counterparts:
        before = scene.edition(counterpart.edition)
        if before.state == "repealed":
            named = ", ".join(reference_name(scene, n) for n in counterpart.articles)
            lines.append(scene.say("counterpart-before", edition=scene.text(before).short, articles=named))
    return Rich("\n".join(lines)) if lines else None


def _counterpart_now(scene: Scene, article: Article) -> Rich:
    today = scene.pack.edition
    named = [n for c in article.counterparts if c.edition == today.id for n in c.articles]
    if not named:
        return Rich(scene.say("counterpart-none"))
    lines = [bold(scene.say("counterpart-now", articles=", ".join(reference_name(scene, n) for n in named)))]
    lines.extend(Rich("• " + heading_line(scene, today, n.partition(".")[0])) for n in named)
    return join(lines, "\n")


def reference_name(scene: Scene, reference: str) -> str:
    """The short name of what a reference such as "62.3" names: "Article 62 (3)"."""
    number, _, paragraph = reference.partition(".")
    name = scene.say("article-short", number=number)
    return f"{name} ({paragraph})" if paragraph else name


def _first_words(body: Rich | None, limit: int = 120) -> str:
    text = " ".join(body.text.split()) if body else ""
    return text if len(text) <= limit else text[: limit - 1].rsplit(" ", 1)[0] + "…"
