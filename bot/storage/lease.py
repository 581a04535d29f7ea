"""Which of several workers does what only one may do: the one that holds a lock of its PostgreSQL session.

On SQLite there is one worker, which is always the elected one.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any

import structlog

from bot.storage.database import Database
from bot.storage.failures import session_failures

log = structlog.get_logger(__name__)

# Any number will do, as long as every worker of this program takes the same ("sender", read as a number).
_LOCK = 0x73656E646572

# Times are the server's, which all workers share. Asked after the holder began to ask, so never too early.
_CONFIRM = """
INSERT INTO leases (name, confirmed_at) VALUES ('sender', clock_timestamp())
ON CONFLICT (name) DO UPDATE SET confirmed_at = excluded.confirmed_at
"""
_AGE = """
SELECT extract(epoch FROM clock_timestamp() - confirmed_at)::float8 FROM leases WHERE name = 'sender'
"""


@dataclass(frozen=True, slots=True)
class Pace:
    """How quickly a holder that is gone is noticed; all in seconds.

    A new holder acts no sooner than `held` after the old one was last confirmed, so that there are never two, also
    where a process stands still or a cable is cut. It is there after at most `silence` + `look`.
    """

    #: Between two looks at the lock, by its holder and by those who wait for it.
    look: float = 2.0
    #: How long the server may take to answer.
    answer: float = 3.0
    #: After this long without an answer the holder acts as one no more.
    held: float = 5.0
    #: After this long without a question the server ends the holder's session, which frees the lock.
    silence: float = 8.0


class Lease:
    """The right to be the one worker, as this process has it. Made by `taking`."""

    def __init__(self, database: Database, pace: Pace, monotonic: Callable[[], float]) -> None:
        self._database = database
        self._pace = pace
        self._monotonic = monotonic
        self._confirmed: float | None = None

    def held(self) -> bool:
        """Return whether this worker is the elected one now, as the server confirmed a moment ago."""
        if self._database.is_sqlite:
            return True
        return self._confirmed is not None and self._monotonic() - self._confirmed < self._pace.held

    @classmethod
    @asynccontextmanager
    async def taking(
        cls, database: Database, *, pace: Pace = Pace(), monotonic: Callable[[], float] = time.monotonic
    ) -> AsyncIterator[Lease]:
        """Take the lease, or wait for it, as long as the block runs; it is given back at the end."""
        lease = cls(database, pace, monotonic)
        if database.is_sqlite:
            yield lease
            return
        task = asyncio.create_task(lease._keep(), name="lease")
        try:
            yield lease
        finally:
            task.cancel()
            await asyncio.wait({task}, timeout=pace.answer)

    async def _keep(self) -> None:
        while True:
            try:
                async with self._database.session() as session:
                    await self._look_after(session)
            except session_failures() as error:
                log.warning("lease.no_session", error=type(error).__name__)
            finally:
                self._lose()
            await asyncio.sleep(self._pace.look)

    async def _look_after(self, session: Any) -> None:
        """Take the lock and keep it for as long as the session lasts; give it back when told to end."""
        session.add_termination_listener(lambda _: self._lose())
        await self._ask(session, f"SET idle_session_timeout = {self._pace.silence * 1000:.0f}")
        # Other sessions free the lock, and tell nobody.
        while not await self._ask(session, f"SELECT pg_try_advisory_lock({_LOCK})"):  # noqa: ASYNC110
            await asyncio.sleep(self._pace.look)
        try:
            await self._outwait(session)
            while True:
                asked = self._monotonic()
                await self._ask(session, _CONFIRM)
                if self._confirmed is None:
                    log.info("lease.taken")
                self._confirmed = asked
                await asyncio.sleep(self._pace.look)
        except asyncio.CancelledError:
            self._lose()
            # Of a session that was cut nothing can be given back; who was told to end, ends.
            with suppress(*session_failures()):
                await self._ask(session, "DELETE FROM leases WHERE name = 'sender'")
            raise

    async def _outwait(self, session: Any) -> None:
        """Wait until the holder before can no more believe that it still is one."""
        age = await self._ask(session, _AGE)
        if age is not None and age < self._pace.held:
            await asyncio.sleep(self._pace.held - max(age, 0.0))

    def _lose(self) -> None:
        if self._confirmed is not None:
            self._confirmed = None
            log.info("lease.given_back")

    async def _ask(self, session: Any, question: str) -> Any:
        try:
            async with asyncio.timeout(self._pace.answer):
                return await session.fetchval(question)
        except TimeoutError:
            # A session that does not answer is cut; waiting for its orderly end would take as long again.
            with suppress(Exception):
                session.terminate()
            raise
