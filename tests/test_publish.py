"""Publishing in the chat: the form, the preview, undo, a second editor, corrections; and who may do it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.local import Message, Person
from tests.running_bot import RunningBot

NOT_EDITOR = "That is for the editors of this bot."
STALE = "This button is from an older version. Please ask again."
DUE = timedelta(seconds=31)


@pytest.fixture
async def editor(running: RunningBot) -> Person:
    """An editor who reads English."""
    return await staff(running, "editor")


async def staff(bot: RunningBot, role: str, language: str = "en") -> Person:
    """Somebody with a role."""
    person = bot.telegram.person(role, language=language, started=True)
    await bot.services.people.set_language(person.id, language)
    await bot.services.staff.grant(person.id, role)  # type: ignore[arg-type]
    return person


async def follower(bot: RunningBot, *topics: str, language: str = "en") -> Person:
    """Somebody who follows topics, and reads a language."""
    person = bot.telegram.person("reader", language=language, started=True)
    await bot.services.people.set_language(person.id, language)
    await bot.services.subscriptions.follow(person.id, *topics)
    return person


async def later(bot: RunningBot, by: timedelta = DUE) -> None:
    """Let time go by, and everything be delivered that is due then."""
    bot.clock.advance(by)
    await bot.services.publishing.reminders.publish_due()
    await bot.deliver()


async def publish(bot: RunningBot, person: Person, command: str) -> Message:
    """Preview what a command says, and confirm it."""
    await bot.answer(person, command)
    return await bot.answer(person, "/publish confirm")


def lines(message: Message) -> list[str]:
    """The lines of a message."""
    return message.text.split("\n")


def first_lines(person: Person) -> list[str]:
    """What a person sees of the bot, the first line of each message."""
    return [lines(message)[0] for message in person.chat.answers]


async def test_one_line_goes_straight_to_the_preview(running: RunningBot, editor: Person) -> None:
    """The preview has every language, names what is not translated, and says how many are reached, and when."""
    await follower(running, "sessions")
    await follower(running, "body:commission", "sessions", language="ru")
    answer = await running.answer(editor, "/publish 14.07 16:00 Open session")
    assert lines(answer)[0] == "Preview: New session"
    assert [line for line in lines(answer) if line.startswith("— ")] == [
        "— Қазақша —",
        "— Русский —",
        "— English —",
    ]
    assert "Open session (аудармасы жоқ: English)" in lines(answer)
    assert "28 June" not in answer.text
    assert "14 July 2026, 16:00 (Astana time)" in lines(answer)
    assert (
        "Not translated: Қазақша, Русский. There people read another language, with a word that says so."
        in lines(answer)
    )
    assert "It reaches people: 2, groups: 0, channels: 0. That takes about 1 s." in lines(answer)
    assert "Reached before the start: 2" in lines(answer)
    assert answer.labels[0] == ["Publish", "Drop"]
    assert running.services.scenes("en").record.upcoming(running.clock.now()) == ()


async def test_what_is_confirmed_reaches_followers_after_the_time_to_undo(
    running: RunningBot, editor: Person
) -> None:
    """The session is there at once; nobody is told for thirty seconds, then each once, in their language."""
    ivan = await follower(running, "sessions", "body:commission", language="ru")
    other = await follower(running, "news")
    answer = await running.answer(editor, "/publish 14.07 16:00 ru: Открытое заседание")
    await running.press(editor, answer, "Publish")
    assert lines(answer)[0] == "Published."
    assert "It can be taken back for 30 seconds; until then nobody is told." in lines(answer)
    assert (await running.answer(editor, "/sessions")).text.startswith(
        "Coming sessions\n• 14 July 2026, 16:00 (Astana time) – Session 13 · Commission on Constitutional Reform: "
    )
    await later(running, timedelta(seconds=29))
    assert ivan.chat.answers == []
    await later(running, timedelta(seconds=2))
    (told,) = ivan.chat.answers
    assert lines(told)[:2] == ["Объявлено заседание", "Заседание № 13 · Комиссия по конституционной реформе"]
    assert "Открытое заседание" in lines(told)
    assert ["О заседании", "Напомнить мне", "Файл календаря"] in told.labels
    assert other.chat.answers == []


async def test_what_is_announced_is_said_first(running: RunningBot, editor: Person) -> None:
    """Whoever asks about the Commission learns of its next session before what the record says of the last one."""
    asked = "Is the Commission still working?"
    assert lines(await running.answer(editor, asked))[0].startswith("Today:")
    await publish(running, editor, "/publish 14.07 16:00 Open session")
    answer = await running.answer(editor, asked)
    assert lines(answer)[0] == "Announced: 14 July 2026, 16:00 (Astana time)"
    assert answer.labels[0] == ["Session 13 · Commission on Constitutional Reform"]
    await publish(running, editor, "/publish cancel 13")
    assert lines(await running.answer(editor, asked))[0].startswith("Today:")


async def test_undo_within_thirty_seconds(running: RunningBot, editor: Person) -> None:
    """What was undone nobody hears of, the session is not shown, and its number is not given again."""
    ivan = await follower(running, "sessions")
    done = await publish(running, editor, "/publish 14.07 16:00 A slip")
    await running.press(editor, done, "Undo")
    assert done.text == "Taken back. Nobody was told."
    await later(running, timedelta(minutes=5))
    assert ivan.chat.answers == []
    assert (await running.answer(editor, "/sessions")).text.startswith("No session is announced.")
    assert lines(await publish(running, editor, "/publish 14.07 16:00 The real one"))[2] == (
        "Session 14 · Commission on Constitutional Reform"
    )


async def test_undo_is_too_late_after_thirty_seconds(running: RunningBot, editor: Person) -> None:
    """Then people are being told: it says so, by button and by word, and changes nothing."""
    done = await publish(running, editor, "/publish 14.07 16:00 Open session")
    await later(running)
    pressed = await running.press(editor, done, "Undo")
    assert (pressed.text or "").startswith("The 30 seconds are over and people are being told.")
    assert (await running.answer(editor, "/undo")).text.startswith("The 30 seconds are over")
    assert len(running.services.scenes("en").record.upcoming(running.clock.now())) == 1


async def test_undoing_a_move_brings_the_time_back(running: RunningBot, editor: Person) -> None:
    """After it the session stands as before, with a higher number of changes, and can be moved anew."""
    ivan = await follower(running, "sessions")
    await publish(running, editor, "/publish 14.07 16:00 Open session")
    await later(running)
    await publish(running, editor, "/publish move 13 15.07 10:00")
    assert (await running.answer(editor, "/undo")).text == "Taken back. Nobody was told."
    await later(running)
    session = running.services.scenes("en").record.by_id["commission-13"]
    assert (session.start, session.status, session.revision) == (
        datetime(2026, 7, 14, 11, tzinfo=UTC),
        "confirmed",
        2,
    )
    await publish(running, editor, "/publish move 13 16.07 10:00")
    await later(running)
    assert first_lines(ivan) == ["The session is moved", "The session is moved"]


async def test_one_undoes_step_by_step(running: RunningBot, editor: Person) -> None:
    """After the move the announcement can be taken back too, as long as its own time is not over."""
    await publish(running, editor, "/publish 14.07 16:00 Open session")
    await publish(running, editor, "/publish move 13 15.07 10:00")
    assert (await running.answer(editor, "/undo")).text == "Taken back. Nobody was told."
    assert (await running.answer(editor, "/undo")).text == "Taken back. Nobody was told."
    assert (await running.answer(editor, "/undo")).text == "There is nothing to take back."
    assert running.services.scenes("en").record.upcoming(running.clock.now()) == ()


async def test_a_move_edits_what_was_sent_and_replies_once(running: RunningBot, editor: Person) -> None:
    """The old message has the new time, and a reply to it says so aloud."""
    ivan = await follower(running, "sessions")
    await publish(running, editor, "/publish 14.07 16:00 Open session")
    await later(running)
    await publish(running, editor, "/publish move 13 15.07 10:00 en: The hall is taken")
    await later(running)
    old, reply = ivan.chat.answers
    for message in (old, reply):
        assert lines(message)[0] == "The session is moved"
        assert "Now: 15 July 2026, 10:00 (Astana time)" in lines(message)
        assert "Before: 14 July 2026, 16:00 (Astana time)" in lines(message)
        assert "The hall is taken" in lines(message)
    assert reply.reply_to is old


async def test_nobody_is_told_of_the_end_of_what_they_did_not_know(
    running: RunningBot, editor: Person
) -> None:
    """Who subscribed after the announcement hears nothing of the cancellation; who asked to be reminded does."""
    await publish(running, editor, "/publish 14.07 16:00 Open session")
    await later(running)
    late, asked = (
        await follower(running, "sessions"),
        running.telegram.person("asked", language="en", started=True),
    )
    assert (await running.answer(asked, "/sessions 13 remind")).text.startswith("Noted.")
    await publish(running, editor, "/publish cancel 13 en: No quorum")
    await later(running)
    assert late.chat.answers == []
    assert first_lines(asked)[1:] == ["The session is cancelled"]
    assert "No quorum" in lines(asked.chat.answers[-1])


async def test_a_session_goes_from_start_to_end(running: RunningBot, editor: Person) -> None:
    """It begins with its address, is closed with what came of it and the minutes, and stands in the record."""
    ivan = await follower(running, "sessions")
    await publish(running, editor, "/publish 01.07 18:30 Open session")
    assert lines(await running.answer(editor, "/publish close 13 en: Early")) == [
        "That session has not begun. It can be cancelled or moved."
    ]
    await later(running, timedelta(hours=1, minutes=31))
    await publish(running, editor, "/publish start 13 https://live.example.org/13")
    assert lines(await running.answer(editor, "/sessions 13"))[0].endswith(" · now in session")
    await later(running)
    await publish(running, editor, "/publish close 13 en: Adopted. https://example.org/minutes")
    await later(running)
    assert first_lines(ivan)[-2:] == ["The session has begun", "The session is over"]
    answer = await running.answer(editor, "/sessions 13")
    assert lines(answer)[0].endswith(" · held")
    assert "Adopted." in lines(answer)
    assert "Source: example.org · 1 July 2026" in lines(answer)
    assert (await running.answer(editor, "/sessions")).text.startswith("No session is announced.")


async def test_an_agenda_reaches_followers_of_its_articles_once(running: RunningBot, editor: Person) -> None:
    """Who follows an article on the agenda, its section, or all three, gets one message; the article leads here."""
    article = await follower(running, "a:languages", "s:1", "sessions")
    key = running.services.pack.edition.by_number["9"].key
    other = await follower(running, f"a:{key}")
    await running.answer(editor, "/publish 14.07 16:00 Open session")
    await running.answer(editor, "/publish agenda The state language (9)\nOther matters")
    await running.answer(editor, "/publish confirm")
    await later(running)
    assert len(article.chat.answers) == len(other.chat.answers) == 1
    told = other.chat.answers[0]
    assert "• The state language (Article 9)" in lines(told)
    assert ["Article 9"] in told.labels
    shown = await running.answer(other, "/article 9")
    assert ["Session 10", "Session 13"] in shown.labels
    await running.press(other, shown, "Session 13")
    assert lines(shown)[0].startswith("Session 13 · ")


async def test_the_form_asks_for_what_is_missing(running: RunningBot, editor: Person) -> None:
    """A few taps and messages: the kind, the time, the title in several languages, then the preview with its fields."""
    menu = await running.answer(editor, "/publish")
    await running.press(editor, menu, "New session")
    assert lines(menu)[0].startswith("When? For example: 28.01 16:00.")
    assert (await running.answer(editor, "31.02 10:00")).text == "There is no day 31.02."
    assert (await running.answer(editor, "14.07 16:00")).text.startswith("What is the title of the session?")
    preview = await running.answer(editor, "kk: Ашық отырыс\nru: Открытое заседание\nen: Open session")
    assert "All languages are there." in lines(preview)
    await running.press(editor, preview, "Place")
    assert preview.text.startswith("Where does it take place?")
    preview = await running.answer(editor, "en: Hall 1")
    assert "14 July 2026, 16:00 (Astana time), Hall 1" in lines(preview)
    await running.press(editor, preview, "Mark as not confirmed")
    assert "A session is planned (not confirmed yet)" in lines(preview)
    await running.press(editor, preview, "Publish")
    assert running.services.scenes("en").record.by_id["commission-13"].status == "tentative"


@pytest.mark.parametrize(
    ("typed", "titles", "heard"),
    [
        ("Тіл туралы отырыс", {"kk": "Тіл туралы отырыс"}, "Қазақша"),
        ("Отырыс", {"kk": "Отырыс"}, "Қазақша"),
        ("Открытое заседание", {"ru": "Открытое заседание"}, "Русский"),
        ("Open session", {"en": "Open session"}, "English"),
        ("🏛 13", {"en": "🏛 13"}, "English"),
        ("ru: Открытое kk: Ашық", {"ru": "Открытое", "kk": "Ашық"}, None),
        ("RU: Открытое\nKK: Ашық\nотырыс", {"ru": "Открытое", "kk": "Ашық\nотырыс"}, None),
        ("Ашық отырыс\nen: Open", {"kk": "Ашық отырыс", "en": "Open"}, "Қазақша"),
    ],
)
async def test_the_words_tell_the_language(
    running: RunningBot, editor: Person, typed: str, titles: dict[str, str], heard: str | None
) -> None:
    """Whatever the editor reads themselves; the preview says how it was taken, where it was not said."""
    answer = await running.answer(editor, f"/publish 14.07 16:00 {typed}")
    said = f"No language was named: it is taken as {heard}. If it is another, begin with kk:, ru:, en:"
    assert (said in lines(answer)) == (heard is not None)
    await running.answer(editor, "/publish confirm")
    assert running.services.scenes("en").record.by_id["commission-13"].title == titles


async def test_a_language_that_was_taken_wrongly_is_mended(running: RunningBot, editor: Person) -> None:
    """The same words with their language named are in that one alone; other languages join."""
    await running.answer(editor, "/publish 14.07 16:00 Алматы")
    answer = await running.answer(editor, "/publish title kk: Алматы")
    assert "Not translated: Русский, English." in answer.text
    assert "No language was named" not in answer.text
    await running.answer(editor, "/publish agenda Тіл мәртебесі (9)")
    await running.answer(editor, "/publish title ru: Алматы қаласы")
    await running.answer(editor, "/publish confirm")
    session = running.services.scenes("en").record.by_id["commission-13"]
    assert session.title == {"kk": "Алматы", "ru": "Алматы қаласы"}
    assert [item.text for item in session.agenda] == [{"kk": "Тіл мәртебесі"}]


async def test_a_question_under_a_preview_is_a_question(running: RunningBot, editor: Person) -> None:
    """While nothing is asked for, an editor can look things up; the draft stays."""
    await running.answer(editor, "/publish 14.07 16:00 Open session")
    assert (await running.answer(editor, "article 4")).text.startswith("Article 4. ")
    assert (await running.answer(editor, "/publish confirm")).text.startswith("Published.")


async def test_news_fall_back_visibly_and_are_corrected_silently(running: RunningBot, editor: Person) -> None:
    """Where a translation is missing that is said; a correction edits the message and sends none."""
    ivan = await follower(running, "news", language="ru")
    await publish(running, editor, "/publish news en: A new text is out")
    await later(running)
    (told,) = ivan.chat.answers
    assert "A new text is out (без перевода: English)" in lines(told)
    assert (await running.answer(editor, "/publish correct news")).text.startswith("What shall people read?")
    preview = await running.answer(editor, "ru: Вышел новый текст")
    assert "What was sent is edited in place, without a sound. Nobody is told anew." in lines(preview)
    await running.press(editor, preview, "Publish")
    await later(running)
    assert ivan.chat.answers == [told]
    assert "Вышел новый текст" in lines(told)
    assert told.edited


async def test_a_text_of_a_session_is_corrected_silently(running: RunningBot, editor: Person) -> None:
    """The notice that was sent has the new title, nobody gets another, and the session is as it is told."""
    ivan = await follower(running, "sessions")
    await publish(running, editor, "/publish 14.07 16:00 Opne session")
    await later(running)
    asked = await running.answer(editor, "/publish correct 13")
    assert lines(asked)[0] == "What is to be corrected?"
    await running.press(editor, asked, "Title")
    await running.answer(editor, "Open session")
    await running.answer(editor, "/publish confirm")
    await later(running)
    (told,) = ivan.chat.answers
    assert "Open session" in lines(told)
    assert lines(told)[0] == "A session is announced"
    assert running.services.scenes("en").record.by_id["commission-13"].title == {"en": "Open session"}


async def test_what_was_tentative_is_confirmed(running: RunningBot, editor: Person) -> None:
    """A correction offers the other state, and edits what was sent."""
    ivan = await follower(running, "sessions")
    await running.answer(editor, "/publish 14.07 16:00 Open session")
    await running.answer(editor, "/publish status")
    await running.answer(editor, "/publish confirm")
    await later(running)
    (told,) = ivan.chat.answers
    assert lines(told)[0] == "A session is planned (not confirmed yet)"
    asked = await running.answer(editor, "/publish correct 13")
    await running.press(editor, asked, "Mark as confirmed")
    await running.answer(editor, "/publish confirm")
    await later(running)
    assert ivan.chat.answers == [told]
    assert lines(told)[0] == "A session is announced"


async def test_a_second_editor_has_to_agree(running: RunningBot, editor: Person) -> None:
    """With two-person approval the author cannot agree; another editor gets the preview and does."""
    admin, second = await staff(running, "admin"), await staff(running, "editor", "ru")
    ivan = await follower(running, "sessions")
    assert (
        await running.answer(editor, "/publish approval on")
    ).text == "Only an administrator can set that."
    await running.answer(admin, "/publish approval on")
    preview = await running.answer(editor, "/publish 14.07 16:00 Open session")
    await running.press(editor, preview, "Hand to a second editor")
    assert preview.text.startswith("Handed to the other editors as number 1.")
    (asked,) = second.chat.answers
    assert lines(asked)[0] == "Номер 1 ждёт вас: Новое заседание"
    assert (await running.answer(editor, "/publish approve 1")).text == (
        "You prepared it yourself: another editor has to agree."
    )
    await later(running)
    assert ivan.chat.answers == []
    await running.press(second, asked, "Согласиться и опубликовать")
    assert lines(asked)[0] == "Опубликовано."
    assert editor.chat.last.text == "Number 1 was agreed to by another editor and is published."
    assert (
        await running.answer(admin, "/publish approve 1")
    ).text == "Nothing of that number waits any more."
    await later(running)
    assert first_lines(ivan) == ["A session is announced"]


async def test_what_is_refused_is_not_published(running: RunningBot, editor: Person) -> None:
    """A refusal drops the draft and tells its author."""
    admin = await staff(running, "admin")
    await running.answer(admin, "/publish approval on")
    await publish(running, editor, "/publish news en: A rumour")
    shown = await running.answer(admin, "/publish pending")
    await running.press(admin, shown, "Refuse")
    assert editor.chat.last.text == "Number 1 was refused and is not published."
    assert (await running.answer(admin, "/publish pending")).text == "Nothing waits for a second editor."


@pytest.mark.parametrize(
    ("command", "answer"),
    [
        ("/publish 28.01 25:61 Title", "There is no hour 25:61. Write it like 16:00."),
        ("/publish 31.02 10:00 Title", "There is no day 31.02."),
        ("/publish 01.07 16:30 Title", "01.07 16:30 has passed today. If you mean another year, write it."),
        ("/publish 01.01.2026 10:00 Title", "01.01.2026 10:00 has passed."),
        (
            "/publish 14.07 16:00 Mars/Base Title",
            (
                "I do not know the time zone Mars/Base. Without one I take the bot's own; "
                "others are written like Europe/Berlin or UTC+5."
            ),
        ),
        (
            "/publish move 12 14.07 16:00",
            "That session stands in the record of the reform and cannot be changed here.",
        ),
        ("/publish 25:61", "“25:61” is not a date. Write it like 28.01 16:00 or 28.01.2027 16:00."),
        ("/publish move 99 14.07 16:00", "There is no such session. /sessions lists all."),
        ("/publish cancel 99", "There is no such session. /sessions lists all."),
        ("/publish confirm", "You are not in the middle of publishing anything. /publish begins."),
        ("/publish title Alone", "You are not in the middle of publishing anything. /publish begins."),
        ("/publish correct news", "There is no news that could be corrected."),
        ("/publish approve 7", "Nothing of that number waits any more."),
        ("/publish approve x", "Nothing of that number waits any more."),
        ("/undo", "There is nothing to take back."),
        ("/publish 14.07 16:00 " + "x" * 301, "That is too long for one message."),
    ],
)
async def test_bad_input_gets_a_clear_answer(
    running: RunningBot, editor: Person, command: str, answer: str
) -> None:
    """What cannot be is said, and changes nothing."""
    assert (await running.answer(editor, command)).text == answer
    assert running.services.scenes("en").record.upcoming(running.clock.now()) == ()


@pytest.mark.parametrize(
    ("field", "answer"),
    [
        ("agenda Text (97)", "The text in force has no article of that number."),
        ("agenda " + "\n".join("abcdefghijklmnopqrstu"), "An agenda has at most 20 items."),
        ("stream javascript:alert(1)", "That is not an address like https://…"),
        ("body nobody", "There is no such body."),
        ("outcome Too early", "That is no part of what you are publishing."),
        ("when 30.06.2026 10:00", "30.06.2026 10:00 has passed."),
    ],
)
async def test_a_bad_field_leaves_the_draft(
    running: RunningBot, editor: Person, field: str, answer: str
) -> None:
    """A field that is not fit is refused with the reason, and the draft is as it was."""
    await running.answer(editor, "/publish 14.07 16:00 Open session")
    assert (await running.answer(editor, f"/publish {field}")).text == answer
    assert (await running.answer(editor, "/publish confirm")).text.startswith("Published.")


async def test_who_is_no_editor_is_refused(running: RunningBot) -> None:
    """No command, button or form does anything for others."""
    me = running.person("en")
    for command in (
        "/publish",
        "/publish 14.07 16:00 Mine",
        "/publish confirm",
        "/undo",
        "/publish approval on",
    ):
        assert (await running.answer(me, command)).text == NOT_EDITOR
    shown = await running.answer(me, "/sessions")
    for data in ("publish|kind|new", "publish|undo|1", "publish|approve|1", "publish|confirm|00000000"):
        assert (await running.forge(me, shown, f"1|en|{data}")).text == NOT_EDITOR
    assert await running.services.people.find(me.id) is None


async def test_old_buttons_of_who_lost_the_role(running: RunningBot, editor: Person) -> None:
    """The role is looked up at each step and press: preview, undo and form do nothing any more."""
    done = await publish(running, editor, "/publish 14.07 16:00 Open session")
    preview = await running.answer(editor, "/publish cancel 13")
    form = await running.answer(editor, "/publish news")
    await running.services.staff.revoke(editor.id, "editor")
    assert (await running.answer(editor, "Some news")).text == NOT_EDITOR
    for message, label in ((done, "Undo"), (preview, "Publish")):
        assert (await running.press(editor, message, label)).text == NOT_EDITOR
    assert form.text.startswith("What shall people read?")
    person = await running.services.people.find(editor.id)
    assert person is not None
    assert person.dialogue is None
    assert running.services.scenes("en").record.by_id["commission-13"].status == "confirmed"


async def test_buttons_of_an_earlier_draft_are_stale(running: RunningBot, editor: Person) -> None:
    """Confirming is of the preview that was shown last; an earlier one, and a forged one, do nothing."""
    old = await running.answer(editor, "/publish 14.07 16:00 First")
    await running.answer(editor, "/publish 15.07 16:00 Second")
    assert (await running.press(editor, old, "Publish")).text == STALE
    for data in ("confirm|ffffffff", "edit|title", "edit|nothing|0", "launch", "pick|move|x", "kind|all", ""):
        assert (await running.forge(editor, old, f"1|en|publish|{data}")).text == STALE
    assert running.services.scenes("en").record.upcoming(running.clock.now()) == ()
    assert "Second" in (await running.answer(editor, "/publish title en: Second, then")).text


async def test_a_draft_that_lay_too_long_is_not_published(running: RunningBot, editor: Person) -> None:
    """What has begun while the preview lay there is asked for again, and the rest of the draft stays."""
    await running.answer(editor, "/publish 01.07 17:30 Open session")
    running.clock.advance(timedelta(hours=1))
    assert (
        await running.answer(editor, "/publish confirm")
    ).text == "That time has passed. Write another one."
    await running.answer(editor, "/publish when 14.07 16:00")
    assert (await running.answer(editor, "/publish confirm")).text.startswith("Published.")


async def test_of_two_editors_the_second_is_told_of_the_first(running: RunningBot, editor: Person) -> None:
    """A preview of a session that somebody changed meanwhile is not published."""
    second = await staff(running, "editor")
    await publish(running, editor, "/publish 14.07 16:00 Open session")
    await running.answer(editor, "/publish move 13 15.07 10:00")
    await publish(running, second, "/publish cancel 13")
    assert (await running.answer(editor, "/publish confirm")).text == (
        "Somebody has changed that session in the meantime. Please begin again."
    )


async def test_a_command_delivered_twice_publishes_once(running: RunningBot, editor: Person) -> None:
    """The second delivery of a confirmation announces no second session."""
    await running.answer(editor, "/publish 14.07 16:00 Open session")
    editor.say("/publish confirm")
    (update,) = running.telegram.queue.take()
    for _ in range(2):
        running.telegram.queue.repeat(update)
        await running.handle()
    assert len(running.services.scenes("en").record.upcoming(running.clock.now())) == 1


async def test_a_body_can_be_added(running: RunningBot, editor: Person) -> None:
    """A new body has its own numbers; with several, the form asks whose session it is."""
    assert (
        await running.answer(editor, "/publish add-body council kk: Кеңес ru: Совет en: Council")
    ).text == ("Added: council")
    assert (await running.answer(editor, "/publish add-body council x")).text.startswith(
        "“council” cannot be added"
    )
    asked = await running.answer(editor, "/publish 14.07 16:00 Open session")
    assert lines(asked)[0] == "Whose session is it?"
    await running.press(editor, asked, "Council")
    assert "Session 1 · Council" in lines(asked)
    await running.press(editor, asked, "Publish")
    assert "Session 1 · Council" in lines(asked)
    assert lines(await running.answer(editor, "/sessions council-01"))[0] == "Session 1 · Council · confirmed"


async def test_the_plain_layout_needs_no_countdown(running: RunningBot, editor: Person) -> None:
    """Nothing is edited, and everything that a button does is named as a command."""
    await running.services.people.set_plain_layout(editor.id, True)
    preview = await running.answer(editor, "/publish 14.07 16:00 Open session")
    assert "To publish: /publish confirm. To drop it: /publish drop." in preview.text
    await running.press(editor, preview, "Publish")
    assert lines(preview)[0] == "Preview: New session"
    assert "To take it back: /undo" in lines(editor.chat.last)
    assert (await running.answer(editor, "/undo")).text == "Taken back. Nobody was told."
