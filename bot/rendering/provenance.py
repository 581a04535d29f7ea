"""The line under every answer: which text it speaks of, of what date and state, and whose words are shown."""

from __future__ import annotations

from bot.rendering.dates import written
from bot.rendering.rich import Rich, code, italic, link
from bot.rendering.scene import Scene
from bot.rendering.wording import Quotation
from content.model import PREAMBLE, ArticleText, Edition
from content.official import OfficialText, Revision


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


def quoted_provenance(scene: Scene, edition: Edition, number: str, quote: Quotation) -> Rich:
    """The line for a quotation: language and date of the wording, the edition's state, and how to check it."""
    said = _wording_said(scene, edition, quote.revision)
    if quote.heading is None and number != PREAMBLE:
        said += " " + scene.say("heading-ours")
    line = italic(said) + f" {scene.say('hash-check')} " + verify_line(quote)
    address = official_address(scene, edition, number, quote.language)
    return line + " · " + link(scene.say("official-text"), address) if address else line


def wording_provenance(scene: Scene, edition: Edition, revision: Revision) -> Rich:
    """The line for several quotations, each with its own hash, under headings of ours."""
    said = italic(f"{_wording_said(scene, edition, revision)} {scene.say('headings-ours')}")
    address = official_address(scene, edition, language=revision.text.language)
    return said + " " + link(scene.say("official-text"), address) if address else said


def verify_line(quote: Quotation) -> Rich:
    """What a person writes to see the quotation's place again; a tap copies it."""
    return code(f"/verify {quote.hash}")


def _wording_said(scene: Scene, edition: Edition, revision: Revision) -> str:
    held = scene.text(edition)
    return scene.say(
        "provenance-official",
        language=scene.language_name(revision.text.language),
        dated=dated(scene, revision.text),
        edition=held.name,
        status=held.status,
    )


def dated(scene: Scene, text: OfficialText) -> str:
    """Of what date a wording is, or where it states none, when it was loaded."""
    if text.date:
        return scene.say("wording-dated", date=written(text.date, scene.language))
    return scene.say("wording-loaded", date=written(text.imported_at[:10], scene.language))


def official_address(
    scene: Scene, edition: Edition, number: str | None = None, language: str | None = None
) -> str | None:
    """The page of the official text, at the article where that is known.

    In that language (None: the scene's), else in any.
    """
    addresses = edition.addresses
    address = addresses.get(language or scene.language) or next(iter(addresses.values()), None)
    article = edition.by_number.get(number or "")
    if address and article and article.anchor:
        return f"{address}#{article.anchor}"
    return address
