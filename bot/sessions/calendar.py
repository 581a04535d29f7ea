"""Sessions as iCalendar (RFC 5545, with the names, refresh interval and conferences of RFC 7986).

A session keeps its UID for ever, and each change of it adds one to SEQUENCE. A cancelled one stays, with
STATUS:CANCELLED, so that calendars which hold it learn of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.rendering.rich import Rich
from bot.rendering.scene import Scene
from bot.rendering.sessions import agenda_line, body_name, scene_title, session_title, told
from bot.sessions.model import OPEN, Session, Status
from content.model import Localized

if TYPE_CHECKING:
    # At run time it is loaded with the first calendar: it takes eight megabytes.
    from icalendar import Alarm, Calendar, Event, vText

PRODUCT = "-//Atazan//Sessions//EN"
REFRESH = timedelta(hours=1)
"""How often a calendar that follows the feed is asked to look."""

_STATUS: dict[Status, str] = {
    "tentative": "TENTATIVE",
    "confirmed": "CONFIRMED",
    "rescheduled": "CONFIRMED",
    "live": "CONFIRMED",
    "held": "CONFIRMED",
    "cancelled": "CANCELLED",
}
_ALARMS = (timedelta(days=-1), timedelta(hours=-1))


@dataclass(frozen=True, slots=True)
class Publisher:
    """Where calendars lead back to: the bot's user name and the address of the feed; None: not known."""

    bot: str | None = None
    feed: str | None = None

    def page(self, session: Session) -> str | None:
        """The address of a session: its card in the chat, else where it is shown or reported."""
        if self.bot:
            return f"https://t.me/{self.bot}?start=session-{session.id}"
        return session.stream or next(iter(session.links), None)


def one_session(scene: Scene, session: Session, publisher: Publisher) -> bytes:
    """A calendar with one session, in the language of the scene."""
    return _written(_calendar(scene, session_title(scene, session), (session,), publisher))


def feed(scene: Scene, publisher: Publisher, body: str | None = None) -> bytes:
    """The calendar of all sessions, or of those of one body. The same record gives the same bytes."""
    sessions = [each for each in scene.record.sessions if body is None or each.body == body]
    name = body_name(scene, body) if body else scene.say("calendar-name", text=_text_name(scene))
    return _written(_calendar(scene, name, sessions, publisher))


def _text_name(scene: Scene) -> str:
    return scene.local(scene.pack.info.text_name)


def _calendar(scene: Scene, name: str, sessions: Iterable[Session], publisher: Publisher) -> Calendar:
    from icalendar import Calendar, vUri

    held = tuple(sessions)
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", scene.pack.info.zone)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", REFRESH, parameters={"VALUE": "DURATION"})
    if held:
        calendar.add("last-modified", max(changed(scene, each) for each in held))
    if publisher.feed:
        calendar.add("source", vUri(publisher.feed), parameters={"VALUE": "URI"})
    for session in held:
        calendar.add_component(_event(scene, session, publisher))
    return calendar


def changed(scene: Scene, session: Session) -> datetime:
    """When a session was changed last; for a recorded one the moment from which it stood as it is recorded."""
    return (session.changed_at or session.moment(scene.record.zone)).replace(microsecond=0)


def _event(scene: Scene, session: Session, publisher: Publisher) -> Event:
    from icalendar import Event, vUri

    event = Event()
    at = changed(scene, session)
    event.add("uid", session.uid)
    # Without a METHOD the stamp is the moment of the last revision (RFC 5545, 3.8.7.2).
    event.add("dtstamp", at)
    event.add("last-modified", at)
    event.add("sequence", session.revision)
    event.add("dtstart", session.start or session.day)
    event.add("status", "CANCELLED" if session.withdrawn else _STATUS[session.status])
    event.add("transp", "TRANSPARENT")
    language = scene.language if scene.language in session.title else next(iter(session.title))
    title = f"{session_title(scene, session)}: {scene_title(scene, session)}"
    event.add("summary", title, parameters={"LANGUAGE": language})
    event.add("description", description(scene, session))
    event.add("categories", [body_name(scene, session.body) or session.body])
    if session.place:
        event.add("location", _any(scene, session.place))
    if page := publisher.page(session):
        event.add("url", vUri(page))
    if session.stream:
        conference = {"VALUE": "URI", "FEATURE": "VIDEO", "LABEL": scene.say("session-stream").rstrip(":")}
        event.add("conference", vUri(session.stream), parameters=conference)
    if session.status in OPEN and not session.withdrawn:
        for alarm in _alarms(session, title):
            event.add_component(alarm)
    return event


def _alarms(session: Session, title: str) -> Iterable[Alarm]:
    from icalendar import Alarm

    # Of a session without an hour a calendar knows midnight only: six hours before is the evening of the day before.
    before = _ALARMS if session.start is not None else (timedelta(hours=-6),)
    for trigger in before:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", title)
        alarm.add("trigger", trigger)
        yield alarm


def description(scene: Scene, session: Session) -> str:
    """What a calendar says of a session besides its title, time and place."""
    status = scene.say("session-status-" + session.status)
    agenda = [f"• {agenda_line(scene, session, place).text}" for place in range(len(session.agenda))]
    parts = (
        scene.say("calendar-status", status=status),
        _text(told(scene, session.text)),
        "\n".join((scene.say("session-agenda") + ":", *agenda)) if agenda else "",
        f"{scene.say('session-outcome')}: {_text(told(scene, session.outcome))}" if session.outcome else "",
        "\n".join(session.links),
    )
    return "\n\n".join(part for part in parts if part)


def _text(rich: Rich | None) -> str:
    return rich.text if rich else ""


def _any(scene: Scene, localized: Localized) -> vText:
    from icalendar import vText

    code = scene.language if scene.language in localized else next(iter(localized))
    return vText(localized[code], params={"LANGUAGE": code})


def _written(calendar: Calendar) -> bytes:
    written: bytes = calendar.to_ical()
    return written
