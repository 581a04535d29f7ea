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
class Dialogue:
    """What a person is in the middle of. A restart or another worker changes nothing about it.

    `name` says which dialogue it is, `step` what is awaited, `data` what was said so far, as JSON can hold it.
    """

    name: str
    step: str
    data: Mapping[str, Any] = field(repr=False)
    #: When the person last did something in it.
    updated_at: datetime


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
    #: What they are in the middle of; None: nothing.
    dialogue: Dialogue | None = None


def from_row(row: Row[Any], telegram_id: int) -> Person:
    """Return the person whose row this is, joined to their dialogue; the sealed id was opened outside."""
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
        dialogue=_dialogue(row),
    )


def _dialogue(row: Row[Any]) -> Dialogue | None:
    if row.name is None:
        return None
    return Dialogue(row.name, row.step, row.data, row.updated_at)


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
        "dialogue": _dialogue_as_plain_data(person.dialogue),
    }


def _dialogue_as_plain_data(dialogue: Dialogue | None) -> dict[str, Any] | None:
    if dialogue is None:
        return None
    at = dialogue.updated_at.isoformat()
    return {"name": dialogue.name, "step": dialogue.step, "data": dict(dialogue.data), "updated_at": at}


def with_setting(settings: Mapping[str, Setting], name: str, value: Setting) -> dict[str, Setting]:
    """The settings with one of them changed; None takes it away."""
    rest = {other: kept for other, kept in settings.items() if other != name}
    return rest if value is None else rest | {name: value}
