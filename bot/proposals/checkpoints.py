"""Checkpoints: signed statements that a log was so long and had this root (C2SP tlog-checkpoint).

Whoever keeps one can tell ever after whether anything before it was changed, moved or taken out.
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.proposals.log import Log, head
from bot.proposals.notes import NoteError, Signer
from bot.storage.log_tables import checkpoints

LOGS: tuple[Log, ...] = ("proposals", "audit")

_LINES = 3
_HASH_BYTES = 32


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A signed state of a log. `note` is the whole signed note."""

    log: Log
    size: int
    root: bytes
    at: datetime
    note: str


def signed(signer: Signer, log: Log, size: int, root: bytes) -> str:
    """The note that states the size and root of a log."""
    encoded = base64.b64encode(root).decode()
    return signer.sign(f"{signer.origin(log)}\n{size}\n{encoded}\n")


def read(signer: Signer, log: Log, note: str) -> tuple[int, bytes]:
    """Size and root that a note states of a log.

    Raises:
        NoteError: it is not signed by this key, or is not a checkpoint of this log.
    """
    lines = signer.open(note).splitlines()
    try:
        origin, size, root = lines[0], int(lines[1]), base64.b64decode(lines[2], validate=True)
    except (IndexError, ValueError, binascii.Error) as error:
        raise NoteError("not a checkpoint") from error
    if origin != signer.origin(log) or len(root) != _HASH_BYTES or size < 0 or len(lines) < _LINES:
        raise NoteError(f"not a checkpoint of {signer.origin(log)}")
    return size, root


async def latest(connection: AsyncConnection, log: Log, signer: Signer) -> Checkpoint | None:
    """The newest checkpoint of a log that this key signed; None if there is none."""
    table = checkpoints.c
    query = select(checkpoints).where(table.log == log).order_by(table.id.desc()).limit(1)
    row = (await connection.execute(query)).first()
    if row is None:
        return None
    try:
        size, root = read(signer, log, row.note)
    except NoteError:
        return None
    return Checkpoint(log, size, root, row.at, row.note)


async def made_within(connection: AsyncConnection, log: Log, signer: Signer, at: datetime) -> Checkpoint:
    """A checkpoint of the log as it is now; the newest one where the log is as it was then, else a new one."""
    newest = await latest(connection, log, signer)
    size, root = await head(connection, log)
    if newest is not None and (newest.size, newest.root) == (size, root):
        return newest
    made = Checkpoint(log, size, root, at, signed(signer, log, size, root))
    row = {"log": log, "size": size, "at": at, "note": made.note}
    await connection.execute(insert(checkpoints).values(row))
    return made
