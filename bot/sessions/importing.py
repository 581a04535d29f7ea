"""Importing a calendar: all of its sessions, or none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.delivery.campaigns import Campaigns
from bot.rendering.scene import Scenes
from bot.rendering.sessions import scene_title, session_title
from bot.sessions.calendar import description
from bot.sessions.ics_reading import Incoming
from bot.sessions.import_plan import DONE, Step, planned_import
from bot.sessions.model import Session
from bot.sessions.notices import session_notice
from bot.sessions.publishing import Publishing
from bot.sessions.service import SessionChangedError, Sessions
from bot.storage import reminders, sessions
from bot.storage.database import Database
from bot.storage.updates import first_time


class Importing:
    """Plans and applies imports."""

    def __init__(
        self, database: Database, publishing: Publishing, campaigns: Campaigns, scenes: Scenes, clock: Clock
    ) -> None:
        self._database = database
        self._publishing = publishing
        self._campaigns = campaigns
        self._scenes = scenes
        self._clock = clock

    @property
    def _sessions(self) -> Sessions:
        return self._publishing.sessions

    def plan(self, events: Iterable[Incoming], language: str) -> list[Step]:
        """What the events would do as things stand; `language` is that of their texts where they name none."""
        return planned_import(
            events,
            self._sessions.record,
            self._clock.now(),
            language=language,
            languages=self._scenes.pack.info.languages,
            own_words=self._own_words,
        )

    def _own_words(self, session: Session) -> frozenset[str]:
        found = set()
        for code in self._scenes.pack.info.languages:
            scene = self._scenes(code)
            found.add(f"{session_title(scene, session)}: {scene_title(scene, session)}")
            found.add(description(scene, session).strip())
        return frozenset(found)

    async def apply(
        self,
        steps: Iterable[Step],
        *,
        announce: bool,
        by: int | None = None,
        wait: timedelta = timedelta(0),
        update_id: int | None = None,
    ) -> int:
        """Do what was planned, in one unit of work; how many sessions that changed.

        `announce`: people are told, after `wait`. A second delivery of `update_id` does nothing: 0.

        Raises:
            SessionChangedError: a session was changed since the plan was made; nothing is changed.
            StorageError: the database failed; nothing is changed.
        """
        now = self._clock.now()
        done = [step for step in steps if step.deed in DONE]
        async with self._database.write() as connection:
            if not await first_time(connection, update_id, now):
                return 0
            await sessions.hold_all(connection)
            known = (await self._sessions.record_within(connection)).by_uid
            for step in done:
                if step.before is None and step.event.uid in known:
                    raise SessionChangedError(step.event.uid)
                await self._apply(connection, step, announce, by, now + wait if wait else None)
        await self._publishing.renew()
        return len(done)

    async def _apply(
        self, connection: AsyncConnection, step: Step, announce: bool, by: int | None, at: datetime | None
    ) -> None:
        before, event = step.before, step.event
        if before is None:
            told = None
            what = "announced" if announce and step.deed == "create" else "imported"
            after = await self._sessions.add_within(
                connection,
                body=step.body,
                day=event.day,
                start=event.start,
                what=what,
                by=by,
                uid=event.uid,
                **step.fields,
            )
        else:
            told = await sessions.told_by(connection, before.id)
            what = _what(step, announce)
            fields = step.fields | {"imported": event.sequence}
            if step.deed == "move":
                fields |= {"status": "tentative" if event.status == "tentative" else "rescheduled"}
            after = await self._sessions.change_within(connection, before, what=what, by=by, **fields)
        if announce:
            await self._tell(connection, what, after, before, told, at)

    async def _tell(
        self,
        connection: AsyncConnection,
        what: str,
        after: Session,
        before: Session | None,
        told: str | None,
        at: datetime | None,
    ) -> None:
        if what == "corrected":
            await self._publishing.applying.correct_within(connection, after, told)
        if what not in ("announced", "moved", "cancelled"):
            return
        people = await reminders.wishers(connection, after.id)
        now = self._clock.now()
        notice = session_notice(
            self._scenes,
            what,
            after,
            now=now,
            before=before,
            follows=told,
            people=people,
            not_before=at,
        )
        if what == "cancelled" and told is None:
            if not people:
                return
            notice = replace(notice, topics=())
        await self._campaigns.publish(connection, notice)


def _what(step: Step, announce: bool) -> str:
    """What the history calls it. A move of which nobody is told is not what people were told last."""
    if step.deed == "move":
        return "moved" if announce else "imported"
    return "cancelled" if step.deed == "cancel" else "corrected"
