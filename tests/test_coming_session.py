"""Asking for the session to come: what editors announced is found by a question, in private and in other chats."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from bot.answer import Answer
from bot.answering import Answering
from bot.coming_session import with_coming
from bot.local import Person
from bot.sessions.model import Session
from bot.sessions.record import Record
from content.model import Body, Pack
from tests.command_line import Run
from tests.running_bot import RunningBot
from tests.test_publish import lines, publish, staff

NOW = datetime(2026, 7, 1, tzinfo=UTC)
ANNOUNCED = Session(
    id="commission-13",
    body="commission",
    number=13,
    uid="13",
    status="confirmed",
    day=date(2026, 7, 14),
    start=datetime(2026, 7, 14, 11, tzinfo=UTC),
    title={"en": "Open session"},
)
NEXT = [
    ("when is the next session of the commission", "en"),
    ("When is the next session?", "en"),
    ("is there a session tomorrow", "en"),
    ("When does the Commission meet next?", "en"),
    ("upcoming sessions of the Commission on Constitutional Reform", "en"),
    ("когда следующее заседание", "ru"),
    ("когда следущее заседание?", "ru"),
    ("Когда будет заседание Комиссии по конституционной реформе?", "ru"),
    ("будут ли ещё заседания", "ru"),
    ("kogda sleduyushee zasedanie", "ru"),
    ("комиссия отырысы қашан", "kk"),
    ("Келесі отырыс қашан болады?", "kk"),
    ("келеси отырыс кашан", "kk"),
    ("kelesi otyrys qashan", "kk"),
    ("ертең отырыс бола ма", "kk"),
]
OTHERS = [
    "sessions of the Kurultai",
    "когда следующая сессия Курултая",
    "кто открывает заседание Курултая",
    "заседания Правительства",
    "когда было последнее заседание",
    "отырыс қашан болды",
    "what happened at session 4",
    "when is the next election",
    "session",
    "",
    "😀",
    "next session " * 400,
]


@pytest.fixture
async def editor(running: RunningBot) -> Person:
    """An editor who reads English."""
    return await staff(running, "editor")


def found(answering: Answering, pack: Pack, question: str, *announced: Session, **further: Any) -> Answer:
    """The answer where those sessions are announced."""
    record = Record.of(pack, announced, **further)
    return with_coming(question, answering.answer(question), pack, record, NOW)


@pytest.mark.parametrize(("question", "language"), NEXT)
def test_the_next_session_is_what_was_announced(
    answering: Answering, pack: Pack, question: str, language: str
) -> None:
    """However it is asked, in the language of the question."""
    answer = found(answering, pack, question, ANNOUNCED)
    assert (answer.kind, answer.session, answer.lang) == ("session", "commission-13", language)


@pytest.mark.parametrize("question", OTHERS)
def test_other_questions_are_answered_as_before(answering: Answering, pack: Pack, question: str) -> None:
    """Words that belong to something else leave the answer to the search."""
    assert found(answering, pack, question, ANNOUNCED).session != "commission-13"


@pytest.mark.parametrize(
    ("question", "language"),
    [("next session", "en"), ("когда заседание", "ru"), ("келесі отырыс қашан", "kk")],
)
def test_with_nothing_announced_the_last_one_is_named(
    answering: Answering, pack: Pack, question: str, language: str
) -> None:
    """Rather than "did you mean", with the reason."""
    answer = found(answering, pack, question)
    assert (answer.kind, answer.session, answer.lang) == ("session", "commission-12", language)
    assert answer.reason == "none-announced"


def test_a_cancelled_one_gives_way_to_what_will_take_place(answering: Answering, pack: Pack) -> None:
    """It is shown only where nothing else is to come."""
    cancelled = replace(ANNOUNCED, status="cancelled")
    later = replace(ANNOUNCED, id="commission-14", number=14, uid="14", day=date(2026, 7, 20), start=None)
    assert found(answering, pack, "next session", cancelled).session == "commission-13"
    assert found(answering, pack, "next session", cancelled, later).session == "commission-14"


@pytest.mark.parametrize("question", ["session 13", "когда 13 заседание", "13-отырыс қашан"])
def test_an_announced_session_is_found_by_its_number(answering: Answering, pack: Pack, question: str) -> None:
    """Held ones too; the pack's own are found as before."""
    assert found(answering, pack, question, ANNOUNCED).session == "commission-13"
    assert found(answering, pack, question, replace(ANNOUNCED, status="held")).session == "commission-13"
    assert found(answering, pack, "what happened at session 4", ANNOUNCED).session == "commission-04"


def test_a_body_is_named_by_its_words(answering: Answering, pack: Pack) -> None:
    """Of two bodies the one is meant that is named; without a name whichever is next."""
    council = Body(id="council", name={"ru": "Общественный совет"}, created="2026-07-01")
    other = replace(ANNOUNCED, id="council-01", body="council", number=1, uid="1", day=date(2026, 7, 20))
    other = replace(other, start=None)

    def asked(question: str) -> str | None:
        return found(answering, pack, question, ANNOUNCED, other, bodies=(council,)).session

    assert asked("когда заседание общественного совета") == "council-01"
    assert asked("когда следующее заседание комиссии") == "commission-13"
    assert asked("когда следующее заседание") == "commission-13"


async def test_an_announced_session_is_found_in_the_chat(running: RunningBot, editor: Person) -> None:
    """With "remind me"; a cancelled one says so; inline and when called into another chat as well."""
    asked = "when is the next session of the commission"
    assert lines(await running.answer(editor, asked))[0].startswith("Today:")
    await publish(running, editor, "/publish 14.07 16:00 Open session")
    answer = await running.answer(editor, asked)
    assert lines(answer)[0] == "Session 13 · Commission on Constitutional Reform · confirmed"
    assert "14 July 2026, 16:00 (Astana time)" in lines(answer)
    assert ["Remind me", "Calendar file"] in answer.labels
    (offered,) = (await running.inline(editor, asked)).results
    assert offered["title"] == "Session 13 · Commission on Constitutional Reform"
    called = await running.guest(editor, f"@atazan_bot {asked}")
    assert called.chat.visible[-1].text.startswith("Session 13 · Commission on Constitutional Reform")
    await publish(running, editor, "/publish cancel 13")
    answer = await running.answer(editor, asked)
    assert lines(answer)[0] == "Session 13 · Commission on Constitutional Reform · cancelled"


def test_a_script_is_told_that_nothing_is_announced(run: Run) -> None:
    """On the command line, which knows the pack alone."""
    (answer,) = run("ask", "когда следующее заседание", "--json").answers
    assert answer["kind"] == "session"
    assert answer["text"].startswith("Новых заседаний не объявлено.")
