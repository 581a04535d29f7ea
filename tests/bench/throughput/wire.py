"""HTTP/1.1 as bare as it can be, so that the double costs less than any bot it measures."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from typing import cast

import httptools


class Served(asyncio.Protocol):
    """One connection of a bot: hands each request on and writes the answers in the order of the requests."""

    def __init__(self, handle: Callable[[Served, bytes, bytes], None]) -> None:
        self._handle = handle
        self._parser = httptools.HttpRequestParser(self)
        self._transport: asyncio.Transport | None = None
        self._url = b""
        self._body: list[bytes] = []

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the connection."""
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        """Parse what came."""
        self._parser.feed_data(data)

    def on_message_begin(self) -> None:
        """Forget the request before."""
        self._url, self._body = b"", []

    def on_url(self, url: bytes) -> None:
        """Take the address."""
        self._url += url

    def on_header(self, name: bytes, value: bytes) -> None:
        """Let a client go on that waits for a word before its body."""
        if name.lower() == b"expect" and self._transport is not None:
            self._transport.write(b"HTTP/1.1 100 Continue\r\n\r\n")

    def on_body(self, body: bytes) -> None:
        """Take a piece of the body."""
        self._body.append(body)

    def on_message_complete(self) -> None:
        """Hand the request on."""
        self._handle(self, self._url, b"".join(self._body))

    def answer(self, body: bytes) -> None:
        """Answer with a JSON text."""
        if self._transport is not None and not self._transport.is_closing():
            self._transport.write(
                b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b"
                % (len(body), body)
            )


class Posting(asyncio.Protocol):
    """One connection to a webhook: posts one body at a time."""

    def __init__(self, head: bytes, answered: Callable[[Posting, int, bytes], None]) -> None:
        self._head = head
        self._answered = answered
        self._parser = httptools.HttpResponseParser(self)
        self._transport: asyncio.Transport | None = None
        self._body: list[bytes] = []
        self._waiting: deque[bytes] = deque()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the connection."""
        self._transport = cast("asyncio.Transport", transport)

    def connection_lost(self, error: Exception | None) -> None:
        """Say so: a bot that closes its connections would hang the measurement."""
        self._transport = None

    def post(self, body: bytes) -> None:
        """Send a body; `answered` is called with status and body of the answer.

        Raises:
            ConnectionError: the bot closed the connection.
        """
        if self._transport is None:
            raise ConnectionError
        self._body = []
        self._transport.write(self._head % len(body) + body)

    def data_received(self, data: bytes) -> None:
        """Parse what came."""
        self._parser.feed_data(data)

    def on_body(self, body: bytes) -> None:
        """Take a piece of the body."""
        self._body.append(body)

    def on_message_complete(self) -> None:
        """Hand the answer on, and be ready for another."""
        status = self._parser.get_status_code()
        self._parser = httptools.HttpResponseParser(self)
        self._answered(self, status, b"".join(self._body))
