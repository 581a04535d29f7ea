"""What editors see of the questions that got no sure answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.gaps import Overview
from bot.rendering.card import Card
from bot.rendering.dates import written
from bot.rendering.rich import Rich, bold, join
from bot.rendering.scene import Scene
from bot.storage.gaps import Gap

SHOWN = 20
"""How many questions are shown in a chat; `content gaps` prints all."""


Worst = Sequence[tuple[str, int, int]]
"""Places whose answers were called bad: place, how often bad, how often good."""


def stats_card(
    scene: Scene, seen: Overview, said: Mapping[str, int] | None = None, worst: Worst = ()
) -> Card:
    """The questions that several people have asked, most asked first, and how many too few have asked.

    `said` counts the feedback of the last days (see `bot.feedback`); None: it is left out.
    """
    say = scene.say
    lines = [_line(scene, gap) for gap in seen.gaps]
    more = seen.readable - len(seen.gaps)
    if more > 0:
        lines.append(say("stats-more", count=str(more)))
    listed = Rich("\n".join(lines)) if lines else Rich(say("stats-none"))
    below = say("stats-below", count=str(seen.unreadable))
    title = say("stats-title")
    feedback = _feedback(scene, said, worst) if said is not None else None
    return Card(join((bold(title), listed, Rich(below), feedback)), title=title)


def _feedback(scene: Scene, said: Mapping[str, int], worst: Worst) -> Rich:
    """How often answers were called good and bad, and where they were called bad most often."""
    say = scene.say
    counts = {name: str(said.get(f"bad-{name}", 0)) for name in ("article", "unclear", "error")}
    total = say(
        "stats-feedback", good=str(said["good"]), bad=str(said["bad"]), note=str(said["note"]), **counts
    )
    lines = [
        say("stats-feedback-line", place=place, bad=str(bad), good=str(good)) for place, bad, good in worst
    ]
    return join((bold(say("stats-feedback-title")), join((total, *lines), "\n")), "\n")


def _line(scene: Scene, gap: Gap) -> str:
    return scene.say(
        "stats-line",
        count=str(gap.askers),
        question=gap.text,
        kind=scene.say(f"stats-kind-{gap.kind}"),
        language=scene.language_name(gap.language),
        date=written(gap.last_seen.isoformat(), scene.language),
    )
