"""Official texts of several workers: each has them as files, and PostgreSQL carries them from one to the others.

`content import` writes files and knows no database. A running worker finds what is new in its folder and puts it into
the table, whereupon the others are told and write the same files. On SQLite there is one folder, and nothing to carry.
"""

from __future__ import annotations

import asyncio

import structlog
from sqlalchemy import select, tuple_

from bot.clock import Clock
from bot.storage.changes import Changes
from bot.storage.database import Database, insert_into
from bot.storage.shared_tables import text_revisions
from content.revisions import RevisionError, Revisions, Stored

log = structlog.get_logger(__name__)

#: After this many seconds a worker looks at the table even if nothing was said of it.
LOOK_SECONDS = 60.0

_ROW = text_revisions.c
_PLACE = (_ROW.edition, _ROW.language, _ROW.revision)


class SharedTexts:
    """Keeps a folder of official texts and the table alike."""

    def __init__(self, database: Database, revisions: Revisions, clock: Clock, changes: Changes) -> None:
        self._database = database
        self._revisions = revisions
        self._clock = clock
        self._stamp: str | None = None
        self._looked_at: float | None = None
        self._damaged: set[tuple[str, str, int]] = set()
        changes.on("text_revisions", lambda _: self._look_again())
        changes.on_missed(self._look_again)

    def _look_again(self) -> None:
        self._looked_at = None

    def _due(self) -> bool:
        if self._database.is_sqlite:
            return False
        at = self._looked_at
        late = at is None or self._clock.monotonic() - at >= LOOK_SECONDS
        return late or self._revisions.changed_since(self._stamp or "")

    async def exchange(self) -> int:
        """Put into the table what only the folder has, and the other way round; return how many were carried.

        Costs one look at one file where nothing is new. What cannot be read on either side is passed over.

        Raises:
            StorageError: the database failed.
            OSError: the disk refuses; what came before is carried.
        """
        if not self._due():
            return 0
        self._looked_at = self._clock.monotonic()
        carried = await self._fetch()
        stamp = self._revisions.stamp()
        held = {
            stored[:3]: stored for stored in await asyncio.to_thread(lambda: list(self._revisions.stored()))
        }
        async with self._database.read() as connection:
            known = {tuple(row) for row in await connection.execute(select(*_PLACE))}
        carried += await self._offer([held[place] for place in sorted(held.keys() - known)])
        self._stamp = stamp
        return carried

    async def _fetch(self) -> int:
        """Write as files what the table has and the folder has not, or has otherwise."""
        mine = {
            (each.edition, each.language, each.number): each.digest
            for each in await asyncio.to_thread(lambda: list(self._revisions.stored()))
        }
        async with self._database.read() as connection:
            query = select(*_PLACE, _ROW.digest).order_by(*_PLACE)
            wanted = [
                tuple(place)
                for *place, digest in await connection.execute(query)
                if mine.get(tuple(place)) != digest and tuple(place) not in self._damaged
            ]
            found = (
                select(*_PLACE, _ROW.text, _ROW.wording).where(tuple_(*_PLACE).in_(wanted)).order_by(*_PLACE)
            )
            rows = [Stored(*row) for row in await connection.execute(found)] if wanted else []
        return sum([await self._write(stored) for stored in rows])

    async def _write(self, stored: Stored) -> bool:
        try:
            return await asyncio.to_thread(self._revisions.mirror, stored)
        except RevisionError as error:
            self._damaged.add(stored[:3])
            log.error("texts.not_mirrored", reason=str(error))
            return False

    async def _offer(self, new: list[Stored]) -> int:
        for stored in new:
            edition, language, number, text, wording = stored
            row = {"edition": edition, "language": language, "revision": number}
            row |= {"digest": stored.digest, "text": text, "wording": wording}
            async with self._database.write() as connection:
                # Of two workers with a revision of the same number the first keeps it; the other makes way for it.
                await connection.execute(
                    insert_into(connection, text_revisions).values(row).on_conflict_do_nothing()
                )
        return len(new)
