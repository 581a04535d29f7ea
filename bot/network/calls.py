"""Calls of the Bot API without the library's objects on the way in and out, for what the bot does most."""

from __future__ import annotations

from typing import Any, cast

from telegram import Bot
from telegram.ext import BaseRateLimiter
from telegram.request import BaseRequest, RequestData

from bot.network.encoded import Encoded


async def call(bot: Bot, method: str, data: Encoded, *, read_timeout: float | None = None) -> Any:
    """Call a method and return its result as plain data. Limits on sending hold as for the library's own methods.

    `read_timeout` is the seconds to wait for the answer; None: the request backend's own.

    Raises:
        TelegramError: as the library's own methods do.
    """
    limiter: BaseRateLimiter[Any] | None = getattr(bot, "rate_limiter", None)
    if limiter is None or method == "getUpdates":
        return await _post(bot, method, data, read_timeout)
    return await limiter.process_request(
        _post, (bot, method, data, read_timeout), {}, method, data.parameters, None
    )


async def _post(bot: Bot, method: str, data: Encoded, read_timeout: float | None) -> Any:
    timeout = BaseRequest.DEFAULT_NONE if read_timeout is None else read_timeout
    return await bot.request.post(f"{bot.base_url}/{method}", cast("RequestData", data), read_timeout=timeout)
