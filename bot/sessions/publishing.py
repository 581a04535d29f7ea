"""Publishing: a draft is previewed, confirmed or laid before a second editor, and can be undone for a while."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.delivery.audience import Audience
from bot.delivery.campaigns import Campaigns
from bot.rendering.scene import Scenes
from bot.sessions.applying import UNDO, Applying, Published
from bot.sessions.draft import Draft, DraftError
from bot.sessions.model import Session
from bot.sessions.planning import Plan, planned
from bot.sessions.remind import Reminders
from bot.sessions.service import SessionChangedError, Sessions
from bot.storage import publications, reminders
from bot.storage.database import Database
from bot.storage.publications import Publication
from bot.storage.updates import first_time

TWO_PEOPLE = "two-person-approval"
"""The staff's setting by which a second editor has to agree."""


class Publishing:
    """Publishes drafts. Who may do so, the caller has looked up."""

    def __init__(
        self,
        database: Database,
        sessions_service: Sessions,
        campaigns: Campaigns,
        scenes: Scenes,
        clock: Clock,
    ) -> None:
        self.sessions = sessions_service
        self.applying = Applying(sessions_service, campaigns, scenes, clock)
        self.reminders = Reminders(database, campaigns, scenes, clock)
        self._database = database
        self._campaigns = campaigns
        self._scenes = scenes
        self._clock = clock

    async def renew(self) -> bool:
        """Take up sessions that were changed since, by anybody, and show them from now on; whether there were any.

        Raises:
            StorageError: the database failed; all is as it was.
        """
        changed = await self.sessions.renew()
        if changed:
            self._scenes.renew(self.sessions.record)
        return changed

    def plan(self, draft: Draft) -> Plan:
        """What the draft would do as things stand.

        Raises:
            DraftError: it cannot be published like this.
        """
        return planned(draft, self.sessions.record, self._scenes, self._clock.now())

    async def audience(self, plan: Plan) -> Audience | None:
        """Whom the plan would reach; None where people are told nothing new.

        Raises:
            StorageError: the database failed.
        """
        if plan.notice is None:
            return None
        people = await self._wishers(plan.before)
        return await self._campaigns.audience(replace(plan.notice, people=people))

    async def _wishers(self, session: Session | None) -> tuple[int, ...]:
        if session is None:
            return ()
        async with self._database.read() as connection:
            return await reminders.wishers(connection, session.id)

    async def confirm(self, draft: Draft, by: int, *, update_id: int | None = None) -> Published | None:
        """Publish a draft, or lay it before a second editor. None: the update was taken in before.

        Raises:
            DraftError: it cannot be published (any more); nothing was changed.
            StorageError: the database failed; nothing was changed.
        """
        now = self._clock.now()
        try:
            async with self._database.write() as connection:
                if not await first_time(connection, update_id, now):
                    return None
                awaiting = bool(await publications.staff_setting(connection, TWO_PEOPLE))
                number = await publications.add(
                    connection,
                    kind=draft.kind,
                    draft=draft.as_data(),
                    state="awaiting" if awaiting else "published",
                    by=by,
                    at=now,
                )
                found = Published(number, awaiting=True)
                if not awaiting:
                    found = await self.applying.publish(connection, number, draft, by)
        except SessionChangedError as error:
            raise DraftError("changed") from error
        await self.renew()
        return found

    async def approve(self, number: int, by: int, *, update_id: int | None = None) -> Published | None:
        """Publish what another editor prepared. None: the update was taken in before.

        Raises:
            DraftError: it is one's own, is decided, or cannot be published any more; nothing was changed.
            StorageError: the database failed; nothing was changed.
        """
        try:
            async with self._database.write() as connection:
                if not await first_time(connection, update_id, self._clock.now()):
                    return None
                held = await self._awaiting(connection, number)
                if held.made_by == by:
                    raise DraftError("own")
                found = await self.applying.publish(connection, number, Draft.from_data(held.draft), by)
        except SessionChangedError as error:
            raise DraftError("changed") from error
        await self.renew()
        return found

    async def refuse(self, number: int, by: int, *, update_id: int | None = None) -> bool:
        """Drop what waits for a second editor; its author may, too. False: the update was taken in before.

        Raises:
            DraftError: it is decided.
            StorageError: the database failed; nothing was changed.
        """
        now = self._clock.now()
        async with self._database.write() as connection:
            if not await first_time(connection, update_id, now):
                return False
            await self._awaiting(connection, number)
            await publications.decide(connection, number, "refused", by=by, at=now)
        return True

    async def awaiting(self) -> list[Publication]:
        """What waits for a second editor, the oldest first.

        Raises:
            StorageError: the database failed.
        """
        async with self._database.read() as connection:
            return list(await publications.awaiting(connection))

    async def undo(
        self, by: int, number: int | None = None, *, update_id: int | None = None
    ) -> Publication | None:
        """Take back what was published last by this person, or the publication of that number.

        None: the update was taken in before.

        Raises:
            DraftError: there is nothing, it is too late, or the session was changed since.
            StorageError: the database failed; nothing was changed.
        """
        now = self._clock.now()
        try:
            async with self._database.write() as connection:
                if not await first_time(connection, update_id, now):
                    return None
                held = await self._undoable(connection, by, number, now)
                await self.applying.take_back(connection, held, by)
                await publications.decide(connection, held.id, "undone", by=by, at=now)
        except SessionChangedError as error:
            raise DraftError("changed") from error
        await self.renew()
        return held

    async def two_people(self) -> bool:
        """Whether a second editor has to agree.

        Raises:
            StorageError: the database failed.
        """
        async with self._database.read() as connection:
            return bool(await publications.staff_setting(connection, TWO_PEOPLE))

    async def set_two_people(self, on: bool, by: int, *, update_id: int | None = None) -> None:
        """Say whether a second editor has to agree.

        Raises:
            StorageError: the database failed; nothing was changed.
        """
        now = self._clock.now()
        async with self._database.write() as connection:
            if await first_time(connection, update_id, now):
                await publications.set_staff_setting(connection, TWO_PEOPLE, on, now, by)

    async def latest_news(self) -> Publication | None:
        """The last news that was published, or None.

        Raises:
            StorageError: the database failed.
        """
        async with self._database.read() as connection:
            return await publications.latest(connection, kind="news")

    async def author(self, number: int) -> int | None:
        """The row of who prepared a publication; None: they were erased, or there is none.

        Raises:
            StorageError: the database failed.
        """
        async with self._database.read() as connection:
            held = await publications.find(connection, number, hold=False)
        return held.made_by if held else None

    async def _awaiting(self, connection: AsyncConnection, number: int) -> Publication:
        held = await publications.find(connection, number)
        if held is None or held.state != "awaiting":
            raise DraftError("decided")
        return held

    async def _undoable(
        self, connection: AsyncConnection, by: int, number: int | None, now: datetime
    ) -> Publication:
        held = (
            await publications.latest(connection, by=by)
            if number is None
            else await publications.find(connection, number)
        )
        if held is None or held.state != "published" or held.decided_at is None:
            raise DraftError("nothing-to-undo")
        if now > held.decided_at + UNDO:
            raise DraftError("too-late")
        return held
