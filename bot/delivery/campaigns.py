"""Campaigns: what was published. Only rows are written here; who is told, and when, the sender settles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, exists, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.delivery.audience import Audience
from bot.delivery.choices import Choices
from bot.delivery.frozen import freeze_all
from bot.delivery.ledger import PENDING, drop_blocked
from bot.delivery.notice import Notice
from bot.delivery.progress import Progress
from bot.delivery.queue import Queue, queue
from bot.delivery.rescheduling import due_now
from bot.delivery.span import CORRECTED, EDITS
from bot.rendering.card import Card
from bot.storage.database import Database, insert_into
from bot.storage.delivery_tables import (
    campaign_people,
    campaigns,
    deliveries,
    delivery_choices,
    subscriptions,
)
from bot.storage.tables import people
from bot.storage.updates import first_time

_RATE_SECONDS = 60


class Campaigns:
    """Publishes notices and tells how they fare."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        *,
        rate: float,
        local: bool = False,
        quiet: str = "22:00-08:00",
        zone: str = "Asia/Almaty",
    ) -> None:
        """Reckon with `rate` messages a second. With `local` count people of the local chat, and no others.

        `quiet` and `zone` are the hours of whoever chose none.
        """
        self.quiet = quiet
        self.zone = zone
        self._database = database
        self._clock = clock
        self.rate = rate
        self.local = local

    async def publish(self, connection: AsyncConnection, notice: Notice) -> int | None:
        """Publish a notice inside the caller's unit of work; the campaign's id, None if the event was published before.

        Raises:
            ValueError: it has no card.
        """
        if not notice.cards:
            raise ValueError(f"the notice {notice.event} has no card")
        earlier = await _by_event(connection, notice.follows) if notice.follows else None
        root = (earlier.root_id or earlier.id) if earlier else None
        values = self._row(notice, root)
        campaign = await _insert(connection, values)
        if campaign is None:
            return None
        await self._address(connection, campaign, notice)
        if root is not None and notice.kind != "reminder":
            await _insert(connection, values | {"event": notice.event + EDITS, "silent": True})
        return campaign

    def _row(self, notice: Notice, root: int | None) -> dict[str, Any]:
        return {
            "event": notice.event,
            "kind": notice.kind,
            "cards": freeze_all(notice.cards),
            "topics": list(_widened(notice.topics)),
            "reminder": notice.reminder,
            "not_before": notice.not_before,
            "expires": notice.expires,
            "urgent": notice.urgent,
            "root_id": root,
            "state": "sending",
            "made_at": self._clock.now(),
        }

    async def _address(self, connection: AsyncConnection, campaign: int, notice: Notice) -> None:
        rows = [{"campaign_id": campaign, "person_id": person} for person in dict.fromkeys(notice.people)]
        if rows:
            await connection.execute(insert(campaign_people), rows)

    async def audience(self, notice: Notice) -> Audience:
        """Whom the notice would reach if it were published now; those who blocked the bot are left out."""
        now, choices = self._clock.now(), delivery_choices.c
        followers = select(subscriptions.c.person_id.label("id")).where(
            subscriptions.c.topic.in_(_widened(notice.topics))
        )
        ids = followers.union(select(people.c.id).where(people.c.id.in_(notice.people))).subquery()
        chosen = (choices.zone, choices.quiet, choices.mode, choices.urgent, choices.paused_until)
        query = (
            select(people.c.kind, *chosen, func.count())
            .select_from(ids)
            .join(people, ids.c.id == people.c.id)
            .outerjoin(delivery_choices, choices.person_id == people.c.id)
            .where(people.c.blocked_at.is_(None), people.c.is_local.is_(self.local))
            .group_by(people.c.kind, *chosen)
        )
        async with self._database.read() as connection:
            groups = (await connection.execute(query)).all()
        kinds, waves = Counter[str](), Counter[datetime]()
        for kind, zone, quiet, mode, urgent, paused, count in groups:
            kinds[kind] += count
            held = Choices(mode or "now", quiet, zone, paused_until=paused)
            if notice.urgent and urgent in (None, True):
                held = Choices(quiet="off", paused_until=paused)
            waves[due_now(now, held, quiet=self.quiet, zone=self.zone).at] += count
        ordered = tuple(sorted(waves.items()))
        return Audience(kinds["person"], kinds["group"], kinds["channel"], self.rate, now, ordered)

    async def progress(self, campaign: int) -> Progress:
        """How the campaign stands.

        Raises:
            LookupError: there is no such campaign.
        """
        now = self._clock.now()
        async with self._database.read() as connection:
            row = (await connection.execute(select(campaigns).where(campaigns.c.id == campaign))).first()
            if row is None:
                raise LookupError(f"no campaign {campaign}")
            return await _progress(connection, row, now, local=self.local)

    async def published(self, *topics: str, days: int = 90) -> dict[str, int]:
        """How many notices of the last `days` whoever follows a topic got."""
        since = self._clock.now() - timedelta(days=days)
        query = select(campaigns.c.topics).where(campaigns.c.silent.is_(False), campaigns.c.made_at >= since)
        found = dict.fromkeys(topics, 0)
        async with self._database.read() as connection:
            for row in await connection.execute(query.where(campaigns.c.state != "cancelled")):
                for topic in found.keys() & set(row.topics):
                    found[topic] += 1
        return found

    async def give_up(self, person_id: int) -> int:
        """Settle what somebody was still to get who cannot be written to any more; how many notices that were.

        Raises:
            StorageError: the database failed; nothing was changed.
        """
        async with self._database.write() as connection:
            return await drop_blocked(connection, person_id, self._clock.now())

    async def title(self, campaign: int, language: str) -> str:
        """What the message of a campaign is called, in a language or the first that it has; empty: nothing."""
        async with self._database.read() as connection:
            cards = (
                await connection.execute(select(campaigns.c.cards).where(campaigns.c.id == campaign))
            ).scalar_one_or_none() or {}
        found = cards.get(language) or next(iter(cards.values()), {"title": ""})
        return str(found["title"])

    async def active(self) -> list[int]:
        """The campaigns that tell people something and have not ended, the oldest first."""
        query = select(campaigns.c.id).where(
            campaigns.c.state.in_(("sending", "paused", "halted")), campaigns.c.silent.is_(False)
        )
        async with self._database.read() as connection:
            return list((await connection.execute(query.order_by(campaigns.c.id))).scalars())

    async def queue(self) -> Queue:
        """How the queue of notices stands now; its `figures` are for metrics."""
        async with self._database.read() as connection:
            return await queue(connection, self._clock.now(), local=self.local)

    async def pause(self, connection: AsyncConnection, campaign: int) -> bool:
        """Send nothing more for now; whether anything was being sent. What is on its way to Telegram arrives."""
        return await _move(connection, campaign, ("sending",), "paused")

    async def resume(self, connection: AsyncConnection, campaign: int) -> bool:
        """Go on; whether it stood still. What failed for the message itself is tried again."""
        moved = await _move(connection, campaign, ("paused", "halted"), "sending")
        if moved:
            again = update(deliveries).where(
                deliveries.c.campaign_id == campaign,
                deliveries.c.state == "failed",
                deliveries.c.reason == "markup",
            )
            await connection.execute(again.values(state="pending", reason=None, settled_at=None, tries=0))
        return moved

    async def cancel(self, connection: AsyncConnection, campaign: int) -> bool:
        """Send nothing more for good; whether there was anything left to do."""
        moved = await _move(connection, campaign, ("sending", "paused", "halted"), "cancelled")
        if moved:
            await connection.execute(
                update(campaigns).where(campaigns.c.id == campaign).values(ended_at=self._clock.now())
            )
        return moved

    async def retract(self, connection: AsyncConnection, event: str) -> bool:
        """Undo a notice: nothing of it that is not sent yet is sent any more; whether there was such a notice.

        The event may be published again afterwards.
        """
        found = await _by_event(connection, event)
        if found is None:
            return False
        await self._put_back(connection, found)
        for row in (found, await _by_event(connection, event + EDITS)):
            if row is not None:
                await self.cancel(connection, row.id)
                gone = f"{row.event}#{row.id}"
                await connection.execute(update(campaigns).where(campaigns.c.id == row.id).values(event=gone))
        return True

    async def _put_back(self, connection: AsyncConnection, row: Row[Any]) -> None:
        """Let what a notice took back go its way again, since the notice itself never was."""
        if row.root_id is None or row.begun_at is None:
            return
        of = select(campaigns.c.id).where(
            (campaigns.c.id == row.root_id) | (campaigns.c.root_id == row.root_id), campaigns.c.id < row.id
        )
        taken = update(deliveries).where(
            deliveries.c.campaign_id.in_(of),
            deliveries.c.state == "cancelled",
            deliveries.c.reason == "superseded",
            deliveries.c.settled_at == row.begun_at,
        )
        await connection.execute(taken.values(state="pending", reason=None, settled_at=None))
        again = update(campaigns).where(campaigns.c.id.in_(of), campaigns.c.state.in_(("done", "cancelled")))
        revived = exists().where(deliveries.c.campaign_id == campaigns.c.id, PENDING)
        await connection.execute(again.where(revived).values(state="sending", ended_at=None))

    async def known(self, events: Iterable[str]) -> set[str]:
        """Which of these events were published."""
        query = select(campaigns.c.event).where(campaigns.c.event.in_(list(events)))
        async with self._database.read() as connection:
            return set((await connection.execute(query)).scalars())

    async def publish_all(self, notices: Iterable[Notice], *, update_id: int | None = None) -> list[int]:
        """Publish several notices at once, or none; the ids of those that are new, in their order.

        Raises:
            StorageError: the database failed; nothing was published.
        """
        async with self._database.write() as connection:
            if not await first_time(connection, update_id, self._clock.now()):
                return []
            made = [await self.publish(connection, notice) for notice in notices]
        return [campaign for campaign in made if campaign is not None]

    async def retract_all(
        self, begins: str, between: tuple[int, int] | None = None, *, update_id: int | None = None
    ) -> int:
        """Undo the notices whose events begin so and that nobody was told of yet, of these ids or all; how many.

        Raises:
            StorageError: the database failed; nothing was undone.
        """
        query = select(campaigns.c.event).where(
            campaigns.c.event.startswith(begins, autoescape=True),
            campaigns.c.begun_at.is_(None),
            campaigns.c.state != "cancelled",
        )
        if between is not None:
            query = query.where(campaigns.c.id.between(*between))
        async with self._database.write() as connection:
            if not await first_time(connection, update_id, self._clock.now()):
                return 0
            events = list((await connection.execute(query)).scalars())
            for event in events:
                await self.retract(connection, event)
        return len(events)

    async def correct(self, connection: AsyncConnection, event: str, cards: Mapping[str, Card]) -> int | None:
        """Edit, silently, what was sent of a notice, and send the rest with the new words.

        The id of the campaign of edits; None if there is no such notice, or a later one has taken its place.
        """
        found = await _by_event(connection, event)
        if found is None or await _is_overtaken(connection, found):
            return None
        frozen, now = freeze_all(cards), self._clock.now()
        both = campaigns.c.event.in_((event, event + EDITS))
        await connection.execute(update(campaigns).where(both).values(cards=frozen, trying_since=now))
        begins = campaigns.c.event.startswith(f"{event}{CORRECTED}", autoescape=True)
        count = select(func.count()).select_from(campaigns).where(begins)
        name = f"{event}{CORRECTED}{(await connection.execute(count)).scalar_one() + 1}"
        edits = {
            "event": name,
            "kind": "correction",
            "silent": True,
            "edits_id": found.id,
            "cards": frozen,
            "topics": found.topics,
            "root_id": found.root_id or found.id,
            "state": "sending",
            "made_at": now,
        }
        if found.root_id is not None:
            await _insert(connection, edits | {"event": name + EDITS, "edits_id": None})
        return await _insert(connection, edits)


async def _is_overtaken(connection: AsyncConnection, found: Row[Any]) -> bool:
    """Whether a later notice about the same thing stands in the messages now."""
    root = found.root_id or found.id
    later = select(campaigns.c.id).where(
        campaigns.c.root_id == root,
        campaigns.c.id > found.id,
        campaigns.c.silent.is_(False),
        campaigns.c.kind != "reminder",
        campaigns.c.state != "cancelled",
    )
    return (await connection.execute(later.limit(1))).first() is not None


def _widened(topics: tuple[str, ...]) -> tuple[str, ...]:
    """The topics, and with what is decided about an article's proposals the article itself."""
    articles = (f"a:{topic.partition(':')[2]}" for topic in topics if topic.startswith("proposals:"))
    return tuple(dict.fromkeys((*topics, *articles)))


async def _insert(connection: AsyncConnection, values: dict[str, Any]) -> int | None:
    statement = (
        insert_into(connection, campaigns).values(values).on_conflict_do_nothing().returning(campaigns.c.id)
    )
    made: int | None = (await connection.execute(statement)).scalar_one_or_none()
    return made


async def _by_event(connection: AsyncConnection, event: str) -> Row[Any] | None:
    return (await connection.execute(select(campaigns).where(campaigns.c.event == event))).first()


async def _move(connection: AsyncConnection, campaign: int, of: tuple[str, ...], to: str) -> bool:
    moved = update(campaigns).where(campaigns.c.id == campaign, campaigns.c.state.in_(of)).values(state=to)
    return (await connection.execute(moved)).rowcount > 0


async def _progress(connection: AsyncConnection, row: Row[Any], now: datetime, *, local: bool) -> Progress:
    table = deliveries.c
    of = (table.campaign_id == row.id) & table.is_local.is_(local)
    counted = select(table.state, func.count()).where(of).group_by(table.state)
    states: dict[str, int] = {each[0]: each[1] for each in await connection.execute(counted)}
    later = (
        await connection.execute(
            select(func.count()).where(
                of, table.state == "pending", table.due_at > now + timedelta(minutes=5)
            )
        )
    ).scalar_one()
    since = max(row.begun_at or now, now - timedelta(seconds=_RATE_SECONDS))
    recent = select(func.count()).where(of, table.state == "sent", table.settled_at >= since)
    sent = (await connection.execute(recent)).scalar_one()
    rate = sent / max(1.0, (now - since).total_seconds())
    pending = states.pop("pending", 0) + states.pop("leased", 0)
    left = (pending - later) / rate if rate and pending > later else None
    return Progress(
        row.id,
        row.event,
        row.state,
        row.spread_to is None,
        row.begun_at is not None,
        pending=pending,
        later=later,
        rate=rate,
        left=left,
        **states,
    )
