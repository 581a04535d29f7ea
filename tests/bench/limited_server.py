"""The local Bot API server with Telegram's limits enforced: `python -m tests.bench.limited_server FIRST COUNT`.

Prints its address. `GET /figures` tells what it took and refused; `POST /ask` lets a person ask something and tells
after how many seconds the bot's answer came.
"""

from __future__ import annotations

import asyncio
import sys
import time
from typing import Any

from aiohttp import web

from bot.local.core import LocalTelegram, Result
from bot.local.server import LOOPBACK, application
from tests.delivery_process import invite

_MESSAGES = frozenset(("sendmessage", "editmessagetext"))


class Limited(LocalTelegram):
    """Counts what it takes and refuses, and keeps no list of calls."""

    def __init__(self) -> None:
        super().__init__(clock=time.time)
        self.limits.clock = time.monotonic
        self.limits.like_telegram()
        self.taken: list[float] = []
        self.refused = 0

    async def call(self, method: str, parameters: dict[str, Any]) -> Result:
        """Carry out a method, and count it if it is a message."""
        answer = await super().call(method, parameters)
        self.calls.clear()
        if method.lower() in _MESSAGES:
            if answer["ok"]:
                self.taken.append(time.monotonic())
            elif answer["error_code"] == 429:
                self.refused += 1
        return answer

    async def figures(self, _: web.Request) -> web.Response:
        """What was taken and refused so far."""
        seconds = self.taken[-1] - self.taken[0] if self.taken else 0.0
        return web.json_response({"taken": len(self.taken), "refused": self.refused, "seconds": seconds})

    async def ask(self, request: web.Request) -> web.Response:
        """Let somebody ask, and wait for the answer."""
        order = await request.json()
        person = self.people[int(order["person"])]
        known = len(person.chat.answers)
        began = time.perf_counter()
        person.say(str(order["text"]))
        await self.until(lambda: _replied(person.chat.answers[known:]), 60.0)
        return web.json_response({"seconds": time.perf_counter() - began})


def _replied(answers: list[Any]) -> bool:
    """Whether one of them is a reply: a notice tells of a session."""
    return any("Заседание 13" not in answer.text for answer in answers)


async def _serve(first: int, count: int) -> None:
    telegram = Limited()
    invite(telegram, range(first, first + count))
    app = application(telegram)
    app.router.add_get("/figures", telegram.figures)
    app.router.add_post("/ask", telegram.ask)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, LOOPBACK, 0).start()
    sys.stdout.write(f"http://{LOOPBACK}:{runner.addresses[0][1]}\n")
    sys.stdout.flush()
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1]), int(sys.argv[2])))
