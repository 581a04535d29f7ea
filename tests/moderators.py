"""A moderators' group and people who send proposals, for tests in the chat."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from bot.local import Chat, Message, Person
from bot.proposals.proposal import Proposal, from_row
from bot.storage.proposal_tables import proposals
from handlers.moderation_posting import post, warn
from tests.running_bot import MODERATION_CHAT, RunningBot

WORDS = "Статью дополнить правом каждого на переводчика в суде"


@dataclass
class Desk:
    """The group of the settings, two moderators and an admin in it."""

    running: RunningBot
    group: Chat
    first: Person
    second: Person
    admin: Person

    async def propose(self, words: str = WORDS, *, language: str = "ru", article: str = "14") -> Person:
        """Let somebody new send a proposal; return them."""
        author = self.running.person(language, "Автор")
        for said in (f"/language {language}", f"/propose {article} {words}", "/send"):
            await self.running.hear(author, said)
        return author

    async def tick(self) -> list[Message]:
        """Let the bot do what is due; return what is new in the group."""
        self.running.news(self.group)
        await post(self.running.app.bot, self.running.services)
        await warn(self.running.app.bot, self.running.services)
        return self.running.news(self.group)

    async def card(self) -> Message:
        """Let the bot post the one card that is due."""
        (card,) = await self.tick()
        return card

    async def proposal(self, number: int = 1) -> Proposal:
        """The proposal of that number, as on disk."""
        async with self.running.services.database.read() as connection:
            query = select(proposals).where(proposals.c.number == number)
            return from_row((await connection.execute(query)).one())


async def desk_of(running: RunningBot) -> Desk:
    """Make the group; everybody in it reads Russian, and so does the group."""
    first, second, admin = (running.person("ru", name) for name in ("Первый", "Вторая", "Админ"))
    group = running.telegram.group("Модераторы", first, second, admin, id=MODERATION_CHAT)
    staff = running.services.staff
    await staff.grant(first.id, "moderator")
    await staff.grant(second.id, "moderator")
    await staff.grant(admin.id, "admin")
    await running.services.people.set_language(MODERATION_CHAT, "ru", kind="group")
    return Desk(running, group, first, second, admin)
