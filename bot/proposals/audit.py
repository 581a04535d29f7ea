"""The audit: what was done to proposals, in order, by roles and numbers; public, and only ever added to.

Each entry is a leaf of the second public log, so that none can be left out, changed or moved afterwards.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any, Literal

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.proposals.change import Change
from bot.proposals.log import audit_within
from bot.proposals.proposal import Proposal
from bot.storage.log_tables import audit_entries
from bot.storage.proposal_tables import proposals

Action = Literal[
    "status",
    "undone",
    "amended",
    "claimed",
    "released",
    "asked",
    "answered",
    "appealed",
    "decisions",
    "exported",
    "replied",
]


async def change_entered_within(
    connection: AsyncConnection, before: Proposal, after: Proposal, change: Change, *, undo: bool
) -> None:
    """Enter a change of status; of an answer only a hash, so that a slip of the pen is not there for ever."""
    entry: dict[str, Any] = {
        "action": "undone" if undo else "status",
        "role": change.by,
        "number": after.number,
        "from": before.status,
        "status": after.status,
        "reason": change.reason,
        "into": await _number(connection, after.merged_into),
        "session": change.session,
        "session_date": change.session_date.isoformat() if change.session_date else None,
        "edition": change.edition,
        "answer_sha256": sha256(change.answer.encode()).hexdigest() if change.answer else None,
    }
    told = {name: value for name, value in entry.items() if value is not None}
    await audit_within(connection, told, at=change.at)


async def enter_within(
    connection: AsyncConnection,
    action: Action,
    role: str,
    *,
    at: datetime,
    number: int | None = None,
    **more: str | int,
) -> None:
    """Enter anything else that was done. `number` is that of a receipt; None where it is about no single proposal."""
    entry: dict[str, Any] = {"action": action, "role": role, **more}
    await audit_within(connection, entry if number is None else {**entry, "number": number}, at=at)


async def entries_of(connection: AsyncConnection, number: int) -> Sequence[Mapping[str, Any]]:
    """What was done to one proposal, the first thing first."""
    table = audit_entries.c
    query = select(table.payload).where(table.number == number).order_by(table.position)
    return [json.loads(text) for text in (await connection.execute(query)).scalars()]


async def _number(connection: AsyncConnection, proposal_id: int | None) -> int | None:
    if proposal_id is None:
        return None
    query = select(proposals.c.number).where(proposals.c.id == proposal_id)
    return (await connection.execute(query)).scalar_one_or_none()
