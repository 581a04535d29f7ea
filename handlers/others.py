"""What is not a question: media, being added to a group, being blocked."""

from __future__ import annotations

from telegram import ChatMemberUpdated, Update
from telegram.constants import ChatMemberStatus, ChatType

from bot.rendering.answers import example
from handlers.asker import asker_of
from handlers.calendar_import import is_calendar, on_calendar
from handlers.context import Context
from handlers.heard import is_heard
from handlers.quote import claimed_in, give_verdict
from handlers.replies import say

_INSIDE = (ChatMemberStatus.MEMBER, ChatMemberStatus.ADMINISTRATOR, ChatMemberStatus.OWNER)


async def on_media(update: Update, context: Context) -> None:
    """Decline politely what is not text, in private only: in a group it was not meant for the bot.

    A quotation that stands under a picture is checked; a calendar is taken from editors.
    """
    message = update.effective_message
    if message is None or message.chat.type != ChatType.PRIVATE or not is_heard(message, context):
        return
    asker = await asker_of(update, context)
    if message.document is not None and is_calendar(message.document):
        await on_calendar(update, context, asker, message.document)
        return
    if message.caption and claimed_in(message, message.caption):
        await give_verdict(update, context, asker, message.caption)
        return
    await say(update, asker, "decline-media", example=example(asker.scene))


async def on_membership(update: Update, context: Context) -> None:
    """Note a block or its end; say in one line how to address the bot where it was added."""
    change = update.my_chat_member
    if change is None:
        return
    if change.chat.type == ChatType.PRIVATE:
        await _blocked(change, update, context)
    elif change.chat.type in (ChatType.GROUP, ChatType.SUPERGROUP) and _joined(change):
        asker = await asker_of(update, context)
        values = {
            "text": asker.scene.local(context.services.pack.info.text_name),
            "example": example(asker.scene),
        }
        text = asker.scene.say("group-added", name=f"@{context.services.name}", **values)
        await context.bot.send_message(change.chat.id, text)


def _joined(change: ChatMemberUpdated) -> bool:
    return change.old_chat_member.status not in _INSIDE and change.new_chat_member.status in _INSIDE


async def _blocked(change: ChatMemberUpdated, update: Update, context: Context) -> None:
    people = context.services.people
    if await people.find(change.from_user.id) is None:
        return
    if change.new_chat_member.status == ChatMemberStatus.BANNED:
        await people.block(change.from_user.id, update_id=update.update_id)
    else:
        await people.unblock(change.from_user.id, update_id=update.update_id)
