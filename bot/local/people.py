"""People of the local Telegram: what they do becomes updates for the bot."""

from typing import Any

from bot.local.answering import post_result
from bot.local.chats import PRESENT, Chat
from bot.local.entities import TEXT_LIMIT, typed
from bot.local.markup import Entity
from bot.local.membership import member_as
from bot.local.messages import Message
from bot.local.params import Upload
from bot.local.plain import utf16_length
from bot.local.queries import GuestCall, InlineQuery, Press
from bot.local.state import OpenQuery, State

QUERY_LIMIT = 256


class Person:
    """Somebody with the app in hand.

    ``chat`` is the private chat with the bot, which the bot may write to only after ``start`` or the first
    word; ``elsewhere`` a chat that the bot is no member of, for inline and guest messages.
    """

    def __init__(self, tg: State, user: dict[str, Any]) -> None:
        self.tg = tg
        self.user = user
        self.id: int = user["id"]
        self.chat = Chat(self.id, "private", person=user, username=user.get("username", ""))
        self.elsewhere = Chat(tg.new_local_id(), "private", person={"first_name": "Elsewhere"})

    def open_chat(self) -> Chat:
        """Make the private chat known to the bot without a word, and return it."""
        self.chat.bot_status = "member"
        return self.tg.add_chat(self.chat)

    def start(self, payload: str = "") -> Message:
        """Press the start button, with the payload of a deep link; unblocks the bot first."""
        if self.chat.bot_status == "kicked":
            self.unblock()
        return self.say(f"/start {payload}".strip())

    def say(
        self,
        text: str,
        chat: Chat | None = None,
        reply_to: Message | None = None,
        message_thread_id: int = 0,
    ) -> Message:
        """Send a text and return its message, the last one where the app splits it at 4096 UTF-16 units.

        Raises:
            ValueError: the text is empty, or the person blocked the bot.
        """
        message = None
        for part in _parts(text):
            plain, entities = typed(part)
            if plain:
                message = self._send(chat, plain, entities, {}, reply_to, message_thread_id)
        if message is None:
            raise ValueError("the app sends no empty message")
        return message

    def send(
        self,
        content: dict[str, Any],
        caption: str = "",
        chat: Chat | None = None,
        reply_to: Message | None = None,
    ) -> Message:
        """Send something that is not text, given as its Bot API fields."""
        text, entities = typed(caption)
        return self._send(chat, text, entities, content, reply_to, 0)

    def send_sticker(self, emoji: str = "👍", chat: Chat | None = None) -> Message:
        """Send a sticker."""
        shape = {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
        return self.send({"sticker": {**self._file(), **shape, "emoji": emoji}}, chat=chat)

    def send_photo(self, caption: str = "", chat: Chat | None = None) -> Message:
        """Send a picture."""
        return self.send({"photo": [{**self._file(), "width": 320, "height": 240}]}, caption, chat)

    def send_voice(self, seconds: int = 3, chat: Chat | None = None) -> Message:
        """Send a voice message of a length in seconds."""
        return self.send({"voice": {**self._file(), "duration": seconds}}, chat=chat)

    def send_document(
        self, name: str = "draft.pdf", caption: str = "", chat: Chat | None = None, content: bytes = b""
    ) -> Message:
        """Send a file; the bot can download it where it has a content."""
        file = self._file()
        self.tg.files[file["file_id"]] = Upload(name, content)
        return self.send({"document": {**file, "file_name": name, "file_size": len(content)}}, caption, chat)

    def send_contact(self, phone: str = "+70000000000", chat: Chat | None = None) -> Message:
        """Send one's own phone number."""
        contact = {"phone_number": phone, "first_name": self.user["first_name"], "user_id": self.id}
        return self.send({"contact": contact}, chat=chat)

    def send_location(
        self, latitude: float = 51.13, longitude: float = 71.43, chat: Chat | None = None
    ) -> Message:
        """Send a place, in degrees."""
        return self.send({"location": {"latitude": latitude, "longitude": longitude}}, chat=chat)

    def edit(self, message: Message, text: str) -> Message:
        """Change one's own message."""
        message.text, message.entities = typed(text)
        message.html = ""
        message.__post_init__()
        message.edit_date = self.tg.now()
        chat = self._chat_with(message)
        self._deliver(chat, message, "edited_channel_post" if chat.type == "channel" else "edited_message")
        return message

    def delete(self, message: Message) -> None:
        """Remove a message for both sides; the bot is not told, as on the real server."""
        message.deleted = True

    def press(self, message: Message, label_or_data: str) -> Press:
        """Press an inline button, found by its words or its callback data.

        Raises:
            LookupError: the message has no such button, or is deleted.
            ValueError: the button does something that the bot does not hear of (a link, a copy).
        """
        if message.deleted:
            raise LookupError("the message is deleted")
        button = message.button(label_or_data)
        if button.data is None:
            raise ValueError(f"{button.text!r} is a {button.kind} button: the bot hears nothing of it")
        return self.forge_press(message, button.data)

    def forge_press(self, message: Message, data: str) -> Press:
        """Press a button that need not be there, as a changed app can."""
        query_id = self._open_query(OpenQuery("callback", self.user, data))
        query: dict[str, Any] = {"id": query_id, "from": self.user, "chat_instance": str(message.chat["id"])}
        if message.inline_message_id:
            query["inline_message_id"] = message.inline_message_id
        else:
            query["message"] = message.wire()
        self.tg.queue.push("callback_query", query | {"data": data})
        return Press(self.tg, query_id)

    def inline(self, query: str = "", offset: str = "", chat_type: str = "private") -> InlineQuery:
        """Type after the bot's name in some chat; the server passes on the first 256 characters."""
        query = query[:QUERY_LIMIT]
        query_id = self._open_query(OpenQuery("inline", self.user, query))
        fields = {"id": query_id, "from": self.user, "query": query, "offset": offset, "chat_type": chat_type}
        self.tg.queue.push("inline_query", fields)
        return InlineQuery(self.tg, query_id)

    def choose(self, result: dict[str, Any], query: str = "", chat: Chat | None = None) -> Message:
        """Send an inline result to a chat (``elsewhere`` if None) and return the message."""
        chat = chat or self.elsewhere
        inline_id = post_result(self.tg, OpenQuery("chosen", self.user, query, chat), result)
        message = self.tg.inline_messages[inline_id]
        chosen = {"result_id": result["id"], "from": self.user, "query": query}
        # Bot API: a result without buttons cannot be edited later, so the bot learns no id for it.
        if message.markup:
            chosen["inline_message_id"] = inline_id
        else:
            del self.tg.inline_messages[inline_id]
        if self.tg.inline_feedback:
            self.tg.queue.push("chosen_inline_result", chosen)
        self._deliver(chat, message, "message")
        return message

    def guest(self, text: str, chat: Chat | None = None, reply_to: Message | None = None) -> GuestCall:
        """Call the bot by its name into a chat where it is no member (``elsewhere`` if None)."""
        chat = chat or self.elsewhere
        plain, entities = typed(text)
        message = self.tg.post(chat, self.user, text=plain, entities=entities, reply_to=reply_to)
        query_id = self._open_query(OpenQuery("guest", self.user, plain, chat))
        self.tg.queue.push("guest_message", message.wire() | {"guest_query_id": query_id})
        return GuestCall(query_id, chat, message)

    def post(self, channel: Chat, text: str) -> Message:
        """Write in a channel in the channel's name."""
        plain, entities = typed(text)
        extra = {"sender_chat": channel.wire()}
        message = self.tg.post(channel, None, text=plain, entities=entities, extra=extra)
        self._deliver(channel, message, "channel_post")
        return message

    def block(self) -> None:
        """Block the bot."""
        self._change_bot(self.chat, "kicked")

    def unblock(self) -> None:
        """Unblock the bot."""
        self._change_bot(self.chat, "member")

    def deactivate(self) -> None:
        """Delete one's account; the bot learns of it only when it writes."""
        self.tg.deactivated.add(self.id)

    def join(self, chat: Chat, status: str = "member") -> None:
        """Enter a group, or get another status there."""
        old, chat.members[self.id] = chat.members.get(self.id, "left"), status
        change = self._change(chat, member_as(self.user, old), member_as(self.user, status))
        if chat.has_bot:
            self.tg.queue.push("chat_member", change)
        if old not in PRESENT:
            self._send(chat, "", [], {"new_chat_members": [self.user]}, None, 0)

    def leave(self, chat: Chat) -> None:
        """Go out of a group."""
        chat.members[self.id] = "left"
        self._send(chat, "", [], {"left_chat_member": self.user}, None, 0)

    def add_bot(self, chat: Chat, status: str = "member") -> None:
        """Add the bot to a group or channel, or change its status there ("administrator")."""
        newcomer = not chat.has_bot
        self._change_bot(chat, status)
        if newcomer and chat.type != "channel":
            self._send(chat, "", [], {"new_chat_members": [self.tg.bot]}, None, 0)

    def remove_bot(self, chat: Chat) -> None:
        """Throw the bot out of a group or channel."""
        self._change_bot(chat, "kicked")

    def _send(
        self,
        chat: Chat | None,
        text: str,
        entities: list[Entity],
        content: dict[str, Any],
        reply_to: Message | None,
        thread: int,
    ) -> Message:
        chat = chat or self._own_chat()
        extra = {"message_thread_id": thread, "is_topic_message": True} if thread else {}
        message = self.tg.post(
            chat, self.user, text=text, entities=entities, content=content, extra=extra, reply_to=reply_to
        )
        self._deliver(chat, message, "message")
        return message

    def _own_chat(self) -> Chat:
        if self.chat.bot_status == "kicked":
            raise ValueError("the person blocked the bot; unblock() or start() first")
        return self.chat if self.chat.has_bot else self.open_chat()

    def _deliver(self, chat: Chat, message: Message, kind: str) -> None:
        """Tell the bot, if it is there and may read this."""
        if not chat.has_bot:
            return
        self.tg.seen.add(self.id)
        if (
            not self.tg.privacy_mode
            or chat.type not in ("group", "supergroup")
            or self._is_for_bot(chat, message)
        ):
            self.tg.queue.push(kind, message.wire())

    def _is_for_bot(self, chat: Chat, message: Message) -> bool:
        """Say whether a bot in privacy mode sees this: commands, mentions, replies, service messages."""
        name = f"@{self.tg.bot['username']}".lower()
        replied = message.reply_to is not None and message.reply_to.sender == self.tg.bot
        service = bool({"new_chat_members", "left_chat_member"} & set(message.content))
        words = message.text.lower()
        command = words.startswith("/") and ("@" not in words.split()[0] or words.split()[0].endswith(name))
        return command or replied or service or name in words or chat.bot_status == "administrator"

    def _chat_with(self, message: Message) -> Chat:
        return self.tg.chats[message.chat["id"]]

    def _change_bot(self, chat: Chat, status: str) -> None:
        old, chat.bot_status = chat.bot_status, status
        self.tg.add_chat(chat)
        self.tg.seen.add(self.id)
        change = self._change(chat, member_as(self.tg.bot, old), member_as(self.tg.bot, status))
        self.tg.queue.push("my_chat_member", change)

    def _change(self, chat: Chat, old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
        fields = {"chat": chat.wire(), "from": self.user, "date": self.tg.now()}
        return {**fields, "old_chat_member": old, "new_chat_member": new}

    def _open_query(self, query: OpenQuery) -> str:
        self.tg.seen.add(self.id)
        query_id = str(self.tg.new_local_id())
        self.tg.queries[query_id] = query
        return query_id

    def _file(self) -> dict[str, str]:
        number = self.tg.new_number()
        return {"file_id": f"person-file-{number}", "file_unique_id": f"person-{number}"}


def _parts(text: str) -> list[str]:
    """Split a text as the app does before it sends."""
    if utf16_length(text) <= TEXT_LIMIT:
        return [text]
    parts, start, units = [], 0, 0
    for place, character in enumerate(text):
        width = 2 if character > "\uffff" else 1
        if units + width > TEXT_LIMIT:
            parts.append(text[start:place])
            start, units = place, 0
        units += width
    return [*parts, text[start:]]
