"""Everything that the local Telegram remembers; its methods and its people work on this."""

import itertools
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bot.local.chats import Chat
from bot.local.errors import ApiError, bad_request, forbidden
from bot.local.faults import Faults, Limits
from bot.local.messages import Message
from bot.local.params import Params, Upload
from bot.local.updates import UpdateQueue
from bot.local_ids import LOCAL_ID_BASE

BOT_ID = 4_200_000_042
DEFAULT_TOKEN = f"{BOT_ID}:{'A' * 35}"
OWN_COUNTER = frozenset({"supergroup", "channel"})

User = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the bot, as it came; method names keep their spelling."""

    method: str
    parameters: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Toast:
    """What answerCallbackQuery showed; ``text`` may be empty (the button just stopped spinning)."""

    query_id: str
    person_id: int
    text: str
    alert: bool
    url: str


@dataclass(frozen=True, slots=True)
class InlineAnswer:
    """What answerInlineQuery offered; ``cache_time`` in seconds, ``button`` None for none."""

    query_id: str
    query: str
    results: list[dict[str, Any]]
    cache_time: int
    is_personal: bool
    next_offset: str
    button: dict[str, Any] | None


@dataclass(slots=True)
class OpenQuery:
    """A callback, inline or guest query that waits for an answer."""

    kind: str
    person: User
    text: str = ""
    chat: Chat | None = None


@dataclass(slots=True)
class Webhook:
    """Where updates are posted; ``max_connections`` at once, errors with their Unix time."""

    url: str
    secret_token: str = ""
    max_connections: int = 40
    last_error_date: int = 0
    last_error_message: str = ""


@dataclass(slots=True)
class Profile:
    """What the bot says about itself: texts by language ("" for all), commands by scope and language."""

    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    commands: dict[tuple[str, str], list[dict[str, str]]] = field(default_factory=dict)


class State:
    """People, chats, messages and the bot's profile; plain data with the checks that every method needs.

    ``clock`` returns Unix seconds.
    """

    def __init__(
        self,
        token: str = DEFAULT_TOKEN,
        *,
        username: str = "atazan_bot",
        name: str = "Atazan",
        privacy_mode: bool = False,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.token = token
        self.clock = clock
        self.privacy_mode = privacy_mode
        self.inline_feedback = True
        bot_id = token.partition(":")[0]
        self.bot: User = {
            "id": int(bot_id) if bot_id.isdigit() else BOT_ID,
            "is_bot": True,
            "first_name": name,
            "username": username,
        }
        self._numbers = itertools.count(1)
        self._message_ids: dict[int, itertools.count[int]] = {}
        self.users: dict[int, User] = {}
        self.seen: set[int] = set()
        self.deactivated: set[int] = set()
        self.chats: dict[int, Chat] = {}
        self.usernames: dict[str, int] = {}
        self.inline_messages: dict[str, Message] = {}
        self.files: dict[str, Upload] = {}
        self.queries: dict[str, OpenQuery] = {}
        self.queue = UpdateQueue()
        self.webhook: Webhook | None = None
        self.profile = Profile()
        self.faults = Faults()
        self.limits = Limits(self.clock)
        self.calls: list[Call] = []
        self.toasts: list[Toast] = []
        self.inline_answers: list[InlineAnswer] = []

    def now(self) -> int:
        """Return the time in whole Unix seconds."""
        return int(self.clock())

    def new_number(self) -> int:
        """Return a number that no person, group or query has yet."""
        return next(self._numbers)

    def new_local_id(self) -> int:
        """Return an id outside the range of real Telegram."""
        return LOCAL_ID_BASE + self.new_number()

    def add_chat(self, chat: Chat) -> Chat:
        """Remember a chat and return it."""
        self.chats[chat.id] = chat
        if chat.username:
            self.usernames[chat.username.lower()] = chat.id
        return chat

    def file_at(self, path: str) -> Upload | None:
        """Return the file that getFile described by that path, or None."""
        return self.files.get(path.removeprefix("files/"))

    def post(self, chat: Chat, sender: User | None, **fields: Any) -> Message:
        """Put a new message into a chat and return it.

        Private chats and groups share one row of message ids, supergroups and channels have one each, as on
        the real server; so a message id alone names nothing.
        """
        counter = self._message_ids.setdefault(chat.id if chat.type in OWN_COUNTER else 0, itertools.count(1))
        message = Message(next(counter), chat.wire(), sender, self.now(), **fields)
        chat.history[message.id] = message
        return message

    def chat_of(self, params: Params, *, write: bool = True) -> Chat:
        """Return the chat that a call names.

        Raises:
            ApiError: 400 for an unknown chat, 403 where the bot may not write (blocked, removed, never
            addressed).
        """
        named = params.text("chat_id")
        if not named:
            raise bad_request("chat_id is empty")
        chat = self.chats.get(self._chat_id(named))
        if chat is None:
            raise self._unknown_chat(named)
        if chat.migrated_to:
            refusal = bad_request("group chat was upgraded to a supergroup chat")
            refusal.parameters["migrate_to_chat_id"] = chat.migrated_to
            raise refusal
        self._check_access(chat, write=write)
        return chat

    def _chat_id(self, named: str) -> int:
        if named.startswith("@"):
            return self.usernames.get(named[1:].lower(), 0)
        try:
            return int(named)
        except ValueError:
            return 0

    def _unknown_chat(self, named: str) -> ApiError:
        if self._chat_id(named) in self.seen:
            return forbidden("bot can't initiate conversation with a user")
        return bad_request("chat not found")

    def _check_access(self, chat: Chat, *, write: bool) -> None:
        if chat.is_private:
            if write and chat.id in self.deactivated:
                raise forbidden("user is deactivated")
            if write and not chat.has_bot:
                raise forbidden("bot was blocked by the user")
        elif not chat.has_bot:
            kind = "group" if chat.type == "group" else chat.type
            verb = "was kicked from" if chat.bot_status == "kicked" else "is not a member of"
            raise forbidden(f"bot {verb} the {kind} chat")

    def message_of(self, chat: Chat, message_id: int, what: str) -> Message:
        """Return a message of a chat.

        Raises:
            ApiError: 400 "… not found" with ``what`` in the server's words ("message to edit").
        """
        message = chat.history.get(message_id)
        if message is None or message.deleted:
            raise bad_request(f"{what} not found")
        return message
