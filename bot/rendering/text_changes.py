"""Changed articles: the list for an editor, and the notice for whoever follows one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.delivery.notice import Notice
from bot.rendering.articles import article_name, heading_line
from bot.rendering.card import Card, Rows, act
from bot.rendering.comparing import excerpt, legend, marked
from bot.rendering.rich import Rich, bold, italic, join, split
from bot.rendering.scene import Scene, Scenes
from bot.text_changes import TextChange

SHOWN = 30
"""Most changed articles that an editor's list names."""
_UNITS = 2_400
"""UTF-16 units of the changes that a notice shows at most; the comparison is one tap away."""


def change_notice(scenes: Scenes, change: TextChange, **times: object) -> Notice:
    """The notice about a changed article, in every language of the pack."""
    cards = {code: change_card(scenes(code), change) for code in scenes.pack.info.languages}
    return Notice(change.event, "article", change.topics, cards, **times)  # type: ignore[arg-type]


def change_card(scene: Scene, change: TextChange) -> Card:
    """That an article changed: what went out and what came in, or that only the import was put right."""
    number, version = change.article.number, change.version(scene.language)
    title = scene.say(
        "change-corrected" if change.correction else "change-title", article=article_name(scene, number)
    )
    elsewhere = None
    if version.language != scene.language:
        elsewhere = italic(scene.say("change-elsewhere", language=scene.language_name(version.language)))
    # Frozen for people of either layout, so what came in and went out is said in words.
    worded = replace(scene, plain=True)
    shown, *rest = split(marked(worded, excerpt(version.pieces)), _UNITS)
    body = shown + " …" if rest else shown
    text = join(
        (bold(title), heading_line(scene, scene.pack.edition, number), elsewhere, legend(worded), body)
    )
    brief = join((bold(title), scene.say("change-open")))
    rows: Rows = ((act(scene, article_name(scene, number), "article", change.edition, number),),)
    if change.other != change.edition:
        button = act(scene, scene.say("button-compare"), "compare", number, change.other)
        rows = (*rows, (button,))
    return Card(text, rows, title=title, brief=brief)


def changes_card(
    scene: Scene, changes: Sequence[TextChange], told: int, seconds: float, stamp: str, against: str
) -> Card:
    """What an editor sees before anybody is told: the changed articles, and how many people follow them."""
    say = scene.say
    if not changes:
        return Card(Rich(say("changes-none")))
    lines = [_line(scene, change) for change in changes[:SHOWN]]
    more = say("changes-more", count=str(len(changes) - SHOWN)) if len(changes) > SHOWN else None
    numbers = {
        "articles": str(len(changes)),
        "people": str(told),
        "minutes": str(max(1, round(seconds / 60))),
    }
    text = join(
        (
            bold(say("changes-title")),
            "\n".join(lines),
            more,
            say("changes-reach", **numbers),
            italic(say("changes-hint", example=changes[0].article.number)),
        )
    )
    rest = (against,) if against else ()
    confirm = act(scene, say("button-changes-publish"), "publish", "changes", "confirm", stamp, *rest)
    return Card(text, ((confirm,),), title=say("changes-title"))


def _line(scene: Scene, change: TextChange) -> str:
    named = ", ".join(scene.language_name(each.language) for each in change.versions)
    line = f"• {article_name(scene, change.article.number)} – {named}"
    return f"{line} ({scene.say('changes-correction')})" if change.correction else line


def changes_done_card(scene: Scene, first: int, last: int, count: int) -> Card:
    """That the notices are published, with a tap to take them back."""
    button = act(scene, scene.say("button-changes-undo"), "publish", "changes", "undo", str(first), str(last))
    return Card(Rich(scene.say("changes-done", count=str(count))), ((button,),))
