"""The record of the reform: each statement of the first reports, and each session, is found by asking for it."""

from __future__ import annotations

import pytest

from bot.answering import Answering
from bot.rendering.answers import answer_card
from bot.rendering.dates import written
from bot.rendering.scene import Scenes
from content.model import Fact, Pack
from tests.packs_once import loaded

STATEMENTS = sorted((fact for fact in loaded().facts if fact.statement), key=lambda fact: fact.statement or 0)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize("fact", STATEMENTS, ids=lambda fact: str(fact.statement))
def test_every_statement_is_answered(answering: Answering, scenes: Scenes, fact: Fact, language: str) -> None:
    """What is asked first of a statement gets it in the same language, also where an article of the draft is named.

    It names who said so, which office they held then, the date and the source.
    """
    answer = answering.answer(fact.ask[language][0])
    assert answer.lang == language
    assert answer.edition == (fact.edition or "kz-2026")
    shown = answer_card(scenes(language), answer).text.text
    assert fact.answer[language] in shown
    assert written(fact.date, language) in shown
    assert fact.speaker is None or fact.speaker[language] in shown


def test_sessions_are_told_apart_by_their_numbers(answering: Answering, pack: Pack) -> None:
    """The figure in "session 6 outcome" counts, one digit though it is."""
    for session in pack.sessions:
        assert answering.answer(f"session {session.number} outcome").session == session.id


def test_every_listed_question_is_answered_by_what_lists_it(pack: Pack, answering: Answering) -> None:
    """What a fact or session lists as its question gets that fact or session, in the question's language.

    But for an article of the draft that is named and no more: it is shown, with what was reported of it.
    """
    wrong: list[tuple[str, str, str, str | None]] = []
    for fact in pack.facts:
        for language, questions in fact.ask.items():
            for question in questions:
                answer = answering.answer(question)
                shown = answer.kind == "article" and answer.edition == fact.edition == "kz-2026-draft-1"
                if answer.lang != language or (answer.fact != fact.id and not shown):
                    wrong.append((fact.id, question, answer.kind, answer.fact))
    for session in pack.sessions:
        for questions in session.ask.values():
            wrong += [
                (session.id, q, "none", None) for q in questions if answering.answer(q).session != session.id
            ]
    assert wrong == []


@pytest.mark.parametrize(
    ("question", "number"),
    [("What does Article 4 of the draft say?", "4"), ("жобаның 4-бабы", "4"), ("статья 4 проекта", "4")],
)
def test_what_was_reported_of_an_article_of_the_draft(
    pack: Pack, answering: Answering, scenes: Scenes, question: str, number: str
) -> None:
    """An article of the draft says who reported what of it, which office they held then, and when."""
    answer = answering.answer(question)
    assert (answer.kind, answer.edition, answer.hits[0].number) == ("article", "kz-2026-draft-1", number)
    fact = pack.fact_by_id["draft-article-4"]
    text = answer_card(scenes(answer.lang), answer).text.text
    assert fact.speaker is not None
    assert f"{fact.speaker[answer.lang]}, {written(fact.date, answer.lang)}" in text
