"""The sending process is killed (SIGKILL) again and again, against a real HTTP Bot API server.

`make soak` does it with 2,000 people.
"""

from __future__ import annotations

import math
import os
from collections import Counter
from functools import partial
from pathlib import Path

from bot.local.core import LocalTelegram
from bot.local.server import serve
from tests.bot_process import PATIENCE
from tests.delivery_process import crowd, invite, sending_bot

SOAK = bool(os.environ.get("BOT_SOAK"))
COUNT, KILLS, RATE = (2_000, 12, 100.0) if SOAK else (120, 2, 60.0)
IN_FLIGHT = math.ceil(RATE)
"""How many deliveries are under way at most when the process is killed."""
EACH = COUNT // (2 * (KILLS + 1))
"""How many messages each process sends before it is killed."""


def _called(telegram: LocalTelegram, times: int) -> bool:
    return len(telegram.called("sendMessage")) >= times


async def test_killed_again_and_again_nobody_is_lost_or_told_twice(tmp_path: Path) -> None:
    """Everybody is told once, but for those in flight at a kill: they are accounted as unknown, and not told twice."""
    telegram = LocalTelegram()
    async with crowd(tmp_path, COUNT) as followers, serve(telegram) as address:
        invite(telegram, followers.ids)
        await followers.publish("s1")
        for kill in range(1, KILLS + 1):
            async with sending_bot(address, tmp_path, rate=RATE, minutes=2 * kill):
                wanted = len(telegram.called("sendMessage")) + EACH
                await telegram.until(partial(_called, telegram, wanted), 4 * PATIENCE)
        async with sending_bot(address, tmp_path, rate=RATE, minutes=2 * KILLS + 2) as bot:
            await bot.logged("delivery.ended", patience=4 * PATIENCE)
        ledger = await followers.ledger()
    arrived = Counter(int(call["chat_id"]) for call in telegram.called("sendMessage"))
    states = Counter(state for state, _ in ledger.values())
    assert set(ledger) == set(followers.ids)
    assert set(states) <= {"sent", "unknown"}
    assert states["unknown"] <= KILLS * IN_FLIGHT
    assert all(arrived[person] == 1 for person, (state, _) in ledger.items() if state == "sent")
    assert max(arrived.values()) == 1
