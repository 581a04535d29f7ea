"""The tables of subscriptions and delivery: who follows what, what was published, and what became of it for each."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    String,
    Table,
    false,
    text,
    true,
)

from bot.storage.tables import UtcDateTime, metadata

MODES = ("now", "daily", "weekly")
CAMPAIGN_STATES = ("sending", "paused", "halted", "done", "cancelled")
DELIVERY_STATES = (
    "pending",
    "leased",
    "sent",
    "blocked",
    "failed",
    "unknown",
    "expired",
    "cancelled",
)
PURPOSES = ("new", "reply", "edit")


def _one_of(column: str, values: tuple[str, ...]) -> str:
    return f"{column} IN ({', '.join(repr(value) for value in values)})"


#: Who follows what. In the order in which a notice looks for them.
subscriptions = Table(
    "subscriptions",
    metadata,
    Column("topic", String(64), primary_key=True),
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("since", UtcDateTime, nullable=False),
    sqlite_with_rowid=False,
)

#: When and how somebody wants to be told; nobody has a row who is content with what everybody gets.
delivery_choices = Table(
    "delivery_choices",
    metadata,
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column(
        "mode",
        String(8),
        CheckConstraint(_one_of("mode", MODES), "mode"),
        nullable=False,
        server_default="now",
    ),
    # NULL: those of the installation, however they change.
    Column("quiet", String(11)),
    Column("zone", String(40)),
    Column("urgent", Boolean, nullable=False, server_default=true()),
    Column("remind_day", Boolean, nullable=False, server_default=true()),
    Column("remind_hour", Boolean, nullable=False, server_default=true()),
    Column("remind_start", Boolean, nullable=False, server_default=false()),
    Column("paused_until", UtcDateTime),
)

#: What was published: one event each, its words frozen.
campaigns = Table(
    "campaigns",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("event", String(160), nullable=False, unique=True),
    Column("kind", String(12), nullable=False),
    # Silent: only edits messages that are there, tells nobody anew.
    Column("silent", Boolean, nullable=False, server_default=false()),
    # Whose own messages a silent one edits; NULL: the first ones about the same thing.
    Column("edits_id", ForeignKey("campaigns.id", ondelete="CASCADE"), index=True),
    Column("cards", JSON, nullable=False),
    Column("topics", JSON, nullable=False),
    Column("reminder", String(8)),
    Column("not_before", UtcDateTime),
    Column("expires", UtcDateTime),
    Column("urgent", Boolean, nullable=False, server_default=false()),
    # The first notice about the same thing; NULL: this one is the first.
    Column("root_id", ForeignKey("campaigns.id", ondelete="SET NULL"), index=True),
    Column(
        "state",
        String(10),
        CheckConstraint(_one_of("state", CAMPAIGN_STATES), "state"),
        nullable=False,
        index=True,
    ),
    # Fanned out up to this person's id; NULL: to the end.
    Column("spread_to", Integer, server_default="0"),
    # Since when its words stand as they do, while the first few messages with them have still to get through.
    Column("trying_since", UtcDateTime),
    Column("made_at", UtcDateTime, nullable=False),
    Column("begun_at", UtcDateTime),
    Column("ended_at", UtcDateTime),
    sqlite_autoincrement=True,
)

#: Whom a campaign tells whatever they follow; only until its deliveries are made.
campaign_people = Table(
    "campaign_people",
    metadata,
    Column("campaign_id", ForeignKey("campaigns.id", ondelete="CASCADE"), primary_key=True),
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, index=True),
    sqlite_with_rowid=False,
)

#: When a campaign may reach those who chose the same; only until its deliveries are made. '' stands for NULL.
due_times = Table(
    "due_times",
    metadata,
    Column("campaign_id", ForeignKey("campaigns.id", ondelete="CASCADE"), primary_key=True),
    Column("zone", String(40), primary_key=True),
    Column("quiet", String(11), primary_key=True),
    Column("mode", String(8), primary_key=True),
    Column("urgent", Boolean, primary_key=True),
    Column("asked_for", Boolean, primary_key=True),
    Column("due_at", UtcDateTime, nullable=False),
    Column("digest", Boolean, nullable=False),
    sqlite_with_rowid=False,
)

#: What becomes of a campaign for each person. The primary key is why nobody is told twice.
deliveries = Table(
    "deliveries",
    metadata,
    Column("campaign_id", ForeignKey("campaigns.id", ondelete="CASCADE"), primary_key=True),
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("is_local", Boolean, nullable=False, server_default=false()),
    Column("state", String(9), CheckConstraint(_one_of("state", DELIVERY_STATES), "state"), nullable=False),
    Column("purpose", String(5), CheckConstraint(_one_of("purpose", PURPOSES), "purpose"), nullable=False),
    # The lower the sooner; see bot.delivery.ledger.
    Column("priority", SmallInteger, nullable=False),
    Column("due_at", UtcDateTime, nullable=False),
    # Why they are told: the topic that they follow; NULL: not for a topic, but for something of their own.
    Column("topic", String(64)),
    # The message that is edited or replied to.
    Column("anchor", BigInteger),
    Column("leased_until", UtcDateTime),
    Column("leased_by", String(16)),
    Column("tries", SmallInteger, nullable=False, server_default="0"),
    # Sent once more after it was not known whether it had arrived, and says so.
    Column("repeated", Boolean, nullable=False, server_default=false()),
    Column("message_id", BigInteger),
    # Sent in one message with others, which therefore is never edited.
    Column("shared", Boolean, nullable=False, server_default=false()),
    Column("reason", String(24)),
    Column("settled_at", UtcDateTime),
    Index(
        "ix_deliveries_pending",
        *("is_local", "campaign_id", "priority", "due_at", "person_id"),
        sqlite_where=text("state = 'pending'"),
        postgresql_where=text("state = 'pending'"),
    ),
    Index(
        "ix_deliveries_leased",
        "leased_until",
        sqlite_where=text("state = 'leased'"),
        postgresql_where=text("state = 'leased'"),
    ),
    sqlite_with_rowid=False,
)

#: The message that shows an editor how a campaign goes on, edited in place.
progress_messages = Table(
    "progress_messages",
    metadata,
    Column("campaign_id", ForeignKey("campaigns.id", ondelete="CASCADE"), primary_key=True),
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("message_id", BigInteger, nullable=False),
    Column("shown_at", UtcDateTime, nullable=False),
    Column("ended", Boolean, nullable=False, server_default=false()),
)
