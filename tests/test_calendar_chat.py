"""Calendars in the chat: files that the bot sends, and files that editors send to it."""

from __future__ import annotations

import json
from datetime import timedelta

import aiohttp
import pytest
import vobject

from bot.local import LocalTelegram, Message, Person
from bot.local.params import Upload
from bot.local.server import serve
from tests.calendar_file import calendar, event
from tests.running_bot import RunningBot
from tests.test_publish import NOT_EDITOR, STALE, follower, later, lines, publish, staff


@pytest.fixture
async def editor(running: RunningBot) -> Person:
    """An editor who reads English."""
    return await staff(running, "editor")


async def send(bot: RunningBot, person: Person, data: bytes, name: str = "file.ics") -> Message:
    """Let a person send a file, and return the answer."""
    bot.news(person.chat)
    person.send_document(name, content=data)
    await bot.handle()
    (answer,) = bot.news(person.chat)
    return answer


def file_of(message: Message) -> Upload:
    """The file that the bot sent."""
    assert message.upload is not None
    return message.upload


async def test_a_session_is_sent_as_a_file(running: RunningBot, editor: Person) -> None:
    """By button and by word: one session, all, or those of a body, in the reader's language."""
    await publish(running, editor, "/publish 14.07 16:00 Open session")
    me = running.person("en")
    card = await running.answer(me, "/sessions 13")
    await running.press(me, card, "Calendar file")
    sent = file_of(me.chat.last)
    assert sent.name == "commission-13.ics"
    one = vobject.readOne(sent.content.decode()).vevent
    assert one.summary.value == "Session 13 · Commission on Constitutional Reform: Open session"
    assert one.url.value == "https://t.me/atazan_bot?start=session-commission-13"
    for said, count in (("/sessions ics", 13), ("/sessions ics commission", 13), ("/sessions ics 13", 1)):
        sent = file_of(await running.answer(me, said))
        assert len(vobject.readOne(sent.content.decode()).vevent_list) == count
    listed = await running.answer(me, "/sessions")
    await running.press(me, listed, "All as a calendar file")
    assert file_of(me.chat.last).name == "sessions.ics"
    assert (await running.answer(me, "/sessions ics nobody")).text.startswith("I know no session or body")


async def test_a_link_leads_to_a_session(running: RunningBot, editor: Person) -> None:
    """What a calendar links to is the session's card; one that is not there leads to the list."""
    me = running.person("en")
    for payload, line in (
        ("session-commission-04", "Session 4 · Commission on Constitutional Reform · held"),
        ("session-none", "No session is announced. The last one was session 12, on 11 February 2026."),
    ):
        me.start(payload)
        await running.handle()
        assert lines(me.chat.last)[0] == line


async def test_an_editors_file_is_shown_before_it_is_applied(running: RunningBot, editor: Person) -> None:
    """The plan has a line for each session; nothing happens until a button or a word says so."""
    ivan = await follower(running, "sessions")
    plan = await send(running, editor, calendar(event(), event(UID="two", DTSTART="20260620T110000Z")))
    assert lines(plan)[:4] == [
        "What the calendar would do",
        "",
        "• into the record (over or cancelled, nobody is told): 20 June 2026, 16:00 (Astana time) – Open session",
        "• create: 14 July 2026, 16:00 (Astana time) – Open session",
    ]
    assert plan.labels == [["Apply, tell people"], ["Apply, tell nobody", "Drop"]]
    assert running.services.scenes("en").record.upcoming(running.clock.now()) == ()
    await running.press(editor, plan, "Apply, tell people")
    assert plan.text == "Done. Sessions changed: 2."
    await later(running, timedelta(seconds=1))
    assert [lines(message)[0] for message in ivan.chat.answers] == ["A session is announced"]
    again = await send(running, editor, calendar(event()))
    assert again.labels == []
    assert lines(again)[-1] == "Nothing would change."


async def test_a_file_can_be_applied_in_silence_or_dropped(running: RunningBot, editor: Person) -> None:
    """By word: nobody is told, or nothing is done; what was dropped cannot be applied any more."""
    ivan = await follower(running, "sessions")
    plan = await send(running, editor, calendar(event()))
    assert (await running.answer(editor, "/publish import drop")).text == "Dropped. Nothing was published."
    assert (await running.press(editor, plan, "Apply, tell people")).text == STALE
    await send(running, editor, calendar(event()))
    assert (await running.answer(editor, "/publish import silent")).text == "Done. Sessions changed: 1."
    await later(running)
    assert ivan.chat.answers == []


async def test_a_plan_that_is_not_true_any_more_is_not_applied(running: RunningBot, editor: Person) -> None:
    """Where a session was changed since, nothing of the file is applied."""
    await publish(running, editor, "/publish 14.07 16:00 Open session")
    uid = running.services.scenes("en").record.by_id["commission-13"].uid
    moved = event(UID=uid, DTSTART="20260716T110000Z", SEQUENCE="1", SUMMARY="Open session")
    plan = await send(running, editor, calendar(event(UID="new"), moved))
    other = await staff(running, "editor")
    await publish(running, other, "/publish cancel 13")
    await running.press(editor, plan, "Apply, tell people")
    assert plan.text.startswith("A session was changed in the meantime.")
    assert len(running.services.scenes("en").record.upcoming(running.clock.now())) == 1


@pytest.mark.parametrize(
    ("data", "answer"),
    [
        (b"hello", "Line 1: the file is no calendar: it does not begin with BEGIN:VCALENDAR."),
        (calendar(event(DTSTART="20260714T160000")), "Line 6: 20260714T160000 has no time zone: "),
        (
            calendar(event(), event(UID="b", RRULE="FREQ=DAILY")),
            "Line 13: RRULE: repeating events are not taken",
        ),
        (
            calendar(*(event(UID=str(number)) for number in range(10_000))),
            "Line 2504: here the 501st event begins",
        ),
        (calendar(event(DTSTART=";TZID=Mars:20260714T160000")), "Line 6: unknown time zone: Mars."),
    ],
)
async def test_a_file_that_is_not_understood(
    running: RunningBot, editor: Person, data: bytes, answer: str
) -> None:
    """The answer names the line and the reason; nothing is planned."""
    assert (await send(running, editor, data)).text.startswith(f"The file was not taken. {answer}")
    assert (await running.answer(editor, "/publish import tell")).text.startswith("You are not in the middle")


async def test_a_file_of_five_megabytes_is_not_even_fetched(running: RunningBot, editor: Person) -> None:
    """Telegram says how large it is."""
    answer = await send(running, editor, b"BEGIN:VCALENDAR\r\n" * 300_000)
    assert answer.text == "The file has 5.1 MB, at most 1 MB is read."
    assert running.telegram.called("getFile") == []


async def test_files_are_taken_from_editors_alone(running: RunningBot, editor: Person) -> None:
    """Others are told so; who lost the role cannot apply the plan that they were shown."""
    me = running.person("en")
    assert (await send(running, me, calendar(event()))).text == (
        "Calendars are taken from the editors of this bot only."
    )
    assert (await send(running, me, b"x", "x.pdf")).text.startswith("I can read only text.")
    plan = await send(running, editor, calendar(event()))
    await running.services.staff.revoke(editor.id, "editor")
    assert (await running.press(editor, plan, "Apply, tell people")).text == NOT_EDITOR
    assert running.services.scenes("en").record.upcoming(running.clock.now()) == ()


async def test_with_two_people_a_file_is_not_applied_by_one(running: RunningBot, editor: Person) -> None:
    """A file would go around the second editor."""
    admin = await staff(running, "admin")
    await running.answer(admin, "/publish approval on")
    plan = await send(running, editor, calendar(event()))
    pressed = await running.press(editor, plan, "Apply, tell people")
    assert (pressed.text or "").startswith("A second editor has to agree to what is published")
    assert running.services.scenes("en").record.upcoming(running.clock.now()) == ()


async def test_wishes_are_part_of_what_is_held(running: RunningBot, editor: Person) -> None:
    """Everything held about a person names the sessions that they want to be reminded of, and erasing forgets them."""
    await publish(running, editor, "/publish 14.07 16:00 Open session")
    me = running.person("en")
    await running.answer(me, "/sessions 13 remind")
    held = json.loads(file_of(await running.answer(me, "/mydata")).content)
    assert [each["session_id"] for each in held["session_wishes"]] == ["commission-13"]
    await running.answer(me, "/sessions 13 forget")
    held = json.loads(file_of(await running.answer(me, "/mydata")).content)
    assert "session_wishes" not in held


async def test_the_local_server_lets_files_be_downloaded() -> None:
    """As on the real server a file is at the path that getFile says, for whoever has the token."""
    telegram = LocalTelegram()
    person = telegram.person("me")
    document = person.send_document("a.ics", content=b"abc").content["document"]
    async with serve(telegram) as base, aiohttp.ClientSession() as client:
        call = f"{base}/bot{telegram.token}/getFile?file_id={document['file_id']}"
        async with client.get(call) as answer:
            path = (await answer.json())["result"]["file_path"]
        async with client.get(f"{base}/file/bot{telegram.token}/{path}") as answer:
            assert (answer.status, await answer.read()) == (200, b"abc")
        async with client.get(f"{base}/file/bot1:x/{path}") as answer:
            assert answer.status == 404


async def test_a_start_is_marked_as_a_moment(running: RunningBot) -> None:
    """Apps that can tell a moment in the reader's own zone find it in the card; it is shown in the pack's."""
    card = await running.answer(running.person("en"), "/sessions 4")
    (mark,) = [entity for entity in card.entities if entity["type"] == "date_time"]
    assert mark["unix_time"] == 1769598000
    words = card.text.encode("utf-16-le")[mark["offset"] * 2 : (mark["offset"] + mark["length"]) * 2]
    assert words.decode("utf-16-le") == "28 January 2026, 16:00 (Astana time)"
