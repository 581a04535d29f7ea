"""The bot's own pages: start, help, about, privacy, language and settings."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Literal

from bot.commands import COMMANDS
from bot.rendering.answers import example
from bot.rendering.card import Button, Card, act
from bot.rendering.rich import Rich, bold, join, link
from bot.rendering.scene import Scene
from bot.rendering.texts_held import held_line, none_loaded

Page = Literal["start", "language", "settings"]
"""Pages that offer the languages."""

_ON_OFF = {True: "on", False: "off"}


def start_card(scene: Scene, *, private: bool = True) -> Card:
    """Three lines on what the bot does, one question to tap, and the languages in their own names.

    Languages are each person's own, so there is no choice of them in a group (`private` false).
    """
    text = join(
        (
            scene.say("start", text=_text_name(scene), languages=scene.languages),
            scene.say("start-try", example=example(scene)),
        )
    )
    row = (act(scene, example(scene), "example", "0"),)
    return Card(text, (row, _languages(scene, "start")) if private else (row,))


def _languages(scene: Scene, page: Page) -> tuple[Button, ...]:
    """A button for each language, in its own name; the page they stand on is shown again in the chosen one."""
    return tuple(
        act(scene, scene.language_name(code), "language", code, page) for code in scene.pack.info.languages
    )


def page_card(scene: Scene, page: str, *, counted: bool = True) -> Card:
    """The page on which a language was chosen. Raises KeyError for one that offers no languages.

    `counted` is what `settings_card` needs to know.
    """
    pages: dict[str, Callable[[Scene], Card]] = {
        "start": start_card,
        "language": language_card,
        "settings": partial(settings_card, counted=counted),
    }
    return pages[page](scene)


def help_card(scene: Scene, bot_name: str) -> Card:
    """How to ask, and the commands."""
    say = scene.say
    commands = "\n".join(
        say("help-line", command=command.name, description=say(command.menu))
        for command in COMMANDS
        if command.listed
    )
    text = say(
        "help", example=example(scene), second=example(scene, 1), commands=commands, name=f"@{bot_name}"
    )
    return Card(Rich(text), ((act(scene, say("button-browse"), "browse", scene.pack.edition.id),),))


def about_card(scene: Scene, bot_name: str, *, staff: bool = False, reception: str = "") -> Card:
    """Who makes the bot, from which texts it answers, and that nobody has reviewed the summaries if so.

    `reception` says who takes proposals in, for whom and until when.
    `staff` are told besides how an official text is loaded, while there is none.
    """
    say = scene.say
    lines = []
    for edition in sorted(scene.pack.editions.values(), key=lambda each: each is not scene.pack.edition):
        named = ", ".join(scene.language_name(code) for code in scene.pack.info.languages)
        held = scene.text(edition)
        lines.append(say("about-edition", name=held.name, status=held.status, languages=named))
        if loaded := held_line(scene, edition):
            lines[-1] += " " + loaded
    text = say("about", bot=bot_name, editions="\n".join(lines), reviewed=_reviewed(scene))
    sources = Rich()
    for address in dict.fromkeys(scene.pack.edition.addresses.values()):
        sources = (sources + ", " if sources.text else sources) + link(
            address.removeprefix("https://"), address
        )
    before, _, after = say("about-sources", sources="\0").partition("\0")
    known = Rich(before) + sources + after if sources.text else None
    return Card(join((text, known, reception or None, none_loaded(scene) if staff else None)))


def _reviewed(scene: Scene) -> str:
    held = scene.pack.edition.texts.values()
    reviewers = [text.reviewer for text in held if text.reviewed and text.reviewer]
    if len(reviewers) < len(held):
        return scene.say("about-not-reviewed")
    return scene.say("about-reviewed", reviewers=", ".join(dict.fromkeys(reviewers)))


def language_card(scene: Scene) -> Card:
    """The choice of a language."""
    return Card(
        Rich(scene.say("language-ask", language=scene.language_name(scene.language))),
        (_languages(scene, "language"),),
    )


def settings_card(scene: Scene, *, counted: bool = True) -> Card:
    """The person's settings, each with a way to change it by button and by text.

    `counted`: whether their questions are counted where no sure answer is found.
    """
    say = scene.say
    layout = "plain" if scene.plain else "normal"
    text = join(
        (
            bold(say("settings-title")),
            say("settings-language", language=scene.language_name(scene.language))
            + "\n"
            + say(f"settings-layout-{layout}")
            + "\n"
            + say(f"settings-gaps-{_ON_OFF[counted]}"),
            say("settings-hint", code=scene.pack.info.languages[0]),
        )
    )
    other = "normal" if scene.plain else "plain"
    turned = _ON_OFF[not counted]
    rows = (
        _languages(scene, "settings"),
        (act(scene, say(f"button-layout-{other}"), "layout", other),),
        (act(scene, say(f"button-gaps-{turned}"), "gaps", turned),),
        (act(scene, say("button-when"), "told", "show"),),
    )
    return Card(text, rows)


def simple_card(scene: Scene, message: str, **values: str) -> Card:
    """A message as a card."""
    return Card(Rich(scene.say(message, **values)))


def _text_name(scene: Scene) -> str:
    return scene.local(scene.pack.info.text_name)
