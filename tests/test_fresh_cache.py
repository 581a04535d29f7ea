"""What is kept in memory, and for how long it is believed."""

from __future__ import annotations

from datetime import timedelta

from bot.clock import SettableClock
from bot.fresh_cache import FreshCache


def test_a_thing_is_believed_for_its_seconds(clock: SettableClock) -> None:
    """After the seconds it has to be read again; nothing known and known to be nothing differ."""
    cache = FreshCache[str, int | None](clock, size=2, seconds=5)
    assert cache.get("a") is None
    cache.learn("a", None, since=cache.changes)
    clock.advance(timedelta(seconds=4.9))
    assert cache.get("a") == (None,)
    clock.advance(timedelta(seconds=0.1))
    assert cache.get("a") is None


def test_the_least_used_goes_first(clock: SettableClock) -> None:
    """A full cache drops what was not asked for longest."""
    cache = FreshCache[str, int](clock, size=2, seconds=5)
    cache.change("a", 1)
    cache.change("b", 2)
    cache.get("a")
    cache.change("c", 3)
    assert [cache.get(name) for name in "abc"] == [(1,), None, (3,)]


def test_a_read_that_began_before_a_change_is_not_believed(clock: SettableClock) -> None:
    """What was read meanwhile does not hide what was written; what was forgotten stays forgotten."""
    cache = FreshCache[str, int](clock, size=2, seconds=5)
    since = cache.changes
    cache.change("a", 2)
    cache.learn("a", 1, since=since)
    assert cache.get("a") == (2,)
    since = cache.changes
    cache.forget("a")
    cache.learn("a", 1, since=since)
    assert cache.get("a") is None
