"""Erasing: nothing is left of a person, in no table, log, metric or copy made afterwards; told by the raw bytes."""

from __future__ import annotations

import base64
import json
import logging
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.privacy.erasure import ANONYMOUS_AFTER, BLOCKED_FOR
from bot.privacy.held import TABLES, VERSION
from bot.proposals.bundle import bundle
from bot.proposals.log import head
from bot.proposals.notes import Signer
from bot.proposals.status import NotAllowedError
from bot.proposals.table import Places
from bot.storage.keys import Key
from bot.storage.proposal_tables import intake_limits, proposals, supports
from bot.storage.sealing import Sealer
from bot.storage.tables import dialogues, metadata, people
from bot.texts import texts
from tests.proposal_fixtures import Desk
from tests.running_bot import RunningBot

WORDS = "Қошақан ұстаздарға жалақы бірегейсөз"
REASON = "Айрықшасебеп осында"
LINE = "Ерекшепікір қалдырамын"
COUPON = "ZTQ-778899-K"


def test_every_column_is_named_on_the_privacy_page() -> None:
    """What /privacy lists is what the tables hold, table by table and column by column."""
    listed = {held.name: set(held.columns) for held in TABLES}
    assert listed == {
        name: {column.name for column in table.columns} for name, table in metadata.tables.items()
    }


def test_whoever_a_row_belongs_to_is_known() -> None:
    """Every reference to a person that does not merely note who did something is the owner of the row."""
    noted = {
        ("roles", "granted_by"),
        ("bodies", "added_by"),
        ("session_revisions", "by"),
        ("publications", "made_by"),
        ("publications", "decided_by"),
        ("staff_settings", "changed_by"),
        ("reviews", "claimed_by"),
        ("reviews", "decided_by"),
        ("reviews", "appeal_of"),
    }
    for name, table in metadata.tables.items():
        columns = {
            column.name
            for column in table.columns
            for key in column.foreign_keys
            if key.column.table is people
        }
        owners = {held.owner for held in TABLES if held.name == name and held.owner not in (None, "id")}
        assert columns - {column for held, column in noted if held == name} == owners, name


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_purpose_is_said(language: str) -> None:
    """Each table has its purpose and time in each language, and the page its version."""
    say = texts(language)
    for held in TABLES:
        identity = "nobody" if held.whose == "nobody" else held.name
        assert say.has(f"privacy-held-{identity}"), held.name
        if held.owner not in (None, "id"):
            assert say.has(f"erased-{held.name}"), held.name
    assert VERSION in say("privacy-title", version=VERSION)


def encodings(telegram_id: int, sealer: Sealer) -> Iterator[bytes]:
    """Every way in which an id could stand in a file: as figures, as bytes in either order, sealed, in hexadecimal."""
    yield str(telegram_id).encode()
    yield f"{telegram_id:x}".encode()
    for width in (7, 8):
        yield telegram_id.to_bytes(width, "big")
        yield telegram_id.to_bytes(width, "little")
    sealed = sealer.seal(telegram_id)
    yield from (sealed, sealed.hex().encode(), base64.b64encode(sealed), sealed.hex().upper().encode())


def spellings(words: str) -> Iterator[bytes]:
    """Words as they could stand in a file: in UTF-8, in UTF-16, and as JSON escapes them."""
    for word in words.split():
        for form in (word, word.lower(), word.upper()):
            yield form.encode()
            yield form.encode("utf-16-le")
            yield json.dumps(form).strip('"').encode()


def files_of(folder: Path) -> dict[str, bytes]:
    """What is on disk of the database: the file, and what belongs to it."""
    return {path.name: path.read_bytes() for path in folder.glob("atazan.sqlite3*") if path.is_file()}


async def live(bot: RunningBot, me_id: int) -> None:
    """Let somebody leave a trace in everything that there is."""
    me = next(person for person in bot.telegram.people.values() if person.id == me_id)
    await bot.hear(me, "/language kk")
    await bot.hear(me, f"/propose 9 {WORDS}")
    await bot.hear(me, "/back")
    await bot.hear(me, REASON)
    await bot.hear(me, "/send")
    await bot.hear(me, f"/mine KZ-000001-C coupon {COUPON}")
    await bot.hear(me, f"/feedback {LINE}")
    answer = await bot.answer(me, "4-бап")
    await bot.press(me, answer, "Дұрыс емес")
    async with bot.services.database.write() as connection:
        row = (await connection.execute(select(proposals.c.id))).scalar_one()
        for status in ("under_review", "published"):
            await bot.services.proposals.statuses.change_within(connection, row, status, by="moderator")


async def open_data(bot: RunningBot) -> dict[str, bytes]:
    """The files of an export made now."""
    services = bot.services
    texts_of = Places(services.pack, services.revisions, "kk")
    async with services.database.read() as connection:
        files = await bundle(connection, texts_of, Signer(Key(bytes(32))), bot.clock.now())
    return {f"export {name}": content for name, content in files.items()}


async def test_nothing_is_left_after_delete(
    running: RunningBot,
    sealer: Sealer,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Id and words are in no byte of the database, its journal, a copy or an export made afterwards, log or metrics."""
    caplog.set_level(logging.INFO)
    me, other = running.person("kk"), running.person("kk")
    await live(running, me.id)
    supporter = await running.answer(other, "/support KZ-000001-C")
    assert supporter.text.startswith("Сіз KZ-000001-C ұсынысын қолдадыңыз.")
    await running.hear(me, f"/propose 9 {WORDS} тағы бір рет")
    await running.services.people.write_down(at_once=True)
    await running.services.gaps.write_down(at_once=True)
    folder = tmp_path / "data"
    before = b"".join(files_of(folder).values())
    traces = [*encodings(me.id, sealer)]
    written = [*spellings(f"{WORDS} {REASON} {LINE}"), COUPON.encode()]
    assert sealer.seal(me.id) in before
    assert "бірегейсөз".encode() in before
    summary = await running.answer(me, "/delete confirm")
    assert "KZ-000001-C" in summary.text
    assert "• ұсыныстар: 1" in summary.text
    await running.services.database.scrub()
    after = files_of(folder)
    copy = tmp_path / "copy.sqlite3"
    with (
        closing(sqlite3.connect(folder / "atazan.sqlite3")) as source,
        closing(sqlite3.connect(copy)) as target,
    ):
        source.backup(target)
    shutil.copy(folder / "atazan.sqlite3", tmp_path / "plain.sqlite3")
    logged = capsys.readouterr()
    places = {
        **after,
        "backup": copy.read_bytes(),
        "plain copy": (tmp_path / "plain.sqlite3").read_bytes(),
        "log": (logged.out + logged.err + caplog.text).encode(),
        "metrics": running.services.metrics.text(),
        **await open_data(running),
    }
    assert b"KZ-000001-C" in places["export proposals.jsonl"]
    for name, content in places.items():
        for trace in (*traces, *written):
            assert trace not in content, (name, trace)
    async with running.services.database.read() as connection:
        assert (await head(connection, "proposals"))[0] == 1
        row = (await connection.execute(select(proposals))).one()
    assert (row.number, row.status, row.wording) == (1, "erased", None)


async def test_what_is_published_may_stay_without_its_author(running: RunningBot) -> None:
    """/delete tells what is published and offers both; `keep` leaves the words, and nobody behind them."""
    me = running.person("kk")
    await live(running, me.id)
    asked = await running.answer(me, "/delete")
    assert "KZ-000001-C" in asked.text
    assert asked.labels == [["Бәрін өшіру"], ["Өшіру, жарияланғаны менсіз қалсын"]]
    await running.press(me, asked, "Өшіру, жарияланғаны менсіз қалсын")
    assert "Сізсіз жарияланған күйде қалды: KZ-000001-C." in asked.text
    async with running.services.database.read() as connection:
        row = (await connection.execute(select(proposals))).one()
    assert (row.status, row.wording, row.person_id, row.official_number) == ("published", WORDS, None, None)
    assert (await running.answer(me, "/mydata")).upload is not None
    assert await running.services.people.find(me.id) is None


async def test_mydata_holds_everything(running: RunningBot) -> None:
    """Every table in which there is a row of the person is in the file, with the words and the receipt."""
    me = running.person("kk")
    await live(running, me.id)
    await running.hear(me, "/propose 9 Басқа ұсыныстың мәтіні осында")
    answer = await running.answer(me, "/mydata")
    assert answer.upload is not None
    held = json.loads(answer.upload.content)
    assert held["telegram_id"] == me.id
    (proposal,) = held["proposals"]
    assert (proposal["wording"], proposal["reason"], proposal["official_number"]) == (WORDS, REASON, COUPON)
    assert [change["status"] for change in proposal["status_changes"]] == [
        "received",
        "under_review",
        "published",
    ]
    assert proposal["receipt"]["leaf_index"] == 0
    assert {"language", "dialogue", "feedback", "intake_limits"} <= set(held)
    assert {each["text"] for each in held["feedback"]} == {LINE, None}
    async with running.services.database.read() as connection:
        full = await _tables_with_rows(connection)
    assert {held.name for held in TABLES if held.owner and held.name in full} - set(held) == {
        "people",
        "dialogues",
    }


async def _tables_with_rows(connection: AsyncConnection) -> set[str]:
    found = set()
    for name, table in metadata.tables.items():
        if (await connection.execute(select(table).limit(1))).first() is not None:
            found.add(name)
    return found


async def test_erasing_while_a_moderator_looks(desk: Desk) -> None:
    """The author's word is the last one: what a moderator then does is refused, and nothing comes back."""
    done = await desk.send(1)
    async with desk.database.write() as connection:
        await desk.held.statuses.change_within(connection, done.proposal.id, "under_review", by="moderator")
    await desk.held.erasure.erase(1)
    with pytest.raises(NotAllowedError):
        await desk.publish(done.proposal.id)
    shown = await desk.held.listing.public(done.proposal.number)
    assert shown is not None
    assert (shown.proposal.status, shown.proposal.wording, shown.proposal.person_id) == ("erased", None, None)


async def test_an_erased_supporter_is_counted_no_more(desk: Desk) -> None:
    """Support goes with the person."""
    done = await desk.published(1)
    await desk.held.supports.give(2, done.proposal.number)
    erased = await desk.held.erasure.erase(2)
    assert erased.rows == {"people": 1, "supports": 1}
    shown = await desk.held.listing.public(done.proposal.number)
    assert shown is not None
    assert shown.supports == 0


async def test_erasing_happens_once(desk: Desk) -> None:
    """Delivered again, it erases nothing of what came since."""
    await desk.send(1)
    assert (await desk.held.erasure.erase(1, update_id=5)).erased == (1,)
    await desk.people.set_language(1, "kk")
    assert not (await desk.held.erasure.erase(1, update_id=5)).anything
    assert await desk.people.find(1) is not None


async def test_whoever_blocked_the_bot_is_erased_in_time(desk: Desk) -> None:
    """Thirty days after; a day before nothing; what they published stays without them, the rest goes."""
    published = await desk.published(1)
    desk.clock.advance(timedelta(minutes=1))
    waiting = await desk.send(1, "Ещё не опубликованное предложение")
    await desk.people.block(1)
    desk.clock.advance(BLOCKED_FOR - timedelta(seconds=1))
    assert await desk.held.erasure.erase_those_who_left() == 0
    desk.clock.advance(timedelta(seconds=1))
    assert await desk.held.erasure.erase_those_who_left() == 1
    assert await desk.people.find(1) is None
    statuses = {}
    async with desk.database.read() as connection:
        for row in await connection.execute(select(proposals)):
            statuses[row.number] = (row.status, row.person_id)
    assert statuses == {
        published.proposal.number: ("published", None),
        waiting.proposal.number: ("erased", None),
    }


async def test_what_is_closed_is_made_anonymous(desk: Desk) -> None:
    """Six months after the decision: no author, no supporters, and the same count."""
    done = await desk.published(1)
    for who in (2, 3):
        await desk.held.supports.give(who, done.proposal.number)
    async with desk.database.write() as connection:
        await desk.held.statuses.change_within(
            connection, done.proposal.id, "declined", by="secretariat", answer="Нет"
        )
    desk.clock.advance(ANONYMOUS_AFTER - timedelta(seconds=1))
    assert await desk.held.erasure.make_anonymous() == 0
    desk.clock.advance(timedelta(seconds=1))
    assert await desk.held.erasure.make_anonymous() == 1
    assert await desk.held.erasure.make_anonymous() == 0
    shown = await desk.held.listing.public(done.proposal.number)
    assert shown is not None
    assert (shown.supports, shown.proposal.person_id, shown.proposal.wording is None) == (2, None, False)
    async with desk.database.read() as connection:
        assert (await connection.execute(select(supports))).all() == []


async def test_what_nobody_needs_is_forgotten(desk: Desk) -> None:
    """Drafts of a month ago, and yesterday's counts."""
    await desk.send(1)
    await desk.draft(2)
    desk.clock.advance(timedelta(days=30))
    assert await desk.held.erasure.forget_the_old() == 2
    async with desk.database.read() as connection:
        assert (await connection.execute(select(dialogues))).all() == []
        assert (await connection.execute(select(intake_limits))).all() == []
