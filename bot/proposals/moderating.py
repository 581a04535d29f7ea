"""What staff and the public log need of the bot, assembled once."""

from __future__ import annotations

from dataclasses import dataclass

from bot.clock import Clock
from bot.delivery.campaigns import Campaigns
from bot.people import People
from bot.proposals.acting import Acting
from bot.proposals.authors import Authors
from bot.proposals.decisions import Decisions
from bot.proposals.desk import Desk
from bot.proposals.moderation import Moderation
from bot.proposals.notes import Signer
from bot.proposals.proposal import Proposal
from bot.proposals.public_log import PublicLog
from bot.proposals.service import Proposals
from bot.rendering.card import Card
from bot.rendering.moderation import question_cards
from bot.rendering.scene import Scenes
from bot.staff import Staff
from bot.storage.database import Database


@dataclass(frozen=True, slots=True)
class Moderating:
    """The services of one bot that its staff use. `channel` gets the daily account; None: nobody does."""

    moderation: Moderation
    authors: Authors
    desk: Desk
    log: PublicLog
    decisions: Decisions
    channel: str | None = None


def moderating_of(
    proposals: Proposals,
    *,
    database: Database,
    people: People,
    staff: Staff,
    clock: Clock,
    campaigns: Campaigns,
    scenes: Scenes,
    signer: Signer,
    chat: int | None = None,
    channel: str | None = None,
) -> Moderating:
    """The services, made of the others. `chat`: the moderators' group."""

    def cards(proposal: Proposal, text: str) -> dict[str, Card]:
        return question_cards(scenes, proposal, text)

    return Moderating(
        Moderation(database, people, staff, clock, proposals.statuses, campaigns, cards),
        Authors(Acting(database, people, staff, clock), proposals.statuses),
        Desk(database, people, clock, proposals.feedback, proposals.supports, chat=chat),
        PublicLog(database, clock, signer, zone=scenes.pack.info.zone),
        Decisions(database, people, clock, proposals.statuses, scenes.pack),
        channel,
    )
