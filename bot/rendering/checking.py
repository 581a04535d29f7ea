"""What became of a claimed quotation, as a person reads it: verdict, place, words, and what was searched."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from bot.rendering.articles import article_name
from bot.rendering.card import Button, Card, Rows, act
from bot.rendering.comparing import legend, marked
from bot.rendering.provenance import official_address
from bot.rendering.rich import Rich, bold, italic, join, link
from bot.rendering.scene import Scene
from content.model import PREAMBLE, Edition
from content.official import Span
from content.quote import Place, Verdict
from content.quote.wordings import Wording

MOST = 3
"""Quotations of one message whose verdicts are shown."""
_WHOLE = 900
"""Characters up to which the paragraph around an exact quotation is shown with it."""


def checked_card(scene: Scene, verdicts: Sequence[Verdict]) -> Card:
    """The card of the verdicts on a message's quotations, at least one; those beyond the third are only counted."""
    shown = verdicts[:MOST]
    if shown[0].short:
        return Card(Rich(scene.say("check-short")))
    several = len(verdicts) > 1
    blocks = [_block(scene, verdict, number if several else None) for number, verdict in enumerate(shown, 1)]
    more = scene.say("check-more", count=str(len(verdicts) - MOST)) if len(verdicts) > MOST else None
    text = join((*blocks, more, _searched(scene, verdicts[0])))
    first = shown[0]
    return Card(text, _rows(scene, shown), title=_heading(scene, first), description=first.claim)


def _block(scene: Scene, verdict: Verdict, number: int | None) -> Rich:
    heading = _heading(scene, verdict)
    return join((bold(f"{number}. {heading}" if number else heading), *_LINES[verdict.kind](scene, verdict)))


def _heading(scene: Scene, verdict: Verdict) -> str:
    wording = verdict.wording
    if verdict.kind != "other-edition" or wording is None:
        return scene.say(f"check-{verdict.kind}")
    state = "superseded" if wording.superseded and wording.state == "in-force" else wording.state
    return scene.say(f"check-other-{state}")


def _exact(scene: Scene, verdict: Verdict) -> Iterable[Rich | str | None]:
    wording = verdict.wording
    if wording is None:
        return ()
    return (
        _stands(scene, wording, verdict.place),
        _quoted(scene, wording, verdict.spans),
        scene.say("check-omits") if verdict.omits else None,
        None if verdict.whole else scene.say("check-part"),
    )


def _other_edition(scene: Scene, verdict: Verdict) -> Iterable[Rich | str | None]:
    yield from _exact(scene, verdict)
    if verdict.today is not None:
        yield scene.say("check-today", place=_place(scene, verdict.today))
        if all(piece.kind == "same" for piece in verdict.today_pieces):
            return
        yield legend(scene)
        yield _quote(scene, marked(scene, verdict.today_pieces))
    elif verdict.undecided:
        yield _undecided(scene, verdict.language)
    else:
        yield scene.say("check-today-none")


def _altered(scene: Scene, verdict: Verdict) -> Iterable[Rich | str | None]:
    if verdict.wording is None:
        return
    yield _stands(scene, verdict.wording, verdict.place)
    if verdict.same_words:
        yield scene.say("check-same-words")
    yield scene.say("check-changes-plain") if scene.plain else legend(scene)
    yield _quote(scene, marked(scene, verdict.pieces))


def _not_found(scene: Scene, verdict: Verdict) -> Iterable[Rich | str | None]:
    yield _quote(scene, Rich(verdict.claim))
    yield scene.say("check-not-found-note")


def _cannot(scene: Scene, verdict: Verdict) -> Iterable[Rich | str | None]:
    yield _undecided(scene, verdict.language)
    if verdict.wording is not None:
        yield scene.say("check-nearest")
        yield from _altered(scene, verdict)


_LINES = {
    "exact": _exact,
    "other-edition": _other_edition,
    "altered": _altered,
    "not-found": _not_found,
    "cannot-check": _cannot,
}


def _undecided(scene: Scene, language: str | None) -> Rich:
    """That the text which would decide is not loaded, and where it is published."""
    today = scene.pack.edition
    said = Rich(scene.say("check-undecided", edition=scene.text(today).name))
    address = official_address(scene, today, None, language)
    return said + " " + link(scene.say("official-text"), address) if address else said


def _stands(scene: Scene, wording: Wording, place: Place | None) -> Rich:
    """Where the words stand: article and paragraph, edition, its state, the language, and the official page."""
    edition = scene.edition(wording.edition)
    held = scene.text(edition)
    said = scene.say(
        "check-place",
        place=_place(scene, place),
        edition=held.name,
        status=held.status,
        language=scene.language_name(wording.language),
    )
    number = place.article if place else None
    address = official_address(scene, edition, number, wording.language)
    return italic(said) + " " + link(scene.say("official-text"), address) if address else italic(said)


def _place(scene: Scene, place: Place | None) -> str:
    if place is None or place.article is None:
        return scene.say("check-heading")
    name = article_name(scene, place.article)
    if not place.paragraphs:
        return name
    return f"{name}, {scene.say('verify-paragraph', paragraph=', '.join(place.paragraphs))}"


def _quoted(scene: Scene, wording: Wording, spans: Sequence[Span]) -> Rich:
    """The words in bold within the paragraphs they stand in, or by themselves where those are long."""
    revision = wording.revision
    whole = wording.paragraph(Span(start=spans[0].start, end=spans[-1].end))
    if whole.end - whole.start > 2 * _WHOLE:
        return _quote(scene, join((revision.quote(span) for span in spans), " … "))
    body, at = Rich(), whole.start
    for span in spans:
        body = body + revision.slice(at, span.start) + bold(revision.quote(span))
        at = span.end
    return _quote(scene, body + revision.slice(at, whole.end))


def _quote(scene: Scene, body: Rich) -> Rich:
    return body if scene.plain else body.marked("quote")


def _searched(scene: Scene, verdict: Verdict) -> Rich:
    """Which editions were searched in which languages, and which are not loaded."""
    searched = _listed(scene, verdict.searched)
    missing = _listed(scene, verdict.missing)
    lines = (
        scene.say("check-searched", texts=searched) if searched else scene.say("check-searched-none"),
        scene.say("check-missing", texts=missing) if missing else None,
    )
    return italic("\n".join(line for line in lines if line))


def _listed(scene: Scene, held: Iterable[tuple[str, str]]) -> str:
    order = sorted(scene.pack.editions, key=lambda each: each != scene.pack.edition.id)
    named = []
    for edition, pairs in groupby(
        sorted(held, key=lambda pair: order.index(pair[0])), key=lambda pair: pair[0]
    ):
        languages = ", ".join(scene.language_name(code) for _, code in pairs)
        named.append(f"{scene.text(scene.edition(edition)).name} ({languages})")
    return "; ".join(named)


def _rows(scene: Scene, verdicts: Sequence[Verdict]) -> Rows:
    """Buttons to the articles in which the words stand, and to those in force beside them."""
    places = []
    for verdict in verdicts:
        if verdict.wording and verdict.place and verdict.place.article:
            places.append((verdict.wording.edition, verdict.place.article))
        if verdict.today and verdict.today.article:
            places.append((scene.pack.edition.id, verdict.today.article))
    known = [(e, n) for e, n in dict.fromkeys(places) if _has(scene.edition(e), n)]
    return tuple((_button(scene, edition, number),) for edition, number in known)


def _has(edition: Edition, number: str) -> bool:
    return number in edition.by_number or (number == PREAMBLE and edition.preamble)


def _button(scene: Scene, edition: str, number: str) -> Button:
    label = article_name(scene, number)
    if edition != scene.pack.edition.id:
        label += f", {scene.text(scene.edition(edition)).short}"
    return act(scene, label, "article", edition, number)
