"""Which parts of a law a question names, in three languages, two alphabets and on any keyboard layout."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.citation import Citation, Names, Target, parse
from content.language import load
from content.languages import ALL, RUSSIAN

NAMES = Names(
    own=(
        "казахстан*",
        "республики казахстан",
        "қазақстан*",
        "қазақстан республикасы*",
        "kazakhstan*",
        "рк",
        "қр",
    ),
    editions=(
        ("draft", ("draft", "first draft", "проект*", "жоба*")),
        ("old", ("old", "стар*", "ескі", "прежн*", "1995", "1995 года", "1995 жылғы")),
    ),
)
TABLE = Path(__file__).with_name("citations.tsv").read_text("utf-8").splitlines()
ROWS = [tuple(line.split("\t")) for line in TABLE if not line.startswith("#")]


def spell(citation: Citation | None) -> str:
    """The notation of the table."""
    if citation is None:
        return "-"
    return "OTHER" if citation.other_law else " ".join(map(spell_target, citation.targets))


def spell_target(target: Target) -> str:
    """One target in the notation of the table."""
    if target.kind == "preamble":
        return "preamble"
    head = ("s" if target.kind == "section" else "") + (target.number or "@")
    if target.paragraph is None and target.item is None:
        return head
    return f"{head}.{target.paragraph or ''}" + ("" if target.item is None else f".{target.item}")


def cited(question: str) -> Citation:
    """The citation of a question that has one."""
    citation = parse(question, names=NAMES)
    assert citation is not None
    return citation


@pytest.mark.parametrize(("question", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_targets(question: str, expected: str) -> None:
    """Every form of citation finds its articles; numbers of other things, and other laws, find none."""
    assert spell(parse(question, names=NAMES)) == expected


@pytest.mark.parametrize(
    ("question", "edition"),
    [
        ("4-бап 1995 жылғы", "old"),
        ("статья 4 1995 года", "old"),
        ("старая статья 30", "old"),
        ("cnfhfz cnfnmz 30", "old"),
        ("article 4 of the draft", "draft"),
        ("статья 9 в проекте", "draft"),
        ("proekt statya 9", "draft"),
        ("ghjtrn cnfnmz 9", "draft"),
        ("жоба 4-бап", "draft"),
        ("статья 4", None),
    ],
)
def test_edition(question: str, edition: str | None) -> None:
    """The pack's cues for its editions are understood with any ending, alphabet and layout."""
    assert cited(question).edition == edition


@pytest.mark.parametrize(
    ("question", "form"),
    [
        ("статья 4", "single"),
        ("статьи 4 и 5", "list"),
        ("статьи 4-6", "range"),
        ("4пен 6 бап арасы", "range"),
        ("compare articles 49 and 51", "compare"),
        ("49 пен 51-бапты салыстыр", "compare"),
        ("difference between articles 4 and 9", "compare"),
        ("сравни статью 9 с проектом", "compare"),
    ],
)
def test_form(question: str, form: str) -> None:
    """A list, a range and a comparison are told apart."""
    assert cited(question).form == form


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("статья 4", "ru"),
        ("statya 4", "ru"),
        ("cnfnmz 4", "ru"),
        ("4-бап", "kk"),
        ("tortinshi bap", "kk"),
        ("фкешсду 4", "en"),
        ("седьмая", "ru"),
        ("4", None),
        ("§ 21", None),
        ("преамбула", None),
        ("Еңбек кодексінің 52-бабы", "kk"),
    ],
)
def test_language(question: str, language: str | None) -> None:
    """The language is that of the citation's words, whatever the letters; not of digits or shared words."""
    assert cited(question).language == language


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("article 9 на русском", "ru"),
        ("статья 9 по-казахски", "kk"),
        ("9-бап ағылшынша", "en"),
        ("9-бап орысша", "ru"),
        ("article 5 in Kazakh please", "kk"),
        ("9-bap qazaqsha", "kk"),
        ("статья 9 русский язык", None),
    ],
)
def test_wanted_language(question: str, wanted: str | None) -> None:
    """An answer in another language can be asked for; a language as a topic asks for nothing."""
    assert cited(question).wants_language == wanted


@pytest.mark.parametrize(
    ("question", "bare", "relative"),
    [
        ("4", True, False),
        ("седьмая", True, False),
        ("№ 30", False, False),
        ("статья 4", False, False),
        ("следующая", True, True),
        ("next article", False, True),
        ("а пункт 2?", False, True),
        ("article -1", False, False),
    ],
)
def test_bare_and_relative(question: str, bare: bool, relative: bool) -> None:
    """Numbers alone are marked as bare; what needs the article in hand is marked as relative."""
    citation = cited(question)
    assert (citation.bare, citation.relative) == (bare, relative)


def test_rest_is_what_else_was_asked() -> None:
    """Words of content beside a citation are kept, folded, for the caller to judge."""
    assert cited("Статья 44: полномочия Президента").rest == ("полномочия", "президента")
    assert cited("покажи статью 44, пожалуйста").rest == ()


def test_another_law_has_no_targets() -> None:
    """A citation of another law is recognised as such and gives no article of the constitution."""
    assert cited("статья 188 УК").targets == ()


def test_ranges_are_cut() -> None:
    """A range of millions costs no more than 200 articles."""
    assert len(cited("статьи 1-999999999").targets) == 200


def test_a_language_of_a_pack(tmp_path: Path) -> None:
    """A pack can bring a language that the program does not know, in a file of its own."""
    path = tmp_path / "xx.yaml"
    path.write_text(
        "endonym: Xish\nscripts: [Latn]\nsnowball: null\n"
        "words: {article: [artiklo, artiklon], and: 'kaj', paragraph: alineo, stop: 'la, de'}\n"
        "numbers: {4: kvar}\nordinals: {4: 'kvara, kvaran'}\n",
        "utf-8",
    )
    languages = (load(path), RUSSIAN)
    assert spell(parse("la kvara artiklo", names=NAMES, languages=languages)) == "4"
    assert spell(parse("artiklo 4 kaj 9", names=NAMES, languages=languages)) == "4 9"
    assert spell(parse("статья 4", names=NAMES, languages=languages)) == "4"


@pytest.mark.parametrize(
    "text", ["", "- 1", "words: {}", "endonym: X\nscripts: []\nwords: {nonsense: a}", "a: ["]
)
def test_a_broken_language_is_named(tmp_path: Path, text: str) -> None:
    """A broken language table is an error that names the file."""
    path = tmp_path / "broken.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(ValueError, match=r"broken\.yaml"):
        load(path)


WORDS = sorted({word for row in ROWS for word in row[0].split()})


@settings(deadline=None)
@given(st.text() | st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join))
def test_parsing_never_fails(question: str) -> None:
    """Any text is read without an error, and targets never repeat."""
    citation = parse(question, names=NAMES, languages=ALL)
    targets = citation.targets if citation else ()
    assert len(set(targets)) == len(targets) <= 200


@pytest.mark.parametrize(
    "piece",
    ["4 ", "статья ", "4-", "1.", "статья 4 и ", "\x00", "§", "(4", "стотья 4 ", "a", "½ ", "пункт 2 "],
)
def test_long_questions_are_cut(piece: str) -> None:
    """Only the first 1,000 characters are read: 100 kB give what they give."""
    long = piece * (100_000 // len(piece))
    assert parse(long, names=NAMES) == parse(long[:2000], names=NAMES)
