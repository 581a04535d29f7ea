"""Opening what a process keeps: the database of the settings with its keys, and the services that stand on it."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

from bot.clock import Clock
from bot.gaps import Gaps
from bot.local_ids import is_local
from bot.official_texts import OfficialTexts
from bot.people import People
from bot.proposals.notes import Signer
from bot.settings import Settings, load_settings
from bot.shared_texts import SharedTexts
from bot.staff import Staff
from bot.stopping import CLOSE_SECONDS, within
from bot.storage.changes import Changes
from bot.storage.database import Database, parse_address
from bot.storage.erasures import Erasures
from bot.storage.errors import KeyMismatch
from bot.storage.installation import check_installation, data_key_id
from bot.storage.keys import Keys, load_keys, promote
from bot.storage.ledger import Ledger
from bot.storage.migrate import upgrade, upgrade_apart
from bot.storage.presence import sharing
from bot.storage.sealing import Sealer


@dataclass(frozen=True, slots=True)
class Storage:
    """What a process opens before it may talk to anybody."""

    database: Database
    people: People
    staff: Staff
    gaps: Gaps
    sealer: Sealer
    signer: Signer
    #: Official texts of several workers; None: of this one alone.
    texts: SharedTexts | None = None
    #: What must not be forgotten when a backup is restored; None: it is not kept.
    ledger: Ledger | None = None


@contextlib.asynccontextmanager
async def open_storage(
    settings: Settings, clock: Clock, *, apart: Callable[[], object] | None = None
) -> AsyncIterator[Storage]:
    """The database of the settings, upgraded and with its keys checked, for as long as the block runs.

    `apart`: the upgrade is left to a process of its own, and this is done meanwhile; None: no such process.

    Raises:
        StorageError: folder, keys or database cannot be used.
    """
    shared = bool(settings.database_url and not settings.database_url.startswith("sqlite"))
    parse_address(settings.database_url, data_dir=settings.data_dir)
    keys = load_keys(settings.data_dir, settings.data_key, settings.log_key, require=shared)
    database = await Database.open(settings.database_url, data_dir=settings.data_dir)
    try:
        async with sharing(database):
            await (upgrade(database) if apart is None else upgrade_apart(database, apart))
            keys = await _checked(keys, database, settings, clock)
            ledger = Ledger(settings.data_dir)
            await ledger.check(database)
            changes = Changes(database)
            async with changes.listening():
                storage = _storage(settings, database, keys, clock, changes, ledger)
                if storage.texts is not None:
                    await storage.texts.exchange()
                yield storage
            await within(CLOSE_SECONDS, storage.people.write_down(at_once=True), what="last articles")
            await within(CLOSE_SECONDS, storage.gaps.write_down(at_once=True), what="unanswered")
            await within(CLOSE_SECONDS, ledger.keep(database), what="ledger")
    finally:
        await within(CLOSE_SECONDS, database.close(), what="database")


async def _checked(keys: Keys, database: Database, settings: Settings, clock: Clock) -> Keys:
    """The keys, if the database was made with them; a change of keys that was interrupted is finished."""
    try:
        await check_installation(database, keys, clock)
    except KeyMismatch:
        known = await data_key_id(database)
        if settings.data_key or known is None or not promote(settings.data_dir, known):
            raise
        keys = load_keys(settings.data_dir, settings.data_key, settings.log_key)
        await check_installation(database, keys, clock)
    return keys


def _storage(
    settings: Settings, database: Database, keys: Keys, clock: Clock, changes: Changes, ledger: Ledger
) -> Storage:
    sealer = Sealer(keys.data)
    people = People(database, sealer, clock, is_local=is_local, changes=changes, erasures=Erasures(keys.log))
    staff = Staff(
        database,
        people,
        clock,
        admins=settings.admins,
        editors=settings.editors,
        moderators=settings.moderators,
        changes=changes,
    )
    texts = SharedTexts(database, OfficialTexts.within(settings.data_dir).revisions, clock, changes)
    gaps = Gaps(database, sealer, clock)
    return Storage(database, people, staff, gaps, sealer, Signer(keys.log), texts, ledger)


async def upgrade_database() -> bool:
    """Bring the database of the settings to the present schema; whether anything was to do."""
    settings = load_settings()
    database = await Database.open(settings.database_url, data_dir=settings.data_dir)
    try:
        return await upgrade(database)
    finally:
        await database.close()
