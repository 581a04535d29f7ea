"""The tables of sessions: bodies, sessions with their history, reminders, and what editors publish."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Integer,
    String,
    Table,
    UniqueConstraint,
    false,
)

from bot.storage.tables import UtcDateTime, metadata

_STATUS = "status IN ('tentative', 'confirmed', 'rescheduled', 'live', 'cancelled', 'held')"
_WHICH = "which IN ('day', 'hour', 'start')"
_REMINDER = "state IN ('waiting', 'published', 'expired')"
_PUBLICATION = "state IN ('awaiting', 'published', 'undone', 'refused')"

#: Bodies that editors added to those of the pack.
bodies = Table(
    "bodies",
    metadata,
    Column("id", String(24), primary_key=True),
    Column("name", JSON, nullable=False),
    Column("added_at", UtcDateTime, nullable=False),
    Column("added_by", ForeignKey("people.id", ondelete="SET NULL"), index=True),
)

#: Sessions as they stand. `event` names the notice that people were told last of when and where.
sessions = Table(
    "sessions",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("uid", String(255), nullable=False, unique=True),
    Column("body", String(40), nullable=False),
    Column("number", Integer, nullable=False),
    Column("status", String(12), CheckConstraint(_STATUS, "status"), nullable=False),
    Column("day", Date, nullable=False, index=True),
    Column("start_at", UtcDateTime),
    Column("content", JSON, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("withdrawn", Boolean, nullable=False, server_default=false()),
    Column("event", String(120)),
    Column("changed_at", UtcDateTime, nullable=False, index=True),
    UniqueConstraint("body", "number"),
)

#: Every state a session was ever in; rows are only added.
session_revisions = Table(
    "session_revisions",
    metadata,
    Column("session_id", ForeignKey("sessions.id"), primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("what", String(12), nullable=False),
    Column("state", JSON, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("by", ForeignKey("people.id", ondelete="SET NULL"), index=True),
)

#: When people are to be reminded of a session. A change of its time lets the old rows expire and adds new ones.
session_reminders = Table(
    "session_reminders",
    metadata,
    Column("session_id", ForeignKey("sessions.id"), primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("which", String(8), CheckConstraint(_WHICH, "which"), primary_key=True),
    Column("due_at", UtcDateTime, nullable=False, index=True),
    Column("expires_at", UtcDateTime, nullable=False),
    Column("state", String(12), CheckConstraint(_REMINDER, "state"), nullable=False),
)

#: Who wants to be reminded of one session, whatever they follow.
session_wishes = Table(
    "session_wishes",
    metadata,
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("session_id", ForeignKey("sessions.id"), primary_key=True, index=True),
    Column("at", UtcDateTime, nullable=False),
)

#: What editors published or want to publish: who, what, and whether it waits for a second editor.
publications = Table(
    "publications",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", String(12), nullable=False),
    Column("draft", JSON, nullable=False),
    Column("state", String(12), CheckConstraint(_PUBLICATION, "state"), nullable=False),
    Column("session_id", ForeignKey("sessions.id"), index=True),
    Column("revision", Integer),
    Column("event", String(120)),
    Column("made_by", ForeignKey("people.id", ondelete="SET NULL"), index=True),
    Column("made_at", UtcDateTime, nullable=False),
    Column("decided_by", ForeignKey("people.id", ondelete="SET NULL"), index=True),
    Column("decided_at", UtcDateTime),
    sqlite_autoincrement=True,
)

#: How the staff works, as an administrator set it.
staff_settings = Table(
    "staff_settings",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", JSON, nullable=False),
    Column("changed_at", UtcDateTime, nullable=False),
    Column("changed_by", ForeignKey("people.id", ondelete="SET NULL"), index=True),
)
