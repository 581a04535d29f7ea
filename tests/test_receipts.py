"""Receipts: one wrong character, or two swapped ones, and it is no receipt any more."""

from __future__ import annotations

from string import ascii_uppercase, digits

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.proposals.receipts import code_of, looks_like_receipt, number_of

NUMBERS = st.integers(1, 99_999_999)


def test_the_receipt_that_is_shown_as_an_example_is_a_right_one() -> None:
    """It stands in help texts, so it has to be valid."""
    assert code_of(123, "KZ") == "KZ-000123-K"


@given(NUMBERS)
def test_a_receipt_leads_back_to_its_number(number: int) -> None:
    """Six digits and more."""
    assert number_of(code_of(number, "KZ"), "KZ") == number


@given(NUMBERS, st.data())
def test_one_wrong_character_is_noticed(number: int, data: st.DataObject) -> None:
    """Whichever of its letters and digits it is, and whatever is written instead."""
    code = code_of(number, "KZ")
    place = data.draw(st.sampled_from([at for at, letter in enumerate(code) if letter != "-"]))
    wrong = data.draw(st.sampled_from([c for c in digits + ascii_uppercase if c != code[place]]))
    assert number_of(code[:place] + wrong + code[place + 1 :], "KZ") is None


@given(NUMBERS, st.data())
def test_two_swapped_characters_are_noticed(number: int, data: st.DataObject) -> None:
    """Any two neighbours that differ, over the dashes too."""
    plain = code_of(number, "KZ").replace("-", "")
    places = [at for at in range(len(plain) - 1) if plain[at] != plain[at + 1]]
    at = data.draw(st.sampled_from(places))
    assert number_of(plain[:at] + plain[at + 1] + plain[at] + plain[at + 2 :], "KZ") is None


@pytest.mark.parametrize("typed", ["kz-000123-k", "KZ000123K", " KZ 000123 K ", "КZ–000123–К", "кз-000123-к"])
def test_a_receipt_is_read_however_it_is_typed(typed: str) -> None:
    """Small letters, no dashes, long dashes, Cyrillic letters."""
    assert number_of(typed, "KZ") == 123


@pytest.mark.parametrize("typed", ["", "123", "3f9ac01b7d", "KZ", "статья 4", "KZ-000000-B", "KG-000123-K"])
def test_what_is_no_receipt_of_this_log_is_none(typed: str) -> None:
    """A bare number, a hash, another country's receipt, number zero."""
    assert number_of(typed, "KZ") is None


def test_a_mistyped_receipt_is_told_from_other_things() -> None:
    """So that the answer can say what is wrong with it."""
    assert looks_like_receipt("KZ-000124-K")
    assert looks_like_receipt("KZ-OO0123-K")
    assert not looks_like_receipt("3f9ac01b7d")
    assert not looks_like_receipt("republic")
