"""Cards as plain data and back: a notice is kept word for word, whatever the texts of a later version say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.rendering.card import Action, Button, Card
from bot.rendering.rich import Mark, Rich

Frozen = dict[str, Any]


def freeze(card: Card) -> Frozen:
    """The card as JSON can hold it."""
    return {
        "text": _rich(card.text),
        "rows": [[_button(button) for button in row] for row in card.rows],
        "title": card.title,
        "description": card.description,
        "brief": _rich(card.brief) if card.brief else None,
    }


def thaw(frozen: Frozen) -> Card:
    """The card that was frozen.

    Raises:
        KeyError: a part is missing: it was not made by `freeze`.
    """
    return Card(
        _thawed(frozen["text"]),
        tuple(tuple(_thawed_button(button) for button in row) for row in frozen["rows"]),
        frozen["title"],
        frozen["description"],
        _thawed(frozen["brief"]) if frozen["brief"] else None,
    )


def freeze_all(cards: Mapping[str, Card]) -> dict[str, Frozen]:
    """The cards of all languages, in their order."""
    return {language: freeze(card) for language, card in cards.items()}


def thaw_all(frozen: Mapping[str, Frozen]) -> dict[str, Card]:
    """The cards of all languages that were frozen, in their order."""
    return {language: thaw(card) for language, card in frozen.items()}


def _rich(rich: Rich) -> Frozen:
    return {"text": rich.text, "marks": [[m.start, m.end, m.kind, m.value] for m in rich.marks]}


def _thawed(frozen: Frozen) -> Rich:
    return Rich(frozen["text"], tuple(Mark(*mark) for mark in frozen["marks"]))


def _button(button: Button) -> Frozen:
    action = button.action
    asked = [action.name, list(action.arguments), action.language] if action else None
    return {"label": button.label, "does": button.does, "value": button.value, "action": asked}


def _thawed_button(frozen: Frozen) -> Button:
    asked = frozen["action"]
    action = Action(asked[0], tuple(asked[1]), asked[2]) if asked else None
    return Button(frozen["label"], frozen["does"], frozen["value"], action)
