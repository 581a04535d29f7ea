"""People, roles, invitations, and what is known of the installation."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision: str | None = None
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)
_ROLE = "role IN ('admin', 'editor', 'moderator', 'secretariat')"


def upgrade() -> None:
    """Make the first tables."""
    op.create_table(
        "installation",
        sa.Column("key", sa.String(40), nullable=False),
        sa.Column("value", sa.String(200), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_installation")),
    )
    op.create_table(
        "people",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("sealed_id", sa.LargeBinary, nullable=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("language", sa.String(8)),
        sa.Column("plain_layout", sa.Boolean, server_default=sa.false(), nullable=False),
        sa.Column("last_article", sa.String(64)),
        sa.Column("last_article_at", _MOMENT),
        sa.Column("settings", sa.JSON, server_default="{}", nullable=False),
        sa.Column("first_seen", sa.Date, nullable=False),
        sa.Column("blocked_at", _MOMENT),
        sa.Column("is_local", sa.Boolean, server_default=sa.false(), nullable=False),
        sa.CheckConstraint("kind IN ('person', 'group', 'channel')", name=op.f("ck_people_kind")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
        sa.UniqueConstraint("sealed_id", name=op.f("uq_people_sealed_id")),
        sqlite_autoincrement=True,
    )
    _create_roles()
    op.create_table(
        "invitations",
        sa.Column("token_hash", sa.LargeBinary, nullable=False),
        sa.Column("role", sa.String(12), nullable=False),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.Column("used_at", _MOMENT),
        sa.Column("expires_at", _MOMENT, nullable=False),
        sa.CheckConstraint(_ROLE, name=op.f("ck_invitations_role")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_invitations")),
    )
    op.create_table(
        "handled_updates",
        sa.Column("update_id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("update_id", name=op.f("pk_handled_updates")),
    )
    op.create_index(op.f("ix_handled_updates_at"), "handled_updates", ["at"])


def _create_roles() -> None:
    op.create_table(
        "roles",
        sa.Column("person_id", sa.Integer, nullable=False),
        sa.Column("role", sa.String(12), nullable=False),
        sa.Column("granted_at", _MOMENT, nullable=False),
        sa.Column("granted_by", sa.Integer),
        sa.CheckConstraint(_ROLE, name=op.f("ck_roles_role")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_roles_person_id_people"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["granted_by"], ["people.id"], name=op.f("fk_roles_granted_by_people"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("person_id", "role", name=op.f("pk_roles")),
    )
    op.create_index(op.f("ix_roles_granted_by"), "roles", ["granted_by"])


def downgrade() -> None:
    """Drop the first tables, and everything in them."""
    for table in ("handled_updates", "invitations", "roles", "people", "installation"):
        op.drop_table(table)
