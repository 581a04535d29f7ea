"""Moderating on both databases, by two workers: whoever is first decides, and the log stays whole."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

import pytest

from bot.clock import SettableClock
from bot.delivery.campaigns import Campaigns
from bot.people import People
from bot.proposals.acting import RefusedError
from bot.proposals.moderation import Moderation
from bot.proposals.verification import verified
from bot.staff import Staff
from bot.storage.database import Database
from tests.proposal_histories import History


@dataclass
class Workers:
    """The same bot, twice, on one database."""

    history: History
    first: Moderation
    second: Moderation


@pytest.fixture
async def workers(
    database: Database, other_database: Database, people: People, other_people: People, clock: SettableClock
) -> Workers:
    """Two workers, and two moderators whose ids are 11 and 12."""
    history = History(database, clock)
    made = []
    for held, who in ((database, people), (other_database, other_people)):
        staff = Staff(held, who, clock, moderators=(11, 12))
        statuses, campaigns = History(held, clock).statuses, Campaigns(held, clock, rate=25.0)
        made.append(Moderation(held, who, staff, clock, statuses, campaigns, lambda _proposal, _text: {}))
    return Workers(history, *made)


async def outcome(moderation: Moderation, who: int, number: int, verb: str) -> str:
    """What comes of a decision: the new status, or why it was refused."""
    try:
        if verb == "hide":
            return (await moderation.hide(who, number, "other")).proposal.status
        return (await moderation.publish(who, number)).proposal.status
    except RefusedError as refused:
        return refused.why


async def test_of_two_workers_one_decides(workers: Workers) -> None:
    """Each of twenty proposals is decided once, however the two interleave; the audit tells the same."""
    for _ in range(20):
        await workers.history.receive()
    said = await asyncio.gather(
        *(
            outcome(moderation, who, number, verb)
            for number in range(1, 21)
            for moderation, who, verb in ((workers.first, 11, "publish"), (workers.second, 12, "hide"))
        )
    )
    for number in range(20):
        pair = sorted(said[2 * number : 2 * number + 2])
        assert pair in (["decided", "published"], ["decided", "hidden"])
    async with workers.history.database.read() as connection:
        found = await verified(connection, workers.history.signer)
    assert found.problems == []
    assert found.actions == 20


async def test_of_two_who_take_the_next_each_gets_another(workers: Workers) -> None:
    """And a third time nothing is left for the first, whose own it would be to give back."""
    for _ in range(2):
        await workers.history.receive()
    first, second = await asyncio.gather(workers.first.take_next(11), workers.second.take_next(12))
    assert {first.proposal.number, second.proposal.number} == {1, 2}
    assert (await workers.first.take_next(11)).proposal.number == first.proposal.number


async def test_an_update_delivered_again_changes_nothing(workers: Workers) -> None:
    """Not even at another worker, and not after the decision was undone."""
    await workers.history.receive()
    assert (await workers.first.publish(11, 1, update_id=5)).proposal.status == "published"
    assert (await workers.second.publish(11, 1, update_id=5)).proposal.status == "published"
    await workers.first.undo(11, 1, update_id=6)
    assert (await workers.second.publish(11, 1, update_id=5)).proposal.status == "received"
