"""Cards of sessions: the list, upcoming first, and one session with its agenda."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from urllib.parse import urlsplit

from bot.rendering.articles import article_name
from bot.rendering.card import Button, Card, Rows, act
from bot.rendering.dates import written
from bot.rendering.record import article_number_rows, source_line
from bot.rendering.rich import Rich, bold, italic, join, link, moment
from bot.rendering.scene import Scene
from bot.sessions.model import OPEN, Session
from content.model import Localized

PAGE = 20
"""Sessions of the record on one page."""
AHEAD = 10
"""Most sessions to come that are listed; more are in the calendar."""


def session_card(scene: Scene, session: Session, *, wished: bool = False) -> Card:
    """One session: when and where, what is on its agenda, what came of it, and where that is reported.

    `wished`: the reader has asked to be reminded of it.
    """
    title = session_title(scene, session)
    heading = bold(title) + f" · {scene.say('session-status-' + session.status)}"
    text = join((heading, *session_body(scene, session)))
    rows = (
        *article_number_rows(scene, _numbers(scene, session)),
        *_tools(scene, session, wished=wished),
        (act(scene, scene.say("sessions-all"), "sessions"),),
    )
    return Card(text, rows, title=title, description=session_when(scene, session))


def session_body(scene: Scene, session: Session) -> tuple[Rich | str | None, ...]:
    """What a card or a notice says of a session below its heading, paragraph by paragraph."""
    say = scene.say
    source = source_line(scene, session.links, session.day.isoformat()) if session.links else None
    agenda = [Rich("• ") + agenda_line(scene, session, place) for place in range(len(session.agenda))]
    return (
        place_and_time(scene, session),
        told(scene, session.title),
        told(scene, session.text),
        join((bold(say("session-agenda")), *agenda), "\n") if agenda else None,
        join((bold(say("session-outcome")), told(scene, session.outcome)), "\n") if session.outcome else None,
        italic(scene.local(session.note)) if session.note else None,
        stream_line(scene, session),
        source,
    )


def stream_line(scene: Scene, session: Session) -> Rich | None:
    """Where the session is shown while it lasts; None where that is not known, or over."""
    if session.stream is None or session.status not in OPEN:
        return None
    named = urlsplit(session.stream).netloc.removeprefix("www.")
    return Rich(scene.say("session-stream") + " ") + link(named, session.stream)


def agenda_line(scene: Scene, session: Session, place: int) -> Rich:
    """One item of the agenda; the articles that an editor named follow it, as they are no part of its words."""
    item = session.agenda[place]
    said = told(scene, item.text) or Rich()
    if session.recorded or not item.articles:
        return said
    names = ", ".join(article_name(scene, n) for n in _numbered(scene, item.articles))
    return said + f" ({names})" if names else said


def told(scene: Scene, localized: Localized | None) -> Rich | None:
    """A text in the scene's language; one that is not there is told in another, with a word that says so."""
    if not localized:
        return None
    if scene.language in localized:
        return Rich(localized[scene.language])
    code = next(code for code in (*scene.pack.info.languages, *localized) if code in localized)
    note = scene.say("session-untranslated", language=scene.language_name(code))
    return Rich(localized[code] + " ") + italic(note)


def session_title(scene: Scene, session: Session) -> str:
    """The name of a session: its number and body."""
    return scene.say("session-title", number=str(session.number), body=body_name(scene, session.body))


def body_name(scene: Scene, identity: str) -> str:
    """The name of a body in the scene's language, or nothing for one that is not known."""
    body = scene.record.body(identity)
    if body is None:
        return ""
    return body.name.get(scene.language) or next(iter(body.name.values()))


def session_when(scene: Scene, session: Session) -> str:
    """The day of a session, with the hour in the pack's zone where it is known."""
    day = written(session.day.isoformat(), scene.language)
    if session.start is None:
        return scene.say("session-when", date=day)
    info = scene.pack.info
    zone = scene.local(info.zone_name) if info.zone_name else info.zone
    local = session.start.astimezone(scene.record.zone)
    return scene.say("session-when-time", date=day, time=local.strftime("%H:%M"), zone=zone)


def timed(scene: Scene, session: Session) -> Rich:
    """When the session is, such that apps can say it in the reader's own zone too."""
    said = session_when(scene, session)
    return moment(said, session.start) if session.start is not None else Rich(said)


def place_and_time(scene: Scene, session: Session) -> Rich:
    """When and where, on one line."""
    place = told(scene, session.place)
    return join((timed(scene, session), place), ", ")


def with_announced(scene: Scene, card: Card, body: str, now: datetime) -> Card:
    """The card of something said about a body, headed by its next session where one is announced."""
    ahead = (each for each in scene.record.upcoming(now) if each.body == body and each.status in OPEN)
    session = next(ahead, None)
    if session is None:
        return card
    line = bold(scene.say("session-announced")) + " " + timed(scene, session)
    row = (act(scene, session_title(scene, session), "session", session.id),)
    return replace(card, text=join((line, card.text)), rows=(row, *card.rows))


def sessions_card(scene: Scene, now: datetime, page: int = 0) -> Card:
    """The sessions to come at `now`, the next one first, then a page of the record.

    Pages count from 1; 0 is the last one, which ends with the last session.
    """
    ahead, past = scene.record.upcoming(now), scene.record.past(now)
    dates = ((act(scene, scene.say("button-milestones"), "milestones"),),) if scene.pack.milestones else ()
    if not ahead and not past:
        return Card(Rich(scene.say("sessions-none")), (*_calendar(scene), *dates))
    pages = max(1, -(-len(past) // PAGE))
    page = min(page or pages, pages)
    shown = past[(page - 1) * PAGE : page * PAGE]
    text = join(
        (
            _upcoming(scene, ahead, now),
            bold(scene.say("sessions-record")) if shown else None,
            "\n".join(_line(scene, each) for each in shown),
            scene.say("browse-page", page=str(page), pages=str(pages)) if pages > 1 else None,
        )
    )
    rows = (
        *((act(scene, _upcoming_label(scene, each), "session", each.id),) for each in ahead[:AHEAD]),
        *_record_rows(scene, shown),
        _turning(scene, page, pages),
        *_calendar(scene),
        *dates,
    )
    return Card(text, tuple(row for row in rows if row), title=scene.say("sessions-upcoming"))


def _upcoming(scene: Scene, ahead: tuple[Session, ...], now: datetime) -> Rich:
    if ahead:
        lines = [_upcoming_line(scene, each) for each in ahead[:AHEAD]]
        more = len(ahead) - AHEAD
        rest = scene.say("sessions-more", count=str(more)) if more > 0 else None
        return join((bold(scene.say("sessions-upcoming")), *lines, rest), "\n")
    last = scene.record.last_held(now)
    if last is None:
        return Rich(scene.say("sessions-none-announced"))
    return Rich(nothing_announced(scene, last))


def nothing_announced(scene: Scene, last: Session) -> str:
    """The sentence that no session is to come, and which was the last."""
    date = written(last.day.isoformat(), scene.language)
    return scene.say("sessions-intro", number=str(last.number), date=date)


def _upcoming_line(scene: Scene, session: Session) -> Rich:
    status = scene.say("session-status-" + session.status)
    title = told(scene, session.title) or Rich()
    name = session_title(scene, session)
    return Rich("• ") + timed(scene, session) + f" – {name}: " + title + f" · {status}"


def _line(scene: Scene, session: Session) -> str:
    said = f"{session.number}. {session_when(scene, session)} – {scene_title(scene, session)}"
    several = len(scene.record.bodies) > 1
    body = f" · {body_name(scene, session.body)}" if several else ""
    status = "" if session.status == "held" else f" · {scene.say('session-status-' + session.status)}"
    return said + body + status


def scene_title(scene: Scene, session: Session) -> str:
    """The title in the scene's language, else in another, without a word about it: for lists and labels."""
    return session.title.get(scene.language) or next(iter(session.title.values()))


def _upcoming_label(scene: Scene, session: Session) -> str:
    return f"{session_title(scene, session)}"


def _record_rows(scene: Scene, shown: tuple[Session, ...]) -> Rows:
    buttons = [act(scene, _label(scene, each), "session", each.id) for each in shown]
    width = 2 if scene.plain else 6
    return tuple(tuple(buttons[start : start + width]) for start in range(0, len(buttons), width))


def _label(scene: Scene, session: Session) -> str:
    number = str(session.number)
    return scene.say("button-session", number=number) if scene.plain else number


def _turning(scene: Scene, page: int, pages: int) -> tuple[Button, ...]:
    worded = "-worded" if scene.plain else ""
    row = []
    if page > 1:
        row.append(act(scene, scene.say("button-back" + worded), "record", str(page - 1)))
    if page < pages:
        row.append(act(scene, scene.say("button-more" + worded), "record", str(page + 1)))
    return tuple(row)


def _calendar(scene: Scene) -> Rows:
    return (
        (
            act(scene, scene.say("button-calendar-all"), "ics"),
            act(scene, scene.say("button-follow-sessions"), "watch", "sessions"),
        ),
    )


def _tools(scene: Scene, session: Session, *, wished: bool) -> Rows:
    """ "Remind me" where there is something to be reminded of, and the session as a calendar file."""
    row = [act(scene, scene.say("button-calendar"), "ics", session.id)]
    if session.status in OPEN and not session.recorded:
        wish = "unwish" if wished else "wish"
        row.insert(0, act(scene, scene.say(f"button-{wish}"), wish, session.id))
        return tuple(row), (act(scene, scene.say("button-follow-sessions"), "watch", "sessions"),)
    return (tuple(row),)


def _numbers(scene: Scene, session: Session) -> list[str]:
    return _numbered(scene, session.articles)


def _numbered(scene: Scene, keys: tuple[str, ...]) -> list[str]:
    held = scene.pack.edition.by_key
    return [held[key].number for key in keys if key in held]
