"""A crowd of followers in a database, made by SQL so that a million take seconds."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import text

from bot.storage.database import Database
from bot.storage.migrate import upgrade
from bot.storage.sealing import Sealer

FIRST_ID = 10_000_001
"""Telegram id of the first of them; real ones look like that."""

_CHOICES = (("now", "off", "Asia/Almaty"), ("daily", None, None), ("now", "23:00-07:00", "Europe/Berlin"))


async def database_in(folder: Path, url: str | None = None) -> Database:
    """A migrated database; by default SQLite in the folder."""
    database = await Database.open(url, data_dir=folder)
    await upgrade(database)
    return database


async def gather(database: Database, sealer: Sealer, count: int, *, choosing: bool = False) -> None:
    """Make `count` people who follow all sessions; with `choosing` every tenth has choices of their own."""
    now = datetime.now(UTC)
    rows = [
        {"id": place + 1, "sealed": sealer.seal(FIRST_ID + place), "day": now.date()}
        for place in range(count)
    ]
    people = text(
        "INSERT INTO people (id, sealed_id, kind, language, first_seen) VALUES (:id, :sealed, 'person', 'ru', :day)"
    )
    for start in range(0, count, 50_000):
        async with database.write() as connection:
            part = rows[start : start + 50_000]
            if database.is_sqlite:
                part = [row | {"day": str(row["day"])} for row in part]
            await connection.execute(people, part)
            span = {"first": start + 1, "last": start + 50_000}
            await connection.execute(
                text(
                    "INSERT INTO subscriptions (topic, person_id, since) SELECT 'sessions', id, "
                    "'2026-01-01 00:00:00.000000' FROM people WHERE id BETWEEN :first AND :last"
                ),
                span,
            )
            if choosing:
                await _choose(database, start, count)


async def _choose(database: Database, start: int, count: int) -> None:
    raise NotImplementedError
