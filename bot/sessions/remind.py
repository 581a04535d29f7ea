"""Reminders become notices when they are due: to be called by every tick. One that was missed is made up or expires."""

from __future__ import annotations

from dataclasses import replace

import structlog
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.delivery.campaigns import Campaigns
from bot.rendering.scene import Scenes
from bot.sessions.model import OPEN
from bot.sessions.notices import reminder_notice
from bot.storage import reminders, sessions
from bot.storage.database import Database
from bot.storage.reminders import Due

log = structlog.get_logger(__name__)


class Reminders:
    """Publishes reminders. Who is reminded is settled only then, so a wish of the last minute counts."""

    def __init__(self, database: Database, campaigns: Campaigns, scenes: Scenes, clock: Clock) -> None:
        self._database = database
        self._campaigns = campaigns
        self._scenes = scenes
        self._clock = clock

    async def publish_due(self) -> int:
        """Publish what is due; how many reminders that were. Those whose session has begun expire.

        Raises:
            StorageError: the database failed; they are published by the next call.
        """
        now = self._clock.now()
        async with self._database.read() as connection:
            found = await reminders.due(connection, now)
        published = 0
        for reminder in found:
            async with self._database.write() as connection:
                published += await self._settle(connection, reminder)
        return published

    async def _settle(self, connection: AsyncConnection, reminder: Due) -> bool:
        session = await sessions.load(connection, reminder.session_id)
        valid = (
            session is not None
            and session.status in OPEN
            and not session.withdrawn
            and self._clock.now() < reminder.expires_at
        )
        if not await reminders.settle(connection, reminder, published=valid) or not valid or session is None:
            return False
        told = await sessions.told_by(connection, session.id)
        people = await reminders.wishers(connection, session.id)
        notice = reminder_notice(self._scenes, session, reminder, follows=told, people=people)
        if told is None:
            # It was never announced: only who asked for it is reminded.
            notice = replace(notice, topics=())
        await self._campaigns.publish(connection, notice)
        log.info("reminder.published", session=session.id, which=reminder.which)
        return True
