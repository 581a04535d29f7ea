"""Notices as people get them: the card, why it came, and how to have no more of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.rendering.articles import article_name
from bot.rendering.card import Button, Card, Rows, act, short
from bot.rendering.rich import Rich, bold, italic, join, utf16
from bot.rendering.scene import Scene
from bot.rendering.sessions import body_name

DIGEST_ENTRY = 700
"""UTF-16 units of an entry of a digest at most; what is longer is shown by its brief text, or its title."""
_ROOM = 3_500
"""UTF-16 units of all entries of a digest at most, so that what stands around them fits as well."""
_BUTTONS = 8


@dataclass(frozen=True, slots=True)
class Entry:
    """A notice for one person. `topic` None: it came for something of their own.

    `repeated`: sent once more after it was not known whether it had arrived. `spoken`: the language of the card where
    it is not the person's.
    """

    card: Card
    topic: str | None
    kind: str
    repeated: bool = False
    spoken: str | None = None


def dressed(scene: Scene, entry: Entry, *, person: str = "person") -> Card:
    """The card of a notice with why it came, and, but for a channel (`person`), a tap to stop it or all."""
    card = entry.card
    above = (_remark(scene, entry), reason_line(scene, entry))
    text = join((above[0], card.text, italic(above[1])))
    brief = join((above[0], card.brief, italic(above[1]))) if card.brief else None
    rows = card.rows if person == "channel" else (*card.rows, _stops(scene, entry))
    return Card(text, rows, card.title, card.description, brief)


def _remark(scene: Scene, entry: Entry) -> Rich | None:
    """What has to be said before the words of a notice."""
    lines = []
    if entry.repeated:
        lines.append(italic(scene.say("notice-repeated")))
    if entry.spoken is not None:
        spoken = scene.language_name(entry.spoken)
        lines.append(italic(scene.say("notice-untranslated", language=spoken)))
    return join(lines, "\n") if lines else None


def reason_line(scene: Scene, entry: Entry) -> str:
    """Why a notice came."""
    if entry.topic is not None:
        return scene.say("notice-because", topic=topic_name(scene, entry.topic))
    return scene.say("notice-because-proposal" if entry.kind == "proposal" else "notice-because-asked")


def _stops(scene: Scene, entry: Entry) -> tuple[Button, ...]:
    of = entry.topic if entry.topic is not None else own_topic(entry.kind)
    here = (act(scene, short(scene.say("button-stop")), "stop", *of.split(":")),) if of else ()
    return (*here, act(scene, scene.say("button-stop-all"), "stop", "all"))


def own_topic(kind: str) -> str | None:
    """What to stop to have no more of a kind of notice that came for something of one's own; None: nothing."""
    return {"proposal": "proposals", "reminder": "reminders"}.get(kind)


def digest_of(scene: Scene, entries: Sequence[Entry], *, person: str = "person") -> tuple[Card, int]:
    """One message for several notices, and how many of them it holds: the first ones, as far as they fit."""
    pieces: list[Rich] = []
    units = 0
    for entry in entries:
        piece = join((_remark(scene, entry), _in_brief(entry), italic(reason_line(scene, entry))), "\n")
        if pieces and units + utf16(piece.text) > _ROOM:
            break
        pieces.append(piece)
        units += utf16(piece.text) + 4
    title = bold(scene.say("digest-title"))
    rows = _opening(entries[: len(pieces)])
    if person != "channel":
        rows = (*rows, (act(scene, scene.say("button-stop-all"), "stop", "all"),))
    return Card(join((title, *pieces)), rows, title.text), len(pieces)


def _in_brief(entry: Entry) -> Rich:
    card = entry.card
    if utf16(card.text.text) <= DIGEST_ENTRY:
        return card.text
    if card.brief is not None and utf16(card.brief.text) <= DIGEST_ENTRY:
        return card.brief
    if card.title:
        return join((bold(card.title), card.description), "\n")
    return card.text.part(0, DIGEST_ENTRY // 2) + "…"


def _opening(entries: Sequence[Entry]) -> Rows:
    """For each entry its first button, named after the entry."""
    found = []
    for entry in entries:
        first = next((button for row in entry.card.rows for button in row if button.does != "copy"), None)
        if first is not None:
            label = short(entry.card.title or first.label)
            found.append((Button(label, first.does, first.value, first.action),))
    return tuple(found[:_BUTTONS])


def topic_name(scene: Scene, topic: str) -> str:
    """What a topic is called; the article of a key as it is numbered in the text in force."""
    kind, _, of = topic.partition(":")
    if kind == "body":
        return scene.say("topic-body", body=body_name(scene, of) or of)
    if kind in ("a", "proposals") and of:
        article = scene.pack.edition.by_key.get(of)
        name = article_name(scene, article.number) if article else of
        return scene.say("topic-article" if kind == "a" else "topic-proposals-on", article=name)
    if kind == "s":
        section = scene.pack.edition.section(of)
        return scene.say("topic-section", section=section.roman if section else of)
    return scene.say(f"topic-{kind}")
