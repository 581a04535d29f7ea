"""The tables. No name, no user name, no telephone number of anybody, and no Telegram id in the clear.

A change here needs a migration of its own; a test compares the two.
"""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    TypeDecorator,
    false,
)

# Without names of their own, constraints could not be altered by a migration on both databases.
NAMING = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

metadata = MetaData(naming_convention=NAMING)


class UtcDateTime(TypeDecorator[datetime]):
    """A moment, aware, in UTC, on both sides; SQLite would forget the zone, so it is given back here."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Return the moment in UTC.

        Raises:
            ValueError: it has no zone, so nobody can know when it is.
        """
        if value is not None and value.tzinfo is None:
            raise ValueError("a moment without a zone cannot be stored")
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Return the moment, aware, in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


#: What is known of this installation: ids of its keys, and when it was made.
installation = Table(
    "installation",
    metadata,
    Column("key", String(40), primary_key=True),
    Column("value", String(200), nullable=False),
)

#: Whoever chose something: a person, a group or a channel. One who only asks has no row.
people = Table(
    "people",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sealed_id", LargeBinary, nullable=False, unique=True),
    Column(
        "kind", String(8), CheckConstraint("kind IN ('person', 'group', 'channel')", "kind"), nullable=False
    ),
    Column("language", String(8)),
    Column("plain_layout", Boolean, nullable=False, server_default=false()),
    Column("last_article", String(64)),
    Column("last_article_at", UtcDateTime),
    Column("settings", JSON, nullable=False, server_default="{}"),
    Column("first_seen", Date, nullable=False),
    Column("blocked_at", UtcDateTime),
    Column("is_local", Boolean, nullable=False, server_default=false()),
    # An id once given is never given again: what outlives a forgotten person must not fall to another.
    sqlite_autoincrement=True,
)

#: What a person is in the middle of (a proposal, an announcement): the step, and what they have said so far.
dialogues = Table(
    "dialogues",
    metadata,
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("name", String(16), nullable=False),
    Column("step", String(16), nullable=False),
    Column("data", JSON, nullable=False),
    Column("updated_at", UtcDateTime, nullable=False),
)

_ROLE = "role IN ('admin', 'editor', 'moderator', 'secretariat')"

#: Who may do more than others, besides those named in the settings.
roles = Table(
    "roles",
    metadata,
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("role", String(12), CheckConstraint(_ROLE, "role"), primary_key=True),
    Column("granted_at", UtcDateTime, nullable=False),
    Column("granted_by", ForeignKey("people.id", ondelete="SET NULL"), index=True),
)

#: One-time links that give a role; only a hash of each is kept.
invitations = Table(
    "invitations",
    metadata,
    Column("token_hash", LargeBinary, primary_key=True),
    Column("role", String(12), CheckConstraint(_ROLE, "role"), nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
    Column("used_at", UtcDateTime),
    Column("expires_at", UtcDateTime, nullable=False),
)

#: Updates whose change of state is on disk, so that a second delivery changes nothing.
handled_updates = Table(
    "handled_updates",
    metadata,
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    Column("at", UtcDateTime, nullable=False, index=True),
)

_KIND = "kind IN ('none', 'choices')"

#: Who asked a question that too few have asked to be readable: no text, and a mark of the asker that is another one
#: under every question. Without row numbers, whose order would tell which marks were made one after the other.
gap_askers = Table(
    "gap_askers",
    metadata,
    Column("gap", LargeBinary, primary_key=True),
    Column("asker", LargeBinary, primary_key=True),
    Column("day", Date, nullable=False, index=True),
    sqlite_with_rowid=False,
)

#: Questions without a sure answer that several different people have asked; of whom, nothing is kept any more.
gaps = Table(
    "gaps",
    metadata,
    Column("gap", LargeBinary, primary_key=True),
    Column("text", String(200), nullable=False),
    Column("kind", String(8), CheckConstraint(_KIND, "kind"), nullable=False),
    Column("language", String(8), nullable=False),
    Column("askers", Integer, nullable=False),
    Column("first_seen", Date, nullable=False),
    Column("last_seen", Date, nullable=False),
    sqlite_with_rowid=False,
)
