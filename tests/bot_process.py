"""The bot as a process of its own, for tests and measurements that need the whole of it."""

from __future__ import annotations

import asyncio
import json
import os
import random
import socket
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

from bot.local.state import DEFAULT_TOKEN

ROOT = Path(__file__).parent.parent
PATIENCE = 120.0
"""Seconds after which something that does not come is an error, on a machine as slow and busy as can be."""

_CHANCE = random.SystemRandom()


def environment(folder: Path, **settings: str) -> dict[str, str]:
    """The environment of a bot whose data lie in `folder`, with nothing of the surrounding `BOT_` settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("BOT_")}
    return {**kept, "PYTHONPATH": str(ROOT), "BOT_DATA_DIR": str(folder / "data"), **settings}


def free_port() -> int:
    """A port of loopback that nobody has just now.

    It is none of those that systems give away by themselves, or somebody else would have it before it is used.
    """
    while True:
        port = _CHANCE.randrange(10_240, 32_768)
        with suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port


@asynccontextmanager
async def program(*command: str, **how: Any) -> AsyncIterator[Process]:
    """Start a program, with what `create_subprocess_exec` takes; whatever happens it does not outlive the block."""
    process = await asyncio.create_subprocess_exec(*command, **how)
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        # A pipe that nobody reads to its end would be warned of later, in some other test.
        await process.communicate()


async def printed_by(*command: str, **how: Any) -> str:
    """What a program prints until it ends well."""
    async with program(*command, stdout=PIPE, **how) as process, asyncio.timeout(PATIENCE):
        printed, _ = await process.communicate()
    assert process.returncode == 0
    return printed.decode()


class BotProcess:
    """A bot that runs, and what it logs."""

    def __init__(self, process: Process, port: int) -> None:
        self.process = process
        self.port = port
        self.printed: list[str] = []
        self._unread: asyncio.Queue[str] = asyncio.Queue()
        # At once and always: a bot whose log nobody takes stands still when the pipe is full.
        self._reading = asyncio.create_task(self._read())

    async def _read(self) -> None:
        assert self.process.stderr is not None
        while line := (await self.process.stderr.readline()).decode():
            self._unread.put_nowait(line)
        self._unread.put_nowait("")

    async def logged(self, event: str, *, patience: float = PATIENCE) -> dict[str, Any]:
        """The next line of the log with that event; lines before it are kept in `printed`.

        Raises:
            EOFError: the bot ended without it; the message is what it printed.
            TimeoutError: it did not come within `patience` seconds.
        """
        async with asyncio.timeout(patience):
            while line := await self._unread.get():
                self.printed.append(line)
                if line.startswith("{") and json.loads(line)["event"] == event:
                    found: dict[str, Any] = json.loads(line)
                    return found
        self._unread.put_nowait("")
        raise EOFError("".join(self.printed))

    async def ended(self) -> int:
        """The exit status, once the process has ended by itself; what it still printed is kept.

        Raises:
            TimeoutError: it did not end within `PATIENCE`.
        """
        async with asyncio.timeout(PATIENCE):
            status = await self.process.wait()
            await self._reading
        while not self._unread.empty():
            if line := self._unread.get_nowait():
                self.printed.append(line)
        return status


@asynccontextmanager
async def polling_bot(
    address: str,
    folder: Path,
    *,
    token: str = DEFAULT_TOKEN,
    port: int | None = None,
    before: Sequence[str] = (),
    **further: str,
) -> AsyncIterator[BotProcess]:
    """Start `python -m bot` against the Bot API server at `address`; whatever happens it does not outlive the block.

    `folder` holds its data and is where it runs; `port` is where it tells its health, by default a free one. `before`
    is a program that runs it, `further` are settings.
    """
    port = port or free_port()
    settings = {"BOT_TOKEN": token, "BOT_API_URL": address, "BOT_LOG_FORMAT": "json", **further}
    process = await asyncio.create_subprocess_exec(
        *(*before, sys.executable, "-m", "bot"),
        cwd=folder,
        env=environment(folder, **settings, BOT_LISTEN=f"127.0.0.1:{port}"),
        stdin=asyncio.subprocess.DEVNULL,
        stderr=PIPE,
    )
    bot = BotProcess(process, port)
    try:
        yield bot
    finally:
        if process.returncode is None:
            process.kill()
        await bot.ended()
        # For whoever reads the log of the suite; see `tests.canary`.
        sys.stderr.write("".join(bot.printed))


@asynccontextmanager
async def webhook_bot(
    address: str,
    folder: Path,
    *,
    secret: str = "a-secret-of-the-tests",  # noqa: S107
    port: int | None = None,
    **further: str,
) -> AsyncIterator[BotProcess]:
    """The same by webhook, at `/telegram` of its port."""
    port = port or free_port()
    settings = {
        "BOT_MODE": "webhook",
        "BOT_WEBHOOK_URL": f"http://127.0.0.1:{port}/telegram",
        "BOT_WEBHOOK_SECRET": secret,
    }
    async with polling_bot(address, folder, port=port, **{**settings, **further}) as bot:
        yield bot
