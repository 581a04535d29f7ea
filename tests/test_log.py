"""The public log on both databases: numbers without gaps, proofs, and what erasing leaves."""

from __future__ import annotations

import asyncio
import contextlib
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select

from bot.proposals import log, tree
from bot.proposals.receipts import Receipt
from bot.storage.database import Database
from bot.storage.log_tables import audit_entries, log_entries, log_heads, log_nodes

NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)


async def receive(database: Database, proposal: int, wording: str = "Тіл") -> Receipt:
    """Enter one proposal."""
    async with database.write() as connection:
        return await log.append_within(
            connection, proposal_id=proposal, payload={"wording": wording, "article": "4"}, at=NOW
        )


async def test_numbers_begin_with_one_and_follow_each_other(database: Database) -> None:
    """The number is the place in the log plus one."""
    receipts = [await receive(database, proposal) for proposal in (70, 71, 72)]
    assert [(r.number, r.leaf_index) for r in receipts] == [(1, 0), (2, 1), (3, 2)]
    assert [r.code("KZ") for r in receipts] == ["KZ-000001-C", "KZ-000002-D", "KZ-000003-E"]


async def test_a_number_that_was_rolled_back_is_given_to_the_next(database: Database) -> None:
    """A unit of work that fails leaves no gap, no leaf and no node."""
    await receive(database, 1)
    given = []
    with contextlib.suppress(RuntimeError):
        async with database.write() as connection:
            given.append(await log.append_within(connection, proposal_id=2, payload={"wording": "x"}, at=NOW))
            raise RuntimeError
    assert given[0].number == 2
    assert (await receive(database, 3)).number == 2
    async with database.read() as connection:
        assert (await connection.execute(select(func.count()).select_from(log_entries))).scalar() == 2
        assert (await connection.execute(select(func.count()).select_from(log_nodes))).scalar() == 3


async def test_two_thousand_side_by_side_give_numbers_without_gaps(
    database: Database, other_database: Database
) -> None:
    """Two workers take in 2,000 proposals, 200 at any time, and one in forty fails in the middle.

    On a busy machine the last of 2,000 at any time would not get a connection within the pool's thirty seconds.
    """
    at_once = asyncio.Semaphore(200)

    async def take_in(number: int) -> int | None:
        try:
            async with at_once, (database if number % 2 else other_database).write() as connection:
                receipt = await log.append_within(
                    connection, proposal_id=number, payload={"wording": str(number)}, at=NOW
                )
                if number % 40 == 0:
                    raise RuntimeError
                return receipt.number
        except RuntimeError:
            return None

    numbers = await asyncio.gather(*(take_in(number) for number in range(1, 2051)))
    assert sorted(number for number in numbers if number) == list(range(1, 2000))
    async with database.read() as connection:
        size, root = await log.head(connection, "proposals")
        leaves = (
            await connection.execute(select(log_entries.c.commitment).order_by(log_entries.c.position))
        ).scalars()
        hashes = [tree.leaf_hash(leaf) for leaf in leaves]
    assert size == 1999
    assert root == _root(hashes)


def _root(hashes: list[bytes]) -> bytes:
    frontier: list[bytes] = []
    for size, leaf in enumerate(hashes):
        frontier, _ = tree.grown(size, frontier, leaf)
    return tree.folded(frontier)


async def test_a_receipt_is_proved_to_be_in_a_longer_log(database: Database) -> None:
    """Salt and text give the salted hash, and the proof leads from it to the root."""
    receipts = [await receive(database, proposal, f"№ {proposal}") for proposal in range(1, 12)]
    kept = receipts[4]
    text = log.canonical({"wording": "№ 5", "article": "4"})
    assert text == '{"article":"4","wording":"№ 5"}'
    assert log.commitment_of(kept.salt, text) == kept.salted_hash
    async with database.read() as connection:
        size, root = await log.head(connection, "proposals")
        path = await log.inclusion_proof(connection, "proposals", 4, size)
        assert tree.root_of_inclusion(tree.leaf_hash(kept.salted_hash), 4, size, path) == root
        earlier = await log.root_at(connection, "proposals", 6)
        between = await log.consistency_proof(connection, "proposals", 6, size)
        assert tree.roots_of_consistency(6, size, earlier, between) == (earlier, root)


async def test_erasing_destroys_salt_and_words_and_no_proof(database: Database) -> None:
    """The leaf stays where it was; the log has the same root as before."""
    for proposal in (1, 2, 3):
        await receive(database, proposal)
    async with database.read() as connection:
        before = await log.head(connection, "proposals")
    async with database.write() as connection:
        assert await log.forget_within(connection, 2)
        assert not await log.forget_within(connection, 2)
    async with database.read() as connection:
        assert await log.head(connection, "proposals") == before
        row = (await connection.execute(select(log_entries).where(log_entries.c.proposal_id == 2))).one()
        assert (row.salt, row.payload) == (None, None)
        path = await log.inclusion_proof(connection, "proposals", 1, 3)
        assert tree.root_of_inclusion(tree.leaf_hash(row.commitment), 1, 3, path) == before[1]


async def test_a_corrected_wording_leaves_a_trace(database: Database) -> None:
    """The leaf is as it was; the new commitment stands in the audit, and the first words are gone."""
    first = await receive(database, 1, "бірінші")
    async with database.write() as connection:
        second = await log.amend_within(connection, proposal_id=1, payload={"wording": "екінші"}, at=NOW)
    async with database.read() as connection:
        row = (await connection.execute(select(log_entries))).one()
        entry = (await connection.execute(select(audit_entries))).one()
        size, root = await log.head(connection, "audit")
    assert second.number == first.number
    assert (row.commitment, row.amended) == (first.salted_hash, second.salted_hash)
    assert row.payload == '{"wording":"екінші"}'
    assert entry.number == 1
    assert second.salted_hash.hex() in entry.payload
    assert (size, root) == (1, tree.leaf_hash(entry.payload.encode()))


async def test_what_is_not_in_the_log_cannot_be_amended(database: Database) -> None:
    """It is an error, and the audit says nothing."""
    with pytest.raises(LookupError):
        async with database.write() as connection:
            await log.amend_within(connection, proposal_id=9, payload={}, at=NOW)
    async with database.read() as connection:
        assert await log.head(connection, "audit") == (0, tree.EMPTY_ROOT)
        assert (await connection.execute(select(log_heads))).all() == []
