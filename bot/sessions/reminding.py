"""When people are reminded of a session: a day before, an hour before, and at its start."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.sessions.model import OPEN, Session
from bot.storage.reminders import Due, Which

BEFORE: dict[Which, timedelta] = {
    "day": timedelta(days=1),
    "hour": timedelta(hours=1),
    "start": timedelta(0),
}
GRACE = timedelta(minutes=30)
"""How long after the start it still makes sense to say that it starts."""
MORNING = time(10)
"""When people are reminded, the day before, of a session of which only the day is known; in the pack's zone."""


def reminders_of(session: Session, now: datetime, zone: ZoneInfo) -> list[Due]:
    """The reminders that are still to come at `now`, the earliest first; one whose hour has passed is left out.

    That of a day before, which a digest may hold up, ends where the last hour begins: it has a reminder of its own.
    """
    if session.status not in OPEN or session.status == "live" or session.withdrawn:
        return []
    if session.start is None:
        due = datetime.combine(session.day - timedelta(days=1), MORNING, zone).astimezone(UTC)
        over = datetime.combine(session.day, time(), zone).astimezone(UTC)
        found = [Due(session.id, session.revision, "day", due, over)]
    else:
        start = session.start
        ends = {"day": start - BEFORE["hour"], "hour": start, "start": start + GRACE}
        found = [
            Due(session.id, session.revision, which, start - before, ends[which])
            for which, before in BEFORE.items()
        ]
    return [each for each in found if each.due_at > now]
