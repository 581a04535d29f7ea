"""The network under python-telegram-bot: kept connections and few steps, in place of its own client."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, cast
from urllib.parse import quote, urlsplit
from urllib.request import getproxies, proxy_bypass

from telegram._utils.defaultvalue import DefaultValue
from telegram._utils.types import ODVInput
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.network.connections import Connections, Patience, Server, TransferError
from bot.network.encoded import Encoded, form

if TYPE_CHECKING:
    from bot.network.transfer import Transfer

#: Seconds, those of python-telegram-bot's own client (HTTPXRequest).
_CONNECT, _READ, _WRITE, _WRITE_FILES, _POOL = 5.0, 5.0, 5.0, 20.0, 1.0
#: Connections at once, as many as python-telegram-bot's own client keeps.
POOL_SIZE = 256
#: Seconds for which an unused connection is kept; api.telegram.org keeps them longer.
_KEPT = 60.0
#: Addresses of methods that are kept with all that is the same in each request; the Bot API has some 170 methods.
_METHODS = 512

#: Told the method, what came of it (an HTTP status, or "timeout", "network"), for figures.
Observer: TypeAlias = Callable[[str, int | str], None]


class _Method(NamedTuple):
    """An address to post to. `proxy` is what stands between, None: nothing. `head` is what each request begins with."""

    name: str
    server: Server
    proxy: str | None
    head: bytes


class LeanRequest(BaseRequest):
    """A request backend with kept connections. Errors are those that python-telegram-bot's own backend raises.

    Nothing it raises holds the address, which holds the token. Files and whatever goes through a proxy go by a whole
    HTTP client (`Transfer`), all else in one write and one read.
    """

    __slots__ = ("_connections", "_methods", "_observe", "_pool_size", "_proxy", "_transfer")

    def __init__(self, pool_size: int = POOL_SIZE, observe: Observer | None = None) -> None:
        """Open at most `pool_size` connections at once; `observe` is told of every call."""
        self._pool_size = pool_size
        self._observe = _nobody if observe is None else observe
        self._connections: Connections | None = None
        self._transfer: Transfer | None = None
        self._methods: dict[str, _Method] = {}

    @property
    def read_timeout(self) -> float | None:
        """The seconds to wait for an answer where a call does not say."""
        return _READ

    async def initialize(self) -> None:
        """Make ready to connect; does nothing the second time."""
        if self._connections is None:
            self._connections = Connections(self._pool_size, _KEPT)

    async def shutdown(self) -> None:
        """Close every connection; does nothing the second time."""
        connections, self._connections = self._connections, None
        transfer, self._transfer = self._transfer, None
        if connections is not None:
            await connections.close()
        if transfer is not None:
            await transfer.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        write_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        connect_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        pool_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Return the HTTP status and the body of one call.

        Raises:
            TimedOut: no answer in time; whether the call was carried out is not known.
            NetworkError: the connection failed.
        """
        connections = self._connections
        if connections is None:
            raise RuntimeError("this request backend is not initialised")
        has_files = request_data is not None and request_data.contains_files
        # Nobody waits for the end of writing alone: it is part of the wait for the answer.
        patience = Patience(
            _told(pool_timeout, _POOL),
            _told(connect_timeout, _CONNECT),
            _sum(_told(read_timeout, _READ), _told(write_timeout, _WRITE_FILES if has_files else _WRITE)),
        )
        whither = self._method(url)
        try:
            if has_files or method != "POST" or whither.proxy is not None:
                client = self._transfer or await self._whole_client()
                status, answer = await client.request(method, url, request_data, whither.proxy, patience)
            else:
                request = whither.head + _posted(request_data)
                status, answer = await connections.exchange(whither.server, request, patience)
        except TimeoutError as error:
            self._observe(whither.name, "timeout")
            raise TimedOut from _without_address(error)
        except OSError as error:
            self._observe(whither.name, "network")
            raise NetworkError(_name(error)) from _without_address(error)
        self._observe(whither.name, status)
        return status, answer

    def _method(self, url: str) -> _Method:
        known = self._methods.get(url)
        if known is None:
            if len(self._methods) >= _METHODS:
                self._methods.clear()
            known = self._methods[url] = _method_at(url, self.USER_AGENT)
        return known

    async def _whole_client(self) -> Transfer:
        # Ten megabytes and a tenth of a second, which a bot that sends no file does without.
        transfer = await asyncio.to_thread(import_module, "bot.network.transfer")
        if self._transfer is None:
            self._transfer = cast("Transfer", transfer.Transfer(self._pool_size, _KEPT, self.USER_AGENT))
        return self._transfer


def _nobody(_method: str, _result: int | str) -> None:
    pass


def _told(given: ODVInput[float], otherwise: float) -> float | None:
    return otherwise if isinstance(given, DefaultValue) else given


def _sum(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one + other


def _method_at(url: str, user_agent: str) -> _Method:
    parts = urlsplit(url)
    tls = parts.scheme == "https"
    port = parts.port or (443 if tls else 80)
    path = quote(parts.path, safe="/:@%+,;=~") + (f"?{parts.query}" if parts.query else "")
    head = (
        f"POST {path} HTTP/1.1\r\nHost: {parts.netloc.rpartition('@')[2]}\r\nUser-Agent: {user_agent}\r\n"
        "Accept: */*\r\nAccept-Encoding: identity\r\n"
    )
    server = Server(parts.hostname or "", port, tls)
    return _Method(url.rpartition("/")[2], server, _proxy(url), head.encode())


def _proxy(url: str) -> str | None:
    """The proxy that the environment names for a server."""
    parts = urlsplit(url)
    if parts.hostname is None or proxy_bypass(parts.hostname):
        return None
    known = getproxies()
    return known.get(parts.scheme) or known.get("all")


def _posted(data: RequestData | None) -> bytes:
    """The rest of a request after what is the same for all of its method: what its body is, and the body."""
    if data is None:
        return b"Content-Length: 0\r\n\r\n"
    if isinstance(data, Encoded):
        kind, body = b"application/json", data.json
    else:
        kind, body = b"application/x-www-form-urlencoded", form(data.json_parameters)
    return b"Content-Type: %b\r\nContent-Length: %d\r\n\r\n%b" % (kind, len(body), body)


def _name(error: BaseException) -> str:
    return error.name if isinstance(error, TransferError) else type(error).__name__


def _without_address(error: BaseException) -> BaseException:
    """The cause of an error as far as it can be told: a whole client's quotes the address, and with it the token."""
    return OSError(_name(error))
