"""Proposals as everybody may read them: by article, by support, by status, by words; and one article's dossier.

The same text from many accounts is one entry that says how many they are.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Row, func, select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql import Select

from bot.proposals.change import Change
from bot.proposals.proposal import PUBLIC, Place, Proposal, from_row
from bot.proposals.similar import Known, Similar
from bot.proposals.status import history, number_of_row
from bot.proposals.statuses import Status
from bot.proposals.supports import count_within
from bot.storage.database import Database
from bot.storage.proposal_tables import proposals, supports

#: Entries on a page.
PAGE = 5

#: Most proposals that are looked through for similar ones or for words; the newest.
LOOKED_THROUGH = 2_000

_READ_TOGETHER = 50

Order = Literal["support", "newest"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A proposal in a list: how many support it, and how many more say the same word for word."""

    proposal: Proposal
    supports: int
    same: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a list; `number` and `pages` count from 1, `total` is that of all entries."""

    entries: tuple[Entry, ...]
    number: int
    pages: int
    total: int


@dataclass(frozen=True, slots=True)
class Filter:
    """Which proposals are wanted; None: whatever they are about, in whatever public status."""

    place: Place | None = None
    statuses: frozenset[Status] | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """One proposal with what became of it so far. `merged_into`: the number of the one that it is merged into."""

    proposal: Proposal
    supports: int
    changes: tuple[Change, ...]
    merged_into: int | None = None


class Listing:
    """Lists and finds what is public."""

    def __init__(self, database: Database, similar: Similar) -> None:
        self._database = database
        self.similar = similar

    async def page(self, wanted: Filter, order: Order = "support", number: int = 1) -> Page:
        """A page of what is wanted; a number beyond the last is the last.

        Raises:
            StorageError: the database failed.
        """
        async with self._database.read() as connection:
            entries = _grouped((await connection.execute(_counted(wanted))).all())
        if order == "support":
            entries.sort(key=lambda each: (-each.supports, -each.proposal.number))
        return _cut(entries, number)

    async def search(self, words: str, number: int = 1) -> Page:
        """A page of what holds something of `words`, the best first.

        Raises:
            StorageError: the database failed.
        """
        async with self._database.read() as connection:
            rows = (await connection.execute(_counted(Filter()).limit(LOOKED_THROUGH))).all()
        entries = {each.proposal.number: each for each in _grouped(rows)}
        known = [_known(each.proposal) for each in entries.values()]
        found = await asyncio.to_thread(self.similar.search, words, known)
        return _cut([entries[each.number] for each in found], number)

    async def similar_to(self, text: str, place: Place | None, *, but_of: int | None) -> list[Entry]:
        """The public proposals that surely say the same, the likest first; those of the person `but_of` left out.

        Raises:
            StorageError: the database failed.
        """
        query = _counted(Filter())
        if but_of is not None:
            query = query.where(proposals.c.person_id.is_distinct_from(but_of))
        async with self._database.read() as connection:
            rows = (await connection.execute(query.limit(LOOKED_THROUGH))).all()
        entries = {each.proposal.number: each for each in _grouped(rows)}
        known = [_known(each.proposal) for each in entries.values()]
        # Reading thousands of proposals for the first time takes seconds, in which nobody else shall wait.
        found = await asyncio.to_thread(self.similar.to, text, place.article if place else None, known)
        return [entries[each.number] for each in found]

    async def read_ahead(self) -> None:
        """Read what is new among the public proposals, so that nobody waits for it who looks for similar ones.

        Raises:
            StorageError: the database failed.
        """
        async with self._database.read() as connection:
            rows = (await connection.execute(_counted(Filter()).limit(LOOKED_THROUGH))).all()
        texts = [row.wording or "" for row in rows]
        for start in range(0, len(texts), _READ_TOGETHER):
            some = texts[start : start + _READ_TOGETHER]
            await asyncio.to_thread(self.similar.read, some)

    async def public(self, number: int) -> Shown | None:
        """The proposal of that number, or what may be told of it: without words where it is not public; None: none.

        Raises:
            StorageError: the database failed.
        """
        async with self._database.read() as connection:
            query = select(proposals).where(proposals.c.number == number)
            row = (await connection.execute(query)).first()
            return None if row is None else await shown_within(connection, from_row(row))

    async def counts(self, place: Place) -> dict[Status, int]:
        """How many proposals there are on a place in each status, those that nobody may read counted too.

        Raises:
            StorageError: the database failed.
        """
        query = select(proposals.c.status, func.count()).where(*_at(place)).group_by(proposals.c.status)
        async with self._database.read() as connection:
            rows = await connection.execute(query)
            return {row.status: row[1] for row in rows}


async def shown_within(connection: AsyncConnection, proposal: Proposal) -> Shown:
    """A proposal with its supports and history."""
    into = await number_of_row(connection, proposal.merged_into)
    count = await count_within(connection, proposal.id)
    return Shown(proposal, count, tuple(await history(connection, proposal.id)), into)


def _at(place: Place) -> list[Any]:
    table = proposals.c
    if place.article is not None:
        return [table.article == place.article]
    if place.section is not None:
        return [table.section == place.section]
    return [table.article.is_(None), table.section.is_(None)]


def _counted(wanted: Filter) -> Select[Any]:
    """Public proposals with the number of their supports, the newest first."""
    table = proposals.c
    held = (
        select(supports.c.proposal_id, func.count().label("held")).group_by(supports.c.proposal_id).subquery()
    )
    count = (table.former_supports + func.coalesce(held.c.held, 0)).label("supports")
    statuses = PUBLIC if wanted.statuses is None else wanted.statuses & PUBLIC
    query = (
        select(proposals, count)
        .outerjoin(held, held.c.proposal_id == table.id)
        .where(table.status.in_(statuses))
        .order_by(table.number.desc())
    )
    return query if wanted.place is None else query.where(*_at(wanted.place))


def _grouped(rows: Iterable[Row[Any]]) -> list[Entry]:
    """An entry for each text: of several with the same words that one which most support, else the first."""
    groups: dict[object, list[Row[Any]]] = {}
    for row in rows:
        key = (row.alike, row.article, row.section) if row.alike is not None else row.id
        groups.setdefault(key, []).append(row)
    entries = []
    for group in groups.values():
        best = max(group, key=lambda row: (row.supports, -row.number))
        entries.append(Entry(from_row(best), best.supports, len(group) - 1))
    return entries


def _known(proposal: Proposal) -> Known:
    return Known(proposal.number, proposal.place.article, proposal.wording or "")


def _cut(entries: list[Entry], number: int) -> Page:
    pages = max(1, -(-len(entries) // PAGE))
    number = min(max(number, 1), pages)
    return Page(tuple(entries[(number - 1) * PAGE : number * PAGE]), number, pages, len(entries))
