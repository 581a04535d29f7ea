"""Taking proposals in: one unit of work, numbers without gaps, limits, and nothing twice."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select

from bot.proposals.intake import BETWEEN, SAME_BURST, Closed, Limited, StaleDraftError
from bot.proposals.log import append_within, commitment_of, head
from bot.proposals.log import canonical as canonical_json
from bot.proposals.proposal import canonical
from bot.proposals.receipts import check_of
from bot.proposals.reception import CONSENT, Reception, State
from bot.storage.database import Database
from bot.storage.proposal_tables import proposals, status_changes
from tests.proposal_fixtures import WORDING, Desk, MakeDesk

TOGETHER = 200
"""Proposals at once in the suite; `tests/bench` sends 2,000."""


async def test_a_receipt_proves_what_is_on_disk(desk: Desk) -> None:
    """Number, check character, time, position, and a hash that only the salt and the words give."""
    done = await desk.send(1)
    receipt, proposal = done.receipt, done.proposal
    assert (proposal.number, receipt.number, receipt.leaf_index) == (1, 1, 0)
    assert receipt.check == check_of(1)
    assert receipt.at == desk.clock.now()
    assert receipt.salted_hash == commitment_of(receipt.salt, canonical_json(canonical(proposal)))
    async with desk.database.read() as connection:
        row = (await connection.execute(select(proposals))).one()
        change = (await connection.execute(select(status_changes))).one()
        size, _ = await head(connection, "proposals")
    assert (row.wording, row.status, row.consent, row.language) == (WORDING, "received", CONSENT, "ru")
    assert (change.status, change.by_role, size) == ("received", "author", 1)


async def test_sending_ends_the_draft(desk: Desk) -> None:
    """A second tap on the same button sends nothing."""
    await desk.send(1)
    with pytest.raises(StaleDraftError):
        await desk.held.intake.receive(1, None, "ru")
    assert await _count(desk.database) == 1


async def test_delivered_again_it_is_the_same_proposal(desk: Desk) -> None:
    """The update that sent it, delivered a second time, gives the same receipt and makes no second proposal."""
    first = await desk.send(1, update_id=77)
    again = await desk.held.intake.receive(1, None, "ru", update_id=77)
    assert again == first
    assert await _count(desk.database) == 1


async def test_another_draft_than_the_one_seen_is_not_sent(desk: Desk) -> None:
    """The button of an older preview sends nothing."""
    await desk.draft(1, "Первый вариант предложения")
    old = (await desk.draft(1, "Первый вариант предложения")).mark
    new = (await desk.draft(1, "Второй вариант предложения")).mark
    with pytest.raises(StaleDraftError):
        await desk.held.intake.receive(1, old, "ru")
    assert await _count(desk.database) == 0
    await desk.held.intake.receive(1, new, "ru")
    assert await _count(desk.database) == 1


async def test_numbers_have_no_gaps_under_concurrency(desk: Desk, other_desk: Desk) -> None:
    """Two workers take in at once: each number is given once, and the log is as long as the last one."""
    for who in range(TOGETHER):
        await desk.draft(who, f"Предложение номер {who} о языке судов")
    workers = (desk, other_desk)
    done = await asyncio.gather(
        *(workers[who % 2].held.intake.receive(who, None, "ru") for who in range(TOGETHER))
    )
    numbers = sorted(each.receipt.number for each in done)  # type: ignore[union-attr]
    assert numbers == list(range(1, TOGETHER + 1))
    async with desk.database.read() as connection:
        assert (await head(connection, "proposals"))[0] == TOGETHER


async def test_one_a_minute_and_three_a_day(desk: Desk) -> None:
    """The limit keeps the draft, says until when, and warns once in a window; a day begins in the pack's zone."""
    await desk.send(1, "Первое предложение о языке")
    refused = await desk.attempt(1, "Второе предложение о языке")
    assert refused == Limited("minute", desk.clock.now() + BETWEEN, warned=False)
    again = await desk.attempt(1, "Второе предложение о языке")
    assert again == Limited("minute", desk.clock.now() + BETWEEN, warned=True)
    person = await desk.people.find(1)
    assert person is not None
    assert person.dialogue is not None
    for text in ("Второе предложение о языке", "Третье предложение о языке"):
        desk.clock.advance(BETWEEN)
        await desk.send(1, text)
    desk.clock.advance(BETWEEN)
    day = await desk.attempt(1, "Четвёртое предложение о языке")
    # Midnight in Almaty (UTC+5) after noon UTC of 1 July.
    assert day == Limited("day", datetime(2026, 7, 1, 19, 0, tzinfo=UTC), warned=False)
    desk.clock.set(datetime(2026, 7, 1, 19, 0, tzinfo=UTC))
    await desk.send(1, "Четвёртое предложение о языке")
    assert await _count(desk.database) == 4


async def test_limits_are_each_persons_own(desk: Desk) -> None:
    """Another person is not kept waiting."""
    await desk.send(1, "Первое предложение о языке")
    await desk.send(2, "Другое предложение о языке")


async def test_the_same_words_from_many_are_counted_together(desk: Desk) -> None:
    """Each gets a number of its own and learns how many there are; a flood of them is slowed down, never dropped."""
    for who in range(SAME_BURST):
        assert (await desk.send(who, "Одно и то же предложение!")).alike == who
    slowed = await desk.attempt(SAME_BURST, "Одно и  то же: предложение")
    assert isinstance(slowed, Limited)
    assert slowed.limit == "same"
    person = await desk.people.find(SAME_BURST)
    assert person is not None
    assert person.dialogue is not None
    desk.clock.advance(timedelta(minutes=10))
    assert (await desk.send(SAME_BURST, "Одно и то же предложение!")).alike == SAME_BURST


@pytest.mark.parametrize(
    ("reception", "state"),
    [
        (Reception(), "closed"),
        (Reception(mode="closed", recipient="A"), "closed"),
        (Reception(mode="open"), "no-recipient"),
        (Reception(recipient="A"), "open"),
        (Reception(mode="demo"), "demo"),
        (Reception(recipient="A", begins=date(2026, 7, 2)), "not-yet"),
        (Reception(recipient="A", ends=date(2026, 6, 30)), "over"),
        (Reception(recipient="A", begins=date(2026, 7, 1), ends=date(2026, 7, 1)), "open"),
    ],
)
def test_states_of_the_reception(reception: Reception, state: State) -> None:
    """It is open only with a recipient and within its dates; a demonstration needs neither."""
    assert reception.state(date(2026, 7, 1)) == state


async def test_nothing_is_taken_in_while_closed(make_desk: MakeDesk, database: Database) -> None:
    """A draft that was begun before stays, and no row is made."""
    desk = make_desk(database, Reception(mode="closed"))
    assert await desk.attempt(1) == Closed("closed")
    assert await _count(database) == 0


async def _fail_after_the_number(desk: Desk) -> None:
    async with desk.database.write() as connection:
        receipt = await append_within(connection, proposal_id=7, payload={"a": "b"}, at=desk.clock.now())
        assert receipt.number == 1
        raise RuntimeError


async def test_a_failure_gives_its_number_back(desk: Desk) -> None:
    """A unit of work that fails after the number was given leaves no gap."""
    with pytest.raises(RuntimeError):
        await _fail_after_the_number(desk)
    assert (await desk.send(2, "Другое предложение о языке")).receipt.number == 1


async def _count(database: Database) -> int:
    async with database.read() as connection:
        return int((await connection.execute(select(func.count()).select_from(proposals))).scalar_one())
