"""Staff: who has which role, and since when it counts."""

from __future__ import annotations

import asyncio
import re
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from bot.clock import SettableClock
from bot.people import People
from bot.staff import Member, Staff
from bot.storage import tables
from bot.storage.database import Database

OWNER, AIGUL, DANIYAR = 100, 200, 300


@pytest.fixture
def staff(database: Database, people: People, clock: SettableClock) -> Staff:
    """Staff whose settings name one moderator and no admin."""
    return Staff(database, people, clock, moderators=[DANIYAR])


@pytest.fixture
def other_staff(other_database: Database, other_people: People, clock: SettableClock) -> Staff:
    """The same staff as another worker knows it."""
    return Staff(other_database, other_people, clock, moderators=[DANIYAR])


async def test_roles_come_from_the_settings_and_the_database(staff: Staff) -> None:
    """A person has the roles of both, and the list says which of them only the settings take away."""
    assert await staff.grant(DANIYAR, "editor")
    assert not await staff.grant(DANIYAR, "editor")
    assert await staff.roles_of(DANIYAR) == {"editor", "moderator"}
    assert await staff.roles_of(AIGUL) == frozenset()
    (member,) = await staff.members()
    assert member == Member(DANIYAR, frozenset({"editor", "moderator"}), frozenset({"moderator"}))


async def test_an_admin_may_act_as_any(staff: Staff) -> None:
    """An admin has every role; the others have only their own."""
    assert not await staff.any_admin()
    await staff.grant(AIGUL, "admin")
    assert await staff.any_admin()
    assert await staff.has(AIGUL, "secretariat")
    assert await staff.has(DANIYAR, "moderator")
    assert not await staff.has(DANIYAR, "admin")


async def test_an_admin_of_the_settings_is_one(
    database: Database, people: People, clock: SettableClock
) -> None:
    """An admin in the settings is enough, before anything is in the database."""
    staff = Staff(database, people, clock, admins=[OWNER], editors=[OWNER])
    assert await staff.any_admin()
    assert await staff.roles_of(OWNER) == {"admin", "editor"}


async def test_a_role_is_taken_away_at_once(staff: Staff) -> None:
    """After revoking, the very next question is refused; what the settings give stays."""
    await staff.grant(AIGUL, "editor", by=DANIYAR)
    assert await staff.has(AIGUL, "editor")
    assert await staff.revoke(AIGUL, "editor")
    assert not await staff.has(AIGUL, "editor")
    assert not await staff.revoke(AIGUL, "editor")
    assert not await staff.revoke(DANIYAR, "moderator")
    assert await staff.has(DANIYAR, "moderator")


async def test_a_change_of_another_worker_counts_within_five_seconds(
    staff: Staff, other_staff: Staff, clock: SettableClock
) -> None:
    """No restart is needed for a role to be given or taken."""
    assert not await staff.has(AIGUL, "admin")
    await other_staff.grant(AIGUL, "admin")
    clock.advance(timedelta(seconds=5))
    assert await staff.has(AIGUL, "admin")
    await other_staff.revoke(AIGUL, "admin")
    clock.advance(timedelta(seconds=5))
    assert not await staff.has(AIGUL, "admin")


async def test_who_gave_a_role_may_be_forgotten(staff: Staff, people: People) -> None:
    """Forgetting the giver keeps the role and drops the name of who gave it."""
    await people.ensure(OWNER)
    await staff.grant(AIGUL, "editor", by=OWNER)
    await people.forget(OWNER)
    assert await staff.has(AIGUL, "editor")


async def test_an_invitation_makes_one_admin(staff: Staff, database: Database) -> None:
    """The token fits a deep link, works once, and is not kept in the clear."""
    token = await staff.make_invitation()
    assert re.fullmatch(r"[A-Za-z0-9_-]{32}", token)
    assert await staff.accept_invitation(token, AIGUL) == "admin"
    assert await staff.has(AIGUL, "admin")
    assert await staff.accept_invitation(token, OWNER) is None
    assert not await staff.has(OWNER, "admin")
    async with database.read() as connection:
        row = (await connection.execute(select(tables.invitations))).one()
    assert token.encode() not in row.token_hash


async def test_two_who_take_one_invitation_are_one_admin(staff: Staff, other_staff: Staff) -> None:
    """Taps of two people at the same moment, met by two workers, make one admin."""
    token = await staff.make_invitation()
    both = (staff.accept_invitation(token, AIGUL), other_staff.accept_invitation(token, OWNER))
    assert sorted(map(str, await asyncio.gather(*both))) == ["None", "admin"]


async def test_an_invitation_ends(staff: Staff, clock: SettableClock) -> None:
    """After its hours have gone by an invitation is worth nothing."""
    token = await staff.make_invitation("editor", hours=2)
    clock.advance(timedelta(hours=2))
    assert await staff.accept_invitation(token, AIGUL) is None


async def test_a_guessed_invitation_stores_nobody(staff: Staff, database: Database) -> None:
    """A wrong token gives nothing and leaves no row of the person."""
    assert await staff.accept_invitation("guess", AIGUL, update_id=1) is None
    async with database.read() as connection:
        assert (await connection.execute(select(func.count()).select_from(tables.people))).scalar_one() == 0


async def test_an_update_delivered_again_gives_the_same_answer(staff: Staff) -> None:
    """The one who used the invitation is told so again; a repeated grant or revocation changes nothing."""
    token = await staff.make_invitation()
    assert await staff.accept_invitation(token, AIGUL, update_id=1) == "admin"
    assert await staff.accept_invitation(token, AIGUL, update_id=1) == "admin"
    assert await staff.accept_invitation(token, OWNER, update_id=1) is None
    assert await staff.revoke(AIGUL, "admin", update_id=2)
    assert not await staff.grant(AIGUL, "admin", update_id=2)
    assert not await staff.has(AIGUL, "admin")
