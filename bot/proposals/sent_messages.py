"""What the bot has sent to moderators, and where: so that it can be edited when the words in it are to go.

A message is noted before it is sent. One that was on its way when the bot died has no number: it is sent anew, since a
card too many does no harm and a card too few would.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import Row, delete, func, insert, or_, select, update

from bot.clock import Clock
from bot.feedback import Feedback
from bot.people import People
from bot.storage.database import Database
from bot.storage.moderation_tables import moderation_messages, relays
from bot.storage.proposal_tables import proposals

#: Telegram lets a bot send about 20 messages a minute to one group (Bot API FAQ); two are left for answers to people.
A_MINUTE = 18

Kind = Literal["card", "summary", "alarm", "prompt", "answer", "feedback", "spike"]


@dataclass(frozen=True, slots=True)
class Sent:
    """A message that the bot sent to moderators. `row` is its row here, `chat` a Telegram id."""

    row: int
    chat: int
    message_id: int
    kind: Kind
    proposal_id: int | None
    number: int | None
    feedback_id: int | None
    language: str


class SentMessages:
    """Notes and finds messages to moderators."""

    def __init__(self, database: Database, people: People, clock: Clock, said: Feedback) -> None:
        self._database = database
        self._people = people
        self._clock = clock
        self._said = said

    async def room(self, chat: int) -> int:
        """How many messages may be sent or edited in a chat at this moment."""
        table = moderation_messages.c
        since = self._clock.now() - timedelta(minutes=1)
        lately = or_(table.sent_at > since, table.edited_at > since)
        query = select(func.count()).where(table.chat == self._people.sealed(chat), lately)
        async with self._database.read() as connection:
            return max(0, A_MINUTE - (await connection.execute(query)).scalar_one())

    async def begin(
        self,
        chat: int,
        kind: Kind,
        language: str,
        *,
        proposal_id: int | None = None,
        feedback_id: int | None = None,
        shown: str = "",
        is_open: bool = False,
    ) -> int:
        """Note that a message is about to be sent; return its row."""
        values = {
            "chat": self._people.sealed(chat),
            "kind": kind,
            "language": language,
            "proposal_id": proposal_id,
            "feedback_id": feedback_id,
            "shown": shown,
            "open": is_open,
            "sent_at": self._clock.now(),
        }
        statement = insert(moderation_messages).values(values).returning(moderation_messages.c.id)
        async with self._database.write() as connection:
            row: int = (await connection.execute(statement)).scalar_one()
        return row

    async def sent(
        self, row: int, message_id: int, *, relay: int | None = None, feedback_id: int | None = None
    ) -> None:
        """Note that a message was sent, and that what it passed on need not be kept for that any more."""
        noted = update(moderation_messages).where(moderation_messages.c.id == row)
        async with self._database.write() as connection:
            await connection.execute(noted.values(message_id=message_id))
            if relay is not None:
                await connection.execute(delete(relays).where(relays.c.id == relay))
            if feedback_id is not None:
                await self._said.posted_within(connection, feedback_id)

    async def failed(self, row: int) -> None:
        """Note that a message was not sent."""
        async with self._database.write() as connection:
            await connection.execute(delete(moderation_messages).where(moderation_messages.c.id == row))

    async def edited(self, row: int, shown: str, *, is_open: bool) -> None:
        """Note what a message shows now."""
        values = {"shown": shown, "open": is_open, "edited_at": self._clock.now()}
        async with self._database.write() as connection:
            await connection.execute(
                update(moderation_messages).where(moderation_messages.c.id == row).values(values)
            )

    async def message(self, chat: int, message_id: int) -> Sent | None:
        """The message of that number in a chat, if the bot sent it to moderators; None: it did not."""
        table = moderation_messages.c
        query = (
            select(moderation_messages, proposals.c.number)
            .outerjoin(proposals, proposals.c.id == table.proposal_id)
            .where(table.chat == self._people.sealed(chat), table.message_id == message_id)
        )
        async with self._database.read() as connection:
            row = (await connection.execute(query)).first()
        return None if row is None else self.of_row(row)

    async def newest(self, chat: int, kind: Kind) -> tuple[Sent, str, datetime] | None:
        """The newest message of a kind in a chat, what it shows, and when it was last sent or edited; None: none."""
        table = moderation_messages.c
        query = (
            select(moderation_messages, proposals.c.number)
            .outerjoin(proposals, proposals.c.id == table.proposal_id)
            .where(table.chat == self._people.sealed(chat), table.kind == kind, table.message_id.is_not(None))
            .order_by(table.id.desc())
            .limit(1)
        )
        async with self._database.read() as connection:
            row = (await connection.execute(query)).first()
        return None if row is None else (self.of_row(row), row.shown, row.edited_at or row.sent_at)

    async def is_card(self, chat: int, message_id: int, number: int) -> bool:
        """Whether a message is the card of the proposal of that number."""
        found = await self.message(chat, message_id)
        return found is not None and (found.kind, found.number) == ("card", number)

    async def noted(
        self,
        chat: int,
        message_id: int,
        kind: Kind,
        language: str,
        *,
        proposal_id: int | None = None,
        shown: str = "",
        is_open: bool = False,
    ) -> None:
        """Note a message that was sent, or shown anew, because somebody pressed or typed something."""
        table, now = moderation_messages.c, self._clock.now()
        sealed = self._people.sealed(chat)
        here = (table.chat == sealed, table.message_id == message_id)
        values = {
            "kind": kind,
            "language": language,
            "proposal_id": proposal_id,
            "shown": shown,
            "open": is_open,
        }
        async with self._database.write() as connection:
            known = update(moderation_messages).where(*here).values(**values, edited_at=now)
            if (await connection.execute(known)).rowcount:
                return
            made = insert(moderation_messages)
            await connection.execute(made.values(chat=sealed, message_id=message_id, sent_at=now, **values))

    def of_row(self, row: Row[Any]) -> Sent:
        """The message whose row this is, joined to the number of its proposal."""
        return Sent(
            row.id,
            self._people.opened(row.chat),
            row.message_id,
            row.kind,
            row.proposal_id,
            row.number,
            row.feedback_id,
            row.language,
        )
