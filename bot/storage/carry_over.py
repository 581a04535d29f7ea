"""What the ledger knows and a restored backup does not, put back in one unit of work."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.proposals.log import audit_within, head, regrow_within
from bot.storage.database import insert_into
from bot.storage.erasures import Erasures
from bot.storage.errors import StorageSettingsError
from bot.storage.hold import hold_within
from bot.storage.keys import Keys
from bot.storage.ledger import Contents, leaf_at
from bot.storage.log_tables import checkpoints, log_entries
from bot.storage.moderation_tables import relays, reviews
from bot.storage.proposal_tables import proposals, status_changes, supports
from bot.storage.sealing import Sealer
from bot.storage.shared_tables import erasures
from bot.storage.tables import installation, people


@dataclass(frozen=True, slots=True)
class Carried:
    """What was carried over, each as a number."""

    #: People who were erased since the backup.
    people: int
    #: Proposals that were erased since the backup.
    proposals: int
    #: Proposals that were received since the backup: their numbers stay taken, their words are lost.
    lost: int
    #: Things that were done to proposals since the backup, entered into the audit again, but not done again.
    done: int


async def carry_over(connection: AsyncConnection, keys: Keys, contents: Contents, now: datetime) -> Carried:
    """Carry over what the ledger knows, and hold sending.

    Raises:
        StorageSettingsError: the public log of the backup is not the beginning of the ledger's.
    """
    await _check_same_log(connection, contents)
    carried = Carried(
        people=await _erase_people(connection, keys, contents),
        proposals=await _empty(connection, contents, now),
        lost=await _regrow_proposals(connection, contents),
        done=await _regrow_audit(connection, contents),
    )
    await _put_checkpoints(connection, contents)
    await hold_within(connection, now)
    entry = {"action": "restored", "role": "system", "lost": carried.lost, "done": carried.done}
    await audit_within(connection, entry, at=now)
    await connection.execute(delete(installation).where(installation.c.key == "unfinished"))
    return carried


async def _check_same_log(connection: AsyncConnection, contents: Contents) -> None:
    """Compare the last leaf that both have: what comes before it is bound by the published checkpoints."""
    for log, leaves in contents.leaves.items():
        size, _ = await head(connection, "proposals" if log == "proposals" else "audit")
        last = min(size, len(leaves)) - 1
        if last >= 0 and await leaf_at(connection, log, last) != leaves[last][0]:
            raise StorageSettingsError(
                f"the public log of {log} in this backup is another one than in the ledger beside the database"
            )


async def _erase_people(connection: AsyncConnection, keys: Keys, contents: Contents) -> int:
    known = {row.entry.hex() for row in await connection.execute(select(erasures.c.entry))}
    since = {entry: mark for entry, mark in contents.erased.items() if entry not in known}
    if not since:
        return 0
    sealer, marks = Sealer(keys.data), set(since.values())
    noting = Erasures(keys.log)
    rows = list(await connection.execute(select(people.c.id, people.c.sealed_id)))
    gone = [row.id for row in rows if noting.mark(sealer.open(row.sealed_id)).hex() in marks]
    for person_id in gone:
        await connection.execute(delete(people).where(people.c.id == person_id))
    today = datetime.now(UTC).date()
    notes = [
        {"entry": bytes.fromhex(entry), "mark": bytes.fromhex(mark), "day": today}
        for entry, mark in since.items()
    ]
    await connection.execute(insert(erasures), notes)
    return len(gone)


async def _empty(connection: AsyncConnection, contents: Contents, now: datetime) -> int:
    """Erase again what was erased: the words, the author and the salt go, the number stays."""
    table, count = proposals.c, 0
    for number in sorted(contents.emptied):
        query = select(table.id).where(table.number == number, table.status != "erased")
        proposal_id = (await connection.execute(query)).scalar_one_or_none()
        if proposal_id is None:
            continue
        gone: dict[str, Any] = dict.fromkeys(
            ("person_id", "wording", "reason", "alike", "official_number", "merged_into")
        )
        emptied = update(proposals).where(table.id == proposal_id)
        await connection.execute(emptied.values(**gone, status="erased", closed_at=now))
        await connection.execute(delete(supports).where(supports.c.proposal_id == proposal_id))
        await connection.execute(delete(relays).where(relays.c.proposal_id == proposal_id))
        await connection.execute(
            update(reviews).where(reviews.c.proposal_id == proposal_id).values(appeal=None)
        )
        said = status_changes.c.proposal_id == proposal_id, status_changes.c.by_role == "author"
        await connection.execute(update(status_changes).where(*said).values(answer=None))
        entry = log_entries.c.proposal_id == proposal_id
        await connection.execute(update(log_entries).where(entry).values(salt=None, payload=None))
        await _note_erased(connection, proposal_id, now)
        count += 1
    return count


async def _note_erased(connection: AsyncConnection, proposal_id: int, now: datetime) -> None:
    note = {"proposal_id": proposal_id, "status": "erased", "by_role": "system", "at": now}
    await connection.execute(insert(status_changes).values(note))


async def _regrow_proposals(connection: AsyncConnection, contents: Contents) -> int:
    """Put back the leaves of proposals that are lost; each has a number, a row without words, and nothing else."""
    size, _ = await head(connection, "proposals")
    missing = contents.leaves["proposals"][size:]
    edition = (await connection.execute(select(func.max(proposals.c.edition)))).scalar() or "unknown"
    for number, (commitment, said) in enumerate(missing, size + 1):
        at = datetime.fromisoformat(said)
        row = {"number": number, "edition": edition, "language": "", "status": "erased", "consent": ""}
        row |= {"received_at": at, "edited_until": at, "closed_at": at}
        made = await connection.execute(insert(proposals).values(row).returning(proposals.c.id))
        proposal_id = made.scalar_one()
        await regrow_within(connection, "proposals", commitment, at=at, proposal_id=proposal_id)
        await _note_erased(connection, proposal_id, at)
    return len(missing)


async def _regrow_audit(connection: AsyncConnection, contents: Contents) -> int:
    size, _ = await head(connection, "audit")
    missing = contents.leaves["audit"][size:]
    for payload, _ in missing:
        await regrow_within(connection, "audit", payload, at=datetime.now(UTC))
    return len(missing)


async def _put_checkpoints(connection: AsyncConnection, contents: Contents) -> None:
    table = checkpoints.c
    rows = await connection.execute(select(table.log, table.size))
    known = {(row.log, row.size) for row in rows}
    for log, by_size in contents.checkpoints.items():
        for size, (at, note) in sorted(by_size.items()):
            if (log, size) not in known:
                row = {"log": log, "size": size, "at": datetime.fromisoformat(at), "note": note}
                await connection.execute(insert_into(connection, checkpoints).values(row))
