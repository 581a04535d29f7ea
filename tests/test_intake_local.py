"""The intake with a real bot object on the local Telegram: from a person's words to the answer."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest
from telegram import Bot, Update

from bot.intake.lanes import Lanes
from bot.intake.polling import Polling, UpdateSource
from bot.intake.trouble import IntakeError, Trouble
from bot.local.core import LocalTelegram
from bot.local.faults import Kind
from bot.local.request import LocalRequest


def bot_on(telegram: LocalTelegram, token: str = "") -> Bot:
    """Return a bot that talks to the local Telegram."""
    request = LocalRequest(telegram)
    return Bot(token or telegram.token, request=request, get_updates_request=LocalRequest(telegram))


async def until(reached: Callable[[], bool]) -> None:
    """Let the loop run until `reached` is true; fail if it does not come to that."""
    for _ in range(10_000):
        if reached():
            return
        await asyncio.sleep(0)
    raise AssertionError("this was never reached")


async def no_wait(seconds: float) -> None:
    """Let time pass at once."""
    await asyncio.sleep(0)


@asynccontextmanager
async def echoing(telegram: LocalTelegram) -> AsyncIterator[Polling]:
    """Run a bot that repeats what it is told."""
    bot = bot_on(telegram)

    async def echo(update: Update) -> None:
        assert update.message is not None
        assert update.message.text is not None
        await bot.send_message(update.message.chat_id, update.message.text)

    polling = Polling(bot, Lanes(echo), ["message"], sleep=no_wait, trouble=Trouble(lambda: 0.0))
    async with bot:
        task = asyncio.create_task(polling.run())
        yield polling
        await polling.stop()
        await task


def test_a_bot_is_a_source(telegram: LocalTelegram) -> None:
    """What polling needs is what the library's bot has."""
    source: UpdateSource = bot_on(telegram)
    assert source is not None


@pytest.fixture
def telegram() -> LocalTelegram:
    """Return a local Telegram."""
    return LocalTelegram()


def answers(telegram: LocalTelegram) -> list[object]:
    """Return the texts that the bot sent."""
    return [parameters["text"] for parameters in telegram.called("sendMessage")]


async def test_answers_in_order(telegram: LocalTelegram) -> None:
    """Each person gets the answers in the order of what they said, and nothing stays unconfirmed."""
    people = [telegram.person("A"), telegram.person("B")]
    async with echoing(telegram):
        for n in range(20):
            people[n % 2].say(f"{n}")
        await until(lambda: len(answers(telegram)) == 20)
    sent = telegram.called("sendMessage")
    for place, person in enumerate(people):
        own = [call["text"] for call in sent if call["chat_id"] == person.id]
        assert own == [f"{n}" for n in range(place, 20, 2)]
    assert len(telegram.queue) == 0


@pytest.mark.filterwarnings("ignore:Deprecated since version v22.2")
@pytest.mark.parametrize("kind", ["timeout_before", "timeout_after", "error_500", "drop", "rate_limit"])
async def test_failing_polls(telegram: LocalTelegram, kind: Kind) -> None:
    """Polls that fail in whatever way lose no update and have none answered twice."""
    telegram.faults.add(kind=kind, method="getUpdates", times=3)
    person = telegram.person("A")
    person.say("4")
    async with echoing(telegram):
        await until(lambda: answers(telegram) == ["4"])
        telegram.faults.add(kind=kind, method="getUpdates", times=1)
        person.say("5")
        await until(lambda: answers(telegram) == ["4", "5"])
    assert answers(telegram) == ["4", "5"]


async def test_webhook_in_the_way(telegram: LocalTelegram) -> None:
    """A webhook left over is removed, and what was said meanwhile is answered."""
    await telegram.call("setWebhook", {"url": "https://example.org/"})
    telegram.person("A").say("4")
    async with echoing(telegram):
        await until(lambda: answers(telegram) == ["4"])


async def test_wrong_token(telegram: LocalTelegram) -> None:
    """A token that Telegram does not know ends the polling with an error for the operator."""
    polling = Polling(bot_on(telegram, "1:WRONG"), Lanes(lambda _: no_wait(0)), ["message"])
    with pytest.raises(IntakeError, match="BOT_TOKEN"):
        await polling.run()
