"""Which updates may change something, and so must not be handled beside another of the same person."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from telegram import Update

from bot.commands import command_in_words
from bot.person import Person
from bot.storage.errors import StorageError


async def may_change(update: Update, find: Callable[[int], Awaitable[Person | None]]) -> bool:
    """Whether an update may change what is held: all may but queries, and texts that are nothing but questions."""
    if update.inline_query is not None or update.guest_message is not None:
        return False
    message = update.message or update.edited_message
    if message is None or message.text is None or message.from_user is None:
        return True
    if message.text.startswith("/") or command_in_words(message.text):
        return True
    try:
        person = await find(message.from_user.id)
    except StorageError:
        return True
    return person is not None and person.dialogue is not None
