"""What authors may do with their own proposals, and what becomes of each status."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.proposals.log import canonical as canonical_json
from bot.proposals.log import commitment_of, head
from bot.proposals.own import NotYoursError, TooLateError
from bot.proposals.proposal import canonical
from bot.proposals.status import NotAllowedError
from bot.storage.delivery_tables import campaign_people, campaigns
from bot.storage.log_tables import log_entries
from bot.storage.proposal_tables import proposals, supports
from tests.proposal_fixtures import WORDING, Desk


async def test_another_persons_proposal_is_out_of_reach(desk: Desk) -> None:
    """Reading, correcting, withdrawing, erasing and noting a coupon: all refused, and nothing changed."""
    number = (await desk.send(1)).proposal.number
    own = desk.held.own
    for attempt in (
        own.one(2, number),
        own.correct(2, number, "Совсем другой текст предложения"),
        own.withdraw(2, number),
        own.erase(2, number),
        own.note_coupon(2, number, "123"),
    ):
        with pytest.raises(NotYoursError):
            await attempt
    shown, _ = await own.one(1, number)
    assert shown.proposal.status == "received"
    assert shown.proposal.edited_at is None


async def test_the_words_can_be_corrected_for_five_minutes(desk: Desk) -> None:
    """The first words are destroyed, the receipt's hash is of the new ones, and then the text is locked."""
    done = await desk.send(1)
    number = done.proposal.number
    changed = await desk.held.own.correct(1, number, "Исправленный текст предложения")
    _, receipt = await desk.held.own.one(1, number)
    assert receipt is not None
    assert receipt.salted_hash == commitment_of(receipt.salt, canonical_json(canonical(changed)))
    assert receipt.salted_hash != done.receipt.salted_hash
    desk.clock.advance(timedelta(minutes=5))
    with pytest.raises(TooLateError):
        await desk.held.own.correct(1, number, "Ещё раз исправленный текст")
    async with desk.database.read() as connection:
        assert (await head(connection, "proposals"))[0] == 1
        assert (await head(connection, "audit"))[0] == 1


async def test_a_moderator_locks_the_words(desk: Desk) -> None:
    """From the first look on they stay as they are."""
    done = await desk.send(1)
    async with desk.database.write() as connection:
        await desk.held.statuses.change_within(connection, done.proposal.id, "under_review", by="moderator")
    with pytest.raises(TooLateError):
        await desk.held.own.correct(1, done.proposal.number, "Исправленный текст предложения")


async def test_withdrawing_tells_the_supporters(desk: Desk) -> None:
    """Its words are public no longer; the reason is, but it is in no notice, which would outlive it."""
    done = await desk.published(1)
    await desk.held.supports.give(2, done.proposal.number)
    await desk.held.own.withdraw(1, done.proposal.number, "Передумал совсем")
    shown = await desk.held.listing.public(done.proposal.number)
    assert shown is not None
    assert (shown.proposal.status, shown.changes[-1].answer) == ("withdrawn", "Передумал совсем")
    supporter = await desk.people.find(2)
    assert supporter is not None
    async with desk.database.read() as connection:
        told = (await connection.execute(select(campaign_people.c.person_id))).scalars().all()
        cards = str((await connection.execute(select(campaigns.c.cards))).scalars().all())
    assert supporter.id in told
    assert "Передумал" not in cards
    with pytest.raises(TooLateError):
        await desk.held.own.withdraw(1, done.proposal.number)


async def test_erasing_destroys_words_salt_and_author(desk: Desk) -> None:
    """The number and the leaf stay; everything that could tell what it was is gone."""
    done = await desk.published(1)
    await desk.held.supports.give(2, done.proposal.number)
    await desk.held.own.erase(1, done.proposal.number)
    async with desk.database.read() as connection:
        row = (await connection.execute(select(proposals))).one()
        entry = (await connection.execute(select(log_entries))).one()
        held = (await connection.execute(select(supports))).all()
    assert (row.status, row.wording, row.person_id, row.alike) == ("erased", None, None, None)
    assert (entry.salt, entry.payload, entry.commitment) == (None, None, done.receipt.salted_hash)
    assert held == []
    with pytest.raises(NotYoursError):
        await desk.held.own.one(1, done.proposal.number)


async def test_a_coupon_is_noted_and_forgotten(desk: Desk) -> None:
    """The number of the official appeal; what is none is refused."""
    number = (await desk.send(1)).proposal.number
    own = desk.held.own
    assert await own.note_coupon(1, number, " ZT-2026  001 ") == "ZT-2026 001"
    for wrong in ("abc", "1", "<b>1234</b>", "x" * 50):
        with pytest.raises(ValueError, match="not the number"):
            await own.note_coupon(1, number, wrong)
    assert (await own.one(1, number))[0].proposal.official_number == "ZT-2026 001"
    await own.note_coupon(1, number, None)
    assert (await own.one(1, number))[0].proposal.official_number is None


async def test_each_change_is_told_to_author_and_supporters(desk: Desk) -> None:
    """One notice a change; a decision goes to those who follow the article's proposals as well."""
    done = await desk.published(1)
    await desk.held.supports.give(2, done.proposal.number)
    async with desk.database.write() as connection:
        await desk.held.statuses.change_within(
            connection, done.proposal.id, "partly", by="secretariat", answer="Учтено", edition="kz-2026"
        )
    async with desk.database.read() as connection:
        rows = (await connection.execute(select(campaigns).order_by(campaigns.c.id))).all()
        last = (
            await connection.execute(
                select(campaign_people.c.person_id).where(campaign_people.c.campaign_id == rows[-1].id)
            )
        ).scalars()
    author, supporter = await desk.people.find(1), await desk.people.find(2)
    assert author is not None
    assert supporter is not None
    assert set(last) == {author.id, supporter.id}
    assert "proposals:state-language" in rows[-1].topics
    assert "KZ-000001" in str(rows[-1].cards)
    assert WORDING not in str([row.cards for row in rows])


async def test_only_what_may_follow_follows(desk: Desk) -> None:
    """Nothing comes after erasing, and nothing comes before the commission where there is none."""
    done = await desk.send(1)

    async def change(new: str) -> None:
        async with desk.database.write() as connection:
            await desk.held.statuses.change_within(connection, done.proposal.id, new, by="moderator")  # type: ignore[arg-type]

    with pytest.raises(NotAllowedError):
        await change("accepted")
    await change("published")
    desk.held.statuses.commission = False
    with pytest.raises(NotAllowedError):
        await change("before_commission")
    desk.held.statuses.commission = True
    await change("before_commission")
    await desk.held.own.erase(1, done.proposal.number)
    with pytest.raises(NotAllowedError):
        await change("published")


async def test_undoing_takes_the_notice_back(desk: Desk) -> None:
    """What was not told yet is not told any more."""
    done = await desk.send(1)
    later = desk.clock.now() + timedelta(minutes=10)
    async with desk.database.write() as connection:
        await desk.held.statuses.change_within(
            connection, done.proposal.id, "hidden", by="moderator", reason="off-topic", not_before=later
        )
    async with desk.database.write() as connection:
        await desk.held.statuses.change_within(
            connection, done.proposal.id, "received", by="moderator", undo=True
        )
    async with desk.database.read() as connection:
        states = (await connection.execute(select(campaigns.c.state))).scalars().all()
    assert states == ["cancelled"]
