"""The clocks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from bot.clock import SettableClock, SystemClock

NOON = datetime(2026, 7, 1, 12, 0, tzinfo=UTC)


def test_the_system_clock_tells_the_real_time_in_utc() -> None:
    """Without a start the computer's time is told, aware, in UTC."""
    before = datetime.now(UTC)
    now = SystemClock().now()
    assert before <= now <= datetime.now(UTC)
    assert now.tzinfo is UTC


@pytest.mark.parametrize(
    "start", [NOON, NOON.replace(tzinfo=None), NOON.astimezone(timezone(timedelta(hours=5)))]
)
def test_a_clock_with_a_start_runs_on_from_there(start: datetime) -> None:
    """A start, in whatever zone and UTC where it has none, is where the clock begins to run."""
    clock = SystemClock(start)
    first, second = clock.now(), clock.now()
    assert NOON <= first <= second < NOON + timedelta(minutes=1)


def test_a_settable_clock_stands_still() -> None:
    """No time goes by unless it is told to."""
    clock = SettableClock(NOON)
    assert (clock.now(), clock.monotonic()) == (clock.now(), clock.monotonic()) == (NOON, 0.0)


def test_time_that_goes_by_moves_both_times() -> None:
    """Moving forward moves the time of day and the running seconds alike."""
    clock = SettableClock(NOON)
    clock.advance(timedelta(seconds=90))
    clock.set(NOON + timedelta(seconds=100))
    assert clock.now() == datetime(2026, 7, 1, 12, 1, 40, tzinfo=UTC)
    assert clock.monotonic() == 100.0


def test_running_seconds_never_go_back() -> None:
    """Setting the time of day back leaves the running seconds where they are."""
    clock = SettableClock(NOON)
    clock.advance(timedelta(seconds=5))
    clock.set(NOON - timedelta(days=1))
    assert clock.monotonic() == 5.0
    with pytest.raises(ValueError, match="backwards"):
        clock.advance(timedelta(seconds=-1))


def test_a_system_clock_can_let_time_go_by() -> None:
    """What is skipped counts for both times; it never goes back."""
    clock = SystemClock(datetime(2026, 7, 1, tzinfo=UTC))
    before, running = clock.now(), clock.monotonic()
    clock.skip(timedelta(days=2))
    assert clock.now() - before >= timedelta(days=2)
    assert clock.monotonic() - running >= 2 * 86_400
    with pytest.raises(ValueError, match="backwards"):
        clock.skip(timedelta(seconds=-1))
