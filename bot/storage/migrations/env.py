"""How Alembic runs here: inside the unit of work that `bot.storage.migrate` opened, never on its own."""

from __future__ import annotations

from alembic import context

from bot.storage import (  # noqa: F401 - their tables
    delivery_tables,
    log_tables,
    moderation_tables,
    proposal_tables,
    session_tables,
    shared_tables,
)
from bot.storage.tables import metadata

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    render_as_batch=connection.dialect.name == "sqlite",
)
with context.begin_transaction():
    context.run_migrations()
