"""What of all that is said in a chat is meant for the bot."""

from __future__ import annotations

import re

from telegram import Message
from telegram.constants import ChatType

from handlers.context import Context


def is_heard(message: Message, context: Context) -> bool:
    """Whether the bot listens to a message at all.

    It does not to a channel, to what a channel passes on to its group, to other bots (two of them would never stop),
    and to what somebody sent by its own inline mode.
    """
    if message.chat.type == ChatType.CHANNEL or message.is_automatic_forward:
        return False
    if message.via_bot is not None and message.via_bot.id == context.bot.id:
        return False
    sender = message.from_user
    return sender is None or not sender.is_bot or message.sender_chat is not None


def asked_in(message: Message | None, context: Context) -> str | None:
    """What a message asks of the bot; None where it is not for the bot (other people talking in a group)."""
    if message is None or not is_heard(message, context):
        return None
    text = message.text or ""
    without = re.sub(rf"@{re.escape(context.services.name)}\b", "", text, flags=re.IGNORECASE).strip()
    if message.chat.type == ChatType.PRIVATE:
        return without
    if without != text.strip():
        return without
    replied = message.reply_to_message
    if replied is not None and replied.from_user is not None and replied.from_user.id == context.bot.id:
        return text
    return None
