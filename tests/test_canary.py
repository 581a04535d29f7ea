"""What people write, who they are and the token are in no log: looked for in whatever the whole suite prints."""

from __future__ import annotations

import logging
import signal
from pathlib import Path
from typing import get_args

import pytest
from telegram import Update

from bot.intake.lanes import Lanes, Outcome
from bot.local import LocalTelegram
from bot.local.faults import Kind
from bot.local.server import serve
from bot.local.state import DEFAULT_TOKEN
from bot.local_ids import LOCAL_ID_BASE
from bot.logs import configure_logs
from tests.bot_process import PATIENCE, polling_bot
from tests.canary import ID, SENTENCE, leaks
from tests.running_bot import RunningBot


def test_a_leak_is_found() -> None:
    """The watch sees words, ids and the token in the middle of a line, and nothing in an honest one."""
    assert set(leaks(f'{{"event": "x", "at": "{SENTENCE}"}}')) == {"words"}
    assert set(leaks(f"chat={ID}")) == set(leaks(f"chat={LOCAL_ID_BASE + 12}")) == {"id"}
    assert set(leaks(f"POST https://api.telegram.org/bot{DEFAULT_TOKEN}/getMe")) == {"token"}
    assert set(leaks("2026-11-28T11:00:00.123456Z update=1000 error=TimedOut 123456789")) == set()


@pytest.mark.parametrize("form", ["console", "json"])
async def test_whatever_goes_wrong_tells_nothing(
    running: RunningBot, form: str, capfd: pytest.CaptureFixture[str]
) -> None:
    """Each kind of failure is logged with the id of its update, and without what was said, by whom, and the token."""
    configure_logs("json" if form == "json" else "console")
    canary = running.telegram.person("Canary", ID, "en", username="canary_bird", started=True)
    failures = get_args(Kind)
    lanes = Lanes(running.app.process_update)
    for kind in failures:
        running.telegram.faults.add(kind=kind, method="sendMessage")
        canary.say(f"{SENTENCE} {kind}")
        for update in running.telegram.queue.take():
            outcome = await lanes.put(Update.de_json(update, running.app.bot))
            assert await outcome in (Outcome.DONE, Outcome.FAILED)
    await running.services.database.close()
    async with running.services.database.write() as connection:
        await connection.exec_driver_sql("ALTER TABLE people RENAME TO nobody")
    canary.say(f"/language ru {SENTENCE}")
    await running.handle()
    out, err = capfd.readouterr()
    assert len(err.splitlines()) >= len(failures)
    assert ("handler.failed" in err, f'"update": {1000}' in err or "update=1000" in err) == (True, True)
    assert list(leaks(out + err)) == []
    print(out, err)  # noqa: T201 - for the watch


async def test_a_whole_process_tells_nothing(bot_folder: Path) -> None:
    """Nor does the program itself, when the server fails it, with libraries as talkative as they can be."""
    telegram = LocalTelegram()
    canary = telegram.person("Canary", ID, "en", username="canary_bird", started=True)
    async with serve(telegram) as address, polling_bot(address, bot_folder) as bot:
        await bot.logged("started")
        telegram.faults.add(kind="drop", method="getUpdates")
        for kind in get_args(Kind)[2:]:
            telegram.faults.add(kind=kind, method="sendMessage", retry_after=0)
            canary.say(f"{SENTENCE} {kind}")
        canary.say("/language ru")
        await telegram.until(lambda: canary.chat.answers, PATIENCE)
        bot.process.send_signal(signal.SIGTERM)
        assert await bot.ended() == 0
    assert "handler.failed" in "".join(bot.printed)
    assert list(leaks("".join(bot.printed))) == []


def test_talkative_libraries_are_quiet(capfd: pytest.CaptureFixture[str]) -> None:
    """Libraries that would log addresses and updates do not, whatever level their children have."""
    configure_logs("json")
    for name in ("httpx", "httpcore.connection", "telegram.ext.Application", "asyncio", "sqlalchemy.engine"):
        logging.getLogger(name).info(
            "POST https://api.telegram.org/bot%s/sendMessage %s", DEFAULT_TOKEN, SENTENCE
        )
    assert capfd.readouterr() == ("", "")
