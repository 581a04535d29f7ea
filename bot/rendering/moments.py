"""Moments as people read them: in the pack's zone, the date in words."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.rendering.dates import written
from bot.rendering.scene import Scene


def day(scene: Scene, moment: datetime) -> str:
    """The day of a moment, such as "28 November 2026"."""
    return written(_there(scene, moment).date().isoformat(), scene.language)


def moment_name(scene: Scene, moment: datetime) -> str:
    """A moment with its minutes, such as "28 November 2026, 14:05"."""
    there = _there(scene, moment)
    return f"{written(there.date().isoformat(), scene.language)}, {there:%H:%M}"


def _there(scene: Scene, moment: datetime) -> datetime:
    return moment.astimezone(ZoneInfo(scene.pack.info.zone))
