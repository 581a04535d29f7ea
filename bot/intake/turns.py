"""One update of a person at a time, whichever of several workers they were delivered to.

Telegram delivers the messages of a chat one after the other, each after the one before was acknowledged; but a press, a
message and a change of membership of the same person side by side, and anything again after a time-out. Within one
worker lanes keep the order. Between workers it is kept by locks of a PostgreSQL session: one session holds the locks of
all whose updates this worker has in hand, and they fall with it. Which person a lock stands for is not to be seen.
"""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from typing import Any, TypeAlias

import structlog

from bot.intake.keys import Key
from bot.storage.database import Database
from bot.storage.failures import session_failures

log = structlog.get_logger(__name__)

#: The class of these locks ("turn", read as a number): apart from all other locks of the program.
_CLASS = 0x7475726E
_TRY = f"""
SELECT pg_try_advisory_lock({_CLASS}, key)
FROM unnest($1::int4[]) WITH ORDINALITY AS asked(key, place) ORDER BY place
"""  # nosec B608  # noqa: S608 - a constant of this file
_GIVE = f"SELECT pg_advisory_unlock({_CLASS}, key) FROM unnest($1::int4[]) AS given(key)"  # nosec B608  # noqa: S608

#: Seconds between two tries while another worker has the turn, from the first to the longest.
_SHORTEST, _LONGEST = 0.005, 0.1
#: Seconds that the server may take to answer, and until a new session is tried.
_ANSWER, _PAUSE = 3.0, 1.0

Turn: TypeAlias = AbstractAsyncContextManager[None]


class Turns:
    """Gives out turns. Made by `taking`; without a session to the server nobody waits for a turn.

    What would be changed then cannot be changed either, and questions must still be answered.
    """

    def __init__(self, database: Database, secret: bytes) -> None:
        self._database = database
        self._secret = secret
        self._session: Any = None
        self._asked: list[tuple[int, asyncio.Future[bool]]] = []
        self._given: list[int] = []
        self._wake = asyncio.Event()

    @classmethod
    @asynccontextmanager
    async def taking(cls, database: Database, secret: bytes) -> AsyncIterator[Turns]:
        """Be ready to take turns as long as the block runs. `secret` is the same in all workers, and nobody else's."""
        turns = cls(database, secret)
        if database.is_sqlite:
            yield turns
            return
        task = asyncio.create_task(turns._keep(), name="turns")
        try:
            yield turns
        finally:
            task.cancel()
            await asyncio.wait({task}, timeout=_ANSWER)

    @property
    def connected(self) -> bool:
        """Whether turns are kept between workers now."""
        return self._session is not None

    def of(self, key: Key) -> Turn:
        """The turn of a person or chat, to be held while one of their updates is handled."""
        if self._session is None:
            return nullcontext()
        return self._taken(key)

    @asynccontextmanager
    async def _taken(self, key: Key) -> AsyncIterator[None]:
        number = self._number(key)
        session = self._session
        pause = _SHORTEST
        while not await self._try(number):
            await asyncio.sleep(pause)
            pause = min(pause * 2, _LONGEST)
        try:
            yield
        finally:
            if session is self._session:
                self._given.append(number)
                self._wake.set()

    def _number(self, key: Key) -> int:
        digest = hmac.digest(self._secret, repr(key).encode(), "sha256")
        return int.from_bytes(digest[:4], "big", signed=True)

    async def _try(self, number: int) -> bool:
        if self._session is None:
            return True
        answer: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._asked.append((number, answer))
        self._wake.set()
        return await answer

    async def _keep(self) -> None:
        while True:
            try:
                async with self._database.session() as session:
                    await self._serve(session)
            except session_failures() as error:
                log.warning("turns.no_session", error=type(error).__name__)
            finally:
                self._lose()
            await asyncio.sleep(_PAUSE)

    async def _serve(self, session: Any) -> None:
        """Ask for turns and give them back, all that gathered since the last time in one go."""
        session.add_termination_listener(lambda _: self._wake.set())
        self._session = session
        while not session.is_closed():
            await self._wake.wait()
            self._wake.clear()
            given, self._given = self._given, []
            asked, self._asked = self._asked, []
            try:
                async with asyncio.timeout(_ANSWER):
                    if given:
                        await session.fetch(_GIVE, given)
                    if asked:
                        rows = await session.fetch(_TRY, [number for number, _ in asked])
                        for (number, answer), row in zip(asked, rows, strict=True):
                            self._tell(number, answer, granted=row[0])
            finally:
                for _, answer in asked:
                    if not answer.done():
                        answer.set_result(True)

    def _tell(self, number: int, answer: asyncio.Future[bool], *, granted: bool) -> None:
        if not answer.done():
            answer.set_result(granted)
        elif granted:
            # Whoever asked was cancelled meanwhile.
            self._given.append(number)
            self._wake.set()

    def _lose(self) -> None:
        self._session = None
        self._given.clear()
        asked, self._asked = self._asked, []
        for _, answer in asked:
            if not answer.done():
                answer.set_result(True)
