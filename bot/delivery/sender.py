"""The sender: takes what is due from the ledger, has it sent, and writes down what became of each."""

from __future__ import annotations

import asyncio
import contextlib
import math
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import groupby
from typing import Any

import structlog
from sqlalchemy import select, update

from bot.clock import Clock
from bot.delivery import ledger
from bot.delivery.frozen import thaw_all
from bot.delivery.ledger import Claimed, Settled
from bot.delivery.limiter import Limiter
from bot.delivery.messenger import Messenger
from bot.delivery.outcome import Outcome, outcome_of
from bot.delivery.recovery import SENT_AGAIN, recover
from bot.delivery.spreading import Spreading
from bot.delivery.sweeping import sweep
from bot.delivery.unfinished import Unfinished
from bot.people import People
from bot.rendering.card import Card
from bot.rendering.notices import Entry, digest_of, dressed
from bot.rendering.scene import Scenes
from bot.storage.database import Database
from bot.storage.delivery_tables import campaigns
from bot.storage.errors import StorageError
from bot.storage.hold import held_since

log = structlog.get_logger(__name__)

RUN_SECONDS = 60.0
"""After this long a run ends by itself, so that a worker that is not the elected one any more stops."""
FEWEST = 8
"""Deliveries that are leased at once, however slow the rate and quick the answers."""
_AHEAD_SECONDS = 0.25
SPREAD_AT_ONCE = 4
"""Spans of people over which campaigns are spread before sending goes on."""
TRIES = 4
"""How often a delivery is tried that Telegram's server answered with an error of its own."""
_PAUSES = (5, 30, 120)
_REPEAT_AFTER = timedelta(seconds=30)
_SETTLE_SECONDS = 0.25
_SWEEP_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Job:
    """One message to make: of one delivery, or a digest of several to the same person."""

    claimed: tuple[Claimed, ...]
    card: Card

    @property
    def first(self) -> Claimed:
        """The delivery that stands for all of them."""
        return self.claimed[0]


class Sender:
    """Delivers notices. At most `in_flight` deliveries are leased at any moment: so many are unknown after a kill."""

    def __init__(
        self,
        database: Database,
        people: People,
        clock: Clock,
        spreading: Spreading,
        messenger: Messenger,
        scenes: Scenes,
        limiter: Limiter,
        *,
        language: str,
        local: bool = False,
    ) -> None:
        """Speak `language` to whoever chose none; with `local` deliver to people of the local chat alone."""
        self._database = database
        self._people = people
        self._clock = clock
        self._spreading = spreading
        self._messenger = messenger
        self._scenes = scenes
        self._limiter = limiter
        self._language = language
        self._local = local
        self._unfinished = Unfinished(database)
        self._owner = secrets.token_hex(8)
        self._stopping = asyncio.Event()
        self.most = max(FEWEST, math.ceil(limiter.full_rate))
        self._under_way: dict[asyncio.Task[list[Settled]], Job] = {}
        self._ended: list[Settled] = []
        self._settled_at = 0.0
        self._swept_at = -_SWEEP_SECONDS
        self._untidy = True

    @property
    def in_flight(self) -> int:
        """How many deliveries are leased at once: as many as go out within a call and a quarter of a second more.

        So many are unknown after a kill; never more than `most`, a second's worth.
        """
        wanted = self._limiter.rate * (self._limiter.latency + _AHEAD_SECONDS)
        return min(self.most, max(FEWEST, math.ceil(wanted)))

    def stop(self) -> None:
        """Take nothing more: what Telegram was asked for is finished and written down, the rest goes back."""
        self._stopping.set()
        self._limiter.give_back()

    async def run(self) -> int:
        """Spread, send and settle until nothing is due or `RUN_SECONDS` are over; how many deliveries were settled.

        Raises:
            StorageError: the database failed; the next run makes it up.
        """
        if not await self._unfinished():
            return 0
        until = self._clock.monotonic() + RUN_SECONDS
        count = 0
        try:
            while not self._stopping.is_set() and self._clock.monotonic() < until:
                if await self._is_held():
                    break
                spread = await self._prepare()
                settled = await self._drain(until)
                count += settled
                if not (spread or settled):
                    break
        finally:
            count += await self._finish()
        return count

    async def _is_held(self) -> bool:
        """Whether an administrator has still to say what becomes of what was on its way before a restore."""
        async with self._database.read() as connection:
            return await held_since(connection) is not None

    async def _prepare(self) -> int:
        """Take up what others published, clear away what was left, expired or called off; how many rows that were."""
        now = self._clock.now()
        lost = await recover(self._database, now)
        if lost:
            log.warning("delivery.recovered", rows=lost)
        return lost + await self._spreading.run(steps=SPREAD_AT_ONCE) + await self._sweep()

    async def _sweep(self) -> int:
        """Clear away what will not be sent, where anything may have changed: after sending, and now and then."""
        if not self._untidy and self._clock.monotonic() - self._swept_at < _SWEEP_SECONDS:
            return 0
        self._untidy, self._swept_at = False, self._clock.monotonic()
        return await sweep(self._database, self._clock.now())

    async def _drain(self, until: float) -> int:
        """Send what is due, until a second has passed or nothing is left; how many were settled."""
        settled, slice_ends = 0, self._clock.monotonic() + 1.0
        while True:
            settled += await self._settle(at_once=not self._under_way)
            room = self.in_flight - len(self._under_way) - len(self._ended)
            now = self._clock.monotonic()
            taking = (
                not self._stopping.is_set() and now < min(until, slice_ends) and self._limiter.halted == 0
            )
            if taking and room >= max(1, self.in_flight // 4):
                await self._take(room)
            if not self._under_way:
                return settled + await self._settle(at_once=True)
            if not taking and now >= slice_ends and not self._stopping.is_set():
                return settled
            await self._wait()

    async def _wait(self) -> None:
        done, _ = await asyncio.wait(
            self._under_way, timeout=_SETTLE_SECONDS, return_when=asyncio.FIRST_COMPLETED
        )
        self._collect(done)

    def _collect(self, done: Iterable[asyncio.Task[list[Settled]]]) -> None:
        for task in done:
            del self._under_way[task]
            self._ended += task.result()

    async def _finish(self) -> int:
        """Wait for what is under way, and write it down; what was waiting for its turn is given back."""
        try:
            while self._under_way:
                await self._wait()
        except asyncio.CancelledError:
            await self._cut_off()
            raise
        return await self._settle(at_once=True)

    async def _cut_off(self) -> None:
        """Stop at once: what may have been sent is unknown."""
        tasks = list(self._under_way)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for task in tasks:
            job = self._under_way.pop(task)
            if task.cancelled():
                self._ended += [self._lost(each, "interrupted") for each in job.claimed]
            else:
                self._ended += task.result()
        with contextlib.suppress(StorageError):
            await self._settle(at_once=True)

    async def _settle(self, *, at_once: bool = False) -> int:
        """Write down what ended, a few at a time."""
        enough = len(self._ended) >= max(1, self.in_flight // 4)
        due = self._clock.monotonic() - self._settled_at >= _SETTLE_SECONDS
        if not self._ended or not (at_once or enough or due):
            return 0
        batch = list(self._ended)
        async with self._database.write() as connection:
            await ledger.settle(connection, batch, self._clock.now())
        del self._ended[: len(batch)]
        self._settled_at = self._clock.monotonic()
        self._untidy = True
        return len(batch)

    async def _take(self, room: int) -> None:
        async with self._database.read() as connection:
            if not await ledger.anything_due(connection, self._clock.now(), local=self._local):
                return
        async with self._database.write() as connection:
            claimed = await ledger.claim(connection, self._clock.now(), self._owner, room, local=self._local)
            cards = await _cards(connection, {each.campaign_id for each in claimed})
        for job in self._jobs(claimed, cards):
            self._under_way[asyncio.create_task(self._do(job))] = job

    def _jobs(self, claimed: list[Claimed], cards: Mapping[int, Mapping[str, Card]]) -> Iterable[Job]:
        """The messages to make; who blocked the bot meanwhile gets none."""
        for each in claimed:
            if each.blocked:
                self._ended.append(_settled(each, "blocked", "blocked"))
            elif each.priority != ledger.DIGEST:
                yield Job((each,), self._card(each, cards[each.campaign_id]))
        digests = [each for each in claimed if each.priority == ledger.DIGEST and not each.blocked]
        digests.sort(key=lambda each: (each.person_id, each.campaign_id))
        for _, group in groupby(digests, key=lambda each: each.person_id):
            yield self._digest(list(group), cards)

    def _card(self, each: Claimed, cards: Mapping[str, Card]) -> Card:
        scene = self._scenes(each.language or self._language, each.plain)
        return dressed(scene, _entry(each, cards, scene.language), person=each.person_kind)

    def _digest(self, group: list[Claimed], cards: Mapping[int, Mapping[str, Card]]) -> Job:
        if len(group) == 1:
            return Job((group[0],), self._card(group[0], cards[group[0].campaign_id]))
        scene = self._scenes(group[0].language or self._language, group[0].plain)
        entries = [_entry(each, cards[each.campaign_id], scene.language) for each in group]
        card, taken = digest_of(scene, entries, person=group[0].person_kind)
        now = self._clock.now()
        self._ended += [replace(_settled(each, "pending"), due_at=now) for each in group[taken:]]
        return Job(tuple(group[:taken]), card)

    async def _do(self, job: Job) -> list[Settled]:
        """Make the message, and say what became of each delivery in it."""
        try:
            message = await self._made(job)
        except Exception as error:  # noqa: BLE001 - each kind of failure has its place in the ledger
            outcome = outcome_of(error)
            try:
                return await self._failed(job, outcome)
            except StorageError:
                return [self._later(each, Outcome("later", "storage", seconds=5)) for each in job.claimed]
        shared = len(job.claimed) > 1
        return [replace(_settled(each, "sent"), message_id=message, shared=shared) for each in job.claimed]

    async def _made(self, job: Job) -> int:
        first, chat = job.first, self._people.opened(job.first.sealed_id)
        if first.purpose == "edit" and first.anchor is not None:
            await self._messenger.edit(chat, first.anchor, job.card)
            return first.anchor
        return await self._messenger.send(chat, job.card, reply_to=first.anchor)

    async def _failed(self, job: Job, outcome: Outcome) -> list[Settled]:
        if outcome.kind == "same" and job.first.anchor is not None:
            return [replace(_settled(each, "sent"), message_id=each.anchor) for each in job.claimed]
        if outcome.kind == "blocked":
            await self._blocked(job)
            return [_settled(each, "blocked", outcome.reason) for each in job.claimed]
        if outcome.kind == "migrated":
            await self._migrated(job, outcome.chat)
            return [replace(_settled(each, "pending"), due_at=self._clock.now()) for each in job.claimed]
        if outcome.kind == "markup":
            return await self._at_fault(job, outcome.reason)
        return [self._later(each, outcome) for each in job.claimed]

    def _later(self, each: Claimed, outcome: Outcome) -> Settled:
        """What is tried again, or given up, or not known."""
        now = self._clock.now()
        if outcome.kind == "later":
            return replace(_settled(each, "pending"), due_at=now + timedelta(seconds=outcome.seconds))
        if outcome.kind == "ours":
            log.error("delivery.refused", reason=outcome.reason)
            return replace(_settled(each, "pending"), due_at=now + timedelta(seconds=60))
        if outcome.kind == "transient":
            if each.tries + 1 >= TRIES:
                return _settled(each, "failed", outcome.reason)
            again = now + timedelta(seconds=_PAUSES[min(each.tries, len(_PAUSES) - 1)])
            return replace(_settled(each, "pending", outcome.reason), due_at=again, tries=each.tries + 1)
        if outcome.kind == "unknown":
            return self._lost(each, outcome.reason)
        return _settled(each, "failed", outcome.reason)

    def _lost(self, each: Claimed, reason: str) -> Settled:
        """A delivery of which it is not known whether it arrived: by its kind sent once more, or left so."""
        now = self._clock.now()
        if each.purpose == "edit" and each.tries + 1 < TRIES:
            again = now + timedelta(seconds=_PAUSES[min(each.tries, len(_PAUSES) - 1)])
            return replace(_settled(each, "pending", reason), due_at=again, tries=each.tries + 1)
        if each.kind in SENT_AGAIN and not each.repeated and each.purpose != "edit":
            return replace(_settled(each, "pending", reason), due_at=now + _REPEAT_AFTER, repeated=True)
        return _settled(each, "unknown", reason)

    async def _at_fault(self, job: Job, reason: str) -> list[Settled]:
        """Telegram does not take the message itself: send no more of it. A digest falls apart into its parts."""
        if len(job.claimed) > 1:
            now, alone = self._clock.now(), ledger.base_priority("news", urgent=False) + ledger.NEXT
            return [replace(_settled(each, "pending"), due_at=now, priority=alone) for each in job.claimed]
        campaign = job.first.campaign_id
        async with self._database.write() as connection:
            halted = update(campaigns).where(campaigns.c.id == campaign, campaigns.c.state == "sending")
            await connection.execute(halted.values(state="halted"))
        log.error("delivery.halted", campaign=campaign, reason=reason)
        return [_settled(job.first, "failed", "markup")]

    async def _blocked(self, job: Job) -> None:
        chat = self._people.opened(job.first.sealed_id)
        await self._people.block(chat)
        async with self._database.write() as connection:
            await ledger.drop_blocked(connection, job.first.person_id, self._clock.now())

    async def _migrated(self, job: Job, chat: int) -> None:
        await self._people.move(self._people.opened(job.first.sealed_id), chat)


def _settled(each: Claimed, state: ledger.State, reason: str | None = None) -> Settled:
    return Settled(each.campaign_id, each.person_id, state, reason, tries=each.tries, repeated=each.repeated)


def _entry(each: Claimed, cards: Mapping[str, Card], language: str) -> Entry:
    """The card in the person's language; else the first there is, which says that it is not translated."""
    spoken = language if language in cards else next(iter(cards))
    return Entry(
        cards[spoken],
        topic=each.topic,
        kind=each.kind,
        repeated=each.repeated,
        spoken=None if spoken == language else spoken,
    )


async def _cards(connection: Any, ids: set[int]) -> dict[int, dict[str, Card]]:
    """The cards of campaigns, as they are now: they may have been corrected a moment ago."""
    if not ids:
        return {}
    query = select(campaigns.c.id, campaigns.c.cards).where(campaigns.c.id.in_(ids))
    return {row.id: thaw_all(row.cards) for row in await connection.execute(query)}
