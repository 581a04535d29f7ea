"""Buttons: in whose language, in place or below, and what happens to old and forged ones."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.running_bot import RunningBot

STALE = "Эта кнопка от прежней версии. Спросите ещё раз."


async def test_an_answer_keeps_its_language_while_leafing(running: RunningBot) -> None:
    """Who asked in English reads on in English, whatever language their app speaks."""
    me = running.person("kk")
    answer = await running.answer(me, "article 4")
    await running.press(me, answer, "5 ›")
    assert answer.text.startswith("Article 5. ")
    await running.press(me, answer, "Section I")
    await running.press(me, answer, "All sections")
    assert answer.text.startswith("Constitution of Kazakhstan (2026): sections")


async def test_a_group_message_turns_to_whoever_presses(running: RunningBot) -> None:
    """In a group each presses in their own language, and a language button means what it says."""
    aigul, john = running.person("kk", "Айгүл"), running.person("en", "John")
    group = running.telegram.group("Көршілер", aigul, john)
    answer = await running.answer(aigul, "@atazan_bot 4-бап", group)
    await running.press(john, answer, "5 ›")
    assert answer.text.startswith("Article 5. ")
    await running.press(aigul, answer, "6 ›")
    assert answer.text.startswith("6-бап. ")
    await running.press(aigul, answer, "Русский")
    assert answer.text.startswith("Статья 6. ")


async def test_each_presser_of_a_shared_message_follows_up_alone(running: RunningBot) -> None:
    """What one person opened under a shared message is not what another one's "next" refers to."""
    aigul, john = running.person("en", "Айгүл"), running.person("en", "John")
    group = running.telegram.group("Neighbours", aigul, john)
    answer = await running.answer(aigul, "@atazan_bot article 4", group)
    await running.press(john, answer, "5 ›")
    assert (await running.answer(john, "and the next one?")).text.startswith("Article 6. ")
    assert (await running.answer(aigul, "and the next one?")).text.startswith("Article 5. ")


@pytest.mark.parametrize(
    "data",
    [
        "1|ru|article|kz-2026|97",
        "1|ru|article|kz-2027|4",
        "1|ru|article",
        "1|ru|article|kz-2026|4|2|7|9",
        "1|ru|section|kz-2026|12",
        "1|ru|section|kz-2026|2|two",
        "1|ru|fact|nothing",
        "1|ru|session|nothing",
        "1|ru|in-xx|kz-2026|4",
        "1|ru|language|xx|start",
        "1|ru|language|kk|nowhere",
        "1|ru|language|kk",
        "1|ru|layout|wide",
        "1|ru|example|7",
        "1|ru|example",
        "1|ru|launch",
        "0|ru|article|kz-2026|4",
        "article",
        "1|ru|article|kz-2026|4\n",
        "1|ru|статья|4",
    ],
)
async def test_forged_buttons_change_nothing(running: RunningBot, data: str) -> None:
    """A button that this version never made is answered with a word, and with that alone."""
    me = running.person("ru")
    answer = await running.answer(me, "статья 4")
    pressed = await running.forge(me, answer, data)
    assert pressed.text == STALE
    assert running.news(me.chat) == []
    assert await running.services.people.find(me.id) is None


async def test_settings_cannot_be_changed_in_a_group(running: RunningBot) -> None:
    """A button for settings that was forged into a group does nothing."""
    me = running.person("ru")
    group = running.telegram.group("Двор", me)
    answer = await running.answer(me, "@atazan_bot статья 4", group)
    for data in ("1|ru|delete|confirm", "1|ru|language|kk|start", "1|ru|layout|plain"):
        assert (await running.forge(me, answer, data)).text == STALE
    assert await running.services.people.find(me.id) is None


async def test_a_message_that_is_gone_is_answered_below(running: RunningBot) -> None:
    """Where the message cannot be edited any more, the card comes as a new message."""
    me = running.person("ru")
    answer = await running.answer(me, "статья 4")
    running.telegram.queue.take()
    press = me.press(answer, "5 ›")
    answer.deleted = True
    await running.handle()
    assert press.text == ""
    assert me.chat.last.text.startswith("Статья 5. ")


async def test_a_message_telegram_does_not_show_any_more_is_answered_below(running: RunningBot) -> None:
    """A press under a message too old for Telegram to send along is answered all the same."""
    me = running.person("ru")
    answer = await running.answer(me, "статья 4")
    me.press(answer, "5 ›")
    (update,) = running.telegram.queue.take()
    message = update["callback_query"]["message"]
    update["callback_query"]["message"] = {
        "chat": message["chat"],
        "message_id": message["message_id"],
        "date": 0,
    }
    running.telegram.queue.repeat(update)
    await running.handle()
    assert answer.text.startswith("Статья 5. ")


async def test_a_press_too_old_to_be_answered_still_shows_its_card(running: RunningBot) -> None:
    """After a restart with a backlog the button's clock is gone, but the person gets the article."""
    me = running.person("ru")
    answer = await running.answer(me, "статья 4")
    me.press(answer, "5 ›")
    running.telegram.forget_queries()
    await running.handle()
    assert answer.text.startswith("Статья 5. ")


async def test_pressing_the_same_twice_shows_no_error(running: RunningBot) -> None:
    """The second press finds everything as it is, and stops its clock."""
    me = running.person("ru")
    answer = await running.answer(me, "статья 4")
    data = next(button.data for button in answer.buttons if button.text == "5 ›")
    for _ in range(2):
        pressed = await running.forge(me, answer, data or "")
        assert pressed.text == ""
    assert len(me.chat.answers) == 1


async def test_plain_layout_never_edits(running: RunningBot) -> None:
    """For a screen reader every press brings a new message and leaves the old one as it was."""
    me = running.person("en")
    await running.hear(me, "/settings plain")
    answer = await running.answer(me, "article 4")
    before = answer.text
    await running.press(me, answer, "Next: Article 5")
    await running.press(me, answer, "Русский")
    assert answer.text == before
    assert not answer.edited
    assert me.chat.last.text.startswith("Статья 4. ")
    asked = await running.answer(me, "/delete")
    await running.press(me, asked, "Erase everything")
    assert me.chat.last.text == "Erased. Nothing about you is held any more."
    assert not asked.edited


async def test_buttons_work_after_a_long_time(running: RunningBot) -> None:
    """No button hangs on a countdown."""
    me = running.person("en")
    answer = await running.answer(me, "article 4")
    running.clock.advance(timedelta(days=40))
    await running.press(me, answer, "5 ›")
    assert answer.text.startswith("Article 5. ")


async def test_language_is_chosen_on_every_page_that_offers_it(running: RunningBot) -> None:
    """The page is shown again in the chosen language."""
    me = running.person("en")
    for command, title in (("/start", "Мен Atazan"), ("/settings", "Баптаулар"), ("/language", "Қай тілде")):
        await running.hear(me, "/language en")
        page = await running.answer(me, command)
        pressed = await running.press(me, page, "Қазақша")
        assert pressed.text == "Енді жауап тілі: Қазақша."
        assert page.text.startswith(title)
