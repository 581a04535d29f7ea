"""Sessions from outside: one process announces, the running bot tells people, and serves the calendar."""

from __future__ import annotations

import asyncio
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp
import vobject

from bot.local.core import LocalTelegram
from bot.local.server import serve
from tests.bot_process import PATIENCE, ROOT, environment, polling_bot, printed_by
from tests.calendar_file import calendar, event


async def imported(folder: Path, data: bytes) -> str:
    """Import a calendar with `--announce --yes` as a process of its own; what it printed."""
    path = folder / "file.ics"
    await asyncio.to_thread(path.write_bytes, data)
    command = (sys.executable, "-m", "bot", "sessions", "import", str(path), "--announce", "--yes")
    return await printed_by(*command, cwd=ROOT, env=environment(folder), stdin=asyncio.subprocess.DEVNULL)


async def calendar_of(port: int) -> list[tuple[str, str, str]]:
    """The calendar that the bot serves: UID, status and sequence of what was announced."""
    async with (
        aiohttp.ClientSession() as client,
        client.get(f"http://127.0.0.1:{port}/calendar.ics") as answer,
    ):
        assert answer.status == 200
        events = vobject.readOne((await answer.read()).decode()).vevent_list
    return [
        (each.uid.value, each.status.value, each.sequence.value)
        for each in events
        if each.uid.value.endswith("@example.org")
    ]


async def test_what_another_process_announces_reaches_people(bot_folder: Path) -> None:
    """A session is imported beside the running bot: followers are told, then of its end too, and calendars see both."""
    tg = LocalTelegram()
    aigul = tg.person("Aigul", 4711, language="en")
    start = (datetime.now(UTC) + timedelta(days=40)).strftime("%Y%m%dT100000Z")
    async with serve(tg) as address, polling_bot(address, bot_folder) as bot:
        await bot.logged("started")
        aigul.say("/subscribe sessions")
        aigul.say("/subscribe quiet off")
        await tg.until(lambda: len(aigul.chat.answers) >= 2, PATIENCE)
        assert (await imported(bot_folder, calendar(event(DTSTART=start)))).splitlines()[-1] == (
            "Done. Sessions changed: 1."
        )
        await tg.until(lambda: len(aigul.chat.answers) >= 3, PATIENCE)
        assert aigul.chat.answers[2].text.startswith("A session is announced\nSession 13 · ")
        assert await calendar_of(bot.port) == [("one@example.org", "CONFIRMED", "0")]
        await imported(bot_folder, calendar(event(DTSTART=start, SEQUENCE="1", STATUS="CANCELLED")))
        await tg.until(lambda: len(aigul.chat.answers) >= 4, PATIENCE)
        assert aigul.chat.answers[3].text.startswith("The session is cancelled\nSession 13 · ")
        assert aigul.chat.answers[3].reply_to is aigul.chat.answers[2]
        assert await calendar_of(bot.port) == [("one@example.org", "CANCELLED", "1")]
