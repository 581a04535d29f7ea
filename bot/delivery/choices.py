"""When and how somebody wants to be told."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time
from typing import Literal

Mode = Literal["now", "daily", "weekly"]

_WINDOW = re.compile(r"([01]?[0-9]|2[0-3])[:.]([0-5][0-9])\s*[-–—]\s*([01]?[0-9]|2[0-3])[:.]([0-5][0-9])")


@dataclass(frozen=True, slots=True)
class Choices:
    """A person's choices. `quiet` ("22:00-08:00", "off") and `zone` (IANA) None: those of the installation.

    `urgent`: urgent notices may come at any hour. `paused_until`: nothing comes before.
    """

    mode: Mode = "now"
    quiet: str | None = None
    zone: str | None = None
    urgent: bool = True
    remind_day: bool = True
    remind_hour: bool = True
    remind_start: bool = False
    paused_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours of a day from `start` up to `end`; over midnight where `end` is the earlier one."""

    start: time
    end: time

    def hold(self, moment: time) -> bool:
        """Whether the moment lies within them."""
        if self.start <= self.end:
            return self.start <= moment < self.end
        return moment >= self.start or moment < self.end


def parse_hours(written: str) -> Hours | None:
    """Hours like "22:00-08:00"; None for "off" and for hours that last no time.

    Raises:
        ValueError: they are not written so.
    """
    if written.strip().lower() == "off":
        return None
    found = _WINDOW.fullmatch(written.strip())
    if found is None:
        raise ValueError("not hours like 22:00-08:00, nor off")
    first, second, third, fourth = (int(part) for part in found.groups())
    hours = Hours(time(first, second), time(third, fourth))
    return None if hours.start == hours.end else hours


def written_hours(hours: Hours | None) -> str:
    """Hours as they are stored; "off" for none."""
    return "off" if hours is None else f"{hours.start:%H:%M}-{hours.end:%H:%M}"
