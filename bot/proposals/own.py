"""What authors may do with their own proposals: read, correct, withdraw, erase, and note the official coupon."""

from __future__ import annotations

import re
from dataclasses import replace

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.people import People
from bot.proposals.intake import receipt_within
from bot.proposals.listing import Shown, shown_within
from bot.proposals.log import amend_within, forget_within
from bot.proposals.proposal import MAY_FOLLOW, Proposal, canonical, from_row
from bot.proposals.receipts import Receipt
from bot.proposals.status import Statuses
from bot.storage.database import Database
from bot.storage.proposal_tables import proposals, status_changes, supports
from bot.storage.tables import people as people_table
from bot.storage.updates import first_time

#: Most characters of an official appeal's number.
COUPON = 40
_COUPON = re.compile(r"[0-9A-Za-zА-Яа-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІі/№ .-]{3,40}")


class NotYoursError(LookupError):
    """The person has no proposal of that number."""


class TooLateError(ValueError):
    """The proposal is in a state in which its author cannot do that any more."""


class Own:
    """An author's own proposals. What changes one takes the `update_id` that caused it, and happens once."""

    def __init__(self, database: Database, people: People, clock: Clock, statuses: Statuses) -> None:
        self._database = database
        self._people = people
        self._clock = clock
        self._statuses = statuses

    async def all(self, telegram_id: int) -> list[Shown]:
        """The person's proposals, the newest first.

        Raises:
            StorageError: the database failed.
        """
        person = await self._people.find(telegram_id)
        if person is None:
            return []
        query = select(proposals).where(proposals.c.person_id == person.id).order_by(proposals.c.id.desc())
        async with self._database.read() as connection:
            rows = (await connection.execute(query)).all()
            return [await shown_within(connection, from_row(row)) for row in rows]

    async def one(self, telegram_id: int, number: int) -> tuple[Shown, Receipt | None]:
        """A proposal of the person, with its receipt (None: destroyed).

        Raises:
            NotYoursError: it is not theirs.
            StorageError: the database failed.
        """
        async with self._database.read() as connection:
            proposal = await self._of(connection, telegram_id, number)
            return await shown_within(connection, proposal), await receipt_within(connection, proposal.id)

    async def correct(
        self, telegram_id: int, number: int, wording: str, *, update_id: int | None = None
    ) -> Proposal:
        """Put another wording in place of the first, which is destroyed; only in the first minutes.

        Raises:
            NotYoursError: it is not theirs.
            TooLateError: the time is over, or a moderator has looked at it.
            StorageError: the database failed; nothing was changed.
        """
        now = self._clock.now()
        async with self._database.write() as connection:
            first = await first_time(connection, update_id, now)
            proposal = await self._of(connection, telegram_id, number, hold=True)
            if first and (proposal.status != "received" or now >= proposal.edited_until):
                raise TooLateError
            if not first:
                return proposal
            changed = replace(proposal, wording=wording, edited_at=now)
            values = {"wording": wording, "edited_at": now, "alike": None}
            await connection.execute(update(proposals).where(proposals.c.id == proposal.id).values(values))
            await amend_within(connection, proposal_id=proposal.id, payload=canonical(changed), at=now)
        await self._database.scrub()
        return changed

    async def withdraw(
        self, telegram_id: int, number: int, reason: str | None = None, *, update_id: int | None = None
    ) -> Proposal:
        """Take a proposal back: its words are public no longer, its number stays. `reason`: why, in public.

        Raises:
            NotYoursError: it is not theirs.
            TooLateError: it is withdrawn or erased.
            StorageError: the database failed; nothing was changed.
        """
        async with self._database.write() as connection:
            first = await first_time(connection, update_id, self._clock.now())
            proposal = await self._of(connection, telegram_id, number, hold=True)
            if not first:
                return proposal
            if "withdrawn" not in MAY_FOLLOW[proposal.status]:
                raise TooLateError
            return await self._statuses.change_within(
                connection, proposal.id, "withdrawn", by="author", answer=reason
            )

    async def erase(self, telegram_id: int, number: int, *, update_id: int | None = None) -> Proposal:
        """Destroy the words of a proposal and whose it was; its number and its leaf in the log stay.

        Raises:
            NotYoursError: it is not theirs.
            StorageError: the database failed; nothing was changed.
        """
        async with self._database.write() as connection:
            if not await first_time(connection, update_id, self._clock.now()):
                raise NotYoursError
            proposal = await self._of(connection, telegram_id, number, hold=True)
            await erase_within(connection, proposal.id, self._statuses)
        await self._database.scrub()
        return proposal

    async def note_coupon(
        self, telegram_id: int, number: int, coupon: str | None, *, update_id: int | None = None
    ) -> str | None:
        """Note the number of the official appeal that was made of it (None: forget it). Return what is noted.

        Raises:
            NotYoursError: it is not theirs.
            ValueError: it is not the number of anything.
            StorageError: the database failed; nothing was changed.
        """
        coupon = " ".join(coupon.split()) if coupon else None
        if coupon is not None and (not _COUPON.fullmatch(coupon) or not any(c.isdigit() for c in coupon)):
            raise ValueError("not the number of an appeal")
        async with self._database.write() as connection:
            first = await first_time(connection, update_id, self._clock.now())
            proposal = await self._of(connection, telegram_id, number, hold=True)
            if first:
                noted = update(proposals).where(proposals.c.id == proposal.id)
                await connection.execute(noted.values(official_number=coupon))
        return coupon

    async def _of(
        self, connection: AsyncConnection, telegram_id: int, number: int, *, hold: bool = False
    ) -> Proposal:
        query = (
            select(proposals)
            .join(people_table, people_table.c.id == proposals.c.person_id)
            .where(
                proposals.c.number == number,
                people_table.c.sealed_id == self._people.sealed(telegram_id),
                proposals.c.status != "erased",
            )
        )
        row = (await connection.execute(query.with_for_update(of=proposals) if hold else query)).first()
        if row is None:
            raise NotYoursError
        return from_row(row)


async def erase_within(connection: AsyncConnection, proposal_id: int, statuses: Statuses) -> None:
    """Destroy words, salt, supports and author of a proposal, inside a unit of work; scrub the database after it."""
    await statuses.change_within(connection, proposal_id, "erased", by="author")
    gone = {"wording": None, "reason": None, "person_id": None, "alike": None, "official_number": None}
    await connection.execute(update(proposals).where(proposals.c.id == proposal_id).values(gone))
    await connection.execute(delete(supports).where(supports.c.proposal_id == proposal_id))
    own_words = status_changes.c.proposal_id == proposal_id, status_changes.c.by_role == "author"
    await connection.execute(update(status_changes).where(*own_words).values(answer=None))
    await forget_within(connection, proposal_id)
