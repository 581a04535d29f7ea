"""All sessions at one moment: those of the pack and those that editors announced, as one record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Self
from zoneinfo import ZoneInfo

from bot.sessions.model import OPEN, Session, recorded
from content.model import Body, Pack

LONGEST = timedelta(hours=18)
"""How long after its start a session that nobody closed is still shown among those to come."""


@dataclass(frozen=True)
class Record:
    """The sessions, the earliest first, and the bodies that hold them. Nothing of it changes: there is a new one."""

    sessions: tuple[Session, ...]
    bodies: tuple[Body, ...]
    zone: ZoneInfo

    @classmethod
    def of(cls, pack: Pack, announced: Iterable[Session] = (), bodies: Iterable[Body] = ()) -> Self:
        """The record of a pack, with sessions and bodies from elsewhere.

        What the pack has by the same id is edited and sourced, so it stands.
        """
        zone = ZoneInfo(pack.info.zone)
        held = {session.id: session for session in announced}
        held.update({each.id: recorded(pack, each) for each in pack.sessions})
        all_bodies = {body.id: body for body in bodies} | {body.id: body for body in pack.bodies}
        named = [*pack.bodies, *(b for b in all_bodies.values() if b not in pack.bodies)]
        ordered = sorted(held.values(), key=lambda each: (each.moment(zone), each.number))
        return cls(tuple(ordered), tuple(named), zone)

    @cached_property
    def shown(self) -> tuple[Session, ...]:
        """The sessions that people see."""
        return tuple(session for session in self.sessions if not session.withdrawn)

    @cached_property
    def by_id(self) -> dict[str, Session]:
        """The sessions that people see, by id."""
        return {session.id: session for session in self.shown}

    @cached_property
    def by_uid(self) -> dict[str, Session]:
        """All sessions by the UID of calendars, withdrawn ones too."""
        return {session.uid: session for session in self.sessions}

    def body(self, identity: str) -> Body | None:
        """The body of that id, or None."""
        return next((body for body in self.bodies if body.id == identity), None)

    def upcoming(self, now: datetime) -> tuple[Session, ...]:
        """What is still to come or under way, the next one first. A cancelled one stays until its hour has passed."""
        return tuple(session for session in self.shown if self._is_ahead(session, now))

    def past(self, now: datetime) -> tuple[Session, ...]:
        """What was held, or should have been, the earliest first."""
        return tuple(session for session in self.shown if not self._is_ahead(session, now))

    def last_held(self, now: datetime) -> Session | None:
        """The last session that was held, or None."""
        return next((each for each in reversed(self.past(now)) if each.status == "held"), None)

    def discussing(self, article: str) -> tuple[Session, ...]:
        """The sessions with the article of that key on their agenda, cancelled ones left out."""
        return tuple(s for s in self.shown if article in s.articles and s.status != "cancelled")

    def numbered(self, number: int) -> tuple[Session, ...]:
        """The sessions of that number, one for each body that has it."""
        return tuple(session for session in self.shown if session.number == number)

    def next_number(self, body: str) -> int:
        """The number that the next session of a body gets; one that was given once is not given again."""
        return max((session.number for session in self.sessions if session.body == body), default=0) + 1

    def _is_ahead(self, session: Session, now: datetime) -> bool:
        if session.status == "live":
            return session.moment(self.zone) + LONGEST > now
        if session.start is None:
            over = now.astimezone(self.zone).date() > session.day
        else:
            over = now >= session.start + (LONGEST if session.status != "cancelled" else timedelta(0))
        return not over and session.status in OPEN | {"cancelled"}
