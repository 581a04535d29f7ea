"""What an imported calendar would do: which sessions it creates, moves, changes, cancels. Nothing is written here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from bot.sessions.ics_lines import IcsError
from bot.sessions.ics_reading import Incoming
from bot.sessions.model import OPEN, Session
from bot.sessions.record import Record

Deed = Literal["create", "record", "move", "change", "cancel", "same", "old", "recorded", "over"]
"""What becomes of an event. "record": a new one that is past, of which nobody is told. Of the last four nothing is
done: it says what is known, is older than that, stands in the pack's record, or is of a session that was held."""

DONE: frozenset[Deed] = frozenset(("create", "record", "move", "change", "cancel"))

OwnWords = Callable[[Session], frozenset[str]]
"""The titles and descriptions that our own calendars give a session: read back, they are no change."""


@dataclass(frozen=True, slots=True)
class Step:
    """What becomes of one event. `before` is the session that it is about; None: a new one."""

    deed: Deed
    event: Incoming
    before: Session | None
    body: str
    fields: dict[str, Any]


def planned_import(
    events: Iterable[Incoming],
    record: Record,
    now: datetime,
    *,
    language: str,
    languages: tuple[str, ...],
    own_words: OwnWords,
) -> list[Step]:
    """What becomes of each event, in the order in which they take place.

    Their texts are in the language that they name, if it is one of `languages`, else in `language`.

    Raises:
        IcsError: there is no body whose sessions they could be.
    """
    found = []
    for event in sorted(
        events, key=lambda each: (each.day, each.start is not None, each.start or now, each.uid)
    ):
        code = event.language if event.language in languages else language
        found.append(_step(event, record, now, code, own_words))
    return found


def _step(event: Incoming, record: Record, now: datetime, language: str, own_words: OwnWords) -> Step:
    before = record.by_uid.get(event.uid)
    if before is None:
        return _new(event, record, now, language)
    fields = _changes(event, before, language, own_words(before))
    return Step(_deed(event, before, fields, record, now), event, before, before.body, fields)


def _new(event: Incoming, record: Record, now: datetime, language: str) -> Step:
    fields: dict[str, Any] = {
        "title": {language: event.title},
        "text": {language: event.text} if event.text else None,
        "place": {language: event.place} if event.place else None,
        "stream": event.stream,
        "links": (event.address,) if event.address else (),
        "imported": event.sequence,
    }
    past = _is_past(event, record, now)
    status = "held" if past and event.status != "cancelled" else event.status
    deed: Deed = "record" if past or status == "cancelled" else "create"
    return Step(deed, event, None, _body(event, record), fields | {"status": status})


def _is_past(event: Incoming, record: Record, now: datetime) -> bool:
    if event.start is not None:
        return event.start <= now
    return event.day < now.astimezone(record.zone).date()


def _body(event: Incoming, record: Record) -> str:
    """The body that the event's category names, else the first."""
    said = {part.strip().casefold() for part in (event.category or "").split(",")} - {""}
    for body in record.bodies:
        if said & {body.id, *(name.casefold() for name in body.name.values())}:
            return body.id
    if not record.bodies:
        raise IcsError(event.line, "no-body")
    return record.bodies[0].id


def _changes(event: Incoming, before: Session, language: str, own: frozenset[str]) -> dict[str, Any]:
    """What the event says that the session does not."""
    found: dict[str, Any] = {}
    if (event.day, event.start) != (before.day, before.start):
        found |= {"day": event.day, "start": event.start}
    for name, said in (("title", event.title), ("text", event.text), ("place", event.place)):
        held = getattr(before, name) or {}
        if said and said not in held.values() and said not in own:
            found[name] = dict(held) | {language: said}
    if event.stream and event.stream != before.stream:
        found["stream"] = event.stream
    if event.status == "cancelled":
        return found | ({"status": "cancelled"} if before.status != "cancelled" else {})
    if event.status == "tentative" and before.status == "confirmed":
        found["status"] = "tentative"
    elif event.status == "confirmed" and before.status in ("tentative", "cancelled"):
        found["status"] = "confirmed"
    return found


def _deed(event: Incoming, before: Session, fields: dict[str, Any], record: Record, now: datetime) -> Deed:
    if not fields:
        return "same"
    if before.recorded:
        return "recorded"
    known = before.revision if before.imported is None else before.imported
    if event.sequence < known:
        return "old"
    if before.status not in OPEN | {"cancelled"} or before.status == "live" or before.withdrawn:
        return "over"
    if fields.get("status") == "cancelled":
        return "cancel"
    moved = "start" in fields or before.status == "cancelled"
    if moved:
        return "over" if _is_past(event, record, now) else "move"
    return "change"
