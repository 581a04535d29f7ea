"""Where a deep link leads: its payload (at most 64 characters, Bot API) as what the bot is to do."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.commands import BY_NAME
from content.model import PREAMBLE


@dataclass(frozen=True, slots=True)
class Cited:
    """An article or section to show; `language` None: in the person's own."""

    question: str
    language: str | None


@dataclass(frozen=True, slots=True)
class Ordered:
    """A command to run, with what stands behind it."""

    name: str
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Invited:
    """An invitation to a staff role."""

    token: str


_ARTICLE = re.compile(r"a([0-9]{1,4}(?:-[0-9]{1,2})?)(?:p([0-9]{1,3}))?(?:-([a-z]{2}))?")
_SECTION = re.compile(r"s([0-9]{1,2})(?:-([a-z]{2}))?")
_SUBSCRIPTION = re.compile(r"sub-([a-z0-9-]{1,40})")
_PROPOSAL = re.compile(r"p([0-9]{1,4}(?:-[0-9]{1,2})?)")
_SESSION = re.compile(r"session-([a-z0-9-]{1,40})")
_INVITATION = re.compile(r"admin-([A-Za-z0-9_-]{16,60})")


def destination(payload: str) -> Cited | Ordered | Invited | None:
    """What the link asks for; None for a payload that this version does not make (forged, or of another one)."""
    if found := _ARTICLE.fullmatch(payload):
        number, paragraph, language = found.groups()
        whole = "preamble" if number == PREAMBLE else number
        return Cited(f"{number}.{paragraph}" if paragraph else whole, language)
    if found := _SECTION.fullmatch(payload):
        return Cited(f"section {found[1]}", found[2])
    if found := _SUBSCRIPTION.fullmatch(payload):
        return Ordered("subscribe", found[1])
    if found := _PROPOSAL.fullmatch(payload):
        return Ordered("propose", found[1])
    if found := _INVITATION.fullmatch(payload):
        return Invited(found[1])
    if found := _SESSION.fullmatch(payload):
        return Ordered("sessions", found[1])
    return Ordered(payload) if payload in BY_NAME and payload != "start" else None
