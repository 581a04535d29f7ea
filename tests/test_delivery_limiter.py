"""The limiter: replies at once, notices evenly and never beyond what Telegram takes."""

from __future__ import annotations

import asyncio
import heapq
from typing import Any

import pytest
from telegram.error import RetryAfter

from bot.delivery.limiter import NOTICE, Limiter, NotYetError


class Time:
    """Monotonic time that goes by only when everybody sleeps."""

    def __init__(self) -> None:
        self.now = 0.0
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []
        self._number = 0

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self._number += 1
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (self.now + seconds, self._number, future))
        await future

    async def run(self, *tasks: asyncio.Task[Any]) -> None:
        """Let time go by until the tasks are done."""
        while not all(task.done() for task in tasks):
            for _ in range(20):
                await asyncio.sleep(0)
            if self._sleepers and not all(task.done() for task in tasks):
                self.now, _, future = heapq.heappop(self._sleepers)
                future.set_result(None)


class Server:
    """What Telegram sees: when each message came; `refuse` the next so many with a `retry_after`."""

    def __init__(self, time: Time, seconds: float = 0.0) -> None:
        self.time = time
        self.seconds = seconds
        self.came: list[tuple[float, object]] = []
        self.refuse = 0
        self.retry_after = 5

    async def __call__(self, chat: object) -> bool:
        self.came.append((self.time.now, chat))
        if self.refuse:
            self.refuse -= 1
            raise RetryAfter(self.retry_after)
        if self.seconds:
            await self.time.sleep(self.seconds)
        return True

    @property
    def times(self) -> list[float]:
        return [at for at, _ in self.came]


@pytest.fixture
def time() -> Time:
    """Time at zero."""
    return Time()


@pytest.fixture
def server(time: Time) -> Server:
    """A server that answers at once."""
    return Server(time)


def _send(
    limiter: Limiter, server: Server, chat: int, lane: Any = NOTICE, endpoint: str = "sendMessage"
) -> Any:
    return limiter.process_request(server, (chat,), {}, endpoint, {"chat_id": chat}, lane)


def _task(*arguments: Any, **named: Any) -> asyncio.Task[Any]:
    return asyncio.ensure_future(_send(*arguments, **named))


async def test_notices_are_even_from_the_first_one_on(time: Time, server: Server) -> None:
    """At 25 a second they come every 40 ms: no burst at the start, none after a rest."""
    limiter = Limiter(25, monotonic=time, sleep=time.sleep)
    await time.run(*(_task(limiter, server, chat) for chat in range(1, 26)))
    assert server.times == pytest.approx([number * 0.04 for number in range(25)])
    time.now = 100.0
    server.came.clear()
    await time.run(*(_task(limiter, server, chat) for chat in range(1, 26)))
    assert server.times == pytest.approx([100 + number * 0.04 for number in range(25)])


async def test_replies_never_wait_for_notices(time: Time, server: Server) -> None:
    """A reply goes out at once while a thousand notices queue."""
    limiter = Limiter(25, monotonic=time, sleep=time.sleep)
    notices = [_task(limiter, server, chat) for chat in range(1, 1001)]
    await time.run(notices[100])
    asked_at = time.now
    await time.run(_task(limiter, server, 7_000, None))
    assert (asked_at, 7_000) in server.came
    await time.run(*notices)
    assert len(server.came) == 1001


async def test_replies_take_the_place_of_notices(time: Time, server: Server) -> None:
    """Ten replies in a row leave ten places less for notices, so that both together stay within the rate."""
    limiter = Limiter(25, monotonic=time, sleep=time.sleep)
    await time.run(*(_task(limiter, server, chat, None) for chat in range(10)))
    assert server.times == [0.0] * 10
    await time.run(_task(limiter, server, 100))
    assert server.times[-1] == pytest.approx(0.4)


async def test_no_second_holds_more_than_30(time: Time) -> None:
    """However slow the answers are and however close to the limit the rate, no 30 fall into less than a second."""
    server = Server(time, seconds=0.2)
    limiter = Limiter(29.9, monotonic=time, sleep=time.sleep)
    await time.run(*(_task(limiter, server, chat) for chat in range(1, 121)))
    ordered = sorted(server.times)
    assert all(late - early >= 1.0 for early, late in zip(ordered, ordered[30:], strict=False))


async def test_a_private_chat_gets_one_notice_a_second(time: Time, server: Server) -> None:
    """The second notice to the same person comes a second later, and holds up nobody else."""
    limiter = Limiter(25, monotonic=time, sleep=time.sleep)
    await time.run(*(_task(limiter, server, chat) for chat in (1, 1, 2, 3)))
    assert [chat for _, chat in sorted(server.came)] == [1, 2, 3, 1]
    assert server.times[-1] == pytest.approx(1.0)


async def test_a_group_gets_20_a_minute(time: Time, server: Server) -> None:
    """The 21st notice to a group is given back until there is room; a reply there waits for it."""
    limiter = Limiter(25, monotonic=time, sleep=time.sleep)
    await time.run(*(_task(limiter, server, -5) for _ in range(20)))
    with pytest.raises(NotYetError) as given_back:
        await _send(limiter, server, -5)
    assert given_back.value.seconds == pytest.approx(60 - time.now)
    await time.run(_task(limiter, server, -5, None))
    assert server.times[-1] == pytest.approx(60.0)


async def test_retry_after_is_a_deadline_for_all(time: Time, server: Server) -> None:
    """After a 429 nothing is sent until its time is over, and the later of two deadlines counts."""
    limiter = Limiter(25, monotonic=time, sleep=time.sleep)
    server.refuse, server.retry_after = 1, 10
    with pytest.raises(RetryAfter):
        await _send(limiter, server, 1)
    assert limiter.halted == 10
    with pytest.raises(NotYetError):
        await _send(limiter, server, 2)
    limiter._refused(RetryAfter(3), began=0.0)
    assert limiter.halted == 10
    await time.run(_task(limiter, server, 3, None))
    assert server.came == [(0.0, 1), (10.0, 3)]


async def test_a_refused_reply_is_tried_again(time: Time, server: Server) -> None:
    """What Telegram refused was not delivered: the reply goes out when its time is over."""
    limiter = Limiter(25, monotonic=time, sleep=time.sleep)
    server.refuse, server.retry_after = 2, 4
    await time.run(_task(limiter, server, 1, None))
    assert server.times == [0.0, 4.0, 8.0]
    server.refuse, server.retry_after = 1, 3600
    with pytest.raises(RetryAfter):
        await _send(limiter, server, 1, None)
    with pytest.raises(RetryAfter):
        await _send(limiter, server, 1, None)
    assert len(server.came) == 4


async def test_the_rate_is_cut_once_a_storm_and_raised_slowly(time: Time, server: Server) -> None:
    """Sixteen refusals at once halve the rate once; a second later it is up by a hundredth of the full one."""
    limiter = Limiter(20, monotonic=time, sleep=time.sleep)
    for _ in range(16):
        limiter._refused(RetryAfter(2), began=0.0)
        time.now += 0.01
    assert limiter.rate == 10
    time.now = limiter._deadline + 1
    assert limiter.rate == pytest.approx(10.2)
    time.now += 49
    assert limiter.rate == pytest.approx(20)
    time.now += 1000
    assert limiter.rate == 20


async def test_other_calls_are_not_held_up(time: Time, server: Server) -> None:
    """What sends no message takes nobody's place."""
    limiter = Limiter(1, monotonic=time, sleep=time.sleep)
    await time.run(*(_task(limiter, server, 1, None, "answerCallbackQuery") for _ in range(50)))
    await time.run(_task(limiter, server, 1))
    assert server.times == [0.0] * 51


async def test_a_refusal_of_another_call_halts_no_messages(time: Time, server: Server) -> None:
    """Menus have limits of their own: messages go on."""
    limiter = Limiter(25, monotonic=time, sleep=time.sleep)
    server.refuse, server.retry_after = 1, 900
    with pytest.raises(RetryAfter):
        await _send(limiter, server, 1, None, "setMyCommands")
    assert (limiter.halted, limiter.rate) == (0, 25)
    await time.run(_task(limiter, server, 1))
    assert server.times == [0.0, 0.0]
