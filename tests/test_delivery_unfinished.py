"""Whether there is anything to deliver: as long as something is open, on its way or to be cleared away."""

from __future__ import annotations

import pytest
from sqlalchemy import insert, update

from bot.delivery.unfinished import Unfinished
from bot.storage.database import Database
from bot.storage.delivery_tables import campaigns, deliveries
from bot.storage.tables import people
from tests.delivery_world import NOON


@pytest.mark.parametrize(
    ("state", "ended", "open_"),
    [
        ("sending", False, True),
        ("paused", False, True),
        ("halted", False, True),
        ("cancelled", False, True),
        ("cancelled", True, False),
        ("done", True, False),
    ],
)
async def test_campaigns(database: Database, state: str, ended: bool, open_: bool) -> None:
    """One that is open, or called off and not cleared away yet, is unfinished; without any there is nothing."""
    unfinished = Unfinished(database)
    assert await unfinished() is False
    async with database.write() as connection:
        await connection.execute(insert(campaigns).values(_campaign(state, ended=ended)))
    assert await unfinished() is open_


async def test_what_a_dead_process_had_in_hand(database: Database) -> None:
    """A delivery on its way counts, also of a campaign that ended meanwhile; one that was settled does not."""
    unfinished = Unfinished(database)
    async with database.write() as connection:
        await connection.execute(insert(campaigns).values(_campaign("done", ended=True)))
        await connection.execute(
            insert(people).values(id=1, sealed_id=b"x", kind="person", first_seen=NOON.date())
        )
        row = {"campaign_id": 1, "person_id": 1, "purpose": "edit", "priority": 1, "due_at": NOON}
        await connection.execute(insert(deliveries).values(row | {"state": "leased", "leased_until": NOON}))
    assert await unfinished() is True
    async with database.write() as connection:
        await connection.execute(update(deliveries).values(state="unknown", leased_until=None))
    assert await unfinished() is False


def _campaign(state: str, *, ended: bool) -> dict[str, object]:
    given = {"id": 1, "event": "x", "kind": "news", "cards": {}, "topics": []}
    return given | {"state": state, "made_at": NOON, "ended_at": NOON if ended else None}
