"""Subscriptions: who follows what, and when they want to be told."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from sqlalchemy import ColumnElement, Delete, Table, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.delivery.choices import Choices
from bot.delivery.ledger import PENDING
from bot.delivery.rescheduling import due_now, reschedule
from bot.delivery.span import NO_ANSWERS
from bot.people import People
from bot.person import Kind
from bot.rendering.notices import own_topic
from bot.storage.database import Database, insert_into
from bot.storage.delivery_tables import campaigns, deliveries, delivery_choices, subscriptions
from bot.storage.session_tables import session_wishes
from bot.storage.tables import people
from bot.storage.updates import first_time


class Subscriptions:
    """Finds and changes what people, groups and channels follow.

    What changes something takes the `update_id` that caused it: delivered again, it changes nothing.
    """

    def __init__(
        self,
        database: Database,
        people_service: People,
        clock: Clock,
        *,
        quiet: str = "22:00-08:00",
        zone: str = "Asia/Almaty",
    ) -> None:
        """`quiet` and `zone` are the hours of whoever chose none."""
        self.quiet = quiet
        self.zone = zone
        self._database = database
        self._people = people_service
        self._clock = clock

    async def topics(self, telegram_id: int) -> tuple[str, ...]:
        """What somebody follows, the oldest first.

        Raises:
            StorageError: the database failed.
        """
        query = (
            select(subscriptions.c.topic)
            .join(people, people.c.id == subscriptions.c.person_id)
            .where(
                people.c.sealed_id == self._people.sealed(telegram_id), subscriptions.c.topic != NO_ANSWERS
            )
            .order_by(subscriptions.c.since, subscriptions.c.topic)
        )
        async with self._database.read() as connection:
            return tuple((await connection.execute(query)).scalars())

    async def follow(
        self,
        telegram_id: int,
        *topics: str,
        kind: Kind = "person",
        language: str | None = None,
        update_id: int | None = None,
    ) -> bool:
        """Let somebody follow topics; whether any of them is new to them.

        `language` is kept as theirs if they chose none, since notices have to speak one. "proposals" are the answers
        to their own, which everybody gets who did not stop them.

        Raises:
            StorageError: the database failed; nothing was changed.
        """
        async with self._database.write() as connection:
            if not await first_time(connection, update_id, self._clock.now()):
                return False
            person = await self._people.ensure_within(connection, telegram_id, kind)
            await connection.execute(update(people).where(people.c.id == person.id).values(blocked_at=None))
            if language is not None:
                await self._people.speak_within(connection, person, language)
            return await self.follow_within(connection, person.id, *topics)

    async def follow_within(self, connection: AsyncConnection, person_id: int, *topics: str) -> bool:
        """Let somebody follow topics, inside a unit of work that writes more."""
        now = self._clock.now()
        rows = [{"topic": topic, "person_id": person_id, "since": now} for topic in dict.fromkeys(topics)]
        statement = (
            insert_into(connection, subscriptions)
            .values(rows)
            .on_conflict_do_nothing()
            .returning(subscriptions.c.topic)
        )
        new = bool((await connection.execute(statement)).all())
        if "proposals" in topics:
            await connection.execute(_of(person_id, NO_ANSWERS))
        return new

    async def unfollow(self, telegram_id: int, *topics: str, update_id: int | None = None) -> tuple[str, ...]:
        """Let somebody follow these topics no longer (none named: no notices at all any more); those they followed.

        Raises:
            StorageError: the database failed; nothing was changed.
        """
        async with self._database.write() as connection:
            query = select(people.c.id).where(people.c.sealed_id == self._people.sealed(telegram_id))
            person = (await connection.execute(query)).scalar_one_or_none()
            if person is None or not await first_time(connection, update_id, self._clock.now()):
                return ()
            gone = _of(person, *topics).where(subscriptions.c.topic != NO_ANSWERS)
            had = tuple((await connection.execute(gone.returning(subscriptions.c.topic))).scalars())
            await self._drop(connection, person, topics)
            if not topics or "proposals" in topics:
                await self.follow_within(connection, person, NO_ANSWERS)
            if not topics or "reminders" in topics:
                await connection.execute(delete(session_wishes).where(session_wishes.c.person_id == person))
        return tuple(sorted(had))

    async def _drop(self, connection: AsyncConnection, person: int, topics: tuple[str, ...]) -> None:
        """Give up what was still to be sent for these topics alone (none: for any). Edits put right what is there."""
        held = set(
            (
                await connection.execute(select(subscriptions.c.topic).where(_mine(subscriptions, person)))
            ).scalars()
        )
        query = (
            select(deliveries.c.campaign_id, deliveries.c.topic, campaigns.c.topics, campaigns.c.kind)
            .join(campaigns, campaigns.c.id == deliveries.c.campaign_id)
            .where(_mine(deliveries, person), PENDING, deliveries.c.purpose != "edit")
        )
        for row in (await connection.execute(query)).all():
            why = row.topic or own_topic(row.kind)
            if topics and why not in topics:
                continue
            other = next((topic for topic in row.topics if topic in held), None)
            settled = {"state": "cancelled", "reason": "unfollowed", "settled_at": self._clock.now()}
            this = update(deliveries).where(
                _mine(deliveries, person), deliveries.c.campaign_id == row.campaign_id
            )
            await connection.execute(this.values({"topic": other} if other else settled))

    async def choices(self, telegram_id: int) -> Choices:
        """When and how somebody wants to be told; the defaults where they chose nothing.

        Raises:
            StorageError: the database failed.
        """
        query = (
            select(delivery_choices)
            .join(people, people.c.id == delivery_choices.c.person_id)
            .where(people.c.sealed_id == self._people.sealed(telegram_id))
        )
        async with self._database.read() as connection:
            row = (await connection.execute(query)).mappings().first()
        return Choices() if row is None else _choices(row)

    async def choose(
        self, telegram_id: int, choices: Choices, *, kind: Kind = "person", update_id: int | None = None
    ) -> None:
        """Keep when and how somebody wants to be told from now on.

        Raises:
            StorageError: the database failed; nothing was changed.
        """
        async with self._database.write() as connection:
            if not await first_time(connection, update_id, self._clock.now()):
                return
            person = await self._people.ensure_within(connection, telegram_id, kind)
            values = asdict(choices)
            statement = insert_into(connection, delivery_choices).values(person_id=person.id, **values)
            await connection.execute(
                statement.on_conflict_do_update(index_elements=[delivery_choices.c.person_id], set_=values)
            )
            now = self._clock.now()
            found = due_now(now, choices, quiet=self.quiet, zone=self.zone)
            await reschedule(connection, person.id, found, now)


def _mine(table: Table, person: int) -> ColumnElement[bool]:
    return table.c.person_id == person


def _of(person: int, *topics: str) -> Delete:
    """The deletion of somebody's subscriptions: of these topics, or of all where none is named."""
    gone = delete(subscriptions).where(subscriptions.c.person_id == person)
    return gone.where(subscriptions.c.topic.in_(topics)) if topics else gone


def _choices(row: Any) -> Choices:
    return Choices(**{name: row[name] for name in Choices.__dataclass_fields__})
