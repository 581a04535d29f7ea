"""Questions without a sure answer: who asked them, until several have, and then what they are."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision: str | None = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of unanswered questions."""
    op.create_table(
        "gap_askers",
        sa.Column("gap", sa.LargeBinary, nullable=False),
        sa.Column("asker", sa.LargeBinary, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.PrimaryKeyConstraint("gap", "asker", name=op.f("pk_gap_askers")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_gap_askers_day"), "gap_askers", ["day"])
    op.create_table(
        "gaps",
        sa.Column("gap", sa.LargeBinary, nullable=False),
        sa.Column("text", sa.String(200), nullable=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("askers", sa.Integer, nullable=False),
        sa.Column("first_seen", sa.Date, nullable=False),
        sa.Column("last_seen", sa.Date, nullable=False),
        sa.CheckConstraint("kind IN ('none', 'choices')", name=op.f("ck_gaps_kind")),
        sa.PrimaryKeyConstraint("gap", name=op.f("pk_gaps")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Drop them, and every count."""
    op.drop_table("gaps")
    op.drop_table("gap_askers")
