"""Methods about chats and who is in them."""

from collections.abc import Callable
from typing import Any

from bot.local.chats import Chat
from bot.local.errors import bad_request
from bot.local.params import Params
from bot.local.state import State

ADMIN_RIGHTS = (
    "can_be_edited",
    "is_anonymous",
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
)
GIFT_TYPES = (
    "unlimited_gifts",
    "limited_gifts",
    "unique_gifts",
    "premium_subscription",
    "gifts_from_channels",
)
REACTION_LIMIT = 11

Method = Callable[[State, Params], Any]


def member(tg: State, chat: Chat, user_id: int) -> dict[str, Any]:
    """Return the Bot API's ChatMember of a person or the bot."""
    user = tg.bot if user_id == tg.bot["id"] else tg.users[user_id]
    status = chat.bot_status if user is tg.bot else chat.members.get(user_id, "left")
    return member_as(user, status)


def member_as(user: dict[str, Any], status: str) -> dict[str, Any]:
    """Return the Bot API's ChatMember with a status."""
    extra: dict[str, Any] = {}
    if status == "administrator":
        extra = {right: right.startswith("can_") and right != "can_be_edited" for right in ADMIN_RIGHTS}
    elif status == "creator":
        extra = {"is_anonymous": False}
    elif status == "kicked":
        extra = {"until_date": 0}
    return {"user": user, "status": status, **extra}


def get_chat(tg: State, params: Params) -> dict[str, Any]:
    """Describe a chat."""
    chat = tg.chat_of(params, write=False)
    full = {**chat.wire(), "accent_color_id": 0, "max_reaction_count": REACTION_LIMIT}
    return {**full, "accepted_gift_types": dict.fromkeys(GIFT_TYPES, False)}


def get_chat_member(tg: State, params: Params) -> dict[str, Any]:
    """Describe one member; somebody who is not in the chat has the status "left"."""
    chat = tg.chat_of(params, write=False)
    user_id = params.integer("user_id")
    if user_id not in tg.users and user_id != tg.bot["id"]:
        raise bad_request("PARTICIPANT_ID_INVALID")
    return member(tg, chat, user_id)


def get_chat_administrators(tg: State, params: Params) -> list[dict[str, Any]]:
    """List who runs a group or channel; other bots are not shown."""
    chat = tg.chat_of(params, write=False)
    if chat.is_private:
        raise bad_request("there are no administrators in the private chat")
    ids = [user_id for user_id, status in chat.members.items() if status in ("creator", "administrator")]
    own = [tg.bot["id"]] if chat.bot_status == "administrator" else []
    return [member(tg, chat, user_id) for user_id in ids + own]


def leave_chat(tg: State, params: Params) -> bool:
    """Leave a group or channel."""
    chat = tg.chat_of(params)
    if chat.is_private:
        raise bad_request("chat member status can't be changed in private chats")
    chat.bot_status = "left"
    return True


METHODS: dict[str, Method] = {
    "getchat": get_chat,
    "getchatmember": get_chat_member,
    "getchatadministrators": get_chat_administrators,
    "leavechat": leave_chat,
}
