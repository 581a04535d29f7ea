"""What a command does not need it does not load: scripts that ask are not kept waiting."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.bot_process import PATIENCE, environment

SCRIPT = """
import contextlib, io, sys
from bot.cli import main
for arguments in {commands!r}:
    with contextlib.suppress(SystemExit), contextlib.redirect_stdout(io.StringIO()):
        main(arguments)
print(*sorted({{name.partition(".")[0] for name in sys.modules}}))
"""
HEAVY = {
    *("telegram", "sqlalchemy", "structlog", "pydantic_settings", "handlers"),
    *("aiosqlite", "alembic", "httpx", "aiohttp", "rich", "starlette", "uvicorn", "cryptography", "asyncio"),
}


def loaded(folder: Path, *commands: list[str], **settings: str) -> set[str]:
    """The top-level modules that a process holds after it ran these commands."""
    ran = subprocess.run(
        [sys.executable, "-c", SCRIPT.format(commands=commands)],
        cwd=folder,
        env=environment(folder, **settings),
        capture_output=True,
        text=True,
        check=True,
        timeout=PATIENCE,
    )
    return set(ran.stdout.split())


@pytest.mark.parametrize(
    "commands",
    [
        pytest.param([["ask", "dual citizenship"]], id="ask"),
        pytest.param([["content", "list"], ["content", "check"]], id="content"),
    ],
)
def test_heavy_modules_stay_out(tmp_path: Path, commands: list[list[str]]) -> None:
    """Asking and looking after content load neither Telegram, nor a database, nor a log, nor a web server."""
    modules = loaded(tmp_path, *commands)
    assert "content" in modules
    assert modules & HEAVY == set()


def test_a_waiting_bot_holds_no_readers_of_files(tmp_path: Path) -> None:
    """What reads documents, writes calendars and sends files comes with the first of them: it takes 25 megabytes."""
    script = (
        "import sys, bot.app, handlers.commands; print(*{name.partition('.')[0] for name in sys.modules})"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script],
        cwd=Path(__file__).parent.parent,
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        check=True,
        timeout=PATIENCE,
    )
    assert set(ran.stdout.split()) & {"aiohttp", "icalendar", "pypdf", "PIL", "lxml", "openpyxl"} == set()
