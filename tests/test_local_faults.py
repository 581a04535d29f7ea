"""Faults and limits of the local Telegram, as python-telegram-bot and an HTTP client meet them."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import aiohttp
import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, InputFile
from telegram.error import Forbidden, InvalidToken, NetworkError, RetryAfter, TimedOut

from bot.local import LocalTelegram, Person
from bot.local.request import LocalRequest
from bot.local.server import serve
from tests.bot_process import PATIENCE


@pytest.fixture
def tg() -> LocalTelegram:
    return LocalTelegram()


@pytest.fixture
def person(tg: LocalTelegram) -> Person:
    return tg.person("Айгүл", started=True)


@pytest.fixture
async def bot(tg: LocalTelegram) -> AsyncIterator[Bot]:
    async with Bot(tg.token, request=LocalRequest(tg), get_updates_request=LocalRequest(tg)) as bot:
        yield bot


async def test_a_bot_sends_answers_and_edits(tg: LocalTelegram, person: Person, bot: Bot) -> None:
    """python-telegram-bot works on the local Telegram as it does on the real one."""
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("4", callback_data="a4")]])
    await bot.send_message(person.id, "<b>x</b>", parse_mode="HTML", reply_markup=markup)
    press = person.press(person.chat.last, "a4")
    (update,) = await bot.get_updates()
    assert update.callback_query is not None
    await update.callback_query.answer("ok")
    await update.callback_query.edit_message_text("y")
    assert (press.text, person.chat.last.text, person.chat.last.edited) == ("ok", "y", True)


async def test_files_keep_their_bytes(person: Person, bot: Bot) -> None:
    """An uploaded document and picture are kept whole, and a file id sends them again."""
    sent = await bot.send_document(person.id, InputFile(b"id;text", "mine.csv"), caption="c")
    assert sent.document is not None
    assert (sent.document.file_name, sent.document.file_size) == ("mine.csv", 7)
    await bot.send_document(person.id, sent.document.file_id)
    assert person.chat.last.upload is not None
    assert person.chat.last.upload.content == b"id;text"
    assert (await bot.send_photo(person.id, b"png")).photo


async def test_a_blocked_bot_gets_forbidden(person: Person, bot: Bot) -> None:
    """Blocking is python-telegram-bot's Forbidden."""
    person.block()
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(person.id, "x")


@pytest.mark.parametrize("token", ["4200000042:WRONG", "nonsense"])
async def test_a_wrong_token_is_refused(tg: LocalTelegram, token: str) -> None:
    """Another bot's token and a malformed one are both refused."""
    with pytest.raises(InvalidToken):
        await Bot(token, request=LocalRequest(tg)).initialize()


async def test_a_timeout_before_delivers_nothing(tg: LocalTelegram, person: Person, bot: Bot) -> None:
    """The caller times out and the chat stays empty; the next call works."""
    tg.faults.add(method="sendMessage", kind="timeout_before")
    with pytest.raises(TimedOut):
        await bot.send_message(person.id, "x")
    assert person.chat.messages == []
    assert await bot.send_message(person.id, "x")


async def test_a_timeout_after_delivers(tg: LocalTelegram, person: Person, bot: Bot) -> None:
    """The caller times out although the message is in the chat."""
    tg.faults.add(method="sendMessage", kind="timeout_after")
    with pytest.raises(TimedOut):
        await bot.send_message(person.id, "x")
    assert [message.text for message in person.chat.answers] == ["x"]


async def test_dropped_connections_and_500_are_network_errors(
    tg: LocalTelegram, person: Person, bot: Bot
) -> None:
    """Neither of them delivers, and both are NetworkError."""
    for kind in ("drop", "error_500"):
        tg.faults.add(method="sendMessage", kind=kind)
        with pytest.raises(NetworkError):
            await bot.send_message(person.id, "x")
    assert person.chat.messages == []


async def test_a_rate_limit_says_how_long_to_wait(
    tg: LocalTelegram, person: Person, bot: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """429 carries retry_after, for as many calls as ordered, in the chat ordered."""
    # Without it RetryAfter warns that its seconds will become a timedelta, and warnings are errors here.
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    other = tg.person("B", started=True)
    tg.faults.add(method="sendMessage", kind="rate_limit", times=2, retry_after=7, chat=person.id)
    assert await bot.send_message(other.id, "x")
    for _ in range(2):
        with pytest.raises(RetryAfter) as refusal:
            await bot.send_message(person.id, "x")
        assert refusal.value.retry_after == timedelta(seconds=7)
    assert await bot.send_message(person.id, "x")


async def test_an_unknown_fault_is_an_error(tg: LocalTelegram) -> None:
    """A misspelt kind does not silently plan nothing."""
    with pytest.raises(ValueError, match="unknown fault"):
        tg.faults.add(kind="slow")  # type: ignore[arg-type]


async def test_limits_like_telegrams() -> None:
    """One message a second to a chat, 30 a second in all, 20 a minute to a group."""
    now = [0.0]
    tg = LocalTelegram(clock=lambda: now[0])
    tg.limits.like_telegram()
    people = [tg.person("A", started=True) for _ in range(31)]
    group = tg.group("G", people[0])

    async def wait(chat: int) -> int:
        answer = await tg.call("sendMessage", {"chat_id": chat, "text": "x"})
        return 0 if answer["ok"] else int(answer["parameters"]["retry_after"])

    assert [await wait(person.id) for person in people] == [0] * 30 + [1]
    assert await wait(people[0].id) == 1
    now[0] = 100.0
    for second in range(20):
        now[0] = 100.0 + second
        assert await wait(group.id) == 0
    now[0] = 120.0
    assert await wait(group.id) == 40


async def test_faults_over_http(tg: LocalTelegram, person: Person) -> None:
    """Over HTTP a drop closes the connection and a time-out leaves the caller waiting."""
    async with serve(tg) as base, aiohttp.ClientSession() as session:
        call = {"url": f"{base}/bot{tg.token}/sendMessage", "json": {"chat_id": person.id, "text": "x"}}
        tg.faults.add(kind="drop")
        with pytest.raises(aiohttp.ClientConnectionError):
            await session.request("POST", **call)  # type: ignore[arg-type]
        assert person.chat.messages == []
        tg.faults.add(kind="timeout_after")
        waiting = asyncio.create_task(session.request("POST", **call))  # type: ignore[arg-type]
        await tg.until(lambda: person.chat.messages, PATIENCE)
        assert not waiting.done()
        waiting.cancel()


async def test_http_takes_files_and_refuses_wrong_tokens(tg: LocalTelegram, person: Person) -> None:
    """A multipart upload arrives whole; 401, 404 and a file's path answer like the real server."""
    async with serve(tg) as base, aiohttp.ClientSession() as session:
        form = aiohttp.FormData({"chat_id": str(person.id), "caption": "c"})
        form.add_field("document", b"abc", filename="a.txt", content_type="text/plain")
        async with session.post(f"{base}/bot{tg.token}/sendDocument", data=form) as response:
            assert (await response.json())["result"]["document"]["file_name"] == "a.txt"
        statuses = []
        for path in ("botnonsense/getMe", "bot1:x/getMe", f"file/bot{tg.token}/x"):
            async with session.get(f"{base}/{path}") as response:
                statuses.append((response.status, (await response.json())["description"]))
        assert statuses == [(404, "Not Found"), (401, "Unauthorized"), (404, "Not Found")]
