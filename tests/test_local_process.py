"""The local Telegram as a process of its own, played from another one."""

import asyncio
import sys
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from tests.bot_process import program

TOKEN = "4200000042:TEST"


@pytest.fixture
async def base() -> AsyncIterator[str]:
    """Start the process and give its address."""
    arguments = ("-m", "bot.local.server", "--token", TOKEN)
    async with program(sys.executable, *arguments, stdout=asyncio.subprocess.PIPE) as process:
        assert process.stdout is not None
        yield (await process.stdout.readline()).decode().strip()
        process.terminate()
        assert await process.wait() == 0


async def test_people_are_played_from_another_process(base: str) -> None:
    """A test in another process lets a person speak and press, and reads what the bot answered."""
    async with aiohttp.ClientSession() as session:

        async def post(path: str, **body: Any) -> dict[str, Any]:
            async with session.post(f"{base}/{path}", json=body) as response:
                answer: dict[str, Any] = await response.json()
                return answer

        await post("control", do="say", person=5, text="hello")
        updates = (await post(f"bot{TOKEN}/getUpdates"))["result"]
        assert [update["message"]["text"] for update in updates] == ["hello"]
        keyboard = {"inline_keyboard": [[{"text": "4", "callback_data": "a4"}]]}
        await post(f"bot{TOKEN}/sendMessage", chat_id=5, text="x", reply_markup=keyboard)
        messages = (await post("control", do="read", person=5))["messages"]
        assert [message["text"] for message in messages] == ["hello", "x"]
        press = await post("control", do="press", person=5, message=messages[-1]["id"], button="4")
        await post(f"bot{TOKEN}/answerCallbackQuery", callback_query_id=press["query_id"], text="ok")
        assert (await post("control", do="answers", query_id=press["query_id"]))["toasts"] == ["ok"]
        assert len((await post("control", do="until", method="sendMessage"))["calls"]) == 1
        assert "unknown order" in (await post("control", do="dance"))["error"]
