"""Which official texts are loaded: a page for staff, and a line for everybody."""

from __future__ import annotations

from collections.abc import Iterator

from bot.rendering.card import Card
from bot.rendering.provenance import dated
from bot.rendering.rich import Rich, bold, join
from bot.rendering.scene import Scene
from content.model import Edition
from content.official import Revision

_SHA = 10
"""Hexadecimal digits shown of the hash of a file."""


def held_line(scene: Scene, edition: Edition) -> str | None:
    """In which languages the official wording of an edition is loaded; None for an old one of which none is."""
    languages = scene.wording_languages(edition)
    if languages:
        return scene.say("about-wording", languages=", ".join(map(scene.language_name, languages)))
    return scene.say("about-wording-none") if edition is scene.pack.edition else None


def none_loaded(scene: Scene) -> str | None:
    """What staff must know while no official text at all is loaded; None where there is one."""
    if scene.official is not None and scene.official.held():
        return None
    today = scene.pack.edition
    return scene.say("status-none", edition=today.id, language=scene.pack.info.languages[0])


def status_card(scene: Scene) -> Card:
    """Editions, languages and revisions that are loaded, and what is missing of the edition in force."""
    held = scene.official.held() if scene.official else ()
    damaged = sorted(scene.official.damaged) if scene.official else ()
    lines = [_line(scene, revision) for revision in held]
    lines += [
        scene.say("status-damaged", edition=edition, language=scene.language_name(language))
        for edition, language in damaged
    ]
    lines += _missing(scene) if held else []
    text = join((bold(scene.say("status-title")), none_loaded(scene), Rich("\n".join(lines))))
    return Card(text, title=scene.say("status-title"))


def _line(scene: Scene, revision: Revision) -> str:
    text = revision.text
    edition = scene.pack.editions.get(text.edition)
    numbers = edition.by_number if edition else {}
    line = scene.say(
        "status-line",
        edition=text.edition,
        language=scene.language_name(text.language),
        revision=str(text.revision),
        dated=dated(scene, text),
        articles=str(len(numbers.keys() & text.by_number.keys())),
        all=str(len(numbers)),
        sha=text.sha256[:_SHA],
    )
    return f"{line}, {scene.say('status-correction')}" if text.correction else line


def _missing(scene: Scene) -> Iterator[str]:
    today = scene.pack.edition
    loaded = scene.wording_languages(today)
    missing = [scene.language_name(code) for code in scene.pack.info.languages if code not in loaded]
    if missing:
        yield scene.say("status-missing", edition=today.id, languages=", ".join(missing))
