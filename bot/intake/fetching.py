"""getUpdates with few steps: the JSON of updates goes to the reader, not through the library's parsing."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import Bot, Update, WebhookInfo

from bot.intake.reading import Reader
from bot.network.calls import call
from bot.network.encoded import Encoded

#: Seconds beyond the long poll in which the answer must come, as in python-telegram-bot.
_ANSWER = 5.0


class Fetching:
    """What polling needs of a bot; see `UpdateSource`."""

    def __init__(self, bot: Bot) -> None:
        """Fetch the updates of `bot`."""
        self._bot = bot
        self._read = Reader(bot)

    async def get_updates(
        self,
        offset: int | None = None,
        limit: int | None = None,
        timeout: int | None = None,  # noqa: ASYNC109  (Telegram's own parameter)
        allowed_updates: Sequence[str] | None = None,
    ) -> Sequence[Update]:
        """Confirm everything below `offset` and return up to `limit` updates from there on."""
        asked = {"offset": offset, "limit": limit, "timeout": timeout, "allowed_updates": allowed_updates}
        told = Encoded({name: value for name, value in asked.items() if value is not None})
        found = await call(self._bot, "getUpdates", told, read_timeout=(timeout or 0) + _ANSWER)
        return [self._read(each) for each in found]

    async def get_webhook_info(self) -> WebhookInfo:
        """Return where Telegram delivers updates to; the url is empty without a webhook."""
        return await self._bot.get_webhook_info()

    async def delete_webhook(self, drop_pending_updates: bool | None = None) -> bool:
        """Let updates be polled for."""
        return await self._bot.delete_webhook(drop_pending_updates=drop_pending_updates)
