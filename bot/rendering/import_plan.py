"""What an import would do, line by line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.rendering.rich import Rich, bold, join
from bot.rendering.scene import Scene
from bot.rendering.sessions import session_title, session_when
from bot.sessions.ics_lines import IcsError
from bot.sessions.import_plan import DONE, Step
from bot.sessions.model import Session

SHOWN = 30
"""Steps that are shown in a chat; the command line prints all."""


TEXT = 200
"""Characters of a description that a plan shows."""


def plan_lines(scene: Scene, steps: Sequence[Step]) -> list[str]:
    """A line for each step: what is created, moved, changed, cancelled, or left alone and why."""
    return [_line(scene, step) for step in steps]


def plan_text(scene: Scene, steps: Sequence[Step]) -> Rich:
    """The plan for a chat: what is done first, what is left alone after it, with the figures below."""
    ordered = sorted(steps, key=lambda step: step.deed not in DONE)
    lines = [f"• {line}" for line in plan_lines(scene, ordered[:SHOWN])]
    if len(ordered) > SHOWN:
        lines.append(scene.say("import-more", count=str(len(ordered) - SHOWN)))
    return join((bold(scene.say("import-title")), "\n".join(lines), summary(scene, steps)))


def summary(scene: Scene, steps: Sequence[Step]) -> str:
    """How many sessions would change, and how many not."""
    count = sum(step.deed in DONE for step in steps)
    if not count:
        return scene.say("import-nothing")
    return scene.say("import-count", count=str(count), left=str(len(steps) - count))


def refusal(scene: Scene, error: IcsError) -> str:
    """Why a file is not taken, and at which line."""
    reason = scene.say(f"ics-{error.reason}", said=error.said)
    return scene.say("ics-refused", line=str(error.line), reason=reason)


def _line(scene: Scene, step: Step) -> str:
    event, before = step.event, step.before
    there = before or Session(
        "", step.body, 0, event.uid, "confirmed", event.day, event.start, {scene.language: event.title}
    )
    values = {
        "title": event.title,
        "name": session_title(scene, there) if before else event.title,
        "when": session_when(scene, replace(there, day=event.day, start=event.start)),
        "before": session_when(scene, there),
    }
    said = scene.say(f"import-{step.deed}", **values)
    details = _details(step) if step.deed in DONE and step.deed != "cancel" else ""
    return f"{said} ({details})" if details else said


def _details(step: Step) -> str:
    """What besides the title and the time people would read: the place, the address, the beginning of the text."""
    event = step.event
    text = " ".join((event.text or "").split())
    shown = text if len(text) <= TEXT else text[: TEXT - 1].rstrip() + "…"
    return "; ".join(part for part in (event.place, event.stream, shown) if part)
