"""The dates of the record that are no sessions: what led there, and what came of it."""

from __future__ import annotations

from bot.rendering.card import Button, Card, act
from bot.rendering.dates import written
from bot.rendering.record import site_links
from bot.rendering.rich import Rich, bold, italic, join
from bot.rendering.scene import Scene
from content.model import Milestone

PAGE = 9
"""Dates on one page; a page of the shipped pack takes about half a message."""


def milestones_card(scene: Scene, page: int = 1) -> Card:
    """The dates before and after the sessions with their sources, the earliest first, a page of them at a time.

    Pages count from 1; one past either end is the nearest there is.
    """
    held = sorted(scene.pack.milestones, key=lambda each: each.date)
    title = scene.say("milestones-title")
    if not held:
        return Card(Rich(scene.say("milestones-none")), (_to_sessions(scene),), title=title)
    pages = -(-len(held) // PAGE)
    page = min(max(page, 1), pages)
    shown = held[(page - 1) * PAGE : page * PAGE]
    text = join(
        (
            bold(title),
            *(_milestone(scene, each) for each in shown),
            scene.say("browse-page", page=str(page), pages=str(pages)) if pages > 1 else None,
        )
    )
    rows = (_turning(scene, page, pages), _to_sessions(scene))
    return Card(text, tuple(row for row in rows if row), title=title)


def _milestone(scene: Scene, milestone: Milestone) -> Rich:
    say = scene.say
    status = say(f"status-{milestone.status}") if milestone.status in ("preliminary", "disputed") else None
    heading = f"{written(milestone.date, scene.language)} – {scene.local(milestone.title)}"
    return join(
        (
            bold(heading),
            scene.local(milestone.text),
            italic(status) if status else None,
            site_links(milestone.sources),
        ),
        "\n",
    )


def _turning(scene: Scene, page: int, pages: int) -> tuple[Button, ...]:
    worded = "-worded" if scene.plain else ""
    row = []
    if page > 1:
        row.append(act(scene, scene.say("button-back" + worded), "milestones", str(page - 1)))
    if page < pages:
        row.append(act(scene, scene.say("button-more" + worded), "milestones", str(page + 1)))
    return tuple(row)


def _to_sessions(scene: Scene) -> tuple[Button, ...]:
    return (act(scene, scene.say("sessions-record"), "sessions"),)
