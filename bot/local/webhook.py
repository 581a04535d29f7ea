"""Posts updates to the bot's webhook, in order for each chat and side by side for different ones."""

import asyncio
import logging
from contextlib import suppress
from typing import Any

import aiohttp

from bot.local.core import LocalTelegram
from bot.local.errors import ConnectionFault
from bot.local.state import Webhook
from bot.local.updates import Update

logger = logging.getLogger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105
ANSWER_WITHIN_SECONDS = 60
LONGEST_PAUSE_SECONDS = 60
# What the real server does not carry out when it stands in the answer to an update.
NOT_IN_ANSWERS = frozenset({"setwebhook", "deletewebhook", "close", "logout"})


class WebhookDelivery:
    """Delivers while ``run`` runs; ``pause`` (seconds) is the first wait after a failure, then doubled."""

    def __init__(self, tg: LocalTelegram, pause: float = 1.0) -> None:
        self._tg = tg
        self._pause = pause
        self._busy: dict[str, asyncio.Task[None]] = {}

    async def run(self) -> None:
        """Deliver until cancelled."""
        timeout = aiohttp.ClientTimeout(total=ANSWER_WITHIN_SECONDS)
        async with aiohttp.ClientSession(timeout=timeout) as session, asyncio.TaskGroup() as group:
            while True:
                self._begin(session, group)
                await self._tg.queue.wait()

    def _begin(self, session: aiohttp.ClientSession, group: asyncio.TaskGroup) -> None:
        hook = self._tg.webhook
        if hook is None:
            return
        for update in self._tg.queue.first(2 * hook.max_connections):
            key = order_key(update)
            if len(self._busy) < hook.max_connections and key not in self._busy:
                self._busy[key] = group.create_task(self._deliver(session, hook, update, key))

    async def _deliver(self, session: aiohttp.ClientSession, hook: Webhook, update: Update, key: str) -> None:
        pause = self._pause
        try:
            while self._tg.webhook is hook:
                wait = await self._post(session, hook, update)
                if wait is None:
                    self._tg.queue.drop(update)
                    return
                await asyncio.sleep(wait or pause)
                pause = min(pause * 2, LONGEST_PAUSE_SECONDS)
        finally:
            del self._busy[key]
            self._tg.queue.wake()

    async def _post(self, session: aiohttp.ClientSession, hook: Webhook, update: Update) -> float | None:
        """Return None after success, else the seconds that the bot asks to wait (0: it does not say)."""
        headers = {SECRET_HEADER: hook.secret_token} if hook.secret_token else {}
        try:
            async with session.post(hook.url, json=update, headers=headers) as response:
                if response.ok:
                    await self._carry_out(await _reply(response))
                    return None
                self._note(hook, f"Wrong response from the webhook: {response.status} {response.reason}")
                return float(response.headers.get("Retry-After") or 0)
        except (aiohttp.ClientError, TimeoutError) as error:
            self._note(hook, f"Connection failed: {type(error).__name__}")
            return 0.0

    async def _carry_out(self, reply: dict[str, Any]) -> None:
        """Run the method that stands in the answer; the bot never learns how that went."""
        name = str(reply.pop("method", ""))
        if name and name.lower() not in NOT_IN_ANSWERS and not name.lower().startswith("get"):
            with suppress(ConnectionFault):
                await self._tg.call(name, reply)

    def _note(self, hook: Webhook, message: str) -> None:
        hook.last_error_date, hook.last_error_message = self._tg.now(), message
        logger.debug("webhook: %s", message)


async def _reply(response: aiohttp.ClientResponse) -> dict[str, Any]:
    if response.content_type != "application/json":
        return {}
    try:
        reply = await response.json()
    except ValueError:
        return {}
    return reply if isinstance(reply, dict) else {}


def order_key(update: Update) -> str:
    """Return what updates must share to be kept in order: their chat, else their sender."""
    kind = next(field for field in update if field != "update_id")
    content = update[kind]
    place = content.get("chat") or content.get("message", {}).get("chat") or content.get("from") or {}
    return str(place.get("id", ""))
