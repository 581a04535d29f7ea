"""Sessions with their history, reminders of them, bodies, and what editors publish."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision: str | None = "0004"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)
_STATUS = "status IN ('tentative', 'confirmed', 'rescheduled', 'live', 'cancelled', 'held')"


def upgrade() -> None:
    """Make the tables of sessions."""
    op.create_table(
        "bodies",
        sa.Column("id", sa.String(24), nullable=False),
        sa.Column("name", sa.JSON, nullable=False),
        sa.Column("added_at", _MOMENT, nullable=False),
        sa.Column("added_by", sa.Integer),
        _person("bodies", "added_by"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bodies")),
    )
    _create_sessions()
    _create_reminders()
    _create_publications()
    op.create_table(
        "staff_settings",
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("value", sa.JSON, nullable=False),
        sa.Column("changed_at", _MOMENT, nullable=False),
        sa.Column("changed_by", sa.Integer),
        _person("staff_settings", "changed_by"),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_staff_settings")),
    )
    for table, column in (
        ("bodies", "added_by"),
        ("sessions", "day"),
        ("sessions", "changed_at"),
        ("session_revisions", "by"),
        ("session_reminders", "due_at"),
        ("session_wishes", "session_id"),
        ("publications", "session_id"),
        ("publications", "made_by"),
        ("publications", "decided_by"),
        ("staff_settings", "changed_by"),
    ):
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def _create_sessions() -> None:
    op.create_table(
        "sessions",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("uid", sa.String(255), nullable=False),
        sa.Column("body", sa.String(40), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("status", sa.String(12), nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("start_at", _MOMENT),
        sa.Column("content", sa.JSON, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("withdrawn", sa.Boolean, server_default=sa.false(), nullable=False),
        sa.Column("event", sa.String(120)),
        sa.Column("changed_at", _MOMENT, nullable=False),
        sa.CheckConstraint(_STATUS, name=op.f("ck_sessions_status")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sessions")),
        sa.UniqueConstraint("uid", name=op.f("uq_sessions_uid")),
        sa.UniqueConstraint("body", "number", name=op.f("uq_sessions_body_number")),
    )
    op.create_table(
        "session_revisions",
        sa.Column("session_id", sa.String(40), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("what", sa.String(12), nullable=False),
        sa.Column("state", sa.JSON, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("by", sa.Integer),
        _session("session_revisions"),
        _person("session_revisions", "by"),
        sa.PrimaryKeyConstraint("session_id", "revision", name=op.f("pk_session_revisions")),
    )


def _create_reminders() -> None:
    op.create_table(
        "session_reminders",
        sa.Column("session_id", sa.String(40), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("which", sa.String(8), nullable=False),
        sa.Column("due_at", _MOMENT, nullable=False),
        sa.Column("expires_at", _MOMENT, nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.CheckConstraint("which IN ('day', 'hour', 'start')", name=op.f("ck_session_reminders_which")),
        sa.CheckConstraint(
            "state IN ('waiting', 'published', 'expired')", name=op.f("ck_session_reminders_state")
        ),
        _session("session_reminders"),
        sa.PrimaryKeyConstraint("session_id", "revision", "which", name=op.f("pk_session_reminders")),
    )
    op.create_table(
        "session_wishes",
        sa.Column("person_id", sa.Integer, nullable=False),
        sa.Column("session_id", sa.String(40), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_session_wishes_person_id_people"), ondelete="CASCADE"
        ),
        _session("session_wishes"),
        sa.PrimaryKeyConstraint("person_id", "session_id", name=op.f("pk_session_wishes")),
    )


def _create_publications() -> None:
    op.create_table(
        "publications",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("draft", sa.JSON, nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("session_id", sa.String(40)),
        sa.Column("revision", sa.Integer),
        sa.Column("event", sa.String(120)),
        sa.Column("made_by", sa.Integer),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.Column("decided_by", sa.Integer),
        sa.Column("decided_at", _MOMENT),
        sa.CheckConstraint(
            "state IN ('awaiting', 'published', 'undone', 'refused')", name=op.f("ck_publications_state")
        ),
        _session("publications"),
        _person("publications", "made_by"),
        _person("publications", "decided_by"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publications")),
        sqlite_autoincrement=True,
    )


def _person(table: str, column: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_people")
    return sa.ForeignKeyConstraint([column], ["people.id"], name=name, ondelete="SET NULL")


def _session(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["session_id"], ["sessions.id"], name=op.f(f"fk_{table}_session_id_sessions")
    )


def downgrade() -> None:
    """Drop them, and everything that editors announced."""
    for table in (
        *("staff_settings", "publications", "session_wishes", "session_reminders", "session_revisions"),
        *("sessions", "bodies"),
    ):
        op.drop_table(table)
