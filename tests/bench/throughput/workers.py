"""One worker and several on one PostgreSQL, by webhook: how much more several answer on this machine."""

from __future__ import annotations

import asyncio
import base64
import os
import secrets
import sys
from asyncio.subprocess import DEVNULL
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

import asyncpg
import psutil
from sqlalchemy.engine import make_url

from tests.bench.throughput.contest import CONNECTIONS, QUESTION, SECRET, TOKEN, double, ready
from tests.bot_process import environment, free_port

SERVER = os.environ.get("BOT_TEST_POSTGRES_URL", "")


@dataclass(frozen=True)
class Rate:
    """Updates a second, and processors busy on average: with the workers, with the double, and with everything."""

    per_second: float
    workers: float
    double: float
    machine: float

    def __str__(self) -> str:
        return (
            f"{self.per_second:.0f} updates/s (processors busy: workers {self.workers:.2f}, "
            f"double {self.double:.2f}, all with PostgreSQL and the kernel {self.machine:.2f})"
        )


async def rate_of(workers: int, folder: Path, count: int) -> Rate:
    """What so many workers answer."""
    name = f"atazan_bench_{secrets.token_hex(6)}"
    await _on_server(f'CREATE DATABASE "{name}"')
    try:
        return await _measured(workers, folder, count, name)
    finally:
        await _on_server(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


async def _measured(workers: int, folder: Path, count: int, name: str) -> Rate:
    ports = [free_port() for _ in range(workers)]
    key = base64.b64encode(bytes(32)).decode()
    async with double() as telegram, AsyncExitStack() as stack:
        os.sched_setaffinity(telegram.pid, os.sched_getaffinity(0))
        processes = []
        for place, port in enumerate(ports):
            home = folder / f"worker-{workers}-{place}"
            home.mkdir()
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "bot"),
                cwd=home,
                env=environment(
                    home,
                    BOT_TOKEN=TOKEN,
                    BOT_API_URL=f"http://127.0.0.1:{telegram.port}",
                    BOT_MODE="webhook",
                    BOT_WEBHOOK_URL=f"http://127.0.0.1:{ports[0]}/hook",
                    BOT_WEBHOOK_SECRET=SECRET,
                    BOT_LISTEN=f"127.0.0.1:{port}",
                    BOT_DATABASE_URL=make_url(SERVER)
                    .set(database=name)
                    .render_as_string(hide_password=False),
                    BOT_DATA_KEY=key,
                    BOT_LOG_KEY=key,
                ),
                stdin=DEVNULL,
                stdout=DEVNULL,
                stderr=DEVNULL,
            )
            stack.push_async_callback(process.wait)
            stack.callback(process.terminate)
            processes.append(psutil.Process(process.pid))
            await ready("webhook", port, process)
        await asyncio.sleep(1)
        await telegram.told(do="connect", connections=CONNECTIONS, ports=ports)
        await telegram.told(do="flood", count=500, people=500, text=QUESTION)
        measured = [processes, [psutil.Process(telegram.pid)]]
        before = [*map(_busy, measured), _machine()]
        answer = await telegram.told(do="flood", count=count, people=count, text=QUESTION)
        after = [*map(_busy, measured), _machine()]
        used = [(end - begin) / float(answer["seconds"]) for begin, end in zip(before, after, strict=True)]
        return Rate(float(answer["per_second"]), *used)


def _busy(processes: list[psutil.Process]) -> float:
    return sum(times.user + times.system for times in (process.cpu_times() for process in processes))


def _machine() -> float:
    """Seconds that all processors together were busy, since the start of the machine."""
    times = psutil.cpu_times()
    return float(sum(times) - times.idle - getattr(times, "iowait", 0.0) - getattr(times, "guest", 0.0))


async def _on_server(statement: str) -> None:
    dsn = make_url(SERVER).set(drivername="postgresql").render_as_string(hide_password=False)
    connection = await asyncpg.connect(dsn)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()
