"""Words written as one are parted where the parts are known."""

from __future__ import annotations

import pytest

from content.search.compounds import ending, glued

KNOWN = frozenset(("health", "care", "земли", "язык", "сайлана", "болады", "министр", "премьер", "govern"))
STOP = frozenset(("ма", "не", "что", "такое", "the"))


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("healthcare", ("health", "care")),
        ("премьерминистр", ("премьер", "министр")),
        ("сайланама", ("сайлана",)),
        ("неболады", ("болады",)),
        ("чтотакое", ()),
        ("язык", None),
        ("чтоязыки", None),
        ("thegovern", None),
        ("", None),
        ("м", None),
    ],
)
def test_two_words_in_one(word: str, parts: tuple[str, ...] | None) -> None:
    """Two known words, or the one beside a function word; in Latin letters no function word is told."""
    assert glued(word, KNOWN.__contains__, STOP) == parts


@pytest.mark.parametrize(
    ("word", "last"),
    [("госязык", "язык"), ("сельхозземли", "земли"), ("яязык", None), ("язык", None), ("", None)],
)
def test_the_word_that_a_compound_ends_with(word: str, last: str | None) -> None:
    """The longest known one, after a beginning of three letters at least."""
    assert ending(word, KNOWN.__contains__) == last
