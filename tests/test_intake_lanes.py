"""Each person's updates in order, different people side by side, and never more than fit."""

import asyncio
import datetime as dtm
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from structlog.testing import capture_logs
from telegram import Chat, Message, Update, User

from bot.intake.lanes import Lanes, LanesClosedError, Outcome

NOW = dtm.datetime(2026, 7, 1, tzinfo=dtm.UTC)


def said(update_id: int, person: int, text: str = "4") -> Update:
    """Return the update of a private message."""
    message = Message(1, NOW, Chat(person, "private"), from_user=User(person, "A", False), text=text)
    return Update(update_id, message=message)


async def until(reached: Callable[[], bool]) -> None:
    """Let the loop run until `reached` is true; fail if it does not come to that."""
    for _ in range(1000):
        if reached():
            return
        await asyncio.sleep(0)
    raise AssertionError("this was never reached")


async def idle() -> None:
    """Let the loop run until whatever can go on has gone on."""
    for _ in range(100):
        await asyncio.sleep(0)


class Desk:
    """A handler whose every update waits for the test to let it go."""

    def __init__(self) -> None:
        self.begun: list[int] = []
        self.ended: list[int] = []
        self._gates: dict[int, asyncio.Event] = {}

    async def handle(self, update: Update) -> None:
        """Handle an update when the test says so."""
        self.begun.append(update.update_id)
        await self._gate(update.update_id).wait()
        self.ended.append(update.update_id)

    def let_go(self, *update_ids: int) -> None:
        """Let these updates end, now or as soon as they begin."""
        for update_id in update_ids:
            self._gate(update_id).set()

    def _gate(self, update_id: int) -> asyncio.Event:
        return self._gates.setdefault(update_id, asyncio.Event())


async def test_one_person_in_order() -> None:
    """A person's second update begins after the first one ended."""
    desk = Desk()
    lanes = Lanes(desk.handle)
    for update_id in (1, 2, 3):
        await lanes.put(said(update_id, person=7))
    await idle()
    assert desk.begun == [1]
    desk.let_go(1)
    await idle()
    assert desk.begun == [1, 2]
    desk.let_go(2, 3)
    await until(lambda: desk.ended == [1, 2, 3])


async def test_people_side_by_side() -> None:
    """One person's slow update does not keep another's waiting."""
    desk = Desk()
    lanes = Lanes(desk.handle)
    await lanes.put(said(1, person=7))
    await lanes.put(said(2, person=8))
    desk.let_go(2)
    await until(lambda: desk.ended == [2])
    desk.let_go(1)
    await until(lambda: desk.ended == [2, 1])


async def test_at_most_so_many_at_once() -> None:
    """No more than `workers` updates are in hand at once, and all get their turn."""
    desk = Desk()
    lanes = Lanes(desk.handle, workers=3)
    for update_id in range(10):
        await lanes.put(said(update_id, person=update_id + 1))
    await idle()
    assert desk.begun == [0, 1, 2]
    desk.let_go(*range(10))
    await until(lambda: sorted(desk.ended) == list(range(10)))


async def test_fair_between_people() -> None:
    """Who sent a hundred delays another by one of them."""
    desk = Desk()
    lanes = Lanes(desk.handle, workers=1)
    for update_id in range(100):
        await lanes.put(said(update_id, person=7))
    await lanes.put(said(500, person=8))
    await lanes.put(said(600, person=9))
    desk.let_go(*range(100), 500, 600)
    await until(lambda: len(desk.ended) == 102)
    assert desk.ended[:5] == [0, 500, 600, 1, 2]


async def test_full() -> None:
    """When all room is taken, putting waits until something ends."""
    desk = Desk()
    lanes = Lanes(desk.handle, limit=2)
    await lanes.put(said(1, person=7))
    await lanes.put(said(2, person=8))
    third = asyncio.create_task(lanes.put(said(3, person=9)))
    await idle()
    assert not third.done()
    desk.let_go(1)
    await until(third.done)
    assert desk.begun[:2] == [1, 2]


async def test_flood_waits_alone() -> None:
    """Who has used up their own room waits, and others are let in meanwhile."""
    desk = Desk()
    lanes = Lanes(desk.handle, per_key=2)
    await lanes.put(said(1, person=7))
    await lanes.put(said(2, person=7))
    flood = asyncio.create_task(lanes.put(said(3, person=7)))
    await idle()
    await lanes.put(said(4, person=8))
    await until(lambda: desk.begun == [1, 4])
    assert not flood.done()
    desk.let_go(1)
    await until(flood.done)


async def test_order_holds_while_waiting_for_room() -> None:
    """Updates that waited for room are handled in the order in which they came."""
    desk = Desk()
    lanes = Lanes(desk.handle, limit=3, per_key=2, workers=2)
    tasks = [asyncio.create_task(lanes.put(said(n, person=7))) for n in range(50)]
    desk.let_go(*range(50))
    await asyncio.wait(tasks)
    await until(lambda: len(desk.ended) == 50)
    assert desk.ended == list(range(50))


async def test_giving_up_waiting_leaves_no_trace() -> None:
    """Who gives up waiting for room takes none: later updates are let in as before."""
    desk = Desk()
    lanes = Lanes(desk.handle, limit=1)
    await lanes.put(said(1, person=7))
    waiting = asyncio.create_task(lanes.put(said(2, person=8)))
    await idle()
    waiting.cancel()
    await asyncio.wait({waiting})
    assert len(lanes) == 1
    desk.let_go(1, 3)
    await lanes.put(said(3, person=8))
    await until(lambda: desk.ended == [1, 3])
    assert len(lanes) == 0


async def test_outcome() -> None:
    """Whoever put an update in learns when it was handled."""
    desk = Desk()
    outcome = await Lanes(desk.handle).put(said(1, person=7))
    await idle()
    assert not outcome.done()
    desk.let_go(1)
    assert await outcome == Outcome.DONE


async def fail(update: Update) -> None:
    """Fail with what the person wrote."""
    assert update.message is not None
    raise ValueError(update.message.text)


async def give_up(update: Update) -> None:
    """Fail as a task does when something it waits for was cancelled."""
    raise asyncio.CancelledError


async def time_out(update: Update) -> None:
    """Fail with a time-out that is not the lanes' own."""
    raise TimeoutError


@pytest.mark.parametrize(
    ("broken", "name"), [(fail, "ValueError"), (give_up, "CancelledError"), (time_out, "TimeoutError")]
)
async def test_failure(broken: Callable[[Update], Coroutine[Any, Any, None]], name: str) -> None:
    """A failed update counts as handled, and its log line holds neither the text nor the person."""
    lanes = Lanes(broken)
    with capture_logs() as lines:
        outcome = await (await lanes.put(said(1, person=777123, text="canary")))
    assert outcome == Outcome.FAILED
    assert [(line["event"], line["update_id"], line["error"]) for line in lines] == [
        ("update.failed", 1, name)
    ]
    assert "canary" not in str(lines)
    assert "777123" not in str(lines)


async def test_failure_stops_nobody() -> None:
    """After a failed update the same person's next one is handled."""
    handled: list[int] = []

    async def handle(update: Update) -> None:
        if update.update_id == 1:
            raise ValueError
        handled.append(update.update_id)

    lanes = Lanes(handle, workers=1)
    await lanes.put(said(1, person=7))
    await (await lanes.put(said(2, person=7)))
    assert handled == [2]


async def test_failure_says_where() -> None:
    """The log line names the place that failed, so that it can be found without what it said."""
    with capture_logs() as lines:
        await (await Lanes(fail).put(said(1, person=7)))
    assert lines[0]["at"].startswith(f"{__name__}:")


async def test_time_limit() -> None:
    """An update that takes too long is cut off and counts as handled; the person's next one follows."""
    desk = Desk()
    lanes = Lanes(desk.handle, timeout=0)
    with capture_logs() as lines:
        assert await (await lanes.put(said(1, person=7))) == Outcome.LATE
        assert await (await lanes.put(said(2, person=7))) == Outcome.LATE
    assert desk.ended == []
    assert [(line["event"], line["update_id"]) for line in lines] == [("update.late", 1), ("update.late", 2)]


async def test_drain_finishes_what_was_taken_in() -> None:
    """A graceful stop finishes what is in hand and what waits, and takes in nothing more."""
    desk = Desk()
    lanes = Lanes(desk.handle)
    await lanes.put(said(1, person=7))
    await lanes.put(said(2, person=7))
    drain = asyncio.create_task(lanes.drain(60))
    await idle()
    with pytest.raises(LanesClosedError):
        await lanes.put(said(3, person=8))
    desk.let_go(1, 2)
    assert await drain == 0
    assert desk.ended == [1, 2]


async def test_drain_gives_up() -> None:
    """When time is up, what is in hand is cancelled, and nobody is told that it was handled."""
    desk = Desk()
    lanes = Lanes(desk.handle)
    in_hand = await lanes.put(said(1, person=7))
    waiting = await lanes.put(said(2, person=7))
    await until(lambda: desk.begun == [1])
    assert await lanes.drain(0) == 2
    assert in_hand.cancelled()
    assert waiting.cancelled()
    assert len(lanes) == 0


async def test_drain_turns_away_who_waits_for_room() -> None:
    """Who waits for room when the bot stops is told that the update was not taken in."""
    desk = Desk()
    lanes = Lanes(desk.handle, limit=1)
    await lanes.put(said(1, person=7))
    waiting = asyncio.create_task(lanes.put(said(2, person=8)))
    await idle()
    await lanes.drain(0)
    with pytest.raises(LanesClosedError):
        await waiting
    assert len(lanes) == 0


async def test_drain_of_nothing() -> None:
    """An idle bot stops at once."""
    assert await Lanes(Desk().handle).drain(60) == 0


async def test_nobody_listens_any_more() -> None:
    """An update is handled although whoever put it in went away meanwhile."""
    desk = Desk()
    lanes = Lanes(desk.handle)
    (await lanes.put(said(1, person=7))).cancel()
    desk.let_go(1, 2)
    await (await lanes.put(said(2, person=7)))
    assert desk.ended == [1, 2]


async def test_age_of_the_last_update() -> None:
    """The age of the last update is told in seconds, and nothing before the first one."""
    seconds = 100.0
    lanes = Lanes(Desk().handle, monotonic=lambda: seconds)
    assert lanes.seconds_since_last() is None
    await lanes.put(said(1, person=7))
    seconds = 103.5
    assert lanes.seconds_since_last() == 3.5


async def nothing(update: Update) -> None:
    """Handle an update without ever waiting."""


@pytest.mark.parametrize(("people", "each"), [(1, 5_000), (5_000, 1)])
async def test_flood_stays_bounded(people: int, each: int) -> None:
    """A flood of one person, or of very many at once, never holds more than the limit, and all is handled."""
    handled = 0
    most = 0

    async def handle(update: Update) -> None:
        nonlocal handled, most
        handled += 1
        most = max(most, len(lanes))
        await asyncio.sleep(0)

    lanes = Lanes(handle, limit=200)
    for update_id in range(people * each):
        await lanes.put(said(update_id, person=update_id % people + 1))
    await lanes.drain(60)
    assert handled == 5_000
    assert most <= 201


async def test_many_at_the_door() -> None:
    """Thousands who wait for room at the same time are all let in, each in order."""
    seen: dict[int, list[int]] = {}

    async def handle(update: Update) -> None:
        assert update.effective_user is not None
        seen.setdefault(update.effective_user.id, []).append(update.update_id)
        await asyncio.sleep(0)

    lanes = Lanes(handle, limit=50, per_key=3, workers=8)
    await asyncio.gather(*(lanes.put(said(n, person=n % 100 + 1)) for n in range(3000)))
    await lanes.drain(60)
    assert sum(map(len, seen.values())) == 3000
    assert all(order == sorted(order) for order in seen.values())


@settings(max_examples=60, deadline=None)
@given(
    people=st.lists(st.integers(1, 4), min_size=1, max_size=40),
    yields=st.lists(st.integers(0, 5), min_size=40, max_size=40),
    workers=st.integers(1, 4),
    limit=st.integers(1, 6),
    per_key=st.integers(1, 6),
)
async def test_no_interleaving(
    people: list[int], yields: list[int], workers: int, limit: int, per_key: int
) -> None:
    """Whatever the load and the limits, one person's updates never overlap and come in order, all of them."""
    in_hand: set[int] = set()
    seen: dict[int, list[int]] = {}

    async def handle(update: Update) -> None:
        person = people[update.update_id]
        assert person not in in_hand
        in_hand.add(person)
        for _ in range(yields[update.update_id]):
            await asyncio.sleep(0)
        in_hand.remove(person)
        seen.setdefault(person, []).append(update.update_id)

    lanes = Lanes(handle, workers=workers, limit=limit, per_key=per_key)
    outcomes: list[Awaitable[Outcome]] = [await lanes.put(said(n, person)) for n, person in enumerate(people)]
    assert set(await asyncio.gather(*outcomes)) == {Outcome.DONE}
    assert seen == {p: [n for n, q in enumerate(people) if q == p] for p in set(people)}
    await until(lambda: len(lanes) == 0)
