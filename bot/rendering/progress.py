"""How sending goes on: the message that an editor watches, and the line of /status."""

from __future__ import annotations

from bot.delivery.progress import Progress
from bot.delivery.queue import Queue
from bot.rendering.card import Button, Card, act
from bot.rendering.rich import bold, join
from bot.rendering.scene import Scene


def progress_card(scene: Scene, progress: Progress, title: str = "") -> Card:
    """One campaign in figures, with what may be done about it. `title` is that of its message."""
    say, number = scene.say, str(progress.campaign)
    state = "waiting" if progress.state == "sending" and not progress.begun else progress.shown
    counts = {
        name: str(getattr(progress, name))
        for name in ("sent", "pending", "later", "blocked", "failed", "unknown", "expired", "cancelled")
    }
    left = "–" if progress.left is None else str(round(progress.left))
    text = join(
        (
            bold(say("progress-title", id=number)) + f" · {say(f'progress-state-{state}')}",
            title or None,
            say("progress-counts", **counts),
            None if progress.ended else say("progress-rate", rate=f"{progress.rate:.1f}", left=left),
            None if progress.ended else say("progress-typed", id=number),
        )
    )
    return Card(text, _rows(scene, progress), title=say("progress-title", id=number))


def _rows(scene: Scene, progress: Progress) -> tuple[tuple[Button, ...], ...]:
    if progress.ended:
        return ()
    does = "pause" if progress.state == "sending" else "resume"
    return (
        tuple(
            act(scene, scene.say(f"button-progress-{each}"), "campaign", each, str(progress.campaign))
            for each in (does, "cancel")
        ),
    )


def queue_line(scene: Scene, queue: Queue, rate: float) -> str:
    """How many notices wait, for how long, and how fast they go."""
    return scene.say(
        "status-queue",
        waiting=str(queue.waiting),
        age=str(round(queue.age)),
        sent=str(queue.sent),
        rate=f"{rate:.1f}",
        unknown=str(queue.unknown),
    )
