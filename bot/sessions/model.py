"""A session as the bot knows it, whether the pack recorded it or an editor announced it."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any, Literal, get_args
from zoneinfo import ZoneInfo

from content.model import Localized, Pack, SessionRecord

Status = Literal["tentative", "confirmed", "rescheduled", "live", "cancelled", "held"]
STATUSES: tuple[Status, ...] = get_args(Status)

OPEN: frozenset[Status] = frozenset(("tentative", "confirmed", "rescheduled", "live"))
"""Statuses of a session that is still to come or under way."""

_HOUR = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")

_NAMESPACE = uuid.UUID("8d1c5e0a-6b54-5c0e-9a53-0f4a6e0f7a11")
"""Of ours alone: ids of recorded sessions become the same UID in every installation that has the same pack."""


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One thing on the agenda, and the stable keys of the articles that it concerns."""

    text: Localized
    articles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Session:
    """A session of a body.

    `start` is in UTC; None: only the day is known. `day` is that of the start in the pack's zone. `revision` counts
    changes from 0 and is the SEQUENCE of calendars (RFC 5545, 3.8.7.4). `recorded`: it stands in the pack and cannot be
    changed here. `withdrawn`: it was announced by mistake, and is shown to nobody but calendars that may hold it.
    `imported` is the SEQUENCE that it last had in a calendar that was imported; None: it comes from no calendar.
    """

    id: str
    body: str
    number: int
    uid: str
    status: Status
    day: date
    start: datetime | None
    title: Localized
    place: Localized | None = None
    stream: str | None = None
    text: Localized | None = None
    agenda: tuple[AgendaItem, ...] = ()
    outcome: Localized | None = None
    links: tuple[str, ...] = ()
    note: Localized | None = None
    revision: int = 0
    changed_at: datetime | None = None
    recorded: bool = False
    withdrawn: bool = False
    imported: int | None = None

    @property
    def articles(self) -> tuple[str, ...]:
        """The keys of all articles on the agenda, each once."""
        return tuple(dict.fromkeys(key for item in self.agenda for key in item.articles))

    def moment(self, zone: ZoneInfo) -> datetime:
        """When it starts; midnight of its day in `zone` where the hour is not known."""
        return self.start or datetime.combine(self.day, time(), zone).astimezone(UTC)


def day_of(start: datetime, zone: ZoneInfo) -> date:
    """The day on which a moment falls in a zone."""
    return start.astimezone(zone).date()


def recorded(pack: Pack, record: SessionRecord) -> Session:
    """A session of the pack's record; its references to articles become their keys.

    An article that the edition in force lacks is left out.
    """
    zone = ZoneInfo(pack.info.zone)
    day = _first_day(record.date)
    start = None
    if record.start is not None and _HOUR.fullmatch(record.start):
        start = datetime.combine(day, time.fromisoformat(record.start), zone).astimezone(UTC)
    return Session(
        id=record.id,
        body=record.body,
        number=record.number,
        uid=str(uuid.uuid5(_NAMESPACE, f"{pack.info.id}:{record.id}")),
        status=record.status,
        day=day,
        start=start,
        title=record.title,
        place=record.place,
        agenda=tuple(AgendaItem(item.text, _keys(pack, item.articles)) for item in record.agenda),
        outcome=record.outcome,
        links=tuple(record.links),
        note=record.note,
        recorded=True,
    )


def _first_day(written: str) -> date:
    first = written.partition("/")[0]
    return date.fromisoformat(first + "-01-01"[len(first) - len("2026") :])


def _keys(pack: Pack, references: tuple[str, ...]) -> tuple[str, ...]:
    numbers = (reference.partition(".")[0] for reference in references)
    found = (pack.edition.by_number.get(number) for number in numbers)
    return tuple(dict.fromkeys(article.key for article in found if article is not None))


def content_of(session: Session) -> dict[str, Any]:
    """What a session says, as JSON can hold it; its place in time and its status are not part of it."""
    return {
        "title": dict(session.title),
        "place": dict(session.place) if session.place else None,
        "stream": session.stream,
        "text": dict(session.text) if session.text else None,
        "agenda": [{"text": dict(i.text), "articles": list(i.articles)} for i in session.agenda],
        "outcome": dict(session.outcome) if session.outcome else None,
        "links": list(session.links),
        "imported": session.imported,
    }


def said_by(content: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a session from what `content_of` made."""
    agenda = content.get("agenda") or ()
    return {
        "title": content["title"],
        "place": content.get("place"),
        "stream": content.get("stream"),
        "text": content.get("text"),
        "agenda": tuple(AgendaItem(item["text"], tuple(item["articles"])) for item in agenda),
        "outcome": content.get("outcome"),
        "links": tuple(content.get("links") or ()),
        "imported": content.get("imported"),
    }


def as_data(session: Session) -> dict[str, Any]:
    """The whole session as JSON can hold it."""
    return {
        "id": session.id,
        "body": session.body,
        "number": session.number,
        "uid": session.uid,
        "status": session.status,
        "day": session.day.isoformat(),
        "start": session.start.isoformat() if session.start else None,
        "revision": session.revision,
        "withdrawn": session.withdrawn,
        "content": content_of(session),
    }


def from_data(data: Mapping[str, Any]) -> Session:
    """The session that `as_data` wrote down."""
    return Session(
        id=data["id"],
        body=data["body"],
        number=data["number"],
        uid=data["uid"],
        status=data["status"],
        day=date.fromisoformat(data["day"]),
        start=datetime.fromisoformat(data["start"]) if data["start"] else None,
        revision=data["revision"],
        withdrawn=data["withdrawn"],
        **said_by(data["content"]),
    )
