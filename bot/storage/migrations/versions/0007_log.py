"""The public log of proposals: entries, trees, checkpoints, and the audit."""

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


def downgrade() -> None:
    """Drop them, and every proof."""
    for table in ("checkpoints", "audit_entries", "log_entries", "log_nodes", "log_heads"):
        op.drop_table(table)
