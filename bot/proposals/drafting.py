"""From what somebody says or presses to the next step of their draft; nothing here knows Telegram or the database."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from bot.answer import Answer
from bot.answering import Answering
from bot.proposals import personal_data
from bot.proposals.draft import Draft, Pending, Step
from bot.proposals.proposal import Place
from bot.proposals.wording import cleaned, problem_of, problem_of_reason
from bot.rendering.places import answered_place, place_of
from bot.texts import FALLBACK, languages, texts
from content.search.analysis import words as words_of
from content.translit import skeleton

#: Words of the longest answer to "what is it about".
PLACE_WORDS = 8

Note = Literal["no-place", "which", "kept", "too-short", "too-long", "no-words", "link", "answer-number"]

_ORDER: tuple[Step, ...] = ("article", "wording", "reason", "similar", "preview")
_NUMBERED = re.compile(r"([as]?)([0-9]{1,4}(?:-[0-9]{1,2})?)[.,:;)]?(?:\s+(.+))?", re.DOTALL | re.IGNORECASE)
#: Words of the longest reason that may be a question without its mark: "what does Article 4 say".
_SHORT_QUESTION = 6
_CITED = frozenset(("article", "paragraph", "range", "section", "preamble"))


@dataclass(frozen=True, slots=True)
class Turn:
    """What became of a draft. `note`: why it stands where it stood; `said`: the words that were refused.

    `question`: words that turned out to be a question, to be answered before the draft goes on.
    `choices`: numbers of the articles of which one may be meant.
    """

    draft: Draft
    note: Note | None = None
    said: str = ""
    question: str | None = None
    choices: tuple[str, ...] = ()


class Drafting:
    """Takes a draft on."""

    def __init__(self, answering: Answering) -> None:
        self._answering = answering

    def begun(self, rest: str) -> Turn:
        """A draft begun with what stands behind /propose: nothing, an article ("4") or section ("s3"), words for one,
        or all of it.
        """
        pack, found = self._answering.pack, _NUMBERED.fullmatch(rest.strip())
        place = place_of(pack, (found[1].lower() or "a") + found[2]) if found else None
        if found and place is not None:
            draft = Draft("wording", place)
            return self._worded(draft, found[3], direct=True) if found[3] else Turn(draft)
        if not rest.strip():
            return Turn(Draft())
        if len(rest.split()) <= PLACE_WORDS:
            turn = self.heard(Draft(), rest)
            if turn is not None:
                return turn
        turn = self._worded(Draft("wording"), rest, direct=True)
        # Where the words are fit, only the place is missing.
        return replace(turn, draft=replace(turn.draft, step="article")) if turn.note is None else turn

    def heard(self, draft: Draft, text: str) -> Turn | None:
        """What becomes of the draft by what was said; None: it was a question like any other."""
        if draft.pending is not None:
            return self._decided(draft, text)
        if draft.step == "article":
            return self._placed(draft, text)
        if draft.step == "wording":
            return self._worded(draft, text)
        return self._reasoned(draft, text) if draft.step == "reason" else None

    def placed(self, draft: Draft, place: Place) -> Turn:
        """The draft with its place chosen: on to the wording, or past it where that was said already."""
        return Turn(draft.at("reason" if draft.wording else "wording", place=place))

    def skipped(self, draft: Draft) -> Turn | None:
        """The draft without what this step asks for; None: this step cannot be skipped."""
        if draft.step == "reason":
            return Turn(draft.at("similar", reason=None))
        return Turn(draft.at("preview")) if draft.step == "similar" else None

    def back(self, draft: Draft) -> Turn:
        """The draft a step before; at a doubt, the step at which it arose; at the first, where it stands."""
        if draft.pending is not None:
            return Turn(draft.at(draft.step))
        before = _ORDER[max(0, _ORDER.index(draft.step) - 1)]
        if before == "similar" and not draft.similar:
            before = "reason"
        return Turn(draft.at(before))

    def decided(self, draft: Draft, verb: str) -> Turn | None:
        """The draft after its author decided about a doubt; None: that is not in doubt."""
        pending = draft.pending
        if pending is None or verb not in _DECISIONS[pending.doubt]:
            return None
        sure = draft.at(draft.step)
        if verb == "question":
            return Turn(sure, question=pending.text)
        if verb == "again":
            return Turn(sure)
        text = personal_data.masked(pending.text) if verb == "mask" else pending.text
        problem = problem_of(text) if draft.step == "wording" else problem_of_reason(text)
        if problem is not None:
            return Turn(sure, problem, text)
        if verb == "proposal" and personal_data.find(text):
            return Turn(replace(sure, pending=Pending("personal", text)))
        return self._kept(sure, text)

    def _decided(self, draft: Draft, text: str) -> Turn:
        verbs = _DECISIONS[draft.pending.doubt] if draft.pending else ()
        number = text.strip().rstrip(".)")
        if number.isdecimal() and 1 <= int(number) <= len(verbs):
            turn = self.decided(draft, verbs[int(number) - 1])
            if turn is not None:
                return turn
        # Whoever writes anew has answered by that.
        if len(cleaned(text)) >= len("1234567890"):
            return self.heard(draft.at(draft.step), text) or Turn(draft, "answer-number")
        return Turn(draft, "answer-number")

    def _placed(self, draft: Draft, text: str) -> Turn | None:
        if "?" in text or len(text.split()) > PLACE_WORDS * 2:
            return None
        if is_phrase(text, "words-whole-text"):
            return self.placed(draft, Place())
        answer = self._answering.answer(_without_about(text))
        place = answered_place(self._answering.pack, answer)
        if place is not None:
            return self.placed(draft, place)
        draft = self._with_wording(draft, text)
        numbers = tuple(dict.fromkeys(hit.number for hit in answer.hits))[:5]
        if numbers and answer.edition == self._answering.pack.edition.id:
            return Turn(draft, "which", choices=numbers)
        return Turn(draft, "kept" if draft.wording else "no-place")

    def _with_wording(self, draft: Draft, text: str) -> Draft:
        """The draft with what is too long to name a place as its wording, where it may be one."""
        wording = cleaned(text)
        fit = problem_of(wording) is None and not personal_data.find(wording)
        return replace(draft, wording=wording) if fit and len(text.split()) > PLACE_WORDS // 2 else draft

    def _worded(self, draft: Draft, text: str, *, direct: bool = False) -> Turn:
        """The draft with its wording; `direct`: said as a proposal, so no question, and past the reason."""
        text = cleaned(text)
        problem = problem_of(text)
        if not direct and problem in (None, "too-short") and self._may_be_question(text):
            return Turn(replace(draft, pending=Pending("question", text)))
        if problem is not None:
            return Turn(draft, problem, text)
        if personal_data.find(text):
            return Turn(replace(draft, pending=Pending("personal", text)))
        kept = self._kept(draft, text)
        return Turn(kept.draft.at("similar")) if direct and draft.place else kept

    def _reasoned(self, draft: Draft, text: str) -> Turn:
        text = cleaned(text)
        problem = problem_of_reason(text)
        if problem is not None:
            return Turn(draft, problem, text)
        if text.endswith("?") or (
            len(text.split()) <= _SHORT_QUESTION and self._is_citation(self._answering.answer(text))
        ):
            return Turn(replace(draft, pending=Pending("question", text)))
        if personal_data.find(text):
            return Turn(replace(draft, pending=Pending("personal", text)))
        return self._kept(draft, text)

    def _kept(self, draft: Draft, text: str) -> Turn:
        if draft.step == "reason":
            return Turn(draft.at("similar", reason=text))
        return Turn(draft.at("reason" if draft.place else "article", wording=text))

    def _may_be_question(self, text: str) -> bool:
        return "?" in text or self._is_citation(self._answering.answer(text))

    def _is_citation(self, answer: Answer) -> bool:
        return answer.kind in _CITED or answer.reason in ("no-such-article", "no-such-section")


_DECISIONS: Mapping[str, tuple[str, ...]] = {
    "question": ("proposal", "question"),
    "personal": ("mask", "keep", "again"),
}
"""What can be decided about a doubt, in the order in which it is numbered."""


def _key(text: str) -> tuple[str, ...]:
    return tuple(skeleton(word) for word in words_of(text))


@lru_cache(maxsize=8)
def _phrases(identity: str) -> frozenset[tuple[str, ...]]:
    return frozenset(
        _key(phrase) for language in languages() for phrase in texts(language, FALLBACK).words(identity)
    )


def is_phrase(text: str, identity: str) -> bool:
    """Whether a text is one of the phrases of a message that lists some, in any language and script."""
    return len(text) <= 60 and _key(text) in _phrases(identity)


def _without_about(text: str) -> str:
    """The text without "about" before the subject: "про язык" is the language."""
    parts = text.split()
    abouts = _phrases("words-subject")
    if len(parts) > 1 and _key(parts[0]) in abouts:
        return " ".join(parts[1:])
    return " ".join(parts[:-1]) if len(parts) > 1 and _key(parts[-1]) in abouts else text
