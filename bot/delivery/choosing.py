"""From what somebody typed or tapped to other choices of when they are told."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import lru_cache
from typing import cast, get_args
from zoneinfo import available_timezones

from bot.delivery.choices import Choices, Mode, parse_hours, written_hours
from bot.delivery.notice import Reminder

MOST_DAYS = 365
"""Days of the longest pause."""

_OFFSET = re.compile(r"(?:utc|gmt)?([+-])([0-9]{1,2})(?::?00)?")


class ChoiceError(ValueError):
    """What was asked for is not possible; `message` is the id of the message that says so."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def chosen(choices: Choices, words: Sequence[str], now: datetime) -> Choices:
    """The choices after what the words ask for: `daily`, `quiet 23:00-07:00`, `reminders hour off`, `pause 7`.

    Raises:
        ChoiceError: they ask for nothing that can be chosen.
    """
    if not words:
        raise ChoiceError("choice-usage")
    what, *rest = (word.lower() for word in words)
    if what in get_args(Mode) and not rest:
        return replace(choices, mode=cast("Mode", what))
    change = _CHANGES.get(what)
    if change is None:
        raise ChoiceError("choice-usage")
    return change(choices, rest, now)


def is_choice(word: str) -> bool:
    """Whether a word begins a choice, rather than naming something to follow."""
    return word.lower() in get_args(Mode) or word.lower() in _CHANGES


def _quiet(choices: Choices, rest: list[str], _: datetime) -> Choices:
    written = "".join(rest)
    if written == "default":
        return replace(choices, quiet=None)
    try:
        return replace(choices, quiet=written_hours(parse_hours(written)))
    except ValueError as error:
        raise ChoiceError("choice-quiet-usage") from error


def _zone(choices: Choices, rest: list[str], _: datetime) -> Choices:
    written = "_".join(rest)
    if written == "default":
        return replace(choices, zone=None)
    found = zone_named(written)
    if found is None:
        raise ChoiceError("choice-zone-unknown")
    return replace(choices, zone=found)


def zone_named(written: str) -> str | None:
    """The zone (IANA) of a name, of its city alone, or of an offset like +5 or UTC+5; None where there is none."""
    key = written.strip().lower().replace(" ", "_")
    if offset := _OFFSET.fullmatch(key):
        hours = int(offset[2])
        # The signs of these zones are the other way round (tz database, file etcetera).
        name = f"Etc/GMT{'-' if offset[1] == '+' else '+'}{hours}" if hours else "Etc/GMT"
        return name if name.lower() in _zones() else None
    return _zones().get(key)


@lru_cache(maxsize=1)
def _zones() -> dict[str, str]:
    found: dict[str, str] = {}
    for name in sorted(available_timezones()):
        found.setdefault(name.lower(), name)
        if "/" in name and not name.startswith("Etc/"):
            found.setdefault(name.rpartition("/")[2].lower(), name)
    return found


def _reminders(choices: Choices, rest: list[str], _: datetime) -> Choices:
    names = get_args(Reminder)
    if len(rest) == 1:
        which, turned = list(names), rest[0]
    elif len(rest) == 2 and rest[0] in names:
        which, turned = [rest[0]], rest[1]
    else:
        raise ChoiceError("choice-reminders-usage")
    on = _on(turned, "choice-reminders-usage")
    return replace(
        choices,
        remind_day=on if "day" in which else choices.remind_day,
        remind_hour=on if "hour" in which else choices.remind_hour,
        remind_start=on if "start" in which else choices.remind_start,
    )


def _urgent(choices: Choices, rest: list[str], _: datetime) -> Choices:
    return replace(choices, urgent=_on(" ".join(rest), "choice-urgent-usage"))


def _pause(choices: Choices, rest: list[str], now: datetime) -> Choices:
    days = rest[0] if len(rest) == 1 else ""
    if not (days.isdecimal() and len(days) < 4 and 1 <= int(days) <= MOST_DAYS):
        raise ChoiceError("choice-pause-usage")
    return replace(choices, paused_until=now + timedelta(days=int(days)))


def _resume(choices: Choices, rest: list[str], _: datetime) -> Choices:
    if rest:
        raise ChoiceError("choice-usage")
    return replace(choices, paused_until=None)


def _on(turned: str, usage: str) -> bool:
    if turned not in ("on", "off"):
        raise ChoiceError(usage)
    return turned == "on"


_CHANGES: dict[str, Callable[[Choices, list[str], datetime], Choices]] = {
    "quiet": _quiet,
    "zone": _zone,
    "reminders": _reminders,
    "urgent": _urgent,
    "pause": _pause,
    "resume": _resume,
}
