"""Questions without a sure answer: counted for nobody in particular, readable when three different people asked."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from sqlalchemy import event, select

from bot.answer import Answer, Kind, Reason
from bot.clock import SettableClock
from bot.gaps import Gaps, Overview
from bot.people import People
from bot.storage import tables
from bot.storage.database import Database
from bot.storage.gaps import Asked, Gap, record
from bot.storage.sealing import Sealer
from tests.storage_fixtures import Place

AIGUL, DANIYAR, YERZHAN, OLGA = 7_123_456_789, 200, 300, 400
CAMEL = "Можно ли держать верблюда?"
CAMEL_FORM = "можно ли держать верблюда"
JULY = date(2026, 7, 1)
FEW_SECONDS = timedelta(seconds=5)


@pytest.fixture
def gaps(database: Database, sealer: Sealer, clock: SettableClock) -> Gaps:
    """Gaps of a database in which nothing was asked."""
    return Gaps(database, sealer, clock)


@pytest.fixture
def other_gaps(other_database: Database, sealer: Sealer, clock: SettableClock) -> Gaps:
    """The same gaps as another worker knows them."""
    return Gaps(other_database, sealer, clock)


def answered(kind: Kind = "none", reason: Reason | None = "not-in-text") -> Answer:
    """An answer in Russian."""
    return Answer(kind, "ru", "kz-2026", reason=reason if kind == "none" else None)


async def ask(gaps: Gaps, people: Iterable[int], question: str = CAMEL, kind: Kind = "none") -> None:
    """Let these people ask, one after the other, and write it down."""
    for person in people:
        gaps.note(question, answered(kind), person)
    await gaps.write_down(at_once=True)


async def seen(gaps: Gaps) -> list[tuple[str, int]]:
    """What editors can read: words, and how many asked."""
    return [(gap.text, gap.askers) for gap in (await gaps.overview(20)).gaps]


async def below(gaps: Gaps) -> int:
    """How many questions are counted and not readable."""
    return (await gaps.overview(20)).unreadable


async def test_three_different_people_make_a_question_readable(gaps: Gaps) -> None:
    """Two do not, however often they ask; the third does, whatever the punctuation."""
    await ask(gaps, (AIGUL, DANIYAR, AIGUL, DANIYAR))
    await ask(gaps, (AIGUL, DANIYAR))
    assert await gaps.overview(20) == Overview((), readable=0, unreadable=1)
    await ask(gaps, [YERZHAN], "можно ли держать ВЕРБЛЮДА", "choices")
    gap = Gap(CAMEL_FORM, askers=3, kind="choices", language="ru", last_seen=JULY)
    assert await gaps.overview(20) == Overview((gap,), readable=1, unreadable=0)


async def test_three_in_one_write_are_three(gaps: Gaps) -> None:
    """It does not matter whether they ask within the same seconds."""
    await ask(gaps, (AIGUL, DANIYAR, YERZHAN))
    assert await seen(gaps) == [(CAMEL_FORM, 3)]


async def test_people_of_several_workers_are_counted_together(gaps: Gaps, other_gaps: Gaps) -> None:
    """Two workers that each meet one more asker at the same moment do not overlook that it is the third."""
    await ask(gaps, [AIGUL])
    await asyncio.gather(ask(gaps, [DANIYAR]), ask(other_gaps, [YERZHAN, AIGUL]))
    assert await seen(gaps) == await seen(other_gaps) == [(CAMEL_FORM, 3)]


async def test_a_writer_waits_for_another(gaps: Gaps, database: Database, other_database: Database) -> None:
    """While one worker has not committed its second mark, another does not take its own for the second."""

    async def record_by(where: Database, name: bytes) -> None:
        async with where.write() as connection:
            await record(connection, [mark(name)], JULY)

    await record_by(database, b"one")
    async with database.write() as connection:
        await record(connection, [mark(b"two")], JULY)
        third = asyncio.create_task(record_by(other_database, b"three"))
        done, _ = await asyncio.wait({third}, timeout=0.2)
        assert not done
    await third
    assert await seen(gaps) == [(CAMEL_FORM, 3)]


def mark(name: bytes) -> Asked:
    """One person's question, ready to be recorded."""
    return Asked(b"camel", name, CAMEL_FORM, "none", "ru", person=name, day=JULY)


async def test_a_restart_makes_nobody_different(gaps: Gaps, other_gaps: Gaps) -> None:
    """Who asked before is recognised by the mark on disk, as long as there are marks."""
    await ask(gaps, (AIGUL, DANIYAR))
    await ask(other_gaps, (AIGUL, DANIYAR))
    assert await below(other_gaps) == 1


async def test_the_count_grows_when_the_words_are_known(gaps: Gaps) -> None:
    """From then on no mark is kept; one who asks again is not counted twice."""
    await ask(gaps, (AIGUL, DANIYAR, YERZHAN))
    await ask(gaps, (OLGA, AIGUL, OLGA))
    assert await seen(gaps) == [(CAMEL_FORM, 4)]


async def test_nothing_readable_is_on_disk_before_the_third(
    gaps: Gaps, database: Database, place: Place
) -> None:
    """Neither the tables nor the files hold the words for two askers; for three the tables do, and no mark."""
    await ask(gaps, (AIGUL, DANIYAR), "верблюдоводство разрешено")
    files = [path.read_bytes() for path in place.data_dir.glob("*.sqlite3*")]
    assert not any("верблюдоводство".encode() in content for content in files)
    async with database.read() as connection:
        assert (await connection.execute(select(tables.gaps))).all() == []
        rows = (await connection.execute(select(tables.gap_askers))).all()
    assert [(len(row.gap), len(row.asker), row.day) for row in rows] == [(32, 32, JULY)] * 2
    await ask(gaps, [YERZHAN], "верблюдоводство разрешено")
    async with database.read() as connection:
        assert (await connection.execute(select(tables.gap_askers))).all() == []
    assert await seen(gaps) == [("верблюдоводство разрешено", 3)]
    files = [path.read_bytes() for path in place.data_dir.glob("*.sqlite3*")]
    assert any("верблюдоводство".encode() in content for content in files) == bool(files)


async def test_a_mark_leads_to_no_other(gaps: Gaps, database: Database) -> None:
    """One person has a different mark under every question, and none of them is their sealed id."""
    await ask(gaps, [AIGUL], "один")
    await ask(gaps, [AIGUL], "два")
    async with database.read() as connection:
        rows = (await connection.execute(select(tables.gap_askers))).all()
        assert (await connection.execute(select(tables.people))).all() == []
    assert len({row.asker for row in rows}) == len({row.gap for row in rows}) == 2


@pytest.mark.parametrize(
    "answer",
    [
        answered("article"),
        answered("topic"),
        answered("fact"),
        answered("smalltalk"),
        answered("none", "empty"),
        answered("none", "too-long"),
        answered("none", "needs-article"),
    ],
)
async def test_what_was_answered_is_not_counted(gaps: Gaps, answer: Answer) -> None:
    """Nor is what nobody could answer: an empty question, or one that says nothing by itself."""
    gaps.note(CAMEL, answer, AIGUL)
    assert await gaps.write_down(at_once=True) == 0


async def test_who_opted_out_is_never_counted(gaps: Gaps, people: People) -> None:
    """The settings on disk decide, even where whoever noted the question did not know them."""
    await people.set_setting(YERZHAN, "gaps", False)
    await people.set_setting(AIGUL, "digest", True)
    await ask(gaps, (AIGUL, DANIYAR, YERZHAN))
    assert (await seen(gaps), await below(gaps)) == ([], 1)


async def test_marks_can_be_taken_back(gaps: Gaps, other_gaps: Gaps, clock: SettableClock) -> None:
    """A person's marks are found by the key, on disk and in memory; those of others stay."""
    await ask(gaps, (AIGUL, DANIYAR))
    clock.advance(timedelta(days=1))
    await ask(gaps, [AIGUL], "один")
    gaps.note("два", answered(), AIGUL)
    assert await gaps.held(AIGUL) == [JULY, date(2026, 7, 2), date(2026, 7, 2)]
    assert await gaps.withdraw(AIGUL) == 3
    assert (await gaps.held(AIGUL), await gaps.held(DANIYAR)) == ([], [JULY])
    await ask(other_gaps, [YERZHAN])
    assert (await seen(gaps), await below(gaps)) == ([], 1)
    await ask(gaps, [AIGUL])
    assert await seen(gaps) == [(CAMEL_FORM, 3)]


async def test_after_ninety_days_it_is_gone(gaps: Gaps, clock: SettableClock, database: Database) -> None:
    """Words that nobody asked again, and marks; before that day they are there."""
    await ask(gaps, (AIGUL, DANIYAR, YERZHAN))
    await ask(gaps, [AIGUL], "один")
    clock.advance(timedelta(days=89))
    assert (await seen(gaps), await below(gaps), await gaps.prune()) == ([(CAMEL_FORM, 3)], 1, 0)
    clock.advance(timedelta(days=1))
    assert (await seen(gaps), await below(gaps), await gaps.held(AIGUL)) == ([], 0, [])
    assert await gaps.prune() == 2
    async with database.read() as connection:
        assert (await connection.execute(select(tables.gaps))).all() == []


async def test_three_within_a_longer_time_are_not_enough(gaps: Gaps, clock: SettableClock) -> None:
    """A mark counts for ninety days, whether or not it was deleted in time."""
    for person in (AIGUL, DANIYAR, YERZHAN):
        await ask(gaps, [person])
        clock.advance(timedelta(days=50))
    assert await seen(gaps) == []
    await ask(gaps, (AIGUL, OLGA))
    assert await seen(gaps) == [(CAMEL_FORM, 3)]


async def test_questions_are_gathered_and_written_together(
    gaps: Gaps, database: Database, clock: SettableClock
) -> None:
    """Forty questions cost one write, five seconds later; asked again they cost none."""
    commits: list[object] = []
    event.listen(database._engine.sync_engine, "commit", commits.append)
    for _ in range(2):
        for number in range(40):
            gaps.note(f"вопрос {number}", answered(), AIGUL + number)
        assert len(commits) <= 1
        clock.advance(FEW_SECONDS)
        await gaps.write_down()
    assert (len(commits), await below(gaps)) == (1, 40)


async def test_a_write_that_fails_is_made_up_for(
    gaps: Gaps, other_database: Database, clock: SettableClock
) -> None:
    """What waits is kept, and the error holds no word of it."""
    gaps.note(CAMEL, answered(), AIGUL)
    async with other_database.migrate() as connection:
        await connection.exec_driver_sql("ALTER TABLE gap_askers RENAME TO elsewhere")
    with pytest.raises(Exception) as failed:
        await gaps.write_down(at_once=True)
    assert not any(word in str(failed.value) for word in ("верблюд", str(AIGUL)))
    async with other_database.migrate() as connection:
        await connection.exec_driver_sql("ALTER TABLE elsewhere RENAME TO gap_askers")
    assert await gaps.write_down(at_once=True) == 1


async def test_nobody_fills_the_disk(gaps: Gaps, clock: SettableClock) -> None:
    """Fifty questions of one person are counted a day, and what waits is bounded."""
    for number in range(60):
        gaps.note(f"вопрос {number}", answered(), AIGUL)
    assert await gaps.write_down(at_once=True) == 50
    clock.advance(timedelta(days=1))
    gaps.note("вопрос 55", answered(), AIGUL)
    assert await gaps.write_down(at_once=True) == 1
    for person in range(1_200):
        gaps.note(CAMEL, answered(), person)
    assert await gaps.write_down(at_once=True) == 1_000


async def test_the_most_asked_come_first(gaps: Gaps) -> None:
    """Only so many are shown; how many there are is said."""
    await ask(gaps, (AIGUL, DANIYAR, YERZHAN), "один")
    await ask(gaps, (AIGUL, DANIYAR, YERZHAN, OLGA), "два")
    overview = await gaps.overview(1)
    assert ([gap.text for gap in overview.gaps], overview.readable) == (["два"], 2)
