"""A proposal that is being written: kept as the dialogue of its author, so that nothing of it depends on a process."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Literal

from bot.person import Dialogue
from bot.proposals.proposal import Place

#: The name of the dialogue.
NAME = "propose"

#: After so long a silence what is said is a question again, until the author goes on.
QUIET = timedelta(minutes=30)

#: A draft that nobody went on with for so long is forgotten.
FORGOTTEN = timedelta(days=30)

Step = Literal["article", "wording", "reason", "similar", "preview"]
Doubt = Literal["question", "personal"]


@dataclass(frozen=True, slots=True)
class Pending:
    """Words that the author has to decide about: are they a question; may personal data in them be sent."""

    doubt: Doubt
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Draft:
    """What was said so far. `place` None: not chosen yet; `reason` None: not given."""

    step: Step = "article"
    place: Place | None = None
    wording: str = field(default="", repr=False)
    reason: str | None = field(default=None, repr=False)
    pending: Pending | None = None
    #: What is said is a question, and no more reminders are given, until the author goes on.
    paused: bool = False
    #: Numbers of the proposals that were offered as similar.
    similar: tuple[int, ...] = ()

    @property
    def mark(self) -> str:
        """Eight characters that stand for what would be sent; another text has others."""
        place = self.place or Place()
        said = "\0".join((place.article or "", place.section or "", self.wording, self.reason or ""))
        return hashlib.sha256(said.encode()).hexdigest()[:8]

    def at(self, step: Step, **changes: Any) -> Draft:
        """The draft at another step, with nothing pending."""
        return replace(self, step=step, pending=None, paused=False, **changes)

    def data(self) -> dict[str, Any]:
        """What the dialogue keeps besides the step."""
        kept = asdict(self)
        del kept["step"]
        return {name: value for name, value in kept.items() if value not in (None, "", False, ())}


def draft_of(dialogue: Dialogue | None) -> Draft | None:
    """The draft that a dialogue holds; None where there is none, or it is about something else."""
    if dialogue is None or dialogue.name != NAME:
        return None
    data: Mapping[str, Any] = dialogue.data
    return Draft(
        dialogue.step,  # type: ignore[arg-type]
        Place(**data["place"]) if "place" in data else None,
        data.get("wording", ""),
        data.get("reason"),
        Pending(**data["pending"]) if "pending" in data else None,
        data.get("paused", False),
        tuple(data.get("similar", ())),
    )


def is_quiet(dialogue: Dialogue, now: datetime) -> bool:
    """Whether its author has been silent so long that what they say now is a question."""
    return now - dialogue.updated_at >= QUIET
