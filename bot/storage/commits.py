"""Looking at rows only after something was committed: what has not changed need not be read again."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.storage.database import Database


def after_commits(database: Database, look: Callable[[], Awaitable[object]]) -> Callable[[], Awaitable[None]]:
    """`look`, made only where a commit may have come since the last time; for what depends on rows alone.

    On PostgreSQL, and wherever it cannot be told, it is made each time. One that fails is made again.
    """
    commits = database.commits()
    last: object = None

    async def look_if_changed() -> None:
        nonlocal last
        # Before the look: what is committed during it is seen by the next one.
        now = None if commits is None else commits()
        if now is None or now != last:
            last = None
            await look()
            last = now

    return look_if_changed
