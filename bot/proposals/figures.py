"""Figures for the staff: proposals and supports by day, by article and by state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.proposals.proposal import Place
from bot.proposals.statuses import STATUSES, Status
from bot.storage.proposal_tables import proposals, supports

#: Days of the series, today among them.
DAYS = 30

#: Articles named.
ARTICLES = 10


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts. `received` and `supported` are of each of the last `DAYS` days, today last (of the pack's zone)."""

    total: int
    supports: int
    by_status: tuple[tuple[Status, int], ...]
    by_place: tuple[tuple[Place, int], ...]
    received: tuple[tuple[date, int], ...]
    supported: tuple[tuple[date, int], ...]


async def figures(connection: AsyncConnection, now: datetime, zone: str) -> Figures:
    """The figures as of now."""
    table, here = proposals.c, ZoneInfo(zone)
    today = now.astimezone(here).date()
    days = [today - timedelta(days=back) for back in range(DAYS - 1, -1, -1)]
    since = datetime.combine(days[0], datetime.min.time(), here)
    statuses = select(table.status, func.count()).where(table.number.is_not(None)).group_by(table.status)
    by_status = {row[0]: row[1] for row in await connection.execute(statuses)}
    count = func.count()
    places = (
        select(table.article, table.section, count)
        .where(table.number.is_not(None))
        .group_by(table.article, table.section)
        .order_by(count.desc(), table.article, table.section)
        .limit(ARTICLES)
    )
    by_place = [(Place(row[0], row[1]), row[2]) for row in await connection.execute(places)]
    received = select(table.received_at).where(table.received_at >= since, table.number.is_not(None))
    given = select(supports.c.at).where(supports.c.at >= since)
    former = select(func.coalesce(func.sum(table.former_supports), 0))
    held = (await connection.execute(select(func.count()).select_from(supports))).scalar_one()
    return Figures(
        total=sum(by_status.values()),
        supports=int((await connection.execute(former)).scalar_one()) + held,
        by_status=tuple((status, by_status[status]) for status in STATUSES if status in by_status),
        by_place=tuple(by_place),
        received=_by_day((await connection.execute(received)).scalars(), days, here),
        supported=_by_day((await connection.execute(given)).scalars(), days, here),
    )


def _by_day(moments: Iterable[datetime], days: list[date], zone: ZoneInfo) -> tuple[tuple[date, int], ...]:
    counted = Counter(moment.astimezone(zone).date() for moment in moments)
    return tuple((day, counted[day]) for day in days)
