"""Dialogues as files: what is said and pressed, and what the bot answers, played through the real handlers.

A file holds the language of the app (`app`), at will `layout: plain`, `staff` (a role of the person) and `group` (the
title of a group in which all of it happens), and `dialogue`, a list of steps. A step does one thing:

    said: TEXT             (`by: NAME` somebody else; `to: bot` replies to the bot's last message)
    edited: TEXT           changes the person's last message
    pressed: LABEL         presses a button of the last message that has it
    sent: sticker | photo | voice
    started: PAYLOAD       opens a deep link

and says what happens then: `answered: TEXT` (exactly), or `lines:` (the first line, and others in any place), or
`answered: nothing`; with `in_place: true` an earlier message is changed, with `buttons:` its rows are exactly these,
but for those that stand under every answer (`STANDING`);
`toast: TEXT` is shown for a moment.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from bot.local import Chat, Message, Person
from bot.texts import languages, texts
from tests.running_bot import RunningBot

FOLDER = Path(__file__).parent / "transcripts"

Step = dict[str, Any]

STANDING = {
    tuple(texts(code)(identity) for identity in row)
    for code in languages()
    for row in (("button-propose",), ("button-rate-good", "button-rate-bad"))
}
"""Rows of buttons that every answer has; `tests/test_feedback_chat.py` and `tests/test_propose_chat.py` press them."""


def transcripts() -> list[Path]:
    """The files of all dialogues, by language and name."""
    return sorted(FOLDER.glob("*/*.yaml"))


@dataclass
class Player:
    """Plays a dialogue on a running bot."""

    bot: RunningBot
    app: str
    group: Chat | None = None
    _people: dict[str, Person] = field(default_factory=dict)
    _said: dict[str, Message] = field(default_factory=dict)

    @classmethod
    async def of(cls, bot: RunningBot, script: dict[str, Any]) -> Player:
        """A player for one file, with its group and its layout made."""
        player = cls(bot, script["app"])
        me = player.person("me")
        if "group" in script:
            player.group = bot.telegram.group(script["group"], me)
        if "staff" in script:
            await bot.services.staff.grant(me.id, script["staff"])
        if script.get("layout") == "plain":
            await bot.services.people.set_plain_layout(me.id, True)
        return player

    @property
    def chat(self) -> Chat:
        """Where it all happens."""
        return self.group or self.person("me").chat

    def person(self, name: str) -> Person:
        """The person of that name, whose app speaks the language of the file."""
        if name not in self._people:
            self._people[name] = self.bot.person(self.app, name)
        return self._people[name]

    async def do(self, step: Step) -> tuple[list[Message], str | None]:
        """Do what a step says. Returns what the bot newly says or changes, and the words shown for a moment."""
        name = step.get("by", "me")
        person = self.person(name)
        pressed = None
        if "said" in step:
            reply_to = self.chat.answers[-1] if step.get("to") == "bot" else None
            self._said[name] = person.say(step["said"], self.group, reply_to)
        elif "edited" in step:
            person.edit(self._said[name], step["edited"])
        elif "pressed" in step:
            pressed = person.press(self._with_button(step["pressed"]), step["pressed"])
        elif "started" in step:
            person.start(step["started"])
        else:
            getattr(person, f"send_{step['sent']}")(chat=self.group)
        await self.bot.handle()
        return self.bot.news(self.chat), pressed.text if pressed else None

    def _with_button(self, label: str) -> Message:
        for message in reversed(self.chat.answers):
            if label in [button.text for button in message.buttons]:
                return message
        raise LookupError(f"no message has a button {label!r}")


def read(path: Path) -> dict[str, Any]:
    """The script of a file."""
    script: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return script


async def play(bot: RunningBot, script: dict[str, Any]) -> None:
    """Play a script and compare every step with what it expects.

    Raises:
        AssertionError: the bot answered otherwise.
    """
    player = await Player.of(bot, script)
    for step in script["dialogue"]:
        known = {message.id for message in player.chat.answers}
        messages, toast = await player.do(step)
        assert (toast or None) == step.get("toast"), step
        if step.get("answered") == "nothing":
            assert messages == [], step
            continue
        assert messages, step
        assert (messages[-1].id in known) == step.get("in_place", False), step
        _compare(step, messages[-1])


def _compare(step: Step, message: Message) -> None:
    if "answered" in step:
        assert message.text == step["answered"].rstrip("\n"), step
    else:
        lines = message.text.split("\n")
        assert lines[0] == step["lines"][0], step
        missing = [line for line in step["lines"] if line not in lines]
        assert not missing, (step, message.text)
    if "buttons" in step:
        assert [row for row in message.labels if tuple(row) not in STANDING] == step["buttons"], step
