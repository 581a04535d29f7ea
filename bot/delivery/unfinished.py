"""Whether there is anything at all to deliver, asked in one go twice a second: nearly always there is not."""

from __future__ import annotations

from sqlalchemy import text

from bot.storage.database import Database
from bot.storage.delivery_tables import CAMPAIGN_STATES

_OPEN = ", ".join(f"'{state}'" for state in CAMPAIGN_STATES if state not in ("done", "cancelled"))
# Called off and not cleared away yet counts too, and so does what a dead process had in hand.
_QUERY = f"""
SELECT 1 WHERE EXISTS (SELECT 1 FROM campaigns WHERE state IN ({_OPEN}))
OR EXISTS (SELECT 1 FROM campaigns WHERE state = 'cancelled' AND ended_at IS NULL)
OR EXISTS (SELECT 1 FROM deliveries WHERE state = 'leased')
"""  # nosec B608  # noqa: S608 - constants of the program


class Unfinished:
    """Tells whether a campaign is open or a delivery on its way."""

    def __init__(self, database: Database) -> None:
        """Ask `database`: on SQLite from the event loop itself, in some microseconds."""
        self._database = database
        self._glance = database.glance(_QUERY)

    async def __call__(self) -> bool:
        """Whether there is anything that delivery has to look after.

        Raises:
            StorageError: the database failed.
        """
        seen = None if self._glance is None else self._glance()
        if seen is not None:
            return seen
        async with self._database.read() as connection:
            return (await connection.execute(text(_QUERY))).first() is not None
