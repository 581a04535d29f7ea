"""What the ledger knows and a restored backup does not, put back in one unit of work."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.proposals.log import audit_within, head, regrow_within
from bot.proposals.proposal import CLOSED, DECIDED
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
    #: Things that were done to proposals since the backup: entered into the audit again, and done again, without the
    #: words of answers.
    done: int


async def carry_over(connection: AsyncConnection, keys: Keys, contents: Contents, now: datetime) -> Carried:
    """Carry over what the ledger knows, and hold sending.

    Raises:
        StorageSettingsError: the public log of the backup is not the beginning of the ledger's.
    """
    await _check_same_log(connection, contents)
    people_gone = await _erase_people(connection, keys, contents)
    emptied = await _empty(connection, contents, now)
    lost = await _regrow_proposals(connection, contents)
    done = await _regrow_audit(connection, contents)
    await _count_lost_as_erased(connection, lost, now)
    carried = Carried(people_gone, emptied, len(lost), done)
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
        note = {"proposal_id": proposal_id, "status": "erased", "by_role": "system", "at": now}
        await connection.execute(insert(status_changes).values(note))
        count += 1
    return count


async def _regrow_proposals(connection: AsyncConnection, contents: Contents) -> list[int]:
    """Put back the leaves of proposals that are lost; each has a number, a row without words, and nothing else."""
    size, _ = await head(connection, "proposals")
    missing = contents.leaves["proposals"][size:]
    edition = (await connection.execute(select(func.max(proposals.c.edition)))).scalar() or "unknown"
    for number, (commitment, said) in enumerate(missing, size + 1):
        at = datetime.fromisoformat(said)
        row = {"number": number, "edition": edition, "language": "", "status": "received", "consent": ""}
        row |= {"received_at": at, "edited_until": at}
        made = await connection.execute(insert(proposals).values(row).returning(proposals.c.id))
        await regrow_within(connection, "proposals", commitment, at=at, proposal_id=made.scalar_one())
    return list(range(size + 1, size + 1 + len(missing)))


async def _regrow_audit(connection: AsyncConnection, contents: Contents) -> int:
    """Enter again what was done since, and do it again as far as the audit tells it: not the words of answers."""
    size, _ = await head(connection, "audit")
    missing = contents.leaves["audit"][size:]
    for payload, _ in missing:
        entry = json.loads(payload)
        at = datetime.fromisoformat(entry["at"])
        await regrow_within(connection, "audit", payload, at=at)
        if "status" in entry and "number" in entry:
            await _change_again(connection, entry, at)
    return len(missing)


async def _change_again(connection: AsyncConnection, entry: Mapping[str, Any], at: datetime) -> None:
    """Give a proposal the status that the audit tells."""
    table, status = proposals.c, entry["status"]
    found = select(table.id).where(table.number == entry["number"])
    proposal_id = (await connection.execute(found)).scalar_one_or_none()
    if proposal_id is None:
        return
    into = select(table.id).where(table.number == entry.get("into")).scalar_subquery()
    values: dict[str, Any] = {
        "status": status,
        "reason_code": entry.get("reason"),
        "merged_into": into if status == "merged" else None,
        "closed_at": at if status in CLOSED else None,
        "decided_at": at if status in DECIDED else None,
    }
    await connection.execute(update(proposals).where(table.id == proposal_id).values(values))
    day = entry.get("session_date")
    note = {
        "proposal_id": proposal_id,
        "status": status,
        "by_role": entry["role"],
        "reason_code": entry.get("reason"),
        "session": entry.get("session"),
        "session_date": date.fromisoformat(day) if day else None,
        "edition": entry.get("edition"),
        "at": at,
    }
    await connection.execute(insert(status_changes).values(note))


async def _count_lost_as_erased(connection: AsyncConnection, numbers: list[int], now: datetime) -> None:
    """Erase what is lost, and say that it is: without its words a proposal cannot be moderated or decided."""
    query = select(proposals.c.number, proposals.c.status).where(proposals.c.number.in_(numbers))
    for number, status in list(await connection.execute(query)) if numbers else ():
        if status != "erased":
            entry = {"action": "status", "role": "system", "number": number}
            entry |= {"from": status, "status": "erased", "reason": "lost"}
            await audit_within(connection, entry, at=now)
            await _change_again(connection, entry, now)


async def _put_checkpoints(connection: AsyncConnection, contents: Contents) -> None:
    table = checkpoints.c
    rows = await connection.execute(select(table.log, table.size))
    known = {(row.log, row.size) for row in rows}
    for log, by_size in contents.checkpoints.items():
        for size, (at, note) in sorted(by_size.items()):
            if (log, size) not in known:
                row = {"log": log, "size": size, "at": datetime.fromisoformat(at), "note": note}
                await connection.execute(insert_into(connection, checkpoints).values(row))
