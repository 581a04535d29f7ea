"""Methods that change or remove what was sent."""

from collections.abc import Callable
from typing import Any

from bot.local.entities import caption, message_text
from bot.local.errors import bad_request
from bot.local.keyboards import reply_markup
from bot.local.messages import Message
from bot.local.params import Params
from bot.local.state import State

# Bot API: a message can be deleted for everyone within 48 hours.
DELETE_WITHIN_SECONDS = 48 * 3600
DELETE_AT_ONCE = 100
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a"
    " current content and reply markup of the message"
)

Method = Callable[[State, Params], Any]


def edit_text(tg: State, params: Params) -> dict[str, Any] | bool:
    """Replace text and keyboard; without a keyboard in the call the message loses the one it had."""
    text, entities = message_text(params)
    markup = reply_markup(params, inline_only=True)
    message = _editable(tg, params)
    if message.content:
        raise bad_request("there is no text in the message to edit")
    html = params.text("text") if params.text("parse_mode").lower() == "html" else ""
    return _change(tg, message, text=text, entities=entities, markup=markup, html=html)


def edit_caption(tg: State, params: Params) -> dict[str, Any] | bool:
    """Replace the text under a file, and the keyboard."""
    text, entities = caption(params)
    markup = reply_markup(params, inline_only=True)
    message = _editable(tg, params)
    if not message.content:
        raise bad_request("there is no caption in the message to edit")
    html = params.text("caption") if params.text("parse_mode").lower() == "html" else ""
    return _change(tg, message, text=text, entities=entities, markup=markup, html=html)


def edit_reply_markup(tg: State, params: Params) -> dict[str, Any] | bool:
    """Replace the keyboard alone."""
    markup = reply_markup(params, inline_only=True)
    message = _editable(tg, params)
    same = {"text": message.text, "entities": message.entities, "html": message.html}
    return _change(tg, message, **same, markup=markup)


def _editable(tg: State, params: Params) -> Message:
    inline_id = params.text("inline_message_id")
    if "chat_id" not in params and "message_id" not in params:
        if not inline_id:
            raise bad_request("message identifier is not specified")
        if inline_id not in tg.inline_messages:
            raise bad_request("MESSAGE_ID_INVALID")
        return tg.inline_messages[inline_id]
    message = tg.message_of(tg.chat_of(params), params.integer("message_id"), "message to edit")
    if not message.from_bot:
        raise bad_request("message can't be edited")
    return message


def _change(tg: State, message: Message, **fields: Any) -> dict[str, Any] | bool:
    seen = ("text", "entities", "markup")
    if all(getattr(message, name) == fields[name] for name in seen):
        raise bad_request(NOT_MODIFIED)
    for name, value in fields.items():
        setattr(message, name, value)
    message.__post_init__()
    message.edit_date = tg.now()
    return True if message.inline_message_id else message.wire()


def delete_message(tg: State, params: Params) -> bool:
    """Remove one message for everyone."""
    if "chat_id" not in params:
        raise bad_request("chat identifier is not specified")
    if not params.integer("message_id"):
        raise bad_request("message identifier is not specified")
    chat = tg.chat_of(params)
    message = tg.message_of(chat, params.integer("message_id"), "message to delete")
    _check_deletable(tg, message, chat.is_private or chat.bot_status == "administrator")
    message.deleted = True
    return True


def _check_deletable(tg: State, message: Message, may_delete_others: bool) -> None:
    if not message.from_bot and not may_delete_others:
        raise bad_request("message can't be deleted")
    if tg.now() - message.date > DELETE_WITHIN_SECONDS:
        raise bad_request("message can't be deleted for everyone")


def delete_messages(tg: State, params: Params) -> bool:
    """Remove up to 100 messages; those that cannot be found are skipped."""
    wanted = params.json("message_ids", "can't parse message_ids JSON object")
    if not wanted:
        raise bad_request("message identifiers are not specified")
    if len(wanted) > DELETE_AT_ONCE:
        raise bad_request("too many message identifiers specified")
    chat = tg.chat_of(params)
    found = [chat.history[int(number)] for number in wanted if int(number) in chat.history]
    for message in found:
        _check_deletable(tg, message, chat.is_private or chat.bot_status == "administrator")
    for message in found:
        message.deleted = True
    return True


def set_reaction(tg: State, params: Params) -> bool:
    """Put one emoji on a message, or take it away with an empty list."""
    wanted = params.json("reaction", "can't parse reaction types JSON object") or []
    if any(
        not isinstance(item, dict) or item.get("type") not in ("emoji", "custom_emoji") for item in wanted
    ):
        raise bad_request("can't parse ReactionType: invalid reaction type specified")
    if len(wanted) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    chat = tg.chat_of(params, write=False)
    message = tg.message_of(chat, params.integer("message_id"), "message to react")
    message.reactions = [str(item.get("emoji", item.get("custom_emoji_id"))) for item in wanted]
    return True


def pin(tg: State, params: Params) -> bool:
    """Pin a message; in groups the bot must be an administrator."""
    return _set_pinned(tg, params, "message to pin", pinned=True)


def unpin(tg: State, params: Params) -> bool:
    """Take a message off the top of a chat."""
    return _set_pinned(tg, params, "message to unpin", pinned=False)


def _set_pinned(tg: State, params: Params, what: str, *, pinned: bool) -> bool:
    chat = tg.chat_of(params)
    if not chat.is_private and chat.bot_status != "administrator":
        raise bad_request("not enough rights to manage pinned messages in the chat")
    tg.message_of(chat, params.integer("message_id"), what).pinned = pinned
    return True


METHODS: dict[str, Method] = {
    "editmessagetext": edit_text,
    "editmessagecaption": edit_caption,
    "editmessagereplymarkup": edit_reply_markup,
    "deletemessage": delete_message,
    "deletemessages": delete_messages,
    "setmessagereaction": set_reaction,
    "pinchatmessage": pin,
    "unpinchatmessage": unpin,
}
