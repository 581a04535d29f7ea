"""The form in which questions of different people are one, and the questions that must not be counted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.question_form import shared_form


@pytest.mark.parametrize(
    ("question", "form"),
    [
        ("Можно ли держать  верблюда?!", "можно ли держать верблюда"),
        ("«можно ли держать верблюда…»", "можно ли держать верблюда"),
        ("Ещё: что-то — о § 5, №7", "еще что-то о § 5 № 7"),
        ("Түйе ұстауға бола ма?", "түйе ұстауға бола ма"),
        ("What's a camel's duty? (Art. 97)", "what's a camel's duty art 97"),
        ("статья 97, 98", "статья 97 98"),
    ],
)
def test_the_same_question_has_one_form(question: str, form: str) -> None:
    """Case, punctuation, spaces and kinds of quotation marks do not matter."""
    assert shared_form(question) == form


@pytest.mark.parametrize(
    "question",
    [
        "",
        "?!",
        "мой номер 123456 где паспорт",
        "позвоните мне +7 701 123-45-67",
        "８７０１１２３４５６７ это мой номер",
        "я родился 01.02.1990, могу ли я голосовать",
        "пишите на aigul@example.org",
        "кто такой @aigul",
        "кто такой ＠aigul",
        "что с instagram.com/aigul",
        "123,456",
        "верблюд " * 26,
        "верблюд" + "?" * 5_000,
    ],
)
def test_what_may_tell_of_a_person_has_none(question: str) -> None:
    """Long and empty questions, and those with an address, a user name or six digits, are not counted."""
    assert shared_form(question) is None


@given(st.text(max_size=250))
def test_the_form_of_a_form_is_itself(question: str) -> None:
    """What is kept for three people is the very thing that they had in common; it is short and of one line."""
    form = shared_form(question)
    if form is not None:
        assert shared_form(form) == form
        assert 0 < len(form) < 200
        assert form == " ".join(form.split())
