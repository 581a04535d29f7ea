"""The table of proposals: one row each, with what the article says now, what is proposed, and what became of it.

Only what everybody may read has its words in it: of hidden, withdrawn, waiting and erased ones there is the number.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.proposals.proposal import PUBLIC
from bot.proposals.receipts import code_of
from bot.proposals.statuses import Status
from bot.storage.log_tables import log_entries
from bot.storage.proposal_tables import proposals, status_changes, supports
from content.model import PREAMBLE, Pack
from content.revisions import Revisions

Record = dict[str, Any]

COLUMNS = (
    *("receipt", "number", "received_at", "language", "edition", "article", "article_number", "section"),
    *("heading", "present", "present_source", "wording", "reason", "supports", "status", "status_at"),
    *("reason_code", "merged_into", "answer", "session", "session_date", "landed_in"),
)
"""What a row holds, in this order."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which proposals are wanted; None means any. `since` and `until` are of the day received, `until` not included."""

    article: str | None = None
    status: Status | None = None
    language: str | None = None
    since: datetime | None = None
    until: datetime | None = None

    @property
    def is_narrow(self) -> bool:
        """Whether it leaves anything out."""
        return any(
            value is not None for value in (self.article, self.status, self.language, self.since, self.until)
        )


EVERYTHING = Filter()


@dataclass(frozen=True, slots=True)
class Place:
    """What the pack says of an article: its number today, heading and text, and whether that is the official one."""

    number: str
    heading: str
    text: str
    official: bool


class Places:
    """What articles say today, in one language, by their keys."""

    def __init__(self, pack: Pack, revisions: Revisions, language: str) -> None:
        # Brings the readers of PDF and XML along, which a bot that exports once a month need not hold.
        from content.export import jsonl

        self.prefix = pack.info.receipt_prefix
        lines = [
            json.loads(line) for line in jsonl(pack, revisions, edition=pack.edition.id, language=language)
        ]
        by_number = {
            str(line["number"]): Place(str(line["number"]), line["heading"], line["text"], line["official"])
            for line in lines
        }
        self._by_key = {
            article.key: by_number[article.number]
            for article in pack.edition.articles
            if article.number in by_number
        }
        if own := pack.edition.article_text(PREAMBLE, language):
            text = "\n".join(paragraph.text for paragraph in own.paragraphs)
            self._by_key["preamble"] = Place(PREAMBLE, own.heading, text, official=False)

    def of(self, key: str | None) -> Place | None:
        """The article of that key; None where the edition in force has none."""
        return self._by_key.get(key) if key else None


async def rows(connection: AsyncConnection, places: Places, wanted: Filter = EVERYTHING) -> list[Record]:
    """The rows of the table by number."""
    table = proposals.c
    query = select(proposals, log_entries.c.payload, log_entries.c.at.label("logged_at")).outerjoin(
        log_entries, log_entries.c.proposal_id == table.id
    )
    for column, value in (
        (table.article, wanted.article),
        (table.status, wanted.status),
        (table.language, wanted.language),
    ):
        query = query if value is None else query.where(column == value)
    query = query if wanted.since is None else query.where(table.received_at >= wanted.since)
    query = query if wanted.until is None else query.where(table.received_at < wanted.until)
    found = (await connection.execute(query.where(table.number.is_not(None)).order_by(table.number))).all()
    changes = await _last_changes(connection)
    counts = await _supports(connection)
    numbers = await _numbers(connection, (row.merged_into for row in found))
    return [_record(row, places, changes.get(row.id), counts.get(row.id, 0), numbers) for row in found]


def _record(
    row: Row[Any], places: Places, change: Row[Any] | None, held: int, numbers: Mapping[int, int]
) -> Record:
    public = row.status in PUBLIC
    place = places.of(row.article)
    said = json.loads(row.payload) if public and row.payload else {}
    told = change if change is not None and change.status == row.status else None
    merged = numbers.get(row.merged_into) if row.merged_into else None
    record = {
        "receipt": code_of(row.number, places.prefix),
        "number": row.number,
        "received_at": row.received_at.isoformat(timespec="microseconds"),
        "language": row.language,
        "edition": row.edition,
        "article": row.article,
        "article_number": place.number if place else None,
        "section": row.section,
        "heading": place.heading if place else None,
        "present": place.text if place else None,
        "present_source": ("official" if place.official else "summary") if place else None,
        "wording": None,
        "reason": None,
        "supports": row.former_supports + held if public else None,
        "status": row.status,
        "status_at": change.at.isoformat() if change is not None else None,
        "reason_code": row.reason_code,
        "merged_into": code_of(merged, places.prefix) if merged else None,
        "answer": told.answer if told else None,
        "session": told.session if told else None,
        "session_date": told.session_date.isoformat() if told and told.session_date else None,
        "landed_in": told.edition if told else None,
    }
    return {**record, **said}


async def _last_changes(connection: AsyncConnection) -> dict[int, Row[Any]]:
    last = select(func.max(status_changes.c.id)).group_by(status_changes.c.proposal_id)
    query = select(status_changes).where(status_changes.c.id.in_(last))
    return {row.proposal_id: row for row in await connection.execute(query)}


async def _supports(connection: AsyncConnection) -> dict[int, int]:
    query = select(supports.c.proposal_id, func.count()).group_by(supports.c.proposal_id)
    return {row[0]: row[1] for row in await connection.execute(query)}


async def _numbers(connection: AsyncConnection, ids: Iterable[int | None]) -> dict[int, int]:
    if not any(ids):
        return {}
    query = select(proposals.c.merged_into).where(proposals.c.merged_into.is_not(None))
    targets = select(proposals.c.id, proposals.c.number).where(proposals.c.id.in_(query))
    return {row.id: row.number for row in await connection.execute(targets)}


def articles_in(records: Sequence[Record]) -> int:
    """How many different articles the rows are about."""
    return len({record["article"] for record in records if record["article"]})
