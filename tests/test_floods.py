"""Too much at once, twice, in the wrong order, or at the wrong time: everybody is served, and nothing is done twice."""

from __future__ import annotations

import asyncio
import random
import sys
import time
from datetime import timedelta

from sqlalchemy import func, select
from telegram import Update

from bot.intake.keys import key_of
from bot.intake.lanes import Lanes, Outcome
from bot.local.updates import Update as Wire
from bot.storage.tables import handled_updates, people
from tests.running_bot import RunningBot
from tests.soak.sizes import SIZES, SOAK


def taken(running: RunningBot) -> list[Update]:
    """What waits for the bot, as its library reads it."""
    return [Update.de_json(update, running.app.bot) for update in running.telegram.queue.take()]


async def test_one_who_floods_keeps_nobody_waiting(running: RunningBot) -> None:
    """While one person sends more than can be answered, everybody else is answered in their turn."""
    flooder = running.person("en", "Flooder")
    others = [running.person("en") for _ in range(20)]
    lanes = Lanes(running.app.process_update)
    waited: list[float] = []
    poured = 0

    async def pour() -> None:
        """Send again and again, as fast as the bot takes it in, until the others are done."""
        nonlocal poured
        while len(waited) < len(others) or poured < SIZES.flood:
            flooder.say(f"Article {poured % 90 + 1}")
            for update in taken(running):
                await lanes.put(update)
            poured += 1
            flooder.chat.history.clear()
            running.telegram.calls.clear()

    pouring = asyncio.create_task(pour())
    while not pouring.done():
        await asyncio.sleep(0.005)
        other = others[len(waited) % len(others)]
        other.say("Article 4")
        (asked,) = (update for update in taken(running) if key_of(update) == other.id)
        began = time.monotonic()
        assert await (await lanes.put(asked)) is Outcome.DONE
        waited.append(time.monotonic() - began)
        assert other.chat.answers[-1].text.startswith("Article 4. ")
    await pouring
    assert len(waited) >= len(others)
    slow = sorted(waited)[len(waited) * 95 // 100]
    sys.stdout.write(f"{len(waited)} asked while one sent {poured}: p95 {slow * 1000:.0f} ms\n")
    assert slow < 0.25 or SIZES is not SOAK
    await lanes.drain(5)


async def test_a_crowd_is_answered_each_once(running: RunningBot) -> None:
    """However many people come at once, each gets one answer."""
    crowd = [running.person("en") for _ in range(SIZES.crowd)]
    for person in crowd:
        person.say("Article 4")
    lanes = Lanes(running.app.process_update)
    outcomes = [await lanes.put(update) for update in taken(running)]
    assert set(await asyncio.gather(*outcomes)) == {Outcome.DONE}
    assert [len(person.chat.answers) for person in crowd] == [1] * len(crowd)
    assert len(lanes) == 0


async def test_twice_and_in_any_order_changes_nothing_more(running: RunningBot) -> None:
    """Updates that come again, in whatever order, leave everybody as they were."""
    order = random.Random(11)
    crowd = [running.person("en") for _ in range(8)]
    wishes = {person.id: order.choice(("kk", "ru")) for person in crowd}
    for person in crowd:
        person.say("/language en")
        person.say(f"/language {wishes[person.id]}")
        person.say("/settings plain")
    updates: list[Wire] = running.telegram.queue.take()
    for update in updates:
        await running.app.process_update(Update.de_json(update, running.app.bot))
    before = await state(running)
    again = updates * 3
    order.shuffle(again)
    lanes = Lanes(running.app.process_update)
    for update in again:
        await (await lanes.put(Update.de_json(update, running.app.bot)))
    assert await state(running) == before
    for person in crowd:
        found = await running.services.people.find(person.id)
        assert found is not None
        assert (found.language, found.plain_layout) == (wishes[person.id], True)


async def state(running: RunningBot) -> list[tuple[object, ...]]:
    """Everything that is stored of people, and how many updates made it so."""
    async with running.services.database.read() as connection:
        rows = [tuple(row) for row in await connection.execute(select(people).order_by(people.c.id))]
        count = (await connection.execute(select(func.count()).select_from(handled_updates))).scalar_one()
    return [*rows, (count,)]


async def test_a_clock_that_jumps_back(running: RunningBot) -> None:
    """After the time of day was set back by a day, follow-ups mean what was opened last, here and after a restart."""
    aigul = running.person("en")
    await running.answer(aigul, "/language en")
    await running.answer(aigul, "Article 4")
    await running.services.people.write_down(at_once=True)
    running.clock.set(running.clock.now() - timedelta(days=1))
    await running.answer(aigul, "Article 9")
    assert (await running.answer(aigul, "and the next one?")).text.startswith("Article 10. ")
    await running.services.people.write_down(at_once=True)
    running.clock.advance(timedelta(seconds=6))
    found = await running.services.people.find(aigul.id)
    assert found is not None
    assert found.last_article is not None
    assert found.last_article.reference.startswith("kz-2026:10")


async def test_a_clock_that_jumps_ahead(running: RunningBot) -> None:
    """A year ahead and back, people are served, and what they chose is kept."""
    aigul = running.person("en")
    await running.answer(aigul, "/language kk")
    now = running.clock.now()
    running.clock.set(now + timedelta(days=365))
    assert (await running.answer(aigul, "4")).text.startswith("4-бап. ")
    running.clock.set(now)
    assert (await running.answer(aigul, "/language ru")).text
    assert (await running.answer(aigul, "4")).text.startswith("Статья 4. ")
