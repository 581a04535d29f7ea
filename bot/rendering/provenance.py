"""The line under every answer: which text it speaks of, of what date and state, and that the words are ours."""

from __future__ import annotations

from bot.rendering.rich import Rich, italic, link
from bot.rendering.scene import Scene
from content.model import ArticleText, Edition


def provenance(
    scene: Scene, edition: Edition, number: str | None = None, text: ArticleText | None = None
) -> Rich:
    """The line for a list of an edition's articles, or for the article `number` whose digest is in `text`."""
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
