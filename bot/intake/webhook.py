"""Updates that Telegram delivers: each handled once, its sender's in order, and acknowledged after it was handled."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import Any

import structlog
from telegram import Update

from bot.intake.lanes import Lanes, LanesClosedError, Outcome
from bot.intake.reading import Reader
from bot.intake.recent import Recent
from bot.intake.response import ResponseSlot

log = structlog.get_logger(__name__)

#: Answers kept for another delivery because the first one's connection was gone.
_KEPT = 1_000


class StoppingError(Exception):
    """The bot is stopping: the update was not handled, and Telegram shall deliver it again."""


class NotAnUpdateError(ValueError):
    """What was delivered has no id of an update."""


class WebhookIntake:
    """Takes updates as they are delivered, and puts them into lanes.

    Telegram delivers an update again until it is acknowledged (Bot API, setWebhook). One that is in hand is not begun a
    second time; one that was handled is only acknowledged.
    """

    def __init__(
        self,
        lanes: Lanes,
        read: Reader,
        slots: dict[int, ResponseSlot],
        register: Callable[[], Awaitable[None]],
    ) -> None:
        """Handle what `read` makes of deliveries in `lanes`; `register` tells Telegram where to deliver.

        `slots` is where the handling finds the slot for its answer, by the update's id.
        """
        self._lanes = lanes
        self._read = read
        self._slots = slots
        self._register = register
        self._recent = Recent()
        self._in_hand: dict[int, asyncio.Future[Outcome]] = {}
        self._undelivered: OrderedDict[int, bytes] = OrderedDict()
        self._stop = asyncio.Event()

    @property
    def stopping(self) -> bool:
        """Whether nothing more is taken in."""
        return self._stop.is_set()

    async def run(self) -> None:
        """Let Telegram deliver, until `stop` is called.

        Raises:
            IntakeError: Telegram refuses the address or the token.
        """
        await self._register()
        await self._stop.wait()

    async def stop(self, timeout: float = 10.0) -> None:  # noqa: ASYNC109  (giving up is not an error here)
        """Take nothing more in, and finish what is in hand within `timeout` seconds.

        What does not finish is not acknowledged: it is delivered again, here or to another worker.
        """
        self._stop.set()
        left = await self._lanes.drain(timeout)
        if left:
            log.warning("webhook.unfinished", updates=left)

    async def take(self, data: dict[str, Any]) -> bytes | None:
        """Handle a delivery; return the call that the answer to it carries, None for none.

        Raises:
            NotAnUpdateError: it is not an update.
            StoppingError: it was not handled.
        """
        update_id = data.get("update_id")
        if type(update_id) is not int or update_id < 0:
            raise NotAnUpdateError
        if self.stopping:
            raise StoppingError
        if update_id in self._in_hand:
            await _ended(self._in_hand[update_id])
            return self._undelivered.pop(update_id, None)
        if not self._recent.first_time(update_id):
            return self._undelivered.pop(update_id, None)
        update = self._readable(update_id, data)
        return None if update is None else await self._handled(update)

    def undelivered(self, update_id: int, call: bytes) -> None:
        """Keep the call for another delivery: the connection of this one was gone before the answer."""
        self._undelivered[update_id] = call
        if len(self._undelivered) > _KEPT:
            self._undelivered.popitem(last=False)

    def _readable(self, update_id: int, data: dict[str, Any]) -> Update | None:
        try:
            return self._read(data)
        except Exception as error:  # noqa: BLE001  (whatever it is, refused it would come again for a day)
            log.error("webhook.unreadable", update_id=update_id, error=type(error).__name__)
            return None

    async def _handled(self, update: Update) -> bytes | None:
        update_id = update.update_id
        slot = self._slots[update_id] = ResponseSlot()
        try:
            outcome = await self._lanes.put(update)
            self._in_hand[update_id] = outcome
            await _ended(outcome)
        except LanesClosedError:
            raise StoppingError from None
        finally:
            self._in_hand.pop(update_id, None)
            self._slots.pop(update_id, None)
        return slot.call


async def _ended(outcome: asyncio.Future[Outcome]) -> None:
    # Shielded: a delivery that is given up must not make another one believe that the bot stopped.
    try:
        await asyncio.shield(outcome)
    except asyncio.CancelledError:
        if outcome.cancelled():
            raise StoppingError from None
        raise
