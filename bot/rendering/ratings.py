"""One tap on an answer: was it good or bad, and what is bad about it; and for what is no question, a way to say it."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace

from bot.answer import Answer
from bot.rendering.card import Action, Button, Card, act
from bot.rendering.rich import Rich, join
from bot.rendering.scene import Scene

RATE = "rate"
"""The name of the action; its arguments are the rating and the place that the answer spoke of."""
PROBLEMS = ("article", "unclear", "error")
_UNRATED = frozenset(("empty", "too-long"))
_NO_ANSWER = frozenset(("not-in-text",))

#: Cards with their row, by scene and card, which are kept with them so that their identities stay theirs.
_kept: OrderedDict[tuple[int, int, tuple[str, ...], bool], tuple[Scene, Card, Card]] = OrderedDict()
_KEPT = 512


def rated(scene: Scene, answer: Answer, card: Card) -> Card:
    """The card with a row to rate the answer; where none was found, with a way to say that it was no question."""
    if answer.kind == "smalltalk" or answer.reason in _UNRATED:
        return card
    asks = answer.kind == "none" and answer.reason in _NO_ANSWER
    # The same card for everybody, as without the row: it is encoded once. By identity, like what is encoded.
    name = (id(scene), id(card), place_of(answer), asks)
    found = _kept.get(name)
    if found is None:
        found = _kept[name] = (scene, card, _with_rating(scene, answer, card, asks=asks))
        if len(_kept) > _KEPT:
            _kept.popitem(last=False)
    _kept.move_to_end(name)
    return found[2]


def _with_rating(scene: Scene, answer: Answer, card: Card, *, asks: bool) -> Card:
    rows = (*card.rows, rating_row(scene, place_of(answer)))
    if not asks:
        return replace(card, rows=rows)
    message = (act(scene, scene.say("button-message-for-us"), "message"),)
    return replace(card, text=join((card.text, scene.say("none-message-for-us"))), rows=(message, *rows))


def place_of(answer: Answer) -> tuple[str, ...]:
    """What an answer spoke of, short enough for a button: edition, article and paragraph, or its kind and id."""
    if answer.kind == "fact" and answer.fact:
        return "fact", answer.fact
    if answer.kind == "session" and answer.session:
        return "session", answer.session
    if answer.kind == "section" and answer.section:
        return answer.edition, f"s{answer.section}"
    if answer.kind in ("article", "paragraph", "topic", "preamble") and answer.hits:
        hit = answer.hits[0]
        return tuple(part for part in (answer.edition, hit.number, hit.paragraph) if part)
    return (answer.kind,)


def rating_row(scene: Scene, place: tuple[str, ...]) -> tuple[Button, ...]:
    """Good, bad."""
    return tuple(act(scene, scene.say(f"button-rate-{each}"), RATE, each, *place) for each in ("good", "bad"))


def problem_row(scene: Scene, place: tuple[str, ...]) -> tuple[Button, ...]:
    """What is bad about it."""
    return tuple(
        act(scene, scene.say(f"button-problem-{problem}"), RATE, f"bad-{problem}", *place)
        for problem in PROBLEMS
    )


def is_rating(action: Action) -> bool:
    """Whether a button belongs to the row of ratings."""
    return action.name == RATE


def problems_card(scene: Scene, place: tuple[str, ...]) -> Card:
    """What is bad about the answer, as a message of its own."""
    return Card(Rich(scene.say("rate-what")), tuple((button,) for button in problem_row(scene, place)))


def thanked_card(scene: Scene, feedback_id: int) -> Card:
    """Thanks, and a way to add a line."""
    button = act(scene, scene.say("button-add-line"), "add-line", str(feedback_id))
    return Card(Rich(scene.say("rate-thanks-line")), ((button,),))


def message_card(scene: Scene) -> Card:
    """What a message can be: a proposal, with a number and in public, or a word to whoever tends the bot."""
    rows = (
        (act(scene, scene.say("button-propose-short"), "propose", "new"),),
        (act(scene, scene.say("button-feedback"), "add-line", "new"),),
    )
    return Card(Rich(scene.say("message-for-us")), rows)
