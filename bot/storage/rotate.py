"""A new data key: every sealed id is sealed anew, in one unit of work together with the id of the key.

Keyed marks that cannot be made anew without the ids behind them are dropped, where they only serve counting.
"""

from __future__ import annotations

from sqlalchemy import LargeBinary, Table, bindparam, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.proposals.alike import alike_mark
from bot.storage.database import Database
from bot.storage.errors import StorageError
from bot.storage.installation import DATA_KEY_ID
from bot.storage.keys import Key
from bot.storage.log_tables import log_entries, log_heads, log_nodes
from bot.storage.moderation_tables import moderation_messages
from bot.storage.presence import alone
from bot.storage.proposal_tables import proposals
from bot.storage.publications import MOVED_GROUP
from bot.storage.sealing import Sealer
from bot.storage.session_tables import staff_settings
from bot.storage.shared_tables import erasures, text_revisions
from bot.storage.tables import gap_askers, gaps, installation, invitations, metadata, people

#: Every column that holds a sealed id, with the purpose it was sealed for (`Sealer.seal`).
SEALED: tuple[tuple[Table, str, str], ...] = (
    (people, "sealed_id", "people"),
    (moderation_messages, "chat", "people"),
)

#: Every column that holds a keyed mark (`Sealer.pseudonym`), and so is of another key after this.
MARKED: tuple[tuple[Table, str], ...] = (
    (gap_askers, "gap"),
    (gap_askers, "asker"),
    (gaps, "gap"),
    (proposals, "alike"),
)

#: Columns of bytes that have nothing to do with the data key.
PLAIN: tuple[tuple[Table, str], ...] = (
    (invitations, "token_hash"),
    (log_heads, "frontier"),
    (log_nodes, "hash"),
    (log_entries, "commitment"),
    (log_entries, "amended"),
    (log_entries, "salt"),
    (text_revisions, "digest"),
    (text_revisions, "text"),
    (text_revisions, "wording"),
    (erasures, "entry"),
    (erasures, "mark"),
)

_AT_ONCE = 1_000


async def rotate(database: Database, old: Key, new: Key) -> int:
    """Seal every id with the new key, and return how many; whoever opens the database now needs the new key.

    Raises:
        StorageSettingsError: a bot is running.
        StorageError: the database failed, or an id does not open; nothing was changed.
    """
    before, after = Sealer(old), Sealer(new)
    async with alone(database), database.write() as connection:
        count = sum([await _reseal(connection, *place, before, after) for place in SEALED])
        await _mark_anew(connection, after)
        known = installation.c.key == DATA_KEY_ID
        await connection.execute(update(installation).where(known).values(value=new.id))
        await _verify(connection, after)
    await database.scrub()
    return count


async def _reseal(
    connection: AsyncConnection, table: Table, column: str, purpose: str, before: Sealer, after: Sealer
) -> int:
    sealed = table.c[column]
    (key,) = table.primary_key.columns
    rows = list(await connection.execute(select(key.label("key"), sealed.label("sealed"))))
    statement = update(table).where(key == bindparam("row")).values({column: bindparam("anew")})
    for start in range(0, len(rows), _AT_ONCE):
        anew = [
            {"row": row.key, "anew": after.seal(before.open(row.sealed, purpose), purpose)}
            for row in rows[start : start + _AT_ONCE]
            if row.sealed is not None
        ]
        if anew:
            await connection.execute(statement, anew)
    return len(rows)


async def _mark_anew(connection: AsyncConnection, after: Sealer) -> None:
    """Marks of who asked are dropped: without their ids they cannot be made. Words that may be read are kept."""
    await connection.execute(delete(gap_askers))
    # Telegram tells it anew with the next message to the group.
    await connection.execute(delete(staff_settings).where(staff_settings.c.name == MOVED_GROUP))
    rows = list(await connection.execute(select(gaps.c.gap, gaps.c.text)))
    for row in rows:
        anew = after.pseudonym("unanswered question", row.text)
        await connection.execute(update(gaps).where(gaps.c.gap == row.gap).values(gap=anew))
    table = proposals.c
    query = select(table.id, table.wording).where(table.alike.is_not(None))
    for row in list(await connection.execute(query)):
        mark = alike_mark(after, row.wording) if row.wording is not None else None
        await connection.execute(update(proposals).where(table.id == row.id).values(alike=mark))


async def _verify(connection: AsyncConnection, after: Sealer) -> None:
    """Open every id with the new key, before anything is committed."""
    for table, column, purpose in SEALED:
        for sealed in (await connection.execute(select(table.c[column]))).scalars():
            if sealed is not None:
                after.open(sealed, purpose)
    marked = await connection.execute(select(func.count()).select_from(gap_askers))
    if marked.scalar_one():
        raise StorageError("marks of another key were left")


def unknown_columns() -> set[str]:
    """Columns of bytes that are in none of the lists: a test keeps this empty, so that no sealed one is forgotten."""
    listed = {
        f"{table.name}.{column}" for table, column in (*((t, c) for t, c, _ in SEALED), *MARKED, *PLAIN)
    }
    bytes_of = {
        f"{table.name}.{column.name}"
        for table in metadata.tables.values()
        for column in table.columns
        if isinstance(column.type, LargeBinary)
    }
    return bytes_of - listed
