"""What may stand in a proposal, and what in it is personal."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.proposals.personal_data import find, masked
from bot.proposals.wording import cleaned, problem_of

SOME = [
    ("Мой ИИН 850101300123 вот", ["individual-number"], "Мой ИИН ••• вот"),
    ("ИИН 8501 0130 0123", ["individual-number"], "ИИН •••"),
    ("тел. +7 701 123 45 67", ["phone"], "тел. •••"),
    ("8 (701) 123-45-67 звоните", ["phone"], "••• звоните"),
    ("87011234567", ["phone"], "•••"),
    ("карта 4400 4301 2345 6789 моя", ["card"], "карта ••• моя"),
    ("aigul@mail.kz и x.y@z.org", ["email", "email"], "••• и •••"),
    ("KZ86 125K ZT50 0410 0100 счёт", ["iban"], "••• счёт"),
    # The first letter is Cyrillic.
    ("счёт КZ86125KZT5004100100", ["iban"], "счёт •••"),
    ("DE89 3704 0044 0532 0130 00", ["iban"], "•••"),
]


@pytest.mark.parametrize(("text", "kinds", "hidden"), SOME)
def test_personal_data_is_found_and_hidden(text: str, kinds: list[str], hidden: str) -> None:
    """Each place once, by the surest kind."""
    assert [each.kind for each in find(text)] == kinds
    assert masked(text) == hidden


@pytest.mark.parametrize(
    "text",
    [
        "сумма 1 000 000 000 тенге",
        "с 2026-03-15 по 2026-07-01",
        "статья 43 пункт 5, 12 месяцев",
        "в 1995, 1998, 2007, 2011, 2017 и 2022 годах",
        "карта 4400 4301 2345 678",
        "KZ00 125K ZT50 0410 0100",
    ],
)
def test_other_figures_are_left_alone(text: str) -> None:
    """Amounts, dates, articles, and what only looks like a card or an account."""
    assert [each for each in find(text) if each.kind in ("card", "iban")] == []
    if "карта" not in text and "KZ" not in text:
        assert find(text) == []


@given(st.text(max_size=120))
def test_masking_leaves_nothing_to_be_found(text: str) -> None:
    """What was masked once holds nothing more, and nothing else was changed."""
    once = masked(text)
    assert masked(once) == once or find(once)
    if not find(text):
        assert once == text


@given(st.text(max_size=200))
def test_cleaning_leaves_nothing_unseen(text: str) -> None:
    """No control or format character but the parts of an emoji, no needless space; and once is enough."""
    clean = cleaned(text)
    assert cleaned(clean) == clean
    for character in clean:
        if character not in "\n\u200d\ufe0f":
            assert unicodedata.category(character) not in ("Cf", "Cc", "Cs", "Co", "Cn")
    assert "  " not in clean
    assert clean == clean.strip()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("в т.ч. и т.д. как есть", None),
        ("п. 2 ст. 4.Новая редакция", None),
        ("zakon.kz/5 почитайте", "link"),
        ("ссылка t.me/somebody там", "link"),
        ("почта a@b.kz не ссылка", None),
        ("tg://resolve?domain=x", "link"),
        ("девять зн", "too-short"),
        ("1234567890", "no-words"),
    ],
)
def test_links_are_told_from_abbreviations(text: str, problem: str | None) -> None:
    """Addresses and user names are links; full stops in abbreviations are not."""
    assert problem_of(cleaned(text)) == problem
