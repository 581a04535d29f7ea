"""What goes wrong: bad input, a service that fails, a Telegram that fails; and what the log may hold of it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest
import structlog
from sqlalchemy import text as sql

from bot.answer import Answer
from bot.answering import Answering
from bot.clock import SettableClock
from bot.local import LocalTelegram
from bot.services import Services
from tests.running_bot import RunningBot, application

EMPTY = "Напишите вопрос словами или номер статьи. Например: «о чём статья 4?»"
SECRET = "тайное слово"


class FailingAnswering(Answering):
    """Fails at every question, with the question in the error, as libraries do."""

    def __init__(self) -> None:
        """Hold nothing."""

    def answer(self, question: str, **_: Any) -> Answer:
        """Fail."""
        raise RuntimeError(question)


@pytest.fixture
async def failing(services: Services, clock: SettableClock) -> AsyncIterator[RunningBot]:
    """A bot whose answering fails."""
    broken = replace(services, answering=FailingAnswering())
    telegram = LocalTelegram()
    async with application(telegram, broken) as app:
        yield RunningBot(telegram, app, broken, clock)


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("?!", EMPTY),
        ("…", EMPTY),
        ("👍🏽👨‍👩‍👧", EMPTY),
        ("\u202e\u200f\u2066статья 4", "Статья 4. "),
        ("ста\u00adтья 4", "Статья 4. "),
        ("статья\u00a04", "Статья 4. "),
        ("статья\n\t4", "Статья 4. "),
        ("<b>привет</b>", "Здравствуйте!"),
        ("<script>alert(1)</script> статья 4", ""),
        ("статья 999999999999", "Статьи 999999999999 нет."),
        ("статья -4", ""),
        ("статья 4'; DROP TABLE people; --", ""),
        ("{ $example }", ""),
        ("/article <b>", ""),
        ("/article 4 999999", "Статья 4. "),
        ("/compare ../../etc/passwd", ""),
        ("/browse ../../etc/passwd", "Конституция Казахстана (2026): разделы"),
        ("/language <b>", "Такого языка я не знаю."),
        ("/settings <b>", "Настройки"),
        ("/start <b>", "Эта ссылка здесь никуда не ведёт."),
        ("/start", "Я Atazan."),
        ("/" + "a" * 64, "Команды /" + "a" * 40 + " я не знаю."),
    ],
)
async def test_odd_input_gets_one_clear_reply(running: RunningBot, text: str, begins: str) -> None:
    """Whatever is typed, one message answers, nothing fails, and the log stays empty."""
    with structlog.testing.capture_logs() as log:
        answer = await running.answer(running.person("ru"), text)
    assert answer.text.startswith(begins)
    assert log == []


@pytest.mark.parametrize("word", ["слово ", "статья 4 ", "1, ", "бап ", "😀"])
async def test_a_very_long_message_is_answered(running: RunningBot, word: str) -> None:
    """100 kB come as many messages, as the app splits them; each gets an answer."""
    me = running.person("ru")
    me.say(word * (100_000 // len(word.encode())))
    said = len(me.chat.visible)
    with structlog.testing.capture_logs() as log:
        await running.handle()
    assert len(me.chat.answers) >= said
    assert log == []


async def test_a_failure_has_a_number_and_tells_nothing(failing: RunningBot) -> None:
    """The person gets an error number; the log has the same number, the place, and no word of theirs."""
    me = failing.person("ru", "Айгүл Серікова")
    with structlog.testing.capture_logs() as log:
        answer = await failing.answer(me, SECRET)
    (line,) = log
    assert answer.text == f"У меня что-то сломалось. Попробуйте ещё раз. Номер ошибки: {line['id']}"
    assert (line["event"], line["error"], line["log_level"]) == ("handler.failed", "RuntimeError", "error")
    assert line["place"].startswith("test_handlers_errors.py:")
    for word in (SECRET, "Серікова", str(me.id)):
        assert word not in str(log)


async def test_a_failure_is_told_wherever_it_was_asked(failing: RunningBot) -> None:
    """Under a button as an alert, in a group as a reply, to a guest as the one reply."""
    me = failing.person("en")
    page = await failing.answer(me, "/start")
    pressed = await failing.press(me, page, "what does Article 4 say")
    assert pressed.text is not None
    group = failing.telegram.group("Neighbours", me)
    answer = await failing.answer(me, "@atazan_bot article 4", group)
    (guest,) = (await failing.guest(me, "@atazan_bot article 4")).answers
    for text in (answer.text, guest.text):
        assert text.startswith("Something went wrong on my side. Please try again. Error number: ")


async def test_after_a_failure_the_next_question_is_answered(failing: RunningBot) -> None:
    """One failure stops nothing else."""
    me = failing.person("ru")
    await failing.hear(me, SECRET)
    assert (await failing.answer(me, "/article")).text.startswith("Какая статья?")


async def test_without_its_database_it_still_answers(running: RunningBot) -> None:
    """Questions need no database; a setting that cannot be kept is not confirmed."""
    me = running.person("ru")
    async with running.services.database.write() as connection:
        await connection.execute(sql("DROP TABLE people"))
    with structlog.testing.capture_logs() as log:
        assert (await running.answer(me, "статья 4")).text.startswith("Статья 4. ")
        refused = await running.answer(me, "/language kk")
    assert refused.text.startswith("У меня что-то сломалось.")
    assert str(me.id) not in str(log)


async def test_an_answer_refused_for_a_moment_is_sent_then(running: RunningBot) -> None:
    """Telegram asks for a second of patience; the person gets the answer after it."""
    me = running.person("ru")
    running.telegram.faults.add(method="sendMessage", kind="rate_limit")
    with structlog.testing.capture_logs() as log:
        assert (await running.answer(me, "статья 4")).text.startswith("Статья 4. ")
    assert [line["event"] for line in log] == ["limiter.refused"]


@pytest.mark.parametrize("kind", ["timeout_before", "timeout_after", "drop", "error_500"])
async def test_an_unreachable_telegram_is_logged_and_not_written_to(running: RunningBot, kind: Any) -> None:
    """Whether the answer arrived is unknown, so nothing is sent again; the next question is answered."""
    me = running.person("ru")
    running.telegram.faults.add(method="sendMessage", kind=kind)
    with structlog.testing.capture_logs() as log:
        await running.hear(me, "статья 4")
    assert [line["event"] for line in log] == ["handler.failed"]
    assert len(running.telegram.called("sendMessage")) == 1
    assert (await running.answer(me, "статья 5")).text.startswith("Статья 5. ")


async def test_somebody_who_blocked_the_bot_meanwhile_is_left_alone(running: RunningBot) -> None:
    """The answer that cannot be delivered is not replaced by another one."""
    me = running.person("ru")
    me.say("статья 4")
    me.block()
    with structlog.testing.capture_logs() as log:
        await running.handle()
    assert [line["error"] for line in log] == ["Forbidden"]
    assert me.chat.answers == []
