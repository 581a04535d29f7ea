"""From when on somebody may be told: by quiet hours and digests in their own zone, whatever its clocks do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.delivery.choices import Hours, Mode

DIGEST_AT = time(9, 0)
"""Local time at which digests come, or the end of the quiet hours where these last longer."""
DIGEST_WEEKDAY = 0
"""Weekly digests come on Mondays."""


@dataclass(frozen=True, slots=True)
class Due:
    """From when on, in UTC, and whether in one message with what else comes then."""

    at: datetime
    digest: bool


def due(moment: datetime, zone: ZoneInfo, quiet: Hours | None, mode: Mode, *, at_any_hour: bool) -> Due:
    """When a notice of `moment` may reach somebody. `at_any_hour`: neither quiet hours nor digests hold it up."""
    if at_any_hour:
        return Due(moment, False)
    if mode != "now":
        return Due(after_quiet(next_digest(moment, zone, mode), zone, quiet), True)
    return Due(after_quiet(moment, zone, quiet), False)


def after_quiet(moment: datetime, zone: ZoneInfo, quiet: Hours | None) -> datetime:
    """The moment itself, or the end of the quiet hours that it falls into."""
    local = moment.astimezone(zone)
    if quiet is None or not quiet.hold(local.time()):
        return moment
    day = local.date()
    if quiet.start > quiet.end and local.time() >= quiet.start:
        day += timedelta(days=1)
    return _instant(day, quiet.end, zone)


def next_digest(moment: datetime, zone: ZoneInfo, mode: Mode) -> datetime:
    """The next time after `moment` at which a digest of that mode comes."""
    local = moment.astimezone(zone)
    for days in range(9):
        day = local.date() + timedelta(days=days)
        at = _instant(day, DIGEST_AT, zone)
        if at > moment and (mode == "daily" or day.weekday() == DIGEST_WEEKDAY):
            return at
    raise AssertionError("every week has a Monday")


def _instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    """A local time in UTC. One that the clocks jump over comes later by the jump; of a doubled one the first."""
    return datetime.combine(day, at, zone).astimezone(UTC)
