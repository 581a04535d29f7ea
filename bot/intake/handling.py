"""One update, with all that must hold around it: its turn among the workers, and the slot for its answer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from telegram import Update

from bot.intake.keys import key_of
from bot.intake.response import ResponseSlot, answering_in
from bot.intake.turns import Turns

_KINDS = tuple(name for name in Update.ALL_TYPES)


class Handling:
    """Handles an update; what `Lanes` calls."""

    def __init__(
        self,
        handle: Callable[[Update], Awaitable[None]],
        in_turn: Callable[[Update], Awaitable[bool]],
        turns: Turns,
        slots: Mapping[int, ResponseSlot],
        look_again: Callable[[Update], None] = lambda _: None,
    ) -> None:
        """Call `handle`, in turn where `in_turn` says so, with the slot that `slots` holds by the update's id.

        `look_again` is called when the turn has come: what was kept of the person may be from before it, since another
        worker that had the turn is heard of a moment later.
        """
        self._look_again = look_again
        self._handle = handle
        self._in_turn = in_turn
        self._turns = turns
        self._slots = slots

    async def __call__(self, update: Update) -> None:
        """Handle one update."""
        with answering_in(self._slots.get(update.update_id)):
            if not self._turns.connected or not await self._in_turn(update):
                await self._handle(update)
                return
            async with self._turns.of(key_of(update)):
                self._look_again(update)
                await self._handle(update)


def kind_of(update: Update) -> str:
    """The kind of an update ("message"), by which updates are counted."""
    if update.message is not None:
        return "message"
    return next((kind for kind in _KINDS if getattr(update, kind) is not None), "other")
