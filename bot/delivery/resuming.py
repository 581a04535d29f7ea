"""The end of a hold on sending, as an administrator decides it after a backup was restored."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from sqlalchemy import or_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.delivery_tables import campaigns
from bot.storage.hold import held_since, release_within

Choice = Literal["new", "all"]

_OPEN = ("sending", "paused", "halted")


async def resume_within(connection: AsyncConnection, choice: Choice, now: datetime) -> int | None:
    """Let notices be sent again; return how many campaigns were called off for that, None if nothing was held.

    "new": whatever was on its way before the restore is called off, since it may have been sent since the backup; what
    is to begin later is kept. "all": everything that waits is sent, some of it perhaps a second time.
    """
    since = await held_since(connection)
    if since is None:
        return None
    called_off = 0
    if choice == "new":
        table = campaigns.c
        begun = or_(table.not_before.is_(None), table.not_before <= now)
        before = update(campaigns).where(table.state.in_(_OPEN), table.made_at <= since, begun)
        # The sweep settles its rows and says when it ended.
        result = await connection.execute(before.values(state="cancelled", ended_at=None))
        called_off = result.rowcount
    await release_within(connection)
    return called_off
