"""Which proposals an export should hold, as somebody typed it: article=4 status=published lang=kk since=2026-11-01."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.proposals.statuses import STATUSES
from bot.proposals.table import Filter
from content.model import Pack

NAMES = ("article", "status", "lang", "since", "until")


class FilterError(ValueError):
    """Something in it is not known; the text says what and what there is."""


def filter_of(said: Mapping[str, str | None], pack: Pack) -> Filter:
    """The filter; what is None or missing leaves nothing out. Days are those of the pack's zone, both included.

    Raises:
        FilterError: there is no such article, status or language, or a day is none.
    """
    unknown = [name for name in said if name not in NAMES]
    if unknown:
        raise FilterError(f"unknown filter {unknown[0]!r}: there are {', '.join(NAMES)}")
    status, language = said.get("status"), said.get("lang")
    if status is not None and status not in STATUSES:
        raise FilterError(f"unknown status {status!r}: there are {', '.join(STATUSES)}")
    if language is not None and language not in pack.info.languages:
        raise FilterError(f"unknown language {language!r}: there are {', '.join(pack.info.languages)}")
    return Filter(
        article=_article(said.get("article"), pack),
        status=status,
        language=language,
        since=_start(said.get("since"), pack, 0),
        until=_start(said.get("until"), pack, 1),
    )


def _article(said: str | None, pack: Pack) -> str | None:
    """The key of an article that is named by its number or its key."""
    if said is None:
        return None
    if said in ("0", "preamble"):
        return "preamble"
    found = pack.edition.by_number.get(said)
    if found is not None:
        return found.key
    if any(article.key == said for article in pack.edition.articles):
        return said
    raise FilterError(f"no article {said!r} in {pack.edition.id}")


def _start(said: str | None, pack: Pack, later: int) -> datetime | None:
    if said is None:
        return None
    try:
        day = date.fromisoformat(said)
    except ValueError as error:
        raise FilterError(f"not a day: {said!r}; write it like 2026-11-28") from error
    return datetime.combine(day + timedelta(days=later), time(), ZoneInfo(pack.info.zone))
