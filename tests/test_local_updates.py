"""How updates reach the bot: what people do, getUpdates, webhooks."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web

from bot.local import LocalTelegram, Person, is_local
from bot.local.server import serve
from tests.bot_process import PATIENCE


@pytest.fixture
def tg() -> LocalTelegram:
    return LocalTelegram()


@pytest.fixture
def person(tg: LocalTelegram) -> Person:
    return tg.person("Айгүл", language="kk", started=True)


async def poll(tg: LocalTelegram, **parameters: Any) -> list[dict[str, Any]]:
    updates: list[dict[str, Any]] = (await tg.call("getUpdates", parameters))["result"]
    return updates


def test_local_ids_are_apart_from_real_ones(person: Person) -> None:
    """Local people and groups are told from real ids, which have at most 40 or 42 bits."""
    assert is_local(person.id)
    assert is_local(-person.id)
    assert not is_local((1 << 42) - 1)
    assert person.id < 1 << 52


async def test_updates_wait_until_the_offset_passes_them(tg: LocalTelegram, person: Person) -> None:
    """An update comes again until the bot asks for a later one; ids grow by one."""
    for word in ("a", "b", "c"):
        person.say(word)
    first = await poll(tg, limit=2)
    assert [update["message"]["text"] for update in first] == ["a", "b"]
    assert await poll(tg, limit=2) == first
    rest = await poll(tg, offset=first[-1]["update_id"] + 1)
    assert [update["update_id"] for update in rest] == [first[-1]["update_id"] + 1]


async def test_a_long_poll_ends_with_the_first_update(tg: LocalTelegram, person: Person) -> None:
    """A waiting getUpdates returns as soon as somebody speaks."""
    waiting = asyncio.create_task(poll(tg, timeout=30))
    await asyncio.sleep(0)
    person.say("hello")
    assert [update["message"]["text"] for update in await waiting] == ["hello"]


async def test_a_second_poll_ends_the_first_with_a_conflict(tg: LocalTelegram) -> None:
    """Two instances of one bot get the real server's 409."""
    first = asyncio.create_task(tg.call("getUpdates", {"timeout": 30}))
    await asyncio.sleep(0)
    await tg.call("getUpdates", {})
    assert (await first)["error_code"] == 409


async def test_get_updates_conflicts_with_a_webhook(tg: LocalTelegram) -> None:
    """With a webhook set, polling is refused until it is deleted."""
    await tg.call("setWebhook", {"url": "https://example.org/hook"})
    assert (await tg.call("getUpdates", {}))["error_code"] == 409
    assert (await tg.call("getWebhookInfo", {}))["result"]["url"] == "https://example.org/hook"
    await tg.call("deleteWebhook", {})
    assert await poll(tg) == []


async def test_only_wanted_kinds_are_queued(tg: LocalTelegram, person: Person) -> None:
    """What allowed_updates leaves out never arrives, and the list holds until it is changed."""
    await poll(tg, allowed_updates=["callback_query"])
    person.say("a")
    assert await poll(tg) == []
    await poll(tg, allowed_updates=[])
    person.say("b")
    assert len(await poll(tg)) == 1


async def test_a_pressed_button_carries_message_and_data(tg: LocalTelegram, person: Person) -> None:
    """Pressing sends a callback query, and its answer is seen by the person."""
    keyboard = {"inline_keyboard": [[{"text": "4", "callback_data": "a4"}]]}
    await tg.call("sendMessage", {"chat_id": person.id, "text": "x", "reply_markup": keyboard})
    press = person.press(person.chat.last, "4")
    query = (await poll(tg))[0]["callback_query"]
    assert (query["data"], query["message"]["text"]) == ("a4", "x")
    await tg.call("answerCallbackQuery", {"callback_query_id": query["id"], "text": "Done"})
    assert press.text == "Done"


async def test_a_button_that_is_not_there_cannot_be_pressed(person: Person, tg: LocalTelegram) -> None:
    """Only a forged press sends data that no button has."""
    said = person.say("a")
    with pytest.raises(LookupError):
        person.press(said, "x")
    person.forge_press(said, "x")
    assert (await poll(tg))[-1]["callback_query"]["data"] == "x"


async def test_an_inline_result_can_be_sent_and_edited(tg: LocalTelegram, person: Person) -> None:
    """A chosen result with buttons is edited by its inline message id."""
    query = person.inline("4")
    buttons = {"inline_keyboard": [[{"text": "A", "callback_data": "a"}]]}
    result = {"type": "article", "id": "a4", "title": "4", "input_message_content": {"message_text": "x"}}
    result["reply_markup"] = buttons
    await tg.call("answerInlineQuery", {"inline_query_id": query.id, "results": [result], "cache_time": 9})
    message = person.choose(query.results[0], "4")
    chosen = (await poll(tg))[-1]["chosen_inline_result"]
    edit = {"inline_message_id": chosen["inline_message_id"], "text": "y"}
    assert (await tg.call("editMessageText", edit))["result"] is True
    assert message.text == "y"
    assert query.answer is not None
    assert query.answer.cache_time == 9


async def test_a_guest_message_is_answered_once(tg: LocalTelegram, person: Person) -> None:
    """A guest query takes one answer, which shows in the chat that the bot is no member of."""
    call = person.guest("@atazan_bot 4")
    update = (await poll(tg))[0]
    assert "message" not in update
    result = {"type": "article", "id": "1", "title": "4", "input_message_content": {"message_text": "x"}}
    parameters = {"guest_query_id": update["guest_message"]["guest_query_id"], "result": result}
    assert "inline_message_id" in (await tg.call("answerGuestQuery", parameters))["result"]
    assert [message.text for message in call.answers] == ["x"]
    assert (await tg.call("answerGuestQuery", parameters))["error_code"] == 400


async def test_blocking_tells_the_bot(tg: LocalTelegram, person: Person) -> None:
    """Blocking and coming back are told as my_chat_member."""
    person.block()
    person.start("a4")
    kinds = [
        update.get("my_chat_member", {}).get("new_chat_member", {}).get("status") for update in await poll(tg)
    ]
    assert kinds == ["kicked", "member", None]


async def test_joining_a_group_is_told_twice(tg: LocalTelegram, person: Person) -> None:
    """When the bot is added it gets its new status and the service message."""
    group = tg.group("Group", person, bot_status="left")
    person.add_bot(group)
    status, service = await poll(tg)
    assert status["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert service["message"]["new_chat_members"][0]["username"] == "atazan_bot"


async def test_privacy_mode_hides_small_talk() -> None:
    """In privacy mode the bot sees commands, mentions and replies to itself, and nothing else."""
    tg = LocalTelegram(privacy_mode=True)
    person = tg.person("A", started=True)
    group = tg.group("Group", person)
    await tg.call("sendMessage", {"chat_id": group.id, "text": "x"})
    own = group.last
    for word in ("hi", "/help", "/help@other_bot", "@atazan_bot 4"):
        person.say(word, group)
    person.say("and this?", group, reply_to=own)
    texts = [update["message"]["text"] for update in await poll(tg)]
    assert texts == ["/help", "@atazan_bot 4", "and this?"]


async def test_a_long_text_is_split_by_the_app(tg: LocalTelegram, person: Person) -> None:
    """No message is longer than 4096 UTF-16 units, and nothing of the text is lost."""
    person.say("😀" * 3000)
    texts = [update["message"]["text"] for update in await poll(tg)]
    assert [len(part) for part in texts] == [2048, 952]


async def test_everything_else_a_person_can_send(tg: LocalTelegram, person: Person) -> None:
    """Stickers, pictures, voices, files, contacts and places arrive as such."""
    person.send_sticker()
    person.send_photo("see")
    person.send_voice()
    person.send_document()
    person.send_contact()
    person.send_location()
    messages = [update["message"] for update in await poll(tg)]
    for kind, message in zip(
        ("sticker", "photo", "voice", "document", "contact", "location"), messages, strict=True
    ):
        assert kind in message
    assert messages[1]["caption"] == "see"


class Hook:
    """A webhook that fails a number of times and then answers; ``seen`` are the texts it accepted."""

    def __init__(self) -> None:
        self.failures = 0
        self.reply: dict[str, Any] | None = None
        self.seen: list[str] = []
        self.secrets: set[str | None] = set()
        self.arrived = asyncio.Event()

    async def handle(self, request: web.Request) -> web.Response:
        self.secrets.add(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        if self.failures:
            self.failures -= 1
            return web.Response(status=500)
        self.seen.append((await request.json())["message"]["text"])
        self.arrived.set()
        return web.json_response(self.reply) if self.reply else web.Response()


@pytest.fixture
async def hook(tg: LocalTelegram) -> AsyncIterator[Hook]:
    hook = Hook()
    app = web.Application()
    app.router.add_post("/hook", hook.handle)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    address = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    async with serve(tg, webhook_pause=0.01):
        await tg.call("setWebhook", {"url": address, "secret_token": "s-1"})
        yield hook
    await runner.cleanup()


async def arrived(hook: Hook, count: int) -> None:
    async with asyncio.timeout(PATIENCE):
        while len(hook.seen) < count:
            hook.arrived.clear()
            await hook.arrived.wait()


async def test_a_webhook_gets_updates_in_order_with_the_secret(hook: Hook, person: Person) -> None:
    """What one person says arrives in that order, with the secret in its header."""
    for number in range(5):
        person.say(str(number))
    await arrived(hook, 5)
    assert hook.seen == ["0", "1", "2", "3", "4"]
    assert hook.secrets == {"s-1"}


async def test_a_failing_webhook_gets_the_update_again(tg: LocalTelegram, hook: Hook, person: Person) -> None:
    """After an error the same update is posted again, before the next one of that person."""
    hook.failures = 2
    person.say("a")
    person.say("b")
    await arrived(hook, 2)
    assert hook.seen == ["a", "b"]
    info = (await tg.call("getWebhookInfo", {}))["result"]
    assert info["last_error_message"] == "Wrong response from the webhook: 500 Internal Server Error"


async def test_a_method_in_the_webhooks_answer_is_carried_out(
    tg: LocalTelegram, hook: Hook, person: Person
) -> None:
    """The answer to an update may carry a call; its outcome is told to nobody."""
    hook.reply = {"method": "sendMessage", "chat_id": person.id, "text": "pong"}
    person.say("ping")
    await tg.until(lambda: person.chat.answers, PATIENCE)
    assert person.chat.last.text == "pong"
