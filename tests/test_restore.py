"""Backups: made while bots run, verified, put back; what the ledger knows outlives them."""

from __future__ import annotations

import asyncio
import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text, update

from bot.clock import SettableClock
from bot.people import People
from bot.proposals.alike import alike_mark
from bot.proposals.log import append_within, audit_within, forget_within, head, inclusion_proof, root_at
from bot.proposals.notes import Signer
from bot.proposals.reconciliation import reconciled
from bot.proposals.tree import leaf_hash, root_of_inclusion
from bot.proposals.verification import verified
from bot.storage.backup import backup, facts_of
from bot.storage.database import Database
from bot.storage.erasures import Erasures
from bot.storage.errors import KeyMismatch, StorageError, StorageSettingsError
from bot.storage.hold import held_since, release_within
from bot.storage.installation import check_installation
from bot.storage.keys import Key, Keys
from bot.storage.ledger import Ledger
from bot.storage.log_tables import log_entries
from bot.storage.moderation_tables import moderation_messages
from bot.storage.presence import alone, sharing
from bot.storage.proposal_tables import proposals, status_changes
from bot.storage.restore import restore
from bot.storage.rotate import SEALED, rotate, unknown_columns
from bot.storage.sealing import Sealer
from tests.storage_fixtures import Place

KEYS = Keys(Key(bytes(32)), Key(bytes([1]) * 32))
AIGUL, BOLAT, DANA = 4_200_000_001, 4_200_000_002, 4_200_000_003


@pytest.fixture
async def folk(database: Database, clock: SettableClock) -> People:
    """People of a database that was started with `KEYS`."""
    await check_installation(database, KEYS, clock)
    return People(database, Sealer(KEYS.data), clock, erasures=Erasures(KEYS.log))


async def propose(database: Database, clock: SettableClock, words: str) -> int:
    """Receive a proposal, as the bot does it in one unit of work; its receipt number."""
    now = clock.now()
    async with database.write() as connection:
        row: dict[str, Any] = {
            "edition": "kz-2026",
            "language": "kk",
            "status": "received",
            "consent": "1",
            "wording": words,
        }
        row |= {"received_at": now, "edited_until": now}
        made = await connection.execute(proposals.insert().values(row).returning(proposals.c.id))
        proposal_id = made.scalar_one()
        receipt = await append_within(
            connection, proposal_id=proposal_id, payload={"wording": words, "reason": None}, at=now
        )
        await audit_within(
            connection, {"action": "status", "role": "author", "number": receipt.number}, at=now
        )
        await connection.execute(
            update(proposals).where(proposals.c.id == proposal_id).values(number=receipt.number)
        )
    return receipt.number


async def erase(database: Database, clock: SettableClock, number: int) -> None:
    """Erase a proposal's words."""
    async with database.write() as connection:
        table = proposals.c
        gone = update(proposals).where(table.number == number).values(wording=None, status="erased")
        proposal_id = (await connection.execute(gone.returning(table.id))).scalar_one()
        note = {"proposal_id": proposal_id, "status": "erased", "by_role": "author", "at": clock.now()}
        await connection.execute(status_changes.insert().values(note))
        entry = {
            "action": "status",
            "role": "author",
            "number": number,
            "from": "received",
            "status": "erased",
        }
        await audit_within(connection, entry, at=clock.now())
        await forget_within(connection, proposal_id)


async def words(database: Database) -> dict[int, tuple[str | None, str]]:
    """Wording and status of each proposal, by its number."""
    table = proposals.c
    async with database.read() as connection:
        rows = await connection.execute(select(table.number, table.wording, table.status))
        return {row.number: (row.wording, row.status) for row in rows}


async def test_what_was_done_since_the_backup_is_carried_over(
    place: Place, database: Database, folk: People, clock: SettableClock, tmp_path: Path
) -> None:
    """Numbers go on, the log does not fork, who was erased stays so, and sending waits for a word."""
    ledger = Ledger(place.data_dir)
    for who in (AIGUL, BOLAT):
        await folk.set_language(who, "kk")
    for said in ("one", "two"):
        await propose(database, clock, said)
    await ledger.keep(database)
    facts = await backup(database, tmp_path / "copy")
    assert facts.installation["data_key_id"] == KEYS.data.id

    await folk.forget(AIGUL)
    await folk.set_language(DANA, "ru")
    await erase(database, clock, 1)
    async with database.write() as connection:
        entry = {
            "action": "status",
            "role": "moderator",
            "number": 2,
            "from": "received",
            "status": "published",
        }
        await audit_within(connection, entry, at=clock.now())
        await connection.execute(update(proposals).where(proposals.c.number == 2).values(status="published"))
    third = await propose(database, clock, "three")
    await ledger.keep(database)
    async with database.read() as connection:
        size, root = await head(connection, "proposals")
        audited = await head(connection, "audit")

    done = await restore(database, tmp_path / "copy", KEYS, ledger.read(), clock)
    assert (done.carried.people, done.carried.proposals, done.carried.lost, done.carried.done) == (1, 1, 1, 3)
    restored = await place.open()
    people = People(restored, Sealer(KEYS.data), clock)
    assert [bool(await people.find(who)) for who in (AIGUL, BOLAT, DANA)] == [False, True, False]
    assert await words(restored) == {1: (None, "erased"), 2: ("two", "published"), third: (None, "erased")}
    async with restored.read() as connection:
        assert (await reconciled(connection)).holds
        assert list((await verified(connection, Signer(KEYS.log))).problems) == []
        assert await head(connection, "proposals") == (size, root)
        assert await root_at(connection, "audit", audited[0]) == audited[1]
        salts = (
            await connection.execute(select(log_entries.c.salt).order_by(log_entries.c.position))
        ).scalars()
        assert [salt is None for salt in salts] == [True, False, True]
        assert await held_since(connection) == clock.now()
    fourth = await propose(restored, clock, "four")
    assert fourth == third + 1
    async with restored.read() as connection:
        size, root = await head(connection, "proposals")
        proof = await inclusion_proof(connection, "proposals", 2, size)
        (commitment,) = (
            await connection.execute(select(log_entries.c.commitment).where(log_entries.c.position == 2))
        ).one()
    assert root_of_inclusion(leaf_hash(commitment), 2, size, proof) == root
    async with restored.write() as connection:
        assert await release_within(connection)
    async with restored.read() as connection:
        assert await held_since(connection) is None
    await Ledger(place.data_dir).check(restored)
    await restored.close()


async def test_a_backup_is_made_while_others_write(
    place: Place, database: Database, folk: People, clock: SettableClock, tmp_path: Path
) -> None:
    """Writers are not kept waiting, and the backup is as of one moment."""
    numbers: list[int] = []
    done = asyncio.Event()

    async def write() -> None:
        while not done.is_set():
            numbers.append(await propose(database, clock, "more"))

    writer = asyncio.create_task(write())
    await backup(database, tmp_path / "copy")
    done.set()
    await writer
    await restore(database, tmp_path / "copy", KEYS, Ledger(tmp_path / "nowhere").read(), clock)
    restored = await place.open()
    held = await words(restored)
    assert sorted(held) == list(range(1, len(held) + 1))
    async with restored.read() as connection:
        assert (await head(connection, "proposals"))[0] == len(held)
    await restored.close()


async def test_a_backup_of_other_keys_is_refused(
    database: Database, folk: People, clock: SettableClock, tmp_path: Path
) -> None:
    """Nothing is touched where the keys do not fit."""
    await folk.set_language(AIGUL, "kk")
    await backup(database, tmp_path / "copy")
    other = Keys(Key(bytes([7]) * 32), KEYS.log)
    with pytest.raises(KeyMismatch, match="BOT_DATA_KEY"):
        await restore(database, tmp_path / "copy", other, Ledger(tmp_path).read(), clock)
    assert await folk.find(AIGUL) is not None


async def test_what_is_no_backup_is_refused(
    database: Database, folk: People, clock: SettableClock, tmp_path: Path
) -> None:
    """A text, half a backup and nothing at all are refused, and the database is as it was."""
    await folk.set_language(AIGUL, "kk")
    whole = tmp_path / "copy"
    await backup(database, whole)
    data = whole.read_bytes()
    bad = tmp_path / "bad"
    for content in (b"Dear all,", data[: len(data) // 2], b""):
        bad.write_bytes(content)
        with pytest.raises((StorageSettingsError, StorageError)):
            await restore(database, bad, KEYS, Ledger(tmp_path).read(), clock)
    assert await folk.find(AIGUL) is not None


async def test_a_backup_does_not_replace_a_file(database: Database, folk: People, tmp_path: Path) -> None:
    """An earlier backup is not overwritten, and a failed one leaves nothing behind."""
    (tmp_path / "copy").write_text("precious")
    with pytest.raises(StorageSettingsError, match="exists already"):
        await backup(database, tmp_path / "copy")
    assert (tmp_path / "copy").read_text() == "precious"
    with pytest.raises(StorageSettingsError, match="cannot be written"):
        await backup(database, tmp_path / "missing" / "copy")
    assert {name for name in os.listdir(tmp_path)} == {"copy", "data"}  # noqa: PTH208, C416


async def test_a_backup_is_for_its_owner_alone(database: Database, folk: People, tmp_path: Path) -> None:
    """Its mode is 600."""
    await backup(database, tmp_path / "copy")
    assert (tmp_path / "copy").stat().st_mode & 0o777 == 0o600


async def test_a_running_bot_keeps_its_database(
    database: Database, other_database: Database, folk: People, clock: SettableClock, tmp_path: Path
) -> None:
    """Neither a restore nor a new key comes between; and while one of them works no bot starts."""
    await backup(database, tmp_path / "copy")
    async with sharing(other_database), sharing(database):
        with pytest.raises(StorageSettingsError, match="a bot is running"):
            await restore(database, tmp_path / "copy", KEYS, Ledger(tmp_path).read(), clock)
        with pytest.raises(StorageSettingsError, match="a bot is running"):
            await rotate(database, KEYS.data, Key(bytes([2]) * 32))
    await other_database.close()
    async with alone(database):
        with pytest.raises(StorageSettingsError, match="being restored"):
            async with sharing(other_database):
                pass


async def test_a_database_older_than_the_ledger_is_refused(
    database: Database, folk: People, clock: SettableClock, tmp_path: Path
) -> None:
    """A backup that was copied into place by hand would fork the log: the bot does not start on it."""
    await propose(database, clock, "one")
    ledger = Ledger(tmp_path)
    await ledger.keep(database)
    await ledger.check(database)
    async with database.write() as connection:
        await connection.execute(text("DELETE FROM audit_entries"))
    with pytest.raises(StorageSettingsError, match=r"older than .*ledger.jsonl"):
        await Ledger(tmp_path).check(database)


async def test_a_line_that_was_cut_off_is_written_again(
    database: Database, folk: People, clock: SettableClock, tmp_path: Path
) -> None:
    """After a kill in the middle of a line the ledger goes on as if it had not been."""
    for said in ("one", "two"):
        await propose(database, clock, said)
    ledger = Ledger(tmp_path)
    assert await ledger.keep(database) == 4
    whole = ledger.path.read_bytes()
    ledger.path.write_bytes(whole[:-30])
    again = Ledger(tmp_path)
    assert await again.keep(database) == 1
    assert again.path.read_bytes() == whole
    assert await again.keep(database) == 0


async def test_every_sealed_id_is_sealed_anew(database: Database, folk: People, clock: SettableClock) -> None:
    """With the new key everybody is found, with the old one nobody, and the database knows whose it is."""
    for who in (AIGUL, BOLAT):
        await folk.set_language(who, "kk")
    new = Key(bytes([2]) * 32)
    assert await rotate(database, KEYS.data, new) == 2
    people = People(database, Sealer(new), clock)
    assert (await people.set_language(AIGUL, "ru")).id == 1
    assert await People(database, Sealer(KEYS.data), clock).find(BOLAT) is None
    await check_installation(database, Keys(new, KEYS.log), clock)
    with pytest.raises(KeyMismatch):
        await check_installation(database, KEYS, clock)


async def test_what_else_is_sealed_or_marked_is_made_anew(
    database: Database, folk: People, clock: SettableClock
) -> None:
    """Chats of moderators open with the new key, and the same words are known as the same."""
    old, new = Sealer(KEYS.data), Sealer(Key(bytes([2]) * 32))
    number = await propose(database, clock, "Let the river run")
    async with database.write() as connection:
        row = {"chat": old.seal(-7), "kind": "card", "language": "kk", "sent_at": clock.now()}
        await connection.execute(moderation_messages.insert().values(row))
        mark = alike_mark(old, "Let the river run")
        await connection.execute(update(proposals).where(proposals.c.number == number).values(alike=mark))
    await rotate(database, KEYS.data, Key(bytes([2]) * 32))
    async with database.read() as connection:
        assert new.open((await connection.execute(select(moderation_messages.c.chat))).scalar_one()) == -7
        found = (await connection.execute(select(proposals.c.alike))).scalar_one()
    assert found == alike_mark(new, "let the RIVER run")


async def test_an_id_that_does_not_open_changes_nothing(
    database: Database, folk: People, clock: SettableClock
) -> None:
    """With the wrong old key everything stays as it was."""
    await folk.set_language(AIGUL, "kk")
    with pytest.raises(StorageError, match="does not open"):
        await rotate(database, Key(bytes([3]) * 32), Key(bytes([2]) * 32))
    assert await folk.find(AIGUL) is not None
    await check_installation(database, KEYS, clock)


def test_no_sealed_column_is_forgotten() -> None:
    """Every column whose name says that it is sealed or marked is known to the change of keys."""
    assert unknown_columns() == set()
    assert all(table.c[column] is not None for table, column, _ in SEALED)


@pytest.mark.parametrize("backend", ["postgresql"], indirect=True)
async def test_missing_tools_are_named(
    database: Database, folk: People, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without pg_dump the error says what to install."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(StorageSettingsError, match="pg_dump is missing: install the client programs"):
        await backup(database, tmp_path / "copy")


async def test_facts_are_read_from_the_file_alone(database: Database, folk: People, tmp_path: Path) -> None:
    """A backup tells its keys wherever it lies."""
    await backup(database, tmp_path / "copy")
    moved = tmp_path / "elsewhere"
    shutil.move(tmp_path / "copy", moved)
    facts = await facts_of(moved)
    assert facts.installation["log_key_id"] == KEYS.log.id
    assert os.access(moved, os.R_OK)
