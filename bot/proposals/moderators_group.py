"""The moderators' group: the one of the settings, or what became of it when it was made a supergroup.

Telegram gives a supergroup another id. It is noted, so that moderators work on before the setting is changed.
"""

from __future__ import annotations

from typing import Any

import structlog

from bot.clock import Clock
from bot.people import People
from bot.storage.database import Database
from bot.storage.publications import MOVED_GROUP, set_staff_setting, staff_setting

log = structlog.get_logger()


class ModeratorsGroup:
    """Knows where moderators work. Workers learn from the database where it went."""

    def __init__(self, database: Database, people: People, clock: Clock, configured: int | None) -> None:
        """`configured` is the group's Telegram id as the settings have it; None: there is no group."""
        self.chat = configured
        self._configured = configured
        self._database = database
        self._people = people
        self._clock = clock

    async def renew(self) -> None:
        """Take up where the group went, if another worker or an earlier run learned of it.

        Raises:
            StorageError: the database failed.
        """
        if self._configured is None or self.chat != self._configured:
            return
        async with self._database.read() as connection:
            held: Any = await staff_setting(connection, MOVED_GROUP)
        # Of another group than that of the settings, or of another data key, it says nothing.
        if held and held["of"] == self._mark(self._configured):
            self.chat = self._people.opened(bytes.fromhex(held["now"]))
            self._tell()

    async def is_at(self, chat: int) -> bool:
        """Whether that is the moderators' group.

        Raises:
            StorageError: the database failed.
        """
        if chat != self.chat:
            await self.renew()
        return chat == self.chat

    async def moved(self, old: int, new: int) -> None:
        """Note that a group goes by another id; one that is not the moderators' changes nothing.

        Raises:
            StorageError: the database failed; it is known here alone.
        """
        if self._configured is None or old != self.chat:
            return
        self.chat = new
        held = {"of": self._mark(self._configured), "now": self._people.sealed(new).hex()}
        async with self._database.write() as connection:
            await set_staff_setting(connection, MOVED_GROUP, held, self._clock.now(), None)
        self._tell()

    def _mark(self, chat: int) -> str:
        return self._people.pseudonym("moderators", str(chat)).hex()

    @staticmethod
    def _tell() -> None:
        log.warning(
            "moderation.group_moved", mend="BOT_MODERATION_CHAT: the id that /id says in the group now"
        )
