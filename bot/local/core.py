"""The local Telegram: the Bot API server, its chats and its people in one process, without a network."""

import asyncio
import inspect
import re
from collections.abc import Callable
from typing import Any

from bot.local import answering, editing, membership, polling, profile, sending
from bot.local.chats import Chat
from bot.local.errors import ApiError
from bot.local.params import Params
from bot.local.people import Person
from bot.local.state import Call, State

Result = dict[str, Any]

METHODS: dict[str, Callable[[State, Params], Any]] = {
    **polling.METHODS,
    **sending.METHODS,
    **editing.METHODS,
    **answering.METHODS,
    **profile.METHODS,
    **membership.METHODS,
}
_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]+")


class LocalTelegram(State):
    """A Bot API server with people to talk to.

    ``calls`` holds what the bot called (getUpdates left out), ``toasts`` and ``inline_answers`` what it
    answered, ``chats`` what people see. Nothing here waits except ``getUpdates`` with a time-out and
    ``until``.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.people: dict[int, Person] = {}
        self._watchers: set[asyncio.Event] = set()

    async def call(self, method: str, parameters: dict[str, Any]) -> Result:
        """Carry out one method of the Bot API and return the answer, an error as ``{"ok": False, …}``.

        Parameters may be Python values or their JSON text.

        Raises:
            ConnectionFault: a fault was planned in which the caller hears nothing.
        """
        name = method.lower()
        if name != "getupdates":
            self.calls.append(Call(method, parameters))
        try:
            return {"ok": True, "result": await self._carry_out(name, Params(parameters))}
        except ApiError as error:
            return error.wire()
        finally:
            self._wake()

    async def _carry_out(self, name: str, params: Params) -> Any:
        method = METHODS.get(name)
        if method is None:
            raise ApiError(404, "Not Found: method not found")
        afterwards = self.faults.before(name, params.text("chat_id"))
        result = method(self, params)
        if inspect.isawaitable(result):
            result = await result
        if afterwards is not None:
            afterwards()
        return result

    def refusal(self, token: str) -> Result | None:
        """Return the answer to a token: 404 if malformed, 401 if another bot's, None for the right one."""
        if token == self.token:
            return None
        if not _TOKEN.fullmatch(token):
            return ApiError(404, "Not Found").wire()
        return ApiError(401, "Unauthorized").wire()

    def person(
        self,
        name: str,
        id: int | None = None,  # noqa: A002
        language: str = "ru",
        *,
        username: str = "",
        started: bool = False,
    ) -> Person:
        """Return a new person; ``id`` None gives a local one, ``language`` is the app's ("" for none).

        With ``started`` the bot may write at once, as if the person had talked to it before.
        """
        user: dict[str, Any] = {"id": id or self.new_local_id(), "is_bot": False, "first_name": name}
        user |= {"username": username} if username else {}
        user |= {"language_code": language} if language else {}
        self.users[user["id"]] = user
        person = self.people[user["id"]] = Person(self, user)
        if started:
            person.open_chat()
        return person

    def group(
        self,
        title: str,
        *people: Person,
        id: int | None = None,  # noqa: A002
        kind: str = "supergroup",
        username: str = "",
        topics: tuple[int, ...] = (),
        bot_status: str = "member",
    ) -> Chat:
        """Return a new group with these people and the bot; ``topics`` (thread ids) make it a forum.

        ``kind`` is "group" or "supergroup"; with ``bot_status`` "left" the bot is not in it yet.
        """
        chat = Chat(
            id or -self.new_local_id(), kind, title, username, is_forum=bool(topics), topics=set(topics)
        )
        chat.bot_status = bot_status
        chat.members = {
            person.id: "creator" if place == 0 else "member" for place, person in enumerate(people)
        }
        self.seen.update(chat.members)
        return self.add_chat(chat)

    def channel(self, title: str, owner: Person, username: str = "") -> Chat:
        """Return a new channel whose administrator the bot is."""
        return self.group(title, owner, kind="channel", username=username, bot_status="administrator")

    def upgrade(self, group: Chat) -> Chat:
        """Turn a group into a supergroup with another id, and return that; the bot is told in both."""
        new = Chat(-self.new_local_id(), "supergroup", group.title, members=dict(group.members))
        new.bot_status = group.bot_status
        group.migrated_to = new.id
        for chat, content in (
            (group, {"migrate_to_chat_id": new.id}),
            (new, {"migrate_from_chat_id": group.id}),
        ):
            owner = self.users[next(iter(group.members))] if group.members else None
            self.queue.push("message", self.post(chat, owner, content=content).wire())
        return self.add_chat(new)

    def called(self, method: str) -> list[dict[str, Any]]:
        """Return the parameters of every call of a method, oldest first."""
        return [call.parameters for call in self.calls if call.method.lower() == method.lower()]

    def forget_queries(self) -> None:
        """Make every unanswered press and inline query too old to be answered."""
        self.queries.clear()

    async def until(self, condition: Callable[[], Any], within: float = 5.0) -> None:
        """Return as soon as a condition holds; it is looked at after every call of the bot.

        Raises:
            TimeoutError: it did not hold within that many seconds of real time.
        """
        changed = asyncio.Event()
        self._watchers.add(changed)
        try:
            async with asyncio.timeout(within):
                while not condition():
                    changed.clear()
                    await changed.wait()
        finally:
            self._watchers.discard(changed)

    def _wake(self) -> None:
        for watcher in self._watchers:
            watcher.set()
