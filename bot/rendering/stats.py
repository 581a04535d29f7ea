"""What editors see of the questions that got no sure answer."""

from __future__ import annotations

from bot.gaps import Overview
from bot.rendering.card import Card
from bot.rendering.dates import written
from bot.rendering.rich import Rich, bold, join
from bot.rendering.scene import Scene
from bot.storage.gaps import Gap

SHOWN = 20
"""How many questions are shown in a chat; `content gaps` prints all."""


def stats_card(scene: Scene, seen: Overview) -> Card:
    """The questions that several people have asked, most asked first, and how many too few have asked."""
    say = scene.say
    lines = [_line(scene, gap) for gap in seen.gaps]
    more = seen.readable - len(seen.gaps)
    if more > 0:
        lines.append(say("stats-more", count=str(more)))
    listed = Rich("\n".join(lines)) if lines else Rich(say("stats-none"))
    below = say("stats-below", count=str(seen.unreadable))
    title = say("stats-title")
    return Card(join((bold(title), listed, Rich(below))), title=title)


def _line(scene: Scene, gap: Gap) -> str:
    return scene.say(
        "stats-line",
        count=str(gap.askers),
        question=gap.text,
        kind=scene.say(f"stats-kind-{gap.kind}"),
        language=scene.language_name(gap.language),
        date=written(gap.last_seen.isoformat(), scene.language),
    )
