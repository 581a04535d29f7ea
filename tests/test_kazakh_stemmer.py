"""The Kazakh stemmer: stacked endings come off, stems and derived words stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.fold import fold
from content.search.kazakh import stem

TABLE = """
мектептерімізден мектеп
азаматтығынан азаматтық
азаматтыгынан азаматтык
азаматтықты азаматтық
президенттің президент
президенті президент
депутаттарының депутат
депутаттар депутат
құрылтайдың құрылтай
құрылтайға құрылтай
құрылтай құрылтай
жерімді жер
жердің жер
тілдің тіл
мемлекеттің мемлекет
мемлекеттік мемлекеттік
соттың сот
соттар сот
судьялардың судья
бостандығы бостандық
бостандыгы бостандык
денсаулығын денсаулық
міндетті міндет
міндеті міндет
балаларды бала
баласы бала
заңдар заң
заңға заң
халқының халық
құқығымды құқық
құқықтар құқық
әкімдер әкім
әкім әкім
үкіметтің үкімет
некеге неке
жылға жыл
қызмет қызмет
тегін тегін
білім білім
""".split("\n")


@pytest.mark.parametrize("line", [line for line in TABLE if line])
def test_endings_come_off(line: str) -> None:
    """A word with its endings has the stem that a dictionary would list."""
    word, expected = line.split()
    assert stem(word) == expected


@given(st.text(alphabet="абвгғдежзийкқлмнңоөпрстуұүфхһшыіэюя", max_size=25))
def test_a_stem_is_never_longer_nor_empty(word: str) -> None:
    """Whatever the letters, the stem has at least three of them and at most one more than it lost its vowel."""
    folded = fold(word)
    stemmed = stem(folded)
    assert len(stemmed) >= min(3, len(folded))
    assert len(stemmed) <= len(folded) + 1
