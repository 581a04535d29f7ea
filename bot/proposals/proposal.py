"""A proposal, as the rest of the program knows it, and the states it can be in."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Row

from bot.proposals.statuses import Status

#: In these everybody may read the words.
PUBLIC: frozenset[Status] = frozenset(("published", "before_commission", "accepted", "partly", "declined"))

#: In these somebody of the staff still has to look at it.
WAITING: frozenset[Status] = frozenset(("received", "under_review"))

#: With these the matter is at an end.
CLOSED: frozenset[Status] = frozenset(
    ("hidden", "merged", "accepted", "partly", "declined", "withdrawn", "erased")
)

DECIDED: frozenset[Status] = frozenset(("accepted", "partly", "declined"))

_STAFF: frozenset[Status] = frozenset(("under_review", "published", "hidden", "merged"))
_GONE: frozenset[Status] = frozenset(("withdrawn", "erased"))
_DECISIONS: frozenset[Status] = frozenset(("before_commission", "accepted", "partly", "declined"))

#: What may follow what. Going back to `received` or `under_review` is what undoing a moderator's action does.
MAY_FOLLOW: dict[Status, frozenset[Status]] = {
    "received": _STAFF | _GONE,
    "under_review": _STAFF | _GONE | {"received"},
    "published": _STAFF | _GONE | _DECISIONS | {"received"},
    "hidden": _STAFF | _GONE | {"received"},
    "merged": _STAFF | _GONE | {"received"},
    "before_commission": _GONE | _DECISIONS | {"published", "hidden"},
    "accepted": _DECISIONS | _GONE | {"published"},
    "partly": _DECISIONS | _GONE | {"published"},
    "declined": _DECISIONS | _GONE | {"published"},
    "withdrawn": frozenset(("erased",)),
    "erased": frozenset(),
}


@dataclass(frozen=True, slots=True)
class Place:
    """What a proposal is about: an article by its key ("preamble" for the preamble), a section, or the whole text."""

    article: str | None = None
    section: str | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposal as on disk. `wording` is None once it is erased."""

    id: int
    #: Of its receipt.
    number: int
    #: Row of the author; None: anonymised, erased, or its author is gone.
    person_id: int | None
    #: The edition that was in force when it was sent.
    edition: str
    place: Place
    wording: str | None = field(repr=False)
    reason: str | None = field(repr=False)
    language: str
    status: Status
    reason_code: str | None
    #: The id of the proposal that it was merged into; None: it was not.
    merged_into: int | None
    #: The coupon number of the official appeal that the author made of it; None: none told.
    official_number: str | None = field(repr=False)
    received_at: datetime
    #: Until then the author may change the words.
    edited_until: datetime
    edited_at: datetime | None
    #: When it was accepted, partly accepted or declined.
    decided_at: datetime | None
    closed_at: datetime | None


def from_row(row: Row[Any]) -> Proposal:
    """The proposal whose row of the table `proposals` this is."""
    return Proposal(
        id=row.id,
        number=row.number or 0,
        person_id=row.person_id,
        edition=row.edition,
        place=Place(row.article, row.section),
        wording=row.wording,
        reason=row.reason,
        language=row.language,
        status=row.status,
        reason_code=row.reason_code,
        merged_into=row.merged_into,
        official_number=row.official_number,
        received_at=row.received_at,
        edited_until=row.edited_until,
        edited_at=row.edited_at,
        decided_at=row.decided_at,
        closed_at=row.closed_at,
    )


def canonical(proposal: Proposal) -> dict[str, str | None]:
    """What the public log commits to: everything the author said, when, and about what; nothing of who they are."""
    return {
        "edition": proposal.edition,
        "article": proposal.place.article,
        "section": proposal.place.section,
        "language": proposal.language,
        "wording": proposal.wording,
        "reason": proposal.reason,
        "received_at": (proposal.edited_at or proposal.received_at).isoformat(timespec="microseconds"),
    }
