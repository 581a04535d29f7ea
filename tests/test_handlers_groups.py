"""Groups and channels: when the bot speaks there, and to whom."""

from __future__ import annotations

from typing import Any

import pytest
from telegram import Update

from bot.local import Chat, Person
from handlers import UPDATES
from tests.running_bot import RunningBot

ANONYMOUS_ID = 1087968824
ANONYMOUS = {"id": ANONYMOUS_ID, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}


@pytest.fixture
def me(running: RunningBot) -> Person:
    """Somebody whose app speaks Russian."""
    return running.person("ru")


@pytest.fixture
def group(running: RunningBot, me: Person) -> Chat:
    """A group with the bot in it, which may read everything."""
    running.telegram.privacy_mode = False
    return running.telegram.group("Двор", me)


async def pushed(running: RunningBot, chat: Chat, text: str, **fields: Any) -> list[str]:
    """Put a message of a special kind into a chat as Telegram would write it, and return what the bot says there."""
    message = running.telegram.post(chat, fields.pop("sender", None), text=text).wire()
    running.telegram.queue.push("message", {**message, **fields})
    await running.handle()
    return [answer.text for answer in running.news(chat)]


async def test_talk_among_people_is_left_alone(running: RunningBot, me: Person, group: Chat) -> None:
    """The bot says nothing to what is not addressed to it, even when it may read everything."""
    for text in ("статья 4", "привет", "@other_bot статья 4", "@atazan_bot_2 статья 4", "стоп"):
        assert await running.hear(me, text, group) == []


@pytest.mark.parametrize(
    "text", ["@atazan_bot статья 17", "статья 17 @Atazan_Bot", "/article 17", "/article@atazan_bot 17"]
)
async def test_what_is_addressed_is_answered_once(
    running: RunningBot, me: Person, group: Chat, text: str
) -> None:
    """A mention or a command gets exactly one answer, as a reply to it."""
    (answer,) = await running.hear(me, text, group)
    assert answer.text.startswith("Статья 17. ")
    assert answer.reply_to is not None
    assert answer.reply_to.text == text


async def test_a_reply_to_the_bot_follows_up(running: RunningBot, me: Person, group: Chat) -> None:
    """Whoever replies to an answer asks about its article, not about their own last one."""
    first = await running.answer(me, "@atazan_bot статья 4", group)
    await running.hear(me, "@atazan_bot статья 9", group)
    other = running.person("ru", "Ержан")
    answer = await running.answer(other, "а пункт 2?", group, first)
    assert answer.text.startswith("Статья 4, пункт 2. ")


@pytest.mark.parametrize("name", ["propose", "mine", "language", "settings", "mydata", "delete"])
async def test_personal_commands_lead_to_the_private_chat(
    running: RunningBot, me: Person, group: Chat, name: str
) -> None:
    """What is personal is answered in a group with a link alone."""
    answer = await running.answer(me, f"/{name} confirm", group)
    assert (
        answer.text
        == f"Это личное. Напишите мне, пожалуйста, в личный чат: https://t.me/atazan_bot?start={name}"
    )
    assert await running.services.people.find(me.id) is None


async def test_that_link_opens_the_command(running: RunningBot, me: Person) -> None:
    """The link from the group does in private what was asked for."""
    me.start("settings")
    await running.handle()
    assert me.chat.last.text.startswith("Настройки")


async def test_when_added_it_says_how_to_address_it(running: RunningBot, me: Person) -> None:
    """One line, in the language of whoever added it; a changed right or a channel says nothing."""
    group = running.telegram.group("Двор", me, bot_status="left")
    me.add_bot(group)
    me.add_bot(group, "administrator")
    await running.handle()
    (answer,) = group.answers
    assert answer.text == (
        "Здравствуйте! Я рассказываю, что сказано в тексте: Конституция Казахстана. "
        "Обращайтесь так: @atazan_bot о чём статья 4?"
    )
    channel = running.telegram.channel("Новости", me)
    me.add_bot(channel, "administrator")
    await running.handle()
    assert channel.answers == []


async def test_thrown_out_it_says_nothing(running: RunningBot, me: Person, group: Chat) -> None:
    """A group that removed the bot hears no more of it."""
    me.remove_bot(group)
    await running.handle()
    assert group.answers == []


async def test_an_anonymous_administrator_is_nobody_in_particular(running: RunningBot, group: Chat) -> None:
    """They are answered, but nothing is kept of them: Telegram shows all of them as one user."""
    (answer,) = await pushed(
        running, group, "@atazan_bot статья 4", sender=ANONYMOUS, sender_chat=group.wire()
    )
    assert "4-бап. " in answer or "Статья 4. " in answer
    assert await running.services.people.last_article(ANONYMOUS_ID) is None
    (follow_up,) = await pushed(
        running, group, "@atazan_bot а пункт 2?", sender=ANONYMOUS, sender_chat=group.wire()
    )
    assert follow_up.startswith("О какой статье речь?")
    (ids,) = await pushed(
        running,
        group,
        "/id",
        sender=ANONYMOUS,
        sender_chat=group.wire(),
        entities=[{"type": "bot_command", "offset": 0, "length": 3}],
    )
    assert str(ANONYMOUS_ID) not in ids
    assert str(group.id) in ids


async def test_what_a_channel_passes_on_is_not_answered(running: RunningBot, group: Chat) -> None:
    """A channel's post that appears in its discussion group gets no reply, even if it names the bot."""
    sender = {"id": 777000, "is_bot": False, "first_name": "Telegram"}
    assert (
        await pushed(running, group, "@atazan_bot статья 4", sender=sender, is_automatic_forward=True) == []
    )


async def test_other_bots_are_not_answered(running: RunningBot, group: Chat) -> None:
    """Two bots that answer each other would never stop."""
    other = {"id": 99, "is_bot": True, "first_name": "Other", "username": "other_bot"}
    assert await pushed(running, group, "@atazan_bot статья 4", sender=other) == []


async def test_its_own_inline_results_are_not_questions(running: RunningBot, me: Person) -> None:
    """An article that somebody sends by inline mode into the chat with the bot is not answered."""
    me.open_chat()
    asked = await running.inline(me, "4")
    me.choose(asked.results[0], "4", me.chat)
    await running.handle()
    assert me.chat.answers == []


async def test_channels_get_no_reply(running: RunningBot, me: Person) -> None:
    """The bot does not ask for channel posts, and one that comes all the same is passed over."""
    assert not {Update.CHANNEL_POST, Update.EDITED_CHANNEL_POST} & set(UPDATES)
    channel = running.telegram.channel("Новости", me)
    for kind in ("channel_post", "edited_channel_post"):
        running.telegram.queue.push(kind, running.telegram.post(channel, None, text="/start").wire())
    await running.handle()
    assert channel.answers == []
    assert running.telegram.calls[1:] == []


async def test_business_messages_get_no_reply(running: RunningBot, me: Person) -> None:
    """A message from a business account's customer is not the bot's to answer."""
    message = running.telegram.post(me.chat, me.user, text="статья 4").wire()
    for kind in ("business_message", "edited_business_message"):
        running.telegram.queue.push(kind, {**message, "business_connection_id": "b1"})
    await running.handle()
    assert running.telegram.called("sendMessage") == []


async def test_a_message_without_a_sender_is_served(running: RunningBot, group: Chat) -> None:
    """A message that names no user is answered in the default language, and keeps nothing."""
    (answer,) = await pushed(running, group, "@atazan_bot 4")
    assert answer.startswith("4-бап. ")


async def test_answers_stay_in_their_topic(running: RunningBot, me: Person) -> None:
    """In a forum the answer stands in the topic where the question does."""
    forum = running.telegram.group("Форум", me, topics=(7,))
    me.say("@atazan_bot статья 4", forum, message_thread_id=7)
    await running.handle()
    assert forum.last.extra["message_thread_id"] == 7
