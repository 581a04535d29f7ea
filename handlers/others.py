"""What is not a question: media, being added to a group, being blocked."""

from __future__ import annotations

from dataclasses import replace

import structlog
from telegram import ChatMemberUpdated, Update
from telegram.constants import ChatMemberStatus, ChatType
from telegram.error import BadRequest, Forbidden

from bot.proposals.draft import draft_of
from bot.rendering.answers import example
from handlers.asker import asker_of
from handlers.calendar_import import is_calendar, on_calendar
from handlers.context import Context
from handlers.followers import Target
from handlers.heard import is_heard
from handlers.quote import claimed_in, give_verdict
from handlers.replies import say
from handlers.secretariat import decisions
from handlers.subscriptions import overview
from handlers.views.markup import entities
from handlers.views.send import parts

log = structlog.get_logger()

_INSIDE = (ChatMemberStatus.MEMBER, ChatMemberStatus.ADMINISTRATOR, ChatMemberStatus.OWNER)


async def on_media(update: Update, context: Context) -> None:
    """Decline politely what is not text, in private only: in a group it was not meant for the bot.

    A quotation that stands under a picture is checked; a calendar is taken from editors.
    """
    message = update.effective_message
    if message is None or message.chat.type != ChatType.PRIVATE or not is_heard(message, context):
        return
    asker = await asker_of(update, context)
    if message.document and (message.caption or "").split(maxsplit=1)[:1] == ["/decisions"]:
        await decisions(update, context, asker, "")
        return
    if message.document is not None and is_calendar(message.document):
        await on_calendar(update, context, asker, message.document)
        return
    if message.caption and claimed_in(message, message.caption):
        await give_verdict(update, context, asker, message.caption)
        return
    if asker.person is not None and draft_of(asker.person.dialogue) is not None:
        await say(update, asker, "propose-media")
        return
    await say(update, asker, "decline-media", example=example(asker.scene))


async def on_membership(update: Update, context: Context) -> None:
    """Note where the bot may write no more, or may again; say in one line how to address it where it was added."""
    change = update.my_chat_member
    if change is None:
        return
    chat = change.chat
    await _note(chat.id, reachable=change.new_chat_member.status in _INSIDE, update=update, context=context)
    if chat.type in (ChatType.GROUP, ChatType.SUPERGROUP) and _joined(change):
        asker = await asker_of(update, context)
        values = {
            "text": asker.scene.local(context.services.pack.info.text_name),
            "example": example(asker.scene),
        }
        text = asker.scene.say("group-added", name=f"@{context.services.name}", **values)
        await context.bot.send_message(chat.id, text)
    elif chat.type == ChatType.CHANNEL and _joined(change):
        await _offer_channel(change, update, context)


def _joined(change: ChatMemberUpdated) -> bool:
    return change.old_chat_member.status not in _INSIDE and change.new_chat_member.status in _INSIDE


async def _note(chat: int, *, reachable: bool, update: Update, context: Context) -> None:
    """Keep whether a person, group or channel that chose something can be written to."""
    services = context.services
    known = await services.people.find(chat)
    if known is None:
        return
    if reachable:
        await services.people.unblock(chat, update_id=update.update_id)
    else:
        await services.people.block(chat, update_id=update.update_id)
        await services.campaigns.give_up(known.id)


async def _offer_channel(change: ChatMemberUpdated, update: Update, context: Context) -> None:
    """Ask whoever added the bot to a channel, in private, what the channel is to follow; if they ever wrote to it."""
    asker = replace(await asker_of(update, context), private=True)
    card = await overview(context, asker, Target(change.chat.id, "channel", change.chat.title or "", True))
    first, *_ = parts(card)
    try:
        await context.bot.send_message(
            change.from_user.id, first[0].text, entities=entities(first[0]), reply_markup=first[1]
        )
    except (BadRequest, Forbidden):
        log.info("channel.unoffered", update=update.update_id)


async def on_migration(update: Update, context: Context) -> None:
    """Let a group go by its new id at once when it becomes a supergroup; it is told in the old and in the new one."""
    message = update.effective_message
    if message is None:
        return
    old, new = message.migrate_from_chat_id or message.chat.id, message.migrate_to_chat_id or message.chat.id
    if old != new:
        await context.services.people.move(old, new)
        await context.services.moderating.desk.group.moved(old, new)
