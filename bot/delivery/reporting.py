"""Telling editors how sending goes on: one message each, edited in place."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection
from telegram.error import BadRequest, Forbidden, TelegramError

from bot.clock import Clock
from bot.delivery.campaigns import Campaigns
from bot.delivery.messenger import Messenger
from bot.people import People
from bot.rendering.progress import progress_card
from bot.rendering.scene import Scenes
from bot.storage.database import Database, insert_into
from bot.storage.delivery_tables import campaigns, progress_messages

_table = progress_messages.c
_NOT_YET = 0
"""Stands for the id of a message that will be sent when the campaign begins."""


async def watch(
    connection: AsyncConnection, campaign: int, person_id: int, now: Any, message: int = _NOT_YET
) -> None:
    """Let an editor watch a campaign, inside a unit of work that writes more; `message` shows it already (0: none)."""
    values = {"message_id": message, "shown_at": now, "ended": False}
    statement = insert_into(connection, progress_messages).values(
        campaign_id=campaign, person_id=person_id, **values
    )
    keys = [_table.campaign_id, _table.person_id]
    await connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=values))


class Reporting:
    """Keeps the messages that editors watch up to date."""

    def __init__(
        self,
        database: Database,
        people: People,
        watched: Campaigns,
        scenes: Scenes,
        messenger: Messenger,
        clock: Clock,
        *,
        language: str,
    ) -> None:
        """Speak `language` to editors who chose none."""
        self._database = database
        self._people = people
        self._campaigns = watched
        self._scenes = scenes
        self._messenger = messenger
        self._clock = clock
        self._language = language
        self._shown: dict[tuple[int, int], str] = {}

    async def run(self) -> int:
        """Bring every message up to date whose campaign goes on; how many were sent or edited.

        Raises:
            StorageError: the database failed; the next time makes it up.
        """
        query = (
            select(_table.campaign_id, _table.person_id, _table.message_id, campaigns.c.cards)
            .join(campaigns, campaigns.c.id == _table.campaign_id)
            .where(
                _table.ended.is_(False),
                campaigns.c.begun_at.is_not(None) | (campaigns.c.state == "cancelled"),
            )
        )
        async with self._database.read() as connection:
            rows = (await connection.execute(query)).all()
        return sum([await self._show(row) for row in rows])

    async def _show(self, row: Any) -> bool:
        person = await self._people.find_by_id(row.person_id)
        if person is None:
            return False
        progress = await self._campaigns.progress(row.campaign_id)
        scene = self._scenes(person.language or self._language, person.plain_layout)
        title = (row.cards.get(scene.language) or next(iter(row.cards.values())))["title"]
        card, key = progress_card(scene, progress, title), (row.campaign_id, row.person_id)
        message = row.message_id
        # In the plain layout nothing is edited: told at the beginning and at the end.
        if scene.plain and message and not progress.ended:
            return False
        if self._shown.get(key) == card.text.text:
            return False
        try:
            if message and not scene.plain:
                await self._messenger.edit(person.telegram_id, message, card)
            else:
                message = await self._messenger.send(person.telegram_id, card)
        except (Forbidden, BadRequest) as error:
            if "not modified" not in error.message:
                await self._note(key, message or -1, ended=True)
                return False
        except TelegramError:
            return False
        self._shown[key] = card.text.text
        await self._note(key, message, ended=progress.ended)
        if progress.ended:
            self._shown.pop(key, None)
        return True

    async def _note(self, key: tuple[int, int], message: int, *, ended: bool) -> None:
        this = update(progress_messages).where(_table.campaign_id == key[0], _table.person_id == key[1])
        async with self._database.write() as connection:
            await connection.execute(this.values(message_id=message, shown_at=self._clock.now(), ended=ended))
