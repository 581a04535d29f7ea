"""A webhook on loopback whose updates go to a handler of the test's choice."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import aiohttp
from telegram import Bot, Update

from bot.health import Mounted, serve_health
from bot.intake.handling import Handling
from bot.intake.lanes import Lanes
from bot.intake.reading import Reader
from bot.intake.response import ResponseSlot
from bot.intake.webhook import WebhookIntake
from bot.web.webhook import WebhookApp

SECRET = "a-secret-of-the-tests"
HEADERS = {"X-Telegram-Bot-Api-Secret-Token": SECRET, "Content-Type": "application/json"}


def said(update_id: int, person: int = 7, text: str = "4") -> dict[str, Any]:
    """The update of a private text, as Telegram delivers it."""
    who = {"id": person, "first_name": "A"}
    message: dict[str, Any] = {
        "message_id": update_id,
        "from": who | {"is_bot": False, "language_code": "en"},
        "chat": who | {"type": "private"},
        "date": 1_790_000_000,
        "text": text,
    }
    if text.startswith("/"):
        message["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text.split()[0])}]
    return {"update_id": update_id, "message": message}


async def _never_elsewhere(_: Update) -> bool:
    return False


class _NoTurns:
    connected = False


@dataclass
class Hooked:
    """What came in, what was refused, and how to deliver more."""

    address: str
    intake: WebhookIntake
    refused: list[str]
    session: aiohttp.ClientSession
    registered: list[bool] = field(default_factory=list)

    async def post(
        self,
        body: bytes | dict[str, Any] | list[Any] | AsyncIterator[bytes],
        *,
        headers: dict[str, str] | None = None,
        method: str = "POST",
        path: str = "/telegram",
    ) -> tuple[int, bytes]:
        """Deliver something; the status and the body of the answer."""
        text = json.dumps(body).encode() if isinstance(body, (dict, list)) else body
        data = BytesIO(text) if isinstance(text, bytes) else text
        async with self.session.request(
            method, f"http://{self.address}{path}", data=data, headers=HEADERS if headers is None else headers
        ) as answer:
            return answer.status, await answer.read()


@asynccontextmanager
async def hooked(handle: Callable[[Update], Awaitable[None]], *, long: float = 0.5) -> AsyncIterator[Hooked]:
    """A webhook that hands updates to `handle`, for as long as the block runs."""
    slots: dict[int, ResponseSlot] = {}
    refused: list[str] = []
    lanes = Lanes(Handling(handle, _never_elsewhere, _NoTurns(), slots))  # type: ignore[arg-type]
    registered: list[bool] = []

    async def register() -> None:
        registered.append(True)

    intake = WebhookIntake(lanes, Reader(Bot("1:a")), slots, register)
    app = WebhookApp(intake, SECRET, refused.append, long=long)
    mounted = Mounted("/telegram", app, lambda: refused.append("path"))
    async with (
        serve_health("127.0.0.1:0", {}, mounted=mounted) as address,
        aiohttp.ClientSession() as session,
    ):
        assert address is not None
        yield Hooked(address, intake, refused, session, registered)
        await intake.stop(1)
