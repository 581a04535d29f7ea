"""Notices that follow each other, on both databases: who is edited, replied to, told anew, or told nothing."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from sqlalchemy import func, select

from bot.delivery.campaigns import Campaigns
from bot.delivery.choices import Choices
from bot.delivery.notice import Notice
from bot.delivery.sweeping import prune_deliveries
from bot.people import People
from bot.rendering.card import Card
from bot.rendering.rich import Rich
from bot.storage.database import Database
from bot.storage.delivery_tables import campaigns, deliveries
from bot.subscriptions import Subscriptions
from content.model import Pack
from tests.delivery_world import FIRST, Life, World


async def _made(database: Database, pack: Pack) -> tuple[World, Subscriptions, Campaigns]:
    """Ten people; the first has a weekly digest, the second a daily one."""
    made = World(database, pack, 10)
    await made.settle()
    subscriptions = Subscriptions(database, People(database, made.sealer, made.clock), made.clock)
    await subscriptions.choose(FIRST, Choices(mode="weekly"))
    await subscriptions.choose(FIRST + 1, Choices(mode="daily", urgent=False))
    return made, subscriptions, Campaigns(database, made.clock, rate=25)


async def _tally(database: Database) -> dict[str, Counter[str]]:
    """How many rows of each event are in which state."""
    query = (
        select(campaigns.c.event, deliveries.c.purpose, deliveries.c.state, func.count())
        .join(deliveries, deliveries.c.campaign_id == campaigns.c.id)
        .group_by(campaigns.c.event, deliveries.c.purpose, deliveries.c.state)
    )
    found: dict[str, Counter[str]] = {}
    async with database.read() as connection:
        for event, purpose, state, count in await connection.execute(query):
            found.setdefault(event, Counter())[f"{purpose} {state}"] += count
    return found


async def test_announced_moved_and_cancelled(database: Database, pack: Pack) -> None:
    """Everybody hears of the latest state once, by a reply where they were told before; the first message is edited."""
    made, _, _ = await _made(database, pack)
    await made.publish("s1")
    await made.live()
    await made.publish("s2", "moved", urgent=True, follows="s1")
    await made.live()
    await made.publish("s3", "cancelled", urgent=True, follows="s2")
    await made.live()
    assert await _tally(database) == {
        # Both who wait for digests are not told of what is not true any more.
        "s1": {"new sent": 8, "new cancelled": 2},
        # Urgent: the weekly one allows it, the daily one does not.
        "s2": {"reply sent": 8, "new sent": 1, "new cancelled": 1},
        "s2/edits": {"edit sent": 8},
        # The daily one was told of nothing.
        "s3": {"reply sent": 9},
        "s3/edits": {"edit sent": 9},
    }
    assert made.post.counts()[FIRST + 1] == 0


async def test_a_reminder_counts_as_told_and_edits_nothing(database: Database, pack: Pack) -> None:
    """Who follows since the announcement and was only reminded is told of the cancellation as well."""
    made, subscriptions, _ = await _made(database, pack)
    await subscriptions.unfollow(FIRST + 5, "sessions")
    await made.publish("s1")
    await made.live()
    await subscriptions.follow(FIRST + 5, "sessions")
    await made.publish("r1", "reminder", follows="s1", reminder="hour")
    await made.live()
    await made.publish("s2", "cancelled", urgent=True, follows="s1")
    await made.live()
    tally = await _tally(database)
    assert tally["r1"]["new sent"] == 8
    assert "r1/edits" not in tally
    assert tally["s2"] == {"reply sent": 8}
    assert made.post.counts()[FIRST + 5] == 2


async def test_corrected_and_undone(database: Database, pack: Pack) -> None:
    """A correction edits what was sent and changes what was not; an undone follow-up gives back what it took."""
    made, _, published = await _made(database, pack)
    await made.publish("s1")
    await made.live()
    async with database.write() as connection:
        card = {"en": Card(Rich("s1 corrected"), title="s1")}
        assert await published.correct(connection, "s1", card) is not None
        assert await published.correct(connection, "nothing", card) is None
    await made.live()
    tally = await _tally(database)
    assert tally["s1/corrected-1"] == {"edit sent": 8}
    assert tally["s1"] == {"new sent": 8, "new pending": 2}
    await made.publish("s2", "moved", follows="s1")
    # Spread but not sent, as an editor thinks better of it.
    sender = made.sender(Life())
    await sender._spreading.run()
    assert (await _tally(database))["s1"] == {"new sent": 8, "new cancelled": 2}
    async with database.write() as connection:
        assert await published.retract(connection, "s2")
    assert (await _tally(database))["s1"] == {"new sent": 8, "new pending": 2}
    await made.live()
    assert made.post.counts()[FIRST + 3] == 1
    assert await made.publish("s2", "moved", follows="s1") is not None


async def test_who_stops_gets_nothing_more_of_it(database: Database, pack: Pack) -> None:
    """What waits for a digest is given up, unless another thing they follow asks for it too."""
    made, subscriptions, _ = await _made(database, pack)
    await subscriptions.follow(FIRST + 1, "news")
    await made.publish("s1", topics=("sessions", "news"))
    await made.live()
    await subscriptions.unfollow(FIRST, "sessions")
    await subscriptions.unfollow(FIRST + 1, "sessions")
    assert (await _tally(database))["s1"] == {"new sent": 8, "new cancelled": 1, "new pending": 1}
    await subscriptions.unfollow(FIRST + 1)
    assert (await _tally(database))["s1"] == {"new sent": 8, "new cancelled": 2}


async def test_the_audience_is_counted_by_hours(database: Database, pack: Pack) -> None:
    """The preview says how many can be told before a moment, digests and all."""
    made, _, published = await _made(database, pack)
    notice = Notice("s1", "announced", ("sessions", "news"), {"en": Card(Rich("s1"))})
    audience = await published.audience(notice)
    assert (audience.people, audience.groups, audience.channels, audience.later) == (10, 0, 0, 2)
    soon = made.clock.now() + timedelta(seconds=0.2)
    assert audience.before(soon) == 5
    assert audience.before(made.clock.now() + timedelta(days=1)) == 9
    assert audience.seconds == 0.4


async def test_what_was_sent_to_whom_is_forgotten_after_ninety_days(database: Database, pack: Pack) -> None:
    """The campaign's own row stays, so that its event is not told again."""
    made, _, _ = await _made(database, pack)
    await made.publish("s1", expires=made.clock.now() + timedelta(days=1))
    await made.live()
    made.clock.advance(timedelta(days=2))
    await made.live()
    assert (await _tally(database))["s1"] == {"new sent": 8, "new expired": 2}
    assert await prune_deliveries(database, made.clock.now() + timedelta(days=89)) == 0
    assert await prune_deliveries(database, made.clock.now() + timedelta(days=91)) == 10
    assert await _tally(database) == {}
    assert await made.publish("s1") is None
