"""Word of what other workers changed: PostgreSQL's LISTEN, so that what is kept in memory is never old.

Triggers of the database tell of each change when it is committed (migration 0008). A worker that cannot hear keeps
nothing in memory until it can again.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any

import structlog

from bot.storage.database import Database
from bot.storage.failures import session_failures

log = structlog.get_logger(__name__)

CHANNEL = "atazan"

#: Seconds between two looks whether the session still lives, and until a new one is tried.
LOOK_SECONDS = 5.0

#: Seconds that the server may take to answer.
ANSWER_SECONDS = 3.0

Hear = Callable[[str], None]


class Changes:
    """What others change, told to whoever asked for it.

    On SQLite there is one worker, and nobody else is heard of: there memory is kept by its age alone.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._hearers: dict[str, list[Hear]] = {}
        self._misses: list[Callable[[], None]] = []
        self._hears = database.is_sqlite
        self.heard_of = asyncio.Event()
        """Set while others are heard; for whoever waits for that."""

    @property
    def heard(self) -> bool:
        """Whether every change of others is heard of now: what was read may be kept."""
        return self._hears

    def on(self, subject: str, hear: Hear) -> None:
        """Call `hear` with what changed of `subject` ("person": the sealed id in hexadecimal; a table: nothing)."""
        self._hearers.setdefault(subject, []).append(hear)

    def on_missed(self, forget: Callable[[], None]) -> None:
        """Call `forget` whenever changes may have been missed: nothing that was read before may be used."""
        self._misses.append(forget)

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[None]:
        """Listen for as long as the block runs; the first attempt is over when it begins."""
        if self._database.is_sqlite:
            yield
            return
        first = asyncio.Event()
        task = asyncio.create_task(self._keep_listening(first), name="changes")
        try:
            await first.wait()
            yield
        finally:
            task.cancel()
            await asyncio.wait({task}, timeout=ANSWER_SECONDS)

    async def _keep_listening(self, first: asyncio.Event) -> None:
        while True:
            try:
                async with self._database.session() as session:
                    await self._listen(session, first)
            except session_failures() as error:
                log.warning("changes.unheard", error=type(error).__name__)
            finally:
                self._deafen()
                first.set()
            await asyncio.sleep(LOOK_SECONDS / 5)

    async def _listen(self, session: Any, first: asyncio.Event) -> None:
        ended = asyncio.Event()

        def end(_session: Any) -> None:
            # At once, not at the next look: from here on changes are missed.
            self._deafen()
            ended.set()

        session.add_termination_listener(end)
        async with asyncio.timeout(ANSWER_SECONDS):
            await session.add_listener(CHANNEL, self._on_word)
        for forget in self._misses:
            forget()
        self._hears = True
        self.heard_of.set()
        first.set()
        while not ended.is_set():
            with suppress(TimeoutError):
                await asyncio.wait_for(ended.wait(), LOOK_SECONDS)
                return
            await _is_alive(session)

    def _deafen(self) -> None:
        if self._hears:
            self._hears = False
            self.heard_of.clear()
            for forget in self._misses:
                forget()

    def _on_word(self, _session: Any, _process: int, _channel: str, word: str) -> None:
        subject, _, what = word.partition(" ")
        for hear in self._hearers.get(subject, ()):
            hear(what)


async def _is_alive(session: Any) -> None:
    try:
        async with asyncio.timeout(ANSWER_SECONDS):
            await session.fetchval("SELECT 1")
    except TimeoutError:
        with suppress(Exception):
            session.terminate()
        raise
