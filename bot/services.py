"""Everything that handlers may call, assembled once by the composition root."""

from __future__ import annotations

from dataclasses import dataclass

from bot.answering import Answering
from bot.clock import Clock
from bot.people import People
from bot.recent_answers import RecentAnswers
from bot.rendering.scene import Scenes
from bot.staff import Staff
from bot.storage.database import Database
from content.model import Pack


@dataclass(frozen=True, slots=True)
class Services:
    """The services of one running bot. `name` is the bot's user name without "@"."""

    pack: Pack
    answering: Answering
    scenes: Scenes
    people: People
    staff: Staff
    database: Database
    clock: Clock
    recent: RecentAnswers
    default_language: str
    name: str
