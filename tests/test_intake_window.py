"""Which offset may be confirmed, and when asking again is worth it."""

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import Update

from bot.intake.recent import Recent
from bot.intake.window import Window


def updates(ids: Iterable[int]) -> list[Update]:
    """Return empty updates with these ids."""
    return [Update(update_id) for update_id in ids]


def ids(taken: list[Update]) -> list[int]:
    """Return the ids of updates."""
    return [update.update_id for update in taken]


def test_nothing_fetched() -> None:
    """Before the first answer there is no offset: Telegram begins with the oldest update it holds."""
    window = Window()
    assert window.offset is None
    assert window.worth_asking
    assert not window.stuck


def test_lowest_unhandled() -> None:
    """The offset is the lowest update in hand, whatever is finished above it."""
    window = Window()
    window.take(updates([5, 6, 7]), None)
    assert window.offset == 5
    window.handled(6)
    window.handled(7)
    assert window.offset == 5
    window.handled(5)
    assert window.offset == 8


def test_known_ones_are_skipped() -> None:
    """What comes again, in hand or handled, is not taken again; what is new beside it is."""
    window = Window()
    assert ids(window.take(updates([5, 6]), None)) == [5, 6]
    window.handled(6)
    assert ids(window.take(updates([5, 6, 7]), 5)) == [7]
    assert window.offset == 5


def test_empty_answer() -> None:
    """An answer without updates leaves the offset where it was."""
    window = Window()
    window.take(updates([5]), None)
    window.handled(5)
    assert window.take([], 6) == []
    assert window.offset == 6


def test_ids_begin_anew() -> None:
    """After a week of silence ids may go on from a lower number: these are taken and confirmed too."""
    window = Window()
    window.take(updates([900]), None)
    window.handled(900)
    assert ids(window.take(updates([40, 41]), 901)) == [40, 41]
    assert not window.repeated
    assert window.offset == 40
    window.handled(40)
    window.handled(41)
    assert window.offset == 42


def test_server_disregards_the_offset() -> None:
    """An answer with nothing but what was confirmed is noticed."""
    window = Window()
    window.take(updates([5]), None)
    window.handled(5)
    window.take(updates([5]), 6)
    assert window.repeated


def test_worth_asking() -> None:
    """It is worth asking when all is done, or when a full answer is done to three quarters."""
    window = Window(limit=8)
    window.take(updates(range(8)), None)
    for update_id in range(6):
        window.handled(update_id)
        assert not window.worth_asking
    window.handled(6)
    assert window.worth_asking


def test_short_answer_is_finished_first() -> None:
    """After an answer that was not full nothing waits at Telegram's: all of it is finished before asking."""
    window = Window(limit=8)
    window.take(updates(range(4)), None)
    for update_id in range(3):
        window.handled(update_id)
    assert not window.worth_asking
    window.handled(3)
    assert window.worth_asking


def test_stuck() -> None:
    """With a full answer and its first update in hand, asking brings the same answer."""
    window = Window(limit=3)
    window.take(updates([1, 2, 3]), None)
    window.handled(2)
    window.handled(3)
    assert window.stuck
    window.handled(1)
    assert not window.stuck


def test_unreadable() -> None:
    """After an unreadable answer single updates are asked for, and one unreadable alone is passed over."""
    window = Window()
    window.take(updates([5]), None)
    assert window.unreadable() is None
    assert window.limit == 1
    assert window.unreadable() is None, "5 is in hand, so it is not the one that cannot be read"
    window.handled(5)
    assert window.unreadable() == 6
    assert window.offset == 7
    for update_id in range(7, 107):
        window.take(updates([update_id]), update_id)
    assert window.limit == 100


def test_unreadable_from_the_start() -> None:
    """Nothing can be passed over while no id is known."""
    window = Window()
    assert window.unreadable() is None
    assert window.unreadable() is None
    assert window.offset is None


@given(st.lists(st.integers(0, 30), unique=True), st.integers(1, 31))
def test_never_confirms_what_is_in_hand(finished: list[int], fetched: int) -> None:
    """Whatever the order in which updates finish, none in hand is below the offset."""
    window = Window()
    window.take(updates(range(fetched)), None)
    in_hand = set(range(fetched))
    for update_id in finished:
        window.handled(update_id)
        in_hand.discard(update_id)
        assert window.offset == min(in_hand, default=fetched)


def test_recent_forgets_the_oldest() -> None:
    """Of more ids than it holds, the ones longest not seen are forgotten."""
    recent = Recent(size=2)
    assert recent.first_time(1)
    assert recent.first_time(2)
    assert not recent.first_time(1)
    assert recent.first_time(3)
    assert not recent.first_time(1)
    assert recent.first_time(2)


@pytest.mark.parametrize("size", [1, 100])
def test_recent_knows_the_last(size: int) -> None:
    """The id that came last is always known."""
    recent = Recent(size)
    assert all(recent.first_time(n) and not recent.first_time(n) for n in range(1000))
