"""The ledger of deliveries: claiming what is due, and settling what became of it.

The functions work inside a unit of work of the caller. A row is leased before Telegram is asked and settled after; what
a process that died had leased is seen to by `bot.delivery.recovery`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import (
    ColumnElement,
    and_,
    bindparam,
    exists,
    func,
    literal,
    literal_column,
    or_,
    select,
    text,
    true,
    union_all,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.delivery_tables import campaigns, deliveries
from bot.storage.tables import people

#: How long a lease lasts; longer than any call to Telegram with its time-outs.
LEASE = timedelta(seconds=60)

#: How many messages of a campaign have to get through before the others follow.
CANARY = 20

#: Kinds for which there is little time.
PRESSING = frozenset(("cancelled", "moved", "live", "reminder"))

#: What waits longer than this, for whatever reason, is not news any more.
STALE = timedelta(days=30)
#: The same for people of the local chat, who may never come back.
STALE_LOCAL = timedelta(days=7)

#: Rows that one unit of work moves at most where there may be a million.
AT_ONCE = 20_000

_PRESSING, _ORDINARY = 0, 4
FIRST, NEXT, LAST = 0, 1, 2
"""Within the pressing ones and within the others: channels and groups first, new messages next, edits last."""
DIGEST = 9
"""What is sent together with whatever else is due to the same person."""
PRIORITIES = (0, 1, 2, 4, 5, 6, DIGEST)

Purpose = Literal["new", "reply", "edit"]
State = Literal["sent", "blocked", "failed", "unknown", "expired", "cancelled", "pending"]

_table = deliveries.c
# Literal, so that the planner sees that the partial indexes fit.
PENDING: ColumnElement[bool] = _table.state == literal_column("'pending'")
LEASED: ColumnElement[bool] = _table.state == literal_column("'leased'")


def base_priority(kind: str, urgent: bool) -> int:
    """The priority of a campaign's first messages; `NEXT` and `LAST` are added for the others."""
    return _PRESSING if urgent or kind in PRESSING else _ORDINARY


@dataclass(frozen=True, slots=True)
class Claimed:
    """A delivery that this process is to make now, and to whom."""

    campaign_id: int
    person_id: int
    purpose: Purpose
    priority: int
    topic: str | None
    anchor: int | None
    tries: int
    repeated: bool
    kind: str
    person_kind: str
    sealed_id: bytes = field(repr=False)
    language: str | None
    plain: bool
    blocked: bool


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of a delivery. "pending": it is tried again at `due_at`."""

    campaign_id: int
    person_id: int
    state: State
    reason: str | None = None
    message_id: int | None = None
    due_at: datetime | None = None
    tries: int = 0
    repeated: bool = False
    shared: bool = False
    #: None: as it was.
    priority: int | None = None


async def claim(
    connection: AsyncConnection, now: datetime, owner: str, limit: int, *, local: bool = False
) -> list[Claimed]:
    """Lease up to `limit` deliveries that are due, the most pressing first (digests: a few more, whole ones).

    `local`: those of people of the local chat, otherwise those of all others.
    """
    found: list[Any] = []
    for campaign, priority, since in await _due(connection, now, local=local):
        room = min(limit - len(found), await _allowed(connection, campaign, since))
        if room > 0:
            persons = await _chosen(connection, campaign, priority, now, room, local=local)
            if priority != DIGEST and connection.dialect.name == "postgresql":
                found += await _lease_many(connection, campaign, persons, now, owner)
            else:
                due = _due_with(priority, now, local=local) if priority == DIGEST else _of(campaign)
                found += await _lease(connection, and_(_table.person_id.in_(persons), due), now, owner)
        if len(found) >= limit:
            break
    return await _described(connection, found)


async def anything_due(connection: AsyncConnection, now: datetime, *, local: bool = False) -> bool:
    """Whether `claim` would find anything but the rest of a campaign whose first messages are under way."""
    return bool(await _due(connection, now, local=local))


async def _due(connection: AsyncConnection, now: datetime, *, local: bool) -> list[tuple[int, int, Any]]:
    """Campaigns with something due, its priority, and since when the campaign is being tried out, if it is."""
    levels = union_all(*(select(literal_column(str(p)).label("priority")) for p in PRIORITIES)).subquery()
    due = exists().where(
        _table.is_local == _flag(local),
        _table.campaign_id == campaigns.c.id,
        _table.priority == levels.c.priority,
        _table.due_at <= now,
        PENDING,
    )
    keeps = or_(campaigns.c.expires.is_(None), campaigns.c.expires > now)
    query = (
        select(campaigns.c.id, levels.c.priority, campaigns.c.trying_since)
        .select_from(campaigns.join(levels, true()))
        .where(campaigns.c.state == "sending", keeps, due)
        .order_by(levels.c.priority, campaigns.c.id)
    )
    return [(row[0], row[1], row[2]) for row in await connection.execute(query)]


async def _allowed(connection: AsyncConnection, campaign: int, since: datetime | None) -> int:
    """How many may be sent now: all, or what is left of the first few whose fate is not known yet."""
    if since is None:
        return AT_ONCE
    tried = select(_table.state, func.count()).where(
        _table.campaign_id == campaign,
        or_(LEASED, _table.settled_at >= since),
        _table.state.in_(("leased", "sent", "unknown", "failed")),
    )
    rows = await connection.execute(tried.group_by(_table.state))
    found: dict[str, int] = {row[0]: row[1] for row in rows}
    under_way = found.pop("leased", 0)
    if sum(found.values()) < CANARY:
        return CANARY - sum(found.values()) - under_way
    await connection.execute(update(campaigns).where(campaigns.c.id == campaign).values(trying_since=None))
    return AT_ONCE


async def _chosen(
    connection: AsyncConnection, campaign: int, priority: int, now: datetime, room: int, *, local: bool
) -> list[int]:
    """Whose rows to lease: of a digest, all that are due to these people.

    They are locked by a statement of their own: PostgreSQL may run a subquery with a limit more than once, and lock
    more rows each time.
    """
    first = (
        select(_table.person_id)
        .where(_due_with(priority, now, local=local), _table.campaign_id == campaign)
        .order_by(_table.due_at, _table.person_id)
        .limit(room)
        .with_for_update(skip_locked=True)
    )
    return list((await connection.execute(first)).scalars())


def _due_with(priority: int, now: datetime, *, local: bool) -> ColumnElement[bool]:
    """What is due at a priority."""
    return and_(_table.is_local == _flag(local), _table.priority == priority, _table.due_at <= now, PENDING)


def _of(campaign: int) -> ColumnElement[bool]:
    """What waits of a campaign."""
    return and_(_table.campaign_id == campaign, PENDING)


async def _lease(
    connection: AsyncConnection, chosen: ColumnElement[bool], now: datetime, owner: str
) -> Sequence[Any]:
    statement = (
        update(deliveries)
        .where(chosen)
        .values(state="leased", leased_until=now + LEASE, leased_by=owner)
        .returning(
            _table.campaign_id,
            _table.person_id,
            _table.purpose,
            _table.priority,
            _table.topic,
            _table.anchor,
            _table.tries,
            _table.repeated,
        )
    )
    return (await connection.execute(statement)).all()


# PostgreSQL would look through everything that waits of the campaign for a list of people: this joins by the key. That
# the rows wait is known, since `_chosen` has locked them. Were it said again, the index of what waits would be read for
# each person as long as the table's statistics are old, as they are after a campaign was spread.
_LEASE_MANY = text(
    """
    UPDATE deliveries AS leased
    SET state = 'leased', leased_until = :until, leased_by = :owner
    FROM unnest(CAST(:people AS integer[])) AS chosen (person)
    WHERE leased.campaign_id = :campaign AND leased.person_id = chosen.person
    RETURNING campaign_id, person_id, purpose, priority, topic, anchor, tries, repeated
    """
).bindparams(bindparam("until", type_=_table.leased_until.type))


async def _lease_many(
    connection: AsyncConnection, campaign: int, persons: list[int], now: datetime, owner: str
) -> Sequence[Any]:
    values = {"campaign": campaign, "people": persons, "owner": owner, "until": now + LEASE}
    return (await connection.execute(_LEASE_MANY, values)).all()


async def _described(connection: AsyncConnection, rows: list[Any]) -> list[Claimed]:
    """The leased rows with what is known of each person and campaign."""
    if not rows:
        return []
    persons = select(
        *(people.c.id, people.c.kind, people.c.sealed_id, people.c.language),
        *(people.c.plain_layout, people.c.blocked_at),
    ).where(people.c.id.in_({row.person_id for row in rows}))
    known = {row.id: row for row in await connection.execute(persons)}
    named = select(campaigns.c.id, campaigns.c.kind).where(
        campaigns.c.id.in_({row.campaign_id for row in rows})
    )
    kinds = {row[0]: row[1] for row in await connection.execute(named)}
    return [_claimed(row, kinds[row.campaign_id], known[row.person_id]) for row in rows]


def _claimed(row: Any, kind: str, person: Any) -> Claimed:
    return Claimed(
        campaign_id=row.campaign_id,
        person_id=row.person_id,
        purpose=row.purpose,
        priority=row.priority,
        topic=row.topic,
        anchor=row.anchor,
        tries=row.tries,
        repeated=row.repeated,
        kind=kind,
        person_kind=person.kind,
        sealed_id=person.sealed_id,
        language=person.language,
        plain=person.plain_layout,
        blocked=person.blocked_at is not None,
    )


_of_this = (_table.campaign_id == bindparam("the_campaign")) & (_table.person_id == bindparam("the_person"))
# "unknown" too: whoever thought so was overtaken by the answer.
_SETTLE = (
    update(deliveries)
    .where(_of_this, or_(LEASED, _table.state == literal_column("'unknown'")))
    .values(
        state=bindparam("new_state"),
        reason=bindparam("new_reason"),
        message_id=bindparam("new_message"),
        tries=bindparam("new_tries"),
        repeated=bindparam("new_repeated"),
        shared=bindparam("new_shared"),
        settled_at=bindparam("new_settled"),
        leased_until=None,
        leased_by=None,
    )
)
# The same for many rows at once: PostgreSQL would otherwise plan and run it row by row.
_SETTLE_MANY = text(
    """
    UPDATE deliveries AS settled
    SET state = new.state, reason = new.reason, message_id = new.message, tries = new.tries,
        repeated = new.repeated, shared = new.shared, settled_at = :now, leased_until = NULL, leased_by = NULL
    FROM unnest(
        CAST(:campaigns AS integer[]), CAST(:people AS integer[]), CAST(:states AS text[]), CAST(:reasons AS text[]),
        CAST(:messages AS bigint[]), CAST(:tries AS smallint[]),
        CAST(:repeated AS boolean[]), CAST(:shared AS boolean[])
    ) AS new (campaign, person, state, reason, message, tries, repeated, shared)
    WHERE settled.campaign_id = new.campaign AND settled.person_id = new.person
        AND settled.state IN ('leased', 'unknown')
    """
).bindparams(bindparam("now", type_=_table.settled_at.type))
_COLUMNS = {
    "campaigns": "the_campaign",
    "people": "the_person",
    "states": "new_state",
    "reasons": "new_reason",
    "messages": "new_message",
    "tries": "new_tries",
    "repeated": "new_repeated",
    "shared": "new_shared",
}
_GIVE_BACK = (
    update(deliveries)
    .where(_of_this, LEASED)
    .values(
        state="pending",
        reason=bindparam("new_reason"),
        due_at=bindparam("new_due"),
        tries=bindparam("new_tries"),
        repeated=bindparam("new_repeated"),
        priority=func.coalesce(bindparam("new_priority"), _table.priority),
        leased_until=None,
        leased_by=None,
    )
)


async def settle(connection: AsyncConnection, settled: Iterable[Settled], now: datetime) -> None:
    """Write what became of deliveries that were claimed."""
    ended, back = [], []
    for each in settled:
        row: dict[str, Any] = {
            "the_campaign": each.campaign_id,
            "the_person": each.person_id,
            "new_reason": each.reason,
            "new_tries": each.tries,
            "new_repeated": each.repeated,
        }
        if each.state == "pending":
            back.append(row | {"new_due": each.due_at or now, "new_priority": each.priority})
        else:
            new = {"new_state": each.state, "new_message": each.message_id, "new_shared": each.shared}
            ended.append(row | new | {"new_settled": now})
    if ended and connection.dialect.name == "postgresql":
        columns = {name: [row[value] for row in ended] for name, value in _COLUMNS.items()}
        await connection.execute(_SETTLE_MANY, columns | {"now": now})
    elif ended:
        await connection.execute(_SETTLE, ended)
    if back:
        await connection.execute(_GIVE_BACK, back)


async def drop_blocked(connection: AsyncConnection, person_id: int, now: datetime) -> int:
    """Give up what somebody who cannot be written to was still to get; how many rows."""
    gone = update(deliveries).where(_table.person_id == person_id, PENDING)
    return (await connection.execute(gone.values(state="blocked", reason="blocked", settled_at=now))).rowcount


def _flag(value: bool) -> ColumnElement[bool]:
    return literal(value)
