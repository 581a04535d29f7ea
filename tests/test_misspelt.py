"""What people type is read as what they meant: by ear, with slips, on another layout, in Latin letters, ill spaced."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from bot.answering import Answering
from content.opening import open_pack
from content.search.engine import Engine

# As it was typed | the words that were meant.
MISSPELT = """
self guvernment | government
mother tung | mother
dikrees of the president | decree president
prezidents oath seremony | president oath ceremony
sensorship in media | censorship media
relijun and the state | religion state
kourt kases of the state | court case
prromoting the koins | coin
constitutinal court | constitutional court
supereme cuort role | supreme court
prime minsiter dutys | minister duty
freedom of consciens | freedom conscience
independense of foren banks | independence foreign
wot is the prinsiple of the state | principle state
may i voat | vote
государсвтенный язык | государственный язык
призумпция невинности | презумпция
свабода слова | свобода слова
маслихта что делает | маслихат
вце президент | вице
обязанны платить | обязаны платить
налоги платяться | налоги платятся
права задержаного | права задержанного
жоғары сот кеңсі | жоғары сот
акім абласти | область
дармақ пен бап | тармақ
конститцуиялық сот | конституциялық сот
халықарлық шарттар | халықаралық шарт
тағаиндау керек | тағайындау
"""

LAYOUTS = """
0fk5fy flfv | қалған адам
0jk 0jqvfq | қол
htubjylf ,bk3r | билік
rjycnbnewbzks0 cjn | конституциялық сот
rjycnbnewzks0 cjn ;8u3ye | конституциялық сот жүгіну
мемлекетт3к 09пия | мемлекеттік құпия
dsctktybt bp rdfhnbh | выселение квартира
ltgenfn ghtpbltnf | депутат президент
ыудаПщмуктьуте шы щгк кшпре | right
сфт ерун екфтыаук ьн фззуфд | transfer appeal
"""

LATIN = """
qazaqstan halyqaralyq quqyqty qurmettei me | қазақстан халықаралық құқық
depýtattar kúzde | депутат күз
ty'raly s'es'im | шешім
sy'di'alar qy'qyg'y | судья
wewimine narazylyq bildiru | шешіміне наразылық
al bizdin auyl | ауыл
memlekettik qyzmetke teng qoljetim | мемлекеттік қызмет тең
ekimge senimsizdik | сенімсіздік
svoboda veroispovedaniya | свобода вероисповедание
kto zamenit prezidenta | заменит президент
mojno li golosovat | голосовать
gosudarstvennyj jazyk | государственный язык
utverjdaet budjet | утверждает бюджет
prava 4eloveka | права человека
skolko deputatov v kyryltae | депутатов курултае
zawita sudom | защита судом
bilik boelinui | билік бөлінуі
"""

SPACES = """
self go vernment | government
мұрас ақтау | мұра сақтау
vice presi dent | vice president
азам аттық алу | азаматтық
"""


def _rows(table: str) -> list[tuple[str, str]]:
    return [
        (typed.strip(), meant.strip())
        for typed, meant in (row.split("|") for row in table.strip().splitlines())
    ]


@pytest.fixture(scope="module")
def engine() -> Engine:
    """Search over the pack that is shipped."""
    opened = open_pack()
    return Engine(opened.pack, opened.pack.edition, opened.languages, opened.index)


@pytest.mark.parametrize(
    ("typed", "meant"), [*_rows(MISSPELT), *_rows(LAYOUTS), *_rows(LATIN), *_rows(SPACES)]
)
def test_what_was_meant_is_the_likeliest_reading(engine: Engine, typed: str, meant: str) -> None:
    """Each word that was meant is the likeliest reading of something that was typed."""
    likeliest: set[int] = set()
    for concept in engine.vocabulary.concepts(typed):
        likeliest.update(term for term, quality in concept.terms if quality == concept.quality)
    missed = [word for word in meant.split() if not _terms(engine, word) & likeliest]
    assert missed == []


def _terms(engine: Engine, word: str) -> set[int]:
    concept = engine.vocabulary.spelt(word)
    assert concept is not None
    assert concept.how in ("form", "stem")
    return {term for term, _ in concept.terms}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("жоғары сот кеңсі", "кеңесі"),
        ("жоғары сот кеңсі", "кең"),
    ],
)
def test_a_word_known_by_a_short_stem_may_be_another(engine: Engine, typed: str, meant: str) -> None:
    """A form that is known by a short stem alone is also read as a common word that it resembles."""
    read = {term for concept in engine.vocabulary.concepts(typed) for term, _ in concept.terms}
    assert _terms(engine, meant) & read
    assert all(concept.how in ("form", "stem") for concept in engine.vocabulary.concepts(typed))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("human rites", "rights"),
        ("when does a low come into force", "law"),
        ("the peoples counsel", "council"),
        ("what does the akeem do", "akim"),
        ("the president sines laws", "signs"),
    ],
)
def test_a_rare_word_may_be_a_common_one_that_sounds_the_same(engine: Engine, typed: str, meant: str) -> None:
    """Whoever writes by ear may hit upon another English word."""
    read = {term for concept in engine.vocabulary.concepts(typed) for term, _ in concept.terms}
    assert _terms(engine, meant) & read


def test_common_words_are_not_doubted(engine: Engine) -> None:
    """Each of these sounds like another one."""
    for word in ("right", "law", "peace", "court", "vote", "council"):
        (concept,) = engine.vocabulary.concepts(word)
        assert {term for term, _ in concept.terms} == _terms(engine, word)


@pytest.mark.parametrize(
    "question",
    ["qurultai degen ne ma", "bul ne ma", "ghtpbltyn vf"],
)
def test_function_words_say_nothing_in_any_letters(engine: Engine, question: str) -> None:
    """A function word is left out however it is typed: nothing is found by "ма"."""
    assert "ма" not in [concept.word for concept in engine.vocabulary.concepts(question)]
    assert "ma" not in [concept.word for concept in engine.vocabulary.concepts(question)]


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("0jk 0jqvfq 0fqnfhe", "46"),
        ("htubjylf ,bk3r", "87"),
        (";th3vl3 ;jk5f fksg 0jz vf", "29"),
        ("мереке -к3м шы5арса б2р3не б3рдей ме", "68"),
        ("0f1fy 4-,fg", "4"),
        ("3-бап", "3"),
        ("бап3", "3"),
        ("бөлім3 4-бап", "4"),
    ],
)
def test_digits_inside_words_are_letters(answering: Answering, question: str, number: str) -> None:
    """Kazakh letters of the digit row are no numbers of articles, and numbers stay numbers."""
    answer = answering.answer(question)
    assert number in [hit.number for hit in answer.hits[:3]]


def _by_set() -> dict[str, list[tuple[frozenset[str], str, str]]]:
    found = defaultdict(list)
    path = Path(__file__).parent / "questions" / "misspelt.tsv"
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        name, expected, question, typed = line.split("\t")
        found[name].append((frozenset(expected.split(";")), question, typed))
    return found


ASKED = _by_set()


@pytest.mark.parametrize("name", ASKED)
def test_questions_are_found_however_they_are_typed(answering: Answering, name: str) -> None:
    """Of 300 questions of each kind that are found as they should be spelt, 14 of 15 are found as people type them."""
    asked = ASKED[name]
    known = [each for each in asked if _found(answering, each[1], each[0])]
    assert len(known) > 0.94 * len(asked)
    lost = [typed for expected, _, typed in known if not _found(answering, typed, expected)]
    assert len(lost) < 0.07 * len(known), (name, lost)


def _found(answering: Answering, question: str, expected: frozenset[str]) -> bool:
    answer = answering.answer(question)
    return answer.kind != "none" and bool(answer.hits) and answer.hits[0].number in expected
