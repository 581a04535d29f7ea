"""English words written by ear are brought together by how they sound."""

from __future__ import annotations

import pytest

from content.search.sounds import Sounds, likeness_by_ear, sound, spoken


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("rite", "right"),
        ("write", "right"),
        ("piece", "peace"),
        ("voat", "vote"),
        ("rool", "rule"),
        ("payed", "paid"),
        ("sines", "signs"),
        ("detane", "detain"),
        ("mosks", "mosques"),
        ("torcher", "torture"),
        ("skool", "school"),
        ("hire", "higher"),
        ("kneed", "need"),
        ("sitizen", "citizen"),
        ("explanes", "explains"),
    ],
)
def test_words_that_sound_the_same(typed: str, meant: str) -> None:
    """They have one rough key and one pronunciation."""
    assert (sound(typed), spoken(typed)) == (sound(meant), spoken(meant))


@pytest.mark.parametrize(
    ("typed", "meant", "other"),
    [
        ("voat", "vote", "vat"),
        ("hows", "house", "his"),
        ("conshens", "conscience", "consent"),
        ("prinsipals", "principles", "princess"),
    ],
)
def test_the_vowels_tell_which_was_meant(typed: str, meant: str, other: str) -> None:
    """Of words with the same consonants the one that sounds nearer is likelier."""
    assert likeness_by_ear(typed, meant) > likeness_by_ear(typed, other)


def test_looking_up() -> None:
    """What sounds the same comes first, the word itself does not come, nor what no ear would confuse."""
    known = Sounds(["right", "rote", "write", "rite", "law", "закон", "commission", "it"])
    assert [word for word, _ in known.alike("rite")][:2] == ["write", "right"]
    assert known.alike("закон") == []
    assert [word for word, _ in known.nearly_alike("comisun")] == ["commission"]
    assert known.nearly_alike("la") == []


@pytest.mark.parametrize("word", ["", "e", "h", "gh", "ee", "qu", "ign", "xyz"])
def test_any_letters_have_a_sound(word: str) -> None:
    """Nothing breaks, and nothing is likelier than certain."""
    assert 0 <= likeness_by_ear(word, word or "a") <= 1
    assert isinstance(sound(word), str)
