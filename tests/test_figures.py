"""Figures of a text: ages, terms and fractions count, references do not."""

from __future__ import annotations

import pytest

from content.figures import figures_in


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Термін 7 жыл, 40 жастан бастап", "kk", ["7", "40"]),
        ("Депутаттардың үштен екісі; 62-бап, 3-тармақ", "kk", ["2/3"]),
        ("Осы баптағы 1-тармағында аталған 145 депутат", "kk", ["145"]),
        ("Не меньше двух третей голосов, статья 62, пункт 3", "ru", ["2/3"]),
        ("Срок – 7 лет; возраст – 40 лет", "ru", ["7", "40"]),
        ("подпункт 17 статьи 56", "ru", []),
        ("at least two thirds of the deputies, Article 62, paragraph 3", "en", ["2/3"]),
        ("145 deputies for 5 years", "en", ["145", "5"]),
        ("more than half of the voters", "en", ["1/2"]),
        ("10 000 people", "en", ["10000"]),
        ("no figure here", "en", []),
    ],
)
def test_figures(text: str, language: str, expected: list[str]) -> None:
    """Digits and fractions are found; numbers of articles and paragraphs are passed over."""
    assert figures_in(text, language) == expected


def test_a_language_without_a_table_says_so() -> None:
    """None, not an empty list, for a language whose words of fractions are not known."""
    assert figures_in("12 artikoloj", "eo") is None
