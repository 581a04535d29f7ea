"""The tables of the moderators' group: who looks at what, what was sent there, and what is still to be passed on."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    false,
)

from bot.storage.tables import UtcDateTime, metadata

_KIND = "kind IN ('card', 'summary', 'alarm', 'prompt', 'answer', 'feedback', 'spike')"

#: How the moderators stand to a proposal: who has it in hand, who decided it last and what it was before that.
reviews = Table(
    "reviews",
    metadata,
    Column("proposal_id", ForeignKey("proposals.id", ondelete="CASCADE"), primary_key=True),
    Column("claimed_by", ForeignKey("people.id", ondelete="SET NULL"), index=True),
    Column("claimed_until", UtcDateTime),
    Column("decided_by", ForeignKey("people.id", ondelete="SET NULL"), index=True),
    Column("decided_at", UtcDateTime),
    # What an undo goes back to; empty once there is nothing to undo.
    Column("before", String(20)),
    Column("asked_at", UtcDateTime),
    Column("answered_at", UtcDateTime),
    Column("appealed_at", UtcDateTime),
    Column("appeal", String(300)),
    # Who may not decide the appeal: whoever made the decision.
    Column("appeal_of", ForeignKey("people.id", ondelete="SET NULL"), index=True),
    Column("alarmed_at", UtcDateTime),
    Column("spike_at", UtcDateTime),
    # Counts what a card shows beside the status, so that a card that is behind is known.
    Column("version", Integer, nullable=False, server_default="0"),
)

#: What the bot has sent to moderators: where (sealed) and as which message, so that it can be edited when the words in
#: it are to go. `shown` says of which state of the matter it tells; `open`: it may still change.
moderation_messages = Table(
    "moderation_messages",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("chat", LargeBinary, nullable=False),
    Column("message_id", Integer),
    Column("kind", String(10), CheckConstraint(_KIND, "kind"), nullable=False),
    Column("proposal_id", Integer, index=True),
    Column("feedback_id", Integer, index=True),
    Column("language", String(8), nullable=False),
    Column("shown", String(120), nullable=False, server_default=""),
    Column("open", Boolean, nullable=False, server_default=false()),
    Column("sent_at", UtcDateTime, nullable=False, index=True),
    Column("edited_at", UtcDateTime),
    Index("ix_moderation_messages_chat_message_id", "chat", "message_id"),
)

#: An author's answers that the moderators are still to be shown; each is gone from here once they were.
relays = Table(
    "relays",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("proposal_id", ForeignKey("proposals.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("text", String(1000), nullable=False),
    Column("at", UtcDateTime, nullable=False),
)

#: The daily account in public: one row a day, with the text that was or is to be posted.
daily_reports = Table(
    "daily_reports",
    metadata,
    Column("day", Date, primary_key=True),
    Column("figures", JSON, nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
    Column("posted_at", UtcDateTime),
)

#: Decisions of the secretariat that were read from a file and shown, and wait for a yes.
decision_files = Table(
    "decision_files",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("content", Text, nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
    sqlite_autoincrement=True,
)
