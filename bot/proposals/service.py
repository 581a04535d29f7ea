"""Everything about proposals that handlers may call, assembled once."""

from __future__ import annotations

from dataclasses import dataclass

from bot.answering import Answering
from bot.clock import Clock
from bot.delivery.campaigns import Campaigns
from bot.feedback import Feedback
from bot.gaps import Gaps
from bot.people import People
from bot.privacy.erasure import Erasure
from bot.proposals.intake import Intake
from bot.proposals.listing import Listing
from bot.proposals.own import Own
from bot.proposals.reception import Reception
from bot.proposals.similar import Similar
from bot.proposals.status import Statuses
from bot.proposals.supports import Supports
from bot.rendering.proposal_notices import change_cards
from bot.rendering.scene import Scenes
from bot.storage.database import Database
from bot.storage.sealing import Sealer


@dataclass(frozen=True, slots=True)
class Proposals:
    """The services of one bot that have to do with proposals."""

    reception: Reception
    intake: Intake
    supports: Supports
    listing: Listing
    statuses: Statuses
    own: Own
    feedback: Feedback
    erasure: Erasure


def proposals_of(
    reception: Reception,
    *,
    database: Database,
    people: People,
    gaps: Gaps,
    sealer: Sealer,
    clock: Clock,
    campaigns: Campaigns,
    answering: Answering,
    scenes: Scenes,
) -> Proposals:
    """The services, made of the others."""
    info = answering.pack.info
    statuses = Statuses(
        clock, campaigns, change_cards(scenes, reception), commission=reception.commission is not None
    )
    return Proposals(
        reception=reception,
        intake=Intake(
            database,
            people,
            sealer,
            clock,
            reception,
            zone=info.zone,
            edition=lambda: answering.pack.info.default_edition,
            language_of=answering.engine.language_of,
        ),
        supports=Supports(database, people, clock),
        listing=Listing(database, Similar(answering.engine)),
        statuses=statuses,
        own=Own(database, people, clock, statuses),
        feedback=Feedback(database, people, clock, campaigns),
        erasure=Erasure(database, people, gaps, clock, statuses),
    )
