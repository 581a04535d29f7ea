"""Takes turns in a process of its own: `python -m tests.turns_process URL FOLDER FILE KEY TIMES`.

While it has the turn of `KEY` it writes into `FILE` that it begins, and that it ends.
"""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

from bot.intake.turns import Turns
from bot.storage.database import Database


async def main(url: str, folder: str, file: str, key: str, times: str) -> None:
    """Take the turn so many times."""
    database = await Database.open(url, data_dir=Path(folder))
    async with Turns.taking(database, b"secret") as turns:
        while not turns.connected:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        descriptor = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        for _ in range(int(times)):
            async with turns.of(int(key)):
                os.write(descriptor, f"{os.getpid()} begins\n".encode())
                await asyncio.sleep(0.001)
                os.write(descriptor, f"{os.getpid()} ends\n".encode())
        os.close(descriptor)
    await database.close()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
