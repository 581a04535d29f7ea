"""The local chat: the real bot on a terminal or a pipe, with no network and no token.

What is typed goes to the bot as a message of the person playing. Lines that begin with a colon are for the chat itself:

    :2            press the second button under the last message
    :2 aigul      press it as aigul does; anybody may be played
    :as aigul     from now on aigul speaks
    :inline 4     what @the_bot 4 offers in another chat
    :edit TEXT    change one's last message
    :reply TEXT   answer the bot's last message
    :photo        send something that is not text
    :file PATH    send a file
    :later 8h     let time go by (45s, 30m, 8h, 2d), and see what the bot says by itself
    :quit         end
"""

from __future__ import annotations

import asyncio
import logging
import os
import re
import sys
import time
import zlib
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any, TextIO

from telegram import Update
from telegram.error import NetworkError
from telegram.ext import Application

from bot.allowances import Allowances
from bot.app import assemble, delivery_duties, duties_of, make_bot, services_of
from bot.clock import SystemClock
from bot.duties import Duty
from bot.local.core import LocalTelegram
from bot.local.messages import Message
from bot.local.people import Person
from bot.local.request import LocalRequest
from bot.local.screen import buttons, shown
from bot.local.updates import UpdateQueue
from bot.local_ids import LOCAL_ID_BASE
from bot.logs import configure_logs
from bot.opening import open_storage
from bot.preparing import answering_of
from bot.settings import Settings, load_settings

_PERSONS = 1 << 40
"""Ids of the people who are played lie this far above those that the local Telegram counts up itself."""


def run_chat(person: str, language: str | None) -> None:
    """Play `person` (whose app is in `language`; None: that of the terminal) until the input ends.

    Raises:
        UsageError: a setting or the pack cannot be used.
        StorageError: the database cannot be used.
    """
    settings = load_settings()
    if settings.intake is None:
        # Nobody stands behind the local chat, and it says so.
        settings = settings.model_copy(update={"intake": "demo"})
    configure_logs(settings.log_format, logging.ERROR)
    asyncio.run(_run(settings, person, language or _terminal_language()))


def _terminal_language() -> str:
    chosen = os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    code = chosen.partition("_")[0].partition(".")[0].lower()
    return code if len(code) == 2 else ""


async def _run(settings: Settings, person: str, language: str) -> None:
    answering = answering_of(settings)
    clock = SystemClock(settings.clock)
    telegram = LocalTelegram()
    # Update ids must not repeat those of an earlier chat on the same database, which were committed with its changes.
    telegram.queue = UpdateQueue(first_id=int(time.time() * 100))
    async with open_storage(settings, clock) as storage:
        bot = make_bot(settings.model_copy(update={"token": telegram.token}), LocalRequest(telegram))
        await bot.initialize()
        # Whoever pipes a thousand questions into a chat of their own waits for nobody.
        app = assemble(settings, answering, storage, clock, bot, allowances=Allowances(clock, {}), local=True)
        await app.initialize()
        try:
            services = services_of(app)
            delivery = delivery_duties(settings, storage, services, bot)
            duties = [duty for duty in duties_of(storage, services) if duty.name == "reminders"]
            await LocalChat(
                telegram, app, [*duties, *delivery], person, language, sys.stdin, sys.stdout
            ).run()
        finally:
            await app.shutdown()


_SPAN = re.compile(r"([0-9]{1,4})([smhd])")
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


class LocalChat:
    """One run of the local chat."""

    def __init__(
        self,
        telegram: LocalTelegram,
        app: Application[Any, Any, Any, Any, Any, Any],
        duties: Sequence[Duty],
        person: str,
        language: str,
        lines: TextIO,
        out: TextIO,
    ) -> None:
        self._telegram = telegram
        self._app = app
        self._duties = duties
        self._language = language
        self._lines = lines
        self._out = out
        self._seen: dict[tuple[int, int], str] = {}
        self._people: dict[str, Person] = {}
        self._name = person
        self._echo = not lines.isatty()

    async def run(self) -> None:
        """Read lines until they end, and show what everybody sees."""
        self._person(self._name)
        if not self._echo:
            self._put("Local chat. Write /start, or a question. :quit ends; buttons are pressed by :number.")
        while line := await asyncio.to_thread(self._read):
            text = line.rstrip("\r\n")
            if self._echo:
                self._put(f"{self._name}> {text}")
            if text == ":quit":
                break
            if text.strip():
                await self._heard(text)

    def _read(self) -> str:
        if not self._echo:
            self._out.write(f"{self._name}> ")
            self._out.flush()
        return self._lines.readline()

    def _put(self, text: str) -> None:
        self._out.write(text + "\n")
        self._out.flush()

    def _person(self, name: str) -> Person:
        if name not in self._people:
            identity = LOCAL_ID_BASE + _PERSONS + zlib.crc32(name.encode())
            self._people[name] = self._telegram.person(name, identity, self._language)
        return self._people[name]

    async def _heard(self, text: str) -> None:
        """Do what one line says, let the bot answer, and show what is new."""
        try:
            await self._do(text)
        except (LookupError, ValueError, OSError) as error:
            self._put(f"  ({error})")
            return
        await self._served()
        for line in self._news():
            self._put(line)

    async def _do(self, text: str) -> None:
        word, _, rest = text.partition(" ")
        person = self._person(self._name)
        if not text.startswith(":"):
            person.say(text)
        elif word[1:].isdecimal():
            self._press(int(word[1:]), self._person(rest.strip()) if rest.strip() else person)
        elif word == ":as" and rest.strip():
            self._name = rest.strip()
            self._person(self._name)
        elif word == ":inline":
            await self._inline(person, rest)
        elif word == ":edit":
            person.edit(self._last(person, from_bot=False), rest)
        elif word == ":reply":
            person.say(rest, reply_to=self._last(person, from_bot=True))
        elif word == ":photo":
            person.send_photo(rest)
        elif word == ":file" and rest.strip():
            path, _, caption = rest.strip().partition(" ")
            content = await asyncio.to_thread(_content, Path(path))
            person.send_document(Path(path).name, caption, content=content)
        elif word == ":later":
            self._later(rest.strip())
        else:
            raise ValueError(
                "there are :NUMBER, :as NAME, :inline QUERY, :edit TEXT, :reply TEXT, :photo, "
                ":file PATH CAPTION, :later TIME and :quit"
            )

    def _later(self, written: str) -> None:
        """Let time go by at once."""
        found, clock = _SPAN.fullmatch(written), services_of(self._app).clock
        if found is None or not isinstance(clock, SystemClock):
            raise ValueError(":later takes a time like 45s, 30m, 8h or 2d")
        clock.skip(timedelta(**{_UNITS[found[2]]: int(found[1])}))

    def _last(self, person: Person, *, from_bot: bool) -> Message:
        found = [message for message in person.chat.visible if message.from_bot == from_bot]
        if not found:
            raise LookupError("there is no message yet")
        return found[-1]

    def _press(self, number: int, person: Person) -> None:
        for message in reversed(person.chat.answers):
            if message.buttons:
                if not 1 <= number <= len(message.buttons):
                    raise LookupError(f"the last message has buttons 1 to {len(message.buttons)}")
                button = message.buttons[number - 1]
                if button.data is None:
                    raise ValueError(f"{button.text}: {button.value}")
                person.press(message, button.data)
                return
        raise LookupError("there is no button yet")

    async def _inline(self, person: Person, query: str) -> None:
        asked = person.inline(query)
        await self._served()
        for number, result in enumerate(asked.results, 1):
            self._put(f"  {number}. {result.get('title', '')} – {result.get('description', '')}")
        if not asked.results:
            self._put("  (nothing)")

    async def _served(self) -> None:
        """Let the bot handle everything that waits, in order, with the texts there are by now; then its notices."""
        services = services_of(self._app)
        services.renew_texts()
        await services.publishing.renew()
        while updates := self._telegram.queue.take():
            for update in updates:
                made = Update.de_json(update, self._app.bot)
                try:
                    await self._app.process_update(made)
                except NetworkError as error:
                    self._put(f"  ({type(error).__name__})")
        await services.publishing.reminders.publish_due()
        for duty in self._duties:
            await duty.run()

    def _news(self) -> Iterator[str]:
        """What appeared or changed since the last look, as people see it."""
        for toast in self._telegram.toasts:
            if toast.text:
                yield f"  ({toast.text})"
        self._telegram.toasts.clear()
        for person in self._people.values():
            for message in person.chat.visible:
                state = f"{message.edit_date}{message.text}{message.labels}"
                key = (message.chat["id"], message.id)
                if not message.from_bot or self._seen.get(key) == state:
                    continue
                edited = key in self._seen
                self._seen[key] = state
                to = f" to {person.user['first_name']}" if len(self._people) > 1 else ""
                yield f"Atazan{to}{' (edited)' if edited else ''}:"
                yield from (f"  {line}" for line in shown(message))
                yield from (f"  {line}" for line in buttons(message))


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ValueError(f"{path}: {error.strerror}") from error
