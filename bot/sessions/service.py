"""The sessions of a running bot: the present record, and every change of it with its history."""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.sessions.model import Session, day_of
from bot.sessions.record import Record
from bot.sessions.reminding import reminders_of
from bot.storage import reminders, sessions
from bot.storage.database import Database
from content.model import Body, Localized, Pack

BODY_ID = re.compile(r"[a-z][a-z0-9-]{1,23}")
"""What an added body may be called: short enough for a session's id, and for a button."""


class SessionChangedError(Exception):
    """The session is not any more as it was when the change of it was prepared."""


class Sessions:
    """Finds and changes sessions. `record` is what this process knows; `renew` takes up what others did."""

    def __init__(self, database: Database, pack: Pack, clock: Clock) -> None:
        self.record = Record.of(pack)
        self._database = database
        self._pack = pack
        self._clock = clock
        self._stamp: sessions.Stamp | None = None

    @property
    def zone(self) -> ZoneInfo:
        """The pack's zone, in which sessions are shown."""
        return self.record.zone

    async def renew(self) -> bool:
        """Take up what was changed since, here or by another process; whether anything was.

        Raises:
            StorageError: the database failed; the record is as it was.
        """
        async with self._database.read() as connection:
            stamp = await sessions.stamp(connection)
            if stamp == self._stamp:
                return False
            self.record = await self.record_within(connection)
        self._stamp = stamp
        return True

    async def record_within(self, connection: AsyncConnection) -> Record:
        """The record as it is on disk, inside a unit of work."""
        held = await sessions.all_sessions(connection)
        return Record.of(self._pack, held, await sessions.all_bodies(connection))

    async def add_within(
        self,
        connection: AsyncConnection,
        *,
        body: str,
        day: date,
        start: datetime | None,
        title: Localized,
        what: str = "announced",
        by: int | None = None,
        uid: str | None = None,
        **fields: Any,
    ) -> Session:
        """Add a session with the next number of its body, and schedule its reminders.

        `uid` None makes a new one (RFC 7986, 5.3: a random UUID). `fields` are others of `Session`.
        """
        await sessions.hold_all(connection)
        number = (await self.record_within(connection)).next_number(body)
        session = Session(
            id=identity_of(body, number),
            body=body,
            number=number,
            uid=uid or str(uuid.uuid4()),
            day=day if start is None else day_of(start, self.zone),
            start=start,
            title=title,
            **({"status": "confirmed"} | fields),
        )
        event = event_of(session, what) if what == "announced" else None
        await self._write(connection, session, what, by, event)
        return session

    async def change_within(
        self,
        connection: AsyncConnection,
        before: Session,
        *,
        what: str,
        by: int | None = None,
        **changes: Any,
    ) -> Session:
        """Write a session's next revision, and schedule its reminders anew. `changes` are fields of `Session`.

        Raises:
            SessionChangedError: it is not any more what `before` says.
        """
        held = await sessions.load(connection, before.id)
        if held is None or held.revision != before.revision:
            raise SessionChangedError(before.id)
        session = replace(held, **changes, revision=held.revision + 1)
        if session.start is not None:
            session = replace(session, day=day_of(session.start, self.zone))
        event = event_of(session, what) if what in ("announced", "moved") else None
        await self._write(connection, session, what, by, event)
        return session

    async def _write(
        self, connection: AsyncConnection, session: Session, what: str, by: int | None, event: str | None
    ) -> None:
        now = self._clock.now()
        await sessions.save(connection, session, what=what, at=now, by=by, event=event)
        await reminders.expire(connection, session.id)
        await reminders.schedule(connection, reminders_of(session, now, self.zone))

    async def add_body(self, identity: str, name: dict[str, str], by: int | None) -> bool:
        """Add a body; False if there is one of that id, or the id is not fit for one.

        Raises:
            StorageError: the database failed; nothing was added.
        """
        if not BODY_ID.fullmatch(identity) or self.record.body(identity):
            return False
        async with self._database.write() as connection:
            added = await sessions.add_body(connection, identity, name, self._clock.now(), by)
        await self.renew()
        return added

    async def history(self, identity: str) -> Sequence[tuple[int, str, datetime]]:
        """The revisions of a session, the oldest first: number, what was done, and when.

        Raises:
            StorageError: the database failed.
        """
        async with self._database.read() as connection:
            rows = await sessions.history(connection, identity)
        return [(row.revision, row.what, row.at) for row in rows]

    async def set_wish(self, connection: AsyncConnection, person_id: int, session_id: str, on: bool) -> bool:
        """Note that a person wants to be reminded of a session, or does not any more; False if it was so before."""
        if on:
            return await reminders.wish(connection, person_id, session_id, self._clock.now())
        return await reminders.unwish(connection, person_id, session_id)

    async def wishes(self, person_id: int) -> dict[str, datetime]:
        """The ids of sessions that a person wants to be reminded of, and since when.

        Raises:
            StorageError: the database failed.
        """
        async with self._database.read() as connection:
            return await reminders.wishes(connection, person_id)

    def bodies(self) -> tuple[Body, ...]:
        """The bodies, the pack's first."""
        return self.record.bodies


def identity_of(body: str, number: int) -> str:
    """The id of a session: short enough for a button, however long that of its body is."""
    return f"{body[:32]}-{number:02}"


def event_of(session: Session, what: str) -> str:
    """The unique name of what happened to a session."""
    return f"session:{session.id}:{session.revision}:{what}"
