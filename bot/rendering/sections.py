"""Cards for browsing: the sections of an edition, the articles of a section, several articles at once."""

from __future__ import annotations

from collections.abc import Sequence

from bot.rendering.articles import article_name, heading_line
from bot.rendering.card import Button, Card, act, short
from bot.rendering.digests import digest, part_digest
from bot.rendering.provenance import provenance, verify_line, wording_provenance
from bot.rendering.rich import Rich, bold, italic, join
from bot.rendering.scene import Scene
from bot.rendering.wording import quotation, quoted
from content.model import PREAMBLE, Edition

PAGE = 12
"""Articles on one page of a long section."""
ROW = 4
"""Number buttons in a row."""
LISTED = 40
"""Most articles listed for one question."""
TOGETHER = 3000
"""Characters of wording or digest up to which several articles are shown in full in one message."""


def sections_card(scene: Scene, edition_id: str) -> Card:
    """The sections of an edition, each a button."""
    edition = scene.edition(edition_id)
    text = scene.text(edition)
    lines = [scene.say("preamble-title")] if edition.preamble else []
    rows = _beside_sections(scene, edition)
    for section in edition.sections:
        span = scene.say("section-range", first=section.first, last=section.last)
        title = scene.say("section-title", roman=section.roman, heading=text.sections[section.number])
        lines.append(f"{title} · {span}")
        rows.append((act(scene, short(title), "section", edition.id, section.number),))
    hint = _typed_hint(scene, edition) if scene.plain else scene.say("browse-hint")
    title = scene.say("browse-title", name=text.name)
    whole = join((bold(title), "\n".join(lines), text.note, italic(hint), provenance(scene, edition)))
    return Card(whole, tuple(rows), title=title)


def _beside_sections(scene: Scene, edition: Edition) -> list[tuple[Button, ...]]:
    """What stands above the sections: the topics, which lead to the text in force, and the preamble."""
    rows: list[tuple[Button, ...]] = []
    if scene.pack.topics and edition is scene.pack.edition:
        rows.append((act(scene, scene.say("button-topics"), "topics"),))
    if edition.preamble:
        rows.append((act(scene, scene.say("preamble-title"), "article", edition.id, PREAMBLE),))
    return rows


def _typed_hint(scene: Scene, edition: Edition) -> str:
    """How to type what the buttons do, with a section and an article that are there."""
    section = edition.sections[-1]
    return scene.say("browse-hint-plain", section=section.number, article=section.first)


def section_card(scene: Scene, edition_id: str, number: str, page: int = 1) -> Card:
    """The articles of a section, a page of them at a time (pages count from 1).

    Raises KeyError for an unknown section.
    """
    edition = scene.edition(edition_id)
    section = edition.section(number)
    if section is None:
        raise KeyError(number)
    articles = [article.number for article in edition.within(section)]
    pages = 1 if scene.plain else max(1, -(-len(articles) // PAGE))
    page = min(max(page, 1), pages)
    shown = articles if scene.plain else articles[(page - 1) * PAGE : page * PAGE]
    heading = scene.text(edition).sections[number]
    lines = [heading_line(scene, edition, each) for each in shown]
    title = scene.say("section-title", roman=section.roman, heading=heading)
    text = join(
        (
            bold(title),
            scene.text(edition).note,
            scene.say("draft-section-unknown") if edition.state == "draft" else None,
            "\n".join(lines),
            scene.say("browse-page", page=str(page), pages=str(pages)) if pages > 1 else None,
            italic(_typed_hint(scene, edition)) if scene.plain else None,
            provenance(scene, edition),
        )
    )
    rows = [*_numbers(scene, edition.id, shown), _turning(scene, edition.id, number, page, pages)]
    rows.append((act(scene, scene.say("button-browse"), "browse", edition.id),))
    return Card(text, tuple(row for row in rows if row), title=title, description=", ".join(lines)[:120])


def _numbers(scene: Scene, edition: str, numbers: Sequence[str]) -> list[tuple[Button, ...]]:
    if scene.plain:
        return []
    buttons = [act(scene, article_name(scene, number), "article", edition, number) for number in numbers]
    return [tuple(buttons[start : start + ROW]) for start in range(0, len(buttons), ROW)]


def _turning(scene: Scene, edition: str, number: str, page: int, pages: int) -> tuple[Button, ...]:
    row = []
    if page > 1:
        row.append(act(scene, scene.say("button-back"), "section", edition, number, str(page - 1)))
    if page < pages:
        row.append(act(scene, scene.say("button-more"), "section", edition, number, str(page + 1)))
    return tuple(row)


def several_card(scene: Scene, edition_id: str, places: Sequence[tuple[str, str | None]]) -> Card:
    """Several articles, each with the paragraph asked for or None: in full while they fit, else by heading."""
    edition = scene.edition(edition_id)
    asked, places = places, places[:LISTED]
    bodies = _wordings(scene, edition, places) or _digests(scene, edition, places)
    full = sum(len(body.text) for body in bodies) <= TOGETHER and any(body.text for body in bodies)
    pieces = [
        join((bold(heading_line(scene, edition, number)), body if full else None), "\n")
        for (number, _), body in zip(places, bodies, strict=True)
    ]
    intro = scene.say("range-intro", count=str(len(asked)))
    text = join(
        (
            intro if not full else None,
            scene.say("note-truncated", count=str(LISTED)) if len(asked) > LISTED else None,
            scene.text(edition).note,
            join(pieces, "\n\n" if full else "\n"),
            _several_provenance(scene, edition, places, full=full),
        )
    )
    numbers = list(dict.fromkeys(number for number, _ in places))[:40]
    return Card(text, tuple(_numbers(scene, edition.id, numbers)), title=intro)


def _wordings(scene: Scene, edition: Edition, places: Sequence[tuple[str, str | None]]) -> list[Rich] | None:
    """What is quoted of each place, with its short hash; None unless all of them can be quoted."""
    bodies = []
    for number, paragraph in places:
        revision = scene.wording(edition, number)
        if revision is None:
            return None
        quote = quotation(revision, number, paragraph)
        bodies.append(join((quoted(scene, quote) or scene.say("wording-excluded"), verify_line(quote)), "\n"))
    return bodies


def _digests(scene: Scene, edition: Edition, places: Sequence[tuple[str, str | None]]) -> list[Rich]:
    """Our words on each place, empty where there are none: of the edition in force alone."""
    texts = [(scene.article(edition, number), paragraph) for number, paragraph in places]
    if edition is not scene.pack.edition:
        return [Rich() for _ in texts]
    return [
        (paragraph and part_digest(scene, text, paragraph)) or digest(scene, text) or Rich()
        for text, paragraph in texts
    ]


def _several_provenance(
    scene: Scene, edition: Edition, places: Sequence[tuple[str, str | None]], *, full: bool
) -> Rich:
    revision = scene.wording(edition, places[0][0]) if full else None
    if revision is None or not all(scene.wording(edition, number) for number, _ in places):
        return provenance(scene, edition)
    return wording_provenance(scene, edition, revision)
