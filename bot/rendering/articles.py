"""Cards of articles and paragraphs: the digest, where it stands, and what one can do next."""

from __future__ import annotations

from functools import lru_cache

from bot.rendering.card import Button, Card, Rows, act
from bot.rendering.differences import difference_line, differences_of
from bot.rendering.digests import digest, part_digest
from bot.rendering.provenance import official_address, provenance
from bot.rendering.rich import MESSAGE_UNITS, Rich, bold, join, utf16
from bot.rendering.scene import Scene
from content.model import PREAMBLE, Article, ArticleText, Edition


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

    A paragraph that does not exist gives the whole article with a word about it. Where everything would not fit one
    message, what changed since the draft is left to a card of its own. Cards are kept: a pack does not change while
    its scenes live. Raises KeyError for an unknown edition or article.
    """
    edition = scene.edition(edition_id)
    card = _card(scene, edition, number, paragraph)
    if utf16(card.text.text) > MESSAGE_UNITS:
        card = _card(scene, edition, number, paragraph, brief=True)
    return card


def _card(scene: Scene, edition: Edition, number: str, paragraph: str | None, *, brief: bool = False) -> Card:
    text = scene.article(edition, number)
    part = part_digest(scene, text, paragraph) if paragraph else None
    shown = paragraph if part else None
    in_force = edition.id == scene.pack.info.default_edition
    body = part or digest(scene, text) if in_force else _elsewhere(scene, edition, number, brief)
    title = _title(scene, number, shown, text)
    lines = (
        bold(title),
        _missing(scene, text, number, paragraph) if not part else None,
        scene.text(edition).note,
        body,
        _changes(scene, edition, number, brief) if in_force and not shown else None,
        _counterparts(scene, edition, number),
        provenance(scene, edition, number, text),
    )
    rows = _rows(scene, edition, number, shown)
    if brief:
        rows = ((act(scene, scene.say("button-compare"), "compare", number),), *rows)
    return Card(join(lines), rows, title=title, description=_first_words(body))


def _title(scene: Scene, number: str, paragraph: str | None, text: ArticleText) -> str:
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


def _elsewhere(scene: Scene, edition: Edition, number: str, brief: bool) -> Rich | None:
    """What is known of an article of an edition whose text the pack does not carry, and what holds today."""
    if edition.state != "draft":
        return None
    today, found = scene.pack.edition, edition.by_number.get(number)
    known = "draft-known" if number == PREAMBLE or (found and found.known) else "draft-unknown"
    holds = number == PREAMBLE or number in today.by_number
    return join(
        (
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
            named = ", ".join(_reference(scene, n) for n in counterpart.articles)
            lines.append(scene.say("counterpart-before", edition=scene.text(before).short, articles=named))
    return Rich("\n".join(lines)) if lines else None


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
    return (act(scene, scene.say("button-whole-article", number=number), "article", edition.id, number),)


def _neighbours(scene: Scene, edition: Edition, number: str) -> tuple[Button, ...]:
    worded = "-worded" if scene.plain else ""
    if number == PREAMBLE:
        label = scene.say("button-next" + worded, number=edition.first)
        return (
            act(scene, scene.say("button-browse"), "browse", edition.id),
            act(scene, label, "article", edition.id, edition.first),
        )
    article = edition.by_number[number]
    section = edition.section(article.section)
    row = []
    if previous := edition.beside(number, -1):
        row.append(
            act(
                scene, scene.say("button-previous" + worded, number=previous), "article", edition.id, previous
            )
        )
    if section:
        row.append(
            act(
                scene, scene.say("button-section", roman=section.roman), "section", edition.id, section.number
            )
        )
    if following := edition.beside(number, 1):
        row.append(
            act(scene, scene.say("button-next" + worded, number=following), "article", edition.id, following)
        )
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
    return tuple(
        act(scene, scene.say("button-today", number=n), "article", today.id, n) for n in dict.fromkeys(named)
    )[:3]


def _tools(scene: Scene, edition: Edition, number: str, paragraph: str | None) -> tuple[Button, ...]:
    tools = [Button(scene.say("button-copy"), "copy", _citation(scene, edition, number, paragraph))]
    if query := _query(scene, edition, number, paragraph):
        tools.append(Button(scene.say("button-share"), "share", query))
    if address := official_address(scene, edition, number):
        tools.insert(0, Button(scene.say("button-official"), "open", address))
    return tuple(tools)


def _citation(scene: Scene, edition: Edition, number: str, paragraph: str | None) -> str:
    """How the place is cited."""
    held = scene.text(edition)
    if number == PREAMBLE:
        return f"{scene.say('preamble-title')}, {held.name}"
    if paragraph:
        return scene.say("citation-paragraph", number=number, paragraph=paragraph, edition=held.name)
    return scene.say("citation", number=number, edition=held.name)


def _query(scene: Scene, edition: Edition, number: str, paragraph: str | None) -> str | None:
    """The inline query that finds the place again; None for preambles of other editions, which none finds surely."""
    if edition.id == scene.pack.info.default_edition:
        title = scene.say("preamble-title") if number == PREAMBLE else number
        return f"{title}.{paragraph}" if paragraph else title
    return None if number == PREAMBLE else f"{article_name(scene, number)}, {scene.text(edition).short}"


def _languages(scene: Scene, edition: Edition, number: str, paragraph: str | None) -> tuple[Button, ...]:
    place = (edition.id, number, *((paragraph,) if paragraph else ()))
    return tuple(
        act(scene, scene.language_name(code), f"in-{code}", *place)
        for code in scene.pack.info.languages
        if code != scene.language
    )


def _first_words(body: Rich | None, limit: int = 120) -> str:
    text = " ".join(body.text.split()) if body else ""
    return text if len(text) <= limit else text[: limit - 1].rsplit(" ", 1)[0] + "…"
