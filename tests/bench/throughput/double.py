"""A Bot API server that asks as much as a bot can answer: `python -m tests.bench.throughput.double`.

It prints its port and takes orders, one JSON object a line, on its standard input; each is answered with one line.

    {"do": "flood", "count": N, "people": K, "text": T}      as fast as the bot takes them; seconds, per second
    {"do": "pace", "count": N, "people": K, "text": T, "rate": R}   at so many a second; percentiles of milliseconds

In webhook mode `connect` comes first: {"do": "connect", "connections": how many updates are under way at once}.
"""

from __future__ import annotations

import asyncio
import json
import re
import sys
import time
from collections import deque
from collections.abc import Sequence
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import uvloop

from tests.bench.throughput.wire import Posting, Served

_ME = {"id": 4242, "is_bot": True, "first_name": "Bench", "username": "bench_bot"}
_ME |= {"can_join_groups": True, "can_read_all_group_messages": False, "supports_inline_queries": True}
_PART = re.compile(rb'name="(\w+)"[^\r]*(?:\r\n[^\r]+)*\r\n\r\n(.*?)\r\n--', re.DOTALL)
_STRUCTURED = ("entities", "reply_markup")
#: Bytes of the longest order.
_LONGEST_ORDER = 1 << 24
_TRUE = b'{"ok":true,"result":true}'


def parameters(url: bytes, body: bytes) -> dict[str, Any]:
    """The parameters of a call in any of the forms that clients use."""
    found: dict[str, Any] = dict(parse_qsl(urlsplit(url.decode()).query))
    if body.startswith(b"{"):
        found |= json.loads(body)
    elif body.startswith(b"--"):
        found |= {name.decode(): value.decode() for name, value in _PART.findall(body)}
    elif body:
        found |= parse_qsl(body.decode())
    return found


class Double:
    """The server, its queue of updates, and the times at which they were sent and answered."""

    def __init__(self) -> None:
        self._queue: deque[tuple[int, bytes]] = deque()
        self._next_update = 1
        self._next_message = 1
        self._polling: tuple[Served, int, int] | None = None
        self._sent: dict[int, float] = {}
        self._times: list[float] = []
        self._left = 0
        self._done = asyncio.Event()
        self._first: float | None = None
        self._last = 0.0
        self._webhook = ""
        self._secret = ""
        self._idle: list[Posting] = []
        self._refused = 0

    def call(self, served: Served, url: bytes, body: bytes) -> None:
        """Carry out one method of the Bot API."""
        name = url.partition(b"?")[0].rpartition(b"/")[2].lower()
        if name == b"sendmessage":
            self._send(served, parameters(url, body))
        elif name == b"getupdates":
            self._poll(served, parameters(url, body))
        elif name == b"getme":
            served.answer(_result(_ME))
        elif name == b"setwebhook":
            told = parameters(url, body)
            self._webhook, self._secret = told.get("url", ""), told.get("secret_token", "")
            served.answer(_TRUE)
        elif name == b"deletewebhook":
            self._webhook = ""
            served.answer(_TRUE)
        elif name == b"getmycommands":
            served.answer(_result([]))
        elif name in (b"getmyname", b"getmydescription", b"getmyshortdescription"):
            served.answer(_result({"name": "", "description": "", "short_description": ""}))
        elif name == b"getwebhookinfo":
            info = {"url": self._webhook, "has_custom_certificate": False, "pending_update_count": 0}
            served.answer(_result(info))
        else:
            served.answer(_TRUE)

    def _send(self, served: Served, told: dict[str, Any]) -> None:
        self._answered(int(told["chat_id"]))
        self._next_message += 1
        message = {
            "message_id": self._next_message,
            "from": _ME,
            "chat": {"id": int(told["chat_id"]), "type": "private", "first_name": "A"},
            "date": int(time.time()),
            "text": told["text"],
        }
        for name in _STRUCTURED:
            if name in told:
                value = told[name]
                message[name] = json.loads(value) if isinstance(value, str) else value
        served.answer(_result(message))

    def _poll(self, served: Served, told: dict[str, Any]) -> None:
        offset, limit = int(told.get("offset") or 0), int(told.get("limit") or 100)
        while self._queue and self._queue[0][0] < offset:
            self._queue.popleft()
        if self._queue:
            self._hand_out(served, limit)
        elif int(float(told.get("timeout") or 0)) > 0:
            self._polling = (served, offset, limit)
        else:
            served.answer(b'{"ok":true,"result":[]}')

    def _hand_out(self, served: Served, limit: int) -> None:
        if self._first is None:
            self._first = time.perf_counter()
        rest = range(min(limit, len(self._queue)))
        served.answer(b'{"ok":true,"result":[%b]}' % b",".join(self._queue[place][1] for place in rest))

    def _answered(self, chat: int) -> None:
        now = time.perf_counter()
        began = self._sent.pop(chat, None)
        if began is None:
            return
        self._times.append(now - began)
        self._last = now
        self._left -= 1
        if not self._left:
            self._done.set()

    def _update(self, person: int, text: str) -> tuple[int, bytes]:
        update = self._next_update
        self._next_update += 1
        who = {"id": person, "first_name": "A", "username": f"person{person}"}
        message = {
            "message_id": update,
            "from": who | {"is_bot": False, "language_code": "en"},
            "chat": who | {"type": "private"},
            "date": int(time.time()),
            "text": text,
        }
        return update, json.dumps({"update_id": update, "message": message}).encode()

    def _begin(self, count: int) -> None:
        self._sent.clear()
        self._times, self._left, self._first, self._refused = [], count, None, 0
        self._done.clear()

    def _give(self, person: int, text: str) -> None:
        """Let one update come to the bot, now."""
        self._sent[person] = time.perf_counter()
        update = self._update(person, text)
        self._queue.append(update)
        if self._webhook:
            self._deliver()
        elif self._polling is not None:
            served, _, limit = self._polling
            self._polling = None
            self._hand_out(served, limit)

    def _deliver(self) -> None:
        while self._queue and self._idle:
            if self._first is None:
                self._first = time.perf_counter()
            self._idle.pop().post(self._queue.popleft()[1])

    def _delivered(self, posting: Posting, status: int, body: bytes) -> None:
        if body.startswith(b"{"):
            told = json.loads(body)
            if told.get("method", "").lower() == "sendmessage":
                self._answered(int(told["chat_id"]))
        self._refused += status != 200
        self._idle.append(posting)
        self._deliver()

    async def connect(self, connections: int, ports: Sequence[int] = ()) -> None:
        """Open connections to the webhook, or so many to each of several workers by their ports."""
        place = urlsplit(self._webhook)
        secret = f"X-Telegram-Bot-Api-Secret-Token: {self._secret}\r\n" if self._secret else ""
        head = (
            f"POST {place.path or '/'} HTTP/1.1\r\nHost: {place.netloc}\r\n{secret}"
            "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n"
        ).encode()
        loop = asyncio.get_running_loop()
        for _ in range(connections):
            for port in ports or (place.port or 80,):
                _, posting = await loop.create_connection(
                    lambda: Posting(head, self._delivered), place.hostname or "", port
                )
                self._idle.append(posting)

    async def flood(self, count: int, people: int, text: str | list[str], first: int = 0) -> dict[str, float]:
        """Have `count` questions waiting, and tell how long it took until all were answered.

        They are of `people` people, from the one with number `first` on; several texts are said in turn.
        """
        self._begin(count)
        texts = [text] if isinstance(text, str) else text
        for place in range(count):
            person = 1_000_000 + first + place % people
            self._sent[person] = time.perf_counter()
            self._queue.append(self._update(person, texts[place % len(texts)]))
        began = time.perf_counter()
        if self._webhook:
            self._deliver()
        elif self._polling is not None:
            served, _, limit = self._polling
            self._polling = None
            self._hand_out(served, limit)
        await self._done.wait()
        seconds = self._last - (self._first or began)
        return {"seconds": seconds, "per_second": count / seconds, "refused": self._refused}

    async def pace(self, count: int, people: int, text: str, rate: float) -> dict[str, float]:
        """Ask so many times a second, whatever comes back, and tell how long the answers took."""
        self._begin(count)
        began = time.perf_counter()
        for place in range(count):
            wait = began + place / rate - time.perf_counter()
            if wait > 0:
                await asyncio.sleep(wait)
            self._give(1_000_000 + place % people, text)
        await self._done.wait()
        times = sorted(self._times)
        return {f"p{p}": times[min(len(times) - 1, len(times) * p // 100)] * 1000 for p in (50, 95, 99)}


def _result(value: Any) -> bytes:
    return json.dumps({"ok": True, "result": value}).encode()


async def _orders(double: Double) -> None:
    loop = asyncio.get_running_loop()
    reader = asyncio.StreamReader(limit=_LONGEST_ORDER)
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while line := await reader.readline():
        order = json.loads(line)
        name = order.pop("do")
        if name == "connect":
            await double.connect(**order)
            answer: dict[str, float] = {}
        else:
            answer = await (double.flood if name == "flood" else double.pace)(**order)
        print(json.dumps(answer), flush=True)


async def _run() -> None:
    double = Double()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Served(double.call), "127.0.0.1", 0)
    print(json.dumps({"port": server.sockets[0].getsockname()[1]}), flush=True)
    await _orders(double)


if __name__ == "__main__":
    uvloop.run(_run())
