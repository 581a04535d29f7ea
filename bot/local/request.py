"""python-telegram-bot on the local Telegram: its request interface without a network."""

import json
from typing import Any
from urllib.parse import unquote

from telegram._utils.types import ODVInput
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.local.core import LocalTelegram
from bot.local.errors import ApiError, ConnectionFault
from bot.local.params import Upload


class LocalRequest(BaseRequest):
    """Give to ``Bot(token, request=…)`` or to the application builder, also for ``get_updates_request``.

    Planned faults surface as they do with PTB's own HTTPXRequest: ``TimedOut`` for silence,
    ``NetworkError`` for a dropped connection and for 500.
    """

    __slots__ = ("_tg",)

    def __init__(self, tg: LocalTelegram) -> None:
        self._tg = tg

    @property
    def read_timeout(self) -> float | None:
        """Return the default read time-out in seconds; nothing here needs one."""
        return 5.0

    async def initialize(self) -> None:
        """Open nothing."""

    async def shutdown(self) -> None:
        """Close nothing."""

    async def do_request(
        self,
        url: str,
        method: str,  # noqa: ARG002
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
        write_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
        connect_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
        pool_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
    ) -> tuple[int, bytes]:
        """Return HTTP status and body of one call, or of one file."""
        if "/file/bot" in url:
            return self._downloaded(url)
        answer = await self._answer(url, _parameters(request_data))
        return 200 if answer["ok"] else answer["error_code"], json.dumps(answer).encode()

    def _downloaded(self, url: str) -> tuple[int, bytes]:
        token, _, path = unquote(url.partition("/file/bot")[2]).partition("/")
        upload = self._tg.file_at(path) if self._tg.refusal(token) is None else None
        if upload is None:
            return 404, json.dumps(ApiError(404, "Not Found").wire()).encode()
        return 200, upload.content

    async def _answer(self, url: str, parameters: dict[str, Any]) -> dict[str, Any]:
        place, _, name = url.rpartition("/")
        token = place.rpartition("/bot")[2]
        refusal = self._tg.refusal(token)
        if refusal is not None:
            return refusal
        try:
            return await self._tg.call(name, parameters)
        except ConnectionFault as fault:
            if fault.timed_out:
                raise TimedOut from fault
            raise NetworkError(
                "httpx.RemoteProtocolError: Server disconnected without sending a response."
            ) from fault


def _parameters(request_data: RequestData | None) -> dict[str, Any]:
    if request_data is None:
        return {}
    parameters: dict[str, Any] = request_data.parameters
    if request_data.contains_files:
        for name, (filename, content, mime) in request_data.multipart_data.items():
            parameters[name] = Upload(
                filename, content if isinstance(content, bytes) else content.read(), mime
            )
    return parameters
