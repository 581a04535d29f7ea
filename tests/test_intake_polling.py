"""Updates are fetched from Telegram, handled, and only then confirmed."""

import asyncio
import datetime as dtm
from collections import deque
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager

import pytest
from structlog.testing import capture_logs
from telegram import Chat, Message, Update, User, WebhookInfo
from telegram.error import Conflict, InvalidToken, NetworkError, TimedOut

from bot.intake.lanes import Lanes
from bot.intake.polling import Polling
from bot.intake.trouble import IntakeError, Trouble

NOW = dtm.datetime(2026, 7, 1, tzinfo=dtm.UTC)
KINDS = ["message", "callback_query"]


def said(update_id: int, person: int) -> Update:
    """Return the update of a private message."""
    message = Message(1, NOW, Chat(person, "private"), from_user=User(person, "A", False), text="4")
    return Update(update_id, message=message)


async def until(reached: Callable[[], bool]) -> None:
    """Let the loop run until `reached` is true; fail if it does not come to that."""
    for _ in range(10_000):
        if reached():
            return
        await asyncio.sleep(0)
    raise AssertionError("this was never reached")


async def idle() -> None:
    """Let the loop run until whatever can go on has gone on."""
    for _ in range(300):
        await asyncio.sleep(0)


class Telegram:
    """A Telegram that keeps updates until an offset confirms them, and remembers what it was asked."""

    def __init__(self, *pending: Update, url: str = "") -> None:
        self.pending = list(pending)
        self.url = url
        self.offsets: list[int | None] = []
        self.asked: list[tuple[int | None, int | None, int | None]] = []
        self.allowed: Sequence[str] | None = None
        self.dropped: bool | None = None
        self.failures: deque[Exception] = deque()
        self.unreadable: set[int] = set()
        self._arrived = asyncio.Event()

    def send(self, *updates: Update) -> None:
        """Let people send something."""
        self.pending.extend(updates)
        self._arrived.set()

    async def get_updates(
        self,
        offset: int | None = None,
        limit: int | None = None,
        timeout: int | None = None,  # noqa: ASYNC109
        allowed_updates: Sequence[str] | None = None,
    ) -> tuple[Update, ...]:
        """Confirm what is below `offset` and return what is not; a long poll waits for something."""
        self.offsets.append(offset)
        self.asked.append((offset, limit, timeout))
        self.allowed = allowed_updates
        if self.failures:
            raise self.failures.popleft()
        self.pending = [update for update in self.pending if offset is None or update.update_id >= offset]
        if not self.pending and timeout:
            self._arrived.clear()
            await self._arrived.wait()
        answer = tuple(self.pending[:limit])
        if self.unreadable & {update.update_id for update in answer}:
            raise KeyError("a field is missing")
        return answer

    async def get_webhook_info(self) -> WebhookInfo:
        """Return the webhook that is set, if any."""
        if self.failures:
            raise self.failures.popleft()
        return WebhookInfo(self.url, has_custom_certificate=False, pending_update_count=0)

    async def delete_webhook(self, drop_pending_updates: bool | None = None) -> bool:
        """Remove the webhook."""
        self.url = ""
        self.dropped = drop_pending_updates
        return True


class Time:
    """Waits that last until the test ends them."""

    def __init__(self) -> None:
        self.waits: list[float] = []
        self._over: asyncio.Event = asyncio.Event()

    async def sleep(self, seconds: float) -> None:
        """Wait until the test says that time went by."""
        self.waits.append(seconds)
        await self._over.wait()

    def passes(self) -> None:
        """End all waits that have begun."""
        self._over.set()
        self._over = asyncio.Event()


class Desk:
    """A handler that remembers, and that keeps chosen people's updates until the test lets them go."""

    def __init__(self, *stuck: int) -> None:
        self.begun: list[int] = []
        self.ended: list[int] = []
        self._gates = {update_id: asyncio.Event() for update_id in stuck}

    async def handle(self, update: Update) -> None:
        """Handle an update."""
        self.begun.append(update.update_id)
        if update.update_id in self._gates:
            await self._gates[update.update_id].wait()
        self.ended.append(update.update_id)

    def let_go(self, *update_ids: int) -> None:
        """Let these updates end."""
        for update_id in update_ids:
            self._gates[update_id].set()


@asynccontextmanager
async def running(telegram: Telegram, desk: Desk, time: Time | None = None) -> AsyncIterator[Polling]:
    """Run the polling inside the block, and kill it at the end as a crash would."""
    time = time or Time()
    polling = Polling(telegram, Lanes(desk.handle), KINDS, sleep=time.sleep, trouble=Trouble(lambda: 0.0))
    task = asyncio.create_task(polling.run())
    try:
        yield polling
    finally:
        task.cancel()
        await asyncio.wait({task})


async def test_confirms_after_handling() -> None:
    """While an update is in hand it is not confirmed; when it is handled the next ask confirms it."""
    telegram, desk = Telegram(said(1, 7), said(2, 8)), Desk(1, 2)
    async with running(telegram, desk):
        await until(lambda: desk.begun == [1, 2])
        assert telegram.offsets == [None]
        desk.let_go(1, 2)
        await until(lambda: telegram.offsets == [None, 3])


async def test_asks_for_what_was_told() -> None:
    """Each ask is a long poll for a hundred updates of the kinds that are wanted."""
    telegram = Telegram()
    async with running(telegram, Desk()):
        await until(lambda: telegram.asked == [(None, 100, 30)])
        assert telegram.allowed == ["message", "callback_query"]


async def test_does_not_spin() -> None:
    """While only updates in hand would come back, the bot asks at growing pauses, not at once."""
    telegram, desk, time = Telegram(said(1, 7)), Desk(1), Time()
    async with running(telegram, desk, time):
        for asks in (1, 2, 3, 4):
            await idle()
            assert len(telegram.offsets) == asks
            time.passes()
        await idle()
        assert time.waits == [0.05, 0.1, 0.2, 0.2, 0.2]
        assert telegram.offsets == [None, 1, 1, 1, 1]
        assert desk.begun == [1]


async def test_completion_ends_the_pause() -> None:
    """When the last update in hand ends, the bot asks at once."""
    telegram, desk, time = Telegram(said(1, 7)), Desk(1), Time()
    async with running(telegram, desk, time):
        await until(lambda: time.waits == [0.05])
        desk.let_go(1)
        await until(lambda: telegram.offsets == [None, 2])


async def test_one_stuck_person() -> None:
    """What others send while one person's update is stuck is fetched and handled."""
    telegram, desk, time = Telegram(said(1, 7)), Desk(1), Time()
    async with running(telegram, desk, time):
        await until(lambda: desk.begun == [1])
        telegram.send(said(2, 8), said(3, 9))
        await idle()
        time.passes()
        await until(lambda: desk.ended == [2, 3])
        assert telegram.offsets[-1] == 1
        desk.let_go(1)
        await until(lambda: telegram.offsets[-1] == 4)


async def test_window_full() -> None:
    """With a hundred updates fetched and the first one stuck, asking is useless and does not happen."""
    telegram, desk, time = Telegram(*(said(n, n) for n in range(1, 151))), Desk(1), Time()
    async with running(telegram, desk, time):
        await until(lambda: len(desk.ended) == 99)
        time.passes()
        await idle()
        assert telegram.offsets == [None]
        desk.let_go(1)
        await until(lambda: len(desk.ended) == 150)
        assert desk.ended == [*range(2, 101), 1, *range(101, 151)]


async def test_flood_waits_at_telegrams() -> None:
    """Of a flood no more is fetched than the bot can hold, and all of it is handled in order, once."""
    telegram, desk = Telegram(*(said(n, 7) for n in range(5000))), Desk()
    most = 0

    async def handle(update: Update) -> None:
        nonlocal most
        most = max(most, len(lanes))
        await desk.handle(update)

    lanes = Lanes(handle)
    polling = Polling(telegram, lanes, KINDS)
    task = asyncio.create_task(polling.run())
    while len(desk.ended) < 5000:  # noqa: ASYNC110
        await asyncio.sleep(0)
    await polling.stop()
    await task
    assert desk.ended == list(range(5000))
    assert most <= 100
    assert telegram.offsets[-1] == 5000


async def test_kill_brings_back_only_what_was_in_hand() -> None:
    """After a kill the next process gets the updates that were in hand, and not those confirmed before."""
    telegram, desk = Telegram(said(1, 7), said(2, 8)), Desk(3, 4)
    async with running(telegram, desk):
        await until(lambda: telegram.offsets == [None, 3])
        telegram.send(said(3, 7), said(4, 8))
        await until(lambda: desk.begun == [1, 2, 3, 4])
    again = Desk()
    async with running(telegram, again):
        await until(lambda: telegram.offsets[-1] == 5)
    assert again.ended == [3, 4]


async def test_kill_between_people() -> None:
    """What was handled behind a stuck update comes again with it: Telegram knows one offset only."""
    telegram, desk, time = Telegram(said(1, 7), said(2, 8), said(3, 9)), Desk(2), Time()
    async with running(telegram, desk, time):
        await until(lambda: desk.ended == [1, 3])
        time.passes()
        await until(lambda: telegram.offsets == [None, 2])
    again = Desk()
    async with running(telegram, again):
        await until(lambda: telegram.offsets[-1] == 4)
    assert again.ended == [2, 3]


async def test_stop_confirms() -> None:
    """A graceful stop ends the poll, finishes what is in hand, and confirms it with a last short ask."""
    telegram, desk = Telegram(said(1, 7)), Desk(1)
    async with running(telegram, desk) as polling:
        await until(lambda: desk.begun == [1])
        stop = asyncio.create_task(polling.stop())
        await idle()
        assert not stop.done()
        desk.let_go(1)
        await stop
    assert desk.ended == [1]
    assert telegram.asked[-1] == (2, 1, 0)
    assert telegram.pending == []


async def test_stop_with_nothing_in_hand() -> None:
    """The poll that is cut off may not have arrived, so what it would have confirmed is confirmed again."""
    telegram, desk = Telegram(said(1, 7)), Desk()
    async with running(telegram, desk) as polling:
        await until(lambda: telegram.offsets == [None, 2])
        await polling.stop()
    assert telegram.asked == [(None, 100, 30), (2, 100, 30), (2, 1, 0)]


async def test_stop_gives_up_in_time() -> None:
    """What does not finish in time is not confirmed, and comes again at the next start."""
    telegram, desk = Telegram(said(1, 7), said(2, 8)), Desk(2)
    with capture_logs() as lines:
        async with running(telegram, desk) as polling:
            await until(lambda: desk.begun == [1, 2])
            await polling.stop(timeout=0)
    assert telegram.asked[-1] == (2, 1, 0)
    assert [update.update_id for update in telegram.pending] == [2]
    assert [line["updates"] for line in lines if line["event"] == "polling.unfinished"] == [1]


async def test_stop_without_a_network() -> None:
    """A last ask that fails does not keep the bot from stopping."""
    telegram, desk = Telegram(said(1, 7)), Desk(1)
    async with running(telegram, desk) as polling:
        await until(lambda: desk.begun == [1])
        telegram.failures.append(TimedOut())
        desk.let_go(1)
        with capture_logs() as lines:
            await polling.stop()
    assert [line["event"] for line in lines] == ["polling.unconfirmed"]


async def test_stop_before_start() -> None:
    """A bot that is stopped before it began asks for nothing."""
    telegram = Telegram(said(1, 7))
    polling = Polling(telegram, Lanes(Desk().handle), KINDS)
    await polling.stop()
    await polling.run()
    assert telegram.offsets == []


async def test_run_ends_with_stop() -> None:
    """Stopping lets `run` return without an error."""
    telegram = Telegram()
    polling = Polling(telegram, Lanes(Desk().handle), KINDS)
    task = asyncio.create_task(polling.run())
    await until(lambda: telegram.offsets == [None])
    await polling.stop()
    await task


async def test_network_failures_are_waited_out() -> None:
    """After failures the bot waits longer each time, asks for the same again, and loses nothing."""
    telegram, desk, time = Telegram(said(1, 7)), Desk(), Time()
    telegram.failures.extend([NetworkError("x"), TimedOut(), Conflict("x"), NetworkError("x")])
    async with running(telegram, desk, time):
        for waits in range(1, 5):
            await until(lambda waits=waits: len(time.waits) == waits)  # type: ignore[misc]
            assert desk.begun == []
            time.passes()
        await until(lambda: desk.ended == [1])
        assert time.waits[:4] == [1, 2, 15, 8]


async def test_refused_token() -> None:
    """A refused token ends `run` with an error for the operator."""
    telegram = Telegram()
    telegram.failures.append(InvalidToken())
    with pytest.raises(IntakeError, match="BOT_TOKEN"):
        await Polling(telegram, Lanes(Desk().handle), KINDS).run()


async def test_token_refused_later() -> None:
    """A token that is revoked while the bot runs ends `run` too; stopping still finishes what is in hand."""
    telegram, desk = Telegram(said(1, 7)), Desk(1)
    time = Time()
    polling = Polling(telegram, Lanes(desk.handle), KINDS, sleep=time.sleep)
    task = asyncio.create_task(polling.run())
    await until(lambda: time.waits == [0.05])
    telegram.failures.extend([InvalidToken(), InvalidToken()])
    time.passes()
    with pytest.raises(IntakeError):
        await task
    desk.let_go(1)
    await polling.stop()
    assert desk.ended == [1]


async def test_webhook_is_removed() -> None:
    """A webhook in the way is removed, and what waits at Telegram's is kept."""
    telegram, desk = Telegram(said(1, 7), url="https://example.org/"), Desk()
    async with running(telegram, desk):
        await until(lambda: desk.ended == [1])
    assert telegram.url == ""
    assert telegram.dropped is False


async def test_no_webhook() -> None:
    """Without a webhook nothing is removed."""
    telegram = Telegram()
    async with running(telegram, Desk()):
        await until(lambda: telegram.offsets == [None])
    assert telegram.dropped is None


async def test_unreadable_update() -> None:
    """An update that cannot be read is passed over, and what stands around it is handled."""
    telegram, desk, time = Telegram(*(said(n, n) for n in range(1, 6))), Desk(), Time()
    telegram.unreadable = {3}
    async with running(telegram, desk, time):
        await until(lambda: time.waits.count(1.0) == 1)
        time.passes()
        await until(lambda: time.waits.count(1.0) == 2)
        assert desk.ended == [1, 2]
        time.passes()
        await until(lambda: desk.ended == [1, 2, 4, 5])


async def test_server_that_disregards_offsets() -> None:
    """From a server that repeats what was confirmed nothing is handled twice, and it is not asked at once."""
    telegram, desk, time = Telegram(said(1, 7)), Desk(), Time()
    async with running(telegram, desk, time):
        await until(lambda: telegram.offsets == [None, 2])
        telegram.pending = [said(1, 7), said(2, 8)]
        original = telegram.get_updates

        async def repeat(offset: int | None = None, **_: object) -> tuple[Update, ...]:
            telegram.offsets.append(offset)
            return (said(1, 7),)

        telegram.get_updates = repeat  # type: ignore[assignment,method-assign]
        telegram.send(said(2, 8))
        await idle()
        assert desk.ended == [1, 2]
        asks = len(telegram.offsets)
        await idle()
        assert len(telegram.offsets) == asks
        telegram.get_updates = original  # type: ignore[method-assign]
