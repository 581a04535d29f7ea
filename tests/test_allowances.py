"""Nobody gets more than their share, everybody is told so once, and others do not notice."""

from __future__ import annotations

from datetime import timedelta

from bot.allowances import ALLOWANCES, Allowances
from bot.clock import SettableClock
from tests.running_bot import RunningBot

BURST = int(ALLOWANCES["question"].burst)


def test_a_store_fills_up_slowly(clock: SettableClock) -> None:
    """After the burst one more is granted whenever enough time has gone by; a full store holds no more than that."""
    allowances = Allowances(clock)
    assert [allowances.spend(1, "picture") for _ in range(10)] == [None] * 10
    refused = allowances.spend(1, "picture")
    assert refused is not None
    assert (round(refused.seconds, 3), refused.first) == (10.0, True)
    clock.advance(timedelta(seconds=9))
    again = allowances.spend(1, "picture")
    assert again is not None
    assert (round(again.seconds, 3), again.first) == (1.0, False)
    clock.advance(timedelta(seconds=1.001))
    assert allowances.spend(1, "picture") is None
    assert allowances.spend(1, "picture") is not None
    clock.advance(timedelta(days=1))
    assert [allowances.spend(1, "picture") is None for _ in range(11)] == [True] * 10 + [False]


def test_each_has_a_store_of_their_own(clock: SettableClock) -> None:
    """What one person, or one kind of thing, uses up is missing nowhere else."""
    allowances = Allowances(clock)
    while allowances.spend(1, "held") is None:
        pass
    assert allowances.spend(2, "held") is None
    assert allowances.spend(1, "picture") is None


def test_without_allowances_nothing_is_limited(clock: SettableClock) -> None:
    """In a chat of one's own anything goes."""
    allowances = Allowances(clock, {})
    assert {allowances.spend(1, "picture") for _ in range(1_000)} == {None}


async def test_a_flood_is_told_once_and_then_ignored(running: RunningBot) -> None:
    """The first question too many is answered with how long to wait, the next not at all; later all is well."""
    allowances = running.services.allowances
    flooder, other = running.person("en"), running.person("en")
    for _ in range(BURST):
        allowances.spend(flooder.id, "question")
    assert (await running.answer(flooder, "4")).text == "That is too much at once. Please go on in 1 s."
    assert await running.hear(flooder, "4") == []
    assert (await running.answer(other, "4")).text.startswith("Article 4. ")
    running.clock.advance(timedelta(seconds=1))
    assert (await running.answer(flooder, "4")).text.startswith("Article 4. ")


async def test_a_press_too_many_is_told_in_place(running: RunningBot) -> None:
    """A button says so in an alert, and changes nothing."""
    person = running.person("en")
    answer = await running.answer(person, "4")
    for _ in range(BURST - 1):
        running.services.allowances.spend(person.id, "question")
    pressed = await running.press(person, answer, "5 ›")
    assert pressed.text is not None
    assert pressed.text.startswith("That is too much at once.")
    assert answer.text.startswith("Article 4. ")


async def test_what_costs_much_is_limited_sooner(running: RunningBot) -> None:
    """Everything held about a person is gathered ten times, and then not again for a while."""
    person = running.person("en")
    await running.answer(person, "/language en")
    texts = [(await running.hear(person, "/mydata"))[-1].text for _ in range(11)]
    assert texts[-1].startswith("That is too much at once. Please go on in 20 s.")
    assert not any(text.startswith("That is too much") for text in texts[:-1])
