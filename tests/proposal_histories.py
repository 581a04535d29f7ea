"""Histories of proposals for tests: received, changed, decided and erased, as the parts of the program do it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import insert, select, update

from bot.clock import SettableClock
from bot.delivery.campaigns import Campaigns
from bot.proposals.change import Change
from bot.proposals.checkpoints import LOGS, made_within
from bot.proposals.log import amend_within, append_within, forget_within
from bot.proposals.notes import Signer
from bot.proposals.proposal import Proposal, canonical, from_row
from bot.proposals.receipts import Receipt
from bot.proposals.status import NotAllowedError, Statuses, held
from bot.proposals.statuses import By, Status
from bot.rendering.card import Card
from bot.rendering.rich import Rich
from bot.storage.database import Database
from bot.storage.keys import Key
from bot.storage.proposal_tables import proposals


def _cards(proposal: Proposal, change: Change, into: int | None) -> dict[str, Card]:
    return {"kk": Card(Rich(change.status))}


WORDING = "Әр азаматтың құқығы заңмен қорғалсын"


@dataclass
class History:
    """Proposals of one database, and what is done to them."""

    database: Database
    clock: SettableClock
    signer: Signer = field(default_factory=lambda: Signer(Key(bytes(32))))

    def __post_init__(self) -> None:
        campaigns = Campaigns(self.database, self.clock, rate=25.0)
        self.statuses = Statuses(self.clock, campaigns, _cards, commission=True)

    async def receive(
        self,
        wording: str = WORDING,
        *,
        article: str | None = None,
        reason: str | None = None,
        language: str = "kk",
        person: int | None = None,
    ) -> Receipt:
        """Take one in, as one unit of work."""
        now = self.clock.now()
        row: dict[str, Any] = {"edition": "kz-2026", "article": article, "wording": wording, "reason": reason}
        row |= {"language": language, "status": "received", "consent": "1", "received_at": now}
        row |= {"edited_until": now + timedelta(minutes=5), "person_id": person}
        async with self.database.write() as connection:
            made = await connection.execute(insert(proposals).values(row).returning(proposals.c.id))
            proposal = await held(connection, made.scalar_one())
            assert proposal is not None
            receipt = await append_within(
                connection, proposal_id=proposal.id, payload=canonical(proposal), at=now
            )
            numbered = update(proposals).where(proposals.c.id == proposal.id)
            await connection.execute(numbered.values(number=receipt.number))
        return receipt

    async def proposal(self, number: int) -> Proposal:
        """The proposal of that receipt."""
        async with self.database.read() as connection:
            query = select(proposals).where(proposals.c.number == number)
            return from_row((await connection.execute(query)).one())

    async def change(self, number: int, new: Status, by: By = "moderator", **more: Any) -> bool:
        """Give it another status; False where that cannot be."""
        proposal = await self.proposal(number)
        try:
            async with self.database.write() as connection:
                await self.statuses.change_within(connection, proposal.id, new, by=by, **more)
        except NotAllowedError:
            return False
        return True

    async def edit(self, number: int, wording: str) -> bool:
        """Correct its words; False where there are none any more."""
        proposal = await self.proposal(number)
        if proposal.wording is None or proposal.status in ("withdrawn", "erased"):
            return False
        now = self.clock.now()
        async with self.database.write() as connection:
            changed = update(proposals).where(proposals.c.id == proposal.id)
            await connection.execute(changed.values(wording=wording, edited_at=now))
            after = await held(connection, proposal.id)
            assert after is not None
            await amend_within(connection, proposal_id=proposal.id, payload=canonical(after), at=now)
        return True

    async def erase(self, number: int) -> bool:
        """Destroy its words; False where that was done."""
        proposal = await self.proposal(number)
        if not await self.change(number, "erased", by="author"):
            return False
        async with self.database.write() as connection:
            gone = update(proposals).where(proposals.c.id == proposal.id)
            await connection.execute(gone.values(wording=None, reason=None, person_id=None))
            await forget_within(connection, proposal.id)
        return True

    async def checkpoint(self) -> None:
        """Sign both logs as they are."""
        async with self.database.write() as connection:
            for log in LOGS:
                await made_within(connection, log, self.signer, self.clock.now())
