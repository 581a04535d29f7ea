"""The public log as people meet it: proofs for a receipt, checkpoints on demand, and the daily account."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.proposals import tree
from bot.proposals.bundle import snapshot
from bot.proposals.checkpoints import LOGS, Checkpoint, latest, made_within
from bot.proposals.log import inclusion_proof
from bot.proposals.notes import Signer
from bot.proposals.reconciliation import Reconciliation, reconciled
from bot.proposals.statuses import Status
from bot.storage.database import Database, insert_into
from bot.storage.log_tables import log_entries
from bot.storage.moderation_tables import daily_reports
from bot.storage.proposal_tables import proposals

#: From this hour on, in the pack's zone, the account of a day is posted.
POSTED_FROM = time(9, 0)


@dataclass(frozen=True, slots=True)
class Proved:
    """That a receipt is in the log: the path from its leaf to the root that `checkpoint` signs."""

    number: int
    leaf_index: int
    at: datetime
    commitment: bytes
    #: Of the wording as its author corrected it; None: it was not corrected.
    amended: bytes | None
    #: Whether salt and words are destroyed.
    erased: bool
    status: Status
    checkpoint: Checkpoint
    path: tuple[bytes, ...]

    @property
    def holds(self) -> bool:
        """Whether the path leads from the leaf to the signed root."""
        leaf, size = tree.leaf_hash(self.commitment), self.checkpoint.size
        try:
            return tree.root_of_inclusion(leaf, self.leaf_index, size, self.path) == self.checkpoint.root
        except ValueError:
            return False

    def as_file(self) -> str:
        """The proof in the form of C2SP tlog-proof, which other programs read."""
        hashes = "".join(base64.b64encode(node).decode() + "\n" for node in self.path)
        return f"c2sp.org/tlog-proof@v1\nindex {self.leaf_index}\n{hashes}\n{self.checkpoint.note}"


@dataclass(frozen=True, slots=True)
class Report:
    """The account of one day, with what is signed of it."""

    day: date
    figures: dict[str, Any]


class PublicLog:
    """Proves, signs and reports."""

    def __init__(self, database: Database, clock: Clock, signer: Signer, *, zone: str) -> None:
        self._database = database
        self._clock = clock
        self.signer = signer
        self._zone = ZoneInfo(zone)

    async def proved(self, number: int) -> Proved | None:
        """The proof for a receipt; None: no such receipt was ever given.

        A checkpoint is made where the newest one is older than the receipt.

        Raises:
            StorageError: the database failed.
        """
        query = (
            select(log_entries, proposals.c.status)
            .outerjoin(proposals, proposals.c.id == log_entries.c.proposal_id)
            .where(log_entries.c.position == number - 1)
        )
        async with self._database.read() as connection:
            row = (await connection.execute(query)).first()
            checkpoint = await latest(connection, "proposals", self.signer)
        if row is None:
            return None
        if checkpoint is None or checkpoint.size < number:
            (checkpoint, _) = await self.checkpoints()
        async with self._database.read() as connection:
            path = await _path(connection, row.position, checkpoint.size)
        return Proved(
            number,
            row.position,
            row.at,
            row.commitment,
            row.amended,
            row.salt is None,
            row.status or "erased",
            checkpoint,
            path,
        )

    async def checkpoints(self) -> tuple[Checkpoint, Checkpoint]:
        """Both logs as they are now, signed; new ones are kept.

        Raises:
            StorageError: the database failed.
        """
        now = self._clock.now()
        async with self._database.write() as connection:
            first, second = [await made_within(connection, log, self.signer, now) for log in LOGS]
        return first, second

    async def reconciled(self) -> Reconciliation:
        """Where every proposal is, at this moment.

        Raises:
            StorageError: the database failed.
        """
        async with self._database.read() as connection:
            await snapshot(connection)
            return await reconciled(connection)

    async def report_due(self) -> Report | None:
        """The account of today, if it is time and it was not posted yet; made where it is missing.

        Raises:
            StorageError: the database failed.
        """
        here = self._clock.now().astimezone(self._zone)
        if here.time() < POSTED_FROM:
            return None
        day, table = here.date(), daily_reports.c
        query = select(daily_reports).where(table.day == day)
        async with self._database.read() as connection:
            row = (await connection.execute(query)).first()
        if row is not None:
            return Report(day, row.figures) if row.posted_at is None else None
        return Report(day, await self._make_report(day))

    async def _make_report(self, day: date) -> dict[str, Any]:
        sums = await self.reconciled()
        notes = [checkpoint.note for checkpoint in await self.checkpoints()]
        figures = {**sums.as_plain_data(), "checkpoints": notes}
        row = {"day": day, "figures": figures, "made_at": self._clock.now()}
        async with self._database.write() as connection:
            made = insert_into(connection, daily_reports).values(row).on_conflict_do_nothing()
            await connection.execute(made)
        return figures

    async def reported(self, day: date) -> None:
        """Note that the account of a day was posted.

        Raises:
            StorageError: the database failed.
        """
        posted = update(daily_reports).where(daily_reports.c.day == day)
        async with self._database.write() as connection:
            await connection.execute(posted.values(posted_at=self._clock.now()))


async def _path(connection: AsyncConnection, index: int, size: int) -> tuple[bytes, ...]:
    """The path of a leaf; one that proves nothing where the log was tampered with."""
    try:
        return tuple(await inclusion_proof(connection, "proposals", index, size))
    except (KeyError, ValueError):
        return ()
