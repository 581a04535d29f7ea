"""Kept connections to HTTP servers: one request at a time on each, written in one piece and answered as a whole.

HTTP/1.1 with what a Bot API server uses of it: answers with a length or in chunks, kept connections, TLS. There are no
redirects, cookies, encodings and no answers that end with the connection; whoever needs more takes a whole HTTP client.
Parsing is httptools' (Node's parser), the choice among a server's addresses aiohappyeyeballs' (RFC 8305).
"""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Awaitable
from contextlib import suppress
from typing import NamedTuple, TypeVar, cast

import httptools
from aiohappyeyeballs import start_connection

Made = TypeVar("Made")

#: Seconds after which another address of the server is tried beside the first (RFC 8305, 5).
_NEXT_ADDRESS = 0.25
#: The lowest status of a last answer; those below it announce another (RFC 9110, 15.2).
_LAST_ANSWER = 200


class ConnectionFailedError(OSError):
    """There was no connection to the server, so nothing was sent."""


class ConnectionTimeoutError(TimeoutError):
    """There was no connection in time, so nothing was sent."""


class ConnectionBrokenError(OSError):
    """The connection ended, or what came was not HTTP; the request may have been carried out."""


class TransferError(OSError):
    """A whole HTTP client failed. `name` is its own for the error, without the address, which holds the token."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class Server(NamedTuple):
    """Whom to connect to."""

    host: str
    port: int
    tls: bool


class Patience(NamedTuple):
    """Seconds to wait; None: as long as it takes.

    `room`: until there are fewer than the most connections. `connect`: for a connection. `answer`: until something of
    the answer comes, and again until more of it comes.
    """

    room: float | None
    connect: float | None
    answer: float | None


class Connection(asyncio.Protocol):
    """A connection to a server. Made by `Connections`."""

    def __init__(self, living: set[Connection]) -> None:
        """Be in `living` from the beginning of the connection to its end."""
        self._loop = asyncio.get_running_loop()
        self._living = living
        self._parser = httptools.HttpResponseParser(self)
        self._transport: asyncio.Transport | None = None
        self._answer: asyncio.Future[tuple[int, bytes]] | None = None
        self._body: list[bytes] = []
        self._heard = 0.0
        #: When it was given back, by the clock of the event loop.
        self.since = 0.0

    @property
    def usable(self) -> bool:
        """Whether a request can be sent."""
        return self._transport is not None and self._answer is None

    async def exchange(self, request: bytes, patience: float | None) -> tuple[int, bytes]:
        """Send a request and return status and body of its answer; see `Patience` for the seconds.

        Raises:
            ConnectionBrokenError: there is no whole answer.
            TimeoutError: nothing came for too long.
        """
        if self._transport is None:
            raise ConnectionBrokenError
        answer: asyncio.Future[tuple[int, bytes]] = self._loop.create_future()
        self._answer = answer
        timer = None
        if patience is not None:
            self._heard = self._loop.time()
            timer = self._loop.call_later(patience, self._look, patience, answer)
        self._transport.write(request)
        try:
            return await answer
        except BaseException:
            # What comes now would be taken for the answer to another request.
            self.abort()
            raise
        finally:
            self._answer = None
            if timer is not None:
                timer.cancel()

    def _look(self, patience: float, answer: asyncio.Future[tuple[int, bytes]]) -> None:
        """Give up if nothing came for too long, else look again when that may be so."""
        rest = self._heard + patience - self._loop.time()
        if answer.done():
            return
        if rest <= 0:
            answer.set_exception(TimeoutError())
        else:
            self._loop.call_later(rest, self._look, patience, answer)

    def abort(self) -> None:
        """End the connection at once."""
        if self._transport is not None:
            self._transport.abort()
            self._transport = None

    # What the event loop calls

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin."""
        self._transport = cast("asyncio.Transport", transport)
        self._living.add(self)

    def data_received(self, data: bytes) -> None:
        """Read on; what nobody asked for ends the connection."""
        if self._answer is None:
            self.abort()
            return
        self._heard = self._loop.time()
        try:
            self._parser.feed_data(data)
        except (httptools.HttpParserError, httptools.HttpParserUpgrade):
            self._fail()
            self.abort()

    def connection_lost(self, _: Exception | None) -> None:
        """End."""
        self._transport = None
        self._fail()
        self._living.discard(self)

    def _fail(self) -> None:
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(ConnectionBrokenError())

    # What the parser calls

    def on_message_begin(self) -> None:
        """Forget the answer before; a second one to the same request ends the connection."""
        self._body = []
        if self._answer is None or self._answer.done():
            self.abort()

    def on_body(self, body: bytes) -> None:
        """Take a piece of the body."""
        self._body.append(body)

    def on_message_complete(self) -> None:
        """Tell the answer, unless another is to come."""
        status = self._parser.get_status_code()
        if status < _LAST_ANSWER:
            return
        if self._answer is not None and not self._answer.done():
            self._answer.set_result((status, b"".join(self._body)))
        self._body = []
        if not self._parser.should_keep_alive():
            self.abort()


class Connections:
    """Opens connections when they are needed, and keeps them for a while."""

    def __init__(self, most: int, kept: float) -> None:
        """Have at most `most` in use at once, and keep each unused one for at most `kept` seconds."""
        self._loop = asyncio.get_running_loop()
        self._room = asyncio.Semaphore(most)
        self._kept = kept
        self._idle: dict[Server, list[Connection]] = {}
        self._living: set[Connection] = set()
        self._tls: ssl.SSLContext | None = None
        self._closed = False

    async def exchange(self, server: Server, request: bytes, patience: Patience) -> tuple[int, bytes]:
        """Send a request to a server and return status and body of its answer.

        Raises:
            ConnectionFailedError, ConnectionTimeoutError: nothing was sent.
            ConnectionBrokenError: there is no whole answer.
            TimeoutError: the server was silent for too long.
        """
        if self._room.locked():
            await _connected(self._room.acquire(), patience.room)
        else:
            await self._room.acquire()
        try:
            connection = self._take(server)
            if connection is None:
                connection = await _connected(self._opened(server), patience.connect)
            answer = await connection.exchange(request, patience.answer)
            self._give_back(server, connection)
            return answer
        finally:
            self._room.release()

    async def close(self) -> None:
        """End every connection; what waits for an answer fails."""
        self._closed = True
        while self._living:
            for connection in tuple(self._living):
                connection.abort()
            # The event loop tells each of them at its next turn.
            await asyncio.sleep(0)

    def _take(self, server: Server) -> Connection | None:
        """The connection that was used last, whose server is the least likely to have ended it; None: there is none."""
        idle = self._idle.get(server)
        while idle:
            connection = idle.pop()
            if connection.usable and connection.since > self._loop.time() - self._kept:
                return connection
            connection.abort()
        return None

    def _give_back(self, server: Server, connection: Connection) -> None:
        if self._closed or not connection.usable:
            connection.abort()
            return
        now = connection.since = self._loop.time()
        idle = self._idle.setdefault(server, [])
        idle.append(connection)
        if idle[0].since <= now - self._kept or not idle[0].usable:
            idle.pop(0).abort()

    async def _opened(self, server: Server) -> Connection:
        addresses = await self._loop.getaddrinfo(server.host, server.port, type=socket.SOCK_STREAM)
        raw = await start_connection(addresses, happy_eyeballs_delay=_NEXT_ADDRESS, loop=self._loop)
        try:
            _, connection = await self._loop.create_connection(
                lambda: Connection(self._living),
                sock=raw,
                ssl=self._context() if server.tls else None,
                server_hostname=server.host if server.tls else None,
            )
        except BaseException:
            with suppress(OSError):
                raw.close()
            raise
        if self._closed:
            connection.abort()
            raise ConnectionFailedError
        return connection

    def _context(self) -> ssl.SSLContext:
        """Certificates are checked against those that the system trusts."""
        if self._tls is None:
            self._tls = ssl.create_default_context()
        return self._tls


async def _connected(waiting: Awaitable[Made], patience: float | None) -> Made:
    try:
        async with asyncio.timeout(patience):
            return await waiting
    except TimeoutError:
        raise ConnectionTimeoutError from None
    except (OSError, RuntimeError) as error:
        # uvloop tells some failures of the network as RuntimeError.
        raise ConnectionFailedError(type(error).__name__) from None
