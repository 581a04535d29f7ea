"""Whose subscriptions are meant: the person's own, the group's where its admin writes, or a channel's by its admin."""

from __future__ import annotations

import re
from dataclasses import dataclass

from telegram import Update
from telegram.constants import ChatMemberStatus, ChatType
from telegram.error import BadRequest, Forbidden
from telegram.ext import ExtBot

from bot.person import Kind
from bot.rendering.subscriptions import Follower
from handlers.asker import Asker
from handlers.context import Context

_NAMED = re.compile(r"@[A-Za-z0-9_]{4,32}|-[0-9]{5,16}")
_RUNS_IT = (ChatMemberStatus.ADMINISTRATOR, ChatMemberStatus.OWNER)


class NotAllowedError(Exception):
    """Somebody may not act for that chat, or there is none; `message` is the id of the message that says so."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def refusal(context: Context, asker: Asker, error: NotAllowedError) -> str:
    """What is said to somebody who may not."""
    link = f"https://t.me/{context.services.name}?start=subscribe"
    values = {"link": link} if error.message == "follow-admins-only" else {}
    return asker.scene.say(error.message, **values)


@dataclass(frozen=True, slots=True)
class Target:
    """For whom something is followed. `title` None: the person themselves."""

    id: int
    kind: Kind
    title: str | None = None
    #: Chosen from the private chat of its admin.
    from_afar: bool = False


async def target_of(update: Update, context: Context, asker: Asker, rest: str = "") -> tuple[Target, str]:
    """Whose subscriptions a command is about, and what of it is left.

    Raises:
        NotAllowedError: it names a chat that its sender does not run, or was said in a group by somebody else.
    """
    chat = update.effective_chat
    word, _, further = rest.partition(" ")
    if _NAMED.fullmatch(word) and asker.telegram_id is not None and asker.private:
        return await named_target(context, asker, word), further.strip()
    if asker.private and asker.telegram_id is not None:
        return Target(asker.telegram_id, "person"), rest
    if chat is None or chat.type not in (ChatType.GROUP, ChatType.SUPERGROUP):
        raise NotAllowedError("follow-nobody")
    if not await _runs(update, context, asker):
        raise NotAllowedError("follow-admins-only")
    return Target(chat.id, "group", chat.title or ""), rest


async def named_target(context: Context, asker: Asker, name: str) -> Target:
    """The chat of a name or id, for somebody who runs it.

    Raises:
        NotAllowedError: the bot does not know it or may not write there, or they do not run it.
    """
    if asker.telegram_id is None:
        raise NotAllowedError("follow-nobody")
    try:
        chat = await context.bot.get_chat(name if name.startswith("@") else int(name))
        if chat.type == ChatType.PRIVATE:
            raise NotAllowedError("follow-chat-unknown")
        may_write = chat.type != ChatType.CHANNEL or await runs(context.bot, chat.id, context.bot.id)
        may_ask = await runs(context.bot, chat.id, asker.telegram_id)
    except (BadRequest, Forbidden, ValueError) as error:
        # ValueError: an altered button names neither a name nor a number.
        raise NotAllowedError("follow-chat-unknown") from error
    if not may_ask:
        raise NotAllowedError("follow-admins-only")
    if not may_write:
        raise NotAllowedError("follow-chat-unknown")
    return Target(
        chat.id, "channel" if chat.type == ChatType.CHANNEL else "group", chat.title or "", from_afar=True
    )


async def _runs(update: Update, context: Context, asker: Asker) -> bool:
    """Whether whoever sent the update runs the group: by name, or anonymously in the name of the group itself."""
    message, chat = update.effective_message, update.effective_chat
    if chat is None:
        return False
    if update.callback_query is None and message is not None and message.sender_chat is not None:
        return message.sender_chat.id == chat.id
    return asker.telegram_id is not None and await runs(context.bot, chat.id, asker.telegram_id)


async def runs(bot: ExtBot[None], chat: int, user: int) -> bool:
    """Whether somebody is an administrator of a chat, or its owner."""
    try:
        member = await bot.get_chat_member(chat, user)
    except (BadRequest, Forbidden):
        return False
    return member.status in _RUNS_IT


async def follower_of(context: Context, target: Target) -> Follower:
    """What a target follows, and when it is told."""
    subscriptions = context.services.subscriptions
    return Follower(
        await subscriptions.topics(target.id),
        await subscriptions.choices(target.id),
        subscriptions.quiet,
        subscriptions.zone,
        context.services.clock.now(),
        target.title,
        str(target.id) if target.from_afar else "",
    )
