"""What a draft would do: the session before and after, the notice, and what is missing. Nothing is written here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.delivery.notice import Notice
from bot.rendering.card import Card
from bot.rendering.rich import MESSAGE_UNITS, utf16
from bot.rendering.scene import Scenes
from bot.rendering.session_notices import news_cards
from bot.sessions.draft import WHAT, Draft, DraftError, agenda_of, changes
from bot.sessions.model import Session, day_of
from bot.sessions.notices import news_notice, session_notice
from bot.sessions.record import Record
from bot.sessions.service import identity_of

ROOM = 500
"""UTF-16 units that a notice leaves for why it came and how to stop it."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a draft would do as things stand. `notice` is None where people are told nothing new: a correction.

    `missing` are the languages in which some text of it is not there, in the order of the pack.
    """

    draft: Draft
    before: Session | None
    after: Session | None
    cards: Mapping[str, Card]
    notice: Notice | None
    missing: tuple[str, ...]


def planned(draft: Draft, record: Record, scenes: Scenes, now: datetime) -> Plan:
    """The plan of a draft.

    Raises:
        DraftError: it cannot be published like this, at this time.
    """
    if draft.kind in ("news", "correct-news"):
        return _news_plan(draft, scenes)
    before = session_of(draft, record) if draft.kind != "new" else None
    after = new_session(draft, record, now) if before is None else changed_session(draft, before, record, now)
    told = session_notice(scenes, _told_as(draft), after, now=now, before=before)
    _check_length(told.cards)
    notice = None if draft.kind == "correct" else told
    return Plan(draft, before, after, told.cards, notice, missing_in(after, scenes.pack.info.languages))


def _told_as(draft: Draft) -> str:
    return "announced" if draft.kind == "correct" else WHAT[draft.kind]


def _news_plan(draft: Draft, scenes: Scenes) -> Plan:
    if not draft.text:
        raise DraftError("no-text")
    cards = news_cards(scenes, draft.text)
    _check_length(cards)
    notice = news_notice(scenes, 0, draft.text) if draft.kind == "news" else None
    missing = _missing((draft.text,), scenes.pack.info.languages)
    return Plan(draft, None, None, cards, notice, missing)


def session_of(draft: Draft, record: Record) -> Session:
    """The session that a draft changes, as it stands.

    Raises:
        DraftError: it is gone, or was changed since the draft was begun.
    """
    session = record.by_id.get(draft.session or "")
    if session is None:
        raise DraftError("no-session")
    if draft.revision is not None and session.revision != draft.revision:
        raise DraftError("changed")
    return session


def new_session(draft: Draft, record: Record, now: datetime) -> Session:
    """The session that a draft would announce.

    Raises:
        DraftError: it lacks a title or a day, has passed, or its body is not known.
    """
    if draft.body is None or record.body(draft.body) is None:
        raise DraftError("no-body")
    if not draft.title:
        raise DraftError("no-title")
    if draft.on_day is None:
        raise DraftError("no-when")
    check_ahead(draft, record, now)
    number = record.next_number(draft.body)
    return Session(
        id=identity_of(draft.body, number),
        body=draft.body,
        number=number,
        uid="",
        day=draft.on_day if draft.starts_at is None else day_of(draft.starts_at, record.zone),
        start=draft.starts_at,
        **new_fields(draft),
    )


def new_fields(draft: Draft) -> dict[str, Any]:
    """What a draft says of a new session besides its time and body."""
    return {
        "status": draft.status or "confirmed",
        "title": draft.title,
        "text": draft.text or None,
        "place": draft.place or None,
        "stream": draft.stream,
        "agenda": agenda_of(draft),
        "links": draft.links,
    }


def changed_session(draft: Draft, before: Session, record: Record, now: datetime) -> Session:
    """The session as a draft would leave it.

    Raises:
        DraftError: that cannot be done to it.
    """
    found = changes(draft, before, now)
    if draft.kind == "move":
        check_ahead(draft, record, now)
    after = replace(before, **found, revision=before.revision + 1)
    return after if after.start is None else replace(after, day=day_of(after.start, record.zone))


def check_ahead(draft: Draft, record: Record, now: datetime) -> None:
    """Refuse what would take place in the past: a draft may have lain for hours.

    Raises:
        DraftError: its time has passed.
    """
    over = draft.starts_at is not None and draft.starts_at <= now
    if over or (draft.on_day is not None and draft.on_day < now.astimezone(record.zone).date()):
        raise DraftError("past")


def missing_in(session: Session, languages: tuple[str, ...]) -> tuple[str, ...]:
    """The languages that some text of a session lacks, while another has it."""
    texts = (session.title, session.text, session.place, session.outcome)
    return _missing((*texts, *(item.text for item in session.agenda)), languages)


def _missing(texts: Iterable[Mapping[str, str] | None], languages: tuple[str, ...]) -> tuple[str, ...]:
    held = [text for text in texts if text]
    return tuple(code for code in languages if any(code not in text for text in held))


def _check_length(cards: Mapping[str, Card]) -> None:
    if any(utf16(card.text.text) > MESSAGE_UNITS - ROOM for card in cards.values()):
        raise DraftError("too-long")
