"""Everything that handlers may call, assembled once by the composition root."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.allowances import Allowances
from bot.answering import Answering
from bot.clock import Clock, SystemClock
from bot.delivery.campaigns import Campaigns
from bot.gaps import Gaps
from bot.metrics import Metrics
from bot.official_texts import OfficialTexts
from bot.people import People
from bot.proposals.moderating import Moderating
from bot.proposals.service import Proposals
from bot.recent_answers import RecentAnswers
from bot.rendering.scene import Scenes
from bot.sessions.importing import Importing
from bot.sessions.publishing import Publishing
from bot.staff import Staff
from bot.storage.database import Database
from bot.subscriptions import Subscriptions
from content.model import Pack
from content.quote import Wordings
from content.revisions import Revisions


@dataclass(frozen=True, slots=True)
class Services:
    """The services of one running bot. `name` is the bot's user name without "@"."""

    pack: Pack
    answering: Answering
    scenes: Scenes
    official: OfficialTexts
    quotations: Wordings
    people: People
    staff: Staff
    database: Database
    clock: Clock
    recent: RecentAnswers
    gaps: Gaps
    campaigns: Campaigns
    proposals: Proposals
    moderating: Moderating
    subscriptions: Subscriptions
    publishing: Publishing
    importing: Importing
    default_language: str
    name: str
    metrics: Metrics = field(default_factory=Metrics)
    allowances: Allowances = field(default_factory=lambda: Allowances(SystemClock()))
    #: The public address of the calendar of all sessions; None: calendars are files in the chat only.
    calendar_address: str | None = None

    @property
    def revisions(self) -> Revisions:
        """The store of official texts, with earlier revisions too."""
        return self.official.revisions

    def renew_texts(self) -> bool:
        """Take up official texts that were added since, if any; whether there were."""
        if not self.official.renew():
            return False
        self.scenes.renew()
        return True
