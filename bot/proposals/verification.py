"""Checking everything that the database holds of the public log, without a network: `proposals verify`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.proposals import tree
from bot.proposals.checkpoints import LOGS, read
from bot.proposals.log import Log, commitment_of, consistency_proof, head
from bot.proposals.notes import NoteError, Signer
from bot.proposals.proposal import canonical, from_row
from bot.proposals.reconciliation import Reconciliation, reconciled
from bot.storage.log_tables import audit_entries, checkpoints, log_entries, log_nodes
from bot.storage.proposal_tables import proposals


@dataclass(frozen=True, slots=True)
class Verified:
    """What was checked, and everything found wrong, a line each; no problems mean all is in order."""

    reconciliation: Reconciliation
    entries: int
    actions: int
    checkpoints: int
    problems: Sequence[str]


async def verified(connection: AsyncConnection, signer: Signer) -> Verified:
    """Check numbers, commitments, both trees, every checkpoint and the reconciliation. Should read a snapshot."""
    entries = (await connection.execute(select(log_entries).order_by(log_entries.c.position))).all()
    audit = (await connection.execute(select(audit_entries).order_by(audit_entries.c.position))).all()
    sums = await reconciled(connection)
    leaves: dict[Log, list[bytes]] = {
        "proposals": [row.commitment for row in entries],
        "audit": [row.payload.encode() for row in audit],
    }
    problems = [*_gaps("proposals", entries), *_gaps("audit", audit)]
    if not sums.holds:
        problems.append(f"received {sums.received}, but the log holds {sums.log_size}")
    grown = {log: _Grown(leaves[log]) for log in LOGS}
    for log in LOGS:
        problems += await _tree_problems(connection, log, grown[log])
    problems += await _proposal_problems(connection, entries, [json.loads(row.payload) for row in audit])
    notes = (await connection.execute(select(checkpoints).order_by(checkpoints.c.id))).all()
    problems += await _checkpoint_problems(connection, signer, grown, notes)
    return Verified(sums, len(entries), len(audit), len(notes), problems)


def _gaps(log: str, found: Sequence[Row[Any]]) -> Iterator[str]:
    for expected, row in enumerate(found):
        if row.position != expected:
            yield f"{log}: entry {expected} is missing"
            return


class _Grown:
    """A tree computed from its leaves alone: the root at every length, and every node that should be stored."""

    def __init__(self, leaves: Sequence[bytes]) -> None:
        frontier: list[bytes] = []
        self.roots = [tree.EMPTY_ROOT]
        self.nodes: dict[tree.Place, bytes] = {}
        for size, leaf in enumerate(leaves):
            frontier, new = tree.grown(size, frontier, tree.leaf_hash(leaf))
            self.roots.append(tree.folded(frontier))
            self.nodes |= dict(new)


async def _tree_problems(connection: AsyncConnection, log: Log, grown: _Grown) -> list[str]:
    problems = []
    if await head(connection, log) != (len(grown.roots) - 1, grown.roots[-1]):
        problems.append(f"{log}: length or root is not that of its entries")
    table = log_nodes.c
    query = select(table.level, table.position, table.hash).where(table.log == log)
    stored = {(row.level, row.position): row.hash for row in await connection.execute(query)}
    if stored != grown.nodes:
        problems.append(f"{log}: the stored tree is not that of its entries")
    return problems


async def _proposal_problems(
    connection: AsyncConnection, entries: Sequence[Row[Any]], done: Sequence[Mapping[str, Any]]
) -> list[str]:
    status = {entry["number"]: entry["status"] for entry in done if "status" in entry}
    amended = {(e["number"], e["commitment"]) for e in done if e["action"] == "amended"}
    rows = {row.id: row for row in await connection.execute(select(proposals))}
    problems = []
    for entry in entries:
        number, row = entry.position + 1, rows.get(entry.proposal_id)
        if row is None or row.number != number:
            problems.append(f"{number}: the proposal of this receipt is not held")
        else:
            problems += [f"{number}: {what}" for what in _faults(entry, row, status.get(number), amended)]
    return problems


def _faults(
    entry: Row[Any], row: Row[Any], status: str | None, amended: set[tuple[int, str]]
) -> Iterator[str]:
    if row.status != (status or "received"):
        yield f"the status is {row.status}, the audit tells {status or 'received'}"
    if entry.amended is not None and (row.number, entry.amended.hex()) not in amended:
        yield "changed without a trace in the audit"
    if entry.salt is None or entry.payload is None:
        if row.wording is not None:
            yield "words that nothing vouches for"
        return
    if commitment_of(entry.salt, entry.payload) != (entry.amended or entry.commitment):
        yield "other words than were received"
    if row.wording is not None and json.loads(entry.payload) != canonical(from_row(row)):
        yield "the words shown are not those in the log"


async def _checkpoint_problems(
    connection: AsyncConnection, signer: Signer, grown: Mapping[Log, _Grown], notes: Sequence[Row[Any]]
) -> list[str]:
    problems = []
    before: dict[Log, tuple[int, bytes]] = {}
    for row in notes:
        log: Log = row.log
        when = f"{log}: the checkpoint of {row.at.isoformat(timespec='seconds')}"
        try:
            size, root = read(signer, log, row.note)
        except NoteError as error:
            problems.append(f"{when} is {error}")
            continue
        if size >= len(grown[log].roots) or grown[log].roots[size] != root:
            problems.append(f"{when} is of another history than the {size} entries that are held")
        elif log in before and not await _continues(connection, log, before[log], (size, root)):
            problems.append(f"{when} does not continue the one before it")
        before[log] = size, root
    return problems


async def _continues(
    connection: AsyncConnection, log: Log, old: tuple[int, bytes], new: tuple[int, bytes]
) -> bool:
    if old[0] == 0:
        return True
    try:
        path = await consistency_proof(connection, log, old[0], new[0])
        return tree.roots_of_consistency(old[0], new[0], old[1], path) == (old[1], new[1])
    except (ValueError, KeyError):
        return False
