"""Unanswered questions on disk: marks of who asked, until enough have, and from then on the words and a number.

All days are days in UTC. The functions work inside a unit of work of the caller.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby
from typing import Any, Literal

from sqlalchemy import delete, func, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.database import insert_into
from bot.storage.tables import gap_askers, gaps, people

#: How many different people must have asked a question before its words are kept.
ENOUGH = 3

#: After this many days a mark of an asker, and words that nobody else has asked since, are gone.
KEPT_DAYS = 90

#: The name of a person's setting; False: their questions are not counted.
SETTING = "gaps"

Unsure = Literal["none", "choices"]

# Any number will do, as long as every worker takes the same ("gaps", read as a number).
_LOCK = 0x67617073


@dataclass(frozen=True, slots=True)
class Gap:
    """A question without a sure answer that at least `ENOUGH` different people have asked."""

    text: str
    #: Exact when the words were kept; from then on about, since nobody is recognised after a restart.
    askers: int
    #: What it got the last time: nothing found, or "did you mean".
    kind: Unsure
    language: str
    last_seen: date


@dataclass(frozen=True, slots=True)
class Asked:
    """One person's question that waits in memory to be counted. `person` is their sealed id."""

    gap: bytes
    asker: bytes
    text: str = field(repr=False)
    kind: Unsure
    language: str
    person: bytes = field(repr=False)
    day: date


async def record(connection: AsyncConnection, asked: Iterable[Asked], today: date) -> None:
    """Count questions, each at most once for each asker while there are marks; keep the words of those that are enough.

    Whoever does not want to be counted, by their settings as they are on disk, is not.
    """
    if connection.dialect.name == "postgresql":
        # Of two workers that each write a second mark, neither would see that there are three.
        await connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
    await prune(connection, today)
    wanted = await _without_refusals(connection, list(asked))
    ordered = sorted(wanted, key=lambda each: (each.gap, each.asker))
    for gap, several in groupby(ordered, key=lambda each: each.gap):
        await _count(connection, gap, list(several))


async def _without_refusals(connection: AsyncConnection, asked: list[Asked]) -> list[Asked]:
    who = {each.person for each in asked}
    query = select(people.c.sealed_id, people.c.settings).where(people.c.sealed_id.in_(who))
    rows = await connection.execute(query)
    refused = {row.sealed_id for row in rows if row.settings.get(SETTING) is False}
    return [each for each in asked if each.person not in refused]


async def _count(connection: AsyncConnection, gap: bytes, asked: Sequence[Asked]) -> None:
    last = max(asked, key=lambda each: each.day)
    seen: dict[str, Any] = {"kind": last.kind, "language": last.language, "last_seen": last.day}
    again = update(gaps).where(gaps.c.gap == gap).values(askers=gaps.c.askers + len(asked), **seen)
    if (await connection.execute(again)).rowcount:
        return
    marks = [{"gap": gap, "asker": each.asker, "day": each.day} for each in asked]
    await connection.execute(insert_into(connection, gap_askers).on_conflict_do_nothing(), marks)
    marked = select(func.count(), func.min(gap_askers.c.day)).where(gap_askers.c.gap == gap)
    askers, first = (await connection.execute(marked)).one()
    if askers >= ENOUGH:
        words = {"gap": gap, "text": last.text, "askers": askers, "first_seen": first, **seen}
        await connection.execute(insert_into(connection, gaps).values(words))
        await connection.execute(delete(gap_askers).where(gap_askers.c.gap == gap))


async def readable(connection: AsyncConnection, today: date, limit: int | None = None) -> list[Gap]:
    """Return the questions that enough have asked, most asked first; `limit` None: all of them."""
    table = gaps.c
    query = (
        select(table.text, table.askers, table.kind, table.language, table.last_seen)
        .where(table.last_seen > _oldest(today))
        .order_by(table.askers.desc(), table.last_seen.desc(), table.text)
        .limit(limit)
    )
    return [Gap(*row) for row in await connection.execute(query)]


async def count_readable(connection: AsyncConnection, today: date) -> int:
    """Return how many questions enough have asked."""
    query = select(func.count()).select_from(gaps).where(gaps.c.last_seen > _oldest(today))
    return (await connection.execute(query)).scalar_one()


async def count_unreadable(connection: AsyncConnection, today: date) -> int:
    """Return how many different questions too few have asked for their words to be kept."""
    query = select(func.count(gap_askers.c.gap.distinct())).where(gap_askers.c.day > _oldest(today))
    return (await connection.execute(query)).scalar_one()


async def marks(connection: AsyncConnection, today: date) -> list[tuple[bytes, bytes, date]]:
    """Return every mark, as question, asker and day; only the key can tell whose it is."""
    table = gap_askers.c
    query = select(table.gap, table.asker, table.day).where(table.day > _oldest(today))
    return [(row.gap, row.asker, row.day) for row in await connection.execute(query)]


async def remove(connection: AsyncConnection, found: Iterable[tuple[bytes, bytes]]) -> None:
    """Take back marks, each named by question and asker."""
    for gap, asker in found:
        await connection.execute(
            delete(gap_askers).where(gap_askers.c.gap == gap, gap_askers.c.asker == asker)
        )


async def prune(connection: AsyncConnection, today: date) -> int:
    """Delete what is `KEPT_DAYS` old; return how many rows."""
    old = _oldest(today)
    marks_gone = await connection.execute(delete(gap_askers).where(gap_askers.c.day <= old))
    words_gone = await connection.execute(delete(gaps).where(gaps.c.last_seen <= old))
    return marks_gone.rowcount + words_gone.rowcount


def _oldest(today: date) -> date:
    return today - timedelta(days=KEPT_DAYS)
