"""Signed checkpoints, and what they find out: in the database, and in an export that an insider signed anew."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import Executable, delete, text, update

from bot.clock import SettableClock
from bot.proposals.bundle import bundle, snapshot, write
from bot.proposals.checkpoints import made_within, read, signed
from bot.proposals.notes import NoteError, Signer
from bot.proposals.table import Places
from bot.proposals.verification import Verified, verified
from bot.storage.database import Database
from bot.storage.keys import Key
from bot.storage.log_tables import audit_entries, log_entries, log_nodes
from bot.storage.proposal_tables import proposals
from content.model import Pack
from content.revisions import Revisions
from tests.bot_process import PATIENCE
from tests.proposal_histories import History


@pytest.fixture
def history(database: Database, clock: SettableClock) -> History:
    """A history in which nothing happened yet."""
    return History(database, clock)


async def some(history: History) -> None:
    """Three proposals: published, hidden and erased; signed in between and at the end."""
    for number in (1, 2, 3):
        await history.receive(f"Ұсыныс {number}")
    await history.change(1, "published")
    await history.checkpoint()
    await history.change(2, "hidden", reason="off-topic")
    await history.edit(3, "Басқаша")
    await history.erase(3)
    await history.checkpoint()


async def checked(history: History) -> Verified:
    """What checking the database says."""
    async with history.database.read() as connection:
        await snapshot(connection)
        return await verified(connection, history.signer)


async def export(history: History, pack: Pack, folder: Path) -> None:
    """Write the open data."""
    async with history.database.read() as connection:
        await snapshot(connection)
        places = Places(pack, Revisions(folder / "none"), "ru")
        write(await bundle(connection, places, history.signer, history.clock.now()), folder)


def script(*arguments: Path) -> tuple[int, str]:
    """What the stand-alone checker says."""
    command = [sys.executable, "-I", str(arguments[0] / "verify.py"), *map(str, arguments)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, timeout=PATIENCE)
    return ran.returncode, (ran.stdout or ran.stderr).strip()


def test_a_note_is_what_c2sp_describes() -> None:
    """Text, empty line, em dash, name, and a signature behind four bytes of the key's id."""
    signer = Signer(Key(bytes(32)))
    note = signed(signer, "proposals", 3, bytes(32))
    name = "atazan.log/9169ab30a7ec14fb/proposals"
    assert note.split("\n")[:4] == [name, "3", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", ""]
    assert note.split("\n")[4].startswith(f"\u2014 {name} ")
    assert read(signer, "proposals", note) == (3, bytes(32))


@pytest.mark.parametrize(
    "change", [("\n3\n", "\n4\n"), ("AAAA=", "AAAB="), ("\u2014", "-"), ("proposals", "audit")]
)
def test_a_note_that_was_changed_is_not_opened(change: tuple[str, str]) -> None:
    """Neither is one of another log, or signed with another key."""
    signer = Signer(Key(bytes(32)))
    note = signed(signer, "proposals", 3, bytes(32))
    with pytest.raises(NoteError):
        read(signer, "proposals", note.replace(*change))
    with pytest.raises(NoteError):
        read(Signer(Key(bytes([1] * 32))), "proposals", note)


async def test_a_checkpoint_of_the_same_state_is_not_made_twice(history: History) -> None:
    """On demand costs nothing where nothing happened."""
    await history.receive()
    async with history.database.write() as connection:
        first = await made_within(connection, "proposals", history.signer, history.clock.now())
        assert await made_within(connection, "proposals", history.signer, history.clock.now()) == first


async def test_an_untouched_database_is_in_order(history: History) -> None:
    """All of it counted, nothing wrong."""
    await some(history)
    found = await checked(history)
    assert found.problems == []
    assert (found.entries, found.actions, found.checkpoints) == (3, 4, 3)
    assert found.reconciliation.as_plain_data() | {"by_status": {}} == {
        "received": 3,
        "log_size": 3,
        "published": 1,
        "waiting": 0,
        "hidden": 1,
        "hidden_by_reason": {"off-topic": 1},
        "merged": 0,
        "withdrawn": 0,
        "erased": 1,
        "by_status": {},
        "holds": True,
    }


TAMPERED: dict[str, tuple[Executable, str]] = {
    "an entry deleted": (
        delete(log_entries).where(log_entries.c.position == 1),
        "proposals: entry 1 is missing",
    ),
    "the last entry deleted": (
        delete(log_entries).where(log_entries.c.position == 2),
        "proposals: length or root is not that of its entries",
    ),
    "words altered": (
        update(proposals).where(proposals.c.number == 1).values(wording="Басқа"),
        "1: the words shown",
    ),
    "words altered in the log": (
        update(log_entries).where(log_entries.c.position == 0).values(payload="{}"),
        "1: other words than were received",
    ),
    "a status altered": (
        update(proposals).where(proposals.c.number == 2).values(status="published"),
        "2: the status is published, the audit tells hidden",
    ),
    "the audit altered": (
        update(audit_entries).where(audit_entries.c.position == 1).values(payload='{"action":"status"}'),
        "audit: length or root is not that of its entries",
    ),
    "a node altered": (
        update(log_nodes).where(log_nodes.c.log == "proposals").values(hash=bytes(32)),
        "proposals: the stored tree is not that of its entries",
    ),
    "the log cut": (
        text("UPDATE log_heads SET size = 2 WHERE log = 'proposals'"),
        "proposals: length or root is not that of its entries",
    ),
}


@pytest.mark.parametrize("what", TAMPERED)
async def test_tampering_with_the_database_is_found(history: History, what: str) -> None:
    """Each is named in a line."""
    await some(history)
    statement, problem = TAMPERED[what]
    async with history.database.write() as connection:
        await connection.execute(statement)
    assert any(line.startswith(problem) for line in (await checked(history)).problems), (
        await checked(history)
    ).problems


async def test_an_export_shows_words_only_where_everybody_may_read_them(
    history: History, pack: Pack, tmp_path: Path
) -> None:
    """Of the hidden and the erased one there is the number; the checker finds all in order."""
    await some(history)
    await export(history, pack, tmp_path / "export")
    assert script(tmp_path / "export") == (0, "In order: 3 proposals, 4 entries of the audit.")
    whole = b"".join(path.read_bytes() for path in (tmp_path / "export").iterdir()).decode()
    assert "Ұсыныс 1" in whole
    assert "Ұсыныс 2" not in whole
    assert "Ұсыныс 3" not in whole
    assert "Басқаша" not in whole
    rows = [json.loads(line) for line in (tmp_path / "export" / "proposals.jsonl").read_text().splitlines()]
    assert [(row["receipt"], row["status"], row["reason_code"]) for row in rows] == [
        ("KZ-000001-C", "published", None),
        ("KZ-000002-D", "hidden", "off-topic"),
        ("KZ-000003-E", "erased", None),
    ]


async def test_an_insider_who_signs_a_new_history_contradicts_a_checkpoint_that_was_kept(
    history: History, pack: Pack, tmp_path: Path
) -> None:
    """By itself the new history is in order; held against what was posted, it is not."""
    await some(history)
    await export(history, pack, tmp_path / "export")
    kept = tmp_path / "kept.txt"
    kept.write_text(
        (tmp_path / "export" / "checkpoint.txt").read_text("utf-8").split("\n\n\n")[0] + "\n", "utf-8"
    )
    other = tmp_path / "export"
    assert script(other, kept)[0] == 0
    async with history.database.write() as connection:
        for table in (
            "log_nodes",
            "log_heads",
            "log_entries",
            "audit_entries",
            "checkpoints",
            "status_changes",
        ):
            await connection.execute(text(f"DELETE FROM {table}"))  # noqa: S608 - names of tables
        await connection.execute(text("DELETE FROM proposals"))
    await some(history)
    await export(history, pack, tmp_path / "new")
    assert script(tmp_path / "new")[0] == 0
    code, said = script(tmp_path / "new", kept)
    assert (code, said) == (
        1,
        "NOT IN ORDER: atazan.log/9169ab30a7ec14fb/proposals: not the 3 entries that were signed",
    )


async def test_an_export_signed_with_another_key_is_found_by_who_knows_the_key(
    history: History, pack: Pack, tmp_path: Path
) -> None:
    """The public key is given as the second argument."""
    await some(history)
    await export(history, pack, tmp_path / "export")
    key = tmp_path / "key.txt"
    key.write_bytes((tmp_path / "export" / "public-key.txt").read_bytes())
    assert script(tmp_path / "export", key)[0] == 0
    history.signer = Signer(Key(bytes([7] * 32)))
    async with history.database.write() as connection:
        await connection.execute(text("DELETE FROM checkpoints"))
    await export(history, pack, tmp_path / "forged")
    assert script(tmp_path / "forged")[0] == 0
    assert script(tmp_path / "forged", key) == (1, "NOT IN ORDER: the public key is another one")
