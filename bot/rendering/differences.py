"""What is known to have changed in an article since a draft of it, as the press reported it."""

from __future__ import annotations

from collections.abc import Iterable

from bot.rendering.card import Card, act
from bot.rendering.dates import written
from bot.rendering.provenance import provenance
from bot.rendering.rich import Rich, bold, italic, join, link
from bot.rendering.scene import Scene
from content.model import PREAMBLE, Difference, Edition, Fact

REPORTED = 4
"""Most reports shown with an article of a draft."""


def differences_of(scene: Scene, edition: Edition, number: str) -> list[Difference]:
    """What is known to differ in an article between a draft and the text in force, whichever of the two is shown."""
    drafts = (edition,) if edition.state == "draft" else scene.pack.editions.values()
    return [
        found
        for each in drafts
        if each.state == "draft"
        for found in each.differences
        if found.article == number
    ]


def difference_line(scene: Scene, difference: Difference) -> Rich:
    """One difference: what it is, the words of the text before and after where they are known, its date and sources."""
    what = scene.local(difference.what).removesuffix(".")
    # Words of no language are what the difference is about (a number, a translation); what it is says it already.
    if difference.language and difference.before and difference.after and difference.before not in what:
        words = scene.say("difference-words", before=difference.before, after=difference.after)
        what += f" ({words})"
    return Rich(f"• {what} · {written(difference.date, scene.language)}") + _numbered(difference.sources)


def reported(scene: Scene, edition: Edition, number: str) -> Rich | None:
    """What the first reports said of this one article of a draft, with sources; None where they said nothing."""
    found = [
        fact
        for fact in scene.pack.facts
        if fact.edition == edition.id
        and fact.statement
        and {reference.partition(".")[0] for reference in fact.articles} == {number}
    ]
    if not found:
        return None
    lines = (_report(scene, fact) for fact in found[:REPORTED])
    return join((bold(scene.say("draft-reported")), *lines), "\n")


def _report(scene: Scene, fact: Fact) -> Rich:
    """What was reported, who said so and which office they held then, when, and where."""
    said = [scene.local(fact.speaker)] if fact.speaker else []
    return (
        Rich(f"• {scene.local(fact.answer)} ")
        + italic(", ".join((*said, written(fact.date, scene.language))))
        + _numbered(fact.sources)
    )


def _numbered(addresses: Iterable[str]) -> Rich:
    links = Rich()
    for index, address in enumerate(addresses, 1):
        links = links + " " + link(f"[{index}]", address)
    return links


def differences_card(scene: Scene, number: str) -> Card:
    """What is known to have changed in an article since the first draft, said to be partial."""
    today = scene.pack.edition
    drafts = [edition for edition in scene.pack.editions.values() if edition.state == "draft"]
    other = ", ".join(scene.text(edition).short for edition in drafts)
    found = differences_of(scene, today, number)
    name = scene.say("preamble-title") if number == PREAMBLE else scene.say("article-short", number=number)
    if not drafts:
        text = Rich(scene.say("compare-no-other", article=name))
    elif found:
        title = bold(scene.say("compare-title", article=name, other=other))
        lines = join((difference_line(scene, each) for each in found), "\n")
        text = join((title, lines, italic(scene.say("compare-partial"))))
    else:
        text = Rich(scene.say("compare-none", article=name, edition=scene.text(today).short, other=other))
    row = (act(scene, name, "article", today.id, number),)
    return Card(join((text, provenance(scene, today))), (row,))
