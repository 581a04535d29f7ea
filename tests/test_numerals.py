"""Number words and Roman numerals."""

import pytest

from content.numerals import compose, roman, typewritten_roman


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([(4, False)], (4, False, 1)),
        ([(20, False), (1, True)], (21, True, 2)),
        ([(100, False), (20, False), (1, False)], (121, False, 3)),
        ([(1, False), (100, False), (5, False)], (105, False, 3)),
        ([(10, False), (5, True)], (15, True, 2)),
        ([(4, True), (5, True)], (4, True, 1)),
        ([(15, False), (3, False)], (15, False, 1)),
        ([(4, False), (20, False)], (4, False, 1)),
        ([(20, False), (0, False)], (20, False, 1)),
        ([(0, False)], (0, False, 1)),
    ],
)
def test_compose(parts: list[tuple[int, bool]], expected: tuple[int, bool, int]) -> None:
    """Words add up while each is of a lower magnitude; an ordinal is the last one."""
    assert compose(parts) == expected


def test_compose_needs_words() -> None:
    """No number words are an error, not a zero."""
    with pytest.raises(ValueError, match="number words"):
        compose([])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("iv", 4),
        ("іv", 4),
        ("хі", 11),
        ("xxxix", 39),
        ("viii", 8),
        ("уі", 6),
        ("iiii", None),
        ("vx", None),
        ("", None),
        ("4", None),
        ("бап", None),
    ],
)
def test_roman(text: str, value: int | None) -> None:
    """Roman numerals are read in Latin and in Cyrillic letters; what is none has no value."""
    assert roman(text) == value


def test_typewritten_roman() -> None:
    """ "П" and "Ш" stand for two and three where a typewriter had no Roman ones."""
    assert (typewritten_roman("п"), typewritten_roman("ш"), typewritten_roman("д")) == (2, 3, None)
