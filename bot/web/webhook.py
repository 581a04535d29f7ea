"""The webhook over HTTP: what is not from Telegram is refused before it is read."""

from __future__ import annotations

import asyncio
import hmac
import json
import re
import time
from collections.abc import Callable
from typing import Any

from starlette.types import Message, Receive, Scope, Send

from bot.intake.webhook import NotAnUpdateError, StoppingError, WebhookIntake

#: The header in which Telegram sends the secret (Bot API, setWebhook), as ASGI names it.
SECRET_HEADER = b"x-telegram-bot-api-secret-token"
#: Bytes of the largest body. An update with a text of 4096 characters, a hundred marks and the message that it replies
#: to stays under a tenth of it.
BODY_BYTES = 1 << 20
#: How deep the JSON of an update may go. The Bot API's own types stay under 20.
DEPTH = 64
#: Seconds in which the whole body must come.
_BODY_SECONDS = 10.0
#: Seconds of handling after which it is worth a look whether anybody still waits for the answer.
LONG = 0.5

_STRUCTURE = re.compile(rb'"(?:[^"\\]|\\.)*"|[\[{]|[\]}]', re.DOTALL)
_STATUS = {
    "method": 405,
    "secret": 403,
    "type": 415,
    "size": 413,
    "depth": 400,
    "content": 400,
    "stopping": 503,
}
#: What one is told besides the status.
_FURTHER: dict[str, list[tuple[bytes, bytes]]] = {
    "method": [(b"allow", b"POST")],
    "stopping": [(b"retry-after", b"1"), (b"connection", b"close")],
}
_DONE: Message = {"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"0")]}
_EMPTY: Message = {"type": "http.response.body", "body": b""}


class RefusedError(Exception):
    """A request that is not an update from Telegram; the reason is one of `_STATUS`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class WebhookApp:
    """An ASGI application that takes one update per request."""

    def __init__(
        self, intake: WebhookIntake, secret: str, refused: Callable[[str], None], *, long: float = LONG
    ) -> None:
        """Take updates that come with `secret` to `intake`; `refused` is told why something is not one.

        After `long` seconds of handling it is looked whether anybody still waits for the answer.
        """
        self._intake = intake
        self._secret = secret.encode()
        self._refused = refused
        self._long = long

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        try:
            self._check(scope)
            data = _parsed(await _body(receive))
            await self._answer(data, receive, send)
        except RefusedError as error:
            await self._refuse(error.reason, send)
        except NotAnUpdateError:
            await self._refuse("content", send)
        except StoppingError:
            await self._refuse("stopping", send)

    def _check(self, scope: Scope) -> None:
        """Refuse by what the headers say."""
        if scope["method"] != "POST":
            raise RefusedError("method")
        secret = kind = length = b""
        for name, value in scope["headers"]:
            if name == SECRET_HEADER:
                secret = value
            elif name == b"content-type":
                kind = value
            elif name == b"content-length":
                length = value
        # In constant time: how long it takes must not tell how much of a guess was right.
        if not hmac.compare_digest(secret, self._secret):
            raise RefusedError("secret")
        if kind.partition(b";")[0].strip().lower() != b"application/json":
            raise RefusedError("type")
        if length and int(length) > BODY_BYTES:
            raise RefusedError("size")

    async def _answer(self, data: dict[str, Any], receive: Receive, send: Send) -> None:
        began = time.monotonic()
        call = await self._intake.take(data)
        if call is None:
            await send(_DONE)
            await send(_EMPTY)
            return
        if time.monotonic() - began > self._long and await _is_gone(receive):
            self._intake.undelivered(data["update_id"], call)
        headers = [(b"content-type", b"application/json"), (b"content-length", str(len(call)).encode())]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": call})

    async def _refuse(self, reason: str, send: Send) -> None:
        self._refused(reason)
        body = json.dumps({"error": reason}).encode()
        headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
        headers += _FURTHER.get(reason, [])
        await send({"type": "http.response.start", "status": _STATUS[reason], "headers": headers})
        await send({"type": "http.response.body", "body": body})


async def _body(receive: Receive) -> bytes:
    message = await receive()
    body: bytes = message.get("body", b"")
    if not message.get("more_body") and len(body) <= BODY_BYTES:
        return body
    pieces, size = [body], len(body)
    try:
        async with asyncio.timeout(_BODY_SECONDS):
            while message.get("more_body") and size <= BODY_BYTES:
                message = await receive()
                pieces.append(message.get("body", b""))
                size += len(pieces[-1])
    except TimeoutError:
        raise RefusedError("content") from None
    if size > BODY_BYTES:
        raise RefusedError("size")
    return b"".join(pieces)


def _parsed(body: bytes) -> dict[str, Any]:
    if is_deep(body):
        raise RefusedError("depth")
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        raise RefusedError("content") from None
    if not isinstance(data, dict):
        raise RefusedError("content")
    return data


def is_deep(body: bytes) -> bool:
    """Whether brackets are nested deeper than `DEPTH`, strings left out."""
    if body.count(b"{") + body.count(b"[") <= DEPTH:
        return False
    depth = 0
    for found in _STRUCTURE.finditer(body):
        first = found[0][0]
        if first in b"[{":
            depth += 1
            if depth > DEPTH:
                return True
        elif first in b"]}":
            depth -= 1
    return False


async def _is_gone(receive: Receive) -> bool:
    """Whether the connection is closed already."""
    try:
        async with asyncio.timeout(0):
            return bool((await receive())["type"] == "http.disconnect")
    except TimeoutError:
        return False
