"""Whose update is it: the key within which updates keep their order."""

from __future__ import annotations

from typing import TypeAlias

from telegram import Update

#: A person's or chat's Telegram id; or a word and an id where an update belongs to neither.
Key: TypeAlias = int | tuple[str, str]


def key_of(update: Update) -> Key:
    """Return the key of the person an update comes from, whatever kind of update it is.

    A channel post, an anonymous administrator and a person who writes in the name of a channel go by the chat
    they speak for: the user Telegram names there is one placeholder shared by all. What nobody in particular
    caused goes by its chat, a poll's tally by the poll, and anything unknown by the id of the update.
    """
    sender = update.effective_sender or update.effective_chat
    if sender is not None:
        return sender.id
    if update.poll is not None:
        return ("poll", update.poll.id)
    return ("update", str(update.update_id))
