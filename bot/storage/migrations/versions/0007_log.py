"""The public log of proposals (entries, trees, checkpoints, the audit), and the work of the moderators."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision: str | None = "0006"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)
_LOG = "log IN ('proposals', 'audit')"


def upgrade() -> None:
    """Make the tables of the log."""
    _create_trees()
    op.create_table(
        "log_entries",
        sa.Column("position", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("proposal_id", sa.Integer, nullable=False),
        sa.Column("commitment", sa.LargeBinary, nullable=False),
        sa.Column("amended", sa.LargeBinary),
        sa.Column("salt", sa.LargeBinary),
        sa.Column("payload", sa.Text),
        sa.Column("at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_log_entries")),
        sa.UniqueConstraint("proposal_id", name=op.f("uq_log_entries_proposal_id")),
    )
    op.create_table(
        "audit_entries",
        sa.Column("position", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer),
        sa.Column("payload", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_audit_entries")),
    )
    op.create_index(op.f("ix_audit_entries_number"), "audit_entries", ["number"])
    op.create_table(
        "checkpoints",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("log", sa.String(12), nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.CheckConstraint(_LOG, name=op.f("ck_checkpoints_log")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checkpoints")),
    )
    op.create_index(op.f("ix_checkpoints_at"), "checkpoints", ["at"])
    _create_reviews()
    _create_messages()
    _create_files()


def _create_trees() -> None:
    op.create_table(
        "log_heads",
        sa.Column("log", sa.String(12), nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("frontier", sa.LargeBinary, nullable=False),
        sa.CheckConstraint(_LOG, name=op.f("ck_log_heads_log")),
        sa.PrimaryKeyConstraint("log", name=op.f("pk_log_heads")),
    )
    op.create_table(
        "log_nodes",
        sa.Column("log", sa.String(12), nullable=False),
        sa.Column("level", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("hash", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("log", "level", "position", name=op.f("pk_log_nodes")),
        sqlite_with_rowid=False,
    )


def _create_reviews() -> None:
    people = {column: f"fk_reviews_{column}_people" for column in ("claimed_by", "decided_by", "appeal_of")}
    op.create_table(
        "reviews",
        sa.Column("proposal_id", sa.Integer, nullable=False),
        sa.Column("claimed_by", sa.Integer),
        sa.Column("claimed_until", _MOMENT),
        sa.Column("decided_by", sa.Integer),
        sa.Column("decided_at", _MOMENT),
        sa.Column("before", sa.String(20)),
        sa.Column("asked_at", _MOMENT),
        sa.Column("answered_at", _MOMENT),
        sa.Column("appealed_at", _MOMENT),
        sa.Column("appeal", sa.String(300)),
        sa.Column("appeal_of", sa.Integer),
        sa.Column("alarmed_at", _MOMENT),
        sa.Column("spike_at", _MOMENT),
        sa.Column("version", sa.Integer, server_default="0", nullable=False),
        sa.ForeignKeyConstraint(
            ["proposal_id"],
            ["proposals.id"],
            name=op.f("fk_reviews_proposal_id_proposals"),
            ondelete="CASCADE",
        ),
        *(
            sa.ForeignKeyConstraint([column], ["people.id"], name=op.f(name), ondelete="SET NULL")
            for column, name in people.items()
        ),
        sa.PrimaryKeyConstraint("proposal_id", name=op.f("pk_reviews")),
    )
    for column in people:
        op.create_index(op.f(f"ix_reviews_{column}"), "reviews", [column])


def _create_messages() -> None:
    op.create_table(
        "moderation_messages",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("chat", sa.LargeBinary, nullable=False),
        sa.Column("message_id", sa.Integer),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("proposal_id", sa.Integer),
        sa.Column("feedback_id", sa.Integer),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("shown", sa.String(120), server_default="", nullable=False),
        sa.Column("open", sa.Boolean, server_default=sa.false(), nullable=False),
        sa.Column("sent_at", _MOMENT, nullable=False),
        sa.Column("edited_at", _MOMENT),
        sa.CheckConstraint(
            "kind IN ('card', 'summary', 'alarm', 'prompt', 'answer', 'feedback', 'spike')",
            name=op.f("ck_moderation_messages_kind"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_moderation_messages")),
    )
    for column in ("proposal_id", "feedback_id", "sent_at"):
        op.create_index(op.f(f"ix_moderation_messages_{column}"), "moderation_messages", [column])
    op.create_index("ix_moderation_messages_chat_message_id", "moderation_messages", ["chat", "message_id"])
    op.create_table(
        "relays",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("proposal_id", sa.Integer, nullable=False),
        sa.Column("text", sa.String(1000), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["proposal_id"],
            ["proposals.id"],
            name=op.f("fk_relays_proposal_id_proposals"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_relays")),
    )
    op.create_index(op.f("ix_relays_proposal_id"), "relays", ["proposal_id"])


def _create_files() -> None:
    op.create_table(
        "daily_reports",
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("figures", sa.JSON, nullable=False),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.Column("posted_at", _MOMENT),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_daily_reports")),
    )
    op.create_table(
        "decision_files",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("person_id", sa.Integer, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_decision_files_person_id_people"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision_files")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_decision_files_person_id"), "decision_files", ["person_id"])


def downgrade() -> None:
    """Drop them, and every proof."""
    moderation = ("decision_files", "daily_reports", "relays", "moderation_messages", "reviews")
    for table in (*moderation, "checkpoints", "audit_entries", "log_entries", "log_nodes", "log_heads"):
        op.drop_table(table)
