"""The network under python-telegram-bot: kept connections and few steps, in place of its own client."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
from telegram._utils.defaultvalue import DefaultValue
from telegram._utils.types import ODVInput
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.network.encoded import form

#: Seconds, those of python-telegram-bot's own client (HTTPXRequest).
_CONNECT, _READ, _WRITE, _WRITE_FILES, _POOL = 5.0, 5.0, 5.0, 20.0, 1.0
#: Connections at once, as many as python-telegram-bot's own client keeps.
POOL_SIZE = 256
#: Seconds for which an unused connection is kept; api.telegram.org keeps them longer.
_KEPT = 60.0

#: Told the method, what came of it (an HTTP status, or "timeout", "network"), for figures.
Observer: TypeAlias = Callable[[str, int | str], None]

_FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class LeanRequest(BaseRequest):
    """A request backend on aiohttp. Errors are those that python-telegram-bot's own backend raises.

    Nothing it raises holds the address, which holds the token.
    """

    __slots__ = ("_observe", "_pool_size", "_proxy", "_session", "_timeouts")

    def __init__(self, pool_size: int = POOL_SIZE, observe: Observer | None = None) -> None:
        """Open at most `pool_size` connections at once; `observe` is told of every call."""
        self._pool_size = pool_size
        self._observe = _nobody if observe is None else observe
        self._session: aiohttp.ClientSession | None = None
        self._proxy: dict[str, str | None] = {}
        self._timeouts: dict[tuple[float | None, ...], aiohttp.ClientTimeout] = {}

    @property
    def read_timeout(self) -> float | None:
        """The seconds to wait for an answer where a call does not say."""
        return _READ

    async def initialize(self) -> None:
        """Make ready to connect; does nothing the second time."""
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._pool_size, keepalive_timeout=_KEPT),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
                skip_auto_headers=("Accept-Encoding",),
                timeout=aiohttp.ClientTimeout(total=None),
            )

    async def shutdown(self) -> None:
        """Close every connection; does nothing the second time."""
        if self._session is not None:
            await self._session.close()

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
        if self._session is None or self._session.closed:
            raise RuntimeError("this request backend is not initialised")
        body, headers, has_files = _body(request_data)
        timeout = self._timeout(
            _told(connect_timeout, _CONNECT),
            _told(pool_timeout, _POOL),
            _told(read_timeout, _READ),
            _told(write_timeout, _WRITE_FILES if has_files else _WRITE),
        )
        name = url.rpartition("/")[2]
        try:
            async with self._session.request(
                method, url, data=body, headers=headers, timeout=timeout, proxy=self._proxy_for(url)
            ) as response:
                answer = await response.read()
        except TimeoutError as error:
            self._observe(name, "timeout")
            raise TimedOut from _without_address(error)
        except (aiohttp.ClientError, OSError) as error:
            self._observe(name, "network")
            raise NetworkError(f"aiohttp.{type(error).__name__}") from _without_address(error)
        self._observe(name, response.status)
        return response.status, answer

    def _timeout(
        self, connect: float | None, pool: float | None, read: float | None, write: float | None
    ) -> aiohttp.ClientTimeout:
        """The time-outs of a call. aiohttp has none for writing alone: it is part of the wait for the answer."""
        key = (connect, pool, read, write)
        if key not in self._timeouts:
            self._timeouts[key] = aiohttp.ClientTimeout(
                total=None, connect=_sum(connect, pool), sock_connect=connect, sock_read=_sum(read, write)
            )
        return self._timeouts[key]

    def _proxy_for(self, url: str) -> str | None:
        """The proxy that the environment names for a server, looked up once for each."""
        server = url[: url.find("/", 8)]
        if server not in self._proxy:
            self._proxy[server] = _proxy(server)
        return self._proxy[server]


def _nobody(_method: str, _result: int | str) -> None:
    pass


def _told(given: ODVInput[float], otherwise: float) -> float | None:
    return otherwise if isinstance(given, DefaultValue) else given


def _sum(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one + other


def _proxy(server: str) -> str | None:
    parts = urlsplit(server)
    if parts.hostname is None or proxy_bypass(parts.hostname):
        return None
    known = getproxies()
    return known.get(parts.scheme) or known.get("all")


def _body(data: RequestData | None) -> tuple[Any, dict[str, str] | None, bool]:
    """The body of a call, its headers, and whether there are files in it."""
    if data is None:
        return None, None, False
    if data.contains_files:
        return _form_with_files(data), None, True
    encoded = getattr(data, "encoded", None)
    return encoded or form(data.json_parameters), _FORM, False


def _form_with_files(data: RequestData) -> aiohttp.FormData:
    form = aiohttp.FormData(quote_fields=False)
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, mime) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=mime)
    return form


def _without_address(error: BaseException) -> BaseException:
    """The cause of an error as far as it can be told: aiohttp's quote the address, and with it the token."""
    return OSError(type(error).__name__)
