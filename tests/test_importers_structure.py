"""How headings, paragraphs and items are told apart, line by line."""

from __future__ import annotations

import pytest

from content.importers.lines import Kind, Line
from content.importers.marks import mark_of
from content.importers.paragraphs import paragraphs
from content.importers.plaintext import lines as text_lines
from content.importers.structure import Structure, build, in_roman
from content.importers.words import Words
from content.languages import ALL
from tests import garden


def built(*lines: str, language: str = "ru") -> Structure:
    return build([Line(line) for line in lines], Words(ALL, language))


@pytest.mark.parametrize(
    ("line", "number", "title"),
    [
        ("Статья 72", "72", None),
        ("Статья 72.", "72", None),
        ("СТАТЬЯ 7. Скамейки", "7", "Скамейки"),
        ("Статья 83-1", "83-1", None),
        ("Статья 83¹. Скамейки", "83-1", "Скамейки"),
        ("Статья 83–1", "83-1", None),
        ("Стaтья 5", "5", None),
        ("Статья 9 Скамейки и тень", "9", "Скамейки и тень"),
        ("Статья 9 - Скамейки", "9", "Скамейки"),
        ("Статья первая", "1", None),
        ("4-бап", "4", None),
        ("4 - бап. Алмалар", "4", "Алмалар"),
        ("83-1-бап", "83-1", None),
        ("Article 5: Apples", "5", "Apples"),
        ("Article V", "5", None),
    ],
)
def test_headings_of_articles(line: str, number: str, title: str | None) -> None:
    """An article's heading is known by its word and number in any of the usual spellings."""
    heading = Words(ALL, "ru").article(line)
    assert heading is not None
    assert (heading.number, heading.title) == (number, title)


@pytest.mark.parametrize(
    "line",
    [
        "Статья 5 применяется с первого дня весны.",
        "Статьи 4 и 5 применяются вместе.",
        "4-баптың 2-тармағы қолданылады.",
        "Статья и её смысл",
        "статьей 51 Устава",
        "2. Статья 5",
        "Садовник",
        "",
    ],
)
def test_sentences_about_articles(line: str) -> None:
    """A sentence that names an article is no heading."""
    assert Words(ALL, "ru").article(line) is None


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Раздел I", "1"),
        ("Раздел IX.", "9"),
        ("РАЗДЕЛ ВТОРОЙ", "2"),
        ("І бөлім", "1"),
        ("I бөлім. Ережелер", "1"),
        ("ІІІ бөлім", "3"),
        ("ХI бөлім", "11"),
        ("ІV БӨЛІМ", "4"),
        ("7-бөлім", "7"),
        ("Бірінші бөлім", "1"),
        ("Section II. Fruit", "2"),
        ("Раздел III Плоды", "3"),
    ],
)
def test_headings_of_sections(line: str, number: str) -> None:
    """A section's number is read from Roman numerals of either alphabet or mixed, from digits, and from words."""
    heading = Words(ALL, "kk").section(line)
    assert heading is not None
    assert heading.number == number


@pytest.mark.parametrize(
    ("line", "number", "text"),
    [
        ("1. Скамейки", "1", "Скамейки"),
        ("3-1. Скамейки", "3-1", "Скамейки"),
        ("1) скамейки", "1", "скамейки"),
        ("а) скамейки", "а", "скамейки"),
        ("(2) benches", "2", "benches"),
        ("2.Скамейки", "2", "Скамейки"),
    ],
)
def test_marks(line: str, number: str, text: str) -> None:
    """A number or letter at the head of a line is its mark."""
    mark = mark_of(line)
    assert mark is not None
    assert (mark.number, mark.text) == (number, text)


@pytest.mark.parametrize(
    "line", ["1.5 метра", "30.08.1995 принято", "1995. год", "а также", "1 скамейка", "1."]
)
def test_no_marks(line: str) -> None:
    """Figures, dates and words at the head of a line number nothing."""
    assert mark_of(line) is None


def test_unnumbered_lines_continue_a_numbered_paragraph() -> None:
    """A line without a number belongs to the numbered paragraph before it."""
    found = paragraphs(["1. Одно.", "Ещё об одном.", "2. Другое."])
    assert [(p.number, p.text) for p in found] == [("1", "Одно.\nЕщё об одном."), ("2", "Другое.")]


def test_unnumbered_article() -> None:
    """Without numbers, every line is a paragraph, and a list belongs to the line that opens it."""
    found = paragraphs(["Садовник:", "1) поливает;", "2) чинит.", "Сторож:", "1) спит."])
    assert [(p.text, [item.text for item in p.items]) for p in found] == [
        ("Садовник:", ["поливает;", "чинит."]),
        ("Сторож:", ["спит."]),
    ]


def test_two_lists_in_one_paragraph() -> None:
    """A closing line that opens a second list is a paragraph without number, so that no item is lost."""
    found = paragraphs(
        ["1. Садовник:", "1) поливает;", "2) чинит.", "Сторож:", "1) спит;", "2) ест.", "2. Всё."]
    )
    assert [(p.number, [item.number for item in p.items]) for p in found] == [
        ("1", ["1", "2"]),
        (None, ["1", "2"]),
        ("2", []),
    ]


def test_letters_within_items() -> None:
    """Letters under a number stay in the text of that item."""
    (found,) = paragraphs(["Садовник:", "1) поливает:", "а) яблони;", "б) груши;", "2) чинит."])
    assert [item.text for item in found.items] == ["поливает:\nа) яблони;\nб) груши;", "чинит."]


def test_order_is_never_lost() -> None:
    """The lines of the paragraphs, one after the other, are the lines that were read."""
    lines = ["Вначале.", "1. А:", "1) б;", "в.", "Г.", "2) д.", "3. Е", "2. ж", "(а) з", "3) и", "4. К."]
    assert "\n".join(line for p in paragraphs(lines) for line in p.lines).split("\n") == lines


def test_contents_before_the_law() -> None:
    """Headings of a table of contents are passed over for those with text under them."""
    found = built("Раздел I", "Статья 1", "Статья 2", "Раздел I", "Статья 1", "Раз.", "Статья 2", "Два.")
    assert [(article.number, len(article.paragraphs)) for article in found.articles] == [("1", 1), ("2", 1)]


def test_long_contents() -> None:
    """A whole table of contents is left out, and the preamble after it is found."""
    contents = ["Раздел I. Сад", "Статья 1", "Статья 2", "Статья 3"]
    found = built(
        "Устав", *contents, "Мы, садоводы,", *(part for line in contents for part in (line, "Тень."))
    )
    assert [(article.number, len(article.paragraphs)) for article in found.articles] == [
        ("1", 1),
        ("2", 1),
        ("3", 1),
    ]
    assert ([p.text for p in found.preamble], found.left_out) == (["Мы, садоводы,"], tuple(contents))


def test_text_on_the_line_of_the_heading() -> None:
    """A copy that writes the first paragraph beside the heading loses nothing."""
    found = built("Статья 1. Сад открыт для каждого.", "Статья 2. 1. Скамейки стоят.", "2. Тень есть.")
    assert [article.heading for article in found.articles] == [None, None]
    assert [[p.text for p in article.paragraphs] for article in found.articles] == [
        ["Сад открыт для каждого."],
        ["Скамейки стоят.", "Тень есть."],
    ]


@pytest.mark.parametrize(
    ("lines", "state"),
    [
        (["Статья 1. Исключена решением схода."], "excluded"),
        (["Статья 1", "Исключена решением схода."], "excluded"),
        (["Статья 1", "Вход свободный, за исключением ночи."], "in force"),
        (["Статья 1", "1. Исключён решением схода.", "2. Вход свободный."], "in force"),
        (["1-бап", "Алып тасталды - жиын шешімімен."], "excluded"),
        (["Article 1. (Repealed)"], "excluded"),
    ],
)
def test_excluded(lines: list[str], state: str) -> None:
    """An article is excluded when nothing but word of that is left of it."""
    assert built(*lines).articles[0].state == state


def test_preamble_under_its_own_heading() -> None:
    """What stands before the heading of the preamble is no part of it."""
    found = built(
        "Устав", "Принят на сходе.", "Преамбула", "Мы, садоводы,", "принимаем Устав.", "Статья 1", "Сад."
    )
    assert [p.text for p in found.preamble] == ["Мы, садоводы,", "принимаем Устав."]
    assert found.title == "Устав"


def test_chapters_within_sections() -> None:
    """Headings of another level are left out of the articles' text and listed."""
    lines = [Line("Раздел I. Сад"), Line("Статья 1"), Line("Тень."), Line("Глава 2. Тени", Kind.HEADING)]
    found = build([*lines, Line("Статья 2"), Line("Свет.")], Words(ALL, "ru"))
    assert found.left_out == ("Глава 2. Тени",)
    assert [p.text for p in found.articles[0].paragraphs] == ["Тень."]


def test_text_broken_for_width() -> None:
    """A plain text in short lines is put together again, hyphens within words kept."""
    data = (
        "Статья 1\n  Сад открыт для каждого, кто любит тень старых деревь-\nев, и для того, кто идёт из-за тени"
        " издалека, через\nполе и через реку, мимо мельницы и старого колодца,\nи для его соседа.\n"
        "Статья 2\n  Скамейки стоят там, где летом бывает тень, то есть из-\nза деревьев у колодца.\n"
    )
    found = build(text_lines(data.encode(), "ru", Words(ALL, "ru")), Words(ALL, "ru"))
    first = (
        "Сад открыт для каждого, кто любит тень старых деревьев, и для того, кто идёт из-за тени издалека, через"
        " поле и через реку, мимо мельницы и старого колодца, и для его соседа."
    )
    assert [p.text for article in found.articles for p in article.paragraphs] == [
        first,
        "Скамейки стоят там, где летом бывает тень, то есть из-за деревьев у колодца.",
    ]


@pytest.mark.parametrize(
    ("value", "numeral"), [(1, "I"), (4, "IV"), (9, "IX"), (11, "XI"), (39, "XXXIX"), (40, "40")]
)
def test_roman(value: int, numeral: str) -> None:
    """Sections are counted in Roman numerals as far as constitutions go."""
    assert in_roman(value) == numeral


def test_the_invented_words_head_nothing_elsewhere() -> None:
    """Words of one language's table head nothing where that table is not given."""
    assert Words(ALL, "ru").article("Artikolo 1") is None
    assert Words(garden.TABLES, "ru").article("Artikolo 1") is not None
