"""The bot from outside, by webhook: a process that Telegram delivers to over HTTP."""

from __future__ import annotations

import asyncio
import base64
import json
import signal
import socket
import sqlite3
from contextlib import AsyncExitStack
from functools import partial
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.local.core import LocalTelegram
from bot.local.people import Person
from bot.local.server import serve
from tests.bot_process import PATIENCE, BotProcess, free_port, webhook_bot
from tests.hooked import HEADERS, said
from tests.storage_fixtures import Place


async def page(bot: BotProcess, path: str) -> tuple[int, str]:
    """The status and the text of one of its pages."""
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"http://127.0.0.1:{bot.port}{path}") as answer,
    ):
        return answer.status, await answer.text()


async def deliver(bot: BotProcess, update: dict[str, Any]) -> tuple[int, bytes]:
    """Deliver an update as Telegram does; the status and the body of the answer."""
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"http://127.0.0.1:{bot.port}/telegram", json=update, headers=HEADERS) as answer,
    ):
        return answer.status, await answer.read()


async def test_answers_in_the_response_and_stops(tmp_path: Path) -> None:
    """The bot tells Telegram where to deliver, answers there, shows how it is doing, and ends in time."""
    tg = LocalTelegram()
    aigul = tg.person("Aigul", language="en")
    async with serve(tg, webhook_pause=0.05) as address, webhook_bot(address, tmp_path) as bot:
        assert (await bot.logged("started"))["mode"] == "webhook"
        await bot.logged("webhook.set")
        hook = tg.called("setWebhook")[0]
        assert hook["url"] == f"http://127.0.0.1:{bot.port}/telegram"
        assert hook["secret_token"] == "a-secret-of-the-tests"
        assert "callback_query" in hook["allowed_updates"]

        aigul.say("what does Article 4 say")
        await tg.until(lambda: len(aigul.chat.answers) >= 1, PATIENCE)
        assert aigul.chat.answers[0].text.startswith("Article 4. The people as the only source of power")
        assert aigul.chat.answers[0].labels
        aigul.say("zzzz qqqq")
        await tg.until(lambda: len(aigul.chat.answers) >= 2, PATIENCE)

        status, ready = await page(bot, "/readyz")
        told = json.loads(ready)
        assert (status, told["status"], told["database"], told["pack"]) == (200, "ready", True, True)
        assert told["last_update_age"] < 20
        assert told["lease"] is True
        status, figures = await page(bot, "/metrics")
        assert status == 200
        # The sure answer went back in the response; the unsure one, which may be edited yet, was a call of its own.
        assert 'atazan_telegram_calls_total{method="sendMessage",result="ok"} 1.0' in figures
        assert 'atazan_answers_total{kind="article"} 1.0' in figures
        assert 'atazan_updates_total{kind="message",outcome="done"} 2.0' in figures
        assert "atazan_update_seconds_count 2.0" in figures
        for secret in (str(aigul.id), "zzzz", tg.token, "a-secret-of-the-tests"):
            assert secret not in figures

        bot.process.send_signal(signal.SIGTERM)
        # Of one that takes longer than ten seconds the status is 1; see `bot.stopping`.
        assert await bot.ended() == 0
        for secret in (str(aigul.id), "zzzz", tg.token, "a-secret-of-the-tests"):
            assert secret not in "".join(bot.printed)
    assert len(tg.queue) == 0


def _has_answers(person: Person) -> bool:
    return bool(person.chat.answers)


async def test_the_webhook_is_set_only_when_it_differs(bot_folder: Path) -> None:
    """A restart sets nothing; another secret, which Telegram does not tell, is set."""
    tg, port = LocalTelegram(), free_port()
    async with serve(tg, webhook_pause=0.05) as address:
        for secret, times in (
            ("one-secret-of-the-tests", 1),
            ("one-secret-of-the-tests", 1),
            ("another-one-of-them", 2),
        ):
            async with webhook_bot(address, bot_folder, secret=secret, port=port) as bot:
                await bot.logged("started")
                person = tg.person("A", language="en")
                person.say("4")
                await tg.until(partial(_has_answers, person), PATIENCE)
                assert len(tg.called("setWebhook")) == times
                bot.process.send_signal(signal.SIGTERM)
                assert await bot.ended() == 0


async def test_a_kill_applies_no_change_twice(bot_folder: Path) -> None:
    """A change that was on disk before a kill is not made again when its update is delivered after a later one."""
    tg = LocalTelegram()
    tg.person("Aigul", 7, language="en", started=True)
    kazakh, russian = said(100, 7, "/language kk"), said(101, 7, "/language ru")
    async with serve(tg, webhook_pause=60) as address:
        tg.faults.add(kind="timeout_before", method="sendMessage")
        async with webhook_bot(address, bot_folder) as bot:
            await bot.logged("webhook.set")
            delivery = asyncio.create_task(deliver(bot, kazakh))
            await tg.until(lambda: tg.called("sendMessage"), PATIENCE)
            assert not delivery.done()
            bot.process.kill()
            with pytest.raises(aiohttp.ClientError):
                await delivery
        async with webhook_bot(address, bot_folder) as bot:
            await bot.logged("started")
            assert (await deliver(bot, russian))[0] == 200
            assert (await deliver(bot, kazakh))[0] == 200
            bot.process.send_signal(signal.SIGTERM)
            assert await bot.ended() == 0
    with sqlite3.connect(bot_folder / "data" / "atazan.sqlite3") as connection:
        assert connection.execute("SELECT language FROM people").fetchall() == [("ru",)]
        ids = {row[0] for row in connection.execute("SELECT update_id FROM handled_updates")}
    connection.close()
    assert {100, 101} <= ids


async def test_not_ready_while_the_database_cannot_be_written(bot_folder: Path) -> None:
    """A worker that cannot write says so, for a load balancer to look elsewhere; it still answers questions."""
    tg = LocalTelegram()
    aigul = tg.person("Aigul", language="en")
    async with serve(tg, webhook_pause=0.05) as address, webhook_bot(address, bot_folder) as bot:
        await bot.logged("started")
        locked = sqlite3.connect(bot_folder / "data" / "atazan.sqlite3", isolation_level=None)
        locked.execute("BEGIN IMMEDIATE")
        status, ready = await page(bot, "/readyz")
        assert (status, json.loads(ready)["database"]) == (503, False)
        assert (await page(bot, "/healthz"))[0] == 200
        aigul.say("what does Article 4 say")
        await tg.until(lambda: aigul.chat.answers, PATIENCE)
        locked.rollback()
        locked.close()
        assert (await page(bot, "/readyz"))[0] == 200


async def test_a_taken_port_ends_it(bot_folder: Path) -> None:
    """Without its address no update could come in: one line, and exit status 2."""
    tg = LocalTelegram()
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        async with serve(tg) as address, webhook_bot(address, bot_folder, port=port) as bot:
            assert await bot.ended() == 2
    assert (
        bot.printed[-1] == f"BOT_LISTEN: 127.0.0.1:{port} is taken or not allowed, and the webhook needs it\n"
    )


async def test_an_address_that_telegram_refuses_ends_it(bot_folder: Path) -> None:
    """What Telegram says about the address is told in one line."""
    tg = LocalTelegram()
    async with (
        serve(tg) as address,
        webhook_bot(address, bot_folder, BOT_WEBHOOK_URL="http://example.org/x") as bot,
    ):
        assert await bot.ended() == 2
    assert bot.printed[-1] == (
        "BOT_WEBHOOK_URL: refused by Telegram: Bad webhook: an https url must be provided for webhook\n"
    )


async def test_two_workers_apply_a_change_once(tmp_path: Path, backend: str, place: Place) -> None:
    """An update that reaches two workers at once changes the state once, and both acknowledge it."""
    if backend == "sqlite":
        pytest.skip("on SQLite there is one worker")
    key = base64.b64encode(bytes(32)).decode()
    shared: dict[str, Any] = {"BOT_DATABASE_URL": place.url, "BOT_DATA_KEY": key, "BOT_LOG_KEY": key}
    tg = LocalTelegram()
    tg.person("Aigul", 7, language="en", started=True)
    async with serve(tg, webhook_pause=60) as address, AsyncExitStack() as stack:
        workers = []
        for name in ("one", "two"):
            (tmp_path / name).mkdir()
            bot = webhook_bot(address, tmp_path / name, **shared)
            workers.append(await stack.enter_async_context(bot))
            await workers[-1].logged("started")
        token = _invitation(workers)
        update = said(100, 7, f"/start admin-{token}")
        answers = await asyncio.gather(*(deliver(worker, update) for worker in (*workers, *workers)))
        assert {status for status, _ in answers} == {200}
        later = [said(101 + place, 7, f"/language {('kk', 'ru')[place % 2]}") for place in range(10)]
        for place_, each in enumerate(later):
            assert (await deliver(workers[place_ % 2], each))[0] == 200
        for worker in workers:
            worker.process.send_signal(signal.SIGTERM)
            assert await worker.ended() == 0
    database = await place.open()
    async with database.read() as connection:
        assert (await connection.exec_driver_sql("SELECT role FROM roles")).fetchall() == [("admin",)]
        assert (await connection.exec_driver_sql("SELECT language FROM people")).fetchall() == [("ru",)]
        marks = await connection.exec_driver_sql("SELECT update_id FROM handled_updates ORDER BY update_id")
        assert [row.update_id for row in marks] == list(range(100, 111))
    await database.close()


def _invitation(workers: list[BotProcess]) -> str:
    lines = [line for worker in workers for line in worker.printed if "?start=admin-" in line]
    return lines[0].rpartition("admin-")[2].strip()
