"""An article beside its counterpart in another edition: word for word where both texts are loaded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bot.rendering.articles import article_name, heading_line
from bot.rendering.card import Button, Card, act
from bot.rendering.differences import differences_card, differences_of
from bot.rendering.rich import MESSAGE_UNITS, Rich, bold, italic, join, utf16
from bot.rendering.scene import Scene
from content.compare import Comparison, Piece, compare_articles, counterparts
from content.model import PREAMBLE, Edition

CONTEXT_WORDS = 8
"""Unchanged words kept on either side of a change where a comparison is too long for one message."""
_ROOM = 700
"""UTF-16 units that title, legend and sources of a comparison take of a message at most."""
_LEFT_OUT = " … "


def comparison_card(scene: Scene, number: str, other: str | None = None) -> Card:
    """What became of an article of the text in force since another edition (None: the one most can be said of).

    Raises KeyError for an unknown article or edition.
    """
    chosen = scene.edition(other) if other else _default_other(scene, number)
    if chosen is None:
        return differences_card(scene, number)
    found = comparison(scene, number, chosen.id)
    if found is not None:
        return _word_for_word(scene, found)
    if chosen.state == "draft":
        card = differences_card(scene, number)
        return replace(
            card, text=join((card.text, _not_loaded(scene, chosen))), rows=_rows(scene, number, chosen)
        )
    return _by_the_map(scene, number, chosen)


def comparison(scene: Scene, number: str, other: str) -> Comparison | None:
    """The comparison, in the scene's language where both texts are loaded in it, else in another of the pack's.

    None where in no language both are loaded and hold the article. Raises KeyError as `comparison_card`.
    """
    if scene.official is None:
        return None
    others = (code for code in scene.pack.info.languages if code != scene.language)
    for language in (scene.language, *others):
        found = compare_articles(
            scene.pack,
            scene.official.of,
            number,
            edition=scene.pack.edition.id,
            other=other,
            language=language,
        )
        if found is not None:
            return found
    return None


def comparison_title(scene: Scene, found: Comparison) -> str:
    """What is compared with what, on one line."""
    return scene.say(
        "compare-words-title",
        article=article_name(scene, found.number),
        edition=scene.text(scene.edition(found.edition)).short,
        other=scene.text(scene.edition(found.other)).short,
    )


def marked(scene: Scene, pieces: Sequence[Piece]) -> Rich:
    """Pieces as they are read: underlined what came in, struck through what went out; in the plain layout in words.

    What came in for something stands a space away from it.
    """
    whole = Rich()
    for before, piece in zip((None, *pieces), pieces, strict=False):
        shown = Rich(piece.text) if piece.kind == "same" else _changed(scene, piece)
        replaces = before is not None and before.kind == "removed" and piece.kind == "added"
        if replaces and not whole.text[-1:].isspace() and not shown.text[:1].isspace():
            whole = whole + " "
        whole = whole + shown
    return whole


def _changed(scene: Scene, piece: Piece) -> Rich:
    """What came in or went out, white space around it unmarked; white space alone is shown where it came in."""
    words = piece.text.strip()
    if not words:
        return Rich(piece.text if piece.kind == "added" else "")
    before, after = piece.text.split(words, 1)
    if scene.plain:
        return Rich(f"{before}[{scene.say(f'diff-{piece.kind}', words=words)}]{after}")
    return Rich(before) + Rich(words).marked("underline" if piece.kind == "added" else "strike") + after


def legend(scene: Scene) -> Rich | None:
    """What the marks mean; None in the plain layout, which needs none."""
    return None if scene.plain else italic(scene.say("diff-legend"))


def excerpt(pieces: Sequence[Piece], words: int = CONTEXT_WORDS) -> tuple[Piece, ...]:
    """The changes with so many unchanged words around each; "…" stands for the rest."""
    return tuple(_shortened(pieces, words))


def _shortened(pieces: Sequence[Piece], words: int) -> Iterator[Piece]:
    for place, piece in enumerate(pieces):
        parts = piece.text.split(" ")
        first, last = place == 0, place == len(pieces) - 1
        if piece.kind != "same" or len(parts) <= 2 * words + 2:
            yield piece
            continue
        head = "" if first else " ".join(parts[:words])
        tail = "" if last else " ".join(parts[-words:])
        yield Piece("same", head + _LEFT_OUT + tail)


def _word_for_word(scene: Scene, found: Comparison) -> Card:
    title = comparison_title(scene, found)
    body = marked(scene, found.pieces)
    cut = utf16(body.text) > MESSAGE_UNITS - _ROOM
    if cut:
        body = marked(scene, excerpt(found.pieces))
    changed = any(piece.kind != "same" for piece in found.pieces)
    lines = (
        bold(title),
        _places(scene, found),
        legend(scene) if changed else scene.say("compare-same"),
        Rich(scene.say("compare-shortened")) if cut else None,
        body if scene.plain else body.marked("quote"),
        italic(_source(scene, found)),
    )
    picture = (
        act(scene, scene.say("button-picture"), "picture", found.number, found.other) if changed else None
    )
    rows = _rows(scene, found.number, scene.edition(found.other))
    return Card(join(lines), ((picture,), *rows) if picture else rows, title=title)


def _source(scene: Scene, found: Comparison) -> str:
    held = scene.text(scene.edition(found.edition))
    return scene.say(
        "compare-source",
        language=scene.language_name(found.language),
        edition=held.name,
        status=held.status,
        other=scene.text(scene.edition(found.other)).name,
    )


def _places(scene: Scene, found: Comparison) -> str | None:
    """Where the article stood in the other edition, unless it is the same place."""
    if found.places == (found.number,):
        return None
    other = scene.text(scene.edition(found.other)).short
    if not found.places:
        return scene.say("compare-nowhere", other=other)
    named = ", ".join(_reference(scene, place) for place in found.places)
    return scene.say("counterpart-before", edition=other, articles=named)


def _reference(scene: Scene, place: str) -> str:
    number, _, paragraph = place.partition(".")
    name = article_name(scene, number)
    return f"{name} ({paragraph})" if paragraph else name


def _not_loaded(scene: Scene, other: Edition) -> Rich:
    """Which of the two texts are missing for a comparison word by word."""
    missing = [edition for edition in (scene.pack.edition, other) if not scene.wording_languages(edition)]
    named = ", ".join(scene.text(edition).short for edition in missing or (other,))
    return italic(scene.say("compare-not-loaded", editions=named))


def _by_the_map(scene: Scene, number: str, other: Edition) -> Card:
    """Where the article stood in an edition whose wording is not loaded."""
    places = counterparts(scene.pack, number, scene.pack.edition.id, other.id)
    held = scene.text(other)
    named = ", ".join(_reference(scene, place) for place in places)
    said = (
        scene.say("counterpart-before", edition=held.short, articles=named)
        if places
        else scene.say("compare-nowhere", other=held.short)
    )
    title = scene.say(
        "compare-words-title",
        article=article_name(scene, number),
        edition=scene.text(scene.pack.edition).short,
        other=held.short,
    )
    same = _same_number(scene, number, other, places)
    numbers = [n for n in dict.fromkeys(place.partition(".")[0] for place in places) if n in other.by_number]
    row = tuple(act(scene, _named(scene, n, held.short), "article", other.id, n) for n in numbers[:3])
    rows = tuple((button,) for button in row) + _rows(scene, number, other)
    return Card(join((bold(title), said, same, _not_loaded(scene, other))), rows, title=title)


def _same_number(scene: Scene, number: str, other: Edition, places: Iterable[str]) -> str | None:
    """What had the article's number in the other edition, where that was something else, and where it is today."""
    if number not in other.by_number or number in {place.partition(".")[0] for place in places}:
        return None
    today = scene.pack.edition.id
    now = [n for c in other.by_number[number].counterparts if c.edition == today for n in c.articles]
    return scene.say(
        "compare-same-number",
        edition=scene.text(other).short,
        article=heading_line(scene, other, number),
        now=", ".join(_reference(scene, n) for n in now) or "–",
    )


def _named(scene: Scene, number: str, edition: str) -> str:
    return f"{article_name(scene, number)}, {edition}"


def _rows(scene: Scene, number: str, shown: Edition) -> tuple[tuple[Button, ...], ...]:
    """To the same comparison with the other editions, and back to the article."""
    today = scene.pack.edition
    against = tuple(
        (act(scene, scene.say("button-against", other=scene.text(e).short), "compare", number, e.id),)
        for e in scene.pack.editions.values()
        if e is not today and e is not shown
    )
    back = act(scene, article_name(scene, number), "article", today.id, number)
    return (*against, (back,))


def _default_other(scene: Scene, number: str) -> Edition | None:
    """The edition to compare with: a draft that is loaded, else one of which something is known, else any."""
    others = [edition for edition in scene.pack.editions.values() if edition is not scene.pack.edition]
    others.sort(key=lambda edition: edition.state != "draft")
    loaded = [edition for edition in others if comparison(scene, number, edition.id)]
    if loaded and loaded[0].state == "draft":
        return loaded[0]
    if differences_of(scene, scene.pack.edition, number) or not loaded:
        drafts = [edition for edition in others if edition.state == "draft"]
        return drafts[0] if drafts else next(iter(loaded or others), None)
    return loaded[0]


def edition_meant(scene: Scene, words: str) -> str | None:
    """The id of the edition that words behind /compare mean: an id, a year, or a word of its cues; None: unknown."""
    said = words.strip().casefold()
    for edition in scene.pack.editions.values():
        if edition is scene.pack.edition:
            continue
        cues = [cue.casefold() for each in edition.cues.values() for cue in each]
        if said == edition.id or any(_means(cue, said) for cue in cues):
            return edition.id
    return None


def _means(cue: str, said: str) -> bool:
    return said.startswith(cue[:-1]) if cue.endswith("*") else said == cue


def is_article(scene: Scene, number: str) -> bool:
    """Whether the text in force has an article of that number ("0" is the preamble)."""
    today = scene.pack.edition
    return number in today.by_number or (number == PREAMBLE and today.preamble)
