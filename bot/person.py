"""One person, group or channel, as the rest of the program knows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy import Row

from bot.last_articles import LastArticle

Kind = Literal["person", "group", "channel"]
Setting = str | int | bool | None


@dataclass(frozen=True)
class Person:
    """A person, group or channel that chose something. Other tables refer to `id`, never to `telegram_id`."""

    id: int
    telegram_id: int = field(repr=False)
    kind: Kind
    #: What they chose; None: nothing yet.
    language: str | None
    plain_layout: bool
    settings: Mapping[str, Setting]
    first_seen: date
    #: When they blocked the bot; None: they did not.
    blocked_at: datetime | None
    #: Played in the local chat: never written to by real sending.
    is_local: bool
    #: As on disk; ask `People.last_article` for the newest.
    last_article: LastArticle | None


def from_row(row: Row[Any], telegram_id: int) -> Person:
    """Return the person whose row this is; the id in it is sealed, so `telegram_id` comes from outside."""
    last = LastArticle(row.last_article, row.last_article_at) if row.last_article else None
    return Person(
        id=row.id,
        telegram_id=telegram_id,
        kind=row.kind,
        language=row.language,
        plain_layout=row.plain_layout,
        settings=row.settings,
        first_seen=row.first_seen,
        blocked_at=row.blocked_at,
        is_local=row.is_local,
        last_article=last,
    )


def as_plain_data(person: Person) -> dict[str, Any]:
    """Return what the row holds, as JSON can hold it; moments as ISO 8601 in UTC."""
    last = person.last_article
    return {
        "kind": person.kind,
        "language": person.language,
        "plain_layout": person.plain_layout,
        "last_article": last.reference if last else None,
        "last_article_at": last.at.isoformat() if last else None,
        "settings": dict(person.settings),
        "first_seen": person.first_seen.isoformat(),
        "blocked_at": person.blocked_at.isoformat() if person.blocked_at else None,
        "is_local": person.is_local,
    }
