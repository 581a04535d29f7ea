"""Subscriptions: who follows what, and when they want to be told."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.delivery.choices import Choices
from bot.people import People
from bot.person import Kind
from bot.storage.database import Database, insert_into
from bot.storage.delivery_tables import delivery_choices, subscriptions
from bot.storage.tables import people
from bot.storage.updates import first_time

NO_ANSWERS = "no:proposals"
"""Held like a subscription by whoever wants no answers about their own proposals."""


class Subscriptions:
    """Finds and changes what people, groups and channels follow.

    What changes something takes the `update_id` that caused it: delivered again, it changes nothing.
    """

    def __init__(self, database: Database, people_service: People, clock: Clock) -> None:
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
        self, telegram_id: int, *topics: str, kind: Kind = "person", update_id: int | None = None
    ) -> bool:
        """Let somebody follow topics; whether any of them is new to them.

        Raises:
            StorageError: the database failed; nothing was changed.
        """
        async with self._database.write() as connection:
            if not await first_time(connection, update_id, self._clock.now()):
                return False
            person = await self._people.ensure_within(connection, telegram_id, kind)
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
        return bool((await connection.execute(statement)).all())

    async def unfollow(self, telegram_id: int, *topics: str, update_id: int | None = None) -> int:
        """Let somebody follow these topics no longer (none named: none at all); how many they followed of them.

        Raises:
            StorageError: the database failed; nothing was changed.
        """
        person = select(people.c.id).where(people.c.sealed_id == self._people.sealed(telegram_id))
        gone = delete(subscriptions).where(
            subscriptions.c.person_id == person.scalar_subquery(), subscriptions.c.topic != NO_ANSWERS
        )
        if topics:
            gone = gone.where(subscriptions.c.topic.in_(topics))
        async with self._database.write() as connection:
            if not await first_time(connection, update_id, self._clock.now()):
                return 0
            return (await connection.execute(gone)).rowcount

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


def _choices(row: Any) -> Choices:
    return Choices(**{name: row[name] for name in Choices.__dataclass_fields__})
