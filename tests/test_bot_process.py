"""The bot from outside: a process that polls a Bot API server over HTTP."""

from __future__ import annotations

import json
import signal
import socket
from pathlib import Path
from typing import Any

import aiohttp

from bot.local.core import LocalTelegram
from bot.local.server import serve
from tests.bot_process import PATIENCE, polling_bot
from tests.test_container import health_check


async def fetched(address: str) -> tuple[int, dict[str, Any]]:
    """The status and the object that an address answers with."""
    async with aiohttp.ClientSession() as session, session.get(address) as answer:
        return answer.status, json.loads(await answer.text())


def modes_under(folder: Path) -> dict[str, int]:
    """The permissions of all that lies in a folder."""
    return {str(path.relative_to(folder)): path.stat().st_mode & 0o777 for path in folder.rglob("*")}


async def test_answers_tells_its_health_and_stops(tmp_path: Path) -> None:
    """The bot starts, sets its menus, answers, is healthy, and ends within ten seconds of being told to."""
    tg = LocalTelegram()
    aigul = tg.person("Aigul", language="en")
    async with serve(tg) as address, polling_bot(address, tmp_path) as bot:
        assert (await bot.logged("started"))["mode"] == "polling"
        assert tg.called("setMyCommands")
        assert ["?start=admin-" in line for line in bot.printed].count(True) == 1

        aigul.say("/start")
        aigul.say("what does Article 4 say")
        await tg.until(lambda: len(aigul.chat.answers) >= 2, PATIENCE)
        assert aigul.chat.answers[0].text.startswith("I am Atazan.")
        assert aigul.chat.answers[1].text.startswith("Article 4. The people as the only source of power")

        status, health = await fetched(f"http://127.0.0.1:{bot.port}/healthz")
        assert (status, health["status"], health["database"]) == (200, "ok", True)
        await health_check(bot.port)

        bot.process.send_signal(signal.SIGTERM)
        # Of one that takes longer than ten seconds the status is 1; see `bot.stopping`.
        assert await bot.ended() == 0
        printed = "".join(bot.printed)
        assert "stopped" in printed
        for secret in (tg.token, "Article 4", str(aigul.id)):
            assert secret not in printed
    assert len(tg.queue) == 0
    modes = modes_under(tmp_path)
    assert modes.pop("data") == modes.pop("data/keys") == 0o700
    assert set(modes.values()) == {0o600}
    assert {"data/atazan.sqlite3", "data/keys/data.key", "data/keys/log.key"} <= set(modes)


async def test_a_busy_health_port_is_a_warning(bot_folder: Path) -> None:
    """When somebody else has the port the bot says so and runs without; as it says that others may read its token."""
    (bot_folder / ".env").write_text("BOT_LANGUAGE=ru\n")
    (bot_folder / ".env").chmod(0o644)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        async with serve(LocalTelegram()) as address, polling_bot(address, bot_folder, port=port) as bot:
            assert (await bot.logged("settings.open_to_others"))["mend"] == "chmod 600 .env"
            assert (await bot.logged("health.not_served"))["level"] == "warning"
            await bot.logged("started")
            bot.process.send_signal(signal.SIGINT)
            assert await bot.ended() == 0


async def test_a_wrong_token_ends_it(bot_folder: Path) -> None:
    """A token that the server does not know is one clear line without the token, and exit status 2."""
    wrong = "4242:not-the-token-of-this-server"
    async with serve(LocalTelegram()) as address, polling_bot(address, bot_folder, token=wrong) as bot:
        assert await bot.ended() == 2
    assert "".join(bot.printed) == "BOT_TOKEN: the server does not know this token\n"
