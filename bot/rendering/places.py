"""What a proposal is about, as people read it and as a button carries it."""

from __future__ import annotations

from bot.answer import Answer
from bot.proposals.proposal import Place
from bot.rendering.articles import article_name, heading_line
from bot.rendering.scene import Scene
from content.model import PREAMBLE, Pack

PREAMBLE_KEY = "preamble"
"""Stands for the preamble where an article's key stands."""
GENERAL = "g"


def article_place(pack: Pack, number: str) -> Place | None:
    """The article of that number in the text in force ("0": the preamble); None where there is none."""
    edition = pack.edition
    if number == PREAMBLE:
        return Place(article=PREAMBLE_KEY) if edition.preamble else None
    article = edition.by_number.get(number)
    return Place(article=article.key) if article else None


def section_place(pack: Pack, number: str) -> Place | None:
    """The section of that number in the text in force; None where there is none."""
    return Place(section=number) if pack.edition.section(number) else None


def number_of_article(pack: Pack, place: Place) -> str | None:
    """The article's number in the text in force ("0": the preamble); None where it is about none, or is gone."""
    if place.article == PREAMBLE_KEY:
        return PREAMBLE
    article = pack.edition.by_key.get(place.article or "")
    return article.number if article else None


def code_of(pack: Pack, place: Place) -> str:
    """The place as a button carries it: "a4", "s2", or "g" for the whole text."""
    if place.section is not None:
        return f"s{place.section}"
    number = number_of_article(pack, place)
    return GENERAL if number is None else f"a{number}"


def place_of(pack: Pack, code: str) -> Place | None:
    """The place that a button carries; None for one that this pack does not have."""
    if code == GENERAL:
        return Place()
    kind, number = code[:1], code[1:]
    if kind == "a":
        return article_place(pack, number)
    return section_place(pack, number) if kind == "s" else None


def answered_place(pack: Pack, answer: Answer) -> Place | None:
    """The place that an answer is surely about; None where it is about none, or several."""
    if answer.kind == "section" and answer.section:
        return section_place(pack, answer.section)
    if answer.kind in ("article", "paragraph", "topic", "preamble") and answer.hits:
        return article_place(pack, _today(pack, answer) or answer.hits[0].number)
    return None


def _today(pack: Pack, answer: Answer) -> str | None:
    """Where the article of another edition stands in the text in force; None where it is of that one."""
    if answer.edition == pack.edition.id:
        return None
    article = pack.editions[answer.edition].by_number.get(answer.hits[0].number)
    for counterpart in article.counterparts if article else ():
        if counterpart.edition == pack.edition.id and counterpart.articles:
            return counterpart.articles[0].partition(".")[0]
    return None


def place_name(scene: Scene, place: Place) -> str:
    """The place with its heading."""
    if place.section is not None:
        held = scene.pack.edition.section(place.section)
        heading = scene.text(scene.pack.edition).sections.get(place.section, "")
        return scene.say("section-title", roman=held.roman if held else place.section, heading=heading)
    number = number_of_article(scene.pack, place)
    if number is None:
        return scene.say("place-general") if place.article is None else scene.say("place-gone")
    if number == PREAMBLE:
        return scene.say("preamble-title")
    return heading_line(scene, scene.pack.edition, number)


def place_short(scene: Scene, place: Place) -> str:
    """The place in a word or two."""
    if place.section is not None:
        held = scene.pack.edition.section(place.section)
        return scene.say("button-section", roman=held.roman if held else place.section)
    number = number_of_article(scene.pack, place)
    if number is None:
        return scene.say("place-general") if place.article is None else scene.say("place-gone")
    return scene.say("preamble-title") if number == PREAMBLE else article_name(scene, number)
