"""Proposals, supports, what became of each, and feedback."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision: str | None = "0005"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)
_STATUS = (
    "status IN ('received', 'under_review', 'published', 'hidden', 'merged', 'before_commission', "
    "'accepted', 'partly', 'declined', 'withdrawn', 'erased')"
)


def upgrade() -> None:
    """Make the tables of proposals."""
    _create_proposals()
    _create_supports()
    _create_status_changes()
    _create_intake_limits()
    _create_feedback()


def _create_proposals() -> None:
    op.create_table(
        "proposals",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("number", sa.Integer),
        sa.Column("person_id", sa.Integer),
        sa.Column("edition", sa.String(40), nullable=False),
        sa.Column("article", sa.String(40)),
        sa.Column("section", sa.String(8)),
        sa.Column("wording", sa.String(500)),
        sa.Column("reason", sa.String(300)),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("alike", sa.LargeBinary),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("reason_code", sa.String(32)),
        sa.Column("merged_into", sa.Integer),
        sa.Column("consent", sa.String(16), nullable=False),
        sa.Column("official_number", sa.String(40)),
        sa.Column("received_at", _MOMENT, nullable=False),
        sa.Column("edited_until", _MOMENT, nullable=False),
        sa.Column("edited_at", _MOMENT),
        sa.Column("decided_at", _MOMENT),
        sa.Column("closed_at", _MOMENT),
        sa.Column("anonymised_at", _MOMENT),
        sa.Column("former_supports", sa.Integer, server_default="0", nullable=False),
        sa.CheckConstraint(_STATUS, name=op.f("ck_proposals_status")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_proposals_person_id_people"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["merged_into"], ["proposals.id"], name=op.f("fk_proposals_merged_into_proposals")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposals")),
        sa.UniqueConstraint("number", name=op.f("uq_proposals_number")),
        sqlite_autoincrement=True,
    )
    for column in ("person_id", "article", "alike", "merged_into", "received_at", "closed_at"):
        op.create_index(op.f(f"ix_proposals_{column}"), "proposals", [column])
    op.create_index("ix_proposals_status_received_at", "proposals", ["status", "received_at"])


def _create_supports() -> None:
    op.create_table(
        "supports",
        sa.Column("proposal_id", sa.Integer, nullable=False),
        sa.Column("person_id", sa.Integer, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["proposal_id"],
            ["proposals.id"],
            name=op.f("fk_supports_proposal_id_proposals"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_supports_person_id_people"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("proposal_id", "person_id", name=op.f("pk_supports")),
    )
    op.create_index(op.f("ix_supports_person_id"), "supports", ["person_id"])


def _create_status_changes() -> None:
    op.create_table(
        "status_changes",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("proposal_id", sa.Integer, nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("by_role", sa.String(12), nullable=False),
        sa.Column("reason_code", sa.String(32)),
        sa.Column("answer", sa.String(1000)),
        sa.Column("session", sa.String(80)),
        sa.Column("session_date", sa.Date),
        sa.Column("edition", sa.String(40)),
        sa.Column("at", _MOMENT, nullable=False),
        sa.CheckConstraint(_STATUS, name=op.f("ck_status_changes_status")),
        sa.ForeignKeyConstraint(
            ["proposal_id"],
            ["proposals.id"],
            name=op.f("fk_status_changes_proposal_id_proposals"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_status_changes")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_status_changes_proposal_id"), "status_changes", ["proposal_id"])


def _create_intake_limits() -> None:
    op.create_table(
        "intake_limits",
        sa.Column("person_id", sa.Integer, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("sent", sa.Integer, nullable=False),
        sa.Column("last_at", _MOMENT, nullable=False),
        sa.Column("warned_until", _MOMENT),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_intake_limits_person_id_people"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_intake_limits")),
    )


def _create_feedback() -> None:
    op.create_table(
        "feedback",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("person_id", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(4), nullable=False),
        sa.Column("problem", sa.String(8)),
        sa.Column("about", sa.String(64)),
        sa.Column("text", sa.String(500)),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("message_id", sa.Integer),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("posted_at", _MOMENT),
        sa.Column("replied_at", _MOMENT),
        sa.CheckConstraint("kind IN ('good', 'bad', 'note')", name=op.f("ck_feedback_kind")),
        sa.CheckConstraint("problem IN ('article', 'unclear', 'error')", name=op.f("ck_feedback_problem")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_feedback_person_id_people"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback")),
        sa.UniqueConstraint("person_id", "message_id", name=op.f("uq_feedback_person_id_message_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_feedback_person_id"), "feedback", ["person_id"])
    op.create_index(op.f("ix_feedback_at"), "feedback", ["at"])


def downgrade() -> None:
    """Drop them, and every proposal."""
    for table in ("feedback", "intake_limits", "status_changes", "supports", "proposals"):
        op.drop_table(table)
