"""What may happen to a process: killed, its database restarted, its disk full, its network cut. Nothing is lost.

`make soak` does all of it more often and for longer.
"""

from __future__ import annotations

import asyncio
import os
import random
import re
import resource
import shutil
import signal
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from sqlalchemy import select

from bot.clock import SystemClock
from bot.local import LocalTelegram, Person
from bot.local.server import serve
from bot.people import People
from bot.proposals.reconciliation import reconciled
from bot.storage.database import Database
from bot.storage.keys import load_keys
from bot.storage.proposal_tables import proposals
from bot.storage.sealing import Sealer
from tests.bot_process import PATIENCE, BotProcess, free_port, polling_bot
from tests.own_postgres import own_postgres
from tests.soak.sizes import SIZES

KEY = "ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8="
CONFIRMED = {"kk": "Қазақша", "ru": "Русский", "en": "English"}


class Load:
    """People who change their language again and again, and remember what was confirmed to them."""

    def __init__(self, telegram: LocalTelegram, size: int) -> None:
        self.telegram = telegram
        self.people = [telegram.person(f"N{number}", language="en", started=True) for number in range(size)]
        self.confirmed: dict[Person, str] = {}
        self.last_said: dict[Person, str] = {}
        self.count = 0
        self._stop = False

    async def run(self) -> None:
        """Go on until `stop`."""
        await asyncio.gather(*(self._go_on(person) for person in self.people))

    def stop(self) -> None:
        """Let everybody come to an end with what they have begun."""
        self._stop = True

    async def _go_on(self, person: Person) -> None:
        languages = random.Random(person.id)
        while not self._stop:
            wanted = languages.choice(sorted(CONFIRMED))
            await self.change(person, wanted)

    async def change(self, person: Person, wanted: str) -> None:
        """Ask for a language and wait until it is confirmed, however long that takes and however often it fails."""
        while not await self._confirmed(person, wanted):
            continue
        self.confirmed[person] = wanted
        self.count += 1

    async def _confirmed(self, person: Person, wanted: str) -> bool:
        so_far = len(person.chat.answers)
        self.last_said[person] = wanted
        person.say(f"/language {wanted}")
        try:
            await self.telegram.until(lambda: len(person.chat.answers) > so_far, PATIENCE)
        except TimeoutError:
            # What took too long is given up without a word; people ask again.
            return False
        return CONFIRMED[wanted] in person.chat.answers[-1].text


class Proposers:
    """People who send a proposal each, one after the other, until told to stop."""

    def __init__(self, telegram: LocalTelegram) -> None:
        self.telegram = telegram
        #: The number of each receipt that was given, with the words that it was given for.
        self.receipts: dict[int, str] = {}
        self.count = 0
        self._stop = False

    async def run(self) -> None:
        """Go on until `stop`."""
        while not self._stop:
            self.count += 1
            person = self.telegram.person(f"P{self.count}", language="en", started=True)
            words = f"Let village number {self.count} have a library of its own"
            try:
                await said(self.telegram, person, f"/propose 4 {words}")
                answer = await said(self.telegram, person, "/send")
            except TimeoutError:
                # The next start took long. Whatever came of it, it was confirmed to nobody.
                continue
            if found := re.search(r"KZ-(\d+)-", answer):
                self.receipts[int(found[1])] = words

    def stop(self) -> None:
        """Let the present one come to an end."""
        self._stop = True

    async def check(self, url: str | None, data: Path) -> None:
        """Every receipt stands for its words, no words are there twice, and the log accounts for all of them."""
        database = await Database.open(url, data_dir=data)
        try:
            async with database.read() as connection:
                rows = await connection.execute(select(proposals.c.number, proposals.c.wording))
                held = {row.number: row.wording for row in rows}
                assert (await reconciled(connection)).holds
        finally:
            await database.close()
        assert len(set(held.values())) == len(held)
        assert {number: held.get(number) for number in self.receipts} == self.receipts
        assert self.receipts


@asynccontextmanager
async def stored(url: str | None, data: Path, **keys: str) -> AsyncIterator[People]:
    """The people in a database that a bot left behind."""
    sealing = load_keys(data, keys.get("data_key"), keys.get("log_key")).data
    database = await Database.open(url, data_dir=data)
    try:
        yield People(database, Sealer(sealing), SystemClock())
    finally:
        await database.close()


async def check(load: Load, people: People) -> None:
    """Whatever was confirmed to a person last is on disk, unless they have asked for something else since."""
    for person, confirmed in load.confirmed.items():
        found = await people.find(person.id)
        assert found is not None
        assert found.language in {confirmed, load.last_said[person]}


async def test_killed_at_any_time(bot_folder: Path) -> None:
    """A bot that is killed under load, again and again, loses nothing that it confirmed, and goes on at once."""
    moments = random.Random(7)
    telegram = LocalTelegram()
    load, proposers = Load(telegram, 8), Proposers(telegram)
    async with serve(telegram) as address:
        running = asyncio.gather(load.run(), proposers.run())
        for _ in range(SIZES.kills):
            async with polling_bot(address, bot_folder, BOT_INTAKE="demo") as bot:
                await bot.logged("started", patience=120)
                await gains(load, 8)
                await asyncio.sleep(moments.uniform(0.0, 0.2))
                bot.process.kill()
        async with polling_bot(address, bot_folder, BOT_INTAKE="demo") as bot:
            await bot.logged("started", patience=120)
            await telegram.until(lambda: proposers.receipts, PATIENCE)
            load.stop()
            proposers.stop()
            await asyncio.wait_for(running, PATIENCE)
            await ends(bot)
    async with stored(None, bot_folder / "data") as people:
        await check(load, people)
    await proposers.check(None, bot_folder / "data")
    assert load.count >= 8 * SIZES.kills


async def test_the_database_falls_over(tmp_path: Path) -> None:
    """While PostgreSQL is down people are told so or served as new; then all goes on, and nothing confirmed is lost."""
    telegram = LocalTelegram()
    load = Load(telegram, 4)
    async with own_postgres() as server, serve(telegram) as address:
        async with polling_bot(
            address, tmp_path, BOT_DATABASE_URL=server.url, BOT_DATA_KEY=KEY, BOT_LOG_KEY=KEY
        ) as bot:
            await bot.logged("started", patience=120)
            running = asyncio.create_task(load.run())
            for _ in range(SIZES.restarts):
                await gains(load, 8)
                await server.restart()
                await gains(load, 8)
            load.stop()
            await asyncio.wait_for(running, PATIENCE)
            await ends(bot)
        async with stored(server.url, tmp_path / "data", data_key=KEY, log_key=KEY) as people:
            await check(load, people)


async def test_the_disk_is_full(bot_folder: Path) -> None:
    """Questions are answered as ever, what cannot be stored is not confirmed, and with room again all is well."""
    telegram = LocalTelegram()
    aigul = telegram.person("Aigul", language="en", started=True)
    async with serve(telegram) as address, polling_bot(address, bot_folder) as bot:
        await bot.logged("started", patience=120)
        assert bot.process.pid is not None
        resource.prlimit(bot.process.pid, resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
        assert CONFIRMED["kk"] not in await said(telegram, aigul, "/language kk")
        assert (await said(telegram, aigul, "Article 4")).startswith("Article 4. ")
        resource.prlimit(bot.process.pid, resource.RLIMIT_FSIZE, (-1, resource.RLIM_INFINITY))
        assert CONFIRMED["kk"] in await said(telegram, aigul, "/language kk")
        await ends(bot)
    async with stored(None, bot_folder / "data") as people:
        found = await people.find(aigul.id)
        assert found is not None
        assert found.language == "kk"


async def test_the_data_folder_is_read_only(bot_folder: Path) -> None:
    """A bot does not start without a place to write to, and says so in one line; one that runs goes on."""
    # Root may write everywhere, unless it gives that up.
    drop = "-dac_override,-dac_read_search,-fowner"
    before = ("setpriv", "--bounding-set", drop, "--inh-caps", drop) if os.geteuid() == 0 else ()
    if before and not shutil.which("setpriv"):
        before = ()
    telegram = LocalTelegram()
    aigul = telegram.person("Aigul", language="en", started=True)
    data = bot_folder / "data"
    async with serve(telegram) as address:
        async with polling_bot(address, bot_folder, before=before) as bot:
            await bot.logged("started", patience=120)
            data.chmod(0o500)
            assert CONFIRMED["ru"] in await said(telegram, aigul, "/language ru")
            await ends(bot)
        if os.geteuid() == 0 and not before:
            return
        async with polling_bot(address, bot_folder, before=before) as bot:
            assert await bot.ended() == 2
    data.chmod(0o700)
    assert len(bot.printed) == 1
    assert "data" in bot.printed[0]


async def test_the_network_is_cut(bot_folder: Path) -> None:
    """Nobody reaches the bot while Telegram is away; afterwards it answers what was asked meanwhile, once."""
    telegram = LocalTelegram()
    aigul = telegram.person("Aigul", language="en", started=True)
    port = free_port()
    async with AsyncExitStack() as network:
        address = await network.enter_async_context(serve(telegram, port))
        async with polling_bot(address, bot_folder) as bot:
            await bot.logged("started", patience=120)
            await said(telegram, aigul, "Article 4")
            await network.aclose()
            aigul.say("/language kk")
            await asyncio.sleep(SIZES.cut)
            await network.enter_async_context(serve(telegram, port))
            await telegram.until(lambda: len(aigul.chat.answers) >= 2, PATIENCE * 2)
            assert (await said(telegram, aigul, "4-бап")).startswith("4-бап. ")
            await ends(bot)
    assert [CONFIRMED["kk"] in message.text for message in aigul.chat.answers] == [False, True, False]


async def said(telegram: LocalTelegram, person: Person, text: str) -> str:
    """What the bot answers to a person."""
    so_far = len(person.chat.answers)
    person.say(text)
    await telegram.until(lambda: len(person.chat.answers) > so_far, PATIENCE)
    return person.chat.answers[-1].text


async def gains(load: Load, more: int) -> None:
    """Wait until that many more changes were confirmed."""
    before = load.count
    await load.telegram.until(lambda: load.count >= before + more, PATIENCE * 3)


async def ends(bot: BotProcess) -> None:
    """Tell the bot to stop, and wait until it has."""
    bot.process.send_signal(signal.SIGTERM)
    assert await bot.ended() == 0
