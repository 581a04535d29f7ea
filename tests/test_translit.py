"""Latin and Cyrillic spellings of a word meet in one key."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.translit import other_skeletons, skeleton


@pytest.mark.parametrize(
    "spellings",
    [
        "статья statya stat'ya statja stat'ja statia",
        "статью statyu statju statiu",
        "төртінші тортинши tortinshi törtinşi tórtinshi tortinsi",
        "четвертая четвёртая chetvertaya 4etvertaya chetvertaja četvertaja chetvyortaya",
        "первый pervyi pervy perviy pervyj",
        "государственный gosudarstvenny gosudarstvennyi",
        "язык yazyk iazyk",
        "двойное dvoinoe dvoynoe dvojnoe",
        "гражданство grazhdanstvo graždanstvo",
        "жиырма zhiyrma jiyrma jıırma jyirma",
        "жетпісінші zhetpisinshi jetpisinsi jetpisinşi",
        "тармақ tarmaq tarmak",
        "конституция konstitutsiya konstituciya konstitucija",
        "шестой shestoi 6estoy shestoj",
        "халық halyq xalyq khalyk",
        "кеңесі kenesi keñesi keŋesi kengesi",
        "құқық kuqyq quqyq qūqyq kukyk",
        "двадцать dvadtsat dvadcat' dvadcat",
        "седьмая sedmaya sed'maja",
        "общество obshchestvo obschestvo",
        "жер zher jer",
        "ғылым gylym ğylym ghylym",
        "туралы týraly turaly",
        "судья sýdıa sudya",
    ],
)
def test_spellings_meet(spellings: str) -> None:
    """Alphabets of the state, of passports and of chats give one key."""
    assert len({skeleton(word) for word in spellings.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("бап", "баж"),
        ("статья", "стать"),
        ("жер", "жар"),
        ("суд", "сот"),
        ("үш", "бес"),
        ("первая", "вторая"),
        ("тіл", "тал"),
    ],
)
def test_different_words_stay_apart(one: str, other: str) -> None:
    """The key is lossy, but words of law do not fall together."""
    assert skeleton(one) != skeleton(other)


@pytest.mark.parametrize(
    ("latin", "cyrillic"),
    [
        ("wewim", "шешім"),
        ("ty'raly", "туралы"),
        ("sy'di'a", "судиа"),
        ("tötenwe", "төтенше"),
        ("mojno", "можно"),
        ("jazyk", "язык"),
        ("kuezet", "күзет"),
        ("kyryltai", "курултай"),
    ],
)
def test_other_readings(latin: str, cyrillic: str) -> None:
    """A w may be "ш", a j "ж" or a part of "я", a y the "у" that it looks like, besides what most write with them."""
    assert skeleton(latin) != skeleton(cyrillic)
    assert skeleton(cyrillic) in other_skeletons(latin)


@pytest.mark.parametrize("word", ["", "sheshim", "шешім", "статья"])
def test_most_words_have_one_reading(word: str) -> None:
    """Nothing else is read into a word without such letters."""
    assert other_skeletons(word) == ()


def test_empty() -> None:
    """Nothing has an empty key."""
    assert skeleton("") == ""


@given(st.text())
def test_keys_of_any_text(word: str) -> None:
    """Any text has a key, and the letters of the Cyrillic alphabets at hand are all gone from it."""
    assert not set(skeleton(word)) & set("абвгдежзийклмнопрстуфхцчшщыэюяәіңғүұқөһ")
