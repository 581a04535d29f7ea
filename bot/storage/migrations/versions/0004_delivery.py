"""Subscriptions, what was published, and what became of it for each person."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision: str | None = "0003"
branch_labels = None
depends_on = None

_MODE = "mode IN ('now', 'daily', 'weekly')"
_CAMPAIGN = "state IN ('sending', 'paused', 'halted', 'done', 'cancelled')"
_DELIVERY = "state IN ('pending', 'leased', 'sent', 'blocked', 'failed', 'unknown', 'expired', 'cancelled')"
_PURPOSE = "purpose IN ('new', 'reply', 'edit')"


def upgrade() -> None:
    """Make the tables of delivery."""
    _make_subscriptions()
    _make_campaigns()
    _make_campaign_people()
    _make_due_times()
    _make_deliveries()
    _make_progress_messages()


def _person(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_person_id_people")
    return sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=name, ondelete="CASCADE")


def _campaign(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_campaign_id_campaigns")
    return sa.ForeignKeyConstraint(["campaign_id"], ["campaigns.id"], name=name, ondelete="CASCADE")


def _index(table: str, column: str) -> None:
    op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def _flag(name: str, default: sa.sql.ColumnElement[bool]) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean, nullable=False, server_default=default)


def _moment(name: str, *, nullable: bool = True) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _make_subscriptions() -> None:
    op.create_table(
        "subscriptions",
        sa.Column("topic", sa.String(64), nullable=False),
        sa.Column("person_id", sa.Integer, nullable=False),
        _moment("since", nullable=False),
        _person("subscriptions"),
        sa.PrimaryKeyConstraint("topic", "person_id", name=op.f("pk_subscriptions")),
        sqlite_with_rowid=False,
    )
    _index("subscriptions", "person_id")
    op.create_table(
        "delivery_choices",
        sa.Column("person_id", sa.Integer, nullable=False),
        sa.Column("mode", sa.String(8), nullable=False, server_default="now"),
        sa.Column("quiet", sa.String(11)),
        sa.Column("zone", sa.String(40)),
        _flag("urgent", sa.true()),
        _flag("remind_day", sa.true()),
        _flag("remind_hour", sa.true()),
        _flag("remind_start", sa.false()),
        _moment("paused_until"),
        sa.CheckConstraint(_MODE, name=op.f("ck_delivery_choices_mode")),
        _person("delivery_choices"),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_delivery_choices")),
    )


def _make_campaigns() -> None:
    op.create_table(
        "campaigns",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("event", sa.String(160), nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        _flag("silent", sa.false()),
        sa.Column("edits_id", sa.Integer),
        sa.Column("cards", sa.JSON, nullable=False),
        sa.Column("topics", sa.JSON, nullable=False),
        sa.Column("reminder", sa.String(8)),
        _moment("not_before"),
        _moment("expires"),
        _flag("urgent", sa.false()),
        sa.Column("root_id", sa.Integer),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("spread_to", sa.Integer, server_default="0"),
        _moment("trying_since"),
        _moment("made_at", nullable=False),
        _moment("begun_at"),
        _moment("ended_at"),
        sa.CheckConstraint(_CAMPAIGN, name=op.f("ck_campaigns_state")),
        sa.ForeignKeyConstraint(
            ["root_id"], ["campaigns.id"], name=op.f("fk_campaigns_root_id_campaigns"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["edits_id"], ["campaigns.id"], name=op.f("fk_campaigns_edits_id_campaigns"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaigns")),
        sa.UniqueConstraint("event", name=op.f("uq_campaigns_event")),
        sqlite_autoincrement=True,
    )
    _index("campaigns", "edits_id")
    _index("campaigns", "root_id")
    _index("campaigns", "state")


def _make_campaign_people() -> None:
    op.create_table(
        "campaign_people",
        sa.Column("campaign_id", sa.Integer, nullable=False),
        sa.Column("person_id", sa.Integer, nullable=False),
        _campaign("campaign_people"),
        _person("campaign_people"),
        sa.PrimaryKeyConstraint("campaign_id", "person_id", name=op.f("pk_campaign_people")),
        sqlite_with_rowid=False,
    )
    _index("campaign_people", "person_id")


def _make_due_times() -> None:
    op.create_table(
        "due_times",
        sa.Column("campaign_id", sa.Integer, nullable=False),
        sa.Column("zone", sa.String(40), nullable=False),
        sa.Column("quiet", sa.String(11), nullable=False),
        sa.Column("mode", sa.String(8), nullable=False),
        sa.Column("urgent", sa.Boolean, nullable=False),
        sa.Column("asked_for", sa.Boolean, nullable=False),
        _moment("due_at", nullable=False),
        sa.Column("digest", sa.Boolean, nullable=False),
        _campaign("due_times"),
        sa.PrimaryKeyConstraint(
            *("campaign_id", "zone", "quiet", "mode", "urgent", "asked_for"), name=op.f("pk_due_times")
        ),
        sqlite_with_rowid=False,
    )


def _make_deliveries() -> None:
    op.create_table(
        "deliveries",
        sa.Column("campaign_id", sa.Integer, nullable=False),
        sa.Column("person_id", sa.Integer, nullable=False),
        _flag("is_local", sa.false()),
        sa.Column("state", sa.String(9), nullable=False),
        sa.Column("purpose", sa.String(5), nullable=False),
        sa.Column("priority", sa.SmallInteger, nullable=False),
        _moment("due_at", nullable=False),
        sa.Column("topic", sa.String(64)),
        sa.Column("anchor", sa.BigInteger),
        _moment("leased_until"),
        sa.Column("leased_by", sa.String(16)),
        sa.Column("tries", sa.SmallInteger, nullable=False, server_default="0"),
        _flag("repeated", sa.false()),
        sa.Column("message_id", sa.BigInteger),
        _flag("shared", sa.false()),
        sa.Column("reason", sa.String(24)),
        _moment("settled_at"),
        sa.CheckConstraint(_DELIVERY, name=op.f("ck_deliveries_state")),
        sa.CheckConstraint(_PURPOSE, name=op.f("ck_deliveries_purpose")),
        _campaign("deliveries"),
        _person("deliveries"),
        sa.PrimaryKeyConstraint("campaign_id", "person_id", name=op.f("pk_deliveries")),
        sqlite_with_rowid=False,
    )
    _index("deliveries", "person_id")
    pending, leased = sa.text("state = 'pending'"), sa.text("state = 'leased'")
    op.create_index(
        "ix_deliveries_pending",
        "deliveries",
        ["is_local", "campaign_id", "priority", "due_at", "person_id"],
        sqlite_where=pending,
        postgresql_where=pending,
    )
    op.create_index(
        "ix_deliveries_leased", "deliveries", ["leased_until"], sqlite_where=leased, postgresql_where=leased
    )


def _make_progress_messages() -> None:
    op.create_table(
        "progress_messages",
        sa.Column("campaign_id", sa.Integer, nullable=False),
        sa.Column("person_id", sa.Integer, nullable=False),
        sa.Column("message_id", sa.BigInteger, nullable=False),
        _moment("shown_at", nullable=False),
        _flag("ended", sa.false()),
        _campaign("progress_messages"),
        _person("progress_messages"),
        sa.PrimaryKeyConstraint("campaign_id", "person_id", name=op.f("pk_progress_messages")),
    )
    _index("progress_messages", "person_id")


def downgrade() -> None:
    """Drop them: who followed what, and what was sent."""
    for table in (
        "progress_messages",
        "deliveries",
        "due_times",
        "campaign_people",
        "campaigns",
        "delivery_choices",
        "subscriptions",
    ):
        op.drop_table(table)
