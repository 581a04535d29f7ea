"""The ledger: what must not be forgotten when a backup is restored, kept as a file beside the database.

It holds the leaves of the public log, its checkpoints, the marks of erased people and the numbers of erased proposals:
nothing that a person wrote and no id. Every worker keeps a whole one in its data folder, a second or so behind the
database; lines are only ever added. A backup of the data folder should hold it; a backup of the database does not.
"""

from __future__ import annotations

import asyncio
import fcntl
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.database import Database
from bot.storage.errors import StorageSettingsError
from bot.storage.log_tables import audit_entries, checkpoints, log_entries
from bot.storage.proposal_tables import proposals, status_changes
from bot.storage.shared_tables import erasures

FILE = "ledger.jsonl"

#: How many rows are read at once, so that a first start on a big database needs little memory.
_AT_ONCE = 5_000

# Rows committed out of order on PostgreSQL may get a number lower than one that was read before.
_OUT_OF_ORDER, _FEW = 1_000, 10

LOGS = ("proposals", "audit")


@dataclass
class Contents:
    """What a ledger says."""

    #: By log, the data of each leaf, from position 0 on: the commitment in hexadecimal and the moment, or the entry.
    leaves: dict[str, list[tuple[str, str]]] = field(default_factory=lambda: {log: [] for log in LOGS})
    #: By log, the checkpoints: size, moment and signed note.
    checkpoints: dict[str, dict[int, tuple[str, str]]] = field(
        default_factory=lambda: {log: {} for log in LOGS}
    )
    #: Numbers of erasures with their marks.
    erased: dict[str, str] = field(default_factory=dict)
    #: Receipt numbers of erased proposals.
    emptied: set[int] = field(default_factory=set)

    def take(self, line: dict[str, Any]) -> bool:
        """Take a line in; return whether it says anything new.

        Raises:
            ValueError: a leaf before it is missing.
        """
        if "leaf" in line:
            return self._take_leaf(line)
        if "checkpoint" in line:
            known = self.checkpoints[line["checkpoint"]]
            new = line["size"] not in known
            known[line["size"]] = (line["at"], line["note"])
        elif "erased" in line:
            new = line["entry"] not in self.erased
            self.erased[line["entry"]] = line["erased"]
        else:
            new = line["emptied"] not in self.emptied
            self.emptied.add(line["emptied"])
        return new

    def _take_leaf(self, line: dict[str, Any]) -> bool:
        leaves = self.leaves[line["log"]]
        if line["leaf"] > len(leaves):
            raise ValueError(f"leaf {len(leaves)} of the {line['log']} is missing")
        if line["leaf"] < len(leaves):
            return False
        leaves.append((line["data"], line["at"]))
        return True


class Ledger:
    """The ledger of one data folder."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE
        self._contents: Contents | None = None
        self._changes_seen = 0
        self._checkpoints_seen = 0
        self._erased_seen: date | None = None
        self._alone = asyncio.Lock()

    def read(self) -> Contents:
        """Return what the file says; nothing if there is none. A last line that was cut off is passed over.

        Raises:
            StorageSettingsError: it cannot be read, or is not a ledger.
        """
        contents = Contents()
        try:
            lines = self.path.read_text("utf-8").splitlines() if self.path.exists() else []
        except (OSError, UnicodeError) as error:
            raise StorageSettingsError(f"{self.path} cannot be read ({type(error).__name__})") from error
        for number, line in enumerate(lines, 1):
            try:
                contents.take(json.loads(line))
            except (ValueError, KeyError, TypeError) as error:
                if number == len(lines):
                    break
                raise StorageSettingsError(f"{self.path}: line {number} is damaged") from error
        return contents

    async def check(self, database: Database) -> None:
        """Refuse a database that is not the ledger's, as after a backup was put in place without its help.

        Going on with it would give numbers a second time, and fork the public log.

        Raises:
            StorageError: the database failed.
            StorageSettingsError: it is older, or has another log; or the file is damaged.
        """
        contents = await asyncio.to_thread(self.read)
        async with database.read() as connection:
            for log, leaves in contents.leaves.items():
                if leaves and await leaf_at(connection, log, len(leaves) - 1) != leaves[-1][0]:
                    raise StorageSettingsError(
                        f"the database is older than {self.path}: put the backup in place with db restore, which "
                        "carries over what was received since; or, to begin anew, take that file away"
                    )

    async def keep(self, database: Database) -> int:
        """Add what the database has and the file has not, and return how many lines; costs four looks at rows.

        Raises:
            StorageError: the database failed.
            StorageSettingsError: the file is damaged.
            OSError: the disk refuses; it is made up by the next call.
        """
        async with self._alone:
            if self._contents is None:
                self._contents = await asyncio.to_thread(self.read)
                await asyncio.to_thread(self._mend)
            added = 0
            while lines := await self._new_lines(database, self._contents):
                await asyncio.to_thread(self._append, lines)
                added += len(lines)
                if len(lines) < _AT_ONCE:
                    break
            return added

    async def _new_lines(self, database: Database, contents: Contents) -> list[dict[str, Any]]:
        async with database.read() as connection:
            found = [
                *await _leaves(connection, contents),
                *await self._checkpoints(connection),
                *await self._emptied(connection),
                *await self._erased(connection),
            ]
        # A leaf that is missing in between can only come with the next look.
        return [line for line in found if _taken(contents, line)]

    async def _checkpoints(self, connection: AsyncConnection) -> list[dict[str, Any]]:
        table = checkpoints.c
        query = select(table.id, table.log, table.size, table.at, table.note).where(
            table.id > self._checkpoints_seen - _FEW
        )
        rows = list(await connection.execute(query.order_by(table.id)))
        self._checkpoints_seen = max((row.id for row in rows), default=self._checkpoints_seen)
        return [
            {"checkpoint": row.log, "size": row.size, "at": row.at.isoformat(), "note": row.note}
            for row in rows
        ]

    async def _emptied(self, connection: AsyncConnection) -> list[dict[str, Any]]:
        table = status_changes.c
        query = (
            select(table.id, proposals.c.number)
            .join(proposals, proposals.c.id == table.proposal_id)
            .where(table.status == "erased", table.id > self._changes_seen - _OUT_OF_ORDER)
        )
        rows = list(await connection.execute(query))
        self._changes_seen = max((row.id for row in rows), default=self._changes_seen)
        return [{"emptied": row.number} for row in rows if row.number is not None]

    async def _erased(self, connection: AsyncConnection) -> list[dict[str, Any]]:
        table, query = erasures.c, select(erasures)
        if self._erased_seen is not None:
            query = query.where(table.day >= self._erased_seen - timedelta(days=2))
        rows = list(await connection.execute(query))
        self._erased_seen = max((row.day for row in rows), default=self._erased_seen)
        return [
            {"erased": row.mark.hex(), "entry": row.entry.hex(), "day": row.day.isoformat()} for row in rows
        ]

    def _append(self, lines: Iterable[dict[str, Any]]) -> None:
        data = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode()
        try:
            with self._locked() as descriptor:
                size = os.fstat(descriptor).st_size
                try:
                    _write(descriptor, data)
                except OSError:
                    os.ftruncate(descriptor, size)
                    raise
        except OSError:
            # What the file says, and what it lacks, is looked up again.
            self._contents = None
            self._changes_seen = self._checkpoints_seen = 0
            self._erased_seen = None
            raise

    @contextmanager
    def _locked(self) -> Iterator[int]:
        """The file, open for adding; workers that share a folder add one after the other."""
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield descriptor
        finally:
            os.close(descriptor)

    def _mend(self) -> None:
        """Take away a line that was cut off, so that the next one begins a line of its own."""
        if not self.path.exists():
            return
        with self._locked() as descriptor:
            data = self.path.read_bytes()
            if data and not data.endswith(b"\n"):
                os.ftruncate(descriptor, data.rfind(b"\n") + 1)


def _write(descriptor: int, data: bytes) -> None:
    while data:
        data = data[os.write(descriptor, data) :]
    os.fsync(descriptor)


def _taken(contents: Contents, line: dict[str, Any]) -> bool:
    try:
        return contents.take(line)
    except ValueError:
        return False


async def leaf_at(connection: AsyncConnection, log: str, position: int) -> str | None:
    """Return the data of a leaf as the ledger writes it; None: the log is not that long."""
    if log == "audit":
        query = select(audit_entries.c.payload).where(audit_entries.c.position == position)
        payload: str | None = (await connection.execute(query)).scalar_one_or_none()
        return payload
    found = select(log_entries.c.commitment).where(log_entries.c.position == position)
    commitment: bytes | None = (await connection.execute(found)).scalar_one_or_none()
    return None if commitment is None else commitment.hex()


async def _leaves(connection: AsyncConnection, contents: Contents) -> list[dict[str, Any]]:
    table, known = log_entries.c, len(contents.leaves["proposals"])
    query = select(table.position, table.commitment, table.at).where(table.position >= known)
    received = [
        {"log": "proposals", "leaf": row.position, "data": row.commitment.hex(), "at": row.at.isoformat()}
        for row in await connection.execute(query.order_by(table.position).limit(_AT_ONCE))
    ]
    entries, known = audit_entries.c, len(contents.leaves["audit"])
    query = select(entries.position, entries.payload).where(entries.position >= known)
    done = [
        {"log": "audit", "leaf": row.position, "data": row.payload, "at": ""}
        for row in await connection.execute(query.order_by(entries.position).limit(_AT_ONCE))
    ]
    return [*received, *done]
