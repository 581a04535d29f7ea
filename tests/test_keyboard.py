"""What was meant when a word was typed with another layout on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.keyboard import repairs


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("cnfnmz", "статья"),
        ("ghtfv,ekf", "преамбула"),
        (",fg", "бап"),
        (",fg.", "бап."),
        ("cnfnm.", "статью"),
        ("'nj", "это"),
        ("`;", "ёж"),
        ("Cnfnmz", "Статья"),
        ("4-,fg", "4-бап"),
        ("cn/43", "ст.43"),
        ("n-hn3yi3", "төртінші"),
        ("2r3v", "әкім"),
        ("т-рт3нш3", "төртінші"),
        ("фкешсду", "article"),
        ("ыусешщт", "section"),
        ("әі", "23"),
        ("фкешсдуәі", "article23"),
    ],
)
def test_repairs(typed: str, meant: str) -> None:
    """Among the readings of a chunk is what was meant."""
    assert meant in repairs(typed)


@pytest.mark.parametrize("chunk", ["", "4", "4-6", "?", "👍", "сonst", "a" * 41])
def test_nothing_to_repair(chunk: str) -> None:
    """Digits, lone signs, mixed alphabets and what is too long for a word have no readings."""
    assert repairs(chunk) == ()


@given(st.text())
def test_repairs_never_fail(chunk: str) -> None:
    """Any text has few readings, each different from the text."""
    readings = repairs(chunk)
    assert len(readings) <= 6
    assert chunk not in readings


def test_a_letter_that_is_on_no_layout_was_typed_on_none() -> None:
    """Nothing is guessed about words of other alphabets, and signs that are on no layout do not matter."""
    assert repairs("ģhbdtn") == ()
    assert repairs("ghbdtnʒ") == ()
    assert "«привет»" in repairs("«ghbdtn»")
