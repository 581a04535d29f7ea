"""What an editor is about to publish: kept as data until it is confirmed, then turned into a change of a session."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any, Literal, Self

from bot.sessions.model import OPEN, AgendaItem, Session, Status

Kind = Literal["new", "move", "start", "cancel", "close", "correct", "news", "correct-news"]
KINDS: tuple[Kind, ...] = ("new", "move", "start", "cancel", "close", "news", "correct")

EARLY = timedelta(hours=12)
"""How long before its announced start a session may already be said to have begun."""

WHAT: dict[Kind, str] = {
    "new": "announced",
    "move": "moved",
    "start": "live",
    "cancel": "cancelled",
    "close": "outcome",
    "correct": "corrected",
}
"""What each kind does to a session, as its history and the notice call it."""

Localized = dict[str, str]


class DraftError(ValueError):
    """The draft cannot be published as it is; `reason` names why, as a message of the bot does."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Draft:
    """One thing to publish. Of the fields only those count that `kind` needs; None leaves a session's as it is.

    `text` is the news, the reason of a cancellation or move, or what is said besides the title. `session` and
    `revision` name the session that is changed, as the editor saw it. `agenda` holds for each item a text per language
    and the keys of articles. `publication` is the news that is corrected, and
    `touched` that its text was changed. `heard` is the language in which the text typed last was taken, as it named
    none itself; "" where it did.
    """

    kind: Kind
    session: str | None = None
    revision: int | None = None
    publication: int | None = None
    body: str | None = None
    status: Status | None = None
    day: str | None = None
    start: str | None = None
    title: Localized = field(default_factory=dict)
    text: Localized = field(default_factory=dict)
    place: Localized = field(default_factory=dict)
    outcome: Localized = field(default_factory=dict)
    agenda: tuple[dict[str, Any], ...] | None = None
    stream: str | None = None
    links: tuple[str, ...] = ()
    touched: bool = False
    heard: str = ""

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """The draft that `as_data` wrote down."""
        agenda = data.get("agenda")
        tuples = {
            "agenda": tuple(agenda) if agenda is not None else None,
            "links": tuple(data.get("links") or ()),
        }
        return cls(**(dict(data) | tuples))

    def as_data(self) -> dict[str, Any]:
        """The draft as JSON can hold it."""
        data = asdict(self)
        agenda = list(self.agenda) if self.agenda is not None else None
        return data | {"links": list(self.links), "agenda": agenda}

    def having(self, name: str, language: str, said: str) -> Self:
        """The draft with a text in one more language."""
        return replace(self, **{name: getattr(self, name) | {language: said}})

    @property
    def changes_nothing(self) -> bool:
        """Whether nothing was said yet that would be corrected."""
        said = (self.status, self.title, self.place, self.outcome, self.stream, self.links)
        news = self.kind == "correct-news" and not self.touched
        return news or not (any(said) or self.text or self.agenda is not None)

    @property
    def starts_at(self) -> datetime | None:
        """The start in UTC; None: only the day is known, or nothing."""
        return datetime.fromisoformat(self.start) if self.start else None

    @property
    def on_day(self) -> date | None:
        """The day in the pack's zone; None: not said."""
        return date.fromisoformat(self.day) if self.day else None


def changes(draft: Draft, before: Session, now: datetime) -> dict[str, Any]:
    """The fields of a session that the draft changes.

    Raises:
        DraftError: that cannot be done to a session in this state, or nothing would change.
    """
    _check(draft, before, now)
    found: dict[str, Any] = {"status": _status(draft, before)}
    if draft.kind in ("move", "correct") and draft.on_day is not None:
        found |= {"day": draft.on_day, "start": draft.starts_at}
    for name in ("title", "text", "place", "outcome"):
        if said := getattr(draft, name):
            found[name] = _merged(draft, name, before, said)
    if draft.agenda is not None:
        found["agenda"] = agenda_of(draft)
    if draft.stream:
        found["stream"] = draft.stream
    if draft.links:
        found["links"] = tuple(dict.fromkeys((*before.links, *draft.links)))
    if all(getattr(before, name) == value for name, value in found.items()):
        raise DraftError("same")
    return found


def _merged(draft: Draft, name: str, before: Session, said: Localized) -> Localized:
    """A correction of one language leaves the others; a new reason or place stands for itself."""
    return dict(getattr(before, name) or {}) | said if draft.kind == "correct" else said


def agenda_of(draft: Draft) -> tuple[AgendaItem, ...]:
    """The agenda of a draft; empty where it has none."""
    return tuple(AgendaItem(item["text"], tuple(item["articles"])) for item in draft.agenda or ())


def _status(draft: Draft, before: Session) -> Status:
    if draft.kind == "move":
        return "rescheduled"
    if draft.kind == "correct":
        return draft.status or before.status
    fixed: dict[Kind, Status] = {"start": "live", "cancel": "cancelled", "close": "held"}
    return fixed[draft.kind]


def _check(draft: Draft, before: Session, now: datetime) -> None:
    if before.recorded:
        raise DraftError("recorded")
    if draft.kind == "move":
        _check_move(draft, before)
    elif draft.kind == "start":
        _check_start(before, now)
    elif draft.kind == "cancel" and before.status not in OPEN:
        raise DraftError("over" if before.status == "held" else "cancelled-already")
    elif draft.kind == "close":
        _check_close(before, now)


def _check_move(draft: Draft, before: Session) -> None:
    if before.status in ("held", "live"):
        raise DraftError("over" if before.status == "held" else "live-already")
    if draft.on_day is None:
        raise DraftError("no-when")
    if (draft.on_day, draft.starts_at) == (before.day, before.start) and before.status != "cancelled":
        raise DraftError("same-time")


def _check_start(before: Session, now: datetime) -> None:
    if before.status == "live":
        raise DraftError("live-already")
    if before.status not in OPEN:
        raise DraftError("over" if before.status == "held" else "cancelled-already")
    if before.start is not None and before.start > now + EARLY:
        raise DraftError("early")


def _check_close(before: Session, now: datetime) -> None:
    if before.status == "cancelled":
        raise DraftError("cancelled-already")
    ahead = before.day > now.date() if before.start is None else before.start > now
    if before.status in OPEN and before.status != "live" and ahead:
        raise DraftError("not-begun")
