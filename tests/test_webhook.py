"""Updates that Telegram delivers: refused where they are not from it, handled once, acknowledged afterwards."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from structlog.testing import capture_logs
from telegram import Update

from bot.intake.response import open_slot
from bot.web.webhook import BODY_BYTES, DEPTH, is_deep
from tests.hooked import HEADERS, SECRET, Hooked, hooked, said

ANSWER = b'{"method":"sendMessage","chat_id":7,"text":"4"}'


class Handler:
    """Handles updates: remembers their ids, may wait, may answer in the response."""

    def __init__(self, answer: bytes | None = None) -> None:
        self.handled: list[int] = []
        self.begun = asyncio.Event()
        self.go_on = asyncio.Event()
        self.go_on.set()
        self.answer = answer

    async def __call__(self, update: Update) -> None:
        """Handle one."""
        self.begun.set()
        await self.go_on.wait()
        self.handled.append(update.update_id)
        slot = open_slot()
        assert slot is not None
        if self.answer is not None:
            slot.fill(self.answer)


def without(name: str) -> dict[str, str]:
    """The headers of Telegram but for one."""
    return {key: value for key, value in HEADERS.items() if key != name}


@pytest.mark.parametrize(
    ("request_", "status", "reason"),
    [
        ({"method": "GET"}, 405, "method"),
        ({"method": "PUT"}, 405, "method"),
        ({"path": "/telegram/"}, 404, "path"),
        ({"path": "/"}, 404, "path"),
        ({"headers": without("X-Telegram-Bot-Api-Secret-Token")}, 403, "secret"),
        ({"headers": HEADERS | {"X-Telegram-Bot-Api-Secret-Token": SECRET[:-1]}}, 403, "secret"),
        ({"headers": HEADERS | {"X-Telegram-Bot-Api-Secret-Token": ""}}, 403, "secret"),
        ({"headers": HEADERS | {"Content-Type": "text/plain"}}, 415, "type"),
        ({"headers": HEADERS | {"Content-Type": "application/x-www-form-urlencoded"}}, 415, "type"),
        ({"body": b"x" * (BODY_BYTES + 1)}, 413, "size"),
        ({"body": b'{"update_id":1,"x":' + b"[" * DEPTH + b"]" * DEPTH + b"}"}, 400, "depth"),
        ({"body": b"[" * 100_000}, 400, "depth"),
        ({"body": b"{"}, 400, "content"),
        ({"body": b""}, 400, "content"),
        ({"body": b"\xff\xfe{"}, 400, "content"),
        ({"body": [said(1)]}, 400, "content"),
        ({"body": {"message": {}}}, 400, "content"),
        ({"body": {"update_id": "1"}}, 400, "content"),
        ({"body": {"update_id": True}}, 400, "content"),
        ({"body": {"update_id": -1}}, 400, "content"),
    ],
)
async def test_refused(request_: dict[str, Any], status: int, reason: str) -> None:
    """What is not an update from Telegram gets a status of its kind, is counted, and reaches no handler."""
    handler = Handler()
    async with hooked(handler) as hook:
        answered, _ = await hook.post(**{"body": said(1), **request_})
    assert (answered, hook.refused) == (status, [reason])
    assert handler.handled == []


async def test_a_body_without_a_length_is_bounded_too() -> None:
    """A body that comes in pieces is given up as soon as it is too large."""

    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(2 * BODY_BYTES // 65_536):
            yield b" " * 65_536

    async with hooked(Handler()) as hook:
        status, _ = await hook.post(pieces())
    assert (status, hook.refused) == (413, ["size"])


@pytest.mark.parametrize(
    ("body", "deep"),
    [
        (b"[" * DEPTH + b"]" * DEPTH, False),
        (b"[" * (DEPTH + 1) + b"]" * (DEPTH + 1), True),
        (b"[" + b"[]," * 1_000 + b"[]]", False),
        (json.dumps({"text": "{[" * 1_000 + '\\"' + "[" * 100}).encode(), False),
    ],
)
def test_depth(body: bytes, deep: bool) -> None:
    """Only nesting counts: neither how many brackets there are nor those within texts."""
    assert is_deep(body) is deep


async def test_handled_and_acknowledged() -> None:
    """An update is handled, and then the answer is an empty 200."""
    handler = Handler()
    async with hooked(handler) as hook:
        assert await hook.post(said(1)) == (200, b"")
    assert handler.handled == [1]


async def test_not_acknowledged_before_it_is_handled() -> None:
    """While an update is in hand Telegram waits for the answer."""
    handler = Handler()
    handler.go_on.clear()
    async with hooked(handler) as hook:
        delivery = asyncio.create_task(hook.post(said(1)))
        await handler.begun.wait()
        assert (await hook.post(b"", method="GET", path="/healthz"))[0] == 200
        assert not delivery.done()
        handler.go_on.set()
        assert await delivery == (200, b"")


async def test_answered_in_the_response() -> None:
    """A plain answer goes back with the acknowledgement, as JSON."""
    async with hooked(Handler(ANSWER)) as hook:
        assert await hook.post(said(1)) == (200, ANSWER)


async def test_delivered_twice() -> None:
    """An update that was handled is acknowledged again and not answered again."""
    handler = Handler(ANSWER)
    async with hooked(handler) as hook:
        assert await hook.post(said(1)) == (200, ANSWER)
        assert await hook.post(said(1)) == (200, b"")
    assert handler.handled == [1]


async def test_delivered_again_while_in_hand() -> None:
    """A second delivery waits for the first and begins nothing."""
    handler = Handler(ANSWER)
    handler.go_on.clear()
    async with hooked(handler) as hook:
        first = asyncio.create_task(hook.post(said(1)))
        await handler.begun.wait()
        second = asyncio.create_task(hook.post(said(1)))
        assert (await hook.post(b"", method="GET", path="/healthz"))[0] == 200
        assert not second.done()
        handler.go_on.set()
        assert [await first, await second] == [(200, ANSWER), (200, b"")]
    assert handler.handled == [1]


async def test_an_answer_that_nobody_heard_goes_with_the_next_delivery() -> None:
    """Where the connection is gone before the answer, the answer is kept and not made again."""
    handler = Handler(ANSWER)
    handler.go_on.clear()
    async with hooked(handler, long=0.0) as hook:
        host, port = hook.address.split(":")
        _, writer = await asyncio.open_connection(host, int(port))
        body = json.dumps(said(1)).encode()
        head = "".join(f"{name}: {value}\r\n" for name, value in HEADERS.items())
        writer.write(
            f"POST /telegram HTTP/1.1\r\nHost: x\r\n{head}Content-Length: {len(body)}\r\n\r\n".encode()
        )
        writer.write(body)
        await handler.begun.wait()
        writer.close()
        await writer.wait_closed()
        assert (await hook.post(b"", method="GET", path="/healthz"))[0] == 200
        handler.go_on.set()
        answers = [await hook.post(said(1)) for _ in range(2)]
    assert answers == [(200, ANSWER), (200, b"")]
    assert handler.handled == [1]


async def test_one_persons_updates_stay_in_order() -> None:
    """What one person sent is handled one after the other, while others go on."""
    handler = Handler()
    handler.go_on.clear()
    async with hooked(handler) as hook:
        first = asyncio.create_task(hook.post(said(1)))
        await handler.begun.wait()
        second = asyncio.create_task(hook.post(said(2)))
        await hook.post(b"", method="GET", path="/healthz")
        handler.go_on.set()
        await asyncio.gather(first, second)
    assert handler.handled == [1, 2]


async def test_unreadable() -> None:
    """What the library cannot read is passed over: refused, it would hold its chat up for a day."""
    handler = Handler()
    async with hooked(handler) as hook:
        with capture_logs() as lines:
            assert await hook.post({"update_id": 5, "message": {"text": "a secret word"}}) == (200, b"")
    assert handler.handled == []
    assert [line["event"] for line in lines] == ["webhook.unreadable"]
    assert "secret word" not in str(lines)


async def test_a_failing_handler_is_acknowledged() -> None:
    """An update whose handling fails is not delivered again for ever."""

    async def fail(_: Update) -> None:
        raise KeyError("x")

    async with hooked(fail) as hook:
        assert await hook.post(said(1)) == (200, b"")


async def test_stopping() -> None:
    """A stop finishes what is in hand, and refuses what comes so that it is delivered again."""
    handler = Handler()
    handler.go_on.clear()
    async with hooked(handler) as hook:
        in_hand = asyncio.create_task(hook.post(said(1)))
        await handler.begun.wait()
        stopping = asyncio.create_task(hook.intake.stop(5))
        await _until_stopping(hook)
        status, _ = await hook.post(said(2))
        handler.go_on.set()
        assert (status, hook.refused) == (503, ["stopping"])
        assert await in_hand == (200, b"")
        await stopping
    assert handler.handled == [1]


async def test_what_does_not_finish_is_not_acknowledged() -> None:
    """A handler that takes longer than the stop is given up: another worker gets the update."""
    handler = Handler()
    handler.go_on.clear()
    async with hooked(handler) as hook:
        in_hand = asyncio.create_task(hook.post(said(1)))
        await handler.begun.wait()
        await hook.intake.stop(0)
        assert (await in_hand)[0] == 503


async def _until_stopping(hook: Hooked) -> None:
    while not hook.intake.stopping:  # noqa: ASYNC110
        await asyncio.sleep(0)


async def test_registered_and_run_until_stopped() -> None:
    """Running tells Telegram where to deliver and ends with the stop."""
    async with hooked(Handler()) as hook:
        running = asyncio.create_task(hook.intake.run())
        await asyncio.sleep(0)
        await hook.intake.stop(1)
        await running
        assert hook.registered == [True]
