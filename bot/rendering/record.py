"""Cards of the record: facts about the reform, and sessions of its commission."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from bot.rendering.articles import article_name
from bot.rendering.card import Button, Card, act
from bot.rendering.dates import written
from bot.rendering.rich import Rich, bold, italic, join, link
from bot.rendering.scene import Scene
from content.model import Fact, SessionRecord

ARTICLES, ROW = 12, 4
"""Most buttons of articles under a fact or session, and how many stand in a row."""


def fact_card(scene: Scene, fact: Fact) -> Card:
    """A fact about the reform: what holds today first, then the fact, who said it, and the source with its date."""
    say = scene.say
    title = fact_title(scene, fact)
    today = bold(say("today-label")) + " " + scene.local(fact.today) if fact.today else None
    status = say(f"status-{fact.status}") if fact.status in ("preliminary", "disputed") else None
    text = join(
        (
            today,
            scene.local(fact.answer),
            italic(scene.local(fact.speaker)) if fact.speaker else None,
            italic(status) if status else None,
            source_line(scene, fact.sources, fact.date),
        )
    )
    return Card(
        text, _article_rows(scene, fact.articles), title=title, description=scene.local(fact.answer)[:120]
    )


def fact_title(scene: Scene, fact: Fact) -> str:
    """A fact's name in lists: the first question that it answers."""
    asked = fact.ask.get(scene.language) or next(iter(fact.ask.values()))
    return asked[0]


def source_line(scene: Scene, addresses: Iterable[str], date: str) -> Rich:
    """The line that names the sources by their sites, each a link, and the date."""
    before, _, after = scene.say("source-line", sources="\0", date=written(date, scene.language)).partition(
        "\0"
    )
    return Rich(before) + site_links(addresses) + after


def site_links(addresses: Iterable[str]) -> Rich:
    """The names of the sites, each a link to its page."""
    named = Rich()
    for address in addresses:
        site = urlsplit(address).netloc.removeprefix("www.")
        named = (named + ", " if named.text else named) + link(site, address)
    return named


def session_card(scene: Scene, session: SessionRecord) -> Card:
    """One session: when and where, what was on its agenda, what came of it, and where that is reported."""
    say = scene.say
    title = session_title(scene, session)
    agenda = [f"• {scene.local(item.text)}" for item in session.agenda]
    text = join(
        (
            bold(title) + f" · {say('session-status-' + session.status)}",
            ", ".join(
                part
                for part in (
                    session_when(scene, session),
                    scene.local(session.place) if session.place else "",
                )
                if part
            ),
            scene.local(session.title),
            join((bold(say("session-agenda")), *agenda), "\n") if agenda else None,
            join((bold(say("session-outcome")), scene.local(session.outcome)), "\n")
            if session.outcome
            else None,
            italic(scene.local(session.note)) if session.note else None,
            source_line(scene, session.links, session.date) if session.links else None,
        )
    )
    articles = dict.fromkeys(n for item in session.agenda for n in item.articles)
    rows = [*_article_rows(scene, articles), (act(scene, say("sessions-record"), "sessions"),)]
    return Card(text, tuple(rows), title=title, description=session_when(scene, session))


def session_title(scene: Scene, session: SessionRecord) -> str:
    """The name of a session: its number and body."""
    body = next((body for body in scene.pack.bodies if body.id == session.body), None)
    return scene.say("session-title", number=str(session.number), body=scene.local(body.name) if body else "")


def session_when(scene: Scene, session: SessionRecord) -> str:
    """The day of a session, with the hour in the pack's zone where it is known."""
    day = written(session.date, scene.language)
    if session.start is None:
        return scene.say("session-when", date=day)
    info = scene.pack.info
    zone = scene.local(info.zone_name) if info.zone_name else info.zone
    return scene.say("session-when-time", date=day, time=session.start, zone=zone)


def sessions_card(scene: Scene) -> Card:
    """All sessions of the record, the last one named first since none is announced."""
    sessions = sorted(scene.pack.sessions, key=lambda each: each.date, reverse=True)
    dates = ((act(scene, scene.say("button-milestones"), "milestones"),),) if scene.pack.milestones else ()
    if not sessions:
        return Card(Rich(scene.say("sessions-none")), dates)
    last = sessions[0]
    lines = [
        f"{each.number}. {session_when(scene, each)} – {scene.local(each.title)}"
        for each in reversed(sessions)
    ]
    intro = scene.say("sessions-intro", number=str(last.number), date=written(last.date, scene.language))
    buttons = [act(scene, _session_label(scene, each), "session", each.id) for each in reversed(sessions)]
    width = 2 if scene.plain else 6
    rows = [tuple(buttons[start : start + width]) for start in range(0, len(buttons), width)]
    return Card(join((intro, bold(scene.say("sessions-record")), "\n".join(lines))), (*rows, *dates))


def _session_label(scene: Scene, session: SessionRecord) -> str:
    number = str(session.number)
    return scene.say("button-session", number=number) if scene.plain else number


def _article_rows(scene: Scene, references: Iterable[str]) -> tuple[tuple[Button, ...], ...]:
    today = scene.pack.edition.id
    numbers = list(dict.fromkeys(reference.partition(".")[0] for reference in references))[:ARTICLES]
    buttons = [act(scene, article_name(scene, number), "article", today, number) for number in numbers]
    return tuple(tuple(buttons[start : start + ROW]) for start in range(0, len(buttons), ROW))
