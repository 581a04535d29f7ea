"""From what happened to a session to the notice that tells people of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from bot.delivery.notice import Kind, Notice
from bot.rendering.card import Card
from bot.rendering.scene import Scenes
from bot.rendering.session_notices import news_cards, notice_cards, reminder_cards
from bot.sessions.model import Session
from bot.sessions.service import event_of
from bot.storage.reminders import Due
from content.model import Pack

SOON = timedelta(hours=2)
"""A session that starts sooner is told of at any hour, where people allow it."""

_KINDS: dict[str, Kind] = {
    "announced": "announced",
    "moved": "moved",
    "cancelled": "cancelled",
    "live": "live",
    "outcome": "outcome",
}


def topics_of(pack: Pack, session: Session) -> tuple[str, ...]:
    """What one may follow to be told of a session: all sessions, its body, and what is on its agenda."""
    held = pack.edition.by_key
    articles = [held[key] for key in session.articles if key in held]
    found = [
        "sessions",
        f"body:{session.body}",
        *(f"a:{article.key}" for article in articles),
        *(f"s:{article.section}" for article in articles),
    ]
    return tuple(dict.fromkeys(found))


def session_notice(
    scenes: Scenes,
    what: str,
    session: Session,
    *,
    now: datetime,
    before: Session | None = None,
    follows: str | None = None,
    people: tuple[int, ...] = (),
    not_before: datetime | None = None,
) -> Notice:
    """The notice that something happened to a session. `follows` is the event that told of its time before.

    Whoever asked to be reminded of the session (`people`) is told of it too. Of what is over nobody is told by night.
    """
    starts_soon = session.start is not None and session.start - now < SOON
    urgent = what in ("moved", "cancelled", "live") or (what == "announced" and starts_soon)
    return Notice(
        event=event_of(session, what),
        kind=_KINDS[what],
        topics=topics_of(scenes.pack, session),
        cards=notice_cards(scenes, what, session, before),
        people=people,
        not_before=not_before,
        urgent=urgent,
        follows=follows if what in ("moved", "cancelled") else None,
    )


def reminder_notice(
    scenes: Scenes, session: Session, reminder: Due, *, follows: str | None, people: tuple[int, ...]
) -> Notice:
    """The reminder of a session. Those of the last hour do not wait for the end of quiet hours: they would expire."""
    return Notice(
        event=f"session:{session.id}:{reminder.revision}:reminder-{reminder.which}",
        kind="reminder",
        topics=topics_of(scenes.pack, session),
        cards=reminder_cards(scenes, reminder.which, session),
        people=people,
        expires=reminder.expires_at,
        urgent=reminder.which != "day",
        follows=follows,
        reminder=reminder.which,
    )


def news_notice(
    scenes: Scenes, number: int, text: Mapping[str, str], *, not_before: datetime | None = None
) -> Notice:
    """News of the reform; `number` is that of its publication."""
    cards: dict[str, Card] = news_cards(scenes, text)
    return Notice(f"news:{number}", "news", ("news",), cards, not_before=not_before)
