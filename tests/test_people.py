"""People: found, changed, remembered and forgotten."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import event, func, select

from bot.clock import SettableClock
from bot.last_articles import LastArticle
from bot.people import People
from bot.person import Dialogue, Person
from bot.staff import Staff
from bot.storage import tables
from bot.storage.database import Database
from bot.storage.errors import KeyMismatch
from bot.storage.installation import check_installation
from bot.storage.keys import Key, Keys
from bot.storage.sealing import Sealer
from tests.storage_fixtures import Place

AIGUL = 7_123_456_789
CHANNEL = -1_001_234_567_890
NOON = datetime(2026, 7, 1, 12, 0, tzinfo=UTC)
LATER = timedelta(seconds=5)


async def _count(database: Database) -> int:
    async with database.read() as connection:
        return (await connection.execute(select(func.count()).select_from(tables.people))).scalar_one()


def _contents(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in folder.glob("*.sqlite3*")]


class Commits:
    """Counts the units of work that wrote."""

    def __init__(self, database: Database) -> None:
        self.count = 0
        event.listen(database._engine.sync_engine, "commit", self._committed)

    def _committed(self, _connection: object) -> None:
        self.count += 1


@pytest.fixture
def commits(database: Database) -> Commits:
    """How often something was written from here on."""
    return Commits(database)


async def test_finding_makes_nobody(people: People, database: Database, commits: Commits) -> None:
    """One who only asks is not stored, and costs no write."""
    assert await people.find(AIGUL) is None
    people.remember_article(AIGUL, "kz-2026:4")
    assert await people.last_article(AIGUL) == LastArticle("kz-2026:4", NOON)
    assert (await _count(database), commits.count) == (0, 0)


async def test_a_person_is_made_once(people: People, database: Database) -> None:
    """A new person has chosen nothing yet, and stays the same person."""
    person = await people.ensure(AIGUL)
    assert person == Person(
        id=person.id,
        telegram_id=AIGUL,
        kind="person",
        language=None,
        plain_layout=False,
        settings={},
        first_seen=date(2026, 7, 1),
        blocked_at=None,
        is_local=False,
        last_article=None,
    )
    assert await people.ensure(AIGUL) == await people.find(AIGUL) == person
    assert await people.find_by_id(person.id) == person
    assert await _count(database) == 1


async def test_fifty_at_once_are_one_person(people: People, other_people: People, database: Database) -> None:
    """However many updates of two workers meet a new person, there is one row."""
    found = await asyncio.gather(*((people, other_people)[n % 2].ensure(AIGUL) for n in range(50)))
    assert len({person.id for person in found}) == 1
    assert await _count(database) == 1


async def test_channels_and_people_of_the_local_chat_are_marked(people: People) -> None:
    """A channel is a channel; an id of the local chat is marked, so that real sending skips it."""
    channel = await people.ensure(CHANNEL, "channel")
    assert (channel.kind, channel.telegram_id, channel.is_local) == ("channel", CHANNEL, False)
    assert (await people.ensure(2**48 + 1)).is_local


async def test_a_dialogue_is_kept_until_it_ends(people: People, other_people: People) -> None:
    """What somebody is in the middle of is known to every worker at once, and is one thing at a time."""
    await people.set_dialogue(AIGUL, "proposal", "wording", {"article": "9"})
    moved_on = await people.set_dialogue(AIGUL, "proposal", "reason", {"article": "9", "wording": "…"})
    assert moved_on.dialogue == Dialogue("proposal", "reason", {"article": "9", "wording": "…"}, NOON)
    assert await other_people.find(AIGUL) == moved_on == await people.find(AIGUL)
    assert await people.end_dialogue(AIGUL)
    assert not await people.end_dialogue(AIGUL)
    found = await people.find(AIGUL)
    assert found is not None
    assert found.dialogue is None


async def test_an_update_moves_a_dialogue_once(people: People) -> None:
    """Delivered again, what began a dialogue or ended it changes nothing."""
    await people.set_dialogue(AIGUL, "proposal", "article", {}, update_id=1)
    await people.set_dialogue(AIGUL, "proposal", "wording", {}, update_id=2)
    again = await people.set_dialogue(AIGUL, "proposal", "article", {}, update_id=1)
    assert again.dialogue is not None
    assert again.dialogue.step == "wording"


async def test_choices_are_kept(people: People, other_people: People) -> None:
    """What a person chooses is there at once, for every worker."""
    await people.set_language(AIGUL, "kk")
    await people.set_plain_layout(AIGUL, True)
    await people.set_setting(AIGUL, "quiet", "22:00-08:00")
    chosen = await people.set_setting(AIGUL, "digest", True)
    assert (chosen.language, chosen.plain_layout) == ("kk", True)
    assert chosen.settings == {"quiet": "22:00-08:00", "digest": True}
    assert await other_people.find(AIGUL) == chosen
    taken_back = await people.set_setting(AIGUL, "quiet", None)
    assert taken_back.settings == {"digest": True}
    assert (await people.set_language(AIGUL, None)).language is None


async def test_settings_of_two_workers_do_not_overwrite_each_other(
    people: People, other_people: People
) -> None:
    """Different settings changed at the same moment are all kept."""
    await asyncio.gather(*((people, other_people)[n % 2].set_setting(AIGUL, f"s{n}", n) for n in range(12)))
    person = await people.set_language(AIGUL, "ru")
    assert person.settings == {f"s{n}": n for n in range(12)}


async def test_a_change_of_another_worker_is_seen_within_five_seconds(
    people: People, other_people: People, clock: SettableClock
) -> None:
    """What is in memory is believed for five seconds."""
    await people.set_language(AIGUL, "kk")
    await other_people.set_language(AIGUL, "ru")
    clock.advance(LATER)
    found = await people.find(AIGUL)
    assert found is not None
    assert found.language == "ru"


async def test_an_update_delivered_again_changes_nothing(people: People, other_people: People) -> None:
    """The second delivery, also to another worker, returns the present state."""
    await people.set_language(AIGUL, "kk", update_id=10)
    await people.set_language(AIGUL, "ru", update_id=11)
    assert (await people.set_language(AIGUL, "kk", update_id=10)).language == "ru"
    assert (await other_people.set_language(AIGUL, "kk", update_id=10)).language == "ru"
    await people.set_setting(AIGUL, "count", 1, update_id=12)
    assert (await people.set_setting(AIGUL, "count", 2, update_id=12)).settings == {"count": 1}


async def test_who_blocked_the_bot_is_known(people: People, clock: SettableClock) -> None:
    """The moment of the first block stays until it is taken back; nobody is made by it."""
    assert await people.block(AIGUL) is None
    await people.ensure(AIGUL)
    await people.block(AIGUL)
    clock.advance(LATER)
    blocked = await people.block(AIGUL, update_id=1)
    assert blocked is not None
    assert blocked.blocked_at == NOON
    free = await people.unblock(AIGUL, update_id=2)
    assert free is not None
    assert free.blocked_at is None


async def test_last_articles_are_gathered_and_written_together(
    people: People, other_people: People, clock: SettableClock, commits: Commits
) -> None:
    """Fifty questions cost one write, five seconds later, and none if the article stays the same."""
    for number in range(10):
        await people.ensure(AIGUL + number)
    commits.count = 0
    for number in range(50):
        people.remember_article(AIGUL + number % 10, f"kz-2026:{number}")
    assert (await people.write_down(), commits.count) == (0, 0)
    clock.advance(LATER)
    assert (await people.write_down(), commits.count) == (10, 1)
    assert await other_people.last_article(AIGUL + 3) == LastArticle("kz-2026:43", NOON)
    people.remember_article(AIGUL + 3, "kz-2026:43")
    clock.advance(LATER)
    assert (await people.write_down(at_once=True), commits.count) == (0, 1)


async def test_the_newest_last_article_counts(
    people: People, other_people: People, clock: SettableClock
) -> None:
    """A worker that remembers something older believes the database, and does not overwrite it."""
    await people.ensure(AIGUL)
    people.remember_article(AIGUL, "kz-2026:4")
    clock.advance(LATER)
    other_people.remember_article(AIGUL, "kz-2026:5:2")
    await other_people.write_down(at_once=True)
    await people.write_down(at_once=True)
    clock.advance(LATER)
    assert await people.last_article(AIGUL) == LastArticle("kz-2026:5:2", NOON + LATER)


async def test_everything_held_is_exported(people: People, database: Database, clock: SettableClock) -> None:
    """The export is plain data and complete; of one who is not held it is empty."""
    assert await people.export(AIGUL) == {}
    await people.set_language(AIGUL, "en")
    await people.set_setting(AIGUL, "digest", True)
    await Staff(database, people, clock).grant(AIGUL, "editor")
    people.remember_article(AIGUL, "kz-2026:4:2")
    held = await people.export(AIGUL)
    assert json.loads(json.dumps(held)) == {
        "telegram_id": 7123456789,
        "kind": "person",
        "language": "en",
        "plain_layout": False,
        "last_article": "kz-2026:4:2",
        "last_article_at": "2026-07-01T12:00:00+00:00",
        "settings": {"digest": True},
        "first_seen": "2026-07-01",
        "blocked_at": None,
        "is_local": False,
        "dialogue": None,
        "roles": [{"role": "editor", "granted_at": "2026-07-01T12:00:00+00:00"}],
    }


async def test_a_forgotten_person_is_gone(people: People, database: Database, clock: SettableClock) -> None:
    """Nothing is left in the tables or in memory, and what was to be written is not."""
    await Staff(database, people, clock).grant(AIGUL, "admin")
    people.remember_article(AIGUL, "kz-2026:4")
    assert await people.forget(AIGUL)
    assert not await people.forget(AIGUL)
    await people.write_down(at_once=True)
    assert (await people.find(AIGUL), await people.last_article(AIGUL)) == (None, None)
    async with database.read() as connection:
        assert (await connection.execute(select(tables.roles))).all() == []


async def test_a_forgotten_person_is_gone_from_the_disk(people: People, sealer: Sealer, place: Place) -> None:
    """Neither the database file nor its log holds the sealed id any more (looked at on SQLite)."""
    await people.set_language(AIGUL, "kk")
    await people.set_language(CHANNEL, "kk", kind="channel")
    await people.forget(AIGUL)
    files = _contents(place.data_dir)
    assert not any(sealer.seal(AIGUL) in content for content in files)
    assert any(sealer.seal(CHANNEL) in content for content in files) == bool(files)


async def test_no_id_is_stored_in_the_clear(people: People, database: Database) -> None:
    """A row holds no Telegram id, and what a person is shown as in a log holds none either."""
    person = await people.set_language(AIGUL, "kk", update_id=5)
    async with database.read() as connection:
        row = (await connection.execute(select(tables.people))).one()
    assert str(AIGUL) not in f"{tuple(row)} {person!r}"


async def test_a_database_belongs_to_its_keys(database: Database, clock: SettableClock) -> None:
    """The first start notes the keys' ids, later ones compare them; another key is refused by name."""
    keys = Keys(Key(bytes(32)), Key(b"\1" * 32))
    await check_installation(database, keys, clock)
    await check_installation(database, keys, clock)
    with pytest.raises(KeyMismatch, match=r"right BOT_DATA_KEY .* keys/data\.key back"):
        await check_installation(database, Keys(keys.log, keys.log), clock)
    with pytest.raises(KeyMismatch, match=r"right BOT_LOG_KEY .* keys/log\.key back"):
        await check_installation(database, Keys(keys.data, keys.data), clock)
