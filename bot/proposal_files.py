"""`python -m bot proposals …`: exports, checking, and decisions, without Telegram and without a running bot."""

from __future__ import annotations

import asyncio
import runpy
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from bot import environment
from bot.clock import SystemClock
from bot.delivery.campaigns import Campaigns
from bot.errors import BotError, UsageError
from bot.people import People
from bot.proposals.bundle import VERIFIER, snapshot, write, zipped
from bot.proposals.bundle import bundle as bundle_of
from bot.proposals.decision_files import BIGGEST, DecisionsError
from bot.proposals.decisions import Decisions, Plan
from bot.proposals.exporting import Form, exported
from bot.proposals.filters import FilterError, filter_of
from bot.proposals.notes import Signer
from bot.proposals.reception import Reception
from bot.proposals.status import Statuses
from bot.proposals.table import EVERYTHING, Places
from bot.proposals.verification import Verified, verified
from bot.rendering.decisions import plan_lines, problem_lines
from bot.rendering.proposal_notices import change_cards
from bot.rendering.scene import Scenes
from bot.settings import Settings, load_settings
from bot.storage.database import Database, parse_address
from bot.storage.installation import check_installation
from bot.storage.keys import Keys, load_keys
from bot.storage.migrate import HEAD, current_revision, upgrade
from bot.storage.sealing import Sealer
from bot.texts import texts
from content.model import Pack

FORMATS = ("csv", "jsonl", "xlsx", "bundle")

Put = Callable[[str], None]
Did = TypeVar("Did")


def export(form: str, out: Path | None, filters: Mapping[str, str | None], put: Put) -> bytes | None:
    """Export in a format of `FORMATS`; return what belongs to standard output, None where it went to a file.

    A bundle goes to a folder, or to one file where `out` ends in ".zip".

    Raises:
        UsageError: the format or a filter is unknown, or there is nowhere to write a bundle or a workbook.
        BotError: the database cannot be read, or a file cannot be written.
    """
    pack = environment.pack()
    if form not in FORMATS:
        raise UsageError(f"unknown format {form!r}: there are {', '.join(FORMATS)}")
    try:
        wanted = filter_of({name: said for name, said in filters.items() if said is not None}, pack)
    except FilterError as error:
        raise UsageError(str(error)) from error
    if form == "bundle":
        if out is None:
            raise UsageError("a bundle is a folder: name one with --out, or a file that ends in .zip")
        if wanted != EVERYTHING:
            raise UsageError("a bundle is checked as a whole: it takes no filters")
        _in_place(_run(lambda database, keys: _bundled(database, keys, pack)), out, put)
        return None
    if form == "xlsx" and out is None:
        raise UsageError("a workbook is no text: name a file with --out")
    named: Form = "csv" if form == "csv" else "jsonl" if form == "jsonl" else "xlsx"
    say = texts(environment.language(pack))

    async def made(database: Database, _keys: Keys) -> bytes:
        revisions = environment.official_texts().revisions
        now = SystemClock(load_settings().clock).now()
        async with database.read() as connection:
            return (await exported(connection, named, pack, revisions, say, at=now, wanted=wanted)).content

    content = _run(made, only_reads=True)
    if out is None:
        return content
    _written(lambda: out.write_bytes(content), out)
    put(str(out))
    return None


async def _bundled(database: Database, keys: Keys, pack: Pack) -> dict[str, bytes]:
    places = Places(pack, environment.official_texts().revisions, environment.language(pack))
    now = SystemClock(load_settings().clock).now()
    async with database.read() as connection:
        await snapshot(connection)
        return await bundle_of(connection, places, Signer(keys.log), now)


def _in_place(files: dict[str, bytes], out: Path, put: Put) -> None:
    if out.suffix == ".zip":
        _written(lambda: out.write_bytes(zipped(files, out.stem)), out)
    else:
        _written(lambda: write(files, out), out)
    put(str(out))


def _written(act: Callable[[], object], out: Path) -> None:
    try:
        act()
    except OSError as error:
        raise BotError(f"{error.filename or out}: cannot be written ({error.strerror})") from error


def verify(folder: Path | None, put: Put) -> bool:
    """Check the database, or the bundle in a folder; whether all is in order. Each problem is put as a line.

    Raises:
        UsageError: the folder holds no bundle, or a setting is not valid.
        BotError: the database cannot be read.
    """
    if folder is not None:
        return _verify_bundle(folder, put)
    found: Verified = _run(_verified, only_reads=True)
    for problem in found.problems:
        put(f"NOT IN ORDER: {problem}")
    sums = found.reconciliation.as_plain_data()
    counted = " + ".join(
        f"{sums[name]} {name}" for name in ("published", "waiting", "hidden", "merged", "withdrawn", "erased")
    )
    reasons = ", ".join(f"{reason} {count}" for reason, count in sums["hidden_by_reason"].items())
    put(f"received {sums['received']} = {counted}" + (f" (hidden: {reasons})" if reasons else ""))
    if not found.problems:
        put(
            f"In order: {found.entries} proposals, {found.actions} entries of the audit, "
            f"{found.checkpoints} checkpoints."
        )
    return not found.problems


async def _verified(database: Database, keys: Keys) -> Verified:
    async with database.read() as connection:
        await snapshot(connection)
        return await verified(connection, Signer(keys.log))


def _verify_bundle(folder: Path, put: Put) -> bool:
    """Check with the very script that ships with a bundle: this program's own copy of it, not the folder's."""
    if not (folder / "log.jsonl").is_file():
        raise UsageError(f"{folder} holds no bundle of proposals")
    check = runpy.run_path(str(VERIFIER))["check"]
    try:
        put(check(folder))
    except (ArithmeticError, LookupError, OSError, TypeError, ValueError) as error:
        put(f"NOT IN ORDER: {error}")
        return False
    return True


def decide(file: Path, put: Put, *, yes: bool) -> None:
    """Show what a table of decisions would change, and with `yes` change it: all or nothing.

    Raises:
        UsageError: the file cannot be read, is no such table, or rows of it cannot be taken; nothing was changed.
        BotError: the database failed; nothing was changed.
    """
    try:
        if file.stat().st_size > BIGGEST:
            raise UsageError(f"{file} is bigger than {BIGGEST // 1_000_000} MB")
        content = file.read_bytes()
    except OSError as error:
        raise UsageError(f"{file}: cannot be read ({error.strerror})") from error
    pack, say = environment.pack(), texts(environment.language(environment.pack()))

    async def run(database: Database, keys: Keys) -> Plan:
        decisions = _decisions(database, keys, load_settings(), pack)
        return await (decisions.make(content) if yes else decisions.plan(content))

    try:
        plan = _run(run)
    except DecisionsError as error:
        lines = problem_lines(say, error.problems)
        raise UsageError(f"{file}: {say('decisions-refused')} {'; '.join(lines)}") from error
    for line in plan_lines(say, plan, pack.info.receipt_prefix):
        put(line)
    if yes:
        put(say("decisions-made", count=len(plan.decisions)))


def _decisions(database: Database, keys: Keys, settings: Settings, pack: Pack) -> Decisions:
    clock, language = SystemClock(settings.clock), environment.language(pack)
    campaigns = Campaigns(database, clock, rate=settings.send_rate)
    reception = Reception(commission=settings.commission)
    cards = change_cards(Scenes(pack, language, environment.official_texts()), reception)
    statuses = Statuses(clock, campaigns, cards, commission=settings.commission is not None)
    return Decisions(database, People(database, Sealer(keys.data), clock), clock, statuses, pack)


def _run(act: Callable[[Database, Keys], Awaitable[Did]], *, only_reads: bool = False) -> Did:
    """Do something with the database of the settings, whose tables have to be of this version.

    Where there is none yet, what `only_reads` sees an empty one, and nothing is made.
    """
    settings = load_settings()
    address = parse_address(settings.database_url, data_dir=settings.data_dir)
    is_sqlite = address.get_backend_name() == "sqlite"
    if not is_sqlite or Path(address.database or "").exists():
        return asyncio.run(_opened(settings, act, shared=not is_sqlite))
    if not only_reads:
        raise BotError(f"there is no database yet: {address.database}")
    with TemporaryDirectory() as folder:
        return asyncio.run(_empty(Path(folder), act))


async def _empty(folder: Path, act: Callable[[Database, Keys], Awaitable[Did]]) -> Did:
    database = await Database.open(None, data_dir=folder)
    try:
        await upgrade(database)
        return await act(database, load_keys(folder, None, None))
    finally:
        await database.close()


async def _opened(
    settings: Settings, act: Callable[[Database, Keys], Awaitable[Did]], *, shared: bool
) -> Did:
    keys = load_keys(settings.data_dir, settings.data_key, settings.log_key, require=shared)
    database = await Database.open(settings.database_url, data_dir=settings.data_dir)
    try:
        async with database.read() as connection:
            if await connection.run_sync(current_revision) != HEAD:
                raise UsageError(
                    "the tables are of another version of this program: python -m bot db upgrade"
                )
        await check_installation(database, keys, SystemClock(settings.clock))
        return await act(database, keys)
    finally:
        await database.close()
