"""Few words of many are compared with a misspelt one, and none is missed that it may mean."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from content.opening import open_pack
from content.search.nearness import Nearness
from content.search.sounds import sound
from content.sieve import Sieve

LETTERS = "абвгд"
WORDS = st.lists(st.text(LETTERS, min_size=1, max_size=9), min_size=1, max_size=120, unique=True)


@pytest.fixture(scope="module")
def forms() -> tuple[str, ...]:
    """The words of the shipped pack."""
    return open_pack().index.forms


def _within(words: Iterable[str], word: str, slips: int) -> list[str]:
    return [each for each in words if OSA.distance(each, word) <= slips]


@given(words=WORDS, word=st.text(LETTERS, max_size=9), slips=st.integers(1, 3))
def test_no_word_within_so_many_slips_is_passed_over(words: list[str], word: str, slips: int) -> None:
    """Whatever order the words come in, all that are near are left, in that order."""
    for ordered in (words, sorted(words, key=len)):
        likely = Sieve(ordered).like(word, slips)
        assert _within(likely, word, slips) == _within(ordered, word, slips)
        assert likely == [each for each in ordered if each in set(likely)]


@pytest.mark.parametrize("typed", ["конститцуия", "халықарлық", "призумпция", "guvernment", "tağayindau"])
def test_few_of_all_words_are_compared(forms: tuple[str, ...], typed: str) -> None:
    """Of tens of thousands of words not one in a hundred is left to be compared."""
    assert len(Sieve(sorted(forms, key=len)).like(typed, 2)) < len(forms) / 100


def test_a_word_is_found_by_its_slips(forms: tuple[str, ...]) -> None:
    """A letter lost, doubled, changed or moved leads back to the word."""
    near = Nearness(forms)
    for form in [form for form in forms if form.isalpha() and 7 <= len(form) <= 20][::400]:
        middle = len(form) // 2
        before, letter, after = form[:middle], form[middle], form[middle + 1 :]
        for typed in (before + after, before + letter * 2 + after, form[:-2] + form[-1] + form[-2]):
            assert form in [each for each, _ in near.nearest(typed)] or typed in forms


def test_nothing_is_near_in_no_words() -> None:
    """An empty set of words has none that is like another."""
    assert Sieve(()).like("word", 3) == []
    assert Nearness(()).nearest("word") == []
    assert sound("") == ""
