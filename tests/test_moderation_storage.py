"""The desk, decisions, figures, exports and proofs on both databases."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete, select

from bot.clock import SettableClock
from bot.delivery.campaigns import Campaigns
from bot.feedback import Feedback
from bot.people import People
from bot.proposals.acting import Acting, RefusedError
from bot.proposals.authors import Authors
from bot.proposals.decision_files import DecisionsError
from bot.proposals.decisions import Decisions
from bot.proposals.desk import Desk, state_of
from bot.proposals.exporting import FORMS, exported
from bot.proposals.figures import figures
from bot.proposals.log import forget_within
from bot.proposals.proposal import Place
from bot.proposals.public_log import PublicLog
from bot.proposals.supports import Supports
from bot.staff import Staff
from bot.storage.database import Database
from bot.storage.log_tables import log_nodes
from bot.storage.moderation_tables import relays
from bot.texts import texts
from content.model import Pack
from content.revisions import Revisions
from tests.proposal_histories import History

GROUP = -1001


@pytest.fixture
def history(database: Database, clock: SettableClock) -> History:
    """A history in which nothing happened yet."""
    return History(database, clock)


@pytest.fixture
def desk(database: Database, people: People, clock: SettableClock) -> Desk:
    """A desk with a group."""
    campaigns = Campaigns(database, clock, rate=25.0)
    said = Feedback(database, people, clock, campaigns)
    return Desk(database, people, clock, said, Supports(database, people, clock), chat=GROUP)


@pytest.fixture
def authors(history: History, people: People) -> Authors:
    """Authors whose proposals 11 and 12 moderate."""
    staff = Staff(history.database, people, history.clock, moderators=(11, 12))
    return Authors(Acting(history.database, people, staff, history.clock), history.statuses)


async def test_what_waits_and_has_no_card(history: History, desk: Desk, clock: SettableClock) -> None:
    """Counted by language; a card is due for each until it is noted, and again if it never arrived."""
    assert (await desk.waiting()).oldest is None
    await history.receive(language="kk")
    clock.advance(timedelta(hours=1))
    await history.receive(language="ru")
    waiting = await desk.waiting()
    assert (waiting.total, waiting.by_language, waiting.overdue) == (2, {"kk": 1, "ru": 1}, 0)
    assert waiting.oldest == clock.now() - timedelta(hours=1)
    first, second = await desk.uncarded(GROUP, 10)
    row = await desk.sent.begin(GROUP, "card", "kk", proposal_id=first.proposal.id, is_open=True)
    await desk.sent.sent(row, 501)
    await desk.sent.begin(GROUP, "card", "kk", proposal_id=second.proposal.id, is_open=True)
    assert await desk.uncarded(GROUP, 10) == []
    clock.advance(timedelta(minutes=2))
    assert [review.proposal.number for review in await desk.uncarded(GROUP, 10)] == [2]
    assert await desk.sent.room(GROUP) == 18


async def test_cards_that_are_behind(history: History, desk: Desk, clock: SettableClock) -> None:
    """After any change, and for erased words whether or not the card was still open."""
    await history.receive()
    (review,) = await desk.uncarded(GROUP, 10)
    shown = state_of(review, clock.now())
    row = await desk.sent.begin(
        GROUP, "card", "kk", proposal_id=review.proposal.id, shown=shown, is_open=True
    )
    await desk.sent.sent(row, 501)
    assert await desk.stale(10) == []
    await history.edit(1, "Басқаша жазылды")
    ((sent, now),) = await desk.stale(10)
    assert (sent.chat, sent.message_id, now.proposal.wording) == (GROUP, 501, "Басқаша жазылды")
    await desk.sent.edited(sent.row, state_of(now, clock.now()), is_open=False)
    assert await desk.stale(10) == []
    await history.erase(1)
    ((_, gone),) = await desk.stale(10)
    assert state_of(gone, clock.now()) == "erased|gone"
    await desk.sent.edited(sent.row, "erased|gone", is_open=False)
    assert await desk.stale(10) == []
    assert await desk.sent.room(GROUP) == 17


async def test_what_is_overdue_is_named_once(history: History, desk: Desk, clock: SettableClock) -> None:
    """And counted for as long as it waits."""
    await history.receive()
    clock.advance(timedelta(hours=48))
    ((row, number),) = await desk.overdue()
    assert number == 1
    await desk.alarmed([row])
    assert await desk.overdue() == []
    assert (await desk.waiting()).overdue == 1
    await history.change(1, "published")
    assert (await desk.waiting()).overdue == 0


async def test_answers_are_kept_until_they_were_shown_and_go_with_the_words(
    history: History, desk: Desk, authors: Authors, people: People
) -> None:
    """The author's row is that of the proposal; erased, nothing is left to show."""
    author = await people.ensure(77)
    await history.receive(person=author.id)
    with pytest.raises(RefusedError, match="not-asked"):
        await authors.answer(77, 1, "Жоқ")
    async with history.database.write() as connection:
        await connection.execute(
            relays.insert().values(
                proposal_id=(await history.proposal(1)).id, text="Бар", at=history.clock.now()
            )
        )
    (relay,) = await desk.relays(10)
    assert (relay.number, relay.text) == (1, "Бар")
    row = await desk.sent.begin(GROUP, "answer", "kk", proposal_id=relay.proposal_id)
    await desk.sent.sent(row, 502, relay=relay.id)
    assert await desk.relays(10) == []
    assert await desk.wordless(10) == []
    await history.erase(1)
    (sent,) = await desk.wordless(10)
    assert (sent.message_id, sent.kind) == (502, "answer")
    async with history.database.write() as connection:
        await connection.execute(
            relays.insert().values(proposal_id=relay.proposal_id, text="Тағы", at=history.clock.now())
        )
        await forget_within(connection, relay.proposal_id)
        assert (await connection.execute(select(relays))).all() == []


async def test_decisions_on_both_databases(history: History, people: People, pack: Pack) -> None:
    """Shown, made, not made twice; a wrong row keeps all from being made."""
    decisions = Decisions(history.database, people, history.clock, history.statuses, pack)
    for number in (1, 2):
        await history.receive()
        await history.change(number, "published")
    table = (
        "receipt,decision,answer,session,session_date,landed_in\n"
        "KZ-000001-C,before commission,,12-отырыс,2026-07-10,\n"
        "KZ-000002-D,accepted,Иә,,,kz-2026\n"
    ).encode()
    plan = await decisions.plan(table, 21)
    assert plan.counts == {"before_commission": 1, "accepted": 1}
    made = await decisions.agree(21, plan.identity, update_id=3)
    assert made is not None
    assert len(made.decisions) == 2
    assert await decisions.agree(21, plan.identity, update_id=4) is None
    assert (await decisions.make(table)).decisions == ()
    with pytest.raises(DecisionsError) as refused:
        await decisions.make(
            table.replace(b"KZ-000002-D,accepted", b"KZ-000002-D,declined").replace(b",kz-2026", b",kz-9")
        )
    assert [(problem.row, problem.what) for problem in refused.value.problems] == [(3, "edition")]


async def test_figures_exports_and_proofs(
    history: History, pack: Pack, clock: SettableClock, tmp_path: Path
) -> None:
    """All of them read what is there; a proof of a log that was tampered with says that it proves nothing."""
    await history.receive("Бірінші", article="state-language")
    await history.receive("Екінші")
    await history.receive("Үшінші")
    await history.change(1, "published")
    async with history.database.read() as connection:
        seen = await figures(connection, clock.now(), "Asia/Almaty")
    assert seen.by_status == (("received", 2), ("published", 1))
    assert seen.by_place == ((Place(), 2), (Place("state-language"), 1)) or len(seen.by_place) == 2
    assert seen.received[-1] == (clock.now().date(), 3)
    log = PublicLog(history.database, clock, history.signer, zone="Asia/Almaty")
    for form in FORMS:
        async with history.database.read() as connection:
            made = await exported(
                connection,
                form,
                pack,
                Revisions(tmp_path / "none"),
                texts("kk"),
                at=clock.now(),
                signer=log.signer,
            )
        assert made.count == 3
    assert await log.proved(4) is None
    proved = await log.proved(2)
    assert proved is not None
    assert proved.holds
    report = await log.report_due()
    assert report is not None
    assert report.figures["received"] == 3
    await log.reported(report.day)
    assert await log.report_due() is None
    async with history.database.write() as connection:
        await connection.execute(delete(log_nodes).where(log_nodes.c.level == 0, log_nodes.c.position == 0))
    broken = await log.proved(2)
    assert broken is not None
    assert not broken.holds
