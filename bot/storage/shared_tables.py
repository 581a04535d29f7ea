"""Tables of what several workers share, and of what must outlive a backup."""

from __future__ import annotations

from sqlalchemy import Column, Date, Integer, LargeBinary, String, Table

from bot.storage.tables import UtcDateTime, metadata

#: Official texts on PostgreSQL: each worker mirrors them into its data folder. On SQLite this stays empty.
text_revisions = Table(
    "text_revisions",
    metadata,
    Column("edition", String(64), primary_key=True),
    Column("language", String(8), primary_key=True),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("digest", LargeBinary, nullable=False),
    Column("text", LargeBinary, nullable=False),
    Column("wording", LargeBinary, nullable=False),
)

#: Who was erased: a random number of the erasure, and a mark that only the log key can match with a Telegram id. Each
#: worker copies it to the ledger outside the database, so that an older backup does not bring them back.
erasures = Table(
    "erasures",
    metadata,
    Column("entry", LargeBinary, primary_key=True),
    Column("mark", LargeBinary, nullable=False),
    Column("day", Date, nullable=False),
)

#: When the elected worker was last known to be at work, by the clock of PostgreSQL. On SQLite this stays empty.
leases = Table(
    "leases",
    metadata,
    Column("name", String(16), primary_key=True),
    Column("confirmed_at", UtcDateTime, nullable=False),
)
