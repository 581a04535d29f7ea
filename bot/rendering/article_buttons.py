"""The buttons under the card of an article: its neighbours, sessions, languages, and the wording or our words."""

from __future__ import annotations

from collections.abc import Sequence

from bot.rendering.card import Button, Rows, act
from bot.rendering.provenance import official_address
from bot.rendering.scene import Scene
from bot.rendering.wording import Quotation
from content.model import PREAMBLE, Edition

SESSIONS, ROW = 8, 4
"""Most buttons of sessions under an article, the latest ones, and how many stand in a row."""


def article_rows(scene: Scene, edition: Edition, number: str, paragraph: str | None) -> Rows:
    """What every card of an article offers: where to go from here, and what to take along."""
    return tuple(
        row
        for row in (
            _whole_row(scene, edition, number, paragraph),
            _neighbours(scene, edition, number),
            _today_row(scene, edition, number),
            *_session_rows(scene, edition, number, paragraph),
            _tools(scene, edition, number, paragraph),
            _proposing(scene, edition, number),
            _follow_row(scene, edition, number),
            _languages(scene, edition, number, paragraph),
        )
        if row
    )


def with_row(row: tuple[Button, ...], rows: Rows) -> Rows:
    """The rows with one more above them, unless it is empty."""
    return (row, *rows) if row else rows


def compare_row(scene: Scene, number: str) -> tuple[Button, ...]:
    """To the card of what changed in the article."""
    return (act(scene, scene.say("button-compare"), "compare", number),)


def is_comparable(scene: Scene, edition: Edition, number: str) -> bool:
    """Whether an article of the text in force can be compared: another edition's text is loaded as well."""
    if edition is not scene.pack.edition:
        return False
    held = set(scene.wording_languages(edition, number))
    return any(
        held.intersection(scene.wording_languages(other))
        for other in scene.pack.editions.values()
        if other is not edition
    )


def words_row(scene: Scene, edition: Edition, number: str, quote: Quotation) -> tuple[Button, ...]:
    """From the wording to our words, where there are any."""
    if edition is not scene.pack.edition or not scene.article(edition, number).paragraphs:
        return ()
    place = (edition.id, number, *((quote.paragraph,) if quote.paragraph else ()))
    return (act(scene, scene.say("button-words"), "words", *place),)


def wording_row(
    scene: Scene, edition: Edition, number: str, paragraph: str | None, languages: Sequence[str]
) -> tuple[Button, ...]:
    """From our words to the wording: in the scene's language where it is loaded, else in those in which it is."""
    place = (number, *((paragraph,) if paragraph else ()))
    if scene.language in languages:
        return (act(scene, scene.say("button-wording"), "article", edition.id, *place),)
    return tuple(
        act(
            scene,
            scene.say("button-wording-in", language=scene.language_name(code)),
            *("wording", edition.id, code, *place),
        )
        for code in languages
    )


def _whole_row(scene: Scene, edition: Edition, number: str, paragraph: str | None) -> tuple[Button, ...]:
    if not paragraph:
        return ()
    return (act(scene, scene.say("button-whole-article", number=number), "article", edition.id, number),)


def _neighbours(scene: Scene, edition: Edition, number: str) -> tuple[Button, ...]:
    worded = "-worded" if scene.plain else ""
    if number == PREAMBLE:
        label = scene.say("button-next" + worded, number=edition.first)
        return (
            act(scene, scene.say("button-browse"), "browse", edition.id),
            act(scene, label, "article", edition.id, edition.first),
        )
    article = edition.by_number[number]
    section = edition.section(article.section)
    row = []
    if previous := edition.beside(number, -1):
        row.append(
            act(
                scene, scene.say("button-previous" + worded, number=previous), "article", edition.id, previous
            )
        )
    if section:
        row.append(
            act(
                scene, scene.say("button-section", roman=section.roman), "section", edition.id, section.number
            )
        )
    if following := edition.beside(number, 1):
        row.append(
            act(scene, scene.say("button-next" + worded, number=following), "article", edition.id, following)
        )
    return tuple(row)


def _today_row(scene: Scene, edition: Edition, number: str) -> tuple[Button, ...]:
    today = scene.pack.edition
    if edition is today or number == PREAMBLE:
        return ()
    named = [
        n.partition(".")[0]
        for c in edition.by_number[number].counterparts
        if c.edition == today.id
        for n in c.articles
    ]
    return tuple(
        act(scene, scene.say("button-today", number=n), "article", today.id, n) for n in dict.fromkeys(named)
    )[:3]


def _session_rows(scene: Scene, edition: Edition, number: str, paragraph: str | None) -> Rows:
    """The sessions that dealt with the article, where the whole of it is shown as it stands today."""
    if paragraph or edition is not scene.pack.edition:
        return ()
    article = edition.by_number.get(number)
    held = scene.record.discussing(article.key)[-SESSIONS:] if article else ()
    buttons = [
        act(scene, scene.say("button-session", number=str(session.number)), "session", session.id)
        for session in held
    ]
    return tuple(tuple(buttons[start : start + ROW]) for start in range(0, len(buttons), ROW))


def _follow_row(scene: Scene, edition: Edition, number: str) -> tuple[Button, ...]:
    """By which an article of the text in force is followed, whatever its number will be."""
    article = edition.by_number.get(number)
    if article is None or edition is not scene.pack.edition:
        return ()
    return (act(scene, scene.say("button-follow-this"), "watch", "a", article.key),)


def _tools(scene: Scene, edition: Edition, number: str, paragraph: str | None) -> tuple[Button, ...]:
    tools = [Button(scene.say("button-copy"), "copy", _citation(scene, edition, number, paragraph))]
    if query := _query(scene, edition, number, paragraph):
        tools.append(Button(scene.say("button-share"), "share", query))
    if address := official_address(scene, edition, number):
        tools.insert(0, Button(scene.say("button-official"), "open", address))
    return tuple(tools)


def _proposing(scene: Scene, edition: Edition, number: str) -> tuple[Button, ...]:
    """To a proposal on the article, where it is of the text in force: another one is not changed any more."""
    if edition is not scene.pack.edition:
        return ()
    return (act(scene, scene.say("button-propose"), "propose", f"a{number}"),)


def _citation(scene: Scene, edition: Edition, number: str, paragraph: str | None) -> str:
    """How the place is cited."""
    held = scene.text(edition)
    if number == PREAMBLE:
        return f"{scene.say('preamble-title')}, {held.name}"
    if paragraph:
        return scene.say("citation-paragraph", number=number, paragraph=paragraph, edition=held.name)
    return scene.say("citation", number=number, edition=held.name)


def _query(scene: Scene, edition: Edition, number: str, paragraph: str | None) -> str | None:
    """The inline query that finds the place again; None for preambles of other editions, which none finds surely."""
    if edition.id == scene.pack.info.default_edition:
        title = scene.say("preamble-title") if number == PREAMBLE else number
        return f"{title}.{paragraph}" if paragraph else title
    return (
        None
        if number == PREAMBLE
        else f"{scene.say('article-short', number=number)}, {scene.text(edition).short}"
    )


def _languages(scene: Scene, edition: Edition, number: str, paragraph: str | None) -> tuple[Button, ...]:
    place = (edition.id, number, *((paragraph,) if paragraph else ()))
    return tuple(
        act(scene, scene.language_name(code), f"in-{code}", *place)
        for code in scene.pack.info.languages
        if code != scene.language
    )
