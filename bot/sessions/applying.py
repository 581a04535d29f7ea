"""What a confirmed draft does, in one unit of work: a change of a session and its notice; and how it is taken back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.delivery.campaigns import Campaigns
from bot.rendering.scene import Scenes
from bot.rendering.session_notices import news_cards, notice_cards
from bot.sessions.draft import WHAT, Draft, DraftError, changes
from bot.sessions.history import nothing_since, state_at, told_before
from bot.sessions.model import Session, content_of, said_by
from bot.sessions.notices import news_notice, session_notice
from bot.sessions.planning import changed_session, new_fields, new_session
from bot.sessions.service import Sessions
from bot.storage import publications, reminders, sessions
from bot.storage.publications import Publication

UNDO = timedelta(seconds=30)
"""How long something that was published can be taken back; until then nobody is told."""


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


class Applying:
    """Writes what drafts say, inside the unit of work of the caller."""

    def __init__(
        self, sessions_service: Sessions, campaigns: Campaigns, scenes: Scenes, clock: Clock
    ) -> None:
        self.sessions = sessions_service
        self._campaigns = campaigns
        self._scenes = scenes
        self._clock = clock

    async def publish(self, connection: AsyncConnection, number: int, draft: Draft, by: int) -> Published:
        """Do what a draft says, as the publication of that number.

        Raises:
            DraftError: it cannot be published (any more).
            SessionChangedError: its session was changed by another worker at this moment.
        """
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

    async def take_back(self, connection: AsyncConnection, held: Publication, by: int) -> None:
        """Undo a publication: its notice is sent to nobody any more, and its session is as it was before.

        Raises:
            DraftError: the session was changed since.
        """
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
