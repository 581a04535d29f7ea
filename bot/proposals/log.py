"""The public log: what was received, in order, provably (RFC 6962); and the same kind of log over what was done.

A leaf of the log of proposals commits to a proposal without telling it: SHA-256 of 32 random bytes and the canonical
JSON. When the bytes and the words are destroyed, the leaf tells nothing any more and every proof stays valid.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any, Literal

from sqlalchemy import delete, insert, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.proposals import tree
from bot.proposals.receipts import Receipt, check_of
from bot.proposals.tree import Place
from bot.storage.database import insert_into
from bot.storage.log_tables import audit_entries, log_entries, log_heads, log_nodes
from bot.storage.moderation_tables import relays, reviews

Log = Literal["proposals", "audit"]

SALT_BYTES = 32
_HASH_BYTES = 32

#: SQLite takes few thousand parameters a statement; each place is two of them.
_NODES_AT_ONCE = 400


def canonical(payload: Mapping[str, Any]) -> str:
    """The one JSON text of `payload`: keys sorted, no spaces, characters as they are (RFC 8785 without fractions)."""
    return json.dumps(payload, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def commitment_of(salt: bytes, text: str) -> bytes:
    """What a leaf of the log of proposals holds: SHA-256 of salt and canonical JSON."""
    return sha256(salt + text.encode()).digest()


async def append_within(
    connection: AsyncConnection, *, proposal_id: int, payload: Mapping[str, Any], at: datetime
) -> Receipt:
    """Enter a proposal into the log and give it the next number, inside the unit of work that receives it.

    Rolled back, the number is free again: there is never a gap. `payload` is what the proposal says, without its
    author. Until the commit other receivers wait, so this comes last in the unit of work.
    """
    salt, text = secrets.token_bytes(SALT_BYTES), canonical(payload)
    commitment = commitment_of(salt, text)
    position = await _append(connection, "proposals", commitment)
    values = {"position": position, "proposal_id": proposal_id, "commitment": commitment}
    await connection.execute(insert(log_entries).values(**values, salt=salt, payload=text, at=at))
    return Receipt(position + 1, check_of(position + 1), position, commitment, salt, at)


async def amend_within(
    connection: AsyncConnection, *, proposal_id: int, payload: Mapping[str, Any], at: datetime
) -> Receipt:
    """Commit to the wording as its author corrected it: the leaf stays, salt and words of the first are destroyed.

    The new commitment is entered into the audit, so that a wording cannot be changed without a trace.

    Raises:
        LookupError: the proposal is not in the log.
    """
    salt, text = secrets.token_bytes(SALT_BYTES), canonical(payload)
    commitment = commitment_of(salt, text)
    entries = log_entries.c
    changed = (
        update(log_entries)
        .where(entries.proposal_id == proposal_id)
        .values(amended=commitment, salt=salt, payload=text)
        .returning(entries.position)
    )
    position = (await connection.execute(changed)).scalar_one_or_none()
    if position is None:
        raise LookupError("the proposal is not in the log")
    entry = {"action": "amended", "role": "author", "number": position + 1, "commitment": commitment.hex()}
    await audit_within(connection, entry, at=at)
    return Receipt(position + 1, check_of(position + 1), position, commitment, salt, at)


async def forget_within(connection: AsyncConnection, proposal_id: int) -> bool:
    """Destroy salt and words of a proposal, and what its author wrote to the moderators about it.

    Its leaf, and what follows it, stay. Return whether there were salt and words.
    """
    entries = log_entries.c
    gone = (
        update(log_entries)
        .where(entries.proposal_id == proposal_id, entries.salt.is_not(None))
        .values(salt=None, payload=None)
    )
    await connection.execute(delete(relays).where(relays.c.proposal_id == proposal_id))
    await connection.execute(update(reviews).where(reviews.c.proposal_id == proposal_id).values(appeal=None))
    return (await connection.execute(gone)).rowcount > 0


async def audit_within(connection: AsyncConnection, entry: Mapping[str, Any], *, at: datetime) -> int:
    """Enter something that was done into the audit; return its position. It can never be taken out again.

    `entry` holds `action`, `role` and mostly `number`; never a person, never a word that somebody wrote.
    """
    text = canonical({**entry, "at": at.isoformat()})
    position = await _append(connection, "audit", text.encode())
    values = {"position": position, "number": entry.get("number"), "payload": text}
    await connection.execute(insert(audit_entries).values(values))
    return position


async def _append(connection: AsyncConnection, log: Log, data: bytes) -> int:
    size, frontier = await _hold(connection, log)
    roots, new = tree.grown(size, frontier, tree.leaf_hash(data))
    rows = [{"log": log, "level": level, "position": at, "hash": node} for (level, at), node in new]
    await connection.execute(insert(log_nodes), rows)
    grown = {"size": size + 1, "frontier": b"".join(roots)}
    await connection.execute(update(log_heads).where(log_heads.c.log == log).values(grown))
    return size


async def _hold(connection: AsyncConnection, log: Log) -> tuple[int, list[bytes]]:
    """Length and frontier of a log, held until the commit."""
    query = select(log_heads.c.size, log_heads.c.frontier).where(log_heads.c.log == log).with_for_update()
    row = (await connection.execute(query)).first()
    if row is None:
        first = insert_into(connection, log_heads).values(log=log, size=0, frontier=b"")
        await connection.execute(first.on_conflict_do_nothing())
        row = (await connection.execute(query)).one()
    return row.size, _cut(row.frontier)


def _cut(frontier: bytes) -> list[bytes]:
    return [frontier[start : start + _HASH_BYTES] for start in range(0, len(frontier), _HASH_BYTES)]


async def head(connection: AsyncConnection, log: Log) -> tuple[int, bytes]:
    """Length and root of a log as it is now."""
    query = select(log_heads.c.size, log_heads.c.frontier).where(log_heads.c.log == log)
    row = (await connection.execute(query)).first()
    return (0, tree.EMPTY_ROOT) if row is None else (row.size, tree.folded(_cut(row.frontier)))


async def root_at(connection: AsyncConnection, log: Log, size: int) -> bytes:
    """The root that a log had when it was of `size`."""
    places = tree.covering(0, size)
    nodes = await _nodes(connection, log, places)
    return tree.folded([nodes[place] for place in places])


async def inclusion_proof(connection: AsyncConnection, log: Log, index: int, size: int) -> list[bytes]:
    """The proof that the leaf at `index` is in the log of `size`.

    Raises:
        ValueError: there is no such leaf.
    """
    return await _proof(connection, log, tree.inclusion_ranges(index, size))


async def consistency_proof(connection: AsyncConnection, log: Log, old: int, new: int) -> list[bytes]:
    """The proof that the log of `new` begins with the log of `old`.

    Raises:
        ValueError: `old` is not between 1 and `new`.
    """
    return await _proof(connection, log, tree.consistency_ranges(old, new))


async def _proof(connection: AsyncConnection, log: Log, ranges: Sequence[tuple[int, int]]) -> list[bytes]:
    nodes = await _nodes(
        connection, log, {place for start, end in ranges for place in tree.covering(start, end)}
    )
    return tree.proof(ranges, nodes.__getitem__)


async def _nodes(connection: AsyncConnection, log: Log, places: Iterable[Place]) -> dict[Place, bytes]:
    table, wanted = log_nodes.c, sorted(places)
    found: dict[Place, bytes] = {}
    for start in range(0, len(wanted), _NODES_AT_ONCE):
        some = tuple_(table.level, table.position).in_(wanted[start : start + _NODES_AT_ONCE])
        query = select(table.level, table.position, table.hash).where(table.log == log, some)
        found |= {(row.level, row.position): row.hash for row in await connection.execute(query)}
    return found


async def regrow_within(
    connection: AsyncConnection, log: Log, data: str, *, at: datetime, proposal_id: int | None = None
) -> int:
    """Put back a leaf that a restored backup does not have, as the ledger knows it; return its position.

    `data` is the commitment in hexadecimal, of a proposal whose words are lost, or the entry of the audit.
    """
    if log == "audit":
        position = await _append(connection, log, data.encode())
        entry = {"position": position, "number": json.loads(data).get("number"), "payload": data}
        await connection.execute(insert(audit_entries).values(entry))
        return position
    position = await _append(connection, log, bytes.fromhex(data))
    values = {"position": position, "proposal_id": proposal_id, "commitment": bytes.fromhex(data)}
    await connection.execute(insert(log_entries).values(**values, at=at))
    return position
