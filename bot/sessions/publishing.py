"""Publishing: a draft becomes a change of a session and a notice in one unit of work, and can be undone a while."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.delivery.audience import Audience
from bot.delivery.campaigns import Campaigns
from bot.rendering.scene import Scenes
from bot.rendering.session_notices import news_cards, notice_cards
from bot.sessions.draft import WHAT, Draft, DraftError, changes
from bot.sessions.history import nothing_since, state_at, told_before
from bot.sessions.model import Session, content_of, said_by
from bot.sessions.notices import news_notice, session_notice
from bot.sessions.planning import Plan, changed_session, new_fields, new_session, planned
from bot.sessions.remind import Reminders
from bot.sessions.service import SessionChangedError, Sessions
from bot.storage import publications, reminders, sessions
from bot.storage.database import Database
from bot.storage.publications import Publication
from bot.storage.updates import first_time

UNDO = timedelta(seconds=30)
"""How long something that was published can be taken back; until then nobody is told."""
TWO_PEOPLE = "two-person-approval"
"""The staff's setting by which a second editor has to agree."""


@dataclass(frozen=True, slots=True)
class Published:
    """What became of a confirmed draft. `awaiting`: a second editor has to agree first.

    `campaign` is that of the notice; None where people are told nothing new. `undo_until` is None where nothing can be
    undone.
    """

    number: int
    awaiting: bool = False
    session: Session | None = None
    campaign: int | None = None
    undo_until: datetime | None = None


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
                    found = await self._publish(connection, number, draft, by)
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
                found = await self._publish(connection, number, Draft.from_data(held.draft), by)
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
                await self._take_back(connection, held, by)
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

    async def _publish(self, connection: AsyncConnection, number: int, draft: Draft, by: int) -> Published:
        now = self._clock.now()
        written: dict[str, Any] = {}
        session, campaign = None, None
        if draft.kind == "news":
            notice = news_notice(self._scenes, number, draft.text, not_before=now + UNDO)
            campaign = await self._campaigns.publish(connection, notice)
            written = {"event": notice.event}
        elif draft.kind == "correct-news":
            await self._correct_news(connection, draft.publication or 0, draft)
        else:
            session, campaign, written = await self._change(connection, draft, by, now)
        await publications.decide(connection, number, "published", by=by, at=now, **written)
        return Published(number, False, session, campaign, now + UNDO)

    async def _change(
        self, connection: AsyncConnection, draft: Draft, by: int, now: datetime
    ) -> tuple[Session, int | None, dict[str, Any]]:
        """Change a session as the draft says; the session, the campaign, and what the publication notes."""
        what = WHAT[draft.kind]
        before = None if draft.kind == "new" else await self._held(connection, draft)
        told = await sessions.told_by(connection, before.id) if before else None
        if before is None:
            record = await self.sessions.record_within(connection)
            new_session(draft, record, now)
            after = await self._added(connection, draft, by)
        else:
            record = self.sessions.record
            changed_session(draft, before, record, now)
            found = changes(draft, before, now)
            after = await self.sessions.change_within(connection, before, what=what, by=by, **found)
        written = {"session_id": after.id, "revision": after.revision}
        if draft.kind == "correct":
            await self.correct_within(connection, after, told)
            return after, None, written
        people = await reminders.wishers(connection, after.id)
        notice = session_notice(
            self._scenes,
            what,
            after,
            now=now,
            before=before,
            follows=told,
            people=people,
            not_before=now + UNDO,
        )
        if what == "cancelled" and told is None:
            # It was never announced: only those who asked to be reminded know of it.
            notice = replace(notice, topics=())
            if not people:
                return after, None, written
        return after, await self._campaigns.publish(connection, notice), written | {"event": notice.event}

    async def _added(self, connection: AsyncConnection, draft: Draft, by: int) -> Session:
        fields: dict[str, Any] = new_fields(draft)
        title = fields.pop("title")
        day = draft.on_day
        assert draft.body is not None and day is not None  # noqa: S101, PT018 - new_session has looked
        return await self.sessions.add_within(
            connection, body=draft.body, day=day, start=draft.starts_at, title=title, by=by, **fields
        )

    async def _held(self, connection: AsyncConnection, draft: Draft) -> Session:
        held = await sessions.load(connection, draft.session or "")
        if held is None or held.withdrawn:
            raise DraftError("recorded" if draft.session in self.sessions.record.by_id else "no-session")
        if draft.revision is not None and held.revision != draft.revision:
            raise DraftError("changed")
        return held

    async def correct_within(self, connection: AsyncConnection, session: Session, told: str | None) -> None:
        """Put the new words into what people were sent of the session's time and place."""
        if told is None:
            return
        _, _, revision, what = told.split(":")
        earlier = await state_at(connection, session.id, int(revision) - 1) if what == "moved" else None
        await self._campaigns.correct(connection, told, notice_cards(self._scenes, what, session, earlier))

    async def _correct_news(self, connection: AsyncConnection, number: int, draft: Draft) -> None:
        held = await publications.find(connection, number)
        if held is None or held.state != "published" or held.event is None:
            raise DraftError("no-news")
        await publications.redraft(connection, number, draft.as_data() | {"kind": "news"})
        await self._campaigns.correct(connection, held.event, news_cards(self._scenes, draft.text))

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

    async def _take_back(self, connection: AsyncConnection, held: Publication, by: int) -> None:
        if held.event is not None:
            await self._campaigns.retract(connection, held.event)
        if held.session is None or held.revision is None:
            return
        session = await sessions.load(connection, held.session)
        if session is None or not await nothing_since(connection, held.session, held.revision):
            raise DraftError("changed")
        if held.revision == 0:
            await self.sessions.change_within(
                connection, session, what="undone", by=by, status="cancelled", withdrawn=True
            )
            return
        earlier = await state_at(connection, session.id, held.revision - 1)
        fields = {"status": earlier.status, "day": earlier.day, "start": earlier.start}
        fields |= said_by(content_of(earlier))
        restored = await self.sessions.change_within(connection, session, what="undone", by=by, **fields)
        told = await told_before(connection, session.id, held.revision)
        await sessions.set_event(connection, session.id, told)
        if held.kind == "correct":
            await self.correct_within(connection, restored, told)
