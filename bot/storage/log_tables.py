"""The tables of the public log: one entry per proposal received, one per thing done, and the trees over both."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Integer, LargeBinary, String, Table, Text

from bot.storage.tables import UtcDateTime, metadata

_LOG = "log IN ('proposals', 'audit')"

#: How long each log is, and the roots of the perfect trees that it ends in, biggest first (32 bytes each). Whoever
#: appends holds this row until the commit, so positions have no gaps, and a rollback gives its position back.
log_heads = Table(
    "log_heads",
    metadata,
    Column("log", String(12), CheckConstraint(_LOG, "log"), primary_key=True),
    Column("size", Integer, nullable=False),
    Column("frontier", LargeBinary, nullable=False),
)

#: Hashes of perfect subtrees: the one at `level` and `position` is over 2**level leaves, from position * 2**level on.
log_nodes = Table(
    "log_nodes",
    metadata,
    Column("log", String(12), primary_key=True),
    Column("level", Integer, primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("hash", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)

#: What each leaf of the log of proposals commits to. Salt and words go when the proposal is erased; the rest stays.
log_entries = Table(
    "log_entries",
    metadata,
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("proposal_id", Integer, nullable=False, unique=True),
    Column("commitment", LargeBinary, nullable=False),
    # Of the wording as it was edited in its first minutes, if it was; then salt and payload belong to this one.
    Column("amended", LargeBinary),
    Column("salt", LargeBinary),
    Column("payload", Text),
    Column("at", UtcDateTime, nullable=False),
)

#: Everything done to proposals, in order: who did it as a role, never as a person. Never changed, never deleted.
audit_entries = Table(
    "audit_entries",
    metadata,
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, index=True),
    Column("payload", Text, nullable=False),
)

#: Signed statements of how long a log was and what was in it.
checkpoints = Table(
    "checkpoints",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("log", String(12), CheckConstraint(_LOG, "log"), nullable=False),
    Column("size", Integer, nullable=False),
    Column("at", UtcDateTime, nullable=False, index=True),
    Column("note", Text, nullable=False),
)
