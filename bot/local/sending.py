"""Methods that put something into a chat."""

import secrets
from collections.abc import Callable
from typing import Any

from bot.local.chats import Chat
from bot.local.entities import Formatted, caption, message_text
from bot.local.errors import bad_request
from bot.local.keyboards import Markup, reply_markup, rows_of
from bot.local.messages import Message
from bot.local.params import Params, Upload
from bot.local.state import State

CHAT_ACTIONS = frozenset(
    [
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    ]
)
# The FAQ's smallest photo side that the server shows; the local one does not look into pictures.
PHOTO_SIDE = 320

Method = Callable[[State, Params], Any]


def send_message(tg: State, params: Params) -> dict[str, Any]:
    """Send a text of 1-4096 UTF-16 units."""
    text = message_text(params)
    markup = reply_markup(params)
    preview = params.json("link_preview_options", "can't parse link preview options JSON object")
    extra = {"link_preview_options": preview} if preview else {}
    return _deliver(tg, params, text, markup, extra=extra).wire()


def send_photo(tg: State, params: Params) -> dict[str, Any]:
    """Send a picture: an upload, a file id or a web address."""
    file_id, upload = _file(tg, params, "photo")
    size = {"file_id": file_id, "file_unique_id": file_id[:16], "width": PHOTO_SIDE, "height": PHOTO_SIDE}
    return _deliver(tg, params, caption(params), reply_markup(params), {"photo": [size]}, upload).wire()


def send_document(tg: State, params: Params) -> dict[str, Any]:
    """Send a file: an upload, a file id or a web address."""
    file_id, upload = _file(tg, params, "document")
    document: dict[str, Any] = {"file_id": file_id, "file_unique_id": file_id[:16]}
    if upload is not None:
        document |= {"file_name": upload.name, "mime_type": upload.mime, "file_size": len(upload.content)}
    return _deliver(tg, params, caption(params), reply_markup(params), {"document": document}, upload).wire()


def send_chat_action(tg: State, params: Params) -> bool:
    """Show that the bot is typing, uploading and so on."""
    if params.text("action") not in CHAT_ACTIONS:
        raise bad_request("wrong parameter action in request")
    tg.chat_of(params).actions.append(params.text("action"))
    return True


def _deliver(
    tg: State,
    params: Params,
    text: Formatted,
    markup: Markup | None,
    content: dict[str, Any] | None = None,
    upload: Upload | None = None,
    extra: dict[str, Any] | None = None,
) -> Message:
    chat = tg.chat_of(params)
    reply_to = _replied(tg, chat, params)
    thread = _thread(chat, params, reply_to)
    if markup is not None:
        _check_for_chat(chat, markup)
    tg.limits.check(chat.id)
    message = tg.post(
        chat,
        tg.bot if chat.type != "channel" else None,
        text=text[0],
        entities=text[1],
        html=params.text("caption" if content else "text")
        if params.text("parse_mode").lower() == "html"
        else "",
        markup=markup,
        content=content or {},
        extra={**(extra or {}), **thread} | ({"sender_chat": chat.wire()} if chat.type == "channel" else {}),
        reply_to=reply_to,
        upload=upload,
        silent=params.flag("disable_notification"),
        from_bot=True,
    )
    _show_reply_keyboard(chat, markup)
    return message


def _check_for_chat(chat: Chat, markup: Markup) -> None:
    kinds = {button.kind for row in rows_of(markup) for button in row}
    barred = kinds & {"switch_inline_query", "switch_inline_query_current_chat"}
    if chat.type == "channel" and barred:
        raise bad_request(
            f"can't use {min(barred)} button in a channel chat, because users will not be able to use the"
            " button without knowing bot's username"
        )
    if not chat.is_private and "web_app" in kinds:
        raise bad_request("BUTTON_TYPE_INVALID")


def _show_reply_keyboard(chat: Chat, markup: Markup | None) -> None:
    if markup and "keyboard" in markup:
        chat.reply_keyboard = [[button.text for button in row] for row in rows_of(markup)]
    elif markup and markup.get("remove_keyboard"):
        chat.reply_keyboard = None


def _replied(tg: State, chat: Chat, params: Params) -> Message | None:
    reply = params.json("reply_parameters", "can't parse reply parameters JSON object") or {}
    if not isinstance(reply, dict):
        raise bad_request("object expected as reply parameters")
    legacy = params.integer("reply_to_message_id")
    message_id = int(reply.get("message_id", legacy))
    home = tg.chat_of(Params({"chat_id": reply["chat_id"]}), write=False) if reply.get("chat_id") else chat
    message = home.history.get(message_id)
    if message_id <= 0 or (message is not None and not message.deleted):
        return message
    if reply.get("allow_sending_without_reply") or params.flag("allow_sending_without_reply"):
        return None
    raise bad_request("message to be replied not found")


def _thread(chat: Chat, params: Params, reply_to: Message | None) -> dict[str, Any]:
    thread = params.integer("message_thread_id")
    if not thread and reply_to is not None:
        thread = reply_to.extra.get("message_thread_id", 0)
    if not thread or not chat.is_forum:
        return {}
    if thread not in chat.topics:
        raise bad_request("message thread not found")
    return {"message_thread_id": thread, "is_topic_message": True}


def _file(tg: State, params: Params, kind: str) -> tuple[str, Upload | None]:
    file = params.file(kind)
    if file is None:
        raise bad_request(f"there is no {kind} in the request")
    if isinstance(file, Upload):
        if not file.content:
            raise bad_request("file must be non-empty")
        file_id = f"local-{secrets.token_hex(12)}"
        tg.files[file_id] = file
        return file_id, file
    if file not in tg.files and not file.startswith(("http://", "https://")):
        raise bad_request("wrong file identifier/HTTP URL specified")
    return file, tg.files.get(file)


def get_file(tg: State, params: Params) -> dict[str, Any]:
    """Describe a file, which can then be downloaded at its path."""
    file_id = params.text("file_id")
    if not file_id:
        raise bad_request("file_id not specified")
    upload = tg.files.get(file_id)
    if upload is None:
        raise bad_request("invalid file_id")
    size = len(upload.content)
    return {
        "file_id": file_id,
        "file_unique_id": file_id[:16],
        "file_size": size,
        "file_path": f"files/{file_id}",
    }


METHODS: dict[str, Method] = {
    "sendmessage": send_message,
    "sendphoto": send_photo,
    "senddocument": send_document,
    "sendchataction": send_chat_action,
    "getfile": get_file,
}
