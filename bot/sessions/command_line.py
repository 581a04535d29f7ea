"""`sessions list`, `import` and `export`: the record and the calendars for whoever runs the bot."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.clock import SystemClock
from bot.delivery.campaigns import Campaigns
from bot.environment import pack as load_pack
from bot.errors import BotError, UsageError
from bot.opening import open_storage
from bot.rendering.import_plan import plan_lines, refusal, summary
from bot.rendering.scene import Scene, Scenes
from bot.rendering.sessions import scene_title
from bot.sessions.calendar import Publisher, feed
from bot.sessions.ics_lines import MAX_BYTES, IcsError
from bot.sessions.ics_reading import read_sessions
from bot.sessions.import_plan import DONE
from bot.sessions.importing import Importing
from bot.sessions.publishing import Publishing
from bot.sessions.service import SessionChangedError, Sessions
from bot.settings import Settings, load_settings
from bot.storage.database import parse_address

Put = Callable[[str], None]
Ask = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class _Opened:
    scenes: Scenes
    publishing: Publishing
    importing: Importing

    @property
    def scene(self) -> Scene:
        """The operator reads English, as everywhere on the command line."""
        return self.scenes("en")


@asynccontextmanager
async def _opened(settings: Settings) -> AsyncIterator[_Opened]:
    pack = load_pack(str(settings.pack))
    clock = SystemClock(settings.clock)
    scenes = Scenes(pack, settings.language or pack.info.languages[0])
    async with open_storage(settings, clock) as storage:
        campaigns = Campaigns(storage.database, clock, rate=settings.send_rate)
        sessions = Sessions(storage.database, pack, clock)
        publishing = Publishing(storage.database, sessions, campaigns, scenes, clock)
        await publishing.renew()
        yield _Opened(scenes, publishing, Importing(storage.database, publishing, campaigns, scenes, clock))


def listed(put: Put) -> None:
    """Print a line for each session, the earliest first: id, when (in the pack's zone), status, title; between tabs.

    Raises:
        UsageError: a setting or the pack cannot be used.
        StorageError: the database cannot be used.
    """
    scenes = _scenes()
    for session in scenes.record.shown:
        zone = scenes.record.zone
        when = (
            session.start.astimezone(zone).strftime("%Y-%m-%d %H:%M") if session.start else str(session.day)
        )
        put("\t".join((session.id, when, session.status, scene_title(scenes("en"), session))))


def exported(path: Path, put: Put) -> None:
    """Write the calendar of all sessions to a file, in the operator's language.

    Raises:
        UsageError: a setting, the pack or the path cannot be used.
        StorageError: the database cannot be used.
    """
    scenes = _scenes()
    data = feed(scenes(scenes.fallback), Publisher())
    try:
        path.write_bytes(data)
    except OSError as error:
        raise UsageError(f"{path}: cannot be written ({error.strerror})") from error
    put(f"{len(scenes.record.sessions)} sessions: {path}")


def _scenes() -> Scenes:
    """The scenes with all sessions. Where there is no database yet, those of the pack are all, and none is made."""
    settings = load_settings()
    address = parse_address(settings.database_url, data_dir=settings.data_dir)
    if address.get_backend_name() == "sqlite" and not Path(address.database or "").exists():
        pack = load_pack(str(settings.pack))
        return Scenes(pack, settings.language or pack.info.languages[0])
    return asyncio.run(_renewed(settings))


async def _renewed(settings: Settings) -> Scenes:
    async with _opened(settings) as opened:
        return opened.scenes


def imported(path: Path, put: Put, *, announce: bool, yes: bool) -> None:
    """Print what a calendar would do, and do it with `yes`, or after a yes on a terminal; else leave it at that.

    `announce`: whoever runs the bot tells people, within a second.

    Raises:
        UsageError: the file is not taken, or a setting or the pack cannot be used; nothing is changed.
        BotError: a session was changed in the meantime; nothing is changed.
        StorageError: the database cannot be used; nothing is changed.
    """
    data = _read(path)
    asyncio.run(_import(data, path, put, announce=announce, yes=yes))


async def _import(data: bytes, path: Path, put: Put, *, announce: bool, yes: bool) -> None:
    settings = load_settings()
    async with _opened(settings) as opened:
        scene = opened.scene
        try:
            events = read_sessions(data, opened.publishing.sessions.zone)
            steps = opened.importing.plan(events, opened.scenes.fallback)
        except IcsError as error:
            raise UsageError(f"{path}: {refusal(scene, error)}") from error
        for line in plan_lines(scene, steps):
            put(line)
        put(summary(scene, steps))
        if not any(step.deed in DONE for step in steps):
            return
        put(scene.say("import-told" if announce else "import-untold"))
        if not (yes or await asyncio.to_thread(_agreed)):
            return
        try:
            count = await opened.importing.apply(steps, announce=announce)
        except SessionChangedError as error:
            raise BotError(
                "a session was changed in the meantime; nothing was imported, try again"
            ) from error
        put(scene.say("import-applied", count=str(count)))


def _read(path: Path) -> bytes:
    """The file, or as much of it as shows that it is too large."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
            rest = os.fstat(file.fileno()).st_size - len(data)
            return data + b"\0" * max(0, min(rest, 100 * MAX_BYTES))
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror})") from error


def _agreed() -> bool:
    """Whether somebody at a terminal says yes; without one nobody does."""
    if not sys.stdin.isatty():
        print("Nothing was changed. To apply it: --yes", file=sys.stderr)  # noqa: T201
        return False
    sys.stdout.write("Apply? [y/N] ")
    sys.stdout.flush()
    return sys.stdin.readline().strip().lower() in ("y", "yes")
