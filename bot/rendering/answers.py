"""From an answer to the card that a person sees: the one place where every kind of answer gets its shape."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.answer import Answer, Hit
from bot.answering import QUESTION_LIMIT
from bot.rendering.articles import article_card, article_name, heading_line
from bot.rendering.card import Button, Card, act, short
from bot.rendering.comparing import comparison_card
from bot.rendering.digests import digest_length
from bot.rendering.record import fact_card, fact_title
from bot.rendering.rich import Rich, join
from bot.rendering.scene import Scene
from bot.rendering.sections import section_card, several_card
from bot.rendering.sessions import nothing_announced, session_card, session_title, session_when
from bot.rendering.wording import wording_length
from content.model import Localized

NEAR_SHORT = 900
"""Characters of digest or wording up to which a whole article is shown where one of its paragraphs answers."""
_ECHOED = 24
"""Characters of a number that is said back."""
CHOICES = 5
"""Most choices in a "did you mean"."""


def answer_card(scene: Scene, answer: Answer) -> Card:
    """The card of an answer, whatever its kind."""
    return _CARDS[answer.kind](scene, answer)


def _article(scene: Scene, answer: Answer) -> Card:
    hit = answer.hits[0]
    if answer.compared is not None:
        return comparison_card(scene, hit.number, answer.compared or None)
    part = answer.missing_paragraph or hit.paragraph or hit.item
    return _with_missing(scene, answer, article_card(scene, answer.edition, hit.number, part))


def _range(scene: Scene, answer: Answer) -> Card:
    card = several_card(scene, answer.edition, [(h.number, h.paragraph or h.item) for h in answer.hits])
    return _with_missing(scene, answer, card)


def _with_missing(scene: Scene, answer: Answer, card: Card) -> Card:
    """The card with a word about the numbers that were asked for and do not exist."""
    if not answer.missing:
        return card
    edition = scene.edition(answer.edition)
    said = scene.say(
        "none-no-such-article",
        asked=_spans(answer.missing),
        edition=scene.text(edition).name,
        first=edition.first,
        last=edition.last,
    )
    return replace(card, text=join((said, card.text)))


def _spans(numbers: tuple[str, ...]) -> str:
    """Numbers with runs of three and more drawn together: "97–106, 120"; at most ten spans."""
    spans: list[list[str]] = []
    for number in numbers:
        last = spans[-1][-1] if spans else ""
        follows = number.isdecimal() and last.isdecimal() and int(number) == int(last) + 1
        spans[-1].append(number) if follows else spans.append([number])
    shown = (f"{span[0]}–{span[-1]}" if len(span) > 2 else ", ".join(span) for span in spans[:10])
    return ", ".join(short(span, _ECHOED) for span in shown)


def _section(scene: Scene, answer: Answer) -> Card:
    return section_card(scene, answer.edition, answer.section or "")


def _topic(scene: Scene, answer: Answer) -> Card:
    if not answer.hits:  # the edition asked about does not have the article that the topic leads to
        return _none(scene, replace(answer, kind="none", reason="not-in-text"))
    best = answer.hits[0]
    edition = scene.edition(answer.edition)
    text = scene.article(edition, best.number)
    wording = wording_length(scene, answer.edition, best.number)
    long = (digest_length(text) if wording is None else wording) > NEAR_SHORT
    card = article_card(scene, answer.edition, best.number, (best.paragraph or best.item) if long else None)
    others = list(dict.fromkeys(h.number for h in answer.hits[1:] if h.number != best.number))[:4]
    topic = scene.pack.topic_by_id.get(answer.topic or "")
    note = Rich(scene.local(topic.note)) if topic and topic.note else None
    if not others and note is None:
        return card
    also = (
        scene.say("topic-also", articles=", ".join(article_name(scene, n) for n in others))
        if others
        else None
    )
    row = tuple(
        act(scene, article_name(scene, number), "article", answer.edition, number) for number in others
    )
    rows = ((row,) if row else ()) + card.rows
    return replace(card, text=join((note, card.text, also)), rows=rows)


def _choices(scene: Scene, answer: Answer) -> Card:
    lines: list[str] = []
    buttons: list[Button] = []
    for kind, identity in answer.choices:
        lines.append(_choice_name(scene, kind, identity))
        buttons.append(act(scene, short(lines[-1]), kind, identity))
    edition = scene.edition(answer.edition)
    for hit in answer.hits:
        lines.append(heading_line(scene, edition, hit.number))
        buttons.append(act(scene, short(lines[-1]), "article", answer.edition, hit.number))
    lines, buttons = lines[:CHOICES], buttons[:CHOICES]
    typed = (
        scene.say("choices-numbers", number=answer.hits[0].number) if scene.plain and answer.hits else None
    )
    text = join((scene.say("choices-intro"), "\n".join(f"• {line}" for line in lines), typed))
    return Card(text, tuple((button,) for button in buttons), title=scene.say("choices-intro"))


def _choice_name(scene: Scene, kind: str, identity: str) -> str:
    if kind == "fact":
        return fact_title(scene, scene.pack.fact_by_id[identity])
    session = scene.record.by_id[identity]
    return f"{session_title(scene, session)}, {session_when(scene, session)}"


def _fact(scene: Scene, answer: Answer) -> Card:
    return fact_card(scene, scene.pack.fact_by_id[answer.fact or ""])


def _session(scene: Scene, answer: Answer) -> Card:
    session = scene.record.by_id[answer.session or ""]
    card = session_card(scene, session)
    if answer.reason != "none-announced":
        return card
    return replace(card, text=join((nothing_announced(scene, session), card.text)))


def _smalltalk(scene: Scene, answer: Answer) -> Card:
    values = {"example": example(scene), "text": scene.local(scene.pack.info.text_name)}
    return Card(Rich(scene.say(f"smalltalk-{answer.reason}", **values)))


def _none(scene: Scene, answer: Answer) -> Card:
    edition = scene.edition(answer.edition)
    values = {
        "example": example(scene),
        "text": scene.local(scene.pack.info.text_name),
        "asked": short(answer.asked or "", _ECHOED),
        "edition": scene.text(edition).name,
        "editions": "; ".join(scene.text(each).name for each in scene.pack.editions.values()),
        "first": edition.first,
        "last": edition.last,
        "count": str(len(edition.sections)),
        "limit": str(QUESTION_LIMIT),
        "elsewhere": optional(scene, scene.pack.info.other_laws),
    }
    near = [heading_line(scene, edition, hit.number) for hit in answer.hits]
    nearest = scene.say("none-nearest", articles="\n• ".join(["", *near])) if near else None
    row = tuple(
        act(scene, article_name(scene, h.number), "article", answer.edition, h.number)
        for h in _once(answer.hits)
    )
    text = join((scene.say(f"none-{answer.reason}", **values), nearest))
    return Card(text, (row,) if row else (), title=scene.say("inline-title-none"))


def _once(hits: tuple[Hit, ...]) -> list[Hit]:
    return list({hit.number: hit for hit in hits}.values())


def optional(scene: Scene, localized: Localized | None) -> str:
    """The text in the scene's language, or nothing where the pack says nothing."""
    return scene.local(localized) if localized else ""


def example(scene: Scene, place: int = 0) -> str:
    """A question to try, in the scene's language where the pack has one."""
    held = scene.pack.info.examples
    return (held.get(scene.language) or next(iter(held.values())))[place]


_CARDS: dict[str, Callable[[Scene, Answer], Card]] = {
    "article": _article,
    "paragraph": _article,
    "preamble": _article,
    "range": _range,
    "section": _section,
    "topic": _topic,
    "choices": _choices,
    "fact": _fact,
    "session": _session,
    "smalltalk": _smalltalk,
    "none": _none,
}
