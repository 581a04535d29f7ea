"""The answer to a question, as data: what was found, how sure the bot is, and why not where it is not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal[
    "article",
    "paragraph",
    "range",
    "section",
    "preamble",
    "topic",
    "choices",
    "fact",
    "session",
    "smalltalk",
    "none",
]
Reason = Literal[
    "empty",  # nothing was asked: no letters or digits
    "no-such-article",
    "no-such-section",
    "other-law",
    "other-year",  # a constitution of a year from which the pack holds none
    "not-in-text",
    "needs-article",  # a follow-up ("and paragraph 2?") with no article in hand
    "too-long",
    "none-announced",  # no session is to come: the session is the last one that was held
    "greeting",
    "thanks",
    "farewell",
    "about-bot",
    "help",
]


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that answers. `number` "0" is the preamble; `paragraph` None is the whole article.

    `item` is a sub-item of the paragraph, or of an article that has none. `score` is from 0 (guess) to 1 (certain).
    """

    number: str
    paragraph: str | None = None
    item: str | None = None
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What the bot answers. `lang` is the answer's language and `edition` the text it speaks of.

    `hits` are best first. `section` is the arabic number for the kind "section"; `fact`, `session` and `topic` are
    ids of the pack; `choices` are facts or sessions offered beside the articles of `hits` in a "did you mean".
    `asked` is the number a person named where no such article or section exists; `missing` are the numbers that do
    not exist beside others that do; `missing_paragraph` is the paragraph that the one article of `hits` does not have.
    `compared` is the id of the edition with which the one article of `hits` is compared, "" the one of which most is
    known; None: what the article says was asked, not what became of it.
    `elapsed_ms` is the time spent answering, in milliseconds.
    """

    kind: Kind
    lang: str
    edition: str
    hits: tuple[Hit, ...] = ()
    reason: Reason | None = None
    section: str | None = None
    fact: str | None = None
    session: str | None = None
    topic: str | None = None
    choices: tuple[tuple[Literal["fact", "session"], str], ...] = ()
    asked: str | None = None
    missing_paragraph: str | None = None
    missing: tuple[str, ...] = ()
    compared: str | None = None
    elapsed_ms: float = 0.0

    @property
    def sure(self) -> bool:
        """Whether the bot answers rather than offers or declines."""
        return self.kind not in ("choices", "none")

    def as_object(self, identity: Any, text: str) -> dict[str, Any]:
        """The answer object of the command line, with the plain text shown to the person."""
        listed = () if self.kind in ("none", "smalltalk") else self.hits
        return {
            "id": identity,
            "kind": self.kind,
            "lang": self.lang,
            "edition": self.edition,
            "articles": [
                {"number": _number(hit.number), "paragraph": _paragraph(hit), "score": round(hit.score, 4)}
                for hit in listed
            ],
            "text": text,
            "elapsed_ms": round(self.elapsed_ms, 3),
        }


def _number(number: str) -> int | str:
    return int(number) if number.isdecimal() else number


def _paragraph(hit: Hit) -> int | str | None:
    named = hit.paragraph or hit.item
    return None if named is None else _number(named)
