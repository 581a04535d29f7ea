"""What a short hash stands for: the place, the wording, its revision, and whether a newer one is loaded."""

from __future__ import annotations

import re

from bot.rendering.articles import article_name
from bot.rendering.card import Card, Rows, act
from bot.rendering.provenance import dated
from bot.rendering.rich import Rich, bold, code, italic, join
from bot.rendering.scene import Scene
from bot.rendering.wording import Quotation, quoted
from content.model import PREAMBLE
from content.revisions import Found

_SECTION = "section "
_REFERENCE = re.compile(r"(?P<article>[^.:]+)(?:\.(?P<paragraph>[^.]+)|:[0-9]*)?(?:\.(?P<item>.+))?")
"""As `OfficialText.spans` names places: "4", "4:", "4.2", "4.2.1", and "4:1", "4:1.5" without paragraph numbers."""
_SHA = 16
"""Hexadecimal digits shown of the hash of a file."""


def verified_card(scene: Scene, found: Found, short: str) -> Card:
    """The card of a place that the short hash `short` names. Raises KeyError where the pack has no such edition."""
    text = found.revision.text
    edition = scene.edition(text.edition)
    held = scene.text(edition)
    title = place_name(scene, found.reference)
    rows: Rows = ()
    quote = Quotation(found.revision, (found.span,) if found.quotation else (), found.span)
    source = scene.say(
        "verify-source",
        edition=held.name,
        status=held.status,
        language=scene.language_name(text.language),
        dated=dated(scene, text),
        revision=str(text.revision),
        hash="\0",
    )
    before, _, after = source.partition("\0")
    lines = (
        bold(title),
        quoted(scene, quote) or scene.say("verify-excluded"),
        Rich(before) + code(short) + after,
        italic(scene.say("verify-latest" if found.latest else "verify-older")),
        scene.say("verify-origin", source=text.source, sha=text.sha256[:_SHA]),
    )
    if place := _article(found.reference):
        number, paragraph = place
        known = number in edition.by_number or (number == PREAMBLE and edition.preamble)
        label = article_name(scene, number)
        arguments = (edition.id, number, *((paragraph,) if paragraph else ()))
        rows = ((act(scene, label, "article", *arguments),),) if known else ()
    return Card(join(lines), rows, title=title)


def place_name(scene: Scene, reference: str) -> str:
    """A reference as people say it: "Article 4, paragraph 2, item 1"."""
    if reference.startswith(_SECTION):
        return scene.say("verify-section", number=reference.removeprefix(_SECTION))
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        return reference
    said = [article_name(scene, found["article"])]
    said += [scene.say("verify-paragraph", paragraph=found["paragraph"])] if found["paragraph"] else []
    said += [scene.say("verify-item", item=found["item"])] if found["item"] else []
    return ", ".join(said)


def _article(reference: str) -> tuple[str, str | None] | None:
    """The article and paragraph (or item, where there are no paragraphs) of a reference; None for a section."""
    found = None if reference.startswith(_SECTION) else _REFERENCE.fullmatch(reference)
    return (found["article"], found["paragraph"] or found["item"]) if found else None
