"""Cards of the record: facts about the reform, each with its source."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from bot.rendering.articles import article_name
from bot.rendering.card import Button, Card, act
from bot.rendering.dates import written
from bot.rendering.rich import Rich, bold, italic, join, link
from bot.rendering.scene import Scene
from content.model import Fact

ARTICLES, ROW = 12, 4
"""Most buttons of articles under a fact or session, and how many stand in a row."""


def fact_card(scene: Scene, fact: Fact) -> Card:
    """A fact about the reform: what holds today first, then the fact, who said it, and the source with its date."""
    say = scene.say
    title = fact_title(scene, fact)
    today = bold(say("today-label")) + " " + scene.local(fact.today) if fact.today else None
    status = say(f"status-{fact.status}") if fact.status in ("preliminary", "disputed") else None
    text = join(
        (
            today,
            scene.local(fact.answer),
            italic(scene.local(fact.speaker)) if fact.speaker else None,
            italic(status) if status else None,
            source_line(scene, fact.sources, fact.date),
        )
    )
    return Card(
        text,
        article_number_rows(scene, fact.articles),
        title=title,
        description=scene.local(fact.answer)[:120],
    )


def fact_title(scene: Scene, fact: Fact) -> str:
    """A fact's name in lists: the first question that it answers."""
    asked = fact.ask.get(scene.language) or next(iter(fact.ask.values()))
    return asked[0]


def source_line(scene: Scene, addresses: Iterable[str], date: str) -> Rich:
    """The line that names the sources by their sites, each a link, and the date."""
    before, _, after = scene.say("source-line", sources="\0", date=written(date, scene.language)).partition(
        "\0"
    )
    return Rich(before) + site_links(addresses) + after


def site_links(addresses: Iterable[str]) -> Rich:
    """The names of the sites, each a link to its page."""
    named = Rich()
    for address in addresses:
        site = urlsplit(address).netloc.removeprefix("www.")
        named = (named + ", " if named.text else named) + link(site, address)
    return named


def article_number_rows(scene: Scene, references: Iterable[str]) -> tuple[tuple[Button, ...], ...]:
    """Buttons to the articles that references such as "4" or "62.3" name, each once."""
    today = scene.pack.edition.id
    numbers = list(dict.fromkeys(reference.partition(".")[0] for reference in references))[:ARTICLES]
    buttons = [act(scene, article_name(scene, number), "article", today, number) for number in numbers]
    return tuple(tuple(buttons[start : start + ROW]) for start in range(0, len(buttons), ROW))
