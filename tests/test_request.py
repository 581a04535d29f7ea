"""The request backend: what it sends, and the library's own errors for whatever goes wrong."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator
from typing import Any

import pytest
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, InputFile, InputMediaPhoto, MessageEntity
from telegram.error import (
    BadRequest,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)
from telegram.ext import ExtBot

from bot.local.core import LocalTelegram
from bot.local.faults import Kind
from bot.local.server import serve
from bot.network.calls import call
from bot.network.encoded import Encoded
from bot.network.request import LeanRequest

CHAT = 77


class Seen(list[tuple[str, int | str]]):
    """What the observer was told."""

    def __call__(self, method: str, result: int | str) -> None:
        """Be told."""
        self.append((method, result))


@pytest.fixture
def tg() -> LocalTelegram:
    """A local Telegram with one person, who may be written to."""
    telegram = LocalTelegram()
    telegram.person("Aigul", CHAT, started=True)
    return telegram


@pytest.fixture
async def address(tg: LocalTelegram) -> AsyncIterator[str]:
    """Its address over HTTP."""
    async with serve(tg) as served:
        yield served


@pytest.fixture
def seen() -> Seen:
    """What the observer is told."""
    return Seen()


@pytest.fixture
async def bot(tg: LocalTelegram, address: str, seen: Seen) -> AsyncIterator[ExtBot[None]]:
    """A bot over HTTP."""
    async with bot_at(address, tg.token, seen) as made:
        seen.clear()
        yield made


def bot_at(address: str, token: str, seen: Seen | None = None) -> ExtBot[None]:
    """A bot whose calls go through the backend."""
    request = LeanRequest(observe=seen)
    return ExtBot(token, base_url=f"{address}/bot", request=request, get_updates_request=request)


async def test_what_arrives(bot: ExtBot[None], tg: LocalTelegram, seen: Seen) -> None:
    """Texts, entities and keyboards arrive as they were sent."""
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Ә", callback_data="x")]])
    sent = await bot.send_message(
        CHAT, "ә & б = 4 +%", entities=[MessageEntity("bold", 0, 1)], reply_markup=keyboard
    )
    assert sent.text == "ә & б = 4 +%"
    assert [entity.type for entity in sent.entities] == ["bold"]
    assert sent.reply_markup == keyboard
    assert seen == [("sendMessage", 200)]


async def test_files_arrive(bot: ExtBot[None], tg: LocalTelegram) -> None:
    """A file arrives whole, with its name and caption, also from a handle."""
    for content in (b"\x00\xff" * 1_000, io.BytesIO(b"\x00\xff" * 1_000)):
        sent = await bot.send_document(CHAT, InputFile(content, "деректер.json"), caption="ә")
        assert sent.document is not None
        assert (sent.document.file_size, sent.caption) == (2_000, "ә")
    assert [each["document"].name for each in tg.called("sendDocument")] == ["деректер.json"] * 2


async def test_several_first_files(bot: ExtBot[None], tg: LocalTelegram) -> None:
    """Files that are sent at the same moment, the first ones, all arrive, and so does a text between them."""
    files = [bot.send_document(CHAT, InputFile(b"x", f"{place}.json")) for place in range(3)]
    *sent, text = await asyncio.gather(*files, bot.send_message(CHAT, "x"))
    assert [each.document.file_name for each in sent if each.document] == ["0.json", "1.json", "2.json"]
    assert text.text == "x"


async def test_without_the_librarys_objects(bot: ExtBot[None], tg: LocalTelegram) -> None:
    """A call with parameters that are encoded already arrives like any other."""
    keys = {"inline_keyboard": [[{"text": "Ә", "callback_data": "x"}]]}
    data = Encoded({"chat_id": CHAT, "text": "ә & б", "reply_markup": keys})
    assert (await call(bot, "sendMessage", data))["reply_markup"] == keys


@pytest.mark.parametrize(
    ("kind", "raised", "told"),
    [
        ("error_500", NetworkError, 500),
        ("drop", NetworkError, "network"),
        ("rate_limit", RetryAfter, 429),
    ],
)
async def test_faults(
    bot: ExtBot[None], tg: LocalTelegram, seen: Seen, kind: Kind, raised: type[TelegramError], told: Any
) -> None:
    """Each fault is the error that the library's own backend makes of it, and is counted."""
    tg.faults.add(kind=kind, method="sendMessage")
    with pytest.raises(raised) as error:
        await bot.send_message(CHAT, "x")
    assert type(error.value) is raised
    assert seen == [("sendMessage", told)]


@pytest.mark.parametrize("kind", ["timeout_before", "timeout_after"])
async def test_silence(bot: ExtBot[None], tg: LocalTelegram, seen: Seen, kind: Kind) -> None:
    """No answer in time is TimedOut."""
    tg.faults.add(kind=kind, method="sendMessage")
    with pytest.raises(TimedOut):
        await bot.send_message(CHAT, "x", read_timeout=0.05, write_timeout=0)
    assert seen == [("sendMessage", "timeout")]


async def test_refusals(bot: ExtBot[None], tg: LocalTelegram) -> None:
    """What Telegram refuses is told by its kind, with its own words."""
    with pytest.raises(BadRequest, match="not found"):
        await bot.send_message(1, "x")
    tg.people[CHAT].block()
    with pytest.raises(Forbidden, match="blocked"):
        await bot.send_message(CHAT, "x")


async def test_a_wrong_token(address: str) -> None:
    """A token that is another bot's is InvalidToken."""
    bot = bot_at(address, "4242:not-the-token")
    with pytest.raises(InvalidToken):
        await bot.initialize()
    await bot.shutdown()
    await bot.request.shutdown()


async def test_nobody_there() -> None:
    """A server that cannot be reached is a NetworkError, and nothing of it holds the token."""
    bot = bot_at("http://127.0.0.1:9", "4242:a-secret-token")
    with pytest.raises(NetworkError) as error:
        await bot.initialize()
    told: BaseException | None = error.value
    while told is not None:
        assert "a-secret-token" not in repr(told)
        told = told.__cause__
    await bot.shutdown()
    await bot.request.shutdown()


async def test_a_pool_that_is_full(tg: LocalTelegram, address: str) -> None:
    """Whoever waits too long for a connection is told TimedOut."""
    request = LeanRequest(pool_size=1)
    bot: ExtBot[None] = ExtBot(
        tg.token, base_url=f"{address}/bot", request=request, get_updates_request=request
    )
    async with bot:
        polling = asyncio.create_task(bot.get_updates(timeout=30))
        await asyncio.sleep(0)
        with pytest.raises(TimedOut):
            await bot.send_message(CHAT, "x", connect_timeout=0.02, pool_timeout=0.02)
        tg.people[CHAT].say("a")
        assert len(await polling) == 1


async def test_before_and_after(tg: LocalTelegram, address: str) -> None:
    """It has to be initialised, may be so twice, and may be shut down twice and begun anew."""
    bot = bot_at(address, tg.token)
    with pytest.raises(NetworkError):
        await bot.send_message(CHAT, "x")
    for _ in range(2):
        await bot.request.initialize()
        await bot.request.initialize()
        assert (await bot.send_message(CHAT, "x")).text == "x"
        await bot.request.shutdown()
        await bot.request.shutdown()


async def test_media_group_with_files(bot: ExtBot[None], tg: LocalTelegram) -> None:
    """Several files of one call keep apart."""
    data = bot.request.read_timeout
    assert data == 5.0
    with pytest.raises(
        InvalidToken
    ):  # the local Telegram has no such method, which is told like a wrong token
        await bot.send_media_group(CHAT, [InputMediaPhoto(b"a"), InputMediaPhoto(b"b")])


async def test_proxies(monkeypatch: pytest.MonkeyPatch, tg: LocalTelegram, address: str) -> None:
    """A proxy that the environment names is used, and left out for hosts that it excepts."""
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("no_proxy", "")
    bot = bot_at(address, tg.token)
    with pytest.raises(NetworkError):
        await bot.initialize()
    await bot.request.shutdown()
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    async with bot_at(address, tg.token) as other:
        assert (await other.send_message(CHAT, "x")).text == "x"
