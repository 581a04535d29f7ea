"""Whatever happens to proposals, every one is accounted for, and whatever is done to an export of them is found.

The checker is the script that ships with the export, run by itself: a process for a history, not one for a forgery.
"""

from __future__ import annotations

import asyncio
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.clock import SettableClock
from bot.proposals.bundle import bundle, snapshot, write
from bot.proposals.statuses import Status
from bot.proposals.table import Places
from bot.proposals.verification import verified
from bot.storage.database import Database
from content.model import Pack
from content.revisions import Revisions
from tests.bot_process import PATIENCE
from tests.proposal_histories import History

RUNNER = """
import pathlib, runpy, sys
check = runpy.run_path(sys.argv[1])["check"]
for folder in sys.argv[2:]:
    try: print(check(pathlib.Path(folder)))
    except (ArithmeticError, LookupError, OSError, TypeError, ValueError) as wrong: print("NOT IN ORDER:", wrong)
"""

STEPS = (
    "receive",
    "receive",
    "receive",
    "publish",
    "hide",
    "merge",
    "withdraw",
    "erase",
    "edit",
    "decide",
    "sign",
)

Step = tuple[str, int]


def checked(*folders: Path) -> list[str]:
    """What the script says of each export, all in one process of its own."""
    command = [sys.executable, "-I", "-c", RUNNER, str(folders[0] / "verify.py"), *map(str, folders)]
    ran = subprocess.run(command, capture_output=True, text=True, check=True, timeout=PATIENCE)
    return ran.stdout.splitlines()


async def play(history: History, steps: list[Step]) -> int:
    """Do the steps, each to some proposal that there is; return how many were received."""
    received = 0
    reasons = ("off-topic", "insult", "personal-data")
    status: dict[str, Status] = {"publish": "published", "withdraw": "withdrawn", "decide": "partly"}
    for name, choice in steps:
        history.clock.advance(timedelta(minutes=1))
        number = choice % received + 1 if received else 0
        if name == "receive":
            await history.receive(f"Ұсыныс {choice}", reason=None if choice % 2 else "Себебі")
            received += 1
        elif name == "sign":
            await history.checkpoint()
        elif not number:
            continue
        elif name == "hide":
            await history.change(number, "hidden", reason=reasons[choice % 3])
        elif name == "merge":
            into = await history.proposal(choice % received + 1)
            await history.change(number, "merged", merged_into=into.id)
        elif name == "edit":
            await history.edit(number, f"Түзетілді {choice}")
        elif name == "erase":
            await history.erase(number)
        else:
            await history.change(number, status[name], by="secretariat" if name == "decide" else "moderator")
    return received


async def exported(database: Database, history: History, pack: Pack, folder: Path) -> None:
    """Check the database itself, and write its export."""
    places = Places(pack, Revisions(folder / "none"), "kk")
    async with database.read() as connection:
        await snapshot(connection)
        found = await verified(connection, history.signer)
        files = await bundle(connection, places, history.signer, history.clock.now())
    assert found.problems == []
    assert found.reconciliation.holds
    write(files, folder)


def lines_of(path: Path) -> list[str]:
    """The lines of a file, without the empty one at its end."""
    return path.read_text("utf-8").split("\n")[:-1]


@dataclass(frozen=True)
class Forgery:
    """Something that somebody does to one file of an export; `needs` lines there have to be for it."""

    file: str
    does: Callable[[list[str]], list[str]]
    needs: int = 1


def altered(line: str) -> str:
    """The line with one character of its first hash, or of its moment, replaced."""
    place = line.index('"commitment":"') + 15 if '"commitment":"' in line else line.index("20")
    place = line.index('"commitment": "') + 15 if '"commitment": "' in line else place
    other = "1" if line[place] != "1" else "2"
    return line[:place] + other + line[place + 1 :]


def recounted(line: str) -> str:
    """The line with one more received, where it tells that."""
    return re.sub(r'"received": (\d+),$', lambda found: f'"received": {int(found[1]) + 1},', line)


def restated(line: str) -> str:
    """The line with another status."""
    row = json.loads(line)
    row["status"] = "declined" if row["status"] != "declined" else "accepted"
    return json.dumps(row, ensure_ascii=False)


FORGERIES = {
    f"{what} {file}": Forgery(file, does, needs)
    for file in ("log.jsonl", "audit.jsonl", "proposals.jsonl")
    for what, does, needs in (
        ("first deleted in", lambda lines: lines[1:], 1),
        ("last deleted in", lambda lines: lines[:-1], 1),
        ("two swapped in", lambda lines: [*lines[:-2], lines[-1], lines[-2]], 2),
        ("one doubled in", lambda lines: [*lines, lines[-1]], 1),
    )
} | {
    "altered in the log": Forgery("log.jsonl", lambda lines: [*lines[:-1], altered(lines[-1])]),
    "altered in the audit": Forgery("audit.jsonl", lambda lines: [altered(lines[0]), *lines[1:]]),
    "another count": Forgery("reconciliation.json", lambda lines: [recounted(line) for line in lines]),
    "another status": Forgery("proposals.jsonl", lambda lines: [restated(lines[0]), *lines[1:]]),
}


def forged(folder: Path, target: Path, forgery: Forgery, history: History, *, insider: bool) -> bool:
    """Make a forged copy; False where nothing would be different.

    Everybody puts the list of hashes right again; an insider has the key and signs that list, too. The logs themselves
    an insider cannot sign anew without contradicting the checkpoints that others keep.
    """
    lines = lines_of(folder / forgery.file)
    if len(lines) < forgery.needs or (changed := forgery.does(lines)) == lines:
        return False
    shutil.copytree(folder, target)
    (target / forgery.file).write_text("".join(line + "\n" for line in changed), "utf-8")
    names = [line[66:] for line in lines_of(folder / "SHA256SUMS")]
    sums = "".join(f"{sha256((target / name).read_bytes()).hexdigest()}  {name}\n" for name in names)
    (target / "SHA256SUMS").write_text(sums)
    old = (folder / "SHA256SUMS.note").read_text("utf-8")
    text = f"{history.signer.origin('export')}\n{sums}"
    note = history.signer.sign(text) if insider else text + old[old.index("\n\n") + 1 :]
    (target / "SHA256SUMS.note").write_text(note, "utf-8")
    return True


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 30)), max_size=30), insider=st.booleans()
)
def test_every_history_reconciles_and_every_forgery_is_found(
    steps: list[Step],
    insider: bool,
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    clock: SettableClock,
) -> None:
    """Deleting, moving, doubling or altering any entry of an export is found; the export as it was is in order."""
    # By way of the request: what a failing example prints would else be the whole pack.
    pack: Pack = request.getfixturevalue("pack")
    sqlite_template: Path = request.getfixturevalue("sqlite_template")
    folder = tmp_path_factory.mktemp("history")
    (folder / "data").mkdir()
    shutil.copy(sqlite_template, folder / "data" / "atazan.sqlite3")
    url = f"sqlite+aiosqlite:///{folder / 'data' / 'atazan.sqlite3'}"

    async def whole() -> tuple[History, int]:
        database = await Database.open(url, data_dir=folder / "data")
        history = History(database, clock)
        received = await play(history, steps)
        await exported(database, history, pack, folder / "export")
        await database.close()
        return history, received

    history, received = asyncio.run(whole())
    made = [
        target
        for name, forgery in FORGERIES.items()
        if forged(
            folder / "export", target := folder / name.replace(" ", "-"), forgery, history, insider=insider
        )
    ]
    first, *others = checked(folder / "export", *made)
    audit = len(lines_of(folder / "export" / "audit.jsonl"))
    assert first == f"In order: {received} proposals, {audit} entries of the audit."
    unnoticed = [target.name for target, said in zip(made, others, strict=True) if "NOT IN ORDER" not in said]
    assert unnoticed == []
    shutil.rmtree(folder)
