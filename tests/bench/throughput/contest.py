"""Bots against the double, one after the other, in rounds, so that a busy moment of the machine hits all alike."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import statistics
import subprocess
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

from tests.bench.questions import questions
from tests.bot_process import ROOT, environment, free_port

TOKEN = "4242:bench-token-of-the-double"
SECRET = "s" * 32
QUESTION = "what does Article 4 say"
PEERS = ROOT / ".venv-peers" / "bin" / "python"
_PATIENCE = 300.0
_MEGABYTE = 1 << 20
CONNECTIONS = 40
"""Deliveries under way at once: Telegram's default (Bot API, setWebhook, max_connections)."""
_HERE = Path(__file__).parent


@dataclass(frozen=True)
class Bot:
    """A bot to measure. `script` is None for this bot, else that of a peer, which needs `library`."""

    name: str
    script: str | None = None
    library: str = ""


ATAZAN = Bot("Atazan, whole bot")
ECHOES = (
    Bot("PTB echo", "ptb.py", "telegram"),
    Bot("aiogram echo", "aiogram_echo.py", "aiogram"),
    Bot("pyTelegramBotAPI echo", "telebot_echo.py", "telebot"),
)


@dataclass
class Result:
    """What was measured of one bot in one mode, a figure for each round."""

    per_second: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    percentiles: list[dict[str, float]] = field(default_factory=list)

    def rate(self) -> float:
        """The median of updates a second."""
        return statistics.median(self.per_second)

    def microseconds(self) -> float:
        """The median of the processor time that an update cost the bot, in microseconds."""
        return statistics.median(self.cpu)

    def milliseconds(self, which: str) -> float:
        """The median of a percentile ("p50"), in milliseconds."""
        return statistics.median(each[which] for each in self.percentiles)


def available() -> tuple[Bot, ...]:
    """This bot, and those of the peers whose libraries are installed."""
    return (ATAZAN, *(bot for bot in ECHOES if _can_run(bot)))


def _can_run(bot: Bot) -> bool:
    if not PEERS.exists():
        return False
    tried = subprocess.run([str(PEERS), "-c", f"import {bot.library}"], capture_output=True, check=False)
    return tried.returncode == 0


class DoubleProcess:
    """The double in its process."""

    def __init__(self, process: Process) -> None:
        self._process = process
        self.pid = process.pid
        self.port = 0

    async def heard(self) -> dict[str, Any]:
        """The next line it prints.

        Raises:
            EOFError: it ended.
            TimeoutError: nothing came.
        """
        assert self._process.stdout is not None
        async with asyncio.timeout(_PATIENCE):
            line = await self._process.stdout.readline()
        if not line:
            raise EOFError("the double ended")
        found: dict[str, Any] = json.loads(line)
        return found

    async def told(self, **order: Any) -> dict[str, Any]:
        """What it says to an order."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(order).encode() + b"\n")
        return await self.heard()


def cores() -> tuple[set[int], set[int]]:
    """A core for the bot and one for the double; the same where there is only one."""
    held = sorted(os.sched_getaffinity(0))
    return {held[0]}, {held[-1]}


@asynccontextmanager
async def double() -> AsyncIterator[DoubleProcess]:
    """The double, on its core, for as long as the block runs."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.bench.throughput.double"), cwd=ROOT, stdin=PIPE, stdout=PIPE
    )
    os.sched_setaffinity(process.pid, cores()[1])
    running = DoubleProcess(process)
    try:
        running.port = (await running.heard())["port"]
        yield running
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


def command(bot: Bot, mode: str, api: str, port: int) -> Sequence[str]:
    """How a bot is started."""
    if bot.script is None:
        return (sys.executable, "-m", "bot")
    return (str(PEERS), str(_HERE / "peers" / bot.script), mode, TOKEN, api, str(port))


def settings(mode: str, api: str, port: int) -> dict[str, str]:
    """The settings of this bot; the peers do not look at them."""
    common = {"BOT_TOKEN": TOKEN, "BOT_API_URL": api, "BOT_LISTEN": f"127.0.0.1:{port}", "BOT_MODE": mode}
    if mode == "polling":
        return common
    return common | {"BOT_WEBHOOK_URL": f"http://127.0.0.1:{port}/hook", "BOT_WEBHOOK_SECRET": SECRET}


@asynccontextmanager
async def running(
    bot: Bot, mode: str, api: str, folder: Path, **further: str
) -> AsyncIterator[tuple[Process, int]]:
    """A bot on its core, for as long as the block runs."""
    port = free_port()
    process = await asyncio.create_subprocess_exec(
        *command(bot, mode, api, port),
        cwd=folder,
        env=environment(folder, **settings(mode, api, port), **further),
        stdin=DEVNULL,
        stderr=DEVNULL if not os.environ.get("BENCH_SHOW") else None,
        stdout=DEVNULL,
    )
    os.sched_setaffinity(process.pid, cores()[0])
    try:
        yield process, port
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            async with asyncio.timeout(10):
                await process.wait()
        except TimeoutError:
            process.kill()
            await process.wait()


async def ready(mode: str, port: int, process: Process) -> None:
    """Return when the bot can be reached at its webhook; in polling mode the double itself waits for it."""
    while mode == "webhook":
        if process.returncode is not None:
            raise EOFError(f"the bot ended with {process.returncode}")
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            await asyncio.sleep(0.1)
        else:
            writer.close()
            return


def _cpu(process: Process) -> float:
    times = psutil.Process(process.pid).cpu_times()
    return float(times.user + times.system)


@asynccontextmanager
async def contestant(bot: Bot, mode: str, folder: Path) -> AsyncIterator[tuple[DoubleProcess, Process]]:
    """A bot that runs against a double and has answered its first questions."""
    async with double() as telegram:
        api = f"http://127.0.0.1:{telegram.port}"
        async with running(bot, mode, api, folder) as (process, port):
            await ready(mode, port, process)
            await asyncio.sleep(0.5)
            if mode == "webhook":
                await telegram.told(do="connect", connections=CONNECTIONS)
            await telegram.told(do="pace", count=50, people=50, text=QUESTION, rate=50)
            yield telegram, process


async def measure(bot: Bot, mode: str, folder: Path, result: Result, count: int, paced: int) -> None:
    """One round of one bot, its figures put into `result`."""
    async with contestant(bot, mode, folder) as (telegram, process):
        before = _cpu(process)
        answer = await telegram.told(do="flood", count=count, people=count, text=QUESTION)
        result.cpu.append((_cpu(process) - before) / count * 1e6)
        if answer["refused"]:
            raise ValueError(f"{bot.name} refused {answer['refused']} updates")
        result.per_second.append(answer["per_second"])
        result.percentiles.append(
            await telegram.told(do="pace", count=paced, people=paced, text=QUESTION, rate=100)
        )


async def measure_mix(mode: str, folder: Path, result: Result, count: int) -> None:
    """One round of this bot with as many different questions of people in all languages, each asked once."""
    async with contestant(ATAZAN, mode, folder) as (telegram, process):
        before = _cpu(process)
        answer = await telegram.told(do="flood", count=count, people=count, text=questions(count))
        result.cpu.append((_cpu(process) - before) / count * 1e6)
        result.per_second.append(answer["per_second"])


async def memory(folder: Path, first: int, last: int, chunk: int = 10_000) -> tuple[float, float]:
    """Megabytes that this bot holds after `first` updates and after `last`, each of another person."""
    found = []
    async with contestant(ATAZAN, "webhook", folder) as (telegram, process):
        for done in range(chunk, last + 1, chunk):
            await telegram.told(do="flood", count=chunk, people=chunk, text=QUESTION, first=done)
            if done in (first, last - last % chunk):
                await asyncio.sleep(6)
                found.append(psutil.Process(process.pid).memory_info().rss / _MEGABYTE)
    return found[0], found[-1]
