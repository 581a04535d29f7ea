"""Delivery: one message to each person, in their language, with why it came; moved and cancelled ones edited."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.delivery.choices import Choices
from bot.delivery.notice import Notice
from bot.local import Person
from bot.rendering.card import Button, Card
from bot.rendering.rich import Rich
from bot.storage.delivery_tables import deliveries
from tests.running_bot import RunningBot


def cards(text: str, *languages: str) -> dict[str, Card]:
    """A card that says its text and the language that it is in."""
    return {code: Card(Rich(f"{text} ({code})"), title=text) for code in languages or ("kk", "ru", "en")}


async def publish(bot: RunningBot, notice: Notice) -> int | None:
    """Publish a notice in a unit of work of its own."""
    async with bot.services.database.write() as connection:
        return await bot.services.campaigns.publish(connection, notice)


async def announce(
    bot: RunningBot, event: str = "s1", text: str = "Session 5", **named: object
) -> int | None:
    """Publish that a session was announced, to whoever follows sessions, and deliver it."""
    notice = Notice(event, "announced", ("sessions",), cards(text), **named)  # type: ignore[arg-type]
    campaign = await publish(bot, notice)
    await bot.deliver()
    return campaign


async def follower(bot: RunningBot, *topics: str, language: str = "ru", name: str = "Айгүл") -> Person:
    """Somebody who talked to the bot and follows topics (by default sessions), in a language that they chose."""
    person = bot.telegram.person(name, language=language, started=True)
    await bot.services.people.set_language(person.id, language)
    await bot.services.subscriptions.follow(person.id, *(topics or ("sessions",)))
    return person


async def states(bot: RunningBot) -> list[tuple[str, str | None]]:
    """States and reasons of all deliveries, in the order of people."""
    query = select(deliveries.c.state, deliveries.c.reason).order_by(
        deliveries.c.person_id, deliveries.c.campaign_id
    )
    async with bot.services.database.read() as connection:
        return [(row.state, row.reason) for row in await connection.execute(query)]


def texts(person: Person) -> list[str]:
    """What a person sees of the bot, the first line of each message."""
    return [message.text.partition("\n")[0] for message in person.chat.answers]


async def test_each_follower_gets_one_message_in_their_language(running: RunningBot) -> None:
    """Whoever follows several of the topics gets one message; it says why it came; nobody else gets any."""
    aigul = await follower(running, "sessions", "body:commission", language="kk")
    ivan = await follower(running, "body:commission", language="ru", name="Иван")
    other = await follower(running, "news", name="Олег")
    notice = Notice("s1", "announced", ("sessions", "body:commission"), cards("Session 5"))
    assert await publish(running, notice) is not None
    await running.deliver()
    assert texts(aigul) == ["Session 5 (kk)"]
    assert aigul.chat.last.text.endswith("Неге келді: сіз жазылғансыз – барлық отырыстар.")
    assert ivan.chat.last.text == (
        "Session 5 (ru)\n\nПочему это пришло: вы подписаны – заседания: Комиссия по конституционной реформе."
    )
    assert ivan.chat.last.labels == [["Отписаться от этого", "Отписаться от всего"]]
    assert texts(other) == []


async def test_an_event_is_published_once(running: RunningBot) -> None:
    """Publishing the same event again tells nobody anything."""
    aigul = await follower(running)
    assert await announce(running) is not None
    assert await announce(running) is None
    assert texts(aigul) == ["Session 5 (ru)"]


async def test_a_missing_translation_is_visible(running: RunningBot) -> None:
    """Whoever's language is missing gets the first there is, and a word about it."""
    john = await follower(running, language="en", name="John")
    await publish(running, Notice("n1", "news", ("news", "sessions"), cards("Жаңалық", "kk", "ru")))
    await running.deliver()
    assert john.chat.last.text == (
        "Not translated yet. The language of this message: Қазақша.\n\nЖаңалық (kk)\n\n"
        "Why you get this: you follow all sessions."
    )


async def test_a_moved_session_edits_what_was_sent_and_replies_once(running: RunningBot) -> None:
    """Who was told gets an edit and one reply; who follows since gets a new message."""
    aigul = await follower(running)
    await announce(running)
    later = await follower(running, name="Олег")
    await publish(running, Notice("s2", "moved", ("sessions",), cards("Moved"), follows="s1", urgent=True))
    await running.deliver()
    first, reply = aigul.chat.answers
    assert (first.text.partition("\n")[0], first.edited) == ("Moved (ru)", True)
    assert (reply.text.partition("\n")[0], reply.reply_to) == ("Moved (ru)", first)
    assert texts(later) == ["Moved (ru)"]
    assert later.chat.last.reply_to is None


async def test_who_was_not_told_is_not_told_of_the_cancellation(running: RunningBot) -> None:
    """A cancellation goes to those who were told, by an edit and a reply; what was pending is never sent."""
    aigul = await follower(running)
    asleep = await follower(running, name="Олег")
    await running.services.subscriptions.choose(asleep.id, Choices(mode="weekly"))
    await announce(running)
    late = await follower(running, name="Late")
    await publish(
        running, Notice("s2", "cancelled", ("sessions",), cards("Cancelled"), follows="s1", urgent=True)
    )
    await running.deliver()
    assert texts(aigul) == ["Cancelled (ru)", "Cancelled (ru)"]
    running.clock.advance(timedelta(days=8))
    await running.deliver()
    assert texts(asleep) == texts(late) == []
    assert ("cancelled", "superseded") in await states(running)


async def test_nobody_gets_an_announcement_that_was_cancelled_before_it_was_sent(running: RunningBot) -> None:
    """Announced and cancelled in the same moment: nobody hears of either."""
    aigul = await follower(running)
    await publish(running, Notice("s1", "announced", ("sessions",), cards("Session")))
    await publish(running, Notice("s2", "cancelled", ("sessions",), cards("Cancelled"), follows="s1"))
    await running.deliver()
    assert texts(aigul) == []


async def test_quiet_hours_hold_back_what_is_not_urgent(running: RunningBot) -> None:
    """At 22:30 in Almaty a notice waits until 8:00; an urgent one does not."""
    running.clock.set(running.clock.now().replace(hour=17, minute=30))
    aigul = await follower(running)
    await announce(running)
    assert texts(aigul) == []
    await announce(running, "s2", "Urgent", urgent=True)
    assert texts(aigul) == ["Urgent (ru)"]
    running.clock.advance(timedelta(hours=9, minutes=29))
    await running.deliver()
    assert texts(aigul) == ["Urgent (ru)"]
    running.clock.advance(timedelta(minutes=1))
    await running.deliver()
    assert texts(aigul) == ["Urgent (ru)", "Session 5 (ru)"]


async def test_a_digest_is_one_message(running: RunningBot) -> None:
    """What came during the day comes together at nine, and is not edited afterwards but replied to."""
    aigul = await follower(running)
    await running.services.subscriptions.choose(aigul.id, Choices(mode="daily"))
    await announce(running, "s1", "One")
    await announce(running, "s2", "Two")
    assert texts(aigul) == []
    running.clock.advance(timedelta(hours=16))
    await running.deliver()
    [digest] = aigul.chat.answers
    assert digest.text == (
        "Ваша сводка\n\n"
        "One (ru)\nПочему это пришло: вы подписаны – все заседания.\n\n"
        "Two (ru)\nПочему это пришло: вы подписаны – все заседания."
    )
    await publish(running, Notice("s3", "cancelled", ("sessions",), cards("Gone"), follows="s1", urgent=True))
    await running.deliver()
    assert [message.text.partition("\n")[0] for message in aigul.chat.answers] == ["Ваша сводка", "Gone (ru)"]
    assert aigul.chat.last.reply_to is digest


async def test_a_reminder_after_the_start_expires(running: RunningBot) -> None:
    """A reminder whose time falls into quiet hours that outlast the start is never sent."""
    night = running.clock.now().replace(hour=20)
    running.clock.set(night)
    aigul = await follower(running)
    notice = Notice(
        *("r1", "reminder", ("sessions",), cards("In an hour")),
        expires=night + timedelta(hours=1),
        reminder="hour",
    )
    await publish(running, notice)
    await running.deliver()
    running.clock.advance(timedelta(days=1))
    await running.deliver()
    assert texts(aigul) == []
    assert await states(running) == [("expired", "late")]


async def test_reminders_can_be_switched_off(running: RunningBot) -> None:
    """Those who switched this reminder off do not get it; by default there is none at the start."""
    aigul, oleg = await follower(running), await follower(running, name="Олег")
    await running.services.subscriptions.choose(oleg.id, Choices(remind_hour=False))
    await publish(running, Notice("r1", "reminder", ("sessions",), cards("Hour"), reminder="hour"))
    await publish(running, Notice("r2", "reminder", ("sessions",), cards("Start"), reminder="start"))
    await running.deliver()
    assert texts(aigul) == ["Hour (ru)"]
    assert texts(oleg) == []


async def test_whoever_asked_is_told_whatever_they_follow(running: RunningBot) -> None:
    """The author of a proposal is told, unless they want no answers."""
    author, silent = await follower(running, "news"), await follower(running, "no:proposals", name="Олег")
    ids = [(await running.services.people.ensure(person.id)).id for person in (author, silent)]
    await publish(running, Notice("p1", "proposal", (), cards("Accepted"), people=tuple(ids)))
    await running.deliver()
    assert author.chat.last.text == (
        "Accepted (ru)\n\nПочему это пришло: это ваше предложение или вы его поддержали."
    )
    assert texts(silent) == []


async def test_whoever_blocked_the_bot_is_marked(running: RunningBot) -> None:
    """A refusal marks the person, and nothing is tried again until they come back."""
    aigul = await follower(running)
    aigul.block()
    await announce(running)
    assert await states(running) == [("blocked", "blocked")]
    person = await running.services.people.find(aigul.id)
    assert person is not None
    assert person.blocked_at is not None
    assert await announce(running, "s2") is not None
    assert len(await states(running)) == 1


async def test_a_group_that_migrated_goes_by_its_new_id(running: RunningBot) -> None:
    """The notice reaches the supergroup, and the next one does at once."""
    owner = running.person(name="Owner")
    group = running.telegram.group("Дебаты", owner, kind="group")
    await running.services.subscriptions.follow(group.id, "sessions", kind="group")
    new = running.telegram.upgrade(group)
    await announce(running)
    await announce(running, "s2", "Next")
    assert [message.text.partition("\n")[0] for message in new.answers] == ["Session 5 (kk)", "Next (kk)"]


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        ({"kind": "timeout_after"}, [("unknown", "timed-out")]),
        ({"kind": "drop"}, [("unknown", "disconnected")]),
        ({"kind": "error_500"}, [("pending", "server")]),
        ({"kind": "rate_limit", "retry_after": 7}, [("pending", None)]),
    ],
)
async def test_each_fault_has_its_place_in_the_ledger(
    running: RunningBot, fault: dict[str, object], expected: Sequence[tuple[str, str | None]]
) -> None:
    """What may have arrived is unknown and not sent again; what certainly did not is tried again."""
    aigul = await follower(running)
    running.telegram.faults.add(method="sendMessage", **fault)  # type: ignore[arg-type]
    await announce(running)
    assert await states(running) == expected
    running.clock.advance(timedelta(seconds=10))
    running.app.bot.rate_limiter._monotonic.now += 10  # type: ignore[union-attr]
    await running.deliver()
    assert len(aigul.chat.answers) == (0 if fault["kind"] == "drop" else 1)


async def test_a_cancellation_of_unknown_fate_is_sent_once_more_and_says_so(running: RunningBot) -> None:
    """Twice unknown, it is left so."""
    aigul = await follower(running)
    await announce(running)
    running.telegram.faults.add(kind="timeout_after", method="sendMessage", times=2)
    await publish(running, Notice("s2", "cancelled", ("sessions",), cards("Gone"), follows="s1", urgent=True))
    await running.deliver()
    running.clock.advance(timedelta(seconds=31))
    await running.deliver()
    running.clock.advance(timedelta(days=1))
    await running.deliver()
    assert texts(aigul)[1:] == [
        "Gone (ru)",
        "Возможно, это уже приходило: в первый раз осталось неизвестно, дошло ли сообщение.",
    ]
    assert ("unknown", "timed-out") in await states(running)


async def test_bad_markup_halts_a_campaign_after_a_canary(running: RunningBot) -> None:
    """A message that Telegram does not take stops its campaign; corrected and resumed it goes to everybody once."""
    people = [await follower(running, name=f"P{number}") for number in range(60)]
    broken = {"ru": Card(Rich("Bad"), ((Button("Nowhere", "open", "not an address"),),))}
    campaign = await publish(running, Notice("n1", "news", ("sessions",), broken))
    assert campaign is not None
    await running.deliver()
    progress = await running.services.campaigns.progress(campaign)
    assert (progress.state, progress.sent) == ("halted", 0)
    assert 1 <= progress.failed <= 20
    assert progress.failed + progress.pending == 60
    async with running.services.database.write() as connection:
        await running.services.campaigns.correct(connection, "n1", cards("Good", "ru"))
        await running.services.campaigns.resume(connection, campaign)
    await running.deliver()
    assert [texts(person) for person in people] == [["Good (ru)"]] * 60


async def test_pause_resume_and_cancel(running: RunningBot) -> None:
    """Paused nothing is sent; resumed it goes on; cancelled nothing is sent any more."""
    aigul = await follower(running)
    first = await publish(running, Notice("n1", "news", ("sessions",), cards("One")))
    second = await publish(running, Notice("n2", "news", ("sessions",), cards("Two")))
    assert first is not None
    assert second is not None
    campaigns = running.services.campaigns
    async with running.services.database.write() as connection:
        assert await campaigns.pause(connection, first)
        assert await campaigns.cancel(connection, second)
        assert not await campaigns.resume(connection, second)
    await running.deliver()
    assert texts(aigul) == []
    async with running.services.database.write() as connection:
        assert await campaigns.resume(connection, first)
    await running.deliver()
    assert texts(aigul) == ["One (ru)"]
    assert (await campaigns.progress(first)).state == "done"
    assert (await campaigns.progress(second)).state == "cancelled"


async def test_an_undone_notice_is_not_sent_and_may_be_published_again(running: RunningBot) -> None:
    """Within its 30 seconds nothing was sent; undone it never is."""
    aigul = await follower(running)
    soon = running.clock.now() + timedelta(seconds=30)
    await announce(running, not_before=soon)
    assert texts(aigul) == []
    async with running.services.database.write() as connection:
        assert await running.services.campaigns.retract(connection, "s1")
    running.clock.advance(timedelta(seconds=31))
    await running.deliver()
    assert texts(aigul) == []
    await announce(running, text="Again")
    assert texts(aigul) == ["Again (ru)"]


async def test_a_correction_edits_silently(running: RunningBot) -> None:
    """Who has the message sees the new words in it; nobody gets another message."""
    aigul = await follower(running)
    await announce(running)
    async with running.services.database.write() as connection:
        assert await running.services.campaigns.correct(connection, "s1", cards("Right")) is not None
    await running.deliver()
    assert texts(aigul) == ["Right (ru)"]
    assert aigul.chat.last.edited


async def test_channels_and_groups_come_first_and_edits_last(running: RunningBot) -> None:
    """A moved session: groups, then new messages and replies, then edits."""
    first = await follower(running)
    await announce(running)
    group = running.telegram.group("Дебаты", first)
    await running.services.subscriptions.follow(group.id, "sessions", kind="group")
    late = await follower(running, name="Late")
    running.telegram.calls.clear()
    await publish(running, Notice("s2", "moved", ("sessions",), cards("Moved"), follows="s1"))
    await running.deliver()
    calls = [(call.method, call.parameters["chat_id"]) for call in running.telegram.calls]
    assert calls[0] == ("sendMessage", group.id)
    assert set(calls[1:3]) == {("sendMessage", first.id), ("sendMessage", late.id)}
    assert calls[3:] == [("editMessageText", first.id)]
