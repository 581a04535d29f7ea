"""Quotations are checked: exact only where they are, else altered, of another edition, nowhere, or undecided."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.quote import Wordings, check, check_all
from content.quote.claims import fragments, quoted
from content.quote.level import Levelled, level
from tests.lake_town import ALL, DRAFT, FOLDER, OLD, TODAY, pack, store, text

"""Claims of a hundred that must be judged right, beside none that is wrongly called exact."""


def claims() -> list[tuple[str, str, str]]:
    """The claims of the table: what is said of each, where it stands, and the words."""
    lines = (FOLDER / "claims.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return [(kind, place, _written(words)) for kind, place, words in rows]


def _written(words: str) -> str:
    unescaped = re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), words)
    return unescaped.replace("\\n", "\n").replace("\\r", "\r")


@pytest.fixture(scope="session")
def wordings(tmp_path_factory: pytest.TempPathFactory) -> Wordings:
    """All texts of the town."""
    return Wordings(pack(), store(tmp_path_factory.mktemp("texts")))


@pytest.fixture
def russian(tmp_path: Path) -> Wordings:
    """A store that holds only the Russian texts."""
    return Wordings(pack(), store(tmp_path, tuple(each for each in ALL if each[1] == "ru")))


def said(claim: str, wordings: Wordings) -> tuple[str, str]:
    """The kind of a verdict, and edition and article where the claim stands."""
    verdict = check(claim, wordings)
    place = f"{verdict.edition} {verdict.place.article}" if verdict.place else "-"
    return verdict.kind, place


def test_a_hundred_claims(wordings: Wordings) -> None:
    """Of a hundred claims and more none is wrongly called exact, and 95 % are judged right, place included."""
    table = claims()
    assert len(table) >= 100
    wrong = []
    for kind, place, claim in table:
        found = said(claim, wordings)
        assert found[0] != "exact" or kind == "exact", claim
        if found[0] != kind or (place != "-" and found[1] != place):
            wrong.append((found, kind, place, claim))
    assert len(wrong) <= len(table) // 20, wrong


def test_every_exact_claim_is_slices_of_the_wording(wordings: Wordings) -> None:
    """What is called exact is cut from the stored bytes, and stands in the claim as it was written or broken."""
    for kind, _, claim in claims():
        verdict = check(claim, wordings)
        if kind in ("exact", "other-edition"):
            assert verdict.wording is not None
            slices = [verdict.wording.revision.quote(span) for span in verdict.spans]
            forms = (claim, claim.replace("-\n", ""), claim.replace("-\n", "-"))
            assert all(any(level(each) in level(form) for form in forms) for each in slices), claim


def test_any_word_dropped_or_changed_is_never_exact(wordings: Wordings) -> None:
    """A paragraph of the law from whose middle a word is missing, or has another in its place, is not exact."""
    for paragraph in (p for article in text(TODAY, "ru").articles for p in article.paragraphs):
        words = paragraph.text.split()
        for at in range(1, len(words) - 1):
            without = " ".join((*words[:at], *words[at + 1 :]))
            other = " ".join((*words[:at], "якобы", *words[at + 1 :]))
            assert check(without, wordings).kind != "exact", without
            assert check(other, wordings).kind == "altered", other


def test_borders_of_words_and_numbers(wordings: Wordings) -> None:
    """A quotation does not end inside a word, a number or a compound."""
    assert said("Собрание состоит из 25 выбор", wordings)[0] == "altered"
    assert said("тегі Собрание состоит из 2", wordings)[0] == "altered"
    levelled = Levelled.of("не менее 2/3 голосов, статья 83-1, по-новому")
    for part in ("не менее 2", "3 голосов", "статья 83", "1, по-новому", "новому", "по"):
        assert levelled.find(part) == -1, part
    assert levelled.find("не менее 2/3 голосов") == 0


@pytest.mark.parametrize(
    "claim",
    [
        "Старшина, по статье 5, не отвечает и:\n1) созывает выборных на зимнее заседание;",
        "Конституция не велит старшине: созывает выборных на зимнее заседание",
        "1. Озеро принадлежит всем жителям города.\n2. Пункт 3 статьи 4 отменяется.",
        "Озеро принадлежит всем жителям города.\nСтатья 4 отменяется.",
        "Озеро принадлежит всем жителям города.\n5) пункт 2 статьи 1",
        "Озеро не принадлежит «всем жителям города»",
        "Озеро принадлежит всем жителям города. И только им одним.",
        "Каждый … не может быть лишён лодки",
        "Плата за проход по мосту не взимается … Мост через протоку открыт",
        "Озеро принадлежит всем … лишён лодки без решения суда",
    ],
)
def test_no_frame_hides_a_change(wordings: Wordings, claim: str) -> None:
    """Nothing that changes what is said is taken for the frame of a quotation or for words left out."""
    assert check(claim, wordings).kind != "exact"


def test_an_altered_claim_shows_the_changed_word(wordings: Wordings) -> None:
    """Only the word that was changed is marked, against the wording of the law."""
    verdict = check("Никто не может быть лишён лодки без решения старшины.", wordings)
    assert [(piece.kind, piece.text) for piece in verdict.pieces if piece.kind != "same"] == [
        ("removed", "суда"),
        ("added", "старшины"),
    ]
    assert verdict.place is not None
    assert verdict.place.paragraphs == ("1",)


def test_same_words_in_other_letters(wordings: Wordings) -> None:
    """Where only case, punctuation or look-alike letters differ, it is said, and still not called exact."""
    assert check("никто не может быть лишен лодки без решения суда", wordings).same_words
    assert not check("Никто не может быть лишён лодки без решения старшины", wordings).same_words


def test_another_edition_comes_with_what_holds(wordings: Wordings) -> None:
    """Words of a draft are answered with how the text in force puts it."""
    verdict = check(
        "Каждый вправе ловить рыбу удочкой с первого дня апреля до последнего дня октября.", wordings
    )
    assert verdict.edition == DRAFT
    assert verdict.today is not None
    assert verdict.today.article == "2"
    assert [piece.text for piece in verdict.today_pieces if piece.kind != "same"] == ["апреля", "мая"]


def test_what_is_in_force_is_preferred(wordings: Wordings) -> None:
    """Words that stand in several editions are those of the one in force."""
    assert said("Озеро принадлежит всем жителям города.", wordings) == ("exact", f"{TODAY} 1")


def test_searched_and_missing_are_listed(wordings: Wordings) -> None:
    """Every verdict names the editions and languages that were searched, and those that are not loaded."""
    verdict = check("Налог на окна и трубы взимается дважды в год.", wordings)
    assert set(verdict.searched) == set(ALL)
    assert verdict.missing == ((DRAFT, "en"), (OLD, "kk"))


@pytest.mark.parametrize(
    "claim",
    [
        "Көл қаланың барлық тұрғынына тиесілі деп жазылған.",
        "Соттың шешімінсіз ешкімді қайығынан айыруға болмайды.",
        "The lake belongs to all the people of the town.",
        "Every family receives two sheep and a sack of flour each winter.",
    ],
)
def test_what_is_not_loaded_decides_nothing(russian: Wordings, claim: str) -> None:
    """Where the text in force is not loaded in the claim's language, nothing is said of the claim."""
    verdict = check(claim, russian)
    assert (verdict.kind, verdict.undecided) == ("cannot-check", True)


def test_an_old_text_alone_decides_nothing(tmp_path: Path) -> None:
    """Words near an old text may be exact in the one in force, which is not loaded; words of the old text are its."""
    old = Wordings(pack(), store(tmp_path, ((OLD, "ru"),)))
    near = check("Озеро принадлежит всем жителям и рыбацкой общине.", old)
    assert near.kind == "cannot-check"
    exact = check("Ловить рыбу может лишь член рыбацкой общины, уплативший осенний сбор.", old)
    assert (exact.kind, exact.undecided) == ("other-edition", True)


def test_nothing_loaded(tmp_path: Path) -> None:
    """Without any text no verdict is possible."""
    verdict = check("Озеро принадлежит всем жителям города.", Wordings(pack(), store(tmp_path, ())))
    assert (verdict.kind, verdict.searched) == ("cannot-check", ())


def test_too_short_to_check(wordings: Wordings) -> None:
    """Three words prove nothing."""
    assert check("Озеро принадлежит всем", wordings).short
    assert check("", wordings).short
    assert check("!!!", wordings).short


WATER = "Вода из озера предоставляется жителям бесплатно в пределах, установленных собранием."


def test_an_earlier_wording(tmp_path: Path) -> None:
    """Words that an amendment took out are of an earlier wording."""
    revisions = store(tmp_path, ((TODAY, "ru"),))
    now = text(TODAY, "ru").model_copy(update={"articles": text(TODAY, "ru").articles[1:]})
    revisions.add(now, sha256="2", source="town", correction=False)
    verdict = check(WATER, Wordings(pack(), revisions))
    assert verdict.kind == "other-edition"
    assert verdict.wording is not None
    assert verdict.wording.superseded


def test_a_corrected_import(tmp_path: Path) -> None:
    """What an import got wrong and a correction took out never was the law's wording."""
    revisions = store(tmp_path, ((TODAY, "ru"),))
    now = text(TODAY, "ru").model_copy(update={"articles": text(TODAY, "ru").articles[1:]})
    revisions.add(now, sha256="2", source="town", correction=True)
    assert check(WATER, Wordings(pack(), revisions)).kind == "not-found"


def test_new_texts_are_taken_up(tmp_path: Path) -> None:
    """A text that is loaded later is searched without a new start."""
    revisions = store(tmp_path, ())
    wordings = Wordings(pack(), revisions)
    assert said("Озеро принадлежит всем жителям города.", wordings)[0] == "cannot-check"
    store(tmp_path, ((TODAY, "ru"),))
    assert said("Озеро принадлежит всем жителям города.", wordings)[0] == "exact"


def test_several_quotations_are_checked_each(wordings: Wordings) -> None:
    """Each quotation of a message has its own verdict; the worst stands for the message."""
    claim = "«Озеро принадлежит всем жителям города» и «Плата за проход по мосту взимается»"
    assert [verdict.kind for verdict in check_all(claim, wordings)] == ["exact", "altered"]
    assert check(claim, wordings).kind == "altered"


@pytest.mark.parametrize(
    ("message", "found"),
    [
        ("Он сказал «раз два три четыре» и ушёл", ("раз два три четыре",)),
        ("«закон о «большой» воде и лодках»", ("закон о «большой» воде и лодках",)),
        ('say "one two three four" and "five"', ("one two three four",)),
        ("„раз два три четыре“", ("раз два три четыре",)),
        ("«начало без конца и края", ("начало без конца и края",)),
        ('5" pipe and a 7 inch one here', ()),
        ("«" * 4000, ()),
    ],
)
def test_quotation_marks(message: str, found: tuple[str, ...]) -> None:
    """The outermost quotation marks count; straight ones only in pairs."""
    assert quoted(message) == found


def test_dots_part_a_quotation() -> None:
    """Dots in any dress part a quotation into fragments."""
    assert fragments("один два … три [...] четыре <…> пять...") == ("один два", "три", "четыре", "пять")


@given(st.text(max_size=200))
def test_levelled_places(origin: str) -> None:
    """Every place of a levelled text stands for its own character of the wording, in order."""
    levelled = Levelled.of(origin)
    places = [levelled.at(place) for place in range(len(levelled.text))]
    assert places == sorted(set(places))
    assert all(
        char == origin[place] or char in "\"' " for char, place in zip(levelled.text, places, strict=True)
    )


@given(st.text(max_size=300))
def test_any_message_has_a_verdict(message: str) -> None:
    """Whatever is sent, there is a verdict."""
    assert check_all(message, _EMPTY)


_EMPTY = Wordings(pack(), store(Path("/nonexistent"), ()))


@pytest.mark.parametrize(
    "message", ["а " * 2000, "«" * 4096, ("Озеро принадлежит " * 300)[:4096], "...." * 1000]
)
def test_long_and_odd_messages(wordings: Wordings, message: str) -> None:
    """The longest messages are judged like any other."""
    assert check(message, wordings).kind != "exact"
