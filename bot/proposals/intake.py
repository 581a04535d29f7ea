"""Taking a proposal in: one unit of work for its row, its place in the public log and its number. Then the receipt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Literal
from zoneinfo import ZoneInfo

from sqlalchemy import Row, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.people import People
from bot.person import Person
from bot.proposals.alike import alike_mark
from bot.proposals.draft import Draft, draft_of
from bot.proposals.log import append_within
from bot.proposals.proposal import Place, Proposal, canonical, from_row
from bot.proposals.receipts import Receipt, check_of
from bot.proposals.reception import CONSENT, Reception, State
from bot.storage.database import Database, insert_into
from bot.storage.log_tables import log_entries
from bot.storage.proposal_tables import intake_limits, proposals, status_changes
from bot.storage.sealing import Sealer
from bot.storage.updates import first_time

#: Proposals of one person a day (of the pack's zone), and the time between two.
DAILY = 3
BETWEEN = timedelta(minutes=1)

#: Proposals of everybody together in a minute, and of the same words in ten; then people are asked to wait.
BURST, BURST_TIME = 3_000, timedelta(minutes=1)
SAME_BURST, SAME_TIME = 50, timedelta(minutes=10)

#: How long the words may still be changed.
EDITABLE = timedelta(minutes=5)

Limit = Literal["minute", "day", "burst", "same"]


class StaleDraftError(LookupError):
    """What is to be sent is not what the person has on disk: sent already, changed since, or cancelled."""


@dataclass(frozen=True, slots=True)
class Received:
    """A proposal that is on disk, with its receipt. `alike`: how many others have the same words."""

    proposal: Proposal
    receipt: Receipt
    alike: int = 0


@dataclass(frozen=True, slots=True)
class Limited:
    """Not taken in, and the draft stays. `until` is when it may be sent again; `warned`: that was said before."""

    limit: Limit
    until: datetime
    warned: bool = False


@dataclass(frozen=True, slots=True)
class Closed:
    """Not taken in, since nothing is taken in now; the draft stays."""

    state: State


class Intake:
    """Takes proposals in."""

    def __init__(
        self,
        database: Database,
        people: People,
        sealer: Sealer,
        clock: Clock,
        reception: Reception,
        *,
        zone: str,
        edition: Callable[[], str],
        language_of: Callable[[str], str | None],
    ) -> None:
        """Count days in `zone`; `edition` tells the id of the edition in force.

        `language_of` tells the language in which words are written; None: nothing tells.
        """
        self._database = database
        self._people = people
        self._sealer = sealer
        self._clock = clock
        self.reception = reception
        self._zone = ZoneInfo(zone)
        self._edition = edition
        self._language_of = language_of

    def today(self) -> date:
        """The day it is in the pack's zone."""
        return self._clock.now().astimezone(self._zone).date()

    async def receive(
        self, telegram_id: int, mark: str | None, language: str, *, update_id: int | None = None
    ) -> Received | Limited | Closed:
        """Send the draft that the person has on disk, to whose text they thereby agree. `language` is theirs.

        `mark` is that of the draft which the person saw (None: whatever there is, if it is complete). Delivered again,
        the update that sent it gives the same receipt.

        Raises:
            StaleDraftError: the draft is another one, or not complete; nothing was changed.
            StorageError: the database failed; nothing was changed.
        """
        now = self._clock.now()
        state = self.reception.state(self.today())
        async with self._database.write() as connection:
            if not await first_time(connection, update_id, now):
                return await self._again(connection, telegram_id)
            person = await self._people.ensure_within(connection, telegram_id)
            draft = draft_of(person.dialogue)
            if draft is None or draft.step != "preview" or mark not in (None, draft.mark):
                raise StaleDraftError
            if state not in ("open", "demo"):
                return Closed(state)
            alike = alike_mark(self._sealer, draft.wording)
            seen = await _seen(connection, person.id, alike, now)
            limited = await self._limited(connection, person, seen, now)
            if limited is not None:
                return limited
            await self._people.end_dialogue_within(connection, person)
            await self._people.speak_within(connection, person, language)
            return await self._take(connection, person, draft, language, alike, seen, now)

    async def _take(
        self,
        connection: AsyncConnection,
        person: Person,
        draft: Draft,
        language: str,
        alike: bytes,
        seen: Row[Any],
        now: datetime,
    ) -> Received:
        place = draft.place or Place()
        values = {
            "person_id": person.id,
            "edition": self._edition(),
            "article": place.article,
            "section": place.section,
            "wording": draft.wording,
            "reason": draft.reason,
            "language": self._language_of(draft.wording) or language,
            "alike": alike,
            "status": "received",
            "consent": CONSENT,
            "received_at": now,
            "edited_until": now + EDITABLE,
        }
        made = await connection.execute(insert(proposals).values(values).returning(proposals))
        proposal = from_row(made.one())
        change = {"proposal_id": proposal.id, "status": "received", "by_role": "author", "at": now}
        await connection.execute(insert(status_changes).values(change))
        await self._count(connection, person, seen, now)
        receipt = await append_within(
            connection, proposal_id=proposal.id, payload=canonical(proposal), at=now
        )
        numbered = update(proposals).where(proposals.c.id == proposal.id).values(number=receipt.number)
        await connection.execute(numbered)
        return Received(replace(proposal, number=receipt.number), receipt, seen.alike)

    async def _again(self, connection: AsyncConnection, telegram_id: int) -> Received:
        """What the update that was delivered before has made."""
        person = await self._people.ensure_within(connection, telegram_id)
        query = select(proposals).where(proposals.c.person_id == person.id).order_by(proposals.c.id.desc())
        row = (await connection.execute(query.limit(1))).first()
        receipt = await receipt_within(connection, row.id) if row is not None else None
        if row is None or receipt is None:
            raise StaleDraftError
        return Received(from_row(row), receipt)

    async def _limited(
        self, connection: AsyncConnection, person: Person, seen: Row[Any], now: datetime
    ) -> Limited | None:
        found = self._own_limit(seen, now) or _crowded(seen, now)
        if found is None:
            return None
        limit, until = found
        warned = seen.warned_until is not None and seen.warned_until > now
        if not warned:
            values = {"day": self.today(), "sent": 0, "last_at": now - BETWEEN, "warned_until": until}
            row = insert_into(connection, intake_limits).values(person_id=person.id, **values)
            await connection.execute(
                row.on_conflict_do_update(
                    index_elements=[intake_limits.c.person_id], set_={"warned_until": until}
                )
            )
        return Limited(limit, until, warned)

    def _own_limit(self, seen: Row[Any], now: datetime) -> tuple[Limit, datetime] | None:
        if seen.last_at is None:
            return None
        if seen.day == self.today() and seen.sent >= DAILY:
            tomorrow = datetime.combine(self.today() + timedelta(days=1), datetime.min.time(), self._zone)
            return "day", tomorrow.astimezone(now.tzinfo)
        if now - seen.last_at < BETWEEN:
            return "minute", seen.last_at + BETWEEN
        return None

    async def _count(
        self, connection: AsyncConnection, person: Person, seen: Row[Any], now: datetime
    ) -> None:
        table, today = intake_limits.c, self.today()
        sent = seen.sent + 1 if seen.day == today else 1
        values = {"day": today, "sent": sent, "last_at": now, "warned_until": None}
        row = insert_into(connection, intake_limits).values(person_id=person.id, **values)
        await connection.execute(row.on_conflict_do_update(index_elements=[table.person_id], set_=values))


async def _seen(connection: AsyncConnection, person_id: int, alike: bytes, now: datetime) -> Row[Any]:
    """All that limits a person, in one row: what they sent lately (NULL: nothing), and what everybody did.

    `recent` are the proposals of the last minute, at most `BURST`; `alike` those of the same words, `flood` the recent
    ones among them.
    """
    table, own = proposals.c, intake_limits.c
    recent = select(table.id).where(table.received_at > now - BURST_TIME).limit(BURST).subquery()
    same = select(func.count()).select_from(proposals).where(table.alike == alike)
    counts = select(
        select(func.count()).select_from(recent).scalar_subquery().label("recent"),
        same.scalar_subquery().label("alike"),
        same.where(table.received_at > now - SAME_TIME).scalar_subquery().label("flood"),
    ).subquery()
    query = select(counts, own.day, own.sent, own.last_at, own.warned_until).outerjoin(
        intake_limits, own.person_id == person_id
    )
    return (await connection.execute(query)).one()


def _crowded(seen: Row[Any], now: datetime) -> tuple[Limit, datetime] | None:
    """Whether too many proposals come in at once, of all kinds or of these very words."""
    if seen.recent >= BURST:
        return "burst", now + BURST_TIME
    return ("same", now + SAME_TIME) if seen.flood >= SAME_BURST else None


async def receipt_within(connection: AsyncConnection, proposal_id: int) -> Receipt | None:
    """The receipt of a proposal as it stands in the log now; None: it is not there, or its salt is destroyed."""
    row = (
        await connection.execute(select(log_entries).where(log_entries.c.proposal_id == proposal_id))
    ).first()
    if row is None or row.salt is None:
        return None
    number = row.position + 1
    commitment = row.amended or row.commitment
    return Receipt(number, check_of(number), row.position, commitment, row.salt, row.at)
