"""Fetching updates by getUpdates: one is confirmed to Telegram after it was handled, never before."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from functools import partial
from typing import Any, Protocol, TypeVar

import structlog
from telegram import Update, WebhookInfo
from telegram.error import TelegramError

from bot.intake.lanes import Lanes, Outcome
from bot.intake.trouble import Trouble
from bot.intake.window import Window

log = structlog.get_logger(__name__)

Answer = TypeVar("Answer")

#: Seconds between two asks while something is in hand; doubles to the longest while nothing new comes.
#: Without such asks one slow update would keep everybody else's from being fetched; at once, they would spin.
_SHORTEST_PAUSE = 0.05
_LONGEST_PAUSE = 0.2
#: Seconds of a stop that are kept for the last confirmation.
_LAST_WORD = 2.0


class UpdateSource(Protocol):
    """What polling needs of a `telegram.Bot`."""

    async def get_updates(
        self,
        offset: int | None = None,
        limit: int | None = None,
        timeout: int | None = None,  # noqa: ASYNC109  (Telegram's own parameter)
        allowed_updates: Sequence[str] | None = None,
    ) -> Sequence[Update]:
        """Confirm everything below `offset` and return up to `limit` updates from there on."""
        ...

    async def get_webhook_info(self) -> WebhookInfo:
        """Return where Telegram delivers updates to; the url is empty without a webhook."""
        ...

    async def delete_webhook(self, drop_pending_updates: bool | None = None) -> bool:
        """Let updates be polled for."""
        ...


class Polling:
    """Asks Telegram for updates and puts them into lanes, until stopped.

    At most 100 updates are fetched and unconfirmed at a time, so a flood waits at Telegram's. After a kill
    those come again, and no others: the ones in hand, and ones handled behind these or since the last ask.
    """

    def __init__(
        self,
        bot: UpdateSource,
        lanes: Lanes,
        allowed_updates: Sequence[str],
        timeout: int = 30,
        *,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        trouble: Trouble | None = None,
    ) -> None:
        """Ask for `allowed_updates` (names of kinds); an ask waits `timeout` seconds for something to come.

        0 seconds means short polling, which Telegram wants for tests only.
        """
        self._bot = bot
        self._lanes = lanes
        self._allowed = list(allowed_updates)
        self._timeout = timeout
        self._sleep = sleep
        self._trouble = trouble or Trouble()
        self._window = Window()
        self._progress = asyncio.Event()
        self._fetching: asyncio.Task[None] | None = None
        self._stopping = False
        self._confirmed: int | None = None

    async def run(self) -> None:
        """Fetch until `stop` is called; then return, while `stop` is still finishing what is in hand.

        A webhook that is set is removed first; what waits at Telegram's is kept. Failures are waited out.

        Raises:
            IntakeError: Telegram refuses the token.
        """
        if self._stopping:
            return
        self._fetching = asyncio.create_task(self._fetch())
        try:
            await asyncio.wait({self._fetching})
        finally:
            self._fetching.cancel()
        if not self._fetching.cancelled():
            self._fetching.result()

    async def stop(self, timeout: float = 10.0) -> None:  # noqa: ASYNC109  (giving up is not an error here)
        """Fetch no more, finish what is in hand, and confirm what was handled, within `timeout` seconds.

        What does not finish in time is cancelled and not confirmed: it comes again at the next start.
        """
        self._stopping = True
        if self._fetching is not None:
            self._fetching.cancel()
            await asyncio.wait({self._fetching}, timeout=_LAST_WORD)
        left = await self._lanes.drain(max(0.0, timeout - _LAST_WORD))
        if left:
            log.warning("polling.unfinished", updates=left)
        await self._confirm()

    async def _fetch(self) -> None:
        await self._insist(self._leave_webhook)
        pause = _SHORTEST_PAUSE
        while True:
            new = self._window.take(await self._insist(self._ask), self._confirmed)
            for update in new:
                await self._put(update)
            pause = _SHORTEST_PAUSE if new else min(pause * 2, _LONGEST_PAUSE)
            if self._window.repeated:
                await self._sleep(pause)
            await self._until_worth_asking(pause)

    async def _leave_webhook(self) -> None:
        try:
            webhook = await self._bot.get_webhook_info()
        except TelegramError:
            raise
        except Exception as error:  # noqa: BLE001  (a server that answers something else than Telegram has none to remove)
            log.warning("polling.webhook_unknown", error=type(error).__name__)
            return
        if webhook.url:
            log.warning("polling.webhook_removed")
            await self._bot.delete_webhook(drop_pending_updates=False)

    async def _ask(self) -> Sequence[Update]:
        offset = self._window.offset
        try:
            answer = await self._bot.get_updates(
                offset=offset,
                limit=self._window.limit,
                timeout=self._timeout,
                allowed_updates=self._allowed,
            )
        except TelegramError:
            raise
        except Exception:
            # Telegram answered, and the library could not make updates of it.
            log.error("polling.unreadable", passed_over=self._window.unreadable())
            raise
        self._confirmed = offset
        return answer

    async def _insist(self, ask: Callable[[], Awaitable[Answer]]) -> Answer:
        while True:
            try:
                answer = await ask()
            except Exception as error:  # noqa: BLE001  (whatever it is, a country waits for the next ask)
                await self._sleep(self._trouble.delay(error))
            else:
                self._trouble.over()
                return answer

    async def _put(self, update: Update) -> None:
        outcome = await self._lanes.put(update)
        outcome.add_done_callback(partial(self._settle, update.update_id))

    def _settle(self, update_id: int, outcome: asyncio.Future[Outcome]) -> None:
        if not outcome.cancelled():
            self._window.handled(update_id)
            self._progress.set()

    async def _until_worth_asking(self, pause: float) -> None:
        if not self._window.worth_asking:
            await _first_of(self._until(lambda: self._window.worth_asking), self._wait(pause))
        await self._until(lambda: not self._window.stuck)

    async def _until(self, reached: Callable[[], bool]) -> None:
        while not reached():
            self._progress.clear()
            await self._progress.wait()

    async def _wait(self, seconds: float) -> None:
        await self._sleep(seconds)

    async def _confirm(self) -> None:
        offset = self._window.offset
        if offset is None or offset == self._confirmed:
            return
        try:
            async with asyncio.timeout(_LAST_WORD):
                await self._bot.get_updates(offset=offset, limit=1, timeout=0, allowed_updates=self._allowed)
        except Exception as error:  # noqa: BLE001  (the bot is stopping: what is unconfirmed comes again)
            log.warning("polling.unconfirmed", error=type(error).__name__)


async def _first_of(*waits: Coroutine[Any, Any, None]) -> None:
    tasks = [asyncio.create_task(wait) for wait in waits]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
