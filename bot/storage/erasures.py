"""That somebody was erased, noted so that nobody can tell whom, and yet they stay erased when a backup is restored.

The mark is made with the log key, which outlives changes of the data key, and cannot be turned back. Each erasure has
a random number of its own: what the backup's table does not have was erased after the backup was made.
"""

from __future__ import annotations

import hmac
import secrets
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.database import insert_into
from bot.storage.keys import Key
from bot.storage.shared_tables import erasures

_ENTRY_BYTES = 16


class Erasures:
    """Notes erasures with the log key."""

    def __init__(self, key: Key) -> None:
        self._secret = key.subkey("erased people")

    def mark(self, telegram_id: int) -> bytes:
        """Return 32 bytes that stand for this id among erasures, and for nothing anywhere else."""
        return hmac.digest(self._secret, str(telegram_id).encode(), "sha256")

    async def note_within(self, connection: AsyncConnection, telegram_id: int, now: datetime) -> None:
        """Note that this person is erased, in the unit of work that does it."""
        row = {"entry": secrets.token_bytes(_ENTRY_BYTES), "mark": self.mark(telegram_id), "day": now.date()}
        await connection.execute(insert_into(connection, erasures).values(row))
