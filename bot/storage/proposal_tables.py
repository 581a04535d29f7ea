"""The tables of proposals: what was proposed, who supports it, what became of it, and what people say of the answers.

A proposal's row outlives its words and its author: erased or anonymised, it stays as a number, so that every receipt
can be accounted for.
"""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
)

from bot.proposals.statuses import STATUSES
from bot.storage.tables import UtcDateTime, metadata

#: Longest wording and reason of a proposal, in characters.
WORDING, REASON = 500, 300

#: Longest text of feedback, in characters.
FEEDBACK = 500

_STATUS = f"status IN ({', '.join(repr(status) for status in STATUSES)})"

#: A proposal. `number` is its gap-free receipt number, given in the unit of work that received it. `article` is the
#: article's key, "preamble" for the preamble; with neither article nor section it is about the text as a whole.
#: `alike` is a keyed mark of the folded words, by which the same text from many accounts is found; gone with the words.
#: `former_supports` are those whose people are no longer noted, since the matter was closed long ago.
proposals = Table(
    "proposals",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("number", Integer, unique=True),
    Column("person_id", ForeignKey("people.id", ondelete="SET NULL"), index=True),
    Column("edition", String(40), nullable=False),
    Column("article", String(40), index=True),
    Column("section", String(8)),
    Column("wording", String(WORDING)),
    Column("reason", String(REASON)),
    Column("language", String(8), nullable=False),
    Column("alike", LargeBinary, index=True),
    Column("status", String(20), CheckConstraint(_STATUS, "status"), nullable=False),
    Column("reason_code", String(32)),
    Column("merged_into", ForeignKey("proposals.id"), index=True),
    Column("consent", String(16), nullable=False),
    Column("official_number", String(40)),
    Column("received_at", UtcDateTime, nullable=False, index=True),
    Column("edited_until", UtcDateTime, nullable=False),
    Column("edited_at", UtcDateTime),
    Column("decided_at", UtcDateTime),
    Column("closed_at", UtcDateTime, index=True),
    Column("anonymised_at", UtcDateTime),
    Column("former_supports", Integer, nullable=False, server_default="0"),
    Index("ix_proposals_status_received_at", "status", "received_at"),
    # A number once given is never given again, even after its row is gone.
    sqlite_autoincrement=True,
)

#: One person, one support.
supports = Table(
    "supports",
    metadata,
    Column("proposal_id", ForeignKey("proposals.id", ondelete="CASCADE"), primary_key=True),
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("at", UtcDateTime, nullable=False),
)

#: Every status a proposal ever had; rows are added, never changed. `by_role` is author, moderator, secretariat or
#: system. What the staff say with it (`answer`, the session, the edition where it landed) is public.
status_changes = Table(
    "status_changes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("proposal_id", ForeignKey("proposals.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("status", String(20), CheckConstraint(_STATUS, "status"), nullable=False),
    Column("by_role", String(12), nullable=False),
    Column("reason_code", String(32)),
    Column("answer", String(1000)),
    Column("session", String(80)),
    Column("session_date", Date),
    Column("edition", String(40)),
    Column("at", UtcDateTime, nullable=False),
    sqlite_autoincrement=True,
)

#: How much a person has sent lately, so that nobody floods the moderators.
intake_limits = Table(
    "intake_limits",
    metadata,
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("day", Date, nullable=False),
    Column("sent", Integer, nullable=False),
    Column("last_at", UtcDateTime, nullable=False),
    Column("warned_until", UtcDateTime),
)

#: What people say of an answer (`kind` good or bad, `problem` what is bad about it) or of anything (note). `about` is
#: the answer's place, such as "kz-2026:4:2"; `message_id` the rated message, so that a second tap replaces the first.
#: `posted_at` and `replied_at`: when the staff were shown it, and answered.
feedback = Table(
    "feedback",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("kind", String(4), CheckConstraint("kind IN ('good', 'bad', 'note')", "kind"), nullable=False),
    Column("problem", String(8), CheckConstraint("problem IN ('article', 'unclear', 'error')", "problem")),
    Column("about", String(64)),
    Column("text", String(FEEDBACK)),
    Column("language", String(8), nullable=False),
    Column("message_id", Integer),
    Column("at", UtcDateTime, nullable=False, index=True),
    Column("posted_at", UtcDateTime),
    Column("replied_at", UtcDateTime),
    UniqueConstraint("person_id", "message_id"),
    sqlite_autoincrement=True,
)
