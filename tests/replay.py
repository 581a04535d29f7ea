"""January and February 2026 once more: the Commission's sessions as they were announced, to people of all kinds.

The sessions are those of the pack's record. When each was announced is known of the fourth alone (86 minutes before its
start); the other hours, a move and a cancellation are made up here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from bot.delivery.choices import Choices
from bot.local import Chat
from bot.local.messages import Message
from bot.sessions.draft import Draft
from bot.storage.delivery_tables import campaigns, deliveries
from bot.storage.session_tables import session_reminders
from bot.texts import texts
from content.model import Pack, SessionRecord
from tests.running_bot import RunningBot

ALMATY = ZoneInfo("Asia/Almaty")
END = datetime(2026, 2, 28, 18, 0, tzinfo=UTC)
HEADINGS = {
    "announced": "notice-announced",
    "moved": "notice-moved",
    "cancelled": "notice-cancelled",
    "live": "notice-live",
    "outcome": "notice-outcome",
    "news": "notice-news",
    "day": "notice-reminder-day",
    "hour": "notice-reminder-hour",
    "start": "notice-reminder-start",
    "noted": "wish-noted",
}
_WITHOUT_NUMBER = ("news", "noted")
_NUMBER = re.compile(r"(?:Заседание №|Session) (\d+)|^(\d+)-отырыс", re.MULTILINE)


def local(day: str, hour: str) -> datetime:
    """An hour in Astana, "28.01" and "14:34", as a moment."""
    return datetime.strptime(f"{day}.2026 {hour}", "%d.%m.%Y %H:%M").replace(tzinfo=ALMATY)


def stamp(moment: datetime) -> str:
    """A moment as it is written in the expectations: in Astana, seconds where there are any."""
    at = moment.astimezone(ALMATY)
    return at.strftime("%d.%m %H:%M:%S" if at.second else "%d.%m %H:%M")


@dataclass
class Subscriber:
    """Somebody who is told. `seen` is what appeared in their chat: when, and what it says."""

    kind: str
    chat: Chat
    language: str
    seen: list[str] = field(default_factory=list)
    _known: dict[int, str] = field(default_factory=dict)

    def look(self, now: datetime) -> None:
        """Write down what appeared or changed since the last look."""
        for message in self.chat.answers:
            said = self._said(message)
            before = self._known.get(message.id)
            if before is None:
                reply = " (reply)" if message.reply_to is not None else ""
                self.seen.append(f"{stamp(now)} {said}{reply}")
            elif before != message.text:
                self.seen.append(f"{stamp(now)} edit: {said}")
            self._known[message.id] = message.text

    def _said(self, message: Message) -> str:
        """What the message tells of, in the language of its reader: "announced 4", "digest: announced 4, moved 8"."""
        say = texts(self.language, "kk")
        names = {say(identity): name for name, identity in HEADINGS.items()}
        found, number = [], iter(_NUMBER.findall(message.text))
        lines = message.text.split("\n")
        for line in lines:
            if line in names:
                named = names[line]
                found.append(named if named in _WITHOUT_NUMBER else f"{named} {''.join(next(number))}")
        digest = "digest: " if lines[0] == say("digest-title") else ""
        assert found, f"not in {self.language}: {message.text!r}"
        return digest + ", ".join(found)


@dataclass(repr=False)
class Replay:
    """The bot, the editor, the people, and the hours that go by."""

    bot: RunningBot
    pack: Pack
    editor: int
    people: list[Subscriber] = field(default_factory=list)

    async def person(
        self, kind: str, language: str, topics: tuple[str, ...], choices: Choices | None = None
    ) -> Subscriber:
        """Somebody who follows topics in a way of their own."""
        services = self.bot.services
        person = self.bot.telegram.person(f"{kind} {len(self.people)}", language=language, started=True)
        await services.people.set_language(person.id, language)
        if topics:
            await services.subscriptions.follow(person.id, *topics)
        if choices is not None:
            await services.subscriptions.choose(person.id, choices)
        self.people.append(Subscriber(kind, person.chat, language))
        return self.people[-1]

    async def chat(self, kind: str, language: str, *topics: str) -> None:
        """A group or a channel that follows topics."""
        owner = self.bot.telegram.person("owner")
        telegram = self.bot.telegram
        chat = telegram.channel(kind, owner) if kind == "channel" else telegram.group(kind, owner)
        what: Any = "channel" if kind == "channel" else "group"
        await self.bot.services.people.set_language(chat.id, language, kind=what)
        await self.bot.services.subscriptions.follow(chat.id, *topics, kind=what)
        self.people.append(Subscriber(kind, chat, language))

    async def until(self, moment: datetime) -> None:
        """Let time go by, from one moment at which something is due to the next, up to `moment`."""
        while (due := await self._next_due()) is not None and due < moment:
            await self._tick(due)
        await self._tick(moment)

    async def _tick(self, now: datetime) -> None:
        self.bot.clock.set(max(now, self.bot.clock.now()))
        await self.bot.services.publishing.reminders.publish_due()
        await self.bot.deliver()
        for person in self.people:
            person.look(self.bot.clock.now())

    async def _next_due(self) -> datetime | None:
        """The next moment at which a row of the database is due."""
        now = self.bot.clock.now()
        open_ = campaigns.c.state == "sending"
        queries = (
            select(func.min(session_reminders.c.due_at)).where(session_reminders.c.state == "waiting"),
            select(func.min(deliveries.c.due_at)).where(
                deliveries.c.state == "pending", deliveries.c.due_at > now
            ),
            select(func.min(campaigns.c.not_before)).where(
                open_, campaigns.c.spread_to.is_not(None), campaigns.c.not_before > now
            ),
        )
        async with self.bot.services.database.read() as connection:
            found = [(await connection.execute(query)).scalar_one() for query in queries]
        return min((moment for moment in found if moment is not None), default=None)

    async def publish(self, draft: Draft) -> None:
        """Publish something, as an editor does."""
        await self.bot.services.publishing.confirm(draft, self.editor)

    async def change(self, kind: Any, number: int, **fields: Any) -> None:
        """Publish a change of a session."""
        session = self.bot.services.scenes("en").record.by_id[f"commission-{number:02}"]
        await self.publish(Draft(kind, session=session.id, revision=session.revision, **fields))

    async def announce(self, record: SessionRecord, *, on: datetime | None = None) -> None:
        """Announce a session as the record has it; `on`: for another time."""
        start = on or (local(f"{record.date[8:]}.{record.date[5:7]}", record.start) if record.start else None)
        day = start.date().isoformat() if start else record.date
        keys = self.pack.edition.by_number
        agenda = tuple(
            {"text": dict(item.text), "articles": [keys[n.partition(".")[0]].key for n in item.articles]}
            for item in record.agenda
        )
        await self.publish(
            Draft(
                "new",
                body=record.body,
                day=day,
                start=start.isoformat() if start else None,
                title=dict(record.title),
                place=dict(record.place or {}),
                agenda=agenda,
            )
        )

    def of(self, kind: str) -> list[Subscriber]:
        """The people of a kind."""
        return [person for person in self.people if person.kind == kind]


Act = tuple[datetime, Callable[[Replay], Any]]


def acts(pack: Pack) -> list[Act]:
    """What editors did, and when, in order of time."""
    sessions = {session.number: session for session in pack.sessions}
    found: list[Act] = []

    def announce(day: str, hour: str, number: int, on: datetime | None = None) -> None:
        found.append((local(day, hour), lambda replay: replay.announce(sessions[number], on=on)))

    def change(day: str, hour: str, kind: str, number: int, /, **fields: Any) -> None:
        found.append((local(day, hour), lambda replay: replay.change(kind, number, **fields)))

    def closed(day: str, hour: str, number: int) -> None:
        change(day, hour, "close", number, outcome=dict(sessions[number].outcome or {}))

    announce("23.01", "18:00", 1)
    closed("24.01", "19:00", 1)
    announce("25.01", "20:30", 2)
    closed("26.01", "19:00", 2)
    announce("26.01", "19:30", 3)
    closed("27.01", "19:00", 3)
    # Known 86 minutes before it began.
    announce("28.01", "14:34", 4)
    change("28.01", "16:02", "start", 4, stream="https://live.example.org/4")
    closed("28.01", "19:00", 4)
    announce("28.01", "23:15", 5)
    closed("29.01", "19:00", 5)
    announce("29.01", "11:00", 6)
    closed("30.01", "19:00", 6)
    announce("01.02", "12:00", 7)
    closed("03.02", "19:00", 7)
    # Made up: announced for the evening of the 4th, moved at night to the next morning.
    announce("03.02", "20:00", 8, local("04.02", "18:00"))
    start = local("05.02", "10:00")
    change("04.02", "01:00", "move", 8, day=start.date().isoformat(), start=start.isoformat())
    closed("05.02", "19:00", 8)
    announce("06.02", "18:00", 9)
    closed("07.02", "19:00", 9)
    announce("08.02", "18:00", 10)
    closed("09.02", "19:00", 10)
    announce("09.02", "21:00", 11)
    closed("10.02", "19:00", 11)
    announce("10.02", "11:00", 12)
    closed("11.02", "19:00", 12)
    # Made up: a thirteenth session, cancelled in the night before.
    found.append((local("12.02", "12:00"), _thirteenth))
    change(
        "12.02", "23:00", "cancel", 13, text={"kk": "Жұмыс аяқталды", "ru": "Работа завершена", "en": "Done"}
    )
    news = {"kk": "Түпкілікті жоба", "ru": "Окончательный проект", "en": "The final draft"}
    found.append((local("16.02", "12:10"), lambda replay: replay.publish(Draft("news", text=news))))
    return sorted(found, key=lambda act: act[0])


async def _thirteenth(replay: Replay) -> None:
    start = local("13.02", "10:00")
    title = {"kk": "Қосымша отырыс", "ru": "Дополнительное заседание", "en": "One more session"}
    await replay.publish(
        Draft("new", body="commission", day=start.date().isoformat(), start=start.isoformat(), title=title)
    )


async def play(replay: Replay, others: list[Act]) -> None:
    """Let January and February go by, with what editors and others did in them."""
    for moment, act in sorted([*acts(replay.pack), *others], key=lambda each: each[0]):
        await replay.until(moment)
        await act(replay)
        await replay.until(moment + timedelta(seconds=1))
    await replay.until(END)
