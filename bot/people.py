"""People, groups and channels: what they chose, and nothing else.

A Telegram id goes in and is sealed here; a person who only asks is never stored.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import delete, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.fresh_cache import FreshCache
from bot.gathering import Gathered
from bot.last_articles import LastArticle, LastArticles
from bot.person import Dialogue, Kind, Person, Setting, with_setting
from bot.person_rows import exported, load, load_all, load_by_row
from bot.storage.changes import Changes
from bot.storage.database import Database, insert_into
from bot.storage.erasures import Erasures
from bot.storage.errors import StorageError
from bot.storage.moving import move_row
from bot.storage.sealing import Sealer
from bot.storage.tables import dialogues, people
from bot.storage.updates import first_time

#: After this many seconds a change made by another process is seen, even where it is not heard of.
FRESH_SECONDS = 5.0

#: How many people are kept in memory.
KEPT = 10_000


class People:
    """Finds and changes people.

    What changes a person takes the `update_id` that caused it: delivered again, it changes nothing and
    returns the present state. None means that no update caused it.
    """

    def __init__(
        self,
        database: Database,
        sealer: Sealer,
        clock: Clock,
        *,
        is_local: Callable[[int], bool] = lambda _telegram_id: False,
        changes: Changes | None = None,
        erasures: Erasures | None = None,
    ) -> None:
        """Tell people of the local chat by `is_local`; by default there are none.

        `changes` tells what other workers change; None: it is not told, and on PostgreSQL nobody is kept in memory.
        `erasures` notes who was erased, for the restore of an older backup; None: it is not noted.
        """
        self._erasures = erasures
        self._database = database
        self._sealer = sealer
        self._clock = clock
        self._is_local = is_local
        # The embedded database has one process that answers: there what it wrote itself is the newest. Elsewhere
        # another worker may have moved a dialogue on a moment ago, so it has to be heard of.
        heard = changes or Changes(database)
        self._cache: FreshCache[int, Person | None] = FreshCache(
            clock, size=KEPT, seconds=FRESH_SECONDS, trusted=lambda: heard.heard
        )
        heard.on("person", self._changed_elsewhere)
        heard.on_missed(self._cache.clear)
        self._gathered = Gathered(self._load_all)
        self._glance = database.glance("SELECT 1 FROM people WHERE sealed_id = ?")
        self._last_articles = LastArticles(database, sealer, clock, changes)

    async def find(self, telegram_id: int) -> Person | None:
        """Return the person, at most `FRESH_SECONDS` old, or None; makes nobody.

        Raises:
            StorageError: the database failed.
        """
        kept = self._cache.get(telegram_id)
        if kept is not None:
            return kept[0]
        since = self._cache.changes
        if self._glance is not None and self._glance(self._sealer.seal(telegram_id)) is False:
            self._cache.learn(telegram_id, None, since=since)
            return None
        person = await self._gathered(telegram_id)
        self._cache.learn(telegram_id, person, since=since)
        return person

    async def find_by_id(self, person_id: int) -> Person | None:
        """Return the person whose row is `person_id`, as on disk, or None.

        Raises:
            StorageError: the database failed.
        """
        async with self._database.read() as connection:
            return await load_by_row(connection, self._sealer, person_id)

    async def ensure(
        self, telegram_id: int, kind: Kind = "person", *, update_id: int | None = None
    ) -> Person:
        """Return the person, made if new. Costs a write only then.

        Raises:
            StorageError: the database failed.
        """
        async with self._database.read() as connection:
            person = await self._load(connection, telegram_id)
        return person or await self._change(telegram_id, kind, update_id, {})

    async def ensure_within(
        self, connection: AsyncConnection, telegram_id: int, kind: Kind = "person"
    ) -> Person:
        """Return the person, made if new, inside a unit of work that writes more about them.

        Their row is held until the commit, so that two workers do not overwrite each other's changes.

        Raises:
            sqlalchemy.exc.DBAPIError: the database failed; the unit of work turns it into StorageError.
        """
        values = {
            "sealed_id": self.sealed(telegram_id),
            "kind": kind,
            "first_seen": self._clock.now().date(),
            "is_local": self._is_local(telegram_id),
        }
        await connection.execute(insert_into(connection, people).values(values).on_conflict_do_nothing())
        person = await self._load(connection, telegram_id, hold=True)
        assert person is not None  # noqa: S101 - it was made two lines above, in this unit of work
        self._cache.forget(telegram_id)
        return person

    async def speak_within(self, connection: AsyncConnection, person: Person, language: str | None) -> None:
        """Keep the language that somebody is served in as theirs if they chose none: what comes later speaks it."""
        if person.language is None and language is not None:
            mine = update(people).where(people.c.id == person.id, people.c.language.is_(None))
            await connection.execute(mine.values(language=language))
            self._cache.forget(person.telegram_id)

    def sealed(self, telegram_id: int) -> bytes:
        """Return what stands for this id in the database."""
        return self._sealer.seal(telegram_id)

    def pseudonym(self, purpose: str, value: str) -> bytes:
        """Return 32 bytes that always stand for `value` within `purpose`, in every worker, and that tell nothing."""
        return self._sealer.pseudonym(purpose, value)

    def opened(self, sealed_id: bytes) -> int:
        """Return the id that stands behind `sealed_id`.

        Raises:
            StorageError: it was sealed with another key, or changed since.
        """
        return self._sealer.open(sealed_id)

    async def set_language(
        self, telegram_id: int, language: str | None, *, kind: Kind = "person", update_id: int | None = None
    ) -> Person:
        """Set the language (None: not chosen), making the person if new. Return the present state.

        Raises:
            StorageError: the database failed; nothing was changed.
        """
        return await self._change(telegram_id, kind, update_id, {"language": language})

    async def set_plain_layout(
        self, telegram_id: int, plain: bool, *, kind: Kind = "person", update_id: int | None = None
    ) -> Person:
        """Set the layout for screen readers, making the person if new. Return the present state.

        Raises:
            StorageError: the database failed; nothing was changed.
        """
        return await self._change(telegram_id, kind, update_id, {"plain_layout": plain})

    async def set_setting(
        self,
        telegram_id: int,
        name: str,
        value: Setting,
        *,
        kind: Kind = "person",
        update_id: int | None = None,
    ) -> Person:
        """Set one small setting, making the person if new; None takes it away. Return the present state.

        Raises:
            StorageError: the database failed; nothing was changed.
        """
        return await self._change(telegram_id, kind, update_id, {}, setting=(name, value))

    async def block(self, telegram_id: int, *, update_id: int | None = None) -> Person | None:
        """Note that the person blocked the bot, if not noted yet; makes nobody. Return the present state.

        Raises:
            StorageError: the database failed; nothing was changed.
        """
        return await self._set_blocked(telegram_id, self._clock.now(), update_id)

    async def unblock(self, telegram_id: int, *, update_id: int | None = None) -> Person | None:
        """Note that the person can be written to again; makes nobody. Return the present state.

        Raises:
            StorageError: the database failed; nothing was changed.
        """
        return await self._set_blocked(telegram_id, None, update_id)

    async def move(self, old: int, new: int) -> None:
        """Let a group go by its new Telegram id: it became a supergroup. What is known under both is put together.

        Raises:
            StorageError: the database failed; nothing was changed.
        """
        async with self._database.write() as connection:
            before, after = await self._load(connection, old), await self._load(connection, new)
            if before is not None:
                named = {"sealed_id": self.sealed(new), "is_local": self._is_local(new)}
                await move_row(connection, before.id, after.id if after else None, named)
        self._cache.forget(old)
        self._cache.forget(new)

    async def set_dialogue(
        self, telegram_id: int, name: str, step: str, data: Mapping[str, Any], *, update_id: int | None = None
    ) -> Person:
        """Put the person at a step of a dialogue, in place of any other, making them if new. Return the present state.

        Raises:
            StorageError: the database failed; nothing was changed.
        """
        async with self._database.write() as connection:
            first = await first_time(connection, update_id, self._clock.now())
            person = await self.ensure_within(connection, telegram_id)
            if first:
                person = await self.set_dialogue_within(connection, person, name, step, data)
        self._cache.change(telegram_id, person)
        return person

    async def set_dialogue_within(
        self, connection: AsyncConnection, person: Person, name: str, step: str, data: Mapping[str, Any]
    ) -> Person:
        """Put the person at a step of a dialogue, inside a unit of work that writes more. Return them with it."""
        now = self._clock.now()
        values = {"name": name, "step": step, "data": dict(data), "updated_at": now}
        statement = insert_into(connection, dialogues).values(person_id=person.id, **values)
        await connection.execute(
            statement.on_conflict_do_update(index_elements=[dialogues.c.person_id], set_=values)
        )
        self._cache.forget(person.telegram_id)
        return replace(person, dialogue=Dialogue(name, step, dict(data), now))

    async def end_dialogue(self, telegram_id: int, *, update_id: int | None = None) -> bool:
        """End what the person is in the middle of; return whether there was anything.

        Raises:
            StorageError: the database failed; nothing was changed.
        """
        async with self._database.write() as connection:
            person = await self._load(connection, telegram_id)
            if person is None or person.dialogue is None:
                return False
            if await first_time(connection, update_id, self._clock.now()):
                await self.end_dialogue_within(connection, person)
        self._cache.forget(telegram_id)
        return True

    async def end_dialogue_within(self, connection: AsyncConnection, person: Person) -> None:
        """End what the person is in the middle of, inside a unit of work that writes more."""
        await connection.execute(delete(dialogues).where(dialogues.c.person_id == person.id))
        self._cache.forget(person.telegram_id)

    def remember_article(self, telegram_id: int, reference: str) -> None:
        """Keep what was asked for last, like `kz-2026:4:2`; see `LastArticles` for what a restart loses."""
        kept = self._cache.get(telegram_id)
        self._last_articles.remember(telegram_id, reference, stored=kept is None or kept[0] is not None)

    async def last_article(self, telegram_id: int) -> LastArticle | None:
        """Return what the person asked for last, in this process or another, or None.

        Raises:
            StorageError: the database failed.
        """
        person = await self.find(telegram_id)
        return self._last_articles.newest(telegram_id, person.last_article if person else None)

    async def write_down(self, *, at_once: bool = False) -> int:
        """Write last articles that changed: to be called by every tick, and with `at_once` at the end.

        Raises:
            StorageError: the database failed; the changes are kept for the next time.
        """
        return await self._last_articles.write_down(at_once=at_once)

    async def forget(self, telegram_id: int, *, update_id: int | None = None) -> bool:
        """Erase everything held of the person, from the disk too; return whether anything was.

        What other tables hold of the person goes too, unless they say otherwise. Another worker may still
        know the person for `FRESH_SECONDS`. A second delivery of `update_id` erases nothing: False.

        Raises:
            StorageError: the database failed; nothing is erased for certain.
        """
        sealed = self._sealer.seal(telegram_id)
        self._last_articles.forget(telegram_id)
        async with self._database.write() as connection:
            gone = False
            if await first_time(connection, update_id, self._clock.now()):
                result = await connection.execute(delete(people).where(people.c.sealed_id == sealed))
                gone = result.rowcount > 0
                if gone:
                    await self.note_erased_within(connection, telegram_id)
        self._cache.forget(telegram_id)
        await self._database.scrub()
        return gone

    async def note_erased_within(self, connection: AsyncConnection, telegram_id: int) -> None:
        """Note that a person is erased, in the unit of work that does it: so a restored backup erases them again."""
        if self._erasures is not None:
            await self._erasures.note_within(connection, telegram_id, self._clock.now())

    def look_again(self, telegram_id: int) -> None:
        """Read this person anew at the next look, whatever is kept of them."""
        self._cache.forget(telegram_id)

    def forget_here(self, telegram_id: int) -> None:
        """Forget what this process knows of a person; to be called around a unit of work that erases them."""
        self._last_articles.forget(telegram_id)
        self._cache.forget(telegram_id)

    async def row_within(self, connection: AsyncConnection, telegram_id: int) -> int | None:
        """Return the row of a person, held until the commit, inside a unit of work that erases them; None: no row."""
        person = await self._load(connection, telegram_id, hold=True)
        return None if person is None else person.id

    async def export(self, telegram_id: int) -> dict[str, Any]:
        """Return everything held of the person, as plain data; empty if nothing is.

        Raises:
            StorageError: the database failed.
        """
        async with self._database.read() as connection:
            person = await self._load(connection, telegram_id)
            held = {} if person is None else await exported(connection, person)
        if here := self._last_articles.get(telegram_id):
            held |= {"last_article": here.reference, "last_article_at": here.at.isoformat()}
        return {"telegram_id": telegram_id} | held if held else {}

    def _changed_elsewhere(self, sealed_id: str) -> None:
        try:
            self._cache.forget(self.opened(bytes.fromhex(sealed_id)))
        except (StorageError, ValueError):
            self._cache.clear()

    async def _set_blocked(
        self, telegram_id: int, at: datetime | None, update_id: int | None
    ) -> Person | None:
        table = people.c
        statement = (
            update(people).where(table.sealed_id == self._sealer.seal(telegram_id)).values(blocked_at=at)
        )
        statement = statement.where(table.blocked_at.is_(None) if at else table.blocked_at.is_not(None))
        async with self._database.write() as connection:
            if await first_time(connection, update_id, self._clock.now()):
                await connection.execute(statement)
            person = await self._load(connection, telegram_id)
        self._cache.change(telegram_id, person)
        return person

    async def _change(
        self,
        telegram_id: int,
        kind: Kind,
        update_id: int | None,
        values: dict[str, Any],
        *,
        setting: tuple[str, Setting] | None = None,
    ) -> Person:
        async with self._database.write() as connection:
            first = await first_time(connection, update_id, self._clock.now())
            person = await self.ensure_within(connection, telegram_id, kind)
            if setting is not None:
                values = {"settings": with_setting(person.settings, *setting)}
            if first and values:
                await connection.execute(update(people).where(people.c.id == person.id).values(values))
                person = await self._load(connection, telegram_id) or person
        self._cache.change(telegram_id, person)
        return person

    async def _load_all(self, telegram_ids: Sequence[int]) -> dict[int, Person]:
        async with self._database.single() as connection:
            return await load_all(connection, self._sealer, telegram_ids)

    async def _load(
        self, connection: AsyncConnection, telegram_id: int, *, hold: bool = False
    ) -> Person | None:
        return await load(connection, self._sealer, telegram_id, hold=hold)
