"""Questions about the session to come: the search knows the sessions of the pack alone, not what editors announced."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache

from rapidfuzz.distance import OSA

from bot.answer import Answer, Hit
from bot.sessions.model import OPEN, Session
from bot.sessions.record import Record
from bot.texts import FALLBACK, languages, texts
from content.fold import fold
from content.model import Body, Pack
from content.translit import folded_skeleton

LONGEST = 120
"""Characters of the longest question that is looked at."""
REMEMBERED = 1_000
"""Questions whose words are remembered, of nobody in particular."""
_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"[1-9][0-9]{0,3}")
_SHORTEST_SLIP = 6
"""Letters from which on a word may be mistyped by one."""
_ENDING = 2
"""Letters of a body's name that may be inflected."""


@dataclass(frozen=True, slots=True)
class _Words:
    """Words as skeletons (see `content.translit`); those of `stems` may go on."""

    whole: frozenset[str]
    stems: tuple[str, ...]

    @classmethod
    def of(cls, message: str) -> _Words:
        said = [word for code in languages() for word in texts(code, FALLBACK).words(message)]
        stems = {_key(word[:-1]) for word in said if word.endswith("*")}
        return cls(frozenset(_key(word) for word in said if not word.endswith("*")), tuple(sorted(stems)))

    def hold(self, word: str) -> bool:
        return word in self.whole or word.startswith(self.stems)

    def nearly_hold(self, word: str) -> bool:
        """Whether the word is one of these, or one slip of the finger away from it."""
        return self.hold(word) or any(_is_slip(word[: len(stem)], stem) for stem in self.stems)


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    session: _Words
    coming: _Words
    other: _Words


@lru_cache(maxsize=1)
def _vocabulary() -> _Vocabulary:
    return _Vocabulary(*(_Words.of(f"words-session-{name}") for name in ("named", "coming", "other")))


def with_coming(question: str, answer: Answer, pack: Pack, record: Record, now: datetime) -> Answer:
    """The answer, or the session to come at `now` where that was asked for ("when is the next session"), or the
    announced session of the number that was named.

    Where none is announced, the last one that was held stands in for an answer that is not sure. The whole question
    must be made of such words: what goes beyond them is left to the search.
    """
    asked = _asked(question, record)
    if asked is None:
        return answer
    number, bodies = asked
    if number is not None:
        # What the pack recorded the search finds by its number itself.
        named = [each for each in record.numbered(number) if each.body in bodies and not each.recorded]
        found = named[-1] if named else None
    else:
        ahead = [each for each in record.upcoming(now) if each.body in bodies]
        found = next((each for each in ahead if each.status in OPEN), ahead[0] if ahead else None)
    if found is not None:
        return _told(answer, found, pack)
    held = [each for each in record.past(now) if each.status == "held" and each.body in bodies]
    if number is not None or answer.sure or not held:
        return answer
    return replace(_told(answer, held[-1], pack), reason="none-announced")


def _told(answer: Answer, session: Session, pack: Pack) -> Answer:
    known = pack.edition.by_key
    return Answer(
        "session",
        answer.lang,
        pack.info.default_edition,
        tuple(Hit(known[key].number) for key in session.articles if key in known),
        session=session.id,
        elapsed_ms=answer.elapsed_ms,
    )


def _asked(question: str, record: Record) -> tuple[int | None, frozenset[str]] | None:
    """The number that a question names, or None, and the ids of the bodies whose session it may mean.

    None where it does not ask for a session to come.
    """
    said = _said_of_session(question) if len(question) <= LONGEST else ()
    if not said:
        return None
    known = _vocabulary()
    numbers = [word for word in said if _NUMBER.fullmatch(word)]
    rest = [word for word in said if not known.session.hold(word) and word not in numbers]
    is_coming = any(known.coming.nearly_hold(word) for word in rest)
    if len(numbers) > 1 or not (is_coming or numbers):
        return None
    naming = [word for word in rest if not (known.coming.nearly_hold(word) or known.other.hold(word))]
    bodies = frozenset(body.id for body in record.bodies if _is_named(body, naming))
    return (int(numbers[0]) if numbers else None, bodies) if bodies else None


@lru_cache(maxsize=REMEMBERED)
def _said_of_session(question: str) -> tuple[str, ...]:
    """The words of a question as skeletons; none where it does not speak of a session."""
    said, session = tuple(_key(word) for word in _WORD.findall(fold(question))), _vocabulary().session
    return said if any(session.hold(word) for word in said) else ()


def _is_named(body: Body, naming: Iterable[str]) -> bool:
    """Whether every word may stand for the body; without a word every body is meant."""
    names = [_key(word) for name in body.name.values() for word in _WORD.findall(fold(name))]
    stems = tuple({name[: max(len(name) - _ENDING, 3)] for name in names})
    return all(word.startswith(stems) for word in naming)


def _key(word: str) -> str:
    return folded_skeleton(fold(word))


def _is_slip(word: str, stem: str) -> bool:
    return len(stem) >= _SHORTEST_SLIP and OSA.distance(word, stem, score_cutoff=1) <= 1
