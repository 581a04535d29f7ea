"""Cards of articles and paragraphs: the digest, where it stands, and what one can do next."""

from __future__ import annotations

from functools import lru_cache

from bot.rendering.card import Button, Card, Rows, act
from bot.rendering.rich import Rich, bold, italic, join, link
from bot.rendering.scene import Scene
from content.model import PREAMBLE, Article, ArticleText, Difference, Edition, Item, Paragraph

FOLDED_FROM = 1200
"""Characters of digest from which it is folded in an expandable quotation."""
NEAR_SHORT = 900
"""Characters of digest up to which a whole article is shown where one of its paragraphs answers."""


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

    A paragraph that does not exist gives the whole article with a word about it. Cards are kept: a pack does not
    change while its scenes live. Raises KeyError for an unknown edition or article.
    """
    edition = scene.edition(edition_id)
    text = scene.article(edition, number)
    part, item = (text.paragraph(paragraph), text.item(paragraph)) if paragraph else (None, None)
    missing = paragraph if paragraph and not (part or item) else None
    body: Rich | None
    if edition.id != scene.pack.info.default_edition:
        body = _elsewhere(scene, edition, number)
    elif part or item:
        body = _paragraph(scene, part) if part else _item(scene, item)
    else:
        body = digest(scene, text)
    shown = None if missing else paragraph
    lines = (
        bold(_title(scene, edition, number, shown, text)),
        _missing(scene, text, number, missing),
        scene.text(edition).note,
        body,
        _changes(scene, number) if edition.id == scene.pack.info.default_edition and not shown else None,
        _counterparts(scene, edition, number),
        provenance(scene, edition, number, text),
    )
    return Card(
        join(lines),
        _rows(scene, edition, number, shown),
        title=heading_line(scene, edition, number),
        description=_first_words(body),
    )


def _title(scene: Scene, edition: Edition, number: str, paragraph: str | None, text: ArticleText) -> str:
    if number == PREAMBLE:
        return scene.say("preamble-title")
    if not paragraph:
        return scene.say("article-title", number=number, heading=text.heading)
    if text.item(paragraph):
        return scene.say("article-item-title", number=number, item=paragraph, heading=text.heading)
    return scene.say("article-paragraph-title", number=number, paragraph=paragraph, heading=text.heading)


def _missing(scene: Scene, text: ArticleText, number: str, paragraph: str | None) -> str | None:
    if paragraph is None or not text.paragraphs:
        return None
    if any(each.number or each.items for each in text.paragraphs):
        return scene.say("note-paragraph-missing", number=number, paragraph=paragraph)
    return scene.say("note-no-paragraphs", number=number)


def digest(scene: Scene, text: ArticleText) -> Rich | None:
    """The digest of a whole article, folded when it is long; None where there is none."""
    if not text.paragraphs:
        return None
    whole = join((_paragraph(scene, each) for each in text.paragraphs), "\n")
    if scene.plain:
        return whole
    return whole.marked("folded" if len(whole.text) > FOLDED_FROM else "quote")


def digest_length(text: ArticleText) -> int:
    """Characters of an article's digest."""
    return sum(len(p.text) + sum(len(i.text) for i in p.items) for p in text.paragraphs)


def _paragraph(scene: Scene, paragraph: Paragraph) -> Rich:
    number = scene.say("paragraph-number", number=paragraph.number) + " " if paragraph.number else ""
    return join((number + paragraph.text, *(_item(scene, item) for item in paragraph.items)), "\n")


def _item(scene: Scene, item: Item | None) -> Rich:
    return Rich(f"{scene.say('item-number', number=item.number)} {item.text}" if item else "")


def _elsewhere(scene: Scene, edition: Edition, number: str) -> Rich | None:
    """What is known of an article of an edition whose text the pack does not carry, and what holds today."""
    today = scene.pack.edition
    if edition.state != "draft":
        return None
    lines: list[Rich | str | None] = []
    found = edition.by_number.get(number)
    differences = [d for d in edition.differences if d.article == number]
    lines.extend(_difference(scene, d) for d in differences)
    lines.append(scene.say("draft-known" if number == PREAMBLE or (found and found.known) else "draft-unknown"))
    if number == PREAMBLE or number in today.by_number:
        lines.append(digest(scene, scene.article(today, number)))
    return join(lines)


def _difference(scene: Scene, difference: Difference) -> Rich:
    what = Rich(scene.local(difference.what))
    if difference.before and difference.after:
        words = scene.say("difference-words", before=difference.before, after=difference.after)
        what = what + f" ({words})"
    sources = Rich()
    for index, address in enumerate(difference.sources, 1):
        sources = sources + " " + link(f"[{index}]", address)
    return Rich("• ") + what + sources


def _changes(scene: Scene, number: str) -> Rich | None:
    """What is known to have changed in the article since a draft of it."""
    found = [d for e in scene.pack.editions.values() if e.state == "draft" for d in e.differences if d.article == number]
    if not found:
        return None
    return join((bold(scene.say("changed-since-draft")), *(_difference(scene, d) for d in found)), "\n")


def differences_card(scene: Scene, number: str) -> Card:
    """What is known to have changed in an article since the first draft, said to be partial."""
    drafts = [edition for edition in scene.pack.editions.values() if edition.state == "draft"]
    found = [(edition, d) for edition in drafts for d in edition.differences if d.article == number]
    today = scene.text(scene.pack.edition).short
    if not found:
        other = ", ".join(scene.text(edition).short for edition in drafts)
        text = Rich(scene.say("compare-none", number=number, edition=today, other=other))
    else:
        title = scene.say("compare-title", number=number, other=scene.text(found[0][0]).short)
        text = join((bold(title), *(_difference(scene, d) for _, d in found), italic(scene.say("compare-partial"))))
    row = (act(scene.say("button-article", number=number), "article", scene.pack.edition.id, number),)
    return Card(text, (row,))


def _counterparts(scene: Scene, edition: Edition, number: str) -> Rich | None:
    article = edition.by_number.get(number)
    if article is None:
        return None
    if edition.state == "repealed":
        return _counterpart_now(scene, article)
    named = [n for c in article.counterparts if scene.edition(c.edition).state == "repealed" for n in c.articles]
    if not named:
        return None
    return Rich(scene.say("counterpart-before", articles=", ".join(_reference(scene, n) for n in named)))


def _counterpart_now(scene: Scene, article: Article) -> Rich:
    today = scene.pack.edition
    named = [n for c in article.counterparts if c.edition == today.id for n in c.articles]
    if not named:
        return Rich(scene.say("counterpart-none"))
    lines = [bold(scene.say("counterpart-now", articles=", ".join(_reference(scene, n) for n in named)))]
    lines.extend(Rich("• " + heading_line(scene, today, n.partition(".")[0])) for n in named)
    return join(lines, "\n")


def _reference(scene: Scene, reference: str) -> str:
    number, _, paragraph = reference.partition(".")
    name = scene.say("article-short", number=number)
    return f"{name} ({paragraph})" if paragraph else name


def provenance(scene: Scene, edition: Edition, number: str | None = None, text: ArticleText | None = None) -> Rich:
    """The line under every answer: which text, its date and state, and that this is our summary of it."""
    held = scene.text(edition)
    kind = "provenance-digest"
    if number is None or edition.id != scene.pack.info.default_edition:
        kind = "provenance-headings"
    elif text is not None and not text.paragraphs:
        kind = "provenance-heading-only"
    said = italic(scene.say(kind, edition=held.name, status=held.status))
    address = official_address(scene, edition, number)
    return said + " " + link(scene.say("official-text"), address) if address else said


def official_address(scene: Scene, edition: Edition, number: str | None = None) -> str | None:
    """The page of the official text in the scene's language (else in any), at the article where that is known."""
    addresses = edition.addresses
    address = addresses.get(scene.language) or next(iter(addresses.values()), None)
    article = edition.by_number.get(number or "")
    if address and article and article.anchor:
        return f"{address}#{article.anchor}"
    return address


def _rows(scene: Scene, edition: Edition, number: str, paragraph: str | None) -> Rows:
    return tuple(
        row
        for row in (
            _whole_row(scene, edition, number, paragraph),
            _neighbours(scene, edition, number),
            _today_row(scene, edition, number),
            _tools(scene, edition, number, paragraph),
            _languages(scene, edition, number, paragraph),
        )
        if row
    )


def _whole_row(scene: Scene, edition: Edition, number: str, paragraph: str | None) -> tuple[Button, ...]:
    if not paragraph:
        return ()
    return (act(scene.say("button-whole-article", number=number), "article", edition.id, number),)


def _neighbours(scene: Scene, edition: Edition, number: str) -> tuple[Button, ...]:
    if number == PREAMBLE:
        return (
            act(scene.say("button-browse"), "browse", edition.id),
            act(scene.say("button-next", number=edition.first), "article", edition.id, edition.first),
        )
    worded = "-worded" if scene.plain else ""
    article = edition.by_number[number]
    section = edition.section(article.section)
    row = []
    if previous := edition.beside(number, -1):
        row.append(act(scene.say("button-previous" + worded, number=previous), "article", edition.id, previous))
    if section:
        row.append(act(scene.say("button-section", roman=section.roman), "section", edition.id, section.number))
    if following := edition.beside(number, 1):
        row.append(act(scene.say("button-next" + worded, number=following), "article", edition.id, following))
    return tuple(row)


def _today_row(scene: Scene, edition: Edition, number: str) -> tuple[Button, ...]:
    today = scene.pack.edition
    if edition is today or number == PREAMBLE:
        return ()
    named = [
        n.partition(".")[0]
        for c in edition.by_number[number].counterparts
        if c.edition == today.id
        for n in c.articles
    ]
    return tuple(act(scene.say("button-today", number=n), "article", today.id, n) for n in dict.fromkeys(named))[:3]


def _tools(scene: Scene, edition: Edition, number: str, paragraph: str | None) -> tuple[Button, ...]:
    held = scene.text(edition)
    if number == PREAMBLE:
        citation = f"{scene.say('preamble-title')}, {held.name}"
    elif paragraph:
        citation = scene.say("citation-paragraph", number=number, paragraph=paragraph, edition=held.name)
    else:
        citation = scene.say("citation", number=number, edition=held.name)
    query = scene.say("preamble-title") if number == PREAMBLE else number + (f".{paragraph}" if paragraph else "")
    tools = [
        Button(scene.say("button-copy"), "copy", citation),
        Button(scene.say("button-share"), "share", query),
    ]
    if address := official_address(scene, edition, number):
        tools.insert(0, Button(scene.say("button-official"), "open", address))
    return tuple(tools)


def _languages(scene: Scene, edition: Edition, number: str, paragraph: str | None) -> tuple[Button, ...]:
    place = (edition.id, number, *((paragraph,) if paragraph else ()))
    return tuple(
        act(scene.language_name(code), f"in-{code}", *place)
        for code in scene.pack.info.languages
        if code != scene.language
    )


def _first_words(body: Rich | None, limit: int = 120) -> str:
    text = " ".join(body.text.split()) if body else ""
    return text if len(text) <= limit else text[: limit - 1].rsplit(" ", 1)[0] + "…"
