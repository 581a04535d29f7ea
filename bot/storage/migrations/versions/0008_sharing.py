"""What several workers share: official texts, a list of erasures, and word of every change to those who listen."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision: str | None = "0007"
branch_labels = None
depends_on = None

# Whatever changes a row (the bot, the command line, an operator by hand), those who keep it in memory are told when
# the change is committed. What a person asked for last is not among it: that is written every few seconds.
_FUNCTIONS = (
    """
CREATE FUNCTION atazan_person_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        PERFORM pg_notify('atazan', 'person ' || encode(OLD.sealed_id, 'hex'));
    END IF;
    IF TG_OP <> 'DELETE' THEN
        PERFORM pg_notify('atazan', 'person ' || encode(NEW.sealed_id, 'hex'));
    END IF;
    RETURN NULL;
END $$
""",
    """
CREATE FUNCTION atazan_dialogue_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE who bytea;
BEGIN
    IF TG_OP = 'DELETE' THEN
        SELECT sealed_id INTO who FROM people WHERE id = OLD.person_id;
    ELSE
        SELECT sealed_id INTO who FROM people WHERE id = NEW.person_id;
    END IF;
    IF who IS NOT NULL THEN
        PERFORM pg_notify('atazan', 'person ' || encode(who, 'hex'));
    END IF;
    RETURN NULL;
END $$
""",
    """
CREATE FUNCTION atazan_table_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('atazan', TG_TABLE_NAME::text);
    RETURN NULL;
END $$
""",
)
_TRIGGERS = (
    (
        "people",
        "INSERT OR DELETE OR UPDATE OF sealed_id, kind, language, plain_layout, settings, blocked_at, is_local",
        "ROW",
        "atazan_person_changed",
    ),
    ("dialogues", "INSERT OR UPDATE OR DELETE", "ROW", "atazan_dialogue_changed"),
    ("roles", "INSERT OR UPDATE OR DELETE", "STATEMENT", "atazan_table_changed"),
    ("text_revisions", "INSERT OR UPDATE OR DELETE", "STATEMENT", "atazan_table_changed"),
)


def upgrade() -> None:
    """Make the tables, and on PostgreSQL the triggers that tell of changes."""
    op.create_table(
        "text_revisions",
        sa.Column("edition", sa.String(64), nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("revision", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("digest", sa.LargeBinary, nullable=False),
        sa.Column("text", sa.LargeBinary, nullable=False),
        sa.Column("wording", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("edition", "language", "revision", name=op.f("pk_text_revisions")),
    )
    op.create_table(
        "erasures",
        sa.Column("entry", sa.LargeBinary, nullable=False),
        sa.Column("mark", sa.LargeBinary, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.PrimaryKeyConstraint("entry", name=op.f("pk_erasures")),
    )
    op.create_table(
        "leases",
        sa.Column("name", sa.String(16), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_leases")),
    )
    if op.get_bind().dialect.name == "postgresql":
        for statement in _FUNCTIONS:
            op.execute(statement)
        for table, what, each, function in _TRIGGERS:
            op.execute(
                f"CREATE TRIGGER atazan_{table}_changed AFTER {what} ON {table} "
                f"FOR EACH {each} EXECUTE FUNCTION {function}()"
            )


def downgrade() -> None:
    """Drop them; nobody is told of changes any more."""
    if op.get_bind().dialect.name == "postgresql":
        for table, *_ in _TRIGGERS:
            op.execute(f"DROP TRIGGER atazan_{table}_changed ON {table}")
        for name in ("atazan_person_changed", "atazan_dialogue_changed", "atazan_table_changed"):
            op.execute(f"DROP FUNCTION {name}()")
    op.drop_table("leases")
    op.drop_table("erasures")
    op.drop_table("text_revisions")
