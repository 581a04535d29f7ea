"""Moderators at work in their group: cards, decisions, undoing, two at once, forged buttons, questions, appeals."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from telegram import Update
from telegram.error import TelegramError

from bot.local import Chat, Message, Person
from bot.storage.log_tables import audit_entries
from handlers.daily_report import post_account
from tests.moderators import WORDS, Desk, desk_of
from tests.running_bot import RunningBot

WAITING = [["Опубликовать", "Скрыть …"], ["Объединить …", "Спросить автора …"], ["Взять в работу"]]
TAKEN = [*WAITING[:2], ["Вернуть"]]


@pytest.fixture
async def desk(running: RunningBot) -> Desk:
    """A group with two moderators and an admin."""
    return await desk_of(running)


async def audit(desk: Desk) -> list[tuple[str, str, str | None]]:
    """What the audit tells: action, role, and status."""
    async with desk.running.services.database.read() as connection:
        query = select(audit_entries.c.payload).order_by(audit_entries.c.position)
        entries = [json.loads(text) for text in (await connection.execute(query)).scalars()]
    return [(entry["action"], entry["role"], entry.get("status")) for entry in entries]


def merged_in(chat: Chat) -> list[str]:
    """What was said in a chat of what became one with another."""
    return [message.text for message in chat.answers if "объединено с другим" in message.text]


async def forged(desk: Desk, message: Message, data: str) -> str:
    """What a moderator is told who presses a button that is not there."""
    return str((await desk.running.forge(desk.first, message, data)).text)


async def test_a_new_proposal_becomes_a_card_without_a_name(desk: Desk) -> None:
    """Its number, what it is about, its words, when it has to be decided, and the buttons."""
    await desk.propose()
    card = await desk.card()
    assert card.text == (
        "#1 · KZ-000001-C\n"
        "Статья 14. Невыдача граждан и защита за рубежом · Русский\n\n"
        f"{WORDS}\n\n"
        "Получено: 1 июля 2026\u202fг., 17:00\n"
        "Решить до: 3 июля 2026\u202fг., 17:00\n\n"
        "Ждёт, никто не взял."
    )
    assert card.labels == WAITING
    assert await desk.tick() == []


async def test_publishing_can_be_undone_for_ten_minutes(desk: Desk) -> None:
    """By who did it or an admin; then the button goes away by itself."""
    await desk.propose()
    card = await desk.card()
    assert (await desk.running.press(desk.first, card, "Опубликовать")).text == "Опубликовано"
    assert (await desk.proposal()).status == "published"
    assert card.text.endswith(
        "Опубликовано\nОтменить можно до 1 июля 2026\u202fг., 17:10. До тех пор никому не сообщается."
    )
    pressed = await desk.running.press(desk.second, card, "Отменить")
    assert pressed.text == "Отменить может только тот, кто решил, или администратор."
    assert (await desk.proposal()).status == "published"
    await desk.running.press(desk.admin, card, "Отменить")
    assert (await desk.proposal()).status == "received"
    assert card.labels == WAITING
    await desk.running.press(desk.second, card, "Опубликовать")
    desk.running.clock.advance(timedelta(minutes=10))
    assert (await desk.running.answer(desk.second, "/moderate undo 1")).text == (
        "Отменять уже нечего: прошло десять минут или это сделано."
    )
    await desk.tick()
    assert card.labels == []
    assert await audit(desk) == [
        ("status", "moderator", "published"),
        ("undone", "moderator", "received"),
        ("status", "moderator", "published"),
    ]


async def test_hiding_needs_a_coded_public_reason(desk: Desk) -> None:
    """The reasons are offered; whoever opens them has the proposal in hand."""
    author = await desk.propose()
    card = await desk.card()
    await desk.running.press(desk.first, card, "Скрыть …")
    assert ["Назад"] in card.labels
    assert (await desk.proposal()).status == "under_review"
    pressed = await desk.running.press(desk.second, card, "реклама")
    assert pressed.text == "Его взял в работу другой модератор."
    assert card.labels == TAKEN
    await desk.running.press(desk.first, card, "Скрыть …")
    await desk.running.press(desk.first, card, "реклама")
    held = await desk.proposal()
    assert (held.status, held.reason_code) == ("hidden", "advertising")
    assert "Скрыто: реклама" in card.text
    assert "реклама" in (await desk.running.answer(author, "/mine KZ-000001-C")).text


async def test_two_moderators_who_press_at_once(desk: Desk) -> None:
    """Both updates are worked on side by side: one decides, the other is told; the audit knows of one decision."""
    await desk.propose()
    card = await desk.card()
    publish = card.button("Опубликовать").data or ""
    first = desk.first.forge_press(card, publish)
    second = desk.second.forge_press(card, publish)
    updates = desk.running.telegram.queue.take()
    app = desk.running.app
    await asyncio.gather(*(app.process_update(Update.de_json(update, app.bot)) for update in updates))
    assert sorted(str(press.text) for press in (first, second)) == ["Опубликовано", "Решение уже принято."]
    assert await audit(desk) == [("status", "moderator", "published")]


async def test_the_same_press_delivered_twice_decides_once(desk: Desk) -> None:
    """As after a crash between the decision and its confirmation."""
    await desk.propose()
    card = await desk.card()
    desk.first.press(card, "Опубликовать")
    (update,) = desk.running.telegram.queue.take()
    app = desk.running.app
    for _ in range(2):
        await app.process_update(Update.de_json(update, app.bot))
    assert await audit(desk) == [("status", "moderator", "published")]
    assert card.labels == [["Отменить"]]


async def test_who_has_it_in_hand_is_not_disturbed(desk: Desk) -> None:
    """For a quarter of an hour; after that, or once it is given back, others can."""
    await desk.propose()
    card = await desk.card()
    await desk.running.press(desk.first, card, "Взять в работу")
    assert card.labels == TAKEN
    assert "В работе у модератора до 1 июля 2026\u202fг., 17:15." in card.text
    for label in ("Опубликовать", "Скрыть …", "Объединить …", "Спросить автора …", "Вернуть"):
        refused = await desk.running.press(desk.second, card, label)
        assert refused.text == "Его взял в работу другой модератор."
    assert (await desk.proposal()).status == "under_review"
    desk.running.clock.advance(timedelta(minutes=15))
    await desk.tick()
    assert card.labels == WAITING
    await desk.running.press(desk.second, card, "Опубликовать")
    assert (await desk.proposal()).status == "published"


async def test_a_forged_press_of_a_stranger_changes_nothing(desk: Desk) -> None:
    """Nor does one of an author, a press in another chat, or one with nonsense in it."""
    author = await desk.propose()
    card = await desk.card()
    stranger = desk.running.person("ru")
    data = card.button("Опубликовать").data
    assert data is not None
    assert (await desk.running.forge(stranger, card, data)).text == "Это для модераторов."
    own = desk.running.telegram.people[author.id].chat.last
    assert (await desk.running.forge(author, own, data)).text == "Это для модераторов."
    elsewhere = desk.running.telegram.group("Другая", desk.first, desk.second)
    said = (await desk.running.hear(desk.first, "/help", elsewhere))[-1]
    stale = desk.running.services.scenes("ru").say("button-stale")
    assert await forged(desk, said, data) == stale
    for nonsense in ("", "|pub", "|pub|x", "|pub|1|2", "|drop|1", "|next|xx", "|why|1"):
        assert await forged(desk, card, f"1|ru|mod{nonsense}") == stale
    assert await forged(desk, card, "1|ru|mod|pub|999") == "Такого предложения нет."
    assert (await forged(desk, card, "1|ru|mod|why|1|invented")).startswith("Такой причины нет.")
    assert (await desk.proposal()).status == "received"
    assert await audit(desk) == []


async def test_whoever_lost_the_role_can_press_no_more(desk: Desk) -> None:
    """The role is looked up at each press."""
    await desk.propose()
    card = await desk.card()
    await desk.running.press(desk.first, card, "Взять в работу")
    await desk.running.services.staff.revoke(desk.first.id, "moderator")
    assert (await desk.running.press(desk.first, card, "Опубликовать")).text == "Это для модераторов."
    assert (await desk.running.answer(desk.first, "/moderate publish 1")).text == "Это для модераторов."
    assert (await desk.proposal()).status == "under_review"


async def test_nobody_decides_on_their_own_proposal(desk: Desk) -> None:
    """A moderator may send one like everybody; another decides."""
    for said in (f"/propose 14 {WORDS}", "/send"):
        await desk.running.hear(desk.first, said)
    card = await desk.card()
    pressed = await desk.running.press(desk.first, card, "Опубликовать")
    assert pressed.text == "Это ваше предложение: решает другой модератор."
    assert (
        await desk.running.answer(desk.first, "/moderate next")
    ).text == "Нет ничего, что могли бы решить вы."
    await desk.running.press(desk.second, card, "Опубликовать")
    assert (await desk.proposal()).status == "published"


async def test_an_author_who_erases_while_it_is_moderated(desk: Desk) -> None:
    """The words go from the card; the moderator who presses next is told, and nothing is changed."""
    author = await desk.propose()
    card = await desk.card()
    await desk.running.press(desk.first, card, "Скрыть …")
    await desk.running.hear(author, "/mine KZ-000001-C erase confirm")
    assert (await desk.proposal()).status == "erased"
    pressed = await desk.running.press(desk.first, card, "реклама")
    assert pressed.text == "Автор его стёр."
    assert WORDS not in card.text
    assert card.labels == []
    assert (await desk.proposal()).status == "erased"


async def test_the_words_go_from_every_card_by_themselves(desk: Desk) -> None:
    """Also from one in a moderator's own chat, from an answer, and long after the decision."""
    author = await desk.propose()
    card = await desk.card()
    private = (await desk.running.hear(desk.second, "/moderate show 1"))[-1]
    await desk.running.hear(desk.first, "/moderate ask 1 Почему?", desk.group)
    await desk.running.hear(author, "/answer 1 Потому что так лучше")
    answer = (await desk.tick())[-1]
    assert "Потому что так лучше" in answer.text
    await desk.running.hear(desk.first, "/moderate publish 1", desk.group)
    desk.running.clock.advance(timedelta(days=2))
    await desk.tick()
    await desk.running.hear(author, "/delete confirm")
    await desk.tick()
    everything = "\n".join(m.text for chat in (desk.group, desk.second.chat) for m in chat.answers)
    assert WORDS not in everything
    assert "Потому что так лучше" not in everything
    assert "Стёрто автором" in card.text
    assert "Стёрто автором" in private.text
    assert answer.text == "#1: автор забрал свои слова."


async def test_asking_the_author_goes_both_ways_without_names(desk: Desk) -> None:
    """The question waits in the author's notices; the answer comes to the group; neither says who."""
    author = await desk.propose()
    card = await desk.card()
    await desk.running.press(desk.first, card, "Спросить автора …")
    prompt = desk.group.last
    assert prompt.text.startswith("#1: ответьте на это сообщение вопросом")
    asked = await desk.running.answer(desk.first, "На каком языке?", desk.group, prompt)
    assert asked.text == "Вопрос о #1 передан."
    assert "Автору задан вопрос, ответа пока нет." in (await desk.tick())[0].text
    assert (await desk.running.answer(author, "/answer 1 На родном языке")).text == (
        "Ваш ответ о KZ-000001-C передан модераторам."
    )
    refused = await desk.running.answer(author, "/answer 1 И ещё")
    assert refused.text == "Открытого вопроса о KZ-000001-C нет."
    news = await desk.tick()
    (relayed,) = [message for message in news if message.text.startswith("#1: ответ автора")]
    assert relayed.text == "#1: ответ автора\n\nНа родном языке"
    assert "Автор ответил." in card.text
    assert [entry[:2] for entry in await audit(desk) if entry[0] != "status"] == [
        ("claimed", "moderator"),
        ("asked", "moderator"),
        ("answered", "author"),
    ]


async def test_nobody_answers_or_appeals_for_another(desk: Desk) -> None:
    """Not even who knows the number."""
    await desk.propose()
    await desk.running.hear(desk.first, "/moderate ask 1 Почему?")
    other = desk.running.person("ru")
    assert (await desk.running.answer(other, "/answer 1 Так")).text == "Такого вашего предложения нет."
    await desk.running.hear(desk.first, "/moderate hide 1 other")
    assert (await desk.running.answer(other, "/appeal 1")).text == "Такого вашего предложения нет."
    assert (await desk.running.answer(other, "/answer")).text == "Напишите: /answer 123 ТЕКСТ"


async def test_an_appeal_goes_to_another_moderator_once(desk: Desk) -> None:
    """Not to who hid it; what the author says stands on the new card; a second appeal is refused."""
    author = await desk.propose()
    card = await desk.card()
    await desk.running.hear(desk.first, "/moderate hide 1 off-topic", desk.group)
    desk.running.clock.advance(timedelta(hours=1))
    await desk.tick()
    assert (await desk.running.answer(author, "/appeal 1 Это о суде")).text == (
        "Ваша жалоба о KZ-000001-C принята. Другой модератор решит в течение 48 часов."
    )
    assert (await desk.proposal()).status == "under_review"
    new = [
        message for message in await desk.tick() if message is not card and "Жалоба автора" in message.text
    ]
    assert len(new) == 1
    assert "Жалоба автора: Это о суде" in new[0].text
    assert "Решить до: 3 июля 2026\u202fг., 18:00" in new[0].text
    pressed = await desk.running.press(desk.first, new[0], "Скрыть …")
    assert pressed.text == "Жалоба на ваше решение: решает другой модератор или администратор."
    await desk.running.press(desk.second, new[0], "Опубликовать")
    assert (await desk.proposal()).status == "published"
    await desk.running.hear(desk.second, "/moderate undo 1")
    await desk.running.hear(desk.second, "/moderate hide 1 off-topic")
    assert (await desk.running.answer(author, "/appeal 1")).text == (
        "Жалоба о KZ-000001-C уже была; она даётся одна."
    )


async def test_similar_ones_are_offered_for_merging(desk: Desk) -> None:
    """Into what is public alone; the number of the other stands on the card."""
    await desk.propose()
    await desk.propose("Дополнить статью правом каждого на переводчика в суде")
    first, second = await desk.tick()
    await desk.running.press(desk.first, first, "Опубликовать")
    await desk.running.press(desk.second, second, "Объединить …")
    assert "#1: Статью дополнить" in second.text
    await desk.running.press(desk.second, second, "#1")
    assert (await desk.proposal(2)).status == "merged"
    assert "Объединено с #1" in second.text
    running = desk.running
    running.clock.advance(timedelta(minutes=11))
    await running.deliver()
    (told,) = [text for chat in running.telegram.chats.values() for text in merged_in(chat)]
    assert told.count("Ваша поддержка сама не переносится") == 1
    refused = await desk.running.answer(desk.first, "/moderate merge 1 2")
    assert refused.text == "Решение уже принято."


async def test_everything_can_be_typed(desk: Desk) -> None:
    """In the group and in private, with numbers or receipts; nonsense gets the list of what there is."""
    await desk.propose()
    await desk.propose("Второе предложение: закон о языке жестов нужен")
    me, running = desk.first, desk.running
    shown = (await running.answer(me, "/moderate")).text
    assert shown.startswith("Ждут 2 предложения\n")
    taken = await running.answer(me, "/moderate next")
    assert taken.text.startswith("#1 · KZ-000001-C")
    assert "В работе у вас до 1 июля 2026\u202fг., 17:15." in taken.text
    assert "Ждёт, никто не взял." in (await running.answer(me, "/moderate free KZ-000001-C")).text
    assert "Скрыто: не о тексте" in (await running.hear(me, "/moderate hide 1 off-topic"))[-1].text
    assert (await running.hear(me, "/moderate undo #1"))[-1].text.endswith("Ждёт, никто не взял.")
    for said in ("/moderate nonsense 1", "/moderate publish", "/moderate publish x", "/moderate next de"):
        assert (await running.answer(me, said)).text.startswith("/moderate – что ждёт")
    assert (await running.answer(me, "/moderate publish 77")).text == "Такого предложения нет."
    assert (await running.answer(me, "/moderate hide 1 nonsense")).text.startswith("Такой причины нет.")
    elsewhere = running.telegram.group("Другая", me)
    assert (await running.answer(me, "/moderate next", elsewhere)).text.startswith("Модераторы работают")


async def test_more_than_twenty_are_one_card_with_next(desk: Desk) -> None:
    """And a card that somebody asked for by Next; the group never gets more than 18 messages a minute."""
    for number in range(25):
        kazakh = number % 5 == 0
        text = (
            f"{number}-ұсыныс: аудармашы алу құқығы"
            if kazakh
            else f"Предложение {number} о праве на переводчика"
        )
        await desk.propose(text, language="kk" if kazakh else "ru")
    (summary,) = await desk.tick()
    assert summary.text.startswith("Ждут 25 предложений\n")
    assert summary.labels == [["Следующее"], ["Следующее: Қазақша", "Следующее: Русский"]]
    await desk.running.press(desk.first, summary, "Следующее: Русский")
    assert desk.group.last.text.startswith("#2 ")
    await desk.running.press(desk.second, summary, "Следующее")
    assert desk.group.last.text.startswith("#1 ")
    for number in range(1, 9):
        await desk.running.hear(desk.admin, f"/moderate free {number}")
        await desk.running.hear(desk.admin, f"/moderate publish {number}")
    desk.running.clock.advance(timedelta(minutes=2))
    before = len(desk.running.telegram.calls)
    for _ in range(3):
        await desk.tick()
    calls = desk.running.telegram.calls[before:]
    assert len([call for call in calls if call.parameters.get("chat_id") == desk.group.id]) <= 18
    assert any(message.text.startswith("#9 ") for message in desk.group.answers)
    assert not any(message.text.startswith("#25 ") for message in desk.group.answers)
    desk.running.clock.advance(timedelta(minutes=1))
    await desk.tick()
    assert any(message.text.startswith("#25 ") for message in desk.group.answers)


async def test_what_waits_too_long_is_announced_once(desk: Desk) -> None:
    """After 48 hours, with its number."""
    await desk.propose()
    card = await desk.card()
    desk.running.clock.advance(timedelta(hours=47, minutes=59))
    assert await desk.tick() == []
    desk.running.clock.advance(timedelta(minutes=1))
    news = await desk.tick()
    assert [message.text for message in news if message is not card] == [
        "1 предложение ждёт дольше обещанного: #1"
    ]
    assert "Обещанный срок прошёл." in card.text
    desk.running.clock.advance(timedelta(hours=5))
    assert await desk.tick() == []


async def test_feedback_comes_to_the_group_and_a_reply_goes_back(desk: Desk) -> None:
    """Without a name in either direction."""
    reader = desk.running.person("ru")
    await desk.running.hear(reader, "/feedback Спасибо, но статья 9 показана странно")
    (shown,) = await desk.tick()
    assert shown.text.startswith("Отзыв 1\n")
    assert "Спасибо, но статья 9 показана странно" in shown.text
    done = await desk.running.answer(desk.first, "Исправили, посмотрите", desk.group, shown)
    assert done.text == "Ответ на 1 передан."
    assert (
        await desk.running.answer(desk.second, "/moderate reply 1 И спасибо")
    ).text == "Ответ на 1 передан."
    await desk.running.hear(reader, "/delete confirm")
    desk.running.clock.advance(timedelta(minutes=1))
    await desk.tick()
    assert shown.text.startswith("Отзыва 1 больше нет")
    assert (await desk.running.answer(desk.second, "/moderate reply 1 Ау")).text.startswith(
        "Отзыва 1 больше нет"
    )


async def told(desk: Desk, author: Person) -> list[str]:
    """What the author is told by now, in first lines."""
    desk.running.news(author.chat)
    for _ in range(3):
        await desk.running.deliver()
    return [message.text for message in desk.running.news(author.chat)]


async def test_nobody_is_told_of_what_is_undone(desk: Desk) -> None:
    """Only the decision that stays, ten minutes after it was made."""
    author = await desk.propose()
    card = await desk.card()
    await desk.running.press(desk.first, card, "Взять в работу")
    await desk.running.hear(desk.first, "/moderate hide 1 other")
    assert await told(desk, author) == []
    await desk.running.hear(desk.first, "/moderate undo 1")
    await desk.running.hear(desk.first, "/moderate publish 1")
    desk.running.clock.advance(timedelta(minutes=9))
    assert await told(desk, author) == []
    desk.running.clock.advance(timedelta(minutes=20))
    (news,) = await told(desk, author)
    assert news.startswith("KZ-000001-C")
    assert "опубликован" in news.lower()


async def test_a_question_reaches_the_author_and_a_button_answers(desk: Desk) -> None:
    """The answer is said in a dialogue; what the author was in the middle of is not thrown away for it."""
    author = await desk.propose()
    await desk.card()
    await desk.running.hear(desk.first, "/moderate ask 1 На каком языке?", desk.group)
    (question,) = await told(desk, author)
    assert question.startswith("Вопрос о вашем предложении KZ-000001-C\n\nНа каком языке?")
    message = author.chat.last
    await desk.running.press(author, message, "Ответить")
    assert author.chat.last.text.startswith("Напишите ответ о KZ-000001-C одним сообщением")
    assert (await desk.running.answer(author, "На" + "а" * 1000)).text.startswith(
        "Это длиннее на 2, чем можно"
    )
    assert (await desk.running.answer(author, "На родном")).text == (
        "Ваш ответ о KZ-000001-C передан модераторам."
    )
    await desk.running.hear(author, "/propose 9 Ещё одно предложение о языке")
    await desk.running.press(author, message, "Ответить")
    assert author.chat.last.text.startswith("Вы заняты другим.")


async def test_an_author_appeals_by_button(desk: Desk) -> None:
    """From the page of the hidden proposal, with a reason or without a word."""
    author = await desk.propose()
    await desk.running.hear(desk.first, "/moderate hide 1 other")
    page = await desk.running.answer(author, "/mine KZ-000001-C")
    assert "/appeal 1 ПРИЧИНА" in page.text
    await desk.running.press(author, page, "Подать жалобу")
    asked = author.chat.last
    assert asked.labels == [["Жалоба без слов"]]
    assert (await desk.running.answer(author, "Это не так")).text.startswith(
        "Ваша жалоба о KZ-000001-C принята."
    )
    assert "Жалоба автора: Это не так" in (await desk.card()).text
    await desk.running.press(author, asked, "Жалоба без слов")
    assert author.chat.last.text == "Жалоба о KZ-000001-C уже была; она даётся одна."


async def test_a_card_that_was_on_its_way_when_the_bot_died_is_sent_again(desk: Desk) -> None:
    """After a minute; one that was refused, at once; and one that arrived, never."""
    await desk.propose()
    telegram = desk.running.telegram
    telegram.faults.add(method="sendMessage", kind="timeout_after")
    with pytest.raises(TelegramError):
        await desk.tick()
    assert len(desk.group.answers) == 1
    assert await desk.tick() == []
    desk.running.clock.advance(timedelta(seconds=61))
    await desk.card()
    assert len(desk.group.answers) == 2
    assert await desk.tick() == []
    await desk.running.press(desk.first, desk.group.answers[0], "Опубликовать")
    await desk.tick()
    assert desk.group.answers[0].labels == desk.group.answers[1].labels == [["Отменить"]]


async def test_many_supports_at_once_are_pointed_out_and_nothing_is_hidden(desk: Desk) -> None:
    """With the share of supporters first seen within the day; once a day."""
    await desk.propose()
    await desk.running.hear(desk.first, "/moderate publish 1")
    await desk.tick()
    for number in range(10):
        await desk.running.services.proposals.supports.give(2**49 + number, 1)
    news = [message.text for message in await desk.tick() if message.text.startswith("#1: поддержек")]
    assert news == [
        (
            "#1: поддержек за 24 часа – 10, намного больше обычного. "
            "Впервые замечены за это время: 100 % поддержавших. Из-за этого ничего не скрывается."
        )
    ]
    assert (await desk.proposal()).status == "published"
    assert not [message for message in await desk.tick() if message.text.startswith("#1: поддержек")]


async def test_the_daily_account_is_posted_once_in_the_morning(desk: Desk) -> None:
    """With the sum, the reasons of hiding, and both signed checkpoints; it is made without a channel, too."""
    running = desk.running
    channel = running.telegram.channel("Журнал", desk.admin, username="atazan_log")
    await desk.propose()
    await running.hear(desk.first, "/moderate hide 1 off-topic")
    await desk.propose("Второе предложение: о языке жестов")
    running.clock.set(datetime(2026, 7, 2, 3, 59, tzinfo=UTC))
    await post_account(running.app.bot, running.services)
    assert channel.answers == []
    running.clock.advance(timedelta(minutes=1))
    for _ in range(2):
        await post_account(running.app.bot, running.services)
    (account,) = channel.answers
    lines = account.text.split("\n")
    assert lines[:10] == [
        "Ұсыныстар: 2026\u202fж. 2 шілде есебі",
        "",
        "Келгені: 2",
        "жарияланғаны: 0",
        "шешім күткені: 1",
        "жасырылғаны: 1",
        "– мәтінге қатысы жоқ: 1",
        "басқасымен біріктірілгені: 0",
        "қайтарып алынғаны: 0",
        "өшірілгені: 0",
    ]
    log = running.services.moderating.log
    for checkpoint in await log.checkpoints():
        assert checkpoint.note.rstrip() in account.text
    assert log.signer.open(account.text[account.text.index("atazan.log") :].split("\n\natazan.log")[0] + "\n")
    running.clock.advance(timedelta(days=1))
    await post_account(running.app.bot, running.services)
    assert len(channel.answers) == 2


async def test_a_checkpoint_on_demand(desk: Desk) -> None:
    """For moderators and admins, signed."""
    await desk.propose()
    said = (await desk.running.answer(desk.admin, "/moderate checkpoint")).text
    assert said.startswith("Состояние открытого журнала, с подписью\n\natazan.log/")
    assert "/proposals\n1\n" in said
    assert "/audit\n0\n" in said


async def test_a_reason_can_be_typed_in_words(desk: Desk) -> None:
    """In any of the languages; what stands in the audit is the code."""
    await desk.propose()
    await desk.running.hear(desk.first, "/moderate hide 1 Жарнама")
    assert (await desk.proposal()).reason_code == "advertising"


async def test_talk_under_a_card_is_no_question_to_the_bot(desk: Desk) -> None:
    """Moderators who reply to a card are told how to ask the author; others in the group are not heard."""
    await desk.propose()
    card = await desk.card()
    said = await desk.running.answer(desk.first, "о чём статья 4?", desk.group, card)
    assert said.text.startswith("#1: ответьте на это сообщение вопросом")
    assert (await desk.proposal()).status == "received"


async def test_a_moderator_who_blocked_the_bot_does_not_stop_the_desk(desk: Desk) -> None:
    """Their card cannot be put right any more; the group's is."""
    author = await desk.propose()
    card = await desk.card()
    await desk.running.hear(desk.second, "/moderate show 1")
    desk.second.block()
    await desk.running.hear(author, "/mine KZ-000001-C erase confirm")
    await desk.tick()
    assert WORDS not in card.text
    assert await desk.tick() == []


async def test_the_card_for_all_follows_what_waits(desk: Desk) -> None:
    """Down to nothing."""
    for number in range(21):
        await desk.propose(f"Предложение номер {number} о праве на переводчика")
    (summary,) = await desk.tick()
    for number in range(1, 22):
        await desk.running.hear(desk.first, f"/moderate publish {number}")
    desk.running.clock.advance(timedelta(minutes=2))
    await desk.tick()
    assert summary.text == "Ничего не ждёт."
    assert summary.labels == []


async def test_without_a_group_moderators_work_in_private(desk: Desk) -> None:
    """Answers stand on the card, feedback is asked for; both can be worked with as in a group."""
    running = desk.running
    desk.running.services.moderating.desk.group.chat = None
    author = await desk.propose()
    await running.hear(author, "/feedback Спасибо, всё понятно и удобно")
    await running.hear(desk.first, "/moderate ask 1 На каком языке?")
    await running.hear(author, "/answer 1 На родном языке")
    card = await running.answer(desk.first, "/moderate show 1")
    assert "#1: ответ автора\nНа родном языке" in card.text
    said = await running.answer(desk.first, "/moderate feedback")
    assert "Спасибо, всё понятно и удобно" in said.text
    assert (await running.answer(desk.first, "Пожалуйста", reply_to=said)).text == "Ответ на 1 передан."
    assert (await running.answer(desk.first, "/moderate feedback")).text == "Непрочитанных отзывов нет."
    await running.press(desk.first, card, "Опубликовать")
    assert (await desk.proposal()).status == "published"
    await running.hear(author, "/delete confirm")
    await desk.tick()
    assert "На родном языке" not in card.text
