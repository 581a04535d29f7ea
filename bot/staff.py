"""Who may do more than others: roles from the settings and from the database, in force within seconds."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Literal, get_args

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.fresh_cache import FreshCache
from bot.people import FRESH_SECONDS, People
from bot.storage.changes import Changes
from bot.storage.database import Database, insert_into
from bot.storage.tables import invitations, people, roles
from bot.storage.updates import first_time

Role = Literal["admin", "editor", "moderator", "secretariat"]
ROLES: frozenset[Role] = frozenset(get_args(Role))


@dataclass(frozen=True)
class Member:
    """One of the staff."""

    telegram_id: int = field(repr=False)
    roles: frozenset[Role]
    #: Those of `roles` that only a change of the settings takes away.
    from_settings: frozenset[Role]


class Staff:
    """Gives, takes and looks up roles."""

    def __init__(
        self,
        database: Database,
        people_service: People,
        clock: Clock,
        *,
        admins: Iterable[int] = (),
        editors: Iterable[int] = (),
        moderators: Iterable[int] = (),
        changes: Changes | None = None,
    ) -> None:
        """Take Telegram ids of staff from the settings; no command takes their roles away.

        `changes` tells what other workers change; None: it is not told, and on PostgreSQL roles are read each time.
        """
        self._database = database
        self._people = people_service
        self._clock = clock
        self._settings: dict[int, frozenset[Role]] = _by_person(
            {"admin": admins, "editor": editors, "moderator": moderators}
        )
        heard = changes or Changes(database)
        self._granted: FreshCache[None, dict[int, frozenset[Role]]] = FreshCache(
            clock, size=1, seconds=FRESH_SECONDS, trusted=lambda: heard.heard
        )
        heard.on("roles", lambda _: self._granted.forget(None))
        heard.on_missed(self._granted.clear)

    async def roles_of(self, telegram_id: int) -> frozenset[Role]:
        """Return the roles given to this person, at most 5 seconds old; an admin's are not spelled out.

        Raises:
            StorageError: the database failed.
        """
        granted = await self._all_granted()
        return granted.get(telegram_id, frozenset()) | self._settings.get(telegram_id, frozenset())

    async def has(self, telegram_id: int, role: Role) -> bool:
        """Return whether this person may act as `role`; an admin may act as any.

        Raises:
            StorageError: the database failed.
        """
        return bool(await self.roles_of(telegram_id) & {role, "admin"})

    async def any_admin(self) -> bool:
        """Return whether there is an admin, by the settings or by the database.

        Raises:
            StorageError: the database failed.
        """
        return any("admin" in member.roles for member in await self.members())

    async def members(self) -> list[Member]:
        """Return all staff, ordered by Telegram id.

        Raises:
            StorageError: the database failed.
        """
        granted = await self._all_granted()
        none: frozenset[Role] = frozenset()
        return [
            Member(
                telegram_id,
                granted.get(telegram_id, none) | self._settings.get(telegram_id, none),
                self._settings.get(telegram_id, none),
            )
            for telegram_id in sorted(granted.keys() | self._settings.keys())
        ]

    async def grant(
        self, telegram_id: int, role: Role, *, by: int | None = None, update_id: int | None = None
    ) -> bool:
        """Give `role`; return False if the database gave it already. `by`: who gave it; None: nobody.

        Raises:
            StorageError: the database failed; nothing was changed.
        """
        giver = await self._people.find(by) if by is not None else None
        async with self._database.write() as connection:
            new = await first_time(connection, update_id, self._clock.now())
            if new:
                person = await self._people.ensure_within(connection, telegram_id)
                new = await self._give(connection, person.id, role, by=giver.id if giver else None)
        self._granted.forget(None)
        return new

    async def revoke(self, telegram_id: int, role: Role, *, update_id: int | None = None) -> bool:
        """Take `role` away; return False if the database did not give it (the settings may still).

        Raises:
            StorageError: the database failed; nothing was changed.
        """
        person_id = select(people.c.id).where(people.c.sealed_id == self._people.sealed(telegram_id))
        taken = delete(roles).where(roles.c.person_id == person_id.scalar_subquery(), roles.c.role == role)
        async with self._database.write() as connection:
            had = (
                await first_time(connection, update_id, self._clock.now())
                and (await connection.execute(taken)).rowcount > 0
            )
        self._granted.forget(None)
        return had

    async def make_invitation(self, role: Role = "admin", hours: int = 48) -> str:
        """Return a token that gives `role` once, within `hours`: 32 characters that fit a deep link.

        Only a hash of it is kept, so it cannot be shown again.

        Raises:
            StorageError: the database failed; there is no invitation.
        """
        token = secrets.token_urlsafe(24)
        now = self._clock.now()
        row = {
            "token_hash": _hash(token),
            "role": role,
            "made_at": now,
            "expires_at": now + timedelta(hours=hours),
        }
        async with self._database.write() as connection:
            await connection.execute(insert_into(connection, invitations).values(row))
        return token

    async def accept_invitation(
        self, token: str, telegram_id: int, *, update_id: int | None = None
    ) -> Role | None:
        """Use the invitation up and return the role it gave; None if it is unknown, used or too old.

        A second delivery of the update that used it returns the role again.

        Raises:
            StorageError: the database failed; the invitation is as it was.
        """
        async with self._database.write() as connection:
            if await first_time(connection, update_id, self._clock.now()):
                role = await self._use(connection, token)
                if role is not None:
                    person = await self._people.ensure_within(connection, telegram_id)
                    await self._give(connection, person.id, role, by=None)
            else:
                role = await self._given(connection, token, telegram_id)
        self._granted.forget(None)
        return role

    async def _use(self, connection: AsyncConnection, token: str) -> Role | None:
        now = self._clock.now()
        table = invitations.c
        statement = (
            update(invitations)
            .where(table.token_hash == _hash(token), table.used_at.is_(None), table.expires_at > now)
            .values(used_at=now)
            .returning(table.role)
        )
        role: Role | None = (await connection.execute(statement)).scalar_one_or_none()
        return role

    async def _given(self, connection: AsyncConnection, token: str, telegram_id: int) -> Role | None:
        query = (
            select(roles.c.role)
            .join(invitations, invitations.c.role == roles.c.role)
            .join(people, people.c.id == roles.c.person_id)
            .where(
                invitations.c.token_hash == _hash(token),
                invitations.c.used_at.is_not(None),
                people.c.sealed_id == self._people.sealed(telegram_id),
            )
        )
        role: Role | None = (await connection.execute(query)).scalar_one_or_none()
        return role

    async def _give(self, connection: AsyncConnection, person_id: int, role: Role, *, by: int | None) -> bool:
        values = {"person_id": person_id, "role": role, "granted_at": self._clock.now(), "granted_by": by}
        statement = (
            insert_into(connection, roles)
            .values(values)
            .on_conflict_do_nothing()
            .returning(roles.c.person_id)
        )
        return (await connection.execute(statement)).first() is not None

    async def _all_granted(self) -> dict[int, frozenset[Role]]:
        kept = self._granted.get(None)
        if kept is not None:
            return kept[0]
        since = self._granted.changes
        async with self._database.read() as connection:
            query = select(people.c.sealed_id, roles.c.role).join(roles, roles.c.person_id == people.c.id)
            rows = [(self._people.opened(row.sealed_id), row.role) for row in await connection.execute(query)]
        granted = _by_person({role: [who for who, given in rows if given == role] for role in ROLES})
        self._granted.learn(None, granted, since=since)
        return granted


def _by_person(by_role: Mapping[Role, Iterable[int]]) -> dict[int, frozenset[Role]]:
    found: dict[int, set[Role]] = {}
    for role, ids in by_role.items():
        for telegram_id in ids:
            found.setdefault(telegram_id, set()).add(role)
    return {telegram_id: frozenset(given) for telegram_id, given in found.items()}


def _hash(token: str) -> bytes:
    # The token is 192 random bits, so a plain hash cannot be searched for what it stands for.
    return hashlib.sha256(token.encode()).digest()
