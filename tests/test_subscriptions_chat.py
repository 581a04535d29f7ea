"""Following in the chat: commands, buttons, deep links; people, groups and channels."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.delivery.choices import Choices
from bot.delivery.notice import Notice
from bot.local import Person
from tests.running_bot import RunningBot
from tests.test_delivery_sending import announce, cards, publish


@pytest.fixture
def me(running: RunningBot) -> Person:
    """Somebody who reads Russian."""
    return running.person("ru")


async def topics(running: RunningBot, chat: int) -> set[str]:
    """What a person or chat follows."""
    return set(await running.services.subscriptions.topics(chat))


async def test_typed_topics_are_followed(running: RunningBot, me: Person) -> None:
    """An article is followed by its key; several may be named at once; the answer says how much to expect."""
    answer = await running.answer(me, "/subscribe sessions a4, s3 body-commission")
    assert await topics(running, me.id) == {"sessions", "a:people-and-power", "s:3", "body:commission"}
    assert answer.text.startswith("Готово, вы подписаны: все заседания; Статья 4; Раздел III; ")
    assert "Сообщений за последние 90 дней: 0." in answer.text


@pytest.mark.parametrize("named", ["body-commission", "body:commission", "commission", "Commission"])
async def test_a_body_is_followed_by_its_id(running: RunningBot, me: Person, named: str) -> None:
    """With or without the word before it."""
    await running.answer(me, f"/subscribe {named}")
    assert await topics(running, me.id) == {"body:commission"}


@pytest.mark.parametrize("asked", ["статья 4", "4-бап", "article 4"])
async def test_an_article_may_be_named_as_one_asks_for_it(
    running: RunningBot, me: Person, asked: str
) -> None:
    """ "/subscribe статья 4" is "/subscribe a4"."""
    await running.answer(me, f"/subscribe {asked}")
    assert await topics(running, me.id) == {"a:people-and-power"}


@pytest.mark.parametrize(
    ("said", "answered"),
    [
        ("/subscribe a200", "Статьи 200 нет. Конституция Казахстана (2026): статьи с 1 по 96."),
        ("/subscribe foo", "На это подписаться нельзя."),
        ("/subscribe s99", "На это подписаться нельзя."),
        ("/subscribe body-nobody", "На это подписаться нельзя."),
        ("/subscribe quiet 25:61", "Тихие часы пишутся так:"),
        ("/subscribe quiet", "Тихие часы пишутся так:"),
        ("/subscribe zone Atlantis", "Такого часового пояса я не знаю."),
        ("/subscribe zone +29", "Такого часового пояса я не знаю."),
        ("/subscribe pause 0", "Пауза – от 1 до 365 дней:"),
        ("/subscribe pause never", "Пауза – от 1 до 365 дней:"),
        ("/subscribe reminders week off", "Напоминания:"),
        ("/subscribe urgent perhaps", "Срочные:"),
        ("/subscribe daily please", "Так выбрать нельзя."),
        ("/subscribe resume now", "Так выбрать нельзя."),
        ("/unsubscribe foo", "На это подписаться нельзя."),
        ("/subscribe @nowhere_at_all sessions", "Этого чата я не вижу"),
    ],
)
async def test_bad_input_gets_a_clear_answer_and_changes_nothing(
    running: RunningBot, me: Person, said: str, answered: str
) -> None:
    """One sentence says what is possible."""
    await running.answer(me, "/subscribe news")
    assert (await running.answer(me, said)).text.startswith(answered)
    assert await topics(running, me.id) == {"news"}
    assert await running.services.subscriptions.choices(me.id) == Choices()


@pytest.mark.parametrize(
    ("said", "chosen"),
    [
        ("/subscribe daily", Choices(mode="daily")),
        ("/settings weekly", Choices(mode="weekly")),
        ("/subscribe quiet 23:00-07:00", Choices(quiet="23:00-07:00")),
        ("/subscribe quiet 9.00 – 17.30", Choices(quiet="09:00-17:30")),
        ("/subscribe quiet off", Choices(quiet="off")),
        ("/subscribe zone berlin", Choices(zone="Europe/Berlin")),
        ("/subscribe zone New York", Choices(zone="America/New_York")),
        ("/subscribe zone UTC+5", Choices(zone="Etc/GMT-5")),
        ("/subscribe reminders off", Choices(remind_day=False, remind_hour=False)),
        ("/subscribe reminders start on", Choices(remind_start=True)),
        ("/settings urgent off", Choices(urgent=False)),
    ],
)
async def test_choices_can_be_typed(running: RunningBot, me: Person, said: str, chosen: Choices) -> None:
    """Under /subscribe and under /settings."""
    answer = await running.answer(me, said)
    assert answer.text.startswith("Когда приходят уведомления")
    assert await running.services.subscriptions.choices(me.id) == chosen


async def test_choices_can_be_tapped(running: RunningBot, me: Person) -> None:
    """Each button shows the choices as they are then, in place."""
    card = await running.answer(me, "/subscribe settings")
    for label in (
        "Раз в день",
        "Выключить тихие часы",
        "Не напоминать за час",
        "Срочные – тоже по расписанию",
    ):
        await running.press(me, card, label)
    chosen = Choices(mode="daily", quiet="off", remind_hour=False, urgent=False)
    assert await running.services.subscriptions.choices(me.id) == chosen
    assert card.text.startswith(
        "Когда приходят уведомления\n\nПриходят раз в день, одним сообщением, в 9:00. Тихих часов нет. "
        "Срочные ждут так же, как остальные. Напоминания: за день."
    )
    await running.press(me, card, "Включить тихие часы 22:00-08:00")
    assert (await running.services.subscriptions.choices(me.id)).quiet == "22:00-08:00"


async def test_forged_choices_change_nothing(running: RunningBot, me: Person) -> None:
    """A button that this version did not make is answered with a word."""
    card = await running.answer(me, "/subscribe settings")
    for data in (
        "1|ru|told|pause|9999",
        "1|ru|told|fly",
        "1|ru|follow|a|no-such-key",
        "1|ru|stop",
        "1|ru|chan",
    ):
        assert (await running.forge(me, card, data)).text == "Эта кнопка от прежней версии. Спросите ещё раз."
    assert await running.services.subscriptions.choices(me.id) == Choices()
    assert await topics(running, me.id) == set()


async def test_under_an_article_one_sees_how_much_it_is_before_following(
    running: RunningBot, me: Person
) -> None:
    """The button shows what following means; only the next tap follows."""
    article = await running.answer(me, "статья 4")
    await running.press(me, article, "Следить за статьёй")
    offer = me.chat.last
    assert offer.text == (
        "Статья 4\n\nСообщу, когда изменится официальный текст, когда он окажется в повестке заседания и когда решат "
        "по предложениям.\n\nСтатья 4: /subscribe a4. Сообщений за последние 90 дней: 0."
    )
    assert await topics(running, me.id) == set()
    await running.press(me, offer, "Подписаться")
    assert await topics(running, me.id) == {"a:people-and-power"}


async def test_deep_links_follow(running: RunningBot, me: Person) -> None:
    """t.me/…?start=sub-a4."""
    me.start("sub-a4")
    me.start("sub-sessions")
    await running.handle()
    assert await topics(running, me.id) == {"a:people-and-power", "sessions"}


async def test_stop_in_plain_words_stops_all(running: RunningBot, me: Person) -> None:
    """ "стоп" ends every subscription and what was still to come; a tap brings one back."""
    await running.answer(me, "/subscribe sessions news")
    await running.answer(me, "/subscribe weekly")
    await announce(running)
    answer = await running.answer(me, "Стоп!")
    assert answer.text == "Уведомлений больше не будет: все подписки сняты."
    assert await topics(running, me.id) == set()
    running.clock.advance(timedelta(days=8))
    await running.deliver()
    assert me.chat.last is answer
    await running.press(me, answer, "Подписаться снова: новости реформы")
    assert await topics(running, me.id) == {"news"}


async def test_a_notice_has_one_tap_to_stop(running: RunningBot, me: Person) -> None:
    """The first button stops what it came for, the second everything; replying with /unsubscribe does the first."""
    await running.answer(me, "/subscribe sessions news a4")
    await announce(running)
    notice = me.chat.last
    await running.press(me, notice, "Отписаться от этого")
    assert await topics(running, me.id) == {"news", "a:people-and-power"}
    await publish(running, Notice("n1", "news", ("news",), cards("News")))
    await running.deliver()
    await running.answer(me, "/unsubscribe", reply_to=me.chat.last)
    assert await topics(running, me.id) == {"a:people-and-power"}
    await running.press(me, notice, "Отписаться от всего")
    assert await topics(running, me.id) == set()


async def test_what_waits_follows_new_hours(running: RunningBot, me: Person) -> None:
    """Whoever leaves the weekly digest gets at once what waited for Monday; a pause holds it back again."""
    await running.answer(me, "/subscribe sessions")
    await running.answer(me, "/subscribe weekly")
    await announce(running)
    await running.answer(me, "/subscribe pause 2")
    await running.answer(me, "/subscribe now")
    await running.deliver()
    assert not me.chat.last.text.startswith("Session 5")
    await running.answer(me, "/subscribe resume")
    await running.deliver()
    assert me.chat.last.text.startswith("Session 5 (ru)")


async def test_during_a_pause_nothing_comes_and_nothing_is_lost(running: RunningBot, me: Person) -> None:
    """Not even what is urgent; afterwards it comes in one message."""
    await running.answer(me, "/subscribe sessions")
    await running.answer(me, "/subscribe pause 1")
    seen = len(me.chat.answers)
    await announce(running, "s1", "One", urgent=True)
    await announce(running, "s2", "Two")
    assert len(me.chat.answers) == seen
    running.clock.advance(timedelta(days=1))
    await running.deliver()
    assert len(me.chat.answers) == seen + 1
    assert me.chat.last.text.startswith("Ваша сводка\n\nOne (ru)\n")


async def test_a_group_is_subscribed_by_its_admins(running: RunningBot, me: Person) -> None:
    """Others are told so, and pointed to the private chat; old buttons of a former admin do nothing."""
    other = running.person("ru", "Ержан")
    group = running.telegram.group("Двор", me, other)
    refused = await running.answer(other, "/subscribe sessions", group)
    assert refused.text == (
        "Подписки чата меняют только его администраторы. Ваши собственные – в личном чате: "
        "https://t.me/atazan_bot?start=subscribe"
    )
    answer = await running.answer(me, "/subscribe sessions", group)
    assert answer.text.startswith("Готово, подписан чат «Двор»: все заседания.")
    assert await topics(running, group.id) == {"sessions"}
    assert await topics(running, me.id) == set()
    await announce(running)
    notice = group.answers[-1]
    assert notice.text.startswith("Session 5 (ru)")
    pressed = await running.press(other, notice, "Отписаться от всего")
    assert (pressed.text or "").startswith("Подписки чата меняют только его администраторы.")
    group.members[me.id] = "member"
    await running.press(me, notice, "Отписаться от всего")
    assert await topics(running, group.id) == {"sessions"}
    group.members[me.id] = "administrator"
    await running.press(me, notice, "Отписаться от всего")
    assert await topics(running, group.id) == set()


async def test_a_channel_is_subscribed_from_its_admins_private_chat(running: RunningBot, me: Person) -> None:
    """By its name, by somebody who runs it, where the bot may post; readers get no buttons."""
    channel = running.telegram.channel("Жаңалық", me, username="zhanalyk")
    stranger = running.person("ru", "Ержан")
    answer = await running.answer(stranger, "/subscribe @zhanalyk sessions")
    assert answer.text.startswith("Подписки чата меняют только его администраторы.")
    answer = await running.answer(me, "/subscribe @zhanalyk sessions")
    assert answer.text.startswith("Готово, подписан чат «Жаңалық»: все заседания.")
    await announce(running)
    assert channel.answers[-1].text == "Session 5 (ru)\n\nПочему это пришло: вы подписаны – все заседания."
    assert channel.answers[-1].buttons == []
    await running.press(me, answer, "Отписаться: все заседания")
    assert await topics(running, channel.id) == set()
    await running.forge(stranger, answer, f"1|ru|chan|{channel.id}|follow|news")
    assert await topics(running, channel.id) == set()


async def test_whoever_adds_the_bot_to_a_channel_is_asked_in_private(running: RunningBot, me: Person) -> None:
    """The offer stands in their chat with the bot, if there is one."""
    await running.answer(me, "/start")
    channel = running.telegram.group("Жаңалық", me, kind="channel", bot_status="left")
    me.add_bot(channel, "administrator")
    await running.handle()
    offer = me.chat.last
    assert offer.text.startswith("Жаңалық\n\nПодписок пока нет.")
    await running.press(me, offer, "Подписаться: все заседания")
    assert await topics(running, channel.id) == {"sessions"}
    silent = running.person("ru", "Молчун")
    silent.add_bot(
        running.telegram.group("Тихий", silent, kind="channel", bot_status="left"), "administrator"
    )
    await running.handle()


async def test_where_the_bot_was_thrown_out_nothing_is_sent(running: RunningBot, me: Person) -> None:
    """A block is marked from the update about it, also of groups; what was pending is given up."""
    group = running.telegram.group("Двор", me)
    await running.answer(me, "/subscribe sessions", group)
    await running.answer(me, "/subscribe sessions")
    await running.answer(me, "/subscribe daily")
    await announce(running)
    me.remove_bot(group)
    me.block()
    await running.handle()
    running.telegram.calls.clear()
    await announce(running, "s2")
    running.clock.advance(timedelta(days=2))
    await running.deliver()
    assert running.telegram.called("sendMessage") == []
    me.start()
    await running.handle()
    await announce(running, "s3", "Again", urgent=True)
    assert me.chat.last.text.startswith("Again (ru)")


async def test_a_group_that_becomes_a_supergroup_keeps_what_it_follows(
    running: RunningBot, me: Person
) -> None:
    """The service message is enough; what both followed is put together."""
    group = running.telegram.group("Двор", me, kind="group")
    await running.answer(me, "/subscribe sessions", group)
    new = running.telegram.upgrade(group)
    await running.services.subscriptions.follow(new.id, "news", kind="group")
    await running.handle()
    assert await topics(running, new.id) == {"sessions", "news"}
    assert await topics(running, group.id) == set()
