"""Cards of the topic index: topics by section, the topics of one section, and one topic with its articles."""

from __future__ import annotations

from collections.abc import Sequence

from bot.rendering.articles import article_card, article_name, reference_name
from bot.rendering.card import Button, Card, act, short
from bot.rendering.provenance import provenance
from bot.rendering.rich import Rich, bold, italic, join
from bot.rendering.scene import Scene
from content.fold import plain
from content.model import PREAMBLE, Pack, Topic

PAGE = 10
"""Topics on one page of a section."""
ROW = 3
"""Buttons of articles in a row."""


def topics_of(pack: Pack) -> dict[str, tuple[Topic, ...]]:
    """Topics by the section of their first article ("0" for the preamble), sections and topics in the text's order.

    A section without topics is left out.
    """
    edition = pack.edition
    found: dict[str, list[Topic]] = {PREAMBLE: [], **{section.number: [] for section in edition.sections}}
    for topic in sorted(pack.topics, key=lambda each: _place(pack, each)):
        number = topic.articles[0].partition(".")[0]
        found[PREAMBLE if number == PREAMBLE else edition.by_number[number].section].append(topic)
    return {section: tuple(topics) for section, topics in found.items() if topics}


def _place(pack: Pack, topic: Topic) -> tuple[int, int]:
    number, _, part = topic.articles[0].partition(".")
    place = 0 if number == PREAMBLE else pack.edition.numbers.index(number) + 1
    return place, int(part.partition("-")[0] or 0)


def topic_named(scene: Scene, name: str) -> Topic | None:
    """The topic of that name in any language of the pack, the scene's first; None where there is none."""
    wanted = plain(name)
    for code in (scene.language, *scene.pack.info.languages):
        for topic in scene.pack.topics:
            if plain(topic.names.get(code, "")) == wanted:
                return topic
    return None


def topics_card(scene: Scene) -> Card:
    """The sections that topics lead to, each a button with the number of its topics in the text."""
    groups = topics_of(scene.pack)
    titles = {section: _group_title(scene, section) for section in groups}
    lines = [
        f"{titles[section]} · {scene.say('topics-count', count=str(len(topics)))}"
        for section, topics in groups.items()
    ]
    name = scene.text(scene.pack.edition).name
    title = scene.say("topics-title", name=name)
    hint = italic(scene.say("topics-hint-plain" if scene.plain else "topics-hint"))
    rows = [(act(scene, short(titles[section]), "topics", section),) for section in groups]
    text = join((bold(title), "\n".join(lines), hint, provenance(scene, scene.pack.edition)))
    return Card(text, (*rows, _to_sections(scene)), title=title)


def topic_list_card(scene: Scene, section: str, page: int = 1) -> Card:
    """The topics of a section ("0": of the preamble) by name, a page at a time (pages count from 1).

    The plain layout has them all on one page, to be typed. Raises KeyError for a section without topics.
    """
    topics = topics_of(scene.pack)[section]
    pages = 1 if scene.plain else -(-len(topics) // PAGE)
    page = min(max(page, 1), pages)
    shown = topics if scene.plain else topics[(page - 1) * PAGE : page * PAGE]
    title = scene.say("topics-title", name=_group_title(scene, section))
    text = join(
        (
            bold(title),
            "\n".join(f"• {scene.local(topic.names)}" for topic in shown),
            scene.say("browse-page", page=str(page), pages=str(pages)) if pages > 1 else None,
            italic(scene.say("topics-hint-plain")) if scene.plain else None,
        )
    )
    rows = (
        *(() if scene.plain else _names(scene, shown)),
        _turning(scene, section, page, pages),
        (act(scene, scene.say("button-topics"), "topics"), *_to_sections(scene)),
    )
    return Card(text, tuple(row for row in rows if row), title=title)


def topic_card(scene: Scene, topic: Topic) -> Card:
    """A topic: a word on it where there is one, what its best article or paragraph says, and the way to all of them."""
    edition = scene.pack.edition
    number, _, part = topic.articles[0].partition(".")
    best = article_card(scene, edition.id, number, part or None)
    name = scene.local(topic.names)
    note = Rich(scene.local(topic.note)) if topic.note else None
    rows = (*_references(scene, topic), (_back(scene, topic),))
    return Card(join((bold(name), note, best.text)), rows, title=name, description=best.title)


def _references(scene: Scene, topic: Topic) -> tuple[tuple[Button, ...], ...]:
    """A button for each article that the topic leads to, at its paragraph where one is named."""
    edition = scene.pack.edition.id
    buttons = [
        act(scene, _reference(scene, each), "article", edition, *(part for part in each.split(".") if part))
        for each in topic.articles
    ]
    return tuple(tuple(buttons[start : start + ROW]) for start in range(0, len(buttons), ROW))


def _reference(scene: Scene, reference: str) -> str:
    return article_name(scene, PREAMBLE) if reference == PREAMBLE else reference_name(scene, reference)


def _back(scene: Scene, topic: Topic) -> Button:
    """The way to the page of the list on which the topic stands."""
    section, topics = next((s, held) for s, held in topics_of(scene.pack).items() if topic in held)
    page = topics.index(topic) // PAGE + 1
    label = scene.say("topics-title", name=_short_title(scene, section))
    return act(scene, label, "topics", section, str(page))


def _group_title(scene: Scene, section: str) -> str:
    held = scene.pack.edition.section(section)
    if held is None:
        return scene.say("preamble-title")
    heading = scene.text(scene.pack.edition).sections[section]
    return scene.say("section-title", roman=held.roman, heading=heading)


def _short_title(scene: Scene, section: str) -> str:
    held = scene.pack.edition.section(section)
    return scene.say("button-section", roman=held.roman) if held else scene.say("preamble-title")


def _names(scene: Scene, topics: Sequence[Topic]) -> tuple[tuple[Button, ...], ...]:
    return tuple((act(scene, short(scene.local(topic.names)), "topic", topic.id),) for topic in topics)


def _turning(scene: Scene, section: str, page: int, pages: int) -> tuple[Button, ...]:
    row = []
    if page > 1:
        row.append(act(scene, scene.say("button-back"), "topics", section, str(page - 1)))
    if page < pages:
        row.append(act(scene, scene.say("button-more"), "topics", section, str(page + 1)))
    return tuple(row)


def _to_sections(scene: Scene) -> tuple[Button, ...]:
    return (act(scene, scene.say("button-browse"), "browse", scene.pack.edition.id),)
