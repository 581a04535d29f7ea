"""Quick feedback: a word on an answer, on the text or on the bot; no number, no list, gone after 90 days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import Integer, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.delivery.campaigns import Campaigns
from bot.delivery.notice import Notice
from bot.people import People
from bot.rendering.card import Card
from bot.storage.database import Database, insert_into
from bot.storage.proposal_tables import feedback
from bot.storage.updates import first_time

#: After so long nothing of it is left.
KEPT = timedelta(days=90)

#: How much one person may say in 24 hours.
DAILY = 30

Kind = Literal["good", "bad", "note"]
Problem = Literal["article", "unclear", "error"]


@dataclass(frozen=True, slots=True)
class Said:
    """Something that was said; who said it is known to nobody who reads it."""

    id: int
    kind: Kind
    problem: Problem | None
    #: The answer's place, such as "kz-2026:4:2"; None: not about an answer.
    about: str | None
    text: str | None = field(repr=False)
    language: str
    at: datetime
    replied_at: datetime | None


class Feedback:
    """Keeps what people say, and passes a reply on to them without anybody learning who they are."""

    def __init__(self, database: Database, people: People, clock: Clock, campaigns: Campaigns) -> None:
        self._database = database
        self._people = people
        self._clock = clock
        self._campaigns = campaigns

    async def say(
        self,
        telegram_id: int,
        kind: Kind,
        *,
        language: str,
        about: str | None = None,
        text: str | None = None,
        problem: Problem | None = None,
        message_id: int | None = None,
        update_id: int | None = None,
    ) -> int | None:
        """Keep something; the row, None where the person has said enough for today.

        Said again of the same message (`message_id`, in the private chat) it takes the place of what was said before.

        Raises:
            StorageError: the database failed; nothing was changed.
        """
        now = self._clock.now()
        values: dict[str, Any] = {
            "kind": kind,
            "problem": problem,
            "about": about,
            "text": text,
            "language": language,
            "at": now,
            "posted_at": None,
        }
        async with self._database.write() as connection:
            first = await first_time(connection, update_id, now)
            person = await self._people.ensure_within(connection, telegram_id)
            if not first:
                newest = select(func.max(feedback.c.id)).where(feedback.c.person_id == person.id)
                return _row((await connection.execute(newest)).scalar_one_or_none())
            if await self._enough(connection, person.id, now):
                return None
            row = insert_into(connection, feedback).values(
                person_id=person.id, message_id=message_id, **values
            )
            if message_id is not None:
                row = row.on_conflict_do_update(
                    index_elements=[feedback.c.person_id, feedback.c.message_id], set_=values
                )
            return _row((await connection.execute(row.returning(feedback.c.id))).scalar_one())

    async def add_text(
        self, telegram_id: int, feedback_id: int, text: str, *, update_id: int | None = None
    ) -> bool:
        """Add a line to what the person said before; whether it is theirs.

        Raises:
            StorageError: the database failed; nothing was changed.
        """
        async with self._database.write() as connection:
            person = await self._people.ensure_within(connection, telegram_id)
            if not await first_time(connection, update_id, self._clock.now()):
                return True
            mine = update(feedback).where(feedback.c.id == feedback_id, feedback.c.person_id == person.id)
            return (await connection.execute(mine.values(text=text, posted_at=None))).rowcount > 0

    async def _enough(self, connection: AsyncConnection, person_id: int, now: datetime) -> bool:
        since = now - timedelta(hours=24)
        query = select(func.count()).where(feedback.c.person_id == person_id, feedback.c.at > since)
        return (await connection.execute(query)).scalar_one() >= DAILY

    async def counts(self) -> dict[str, int]:
        """How often each thing was said in the last 90 days; see `counts_within`.

        Raises:
            StorageError: the database failed.
        """
        async with self._database.read() as connection:
            return await counts_within(connection, self._clock.now())

    async def worst(self, limit: int) -> list[tuple[str, int, int]]:
        """The places whose answers were called bad most often; see `worst_within`.

        Raises:
            StorageError: the database failed.
        """
        async with self._database.read() as connection:
            return await worst_within(connection, self._clock.now(), limit)

    async def unposted(self, limit: int) -> Sequence[Said]:
        """What the staff have not been shown yet and should read: all that is not just praise, the oldest first.

        Raises:
            StorageError: the database failed.
        """
        query = (
            select(feedback)
            .where(feedback.c.posted_at.is_(None), feedback.c.kind != "good")
            .order_by(feedback.c.id)
            .limit(limit)
        )
        async with self._database.read() as connection:
            return [_said(row) for row in await connection.execute(query)]

    async def posted_within(self, connection: AsyncConnection, feedback_id: int) -> None:
        """Note that the staff were shown it."""
        shown = update(feedback).where(feedback.c.id == feedback_id)
        await connection.execute(shown.values(posted_at=self._clock.now()))

    async def reply_within(
        self, connection: AsyncConnection, feedback_id: int, number: int, cards: Mapping[str, Card]
    ) -> bool:
        """Pass a reply on to whoever said it; `number` tells replies to the same apart. False: it is gone."""
        query = select(feedback.c.person_id).where(feedback.c.id == feedback_id)
        person = (await connection.execute(query)).scalar_one_or_none()
        if person is None:
            return False
        event = f"feedback:{feedback_id}:{number}"
        await self._campaigns.publish(connection, Notice(event, "proposal", (), cards, people=(person,)))
        await connection.execute(
            update(feedback).where(feedback.c.id == feedback_id).values(replied_at=self._clock.now())
        )
        return True

    async def prune(self) -> int:
        """Delete what is 90 days old; return how much that was.

        Raises:
            StorageError: the database failed.
        """
        async with self._database.write() as connection:
            gone = await connection.execute(delete(feedback).where(feedback.c.at <= self._clock.now() - KEPT))
            return gone.rowcount


async def counts_within(connection: AsyncConnection, now: datetime) -> dict[str, int]:
    """How often each thing was said in the last 90 days: "good", "bad", "note", and "bad-unclear" and so on."""
    query = (
        select(feedback.c.kind, feedback.c.problem, func.count())
        .where(feedback.c.at > now - KEPT)
        .group_by(feedback.c.kind, feedback.c.problem)
    )
    found: dict[str, int] = {"good": 0, "bad": 0, "note": 0}
    for kind, problem, count in await connection.execute(query):
        found[kind] += count
        if problem is not None:
            found[f"{kind}-{problem}"] = count
    return found


async def worst_within(connection: AsyncConnection, now: datetime, limit: int) -> list[tuple[str, int, int]]:
    """The places whose answers were called bad most often: place, how often bad, how often good."""
    table = feedback.c
    bad = func.sum((table.kind == "bad").cast(Integer))
    good = func.sum((table.kind == "good").cast(Integer))
    query = (
        select(table.about, bad, good)
        .where(table.about.is_not(None), table.at > now - KEPT)
        .group_by(table.about)
        .having(bad > 0)
        .order_by(bad.desc(), table.about)
        .limit(limit)
    )
    return [(place, int(b), int(g)) for place, b, g in await connection.execute(query)]


def _row(value: Any) -> int | None:
    return None if value is None else int(value)


def _said(row: Any) -> Said:
    return Said(row.id, row.kind, row.problem, row.about, row.text, row.language, row.at, row.replied_at)
