"""Sweeping: rows that will never be sent get their end, and campaigns that have none left are done."""

from __future__ import annotations

from datetime import datetime, timedelta

import structlog
from sqlalchemy import ColumnElement, and_, delete, exists, or_, select, update

from bot.delivery.ledger import AT_ONCE, LEASED, PENDING, STALE, STALE_LOCAL
from bot.storage.database import Database
from bot.storage.delivery_tables import campaigns, deliveries

log = structlog.get_logger(__name__)

_table, _campaign = deliveries.c, campaigns.c
_OPEN = ("sending", "paused", "halted")

#: Of whom what was sent, and when, is kept so many days after a campaign ended; then only its own row stays, so that
#: its event is not published again.
KEPT = timedelta(days=90)


async def sweep(database: Database, now: datetime) -> int:
    """End what expired, was called off or became stale; how many rows.

    Raises:
        StorageError: the database failed; the next time makes it up.
    """
    expired = _campaign.state.in_(_OPEN) & (_campaign.expires <= now)
    called_off = (_campaign.state == "cancelled") & _campaign.ended_at.is_(None)
    swept = 0
    for campaign in await _which(database, expired):
        swept += await _end(database, campaign, "expired", "late", now)
        await _close(database, campaign, expired, "done", now)
    for campaign in await _which(database, called_off):
        swept += await _end(database, campaign, "cancelled", "called-off", now)
        await _close(database, campaign, called_off, "cancelled", now)
    for campaign in await _which(database, _has_stale(now)):
        swept += await _end(database, campaign, "expired", "stale", now, _stale(now))
    for campaign in await _which(database, _done()):
        await _close(database, campaign, _done(), "done", now)
    return swept


async def prune_deliveries(database: Database, now: datetime) -> int:
    """Forget what was sent to whom by campaigns that ended long ago, some rows at a time; how many.

    Raises:
        StorageError: the database failed; the next time makes it up.
    """
    old = _campaign.state.in_(("done", "cancelled")) & (_campaign.ended_at <= now - KEPT)
    held = exists().where(_table.campaign_id == _campaign.id)
    pruned = 0
    for campaign in await _which(database, old & held):
        some = select(_table.person_id).where(_table.campaign_id == campaign).limit(AT_ONCE)
        gone = delete(deliveries).where(
            _table.campaign_id == campaign, _table.person_id.in_(some.scalar_subquery())
        )
        count = AT_ONCE
        while count >= AT_ONCE:
            async with database.write() as connection:
                count = (await connection.execute(gone)).rowcount
            pruned += count
    return pruned


async def _which(database: Database, wanted: ColumnElement[bool]) -> list[int]:
    async with database.read() as connection:
        return list((await connection.execute(select(_campaign.id).where(wanted))).scalars())


async def _end(
    database: Database,
    campaign: int,
    state: str,
    reason: str,
    now: datetime,
    which: ColumnElement[bool] | None = None,
) -> int:
    """Settle a campaign's pending rows, some at a time; how many. What is on its way settles itself."""
    ended = 0
    pending = (_table.campaign_id == campaign) & _table.is_local.in_((True, False)) & PENDING
    some = select(_table.person_id).where(pending if which is None else pending & which).limit(AT_ONCE)
    statement = update(deliveries).where(
        _table.campaign_id == campaign, _table.person_id.in_(some.scalar_subquery()), PENDING
    )
    while True:
        async with database.write() as connection:
            settled = statement.values(state=state, reason=reason, settled_at=now)
            count = (await connection.execute(settled)).rowcount
        ended += count
        if count < AT_ONCE:
            return ended


async def _close(
    database: Database, campaign: int, still: ColumnElement[bool], state: str, now: datetime
) -> None:
    closed = {"state": state, "ended_at": now, "spread_to": None}
    async with database.write() as connection:
        ended = update(campaigns).where(_campaign.id == campaign, still).values(closed)
        if (await connection.execute(ended)).rowcount:
            log.info("delivery.ended", campaign=campaign, state=state)


def _stale(now: datetime) -> ColumnElement[bool]:
    return or_(
        and_(_table.is_local.is_(True), _table.due_at <= now - STALE_LOCAL),
        and_(_table.is_local.is_(False), _table.due_at <= now - STALE),
    )


def _has_stale(now: datetime) -> ColumnElement[bool]:
    """Whether a campaign has rows that nobody took for too long; an old one is looked at only."""
    rows = exists().where(
        _table.campaign_id == _campaign.id, _table.is_local.in_((True, False)), PENDING, _stale(now)
    )
    return _campaign.state.in_(_OPEN) & (_campaign.made_at <= now - STALE_LOCAL) & rows


def _done() -> ColumnElement[bool]:
    """Whether a campaign has nothing left to do."""
    of = _table.campaign_id == _campaign.id
    pending = exists().where(of, _table.is_local.in_((True, False)), PENDING)
    leased = exists().where(of, LEASED)
    return (_campaign.state == "sending") & _campaign.spread_to.is_(None) & ~pending & ~leased
