"""The record of the reform: each statement of the first reports, and each session, is found by asking for it."""

from __future__ import annotations

import pytest

from bot.answering import Answering
from bot.rendering.answers import answer_card
from bot.rendering.scene import Scenes
from content.model import Fact, Pack
from content.pack import load

STATEMENTS = sorted((fact for fact in load().facts if fact.statement), key=lambda fact: fact.statement or 0)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize("fact", STATEMENTS, ids=lambda fact: str(fact.statement))
def test_every_statement_is_answered(answering: Answering, scenes: Scenes, fact: Fact, language: str) -> None:
    """What is asked first of a statement gets it in the same language, also where an article of the draft is named.

    The one exception is the name of a section, which the section's own card gives.
    """
    answer = answering.answer(fact.ask[language][0])
    assert answer.lang == language
    assert answer.edition == (fact.edition or "kz-2026")
    shown = answer_card(scenes(language), answer).text.text
    assert fact.answer[language] in shown or answer.section == "1"


def test_sessions_are_told_apart_by_their_numbers(answering: Answering, pack: Pack) -> None:
    """The figure in "session 6 outcome" counts, one digit though it is."""
    for session in pack.sessions:
        assert answering.answer(f"session {session.number} outcome").session == session.id
