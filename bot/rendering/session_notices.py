"""What people are told of a session: a card for each kind of notice, in every language of the pack."""

from __future__ import annotations

from collections.abc import Mapping

from bot.rendering.card import Card, Rows, act
from bot.rendering.record import article_number_rows
from bot.rendering.rich import Rich, bold, join
from bot.rendering.scene import Scene, Scenes
from bot.rendering.sessions import (
    place_and_time,
    session_body,
    session_title,
    session_when,
    stream_line,
    timed,
    told,
)
from bot.sessions.model import OPEN, Session
from bot.storage.reminders import Which

BUTTONS = 8
"""Most buttons of articles under a notice: two rows, so that those to stop it stay in sight."""


def notice_cards(
    scenes: Scenes, what: str, session: Session, before: Session | None = None
) -> dict[str, Card]:
    """The card of what happened to a session, in every language of the pack; `before` is how it stood until then.

    `what` is "announced", "moved", "cancelled", "live" or "outcome".
    """
    return {code: _card(scenes(code), what, session, before) for code in scenes.pack.info.languages}


def reminder_cards(scenes: Scenes, which: Which, session: Session) -> dict[str, Card]:
    """The reminder of a session, in every language of the pack."""
    return {code: _reminder(scenes(code), which, session) for code in scenes.pack.info.languages}


def news_cards(scenes: Scenes, text: Mapping[str, str]) -> dict[str, Card]:
    """News of the reform in every language of the pack; where a translation is missing, that is said."""
    return {code: _news(scenes(code), text) for code in scenes.pack.info.languages}


def _card(scene: Scene, what: str, session: Session, before: Session | None) -> Card:
    heading = scene.say(f"notice-{_heading(what, session)}")
    name = session_title(scene, session)
    body = _BODIES.get(what, _whole)(scene, session, before)
    text = join((join((bold(heading), bold(name)), "\n"), *body))
    return Card(
        text, _rows(scene, session), title=f"{heading}: {name}", description=session_when(scene, session)
    )


def _heading(what: str, session: Session) -> str:
    return "announced-tentative" if what == "announced" and session.status == "tentative" else what


def _whole(scene: Scene, session: Session, before: Session | None) -> tuple[Rich | str | None, ...]:  # noqa: ARG001
    return session_body(scene, session)


def _moved(scene: Scene, session: Session, before: Session | None) -> tuple[Rich | str | None, ...]:
    earlier = None
    if before is not None and (before.start, before.day) != (session.start, session.day):
        earlier = Rich(scene.say("notice-was") + " ") + Rich(session_when(scene, before)).marked("strike")
    return (
        Rich(scene.say("notice-now") + " ") + place_and_time(scene, session),
        earlier,
        *session_body(scene, session)[1:],
    )


def _cancelled(scene: Scene, session: Session, before: Session | None) -> tuple[Rich | str | None, ...]:
    reason = told(scene, session.text) if before is None or session.text != before.text else None
    return (timed(scene, session).marked("strike"), told(scene, session.title), reason)


def _live(scene: Scene, session: Session, before: Session | None) -> tuple[Rich | str | None, ...]:  # noqa: ARG001
    return (told(scene, session.title), told(scene, session.place), stream_line(scene, session))


_BODIES = {"moved": _moved, "cancelled": _cancelled, "live": _live}


def _reminder(scene: Scene, which: Which, session: Session) -> Card:
    heading = scene.say(f"notice-reminder-{which}")
    name = session_title(scene, session)
    text = join(
        (
            join((bold(heading), bold(name)), "\n"),
            place_and_time(scene, session),
            told(scene, session.title),
            stream_line(scene, session),
        )
    )
    return Card(text, _rows(scene, session), title=heading, description=session_when(scene, session))


def _rows(scene: Scene, session: Session) -> Rows:
    say = scene.say
    row = [act(scene, say("button-session-card"), "session", session.id)]
    if session.status in OPEN and session.status != "live":
        row += [
            act(scene, say("button-wish"), "wish", session.id),
            act(scene, say("button-calendar"), "ics", session.id),
        ]
    held = scene.pack.edition.by_key
    numbers = [held[key].number for key in session.articles if key in held][:BUTTONS]
    shown = article_number_rows(scene, numbers) if session.status != "cancelled" else ()
    return (*shown, tuple(row))


def _news(scene: Scene, text: Mapping[str, str]) -> Card:
    heading = scene.say("notice-news")
    said = told(scene, text) or Rich()
    return Card(join((bold(heading), said)), title=heading, description=said.text[:120])
