"""Words that stand in the texts are read as they are, whatever another keyboard layout would make of them."""

from __future__ import annotations

import pytest

from content.citation import Lexicon, Names, parse_by
from content.citation.tokens import tokenize
from content.languages import ALL

NAMES = Names(own=("Казахстан",), editions=())


@pytest.mark.parametrize("word", ["motion", "беруі", "vector"])
def test_a_word_of_the_texts_is_not_retyped(word: str) -> None:
    """It would be read as one of a citation that it is on no keyboard."""
    knowing = Lexicon(ALL, NAMES, {word}.__contains__)
    assert [token.text for token in tokenize(word, knowing)] == [word]
    assert [token.text for token in tokenize(word, Lexicon(ALL, NAMES))] != [word]


def test_what_stands_nowhere_is_retyped() -> None:
    """On a wrong layout, next to words of the texts, "статья" is still one."""
    knowing = Lexicon(ALL, NAMES, {"motion"}.__contains__)
    found = parse_by("motion cnfnmz 4", knowing)
    assert found is not None
    assert [target.number for target in found.targets] == ["4"]
    assert found.rest == ("motion",)
