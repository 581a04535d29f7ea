"""Proposals as moderators see them: a number and words, never a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.feedback import Said
from bot.proposals.listing import Entry
from bot.proposals.proposal import Proposal
from bot.proposals.receipts import code_of
from bot.proposals.review import REASONS, Review
from bot.rendering.card import LABEL, Button, Card, Rows, act
from bot.rendering.moments import moment_name
from bot.rendering.places import place_name
from bot.rendering.proposals import reason_name
from bot.rendering.rich import Rich, bold, code, italic, join
from bot.rendering.scene import Scene, Scenes

ACTION = "mod"
"""The name of the action of every button here; its first argument says what it does, its second the number."""

_SHOWN = 160
"""Characters shown of another proposal."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits: how many, how many of each language, and since when the oldest does (None: nothing waits)."""

    total: int
    by_language: dict[str, int]
    oldest: datetime | None
    overdue: int = 0


def review_card(scene: Scene, review: Review, now: datetime, *, me: int | None = None) -> Card:
    """A proposal with what can be done about it. `me`: the row of whoever looks, where only one person does."""
    text = join(
        (_words(scene, review), Rich("\n".join(_facts(scene, review))), _state(scene, review, now, me))
    )
    if scene.plain and review.waits:
        text = join((text, scene.say("mod-typed", number=str(review.proposal.number))))
    return Card(text, _rows(scene, review, now))


def _title(scene: Scene, proposal: Proposal) -> Rich:
    code = code_of(proposal.number, scene.pack.info.receipt_prefix)
    return bold(f"#{proposal.number} · {code}")


def _words(scene: Scene, review: Review) -> Rich:
    proposal = review.proposal
    place = Rich(f"{place_name(scene, proposal.place)} · {scene.language_name(proposal.language)}")
    if proposal.status in ("withdrawn", "erased") or proposal.wording is None:
        return join((_title(scene, proposal), place), "\n")
    why = Rich(scene.say("mod-why") + " ") + italic(proposal.reason) if proposal.reason else None
    appeal = Rich(scene.say("mod-appeal") + " ") + italic(review.appeal) if review.appeal else None
    words = Rich(proposal.wording).marked("quote")
    title = scene.say("mod-answer", number=str(proposal.number))
    answers = [join((Rich(title), Rich(said).marked("quote")), "\n") for said in review.answers]
    return join((join((_title(scene, proposal), place), "\n"), words, why, appeal, *answers))


def _facts(scene: Scene, review: Review) -> list[str]:
    say, proposal = scene.say, review.proposal
    lines = [say("mod-received", at=moment_name(scene, proposal.received_at))]
    if review.waits:
        lines.append(say("mod-due", at=moment_name(scene, review.due)))
    if review.same:
        lines.append(say("mod-same", count=review.same))
    if review.appealed_at is not None and review.waits:
        lines.append(say("mod-appealed", at=moment_name(scene, review.appealed_at)))
    if review.waits and review.asked_at is not None:
        lines.append(say("mod-asked-waiting" if review.awaits_answer else "mod-asked-answered"))
    return lines


def _state(scene: Scene, review: Review, now: datetime, me: int | None) -> Rich:
    say, proposal = scene.say, review.proposal
    if review.waits:
        holder = review.holder(now)
        if holder is None or review.claimed_until is None:
            late = say("mod-late") + " " if now >= review.due else ""
            return bold(late + say("mod-free"))
        held = moment_name(scene, review.claimed_until)
        return bold(say("mod-mine" if holder == me else "mod-taken", until=held))
    what = say(f"mod-is-{proposal.status}") if say.has(f"mod-is-{proposal.status}") else proposal.status
    if proposal.status == "hidden" and proposal.reason_code:
        what = say("mod-is-hidden-for", reason=reason_name(scene, proposal.reason_code))
    if proposal.status == "merged" and review.merged_into is not None:
        what = say("mod-is-merged-into", number=str(review.merged_into))
    until = review.undo_until(now)
    undo = say("mod-undo-until", until=moment_name(scene, until)) if until else None
    return join((bold(what), undo), "\n")


def _rows(scene: Scene, review: Review, now: datetime) -> Rows:
    number = str(review.proposal.number)

    def button(label: str, verb: str, *more: str) -> Button:
        return act(scene, scene.say(label), ACTION, verb, number, *more)

    if not review.waits:
        return ((button("button-mod-undo", "undo"),),) if review.undo_until(now) else ()
    hold = button("button-mod-free", "free") if review.holder(now) else button("button-mod-take", "take")
    return (
        (button("button-mod-publish", "pub"), button("button-mod-hide", "hide")),
        (button("button-mod-merge", "merge"), button("button-mod-ask", "ask")),
        (hold,),
    )


def reasons_card(scene: Scene, review: Review) -> Card:
    """The reasons for which a proposal can be hidden, to choose one."""
    number = str(review.proposal.number)
    buttons = [act(scene, reason_name(scene, reason), ACTION, "why", number, reason) for reason in REASONS]
    rows = [tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2)]
    text = join((_words(scene, review), bold(scene.say("mod-choose-reason"))))
    if scene.plain:
        listed = "\n".join(
            f"/moderate hide {number} {reason} – {reason_name(scene, reason)}" for reason in REASONS
        )
        text = join((text, listed))
    return Card(text, (*rows, (_back(scene, number),)))


def merge_card(scene: Scene, review: Review, similar: Sequence[Entry]) -> Card:
    """The public proposals that say the same, to merge into one of them."""
    number = str(review.proposal.number)
    lines = [
        scene.say(
            "mod-similar-line",
            number=str(entry.proposal.number),
            words=_short(entry.proposal.wording or ""),
            supports=entry.supports,
        )
        for entry in similar
    ]
    buttons = tuple(
        act(scene, f"#{entry.proposal.number}", ACTION, "into", number, str(entry.proposal.number))
        for entry in similar
    )
    listed = "\n".join(lines) if lines else scene.say("mod-similar-none")
    text = join(
        (
            _words(scene, review),
            bold(scene.say("mod-choose-merge")),
            listed,
            scene.say("mod-merge-typed", number=number),
        )
    )
    rows = (buttons,) if buttons else ()
    return Card(text, (*rows, (_back(scene, number),)))


def ask_card(scene: Scene, number: int) -> Card:
    """How the author is asked: by replying to this message, or by typing."""
    return Card(Rich(scene.say("mod-ask-how", number=str(number))))


def _back(scene: Scene, number: str) -> Button:
    return act(scene, scene.say("button-mod-back"), ACTION, "show", number)


def _short(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= _SHOWN else flat[: _SHOWN - 1].rstrip() + "…"


def waiting_card(scene: Scene, waiting: Waiting) -> Card:
    """How much waits, with a way to the next one of any or of one language."""
    say = scene.say
    languages = ", ".join(
        f"{scene.language_name(code)} – {count}" for code, count in sorted(waiting.by_language.items())
    )
    if not waiting.total or waiting.oldest is None:
        return Card(Rich(say("mod-nothing")))
    lines = [
        say("mod-waiting", count=waiting.total),
        say("mod-waiting-languages", languages=languages),
        say("mod-waiting-oldest", at=moment_name(scene, waiting.oldest)),
    ]
    if waiting.overdue:
        lines.append(say("mod-waiting-overdue", count=waiting.overdue))
    first = act(scene, say("button-mod-next"), ACTION, "next")
    others = tuple(
        act(
            scene, say("button-mod-next-in", language=scene.language_name(code))[:LABEL], ACTION, "next", code
        )
        for code in sorted(waiting.by_language)
    )
    rows: Rows = ((first,), others) if len(others) > 1 else ((first,),)
    return Card(join((bold(lines[0]), "\n".join(lines[1:]), say("mod-waiting-typed"))), rows)


def alarm_card(scene: Scene, numbers: Sequence[int]) -> Card:
    """That the promised time is over for some proposals."""
    listed = ", ".join(f"#{number}" for number in numbers)
    rows = ((act(scene, scene.say("button-mod-next"), ACTION, "next"),),)
    return Card(Rich(scene.say("mod-alarm", count=len(numbers), numbers=listed)), rows)


def spike_card(scene: Scene, number: int, lately: int, new: float) -> Card:
    """That a proposal got many supports at once, and how many of the supporters are new."""
    text = scene.say("mod-spike", number=str(number), count=lately, share=str(round(new * 100)))
    return Card(Rich(text))


def answer_card(scene: Scene, number: int, text: str | None) -> Card:
    """An author's answer to a moderator's question; None: its words are erased."""
    if text is None:
        return Card(Rich(scene.say("mod-words-gone", number=str(number))))
    title = bold(scene.say("mod-answer", number=str(number)))
    rows = ((act(scene, scene.say("button-mod-show"), ACTION, "show", str(number)),),)
    return Card(join((title, Rich(text).marked("quote"))), rows)


def question_cards(scenes: Scenes, proposal: Proposal, text: str) -> dict[str, Card]:
    """A moderator's question as its author gets it, by language."""
    return {code: _question(scenes(code), proposal.number, text) for code in scenes.pack.info.languages}


def _question(scene: Scene, number: int, text: str) -> Card:
    code = code_of(number, scene.pack.info.receipt_prefix)
    title = bold(scene.say("mod-question-title", code=code))
    how = scene.say("mod-question-how", number=str(number))
    rows = ((act(scene, scene.say("button-mod-answer"), "modanswer", str(number)),),)
    return Card(join((title, Rich(text).marked("quote"), how)), rows)


def feedback_card(scene: Scene, said: Said | None, identity: int) -> Card:
    """What somebody says of an answer or the bot; None: it is gone."""
    if said is None:
        return Card(Rich(scene.say("mod-feedback-gone", id=str(identity))))
    kind = scene.say(f"mod-feedback-{said.kind}")
    problem = scene.say(f"mod-feedback-problem-{said.problem}") if said.problem else None
    about = scene.say("mod-feedback-about", place=said.about) if said.about else None
    details = ", ".join(part for part in (kind, problem, about, scene.language_name(said.language)) if part)
    text = Rich(said.text).marked("quote") if said.text else None
    how = scene.say("mod-feedback-replied" if said.replied_at else "mod-feedback-how", id=str(identity))
    return Card(join((bold(scene.say("mod-feedback-title", id=str(identity))) + f"\n{details}", text, how)))


def feedback_reply_cards(scenes: Scenes, text: str) -> dict[str, Card]:
    """A reply to feedback as whoever gave it gets it, by language."""
    return {
        code: Card(join((bold(scenes(code).say("mod-reply-title")), Rich(text).marked("quote"))))
        for code in scenes.pack.info.languages
    }


def checkpoint_card(scene: Scene, notes: Sequence[str]) -> Card:
    """Signed checkpoints, to be copied."""
    return Card(join((bold(scene.say("mod-checkpoint")), *(code(note.rstrip()) for note in notes))))
