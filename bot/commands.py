"""The commands of the bot: one table for handlers, menus, help, and the words that do the same."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from bot.texts import FALLBACK, languages, texts
from content.search.analysis import words
from content.translit import skeleton


@dataclass(frozen=True, slots=True)
class Command:
    """A command. `personal`: in a group it is answered with a link to the private chat only. `listed`: in the menu."""

    name: str
    personal: bool = False
    listed: bool = True

    @property
    def menu(self) -> str:
        """The id of the message that describes it."""
        return f"menu-{self.name}"


COMMANDS = (
    Command("start", listed=False),
    Command("help"),
    Command("article"),
    Command("browse"),
    Command("sessions"),
    Command("compare"),
    Command("check"),
    Command("subscribe"),
    Command("propose", personal=True),
    Command("proposals"),
    Command("mine", personal=True),
    Command("feedback", personal=True),
    Command("language", personal=True),
    Command("settings", personal=True),
    Command("about"),
    Command("privacy"),
    Command("mydata", personal=True),
    Command("delete", personal=True),
    Command("unsubscribe", listed=False),
    Command("cancel", listed=False),
    Command("back", personal=True, listed=False),
    Command("skip", personal=True, listed=False),
    Command("send", personal=True, listed=False),
    Command("support", personal=True, listed=False),
    Command("dossier", listed=False),
    Command("good", personal=True, listed=False),
    Command("bad", personal=True, listed=False),
    Command("verify", listed=False),
    Command("id", listed=False),
    Command("status", personal=True, listed=False),
    Command("stats", personal=True, listed=False),
    Command("moderate", listed=False),
    Command("answer", personal=True, listed=False),
    Command("appeal", personal=True, listed=False),
    Command("export", personal=True, listed=False),
    Command("decisions", personal=True, listed=False),
    Command("publish", personal=True, listed=False),
    Command("undo", personal=True, listed=False),
)
"""In the order of the menu."""

ORDERS = {"topics": "browse topics", "dates": "sessions dates"}
"""Words that mean a command with something behind it, by the end of their message's id."""

LONGEST = 60
"""Characters of the longest message that may be a command in plain words."""
REMEMBERED = 1_000
"""Messages of which is remembered what command they are, of nobody in particular."""

BY_NAME = {command.name: command for command in COMMANDS}


@lru_cache(maxsize=1)
def _spoken() -> dict[tuple[str, ...], set[str]]:
    """The languages in which each phrase is said."""
    found: dict[tuple[str, ...], set[str]] = {}
    for language in languages():
        say = texts(language, FALLBACK)
        for name in (*BY_NAME, *ORDERS):
            if say.has(f"words-{name}"):
                for phrase in say.words(f"words-{name}"):
                    found.setdefault(_key(phrase), set()).add(language)
    return found


@lru_cache(maxsize=1)
def _phrases() -> dict[tuple[str, ...], str]:
    found: dict[tuple[str, ...], str] = {}
    for language in languages():
        say = texts(language, FALLBACK)
        for command in COMMANDS:
            if say.has(f"words-{command.name}"):
                for phrase in say.words(f"words-{command.name}"):
                    found.setdefault(_key(phrase), command.name)
        for name, order in ORDERS.items():
            for phrase in say.words(f"words-{name}"):
                found.setdefault(_key(phrase), order)
    return found


def _key(text: str) -> tuple[str, ...]:
    return tuple(skeleton(word) for word in words(text))


def command_in_words(text: str) -> str | None:
    """The command that a whole message means in plain words ("стоп", "болдырмау", "zhazylu"), or None.

    What belongs behind the command follows after a space: "темы" means "browse topics".
    """
    return _meant(text) if len(text) <= LONGEST else None


@lru_cache(maxsize=REMEMBERED)
def _meant(text: str) -> str | None:
    return _phrases().get(_key(text))


def language_of_words(text: str) -> str | None:
    """The language of a command in plain words, where only one language says it so; else None."""
    spoken = _spoken().get(_key(text), set()) if len(text) <= LONGEST else set()
    return next(iter(spoken)) if len(spoken) == 1 else None
