"""What is seldom and needs a whole HTTP client: files up and down, and ways through a proxy."""

from __future__ import annotations

from typing import Any

import aiohttp
from telegram.request import RequestData

from bot.network.connections import Patience, TransferError
from bot.network.encoded import Encoded, form


class Transfer:
    """Requests by aiohttp."""

    def __init__(self, most: int, kept: float, user_agent: str) -> None:
        """Have at most `most` connections at once, and keep each unused one for `kept` seconds."""
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=most, keepalive_timeout=kept),
            cookie_jar=aiohttp.DummyCookieJar(),
            headers={"User-Agent": user_agent},
            skip_auto_headers=("Accept-Encoding",),
            timeout=aiohttp.ClientTimeout(total=None),
        )

    async def request(
        self, method: str, url: str, data: RequestData | None, proxy: str | None, patience: Patience
    ) -> tuple[int, bytes]:
        """Return the HTTP status and the body of one call; `proxy` None: there is none to go through.

        Raises:
            TimeoutError: no answer in time.
            TransferError: the connection failed.
        """
        body, headers = _body(data)
        connecting = (
            None if patience.connect is None or patience.room is None else patience.connect + patience.room
        )
        timeout = aiohttp.ClientTimeout(
            total=None, connect=connecting, sock_connect=patience.connect, sock_read=patience.answer
        )
        try:
            async with self._session.request(
                method, url, data=body, headers=headers, timeout=timeout, proxy=proxy
            ) as response:
                return response.status, await response.read()
        except TimeoutError:
            raise
        except (aiohttp.ClientError, OSError) as error:
            raise TransferError(type(error).__name__) from None

    async def close(self) -> None:
        """Close every connection."""
        await self._session.close()


def _body(data: RequestData | None) -> tuple[Any, dict[str, str] | None]:
    """The body of a call and its headers."""
    if data is None:
        return None, None
    if data.contains_files:
        return _form_with_files(data), None
    if isinstance(data, Encoded):
        return data.json, {"Content-Type": "application/json"}
    return form(data.json_parameters), {"Content-Type": "application/x-www-form-urlencoded"}


def _form_with_files(data: RequestData) -> aiohttp.FormData:
    form = aiohttp.FormData(quote_fields=False)
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, mime) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=mime)
    return form
