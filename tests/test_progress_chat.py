"""What editors see of sending, and of changed articles: progress, pause, resume, cancel, and nothing for others."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.delivery.notice import Notice
from bot.local import Person
from tests.lake_town import TODAY, text
from tests.running_bot import RunningBot
from tests.test_delivery_sending import announce, cards, follower, publish, texts


@pytest.fixture
async def editor(running: RunningBot) -> Person:
    """An editor who reads Russian and has talked to the bot."""
    person = running.telegram.person("Редактор", language="ru", started=True)
    await running.services.people.set_language(person.id, "ru")
    await running.services.staff.grant(person.id, "editor")
    return person


async def test_one_message_shows_how_sending_goes_on(running: RunningBot, editor: Person) -> None:
    """It is edited in place: paused, resumed, done."""
    followers = [await follower(running, name=f"P{number}") for number in range(3)]
    campaign = await publish(running, Notice("n1", "news", ("sessions",), cards("News")))
    shown = await running.answer(editor, "/publish progress")
    assert shown.text.startswith(
        f"Рассылка № {campaign} · ещё не началась\n\nNews (ru)\n\nОтправлено: 0. Ждут: 0 ".replace(
            "News (ru)", "News"
        )
    )
    assert shown.labels == [["Пауза", "Отменить рассылку"]]
    await running.press(editor, shown, "Пауза")
    assert shown.labels == [["Продолжить", "Отменить рассылку"]]
    await running.deliver()
    assert texts(followers[0]) == []
    await running.press(editor, shown, "Продолжить")
    await running.deliver()
    assert [texts(person) for person in followers] == [["News (ru)"]] * 3
    assert shown.text.startswith(f"Рассылка № {campaign} · закончена\n\nNews\n\nОтправлено: 3. Ждут: 0 ")
    assert shown.labels == []


async def test_cancelled_it_says_so(running: RunningBot, editor: Person) -> None:
    """By typing as well as by the button."""
    aigul = await follower(running)
    campaign = await publish(running, Notice("n1", "news", ("sessions",), cards("News")))
    answer = await running.answer(editor, f"/publish progress {campaign} cancel")
    assert answer.text.startswith(f"Рассылка № {campaign} · отменена")
    await running.deliver()
    assert texts(aigul) == []
    assert (await running.answer(editor, f"/publish progress {campaign} resume")).text.startswith(
        "Так сейчас нельзя"
    )
    assert (await running.answer(editor, "/publish progress 999")).text == "Такой рассылки нет."
    assert (await running.answer(editor, "/publish progress 1 explode")).text == "Такой рассылки нет."


async def test_old_buttons_of_a_former_editor_do_nothing(running: RunningBot, editor: Person) -> None:
    """The role is looked up at every press."""
    await follower(running)
    campaign = await publish(running, Notice("n1", "news", ("sessions",), cards("News")))
    shown = await running.answer(editor, "/publish progress")
    await running.services.staff.revoke(editor.id, "editor")
    assert campaign is not None
    await running.press(editor, shown, "Отменить рассылку")
    assert (await running.services.campaigns.progress(campaign)).state == "sending"
    stranger = running.person("ru", "Чужой")
    pressed = await running.forge(stranger, shown, f"1|ru|campaign|cancel|{campaign}")
    assert pressed.toasts[-1].alert
    assert (await running.services.campaigns.progress(campaign)).state == "sending"


async def test_the_queue_stands_in_the_status(running: RunningBot, editor: Person) -> None:
    """How many wait, since when, and how fast they go; for staff only."""
    await follower(running)
    await announce(running)
    status = await running.answer(editor, "/status")
    assert status.text.endswith(
        "Уведомления: ждут отправки 0, самое старое ждёт секунд: 0. За минуту отправлено: 1. "
        "Разрешено в секунду: 25.0. Неизвестно за сутки: 0."
    )
    figures = (await running.services.campaigns.queue()).figures()
    assert figures == {"waiting": 0, "oldest_seconds": 0, "sent_last_minute": 1, "unknown_last_day": 0}
    running.services.metrics.notices(figures)
    assert b'atazan_notices{figure="sent_last_minute"} 1.0' in running.services.metrics.text()


def _load(running: RunningBot, changed: bool, correction: bool = False) -> None:
    """Load the town's charter as the text in force; `changed`: with another first paragraph in Russian."""
    held = text(TODAY, "ru").model_copy(update={"edition": "kz-2026"})
    if changed:
        first, *rest = held.articles
        paragraph, *others = first.paragraphs
        other = paragraph.model_copy(update={"text": paragraph.text + " Ивы берегут."})
        first = first.model_copy(update={"paragraphs": (other, *others)})
        held = held.model_copy(update={"articles": (first, *rest)})
    running.services.revisions.add(held, sha256=str(changed), source="town", correction=correction)
    running.services.renew_texts()


async def test_followers_of_a_changed_article_are_told_when_an_editor_says_so(
    running: RunningBot, editor: Person
) -> None:
    """An import tells nobody; the editor sees what changed and who would be told; then followers are, once."""
    key = running.services.pack.edition.by_number["1"].key
    aigul = await follower(running, f"a:{key}", "s:1")
    john = await follower(running, f"a:{key}", language="en", name="John")
    other = await follower(running, "a:people-and-power", name="Олег")
    _load(running, changed=False)
    assert (await running.answer(editor, "/publish changes")).text == "Об изменениях статей сообщать нечего."
    _load(running, changed=True)
    await running.deliver()
    assert texts(aigul) == []
    listed = await running.answer(editor, "/publish changes")
    assert listed.text.startswith(
        "Изменившиеся статьи\n\n• Статья 1 – Русский\n\n"
        "Статей: 1. Сообщений подписчикам: 2. Займёт минут: 1.\n\nПока никто ничего не узнал."
    )
    await running.press(editor, listed, "Сообщить подписчикам")
    await running.deliver()
    assert texts(aigul) == []
    running.clock.advance(timedelta(seconds=31))
    await running.deliver()
    [notice] = aigul.chat.answers
    assert notice.text.startswith("Статья 1: изменился официальный текст\n\n")
    assert "[добавлено: . Ивы берегут]." in notice.text
    assert notice.text.endswith("Почему это пришло: вы подписаны – Статья 1.")
    assert "Not there yet in your language. The language of the text: Русский." in john.chat.last.text
    assert texts(other) == []
    assert (await running.answer(editor, "/publish changes")).text == "Об изменениях статей сообщать нечего."


async def test_a_corrected_import_is_told_as_such(running: RunningBot, editor: Person) -> None:
    """That the law has not changed stands in the list and in the notice."""
    key = running.services.pack.edition.by_number["1"].key
    aigul = await follower(running, f"a:{key}")
    _load(running, changed=False)
    _load(running, changed=True, correction=True)
    listed = await running.answer(editor, "/publish changes")
    assert "• Статья 1 – Русский (исправление загрузки)" in listed.text
    await running.answer(editor, "/publish changes 1 confirm")
    running.clock.advance(timedelta(seconds=31))
    await running.deliver()
    assert texts(aigul) == ["Статья 1: исправлена загрузка текста, сам закон не менялся"]


async def test_what_was_published_of_changes_can_be_taken_back(running: RunningBot, editor: Person) -> None:
    """Within 30 seconds nobody has got anything, and it may be published again."""
    key = running.services.pack.edition.by_number["1"].key
    aigul = await follower(running, f"a:{key}")
    _load(running, changed=False)
    _load(running, changed=True)
    listed = await running.answer(editor, "/publish changes")
    await running.press(editor, listed, "Сообщить подписчикам")
    await running.press(editor, editor.chat.last, "Отозвать")
    running.clock.advance(timedelta(seconds=31))
    await running.deliver()
    assert texts(aigul) == []
    again = await running.answer(editor, "/publish changes")
    assert again.text.startswith("Изменившиеся статьи")
    assert (await running.answer(editor, "/publish changes 77 confirm")).text == (
        "Этих статей среди изменившихся нет: 77"
    )


async def test_a_list_that_is_not_true_any_more_publishes_nothing(
    running: RunningBot, editor: Person
) -> None:
    """After another import the old button is stale; who is no editor gets nothing at all."""
    _load(running, changed=False)
    _load(running, changed=True)
    listed = await running.answer(editor, "/publish changes")
    await running.answer(editor, "/publish changes confirm")
    pressed = await running.press(editor, listed, "Сообщить подписчикам")
    assert pressed.text == "Эта кнопка от прежней версии. Спросите ещё раз."
    stranger = running.person("ru", "Чужой")
    refused = await running.answer(stranger, "/publish changes")
    assert refused.text.startswith("Публиковать") or "редактор" in refused.text
