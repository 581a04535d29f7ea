"""Sessions in the chat: the list, one session, "remind me", and calendar files."""

from __future__ import annotations

import asyncio
import contextlib
from datetime import datetime
from io import BytesIO

from telegram import CallbackQuery, InputFile, Message, Update

from bot.commands import command_in_words
from bot.person import Person
from bot.rendering.card import Action, Card
from bot.rendering.milestones import milestones_card
from bot.rendering.pages import simple_card
from bot.rendering.scene import Scene
from bot.rendering.sessions import session_card, sessions_card
from bot.sessions.calendar import Publisher, feed, one_session
from bot.sessions.model import OPEN, Session
from bot.storage.errors import StorageError
from bot.storage.updates import first_time
from handlers.asker import Asker
from handlers.callback import StaleButtonError
from handlers.context import Context
from handlers.replies import put, say
from handlers.views.send import acknowledge, show

REMIND, FORGET, FILE = "remind", "forget", "ics"
"""What may stand behind the number of a session: as its buttons do."""


async def show_sessions(update: Update, context: Context, asker: Asker, rest: str) -> None:
    """Answer /sessions: the list, a page of the record or of the other dates, one session, or a calendar file."""
    word, _, behind = rest.partition(" ")
    asker = await _up_to_date(context, asker)
    scene = asker.scene
    if command_in_words(word) == "sessions dates":
        await put(update, asker, milestones_card(scene, _number(behind)))
    elif word == "page":
        await put(update, asker, sessions_card(scene, context.services.clock.now(), _number(behind)))
    elif word == FILE:
        await _typed_file(update, context, asker, behind.strip())
    elif word and (session := named_session(scene, word)) is not None:
        await _one(update, context, asker, session, behind.strip())
    else:
        await put(update, asker, sessions_card(scene, context.services.clock.now()))


async def _up_to_date(context: Context, asker: Asker) -> Asker:
    """The asker with the sessions as they are by now: a notice may be there before this worker has looked."""
    services = context.services
    with contextlib.suppress(StorageError):
        await services.publishing.renew()
    return asker.speaking(services.scenes(asker.scene.language, asker.scene.plain))


def named_session(scene: Scene, word: str) -> Session | None:
    """The session of an id or a number; of several bodies' sessions with that number the latest."""
    found = scene.record.by_id.get(word.lower())
    if found is None and word.isdecimal() and len(word) < 5:
        found = next(iter(reversed(scene.record.numbered(int(word)))), None)
    return found


def _number(typed: str) -> int:
    """The number of a page as it was typed; 1 for anything else."""
    typed = typed.strip()[:4]
    return int(typed) if typed.isdecimal() else 1


async def _one(update: Update, context: Context, asker: Asker, session: Session, what: str) -> None:
    if what == FILE:
        await _send_file(update.effective_message, context, asker, session)
    elif what in (REMIND, FORGET):
        await put(update, asker, await _wish(update, context, asker, session, on=what == REMIND))
    else:
        wished = await _is_wished(context, asker, session)
        await put(update, asker, session_card(asker.scene, session, wished=wished))


async def _is_wished(context: Context, asker: Asker, session: Session) -> bool:
    """Whether the asker has asked to be reminded. In a group nobody has: the card is everybody's."""
    if not asker.private or asker.person is None or session.recorded:
        return False
    return session.id in await context.services.publishing.sessions.wishes(asker.person.id)


async def _wish(update: Update, context: Context, asker: Asker, session: Session, *, on: bool) -> Card:
    """Note the wish or take it back; the card that says what will happen."""
    services = context.services
    if not asker.private or asker.telegram_id is None:
        link = f"https://t.me/{services.name}?start=session-{session.id}"
        return simple_card(asker.scene, "group-personal", link=link)
    if session.recorded or session.status not in OPEN:
        return simple_card(asker.scene, "wish-over")
    async with services.database.write() as connection:
        if await first_time(connection, update.update_id, services.clock.now()):
            person: Person = await services.people.ensure_within(connection, asker.telegram_id)
            await services.publishing.sessions.set_wish(connection, person.id, session.id, on)
    if on and asker.preferred and (asker.person is None or asker.person.language is None):
        # Reminders come when nobody's app is at hand to tell the language.
        await services.people.set_language(asker.telegram_id, asker.preferred)
    return simple_card(asker.scene, "wish-noted" if on else "wish-gone")


async def _typed_file(update: Update, context: Context, asker: Asker, named: str) -> None:
    session = named_session(asker.scene, named) if named else None
    if named and session is None and asker.scene.record.body(named) is None:
        await say(update, asker, "session-unknown", number=named[:40])
        return
    body = named if named and session is None else None
    await _send_file(update.effective_message, context, asker, session, body)


async def _send_file(
    message: Message | None,
    context: Context,
    asker: Asker,
    session: Session | None,
    body: str | None = None,
) -> None:
    """Send one session, or all (of a body), as a calendar file."""
    if message is None:
        return
    services, scene = context.services, asker.scene
    publisher = Publisher(services.name, services.calendar_address)
    name = session.id if session else (body or "sessions")
    if session is not None:
        data = one_session(scene, session, publisher)
    else:
        data = await asyncio.to_thread(feed, scene, publisher, body)
    address = services.calendar_address
    ahead = session is not None and session.status in OPEN
    said = (
        ("calendar-file" if ahead else "calendar-file-held")
        if session
        else ("calendar-feed-at" if address else "calendar-feed")
    )
    caption = scene.say(said, **({"address": address} if address and not session else {}))
    await message.reply_document(
        InputFile(BytesIO(data), f"{name}.ics"), caption=caption, do_quote=not asker.private
    )


async def pressed(
    action: Action, query: CallbackQuery, update: Update, context: Context, asker: Asker
) -> None:
    """Do what a button of a session, of the list or of a notice says.

    Raises:
        StaleButtonError: there is no such session (any more), or no such page.
    """
    now = context.services.clock.now()
    asker = await _up_to_date(context, asker)
    if action.name == "sessions" and not action.arguments:
        await _shown(query, asker, sessions_card(asker.scene, now))
    elif action.name == "record" and len(action.arguments) == 1:
        await _shown(query, asker, _page(asker.scene, now, action.arguments[0]))
    elif action.name == FILE and not action.arguments:
        await _file(query, context, asker, None)
    elif len(action.arguments) == 1:
        await _pressed_one(action, query, update, context, asker)
    else:
        raise StaleButtonError


async def _pressed_one(
    action: Action, query: CallbackQuery, update: Update, context: Context, asker: Asker
) -> None:
    session = asker.scene.record.by_id.get(action.arguments[0])
    if session is None:
        raise StaleButtonError
    if action.name == FILE:
        await _file(query, context, asker, session)
    elif action.name in ("wish", "unwish"):
        await _pressed_wish(action, query, update, context, asker, session)
    elif action.name == "session":
        wished = await _is_wished(context, asker, session)
        await _shown(query, asker, session_card(asker.scene, session, wished=wished))
    else:
        raise StaleButtonError


async def _pressed_wish(
    action: Action, query: CallbackQuery, update: Update, context: Context, asker: Asker, session: Session
) -> None:
    """Under a card the button turns into its opposite; a notice stays. In the plain layout a message says it."""
    on = action.name == "wish"
    card = await _wish(update, context, asker, session, on=on)
    if asker.scene.plain:
        await acknowledge(query)
        await show(query, card, in_place=False)
        return
    await acknowledge(query, card.text.text, alert=len(card.text.text) > 60)
    if _is_card(query) and asker.private:
        wished = await _is_wished(context, asker, session) if on is False else True
        await show(query, session_card(asker.scene, session, wished=wished and session.status in OPEN))


def _is_card(query: CallbackQuery) -> bool:
    """Whether the button stands under the card of a session, which has a way back to the list."""
    message = query.message
    markup = message.reply_markup if isinstance(message, Message) else None
    data = [button.callback_data for row in markup.inline_keyboard for button in row] if markup else []
    return any(str(each).endswith("|sessions") for each in data)


async def _file(query: CallbackQuery, context: Context, asker: Asker, session: Session | None) -> None:
    if not isinstance(query.message, Message):
        raise StaleButtonError
    await acknowledge(query)
    await _send_file(query.message, context, asker, session)


async def _shown(query: CallbackQuery, asker: Asker, card: Card) -> None:
    await acknowledge(query)
    await show(query, card, in_place=not asker.scene.plain)


def _page(scene: Scene, now: datetime, number: str) -> Card:
    if not number.isdecimal() or len(number) > 4 or number == "0":
        raise StaleButtonError
    return sessions_card(scene, now, int(number))
