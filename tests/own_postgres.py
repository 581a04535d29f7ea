"""A PostgreSQL server of the tests' own, which may be stopped and killed; the one that others use is left alone."""

from __future__ import annotations

import asyncio
import os
import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.bot_process import PATIENCE, free_port, program

#: PostgreSQL refuses to run as root: then it runs as the user that its packages make.
_USER = "postgres"


@dataclass(frozen=True)
class OwnPostgres:
    """A server that runs, and how to treat it badly."""

    folder: Path
    port: int

    @property
    def url(self) -> str:
        """The address of its only database; the bot's user there is no superuser."""
        return f"postgresql+asyncpg://atazan@127.0.0.1:{self.port}/atazan"

    async def restart(self) -> None:
        """Let it fall over, and come up again at once."""
        await _run("pg_ctl", "restart", "-w", "-m", "immediate", "-D", str(self.folder), *_options(self))

    async def stop(self) -> None:
        """Let it fall over."""
        await _run("pg_ctl", "stop", "-w", "-m", "immediate", "-D", str(self.folder))

    async def start(self) -> None:
        """Start it (again)."""
        await _run("pg_ctl", "start", "-w", "-D", str(self.folder), *_options(self))


def _options(server: OwnPostgres) -> tuple[str, ...]:
    settings = f"-p {server.port} -c listen_addresses=127.0.0.1 -k {server.folder} -c shared_buffers=16MB"
    return ("-l", str(server.folder / "log"), "-o", settings)


@asynccontextmanager
async def own_postgres() -> AsyncIterator[OwnPostgres]:
    """Make a server in a folder that goes with it; skips the test where PostgreSQL's programs are missing."""
    if not all(shutil.which(tool) for tool in ("initdb", "pg_ctl", "createdb", "createuser")):
        pytest.skip("initdb and pg_ctl are not installed")
    if os.geteuid() == 0 and not shutil.which("runuser"):
        pytest.skip("PostgreSQL does not run as root, and there is no runuser")
    with tempfile.TemporaryDirectory(prefix="atazan-postgres-") as name:
        folder = Path(name)
        if os.geteuid() == 0:
            shutil.chown(folder, _USER)
        server = OwnPostgres(folder, free_port())
        await _run("initdb", "-D", name, "-U", "owner", "-A", "trust", "-E", "UTF8", "--no-sync")
        await server.start()
        try:
            where = ("-h", "127.0.0.1", "-p", str(server.port), "-U", "owner")
            await _run("createuser", *where, "--no-superuser", "--no-createdb", "atazan")
            await _run("createdb", *where, "-O", "atazan", "atazan")
            yield server
        finally:
            await server.stop()


async def _run(*command: str) -> None:
    as_user = ("runuser", "-u", _USER, "--") if os.geteuid() == 0 else ()
    nowhere = dict.fromkeys(("stdin", "stdout", "stderr"), asyncio.subprocess.DEVNULL)
    async with program(*as_user, *command, cwd="/", **nowhere) as process, asyncio.timeout(PATIENCE):
        status = await process.wait()
    assert status == 0, f"{command[0]} ended with status {status}"
