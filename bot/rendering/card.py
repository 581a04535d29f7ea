"""A card: one message as a person sees it, before any messenger has touched it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.rendering.rich import Rich
from bot.rendering.scene import Scene


@dataclass(frozen=True, slots=True)
class Action:
    """What a button asks of the bot: a name and its arguments, short enough for one callback.

    `language` is that of the message the button stands under; "" where it is not known.
    """

    name: str
    arguments: tuple[str, ...] = ()
    language: str = ""


@dataclass(frozen=True, slots=True)
class Button:
    """A button. Exactly one thing happens on a tap, by `does`:

    "act": the bot does `action`; "open": the address `value` opens; "share": a chat is chosen and the inline
    query `value` is typed there; "copy": `value` is copied.
    """

    label: str
    does: Literal["act", "open", "share", "copy"]
    value: str = ""
    action: Action | None = None


LABEL = 64
"""Characters of a label that a phone shows on two lines; Telegram itself sets no limit."""


def short(label: str, most: int = LABEL) -> str:
    """A label cut to `most` characters, by default to what a phone can show."""
    return label if len(label) <= most else label[: most - 1].rstrip() + "…"


def act(scene: Scene, label: str, name: str, *arguments: str) -> Button:
    """A button by which the bot does something, in the language of the scene it is shown in."""
    return Button(label, "act", action=Action(name, arguments, scene.language))


Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A message: its text, its rows of buttons, and what an inline list shows of it (title, one line).

    `brief` is what is shown instead where the text is too long for a message and there can be only one; None: its
    beginning.
    """

    text: Rich
    rows: Rows = ()
    title: str = ""
    description: str = ""
    brief: Rich | None = None
