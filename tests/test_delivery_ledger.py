"""The ledger on both databases: claims take what is due and no more, each row goes to one claimer only."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import timedelta

from sqlalchemy import select, update

from bot.delivery import ledger
from bot.delivery.ledger import Claimed, Settled
from bot.delivery.recovery import recover
from bot.storage.database import Database
from bot.storage.delivery_tables import campaigns, deliveries
from content.model import Pack
from tests.delivery_world import Life, World


async def _spread(database: Database, pack: Pack, count: int = 90) -> World:
    """A campaign to so many people, spread, and its first messages proven."""
    made = World(database, pack, count)
    await made.settle()
    await made.publish("s1")
    await made.sender(Life())._spreading.run()
    async with database.write() as connection:
        await connection.execute(update(campaigns).values(trying_since=None))
    return made


async def _claim(database: Database, made: World, limit: int) -> list[Claimed]:
    async with database.write() as connection:
        return await ledger.claim(connection, made.clock.now(), "me", limit)


async def test_a_claim_takes_what_it_may_and_no_more(database: Database, pack: Pack) -> None:
    """However many are due, only the limit is leased."""
    made = await _spread(database, pack)
    assert len(await _claim(database, made, 20)) == 20
    async with database.read() as connection:
        states = Counter((await connection.execute(select(deliveries.c.state))).scalars())
    assert states == {"leased": 20, "pending": 70}


async def test_claims_at_once_share_the_rows(
    database: Database, other_database: Database, pack: Pack
) -> None:
    """Two workers that claim at the same time never get the same row, and do not wait for each other for long."""
    made = await _spread(database, pack)
    rounds = [_claim(each, made, 10) for each in (database, other_database) * 4]
    claimed = [row.person_id for rows in await asyncio.gather(*rounds) for row in rows]
    assert len(claimed) == len(set(claimed)) == 80


async def test_until_the_first_few_got_through_no_others_are_sent(database: Database, pack: Pack) -> None:
    """Twenty at most are under way or settled while nobody knows whether Telegram takes the message."""
    made = await _spread(database, pack)
    async with database.write() as connection:
        await connection.execute(update(campaigns).values(trying_since=made.clock.now()))
    first = await _claim(database, made, 50)
    assert len(first) == ledger.CANARY
    assert await _claim(database, made, 50) == []
    made.clock.advance(timedelta(seconds=1))
    async with database.write() as connection:
        settled = [Settled(each.campaign_id, each.person_id, "sent", message_id=1) for each in first]
        await ledger.settle(connection, settled, made.clock.now())
    assert len(await _claim(database, made, 50)) == 50


async def test_what_a_dead_process_leased_is_unknown(database: Database, pack: Pack) -> None:
    """Once the lease is over, and not before; an answer that comes late all the same still counts."""
    made = await _spread(database, pack, 5)
    claimed = await _claim(database, made, 5)
    assert await recover(database, made.clock.now() + timedelta(seconds=59)) == 0
    assert await recover(database, made.clock.now() + timedelta(seconds=61)) == 5
    assert set((await made.ledger()).values()) == {"unknown"}
    first = claimed[0]
    async with database.write() as connection:
        late = [Settled(first.campaign_id, first.person_id, "sent", message_id=7)]
        await ledger.settle(connection, late, made.clock.now())
    assert Counter((await made.ledger()).values()) == {"unknown": 4, "sent": 1}


async def test_an_edit_of_a_dead_process_is_made_again(database: Database, pack: Pack) -> None:
    """Twice the same edit is one: nothing has to stay unknown."""
    made = await _spread(database, pack, 5)
    async with database.write() as connection:
        await connection.execute(update(deliveries).values(purpose="edit", anchor=1))
    await _claim(database, made, 5)
    await recover(database, made.clock.now() + timedelta(seconds=61))
    assert set((await made.ledger()).values()) == {"pending"}
