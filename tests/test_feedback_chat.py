"""Quick feedback: one tap or a line, no number, gone after 90 days."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from bot.feedback import DAILY
from bot.rendering.pages import simple_card
from bot.storage.delivery_tables import campaign_people
from bot.storage.proposal_tables import feedback
from tests.running_bot import RunningBot


async def said(bot: RunningBot) -> list[tuple[str, str | None, str | None, str | None]]:
    """What is on disk: kind, problem, place and text."""
    query = select(feedback.c.kind, feedback.c.problem, feedback.c.about, feedback.c.text).order_by(
        feedback.c.id
    )
    async with bot.services.database.read() as connection:
        return [(row.kind, row.problem, row.about, row.text) for row in await connection.execute(query)]


async def test_one_tap_rates_an_answer(running: RunningBot) -> None:
    """One row of buttons under every answer in private; the last tap counts, and asking alone writes nothing."""
    me = running.person("ru")
    answer = await running.answer(me, "статья 4 пункт 2")
    assert answer.labels[-1] == ["Полезно", "Не то"]
    assert await running.services.people.find(me.id) is None
    assert (await running.press(me, answer, "Полезно")).text == "Спасибо, учтено."
    assert await said(running) == [("good", None, "kz-2026:4:2", None)]
    await running.press(me, answer, "Не то")
    assert answer.labels[-1] == ["Не та статья", "Непонятно", "Ошибка в тексте"]
    await running.press(me, answer, "Ошибка в тексте")
    assert await said(running) == [("bad", "error", "kz-2026:4:2", None)]
    thanks = running.news(me.chat)[-1]
    await running.press(me, thanks, "Добавить строку")
    assert (await running.answer(me, "Опечатка во втором пункте")).text.startswith("Спасибо. Это прочтут")
    assert await said(running) == [("bad", "error", "kz-2026:4:2", "Опечатка во втором пункте")]


async def test_everything_can_be_typed(running: RunningBot) -> None:
    """/good, /bad with what is bad and a line, in the plain layout with worded choices."""
    me = running.person("en")
    await running.hear(me, "/settings plain")
    answer = await running.answer(me, "article 4")
    await running.press(me, answer, "Not right")
    assert running.news(me.chat)[-1].text.startswith("What is wrong? You can also type it: /bad article")
    assert (await running.answer(me, "/good")).text == "Thank you, noted."
    await running.hear(me, "/bad unclear what is a bearer?")
    await running.hear(me, "/bad simply bad")
    assert [each[:3] for each in await said(running)] == [
        ("bad", None, "kz-2026:4"),
        ("good", None, "kz-2026:4"),
        ("bad", "unclear", "kz-2026:4"),
        ("bad", None, "kz-2026:4"),
    ]
    assert (await said(running))[2][3] == "what is a bearer?"


async def test_no_rows_in_groups_and_under_small_talk(running: RunningBot) -> None:
    """In a group nobody rates, and thanks are not rated."""
    me = running.person("ru")
    group = running.telegram.group("Соседи", me)
    answer = await running.answer(me, "@atazan_bot статья 4", chat=group)
    assert ["Полезно", "Не то"] not in answer.labels
    assert (await running.answer(me, "спасибо")).labels == []


async def test_a_message_that_was_no_question(running: RunningBot) -> None:
    """Where nothing was found, it can be a proposal or feedback."""
    me = running.person("ru")
    answer = await running.answer(me, "когда почините лифт")
    assert "Это был не вопрос, а сообщение нам?" in answer.text
    await running.press(me, answer, "Это сообщение вам")
    offered = running.news(me.chat)[-1]
    await running.press(me, offered, "Отзыв тем, кто ведёт бота")
    assert running.news(me.chat)[-1].text.startswith("Напишите одним сообщением, до 500 знаков.")
    await running.answer(me, "Почините, пожалуйста, лифт")
    assert await said(running) == [("note", None, None, "Почините, пожалуйста, лифт")]
    await running.press(me, offered, "Написать предложение")
    assert running.news(me.chat)[-1].text.startswith("Предложение, шаг 1 из 3.")


async def test_feedback_has_limits(running: RunningBot) -> None:
    """1 to 500 characters, so many a day, and nothing changed by what is refused."""
    me = running.person("ru")
    for wrong in ("/feedback", "/feedback " + "ж" * 501, "/feedback \u200b\u202e"):
        assert (await running.answer(me, wrong)).text.startswith("Напишите отзыв за командой, от 1 до 500")
    for _ in range(DAILY):
        await running.hear(me, "/feedback да")
    assert (
        await running.answer(me, "/feedback ещё")
    ).text == "На сегодня отзывов достаточно. Напишите завтра."
    assert len(await said(running)) == DAILY
    running.clock.advance(timedelta(days=1))
    await running.hear(me, "/feedback ещё")
    assert len(await said(running)) == DAILY + 1


async def test_feedback_is_counted_and_forgotten(running: RunningBot) -> None:
    """Editors see counts and the worst places in /stats; after 90 days nothing is left."""
    me, editor = running.person("ru"), running.person("ru")
    await running.services.staff.grant(editor.id, "editor")
    answer = await running.answer(me, "статья 4")
    await running.press(me, answer, "Не то")
    await running.hear(me, "/feedback Спасибо за бот")
    stats = (await running.answer(editor, "/stats")).text
    assert "Полезно: 0. Не то: 1 (не та статья 0, непонятно 0, ошибка в тексте 0). Сообщений: 1" in stats
    assert "• kz-2026:4 – не то: 1, полезно: 0" in stats
    assert "Спасибо за бот" not in stats
    running.clock.advance(timedelta(days=90))
    assert await running.services.proposals.feedback.prune() == 2
    assert await said(running) == []


async def test_staff_read_and_reply_without_knowing_who(running: RunningBot) -> None:
    """What is to be read, once; a reply reaches whoever wrote, through the delivery of notices."""
    me = running.person("ru")
    await running.hear(me, "/good")
    await running.hear(me, "/feedback Где статья о земле?")
    held = running.services.proposals.feedback
    (note,) = await held.unposted(10)
    assert (note.kind, note.text) == ("note", "Где статья о земле?")
    cards = {"ru": simple_card(running.services.scenes("ru"), "rate-thanks")}
    async with running.services.database.write() as connection:
        await held.posted_within(connection, note.id)
        assert await held.reply_within(connection, note.id, 1, cards)
    assert await held.unposted(10) == []
    person = await running.services.people.find(me.id)
    assert person is not None
    async with running.services.database.read() as connection:
        told = (await connection.execute(select(campaign_people.c.person_id))).scalars().all()
    assert told == [person.id]
