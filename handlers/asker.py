"""Who is asking, and how they want to be answered."""

from __future__ import annotations

from dataclasses import dataclass, replace

import structlog
from telegram import Update, User
from telegram.constants import ChatType

from bot.answer import Answer, Hit
from bot.person import Person
from bot.rendering.scene import Scene
from bot.storage.errors import StorageError
from handlers.callback import StaleButtonError, decode
from handlers.context import Context

log = structlog.get_logger()

OPENED = frozenset(("article", "paragraph", "preamble", "topic", "section"))
"""Kinds of answers that put an article into the person's hand for a follow-up; of a section it is the first."""


@dataclass(frozen=True, slots=True)
class Asker:
    """A person as one update shows them. `preferred` is the language they chose or that of their app; None: not known.

    `private` is false in groups and where there is no chat, as under an inline message.
    `telegram_id` is None for somebody who speaks in the name of a group or channel: nothing may be kept of them, since
    Telegram shows all of them as one and the same user.
    """

    telegram_id: int | None
    private: bool
    preferred: str | None
    scene: Scene
    person: Person | None

    def speaking(self, scene: Scene) -> Asker:
        """The same asker, served in another scene."""
        return replace(self, scene=scene)


async def asker_of(update: Update, context: Context) -> Asker:
    """Who sent the update. While the database does not answer, they are served as somebody new."""
    services, user, chat = context.services, _person_behind(update), update.effective_chat
    person = None
    if user is not None:
        try:
            person = await services.people.find(user.id)
        except StorageError as error:
            log.warning("people.unreadable", update=update.update_id, error=type(error).__name__)
    app = (user.language_code or "").partition("-")[0] if user else ""
    preferred = (person and person.language) or (app if app in services.pack.info.languages else None)
    scene = services.scenes(preferred or services.default_language, bool(person and person.plain_layout))
    private = chat is not None and chat.type == ChatType.PRIVATE
    return Asker(user.id if user else None, private, preferred, scene, person)


def _person_behind(update: Update) -> User | None:
    """The person who sent the update; None for an anonymous administrator or a channel."""
    message = None if update.callback_query else update.effective_message
    return update.effective_user if message is None or message.sender_chat is None else None


async def article_in_hand(update: Update, context: Context, asker: Asker) -> tuple[str, Hit] | None:
    """The edition and article that a follow-up means: of the message replied to, else the person's last one."""
    message = update.effective_message
    replied = message.reply_to_message if message else None
    if replied is not None and replied.reply_markup is not None:
        for row in replied.reply_markup.inline_keyboard:
            for button in row:
                found = _place(button.callback_data)
                if found:
                    return found
    if asker.telegram_id is None:
        return None
    try:
        last = await context.services.people.last_article(asker.telegram_id)
    except StorageError:
        return None
    return _reference(last.reference) if last else None


def _place(data: object) -> tuple[str, Hit] | None:
    """The article a message shows, which its language buttons name."""
    try:
        action = decode(data if isinstance(data, str) else None)
    except StaleButtonError:
        return None
    if not action.name.startswith("in-") or len(action.arguments) < 2:
        return None
    edition, number, *paragraph = action.arguments
    return edition, Hit(number, paragraph[0] if paragraph else None)


def _reference(reference: str) -> tuple[str, Hit] | None:
    edition, _, rest = reference.partition(":")
    number, _, paragraph = rest.partition(":")
    return (edition, Hit(number, paragraph or None)) if number else None


def remember(context: Context, asker: Asker, answer: Answer) -> None:
    """Keep the article that an answer opened, for the next follow-up."""
    if asker.telegram_id is None or answer.kind not in OPENED or not answer.hits:
        return
    place = answer.hits[0]
    named = place.paragraph or place.item
    paragraph = f":{named}" if named else ""
    context.services.people.remember_article(asker.telegram_id, f"{answer.edition}:{place.number}{paragraph}")
