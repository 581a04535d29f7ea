"""Questions that got no sure answer, as people and editors meet them in the chat."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
import structlog
from sqlalchemy import select

from bot.app import duties_of
from bot.duties import performing
from bot.local import Person
from bot.opening import Storage
from bot.storage import tables
from bot.storage.sealing import Sealer
from tests.running_bot import RunningBot

STRANGE = "Рецепт борща?"
FORM = "рецепт борща"
NOBODY = "No question has been asked by three different people in the last 90 days."


@pytest.fixture
async def editor(running: RunningBot) -> Person:
    """Somebody who is an editor, with an app in English."""
    person = running.person("en", "Editor")
    await running.services.staff.grant(person.id, "editor")
    return person


async def asked_by(running: RunningBot, people: int, question: str = STRANGE) -> list[Person]:
    """Let so many different people ask; each gets an answer that is not sure."""
    askers = [running.person("ru", f"Person {number}") for number in range(people)]
    for person in askers:
        assert (await running.answer(person, question)).text.startswith("Этого я в тексте не нахожу")
    return askers


async def shown(running: RunningBot, editor: Person) -> list[str]:
    """The lines of /stats below its title."""
    title, *lines = [line for line in (await running.answer(editor, "/stats")).text.split("\n") if line]
    assert title == "Questions without a sure answer"
    return lines


def unread(count: int) -> str:
    """How many questions too few have asked, as editors are told."""
    return f"Asked by fewer than three people, and therefore not readable: {count}"


async def test_editors_see_what_three_have_asked(running: RunningBot, editor: Person) -> None:
    """Two people are not enough; with the third the words are there, and who asked is not."""
    await asked_by(running, 2)
    assert await shown(running, editor) == [NOBODY, unread(1)]
    await asked_by(running, 1, "РЕЦЕПТ борща")
    assert await shown(running, editor) == [
        f"• {FORM} – asked by about 3 (nothing found; Русский; last on 1 July 2026)",
        unread(0),
    ]


async def test_only_editors_and_admins_see_it(running: RunningBot) -> None:
    """A moderator does not, nor does anybody; in a group nobody does."""
    await asked_by(running, 3)
    me = running.person("en")
    assert (await running.answer(me, "/stats")).text == "That is for the staff of this bot."
    await running.services.staff.grant(me.id, "moderator")
    seen = (await running.answer(me, "/stats")).text
    assert seen.startswith("Proposals\n\nNo proposals so far.")
    assert FORM not in seen
    await running.services.staff.grant(me.id, "admin")
    assert FORM in (await running.answer(me, "/stats")).text
    group = running.telegram.group("Staff", me)
    assert FORM not in (await running.answer(me, "/stats", group)).text


async def test_more_than_twenty_are_counted_and_not_shown(running: RunningBot, editor: Person) -> None:
    """The chat shows the first twenty and names the command that prints all."""
    for number in range(21):
        await asked_by(running, 3, f"{STRANGE} {number}")
    lines = await shown(running, editor)
    assert len(lines) == 22
    assert lines[20:] == ["… and 1 more: python -m bot content gaps", unread(0)]


async def test_who_opted_out_is_not_counted(running: RunningBot, editor: Person) -> None:
    """By text; what they asked before is taken back, and what they ask after it is not counted."""
    _, second = await asked_by(running, 2)
    assert (await running.answer(second, "/settings gaps off")).text == (
        "Ваши вопросы больше не считаются, а посчитанные раньше отозваны – где их не задали ещё трое."
    )
    await running.hear(second, STRANGE)
    await asked_by(running, 1)
    assert len(await shown(running, editor)) == 2
    await running.hear(second, "/settings gaps on")
    await running.hear(second, STRANGE)
    assert (await shown(running, editor))[-1] == unread(0)


async def test_opting_out_by_a_button(running: RunningBot, editor: Person) -> None:
    """The page says what is chosen, and the button turns it round."""
    me = running.person("en")
    page = await running.answer(me, "/settings")
    assert "Questions without a sure answer: counted (/privacy says how)" in page.text
    await running.press(me, page, "Do not count my questions")
    assert "Questions without a sure answer: not counted" in page.text
    await running.hear(me, STRANGE)
    assert await shown(running, editor) == [NOBODY, unread(0)]
    await running.press(me, page, "Русский")
    assert "Вопросы без уверенного ответа: не считаются" in page.text
    await running.press(me, page, "Считать мои вопросы без ответа")
    assert "Вопросы без уверенного ответа: считаются" in page.text
    await running.hear(me, STRANGE)
    assert await shown(running, editor) == [NOBODY, unread(1)]


async def test_the_plain_layout_answers_in_words(running: RunningBot) -> None:
    """For a screen reader the press is answered by a message, and the page stays as it was."""
    me = running.person("en")
    await running.hear(me, "/settings plain")
    page = await running.answer(me, "/settings")
    await running.press(me, page, "Do not count my questions")
    assert me.chat.last.text.startswith("Your questions are not counted any more")
    assert not page.edited


@pytest.mark.parametrize("said", ["/settings gaps", "/settings gaps maybe", "/settings gaps off now"])
async def test_a_choice_that_there_is_not_shows_the_page(running: RunningBot, said: str) -> None:
    """What is not understood changes nothing."""
    me = running.person("en")
    assert (await running.answer(me, said)).text.startswith("Settings\n")
    assert await running.services.people.find(me.id) is None


async def test_a_forged_button_changes_nothing(running: RunningBot) -> None:
    """Callback data that no page holds is stale."""
    me = running.person("en")
    page = await running.answer(me, "/settings")
    pressed = await running.forge(me, page, "1|en|gaps|perhaps")
    assert pressed.text == "This button is from an older version. Please ask again."
    assert await running.services.people.find(me.id) is None


async def test_other_places_are_not_counted(running: RunningBot, editor: Person) -> None:
    """Groups, inline mode and guest calls count nothing; a command with a question and an edited one do."""
    for number in range(3):
        me = running.person("ru", f"Person {number}")
        group = running.telegram.group("Двор", me)
        await running.hear(me, f"@atazan_bot {STRANGE}", group)
        await running.inline(me, STRANGE)
        await running.guest(me, f"@atazan_bot {STRANGE}")
    assert await shown(running, editor) == [NOBODY, unread(0)]
    me = running.person("ru", "Me")
    await running.hear(me, f"/article {STRANGE}")
    said = me.say("статья 4")
    await running.handle()
    me.edit(said, "Сколько весит верблюд зимой?")
    await running.handle()
    assert await shown(running, editor) == [NOBODY, unread(2)]


async def test_what_was_answered_is_not_counted(running: RunningBot, editor: Person) -> None:
    """An article, a greeting, a command in words and a follow-up to nothing are no gaps."""
    me = running.person("ru")
    for said in (
        "статья 4",
        "привет",
        "помощь",
        "а пункт 2?",
        "?!",
        "/nothing",
        "мой номер 87011234567 борщ",
    ):
        await running.hear(me, said)
    assert await shown(running, editor) == [NOBODY, unread(0)]


async def test_after_ninety_days_it_is_gone(running: RunningBot, editor: Person) -> None:
    """Editors do not see it any more, and no mark of it is left."""
    await asked_by(running, 3)
    running.clock.advance(timedelta(days=90))
    assert await shown(running, editor) == [NOBODY, unread(0)]


async def test_people_see_and_erase_what_is_counted_of_them(running: RunningBot, editor: Person) -> None:
    """The file of /mydata names the days of the marks; /delete takes them back, of somebody without a row too."""
    (me,) = await asked_by(running, 1)
    await running.services.gaps.write_down(at_once=True)
    answer = await running.answer(me, "/mydata")
    assert answer.upload is not None
    assert json.loads(answer.upload.content) == {
        "telegram_id": me.id,
        "unanswered_questions_counted_on": ["2026-07-01"],
    }
    erased = await running.answer(me, "/delete confirm")
    assert erased.text == ("Стёрто. О вас больше ничего не хранится.\n\n• отметки о вопросах без ответа: 1")
    await asked_by(running, 2)
    assert await shown(running, editor) == [NOBODY, unread(1)]


async def test_no_word_is_logged_or_on_disk(
    running: RunningBot, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Nor is an id; not even when the count cannot be written down."""
    with structlog.testing.capture_logs() as log:
        one, two = await asked_by(running, 2)
        await running.services.gaps.write_down(at_once=True)
        await running.services.database.scrub()
    said = f"{log}{''.join(capfd.readouterr())}"
    contents = b"".join(path.read_bytes() for path in (tmp_path / "data").iterdir() if path.is_file())
    for word in ("рецепт", "борщ", str(one.id), str(two.id)):
        assert word not in said
        assert word.encode() not in contents


async def test_a_reply_that_fails_is_not_counted(running: RunningBot, editor: Person) -> None:
    """The count comes after the answer: where there was none, nothing is noted."""
    me = running.person("ru")
    running.telegram.faults.add(method="sendMessage", kind="error_500")
    await running.hear(me, STRANGE)
    assert await shown(running, editor) == [NOBODY, unread(0)]


async def test_the_privacy_page_says_so(running: RunningBot) -> None:
    """In every language it names the command that opts out."""
    for language in ("kk", "ru", "en"):
        answers = await running.hear(running.person(language), "/privacy")
        assert any("/settings gaps off" in answer.text for answer in answers)


async def test_the_choice_is_stored_with_the_others(running: RunningBot) -> None:
    """It is one setting of the person, gone when they are counted again."""
    me = running.person("en")
    await running.hear(me, "/settings GAPS  off")
    person = await running.services.people.find(me.id)
    assert person is not None
    assert person.settings == {"gaps": False}
    await running.hear(me, "/settings gaps on")
    person = await running.services.people.find(me.id)
    assert person is not None
    assert person.settings == {}


async def test_the_tick_writes_down_and_deletes_what_is_old(running: RunningBot, sealer: Sealer) -> None:
    """Without anybody looking, what waits is written some seconds later, and what is ninety days old goes."""
    services = running.services
    await asked_by(running, 3)
    await services.gaps.write_down(at_once=True)
    running.clock.advance(timedelta(days=90))
    await asked_by(running, 1, "пирог с капустой рецепт")
    running.clock.advance(timedelta(seconds=5))
    storage = Storage(
        services.database,
        services.people,
        services.staff,
        services.gaps,
        sealer,
        services.moderating.log.signer,
    )
    async with performing(duties_of(storage, services)):
        pass
    assert await rows(running) == (1, 0)


async def rows(running: RunningBot) -> tuple[int, int]:
    """How many marks and how many words are on disk."""
    async with running.services.database.read() as connection:
        marks = (await connection.execute(select(tables.gap_askers))).all()
        words = (await connection.execute(select(tables.gaps))).all()
    return len(marks), len(words)
