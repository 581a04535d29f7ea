"""Proposals on a database of their own, on SQLite and on PostgreSQL, without Telegram."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from bot.answering import Answering
from bot.clock import SettableClock
from bot.delivery.campaigns import Campaigns
from bot.gaps import Gaps
from bot.people import People
from bot.proposals.draft import NAME, Draft
from bot.proposals.intake import Closed, Limited, Received
from bot.proposals.proposal import Place
from bot.proposals.reception import Reception
from bot.proposals.service import Proposals, proposals_of
from bot.rendering.scene import Scenes
from bot.storage.database import Database
from bot.storage.sealing import Sealer

WORDING = "Разрешить суды на русском по желанию сторон"


@dataclass
class Desk:
    """One worker's services, and how somebody sends a proposal to it."""

    held: Proposals
    people: People
    database: Database
    clock: SettableClock

    async def draft(self, who: int, wording: str = WORDING, article: str | None = "state-language") -> Draft:
        """Put somebody before the preview of a proposal."""
        draft = Draft("preview", Place(article=article), wording)
        await self.people.set_dialogue(who, NAME, draft.step, draft.data())
        return draft

    async def attempt(
        self,
        who: int,
        wording: str = WORDING,
        article: str | None = "state-language",
        *,
        update_id: int | None = None,
    ) -> Received | Limited | Closed:
        """Let somebody write and send a proposal; what became of it."""
        await self.draft(who, wording, article)
        return await self.held.intake.receive(who, None, "ru", update_id=update_id)

    async def send(
        self,
        who: int,
        wording: str = WORDING,
        article: str | None = "state-language",
        *,
        update_id: int | None = None,
    ) -> Received:
        """Let somebody send a proposal that is taken in."""
        done = await self.attempt(who, wording, article, update_id=update_id)
        assert isinstance(done, Received)
        return done

    async def publish(self, proposal_id: int) -> None:
        """Let a moderator publish a proposal."""
        async with self.database.write() as connection:
            await self.held.statuses.change_within(connection, proposal_id, "published", by="moderator")

    async def published(
        self, who: int, wording: str = WORDING, article: str | None = "state-language"
    ) -> Received:
        """A proposal of somebody that a moderator has published."""
        done = await self.send(who, wording, article)
        await self.publish(done.proposal.id)
        return done


MakeDesk = Callable[..., Desk]


@pytest.fixture
def make_desk(answering: Answering, scenes: Scenes, sealer: Sealer, clock: SettableClock) -> MakeDesk:
    """Makes the services of one more worker on a database."""

    def make(database: Database, reception: Reception | None = None) -> Desk:
        people = People(database, sealer, clock)
        held = proposals_of(
            reception or Reception(recipient="Working group", commission="Commission"),
            database=database,
            people=people,
            gaps=Gaps(database, sealer, clock),
            sealer=sealer,
            clock=clock,
            campaigns=Campaigns(database, clock, rate=25.0),
            answering=answering,
            scenes=scenes,
        )
        return Desk(held, people, database, clock)

    return make


@pytest.fixture
def desk(database: Database, make_desk: MakeDesk) -> Desk:
    """The services on an empty database."""
    return make_desk(database)


@pytest.fixture
def other_desk(other_database: Database, make_desk: MakeDesk) -> Desk:
    """The same as another worker has them."""
    return make_desk(other_database)
