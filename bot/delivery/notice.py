"""What people are to be told: a notice, before anybody knows who will get it and when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.rendering.card import Card

Kind = Literal[
    "announced",
    "moved",
    "cancelled",
    "live",
    "reminder",
    "outcome",
    "news",
    "article",
    "agenda",
    "proposal",
    "correction",
]

Reminder = Literal["day", "hour", "start"]
"""Reminders that a person can switch off one by one: a day and an hour before a session, and at its start."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One event and how it is told.

    `event` is the unique name of what happened ("session:kcr-13:2:moved"): publishing it again does nothing.
    `topics` are "sessions", "body:<id>", "a:<article key>", "s:<section number>", "news", "proposals:<article key>":
    whoever follows any of them gets one message. `people` (`people.id`) are told whatever they follow.
    `cards` are frozen as they are; a person whose language is missing gets the first one, marked as not translated.
    """

    event: str
    kind: Kind
    topics: tuple[str, ...]
    cards: Mapping[str, Card]
    people: tuple[int, ...] = ()
    #: Nobody is told before; None: at once, at the hours that each person accepts. Who is told is settled only then.
    not_before: datetime | None = None
    #: Nobody is told from then on (a reminder after the start); None: it keeps.
    expires: datetime | None = None
    #: Does not wait for quiet hours and digests where the person allows that (by default they do).
    urgent: bool = False
    #: The event of an earlier notice about the same thing. Its messages are edited to the new cards and replied to
    #: once; where it was not sent yet it is not sent any more, and the new one is, except for "cancelled": who was
    #: not told is not told of that either. A "reminder" that follows something only belongs to it: nothing is edited
    #: or taken back, but who was reminded counts as told.
    follows: str | None = None
    #: Told only to those who have this reminder switched on; None: not a matter of that switch.
    reminder: Reminder | None = None
