"""Every format gives the same charter: what is read from a page, a print, a Word file or plain text."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest
from docx.enum.text import WD_BREAK

from content.importers import Understood, understand
from content.importers.detect import Format
from tests import garden

SHAPE = [
    ("1", "1", "in force", [(None, [])]),
    ("2", "1", "in force", [("1", []), ("2", ["1", "2", "2-1"]), ("3", [])]),
    ("3", "2", "in force", [("1", []), ("1-1", []), ("2", [])]),
    ("3-1", "2", "in force", [(None, [])]),
    ("4", "2", "excluded", []),
    ("5", "3", "in force", [("1", []), ("2", [])]),
]
RUSSIAN = """\
Устав Сада

Мы, садоводы одной улицы,
любя тень и яблоки,
принимаем настоящий Устав.

Раздел I. Общие правила

Статья 1
Сад открыт для каждого, за исключением ночи. Деревья растут свободно.

Статья 2
1. Скамейки стоят в тени.
2. Садовник:
1) поливает яблони;
2) чинит забор
и красит калитку;
2-1) считает скворцов.
Садовник отдыхает зимой.
3. Вода берётся из колодца.
В сухое лето воду носят вёдрами.

Раздел II Плоды и урожай

Статья 3. Яблоки
1. Яблоки делятся поровну.
1-1. Груши делятся по жребию.
2. Порядок дележа: а) сначала дети; б) потом взрослые.

Статья 3-1
Упавшее яблоко принадлежит тому, кто его нашёл.

Статья 4

Раздел III. Заключительные и переходные положения

Статья 5
1. Устав действует с первого дня весны.
2. Скворечники, повешенные до этого дня, остаются на местах.
"""


def read(data: bytes, language: str = "ru", name: str = "") -> Understood:
    return understand(data, "garden-new", language, garden.pack(), tables=garden.TABLES, name=name)


def wording(understood: Understood) -> str:
    from content.official import place

    return place(understood.text).wording.decode()


@pytest.mark.parametrize(
    ("name", "language", "kind"),
    [
        ("garden.ru.txt", "ru", Format.TEXT),
        ("garden.ru.html", "ru", Format.HTML),
        ("garden_old.ru.html", "ru", Format.HTML),
        ("garden.kk.html", "kk", Format.HTML),
        ("garden.en.md", "en", Format.MARKDOWN),
    ],
)
def test_shape(name: str, language: str, kind: Format) -> None:
    """Sections, inserted and excluded articles, paragraphs and items are found alike in every format and language."""
    understood = read(garden.document(name), language, name)
    assert understood.format is kind
    assert garden.shape(understood.text) == SHAPE
    assert understood.warnings == ()
    assert [section.roman for section in understood.text.sections] == ["I", "II", "III"]
    assert len(understood.text.preamble) == 3


@pytest.mark.parametrize("name", ["garden.ru.txt", "garden_old.ru.html"])
def test_wording(name: str) -> None:
    """The canonical wording is the published one, line by line, without notes and what stands around the law."""
    assert wording(read(garden.document(name), name=name)) == RUSSIAN


def test_wording_of_a_raised_number() -> None:
    """A raised figure makes an inserted article, and the label stays as published."""
    understood = read(garden.document("garden.ru.html"))
    assert wording(understood) == RUSSIAN.replace("Статья 3-1", "Статья 3¹")


def test_anchors() -> None:
    """The anchor of each heading of the page is kept, in both shapes of the state legal database."""
    for name in ("garden.ru.html", "garden_old.ru.html"):
        anchors = [article.anchor for article in read(garden.document(name)).text.articles]
        assert anchors == ["z5", "z7", "z15", "z19", "z21", "z23"]


def test_notes_stand_apart() -> None:
    """Editor's notes are kept with their article and are no part of the wording."""
    text = read(garden.document("garden.ru.html")).text
    assert text.by_number["5"].notes == ("Сноска. Пункт 1 изменён решением схода от 01.04.2021.",)
    assert text.by_number["4"].notes == ("Сноска. Статья 4 исключена решением схода от 12.05.2020.",)


def test_web_page_around_the_law() -> None:
    """What a page writes under the law is left out, and said to be."""
    left_out = read(garden.document("garden_old.ru.html")).left_out
    assert left_out[-2:] == ("Поделиться", "Статью прочли 12 человек.")


def test_kazakh_line_about_an_article() -> None:
    """A sentence that begins with the name of an article is no heading."""
    article = read(garden.document("garden.kk.html"), "kk").text.by_number["2"]
    assert article.paragraphs[2].text == (
        "Су құдықтан алынады.\n2-баптың 1-тармағына сәйкес құрғақ жазда су шелекпен тасылады."
    )


def test_markdown_is_undone() -> None:
    """Lines broken for width are joined and emphasis is dropped."""
    article = read(garden.document("garden.en.md"), "en").text.by_number["1"]
    assert (
        article.paragraphs[0].text
        == "The garden is open to everyone, except at night. The trees grow freely."
    )


def test_foreign_law() -> None:
    """A law of another language is read by its own word for article; its paragraphs are "(1)", its items "(a)"."""
    text = read(garden.document("garden.zz.txt"), "zz").text
    assert [article.label for article in text.articles][:3] == ["Artikolo 1", "Artikolo 2", "Artikolo 3."]
    assert garden.shape(text)[1] == ("2", "1", "in force", [("1", []), ("2", ["a", "b"]), ("3", [])])
    assert text.by_number["3"].heading == "Pomoj"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_encodings(encoding: str) -> None:
    """A text is read in the encodings that are met, declared or not."""
    data = garden.document("garden.ru.txt").decode().encode(encoding)
    assert wording(read(data)) == RUSSIAN


def test_declared_code_page() -> None:
    """A page in Windows-1251 is read by what it declares."""
    page = garden.document("garden_old.ru.html").decode()
    declared = page.replace("<html>", '<html><meta http-equiv="x" content="text/html; charset=windows-1251">')
    assert wording(read(declared.encode("cp1251"))) == RUSSIAN


def test_kazakh_code_page() -> None:
    """Kazakh in the code page of its time is read with its own letters."""
    page = garden.document("garden.kk.html").decode().replace("utf-8", "windows-1251").replace("–", "-")
    assert read(page.encode("kz1048"), "kk").text.by_number["3"].heading == "Алмалар"


def test_web_archive() -> None:
    """A page that a browser saved as one file (MHTML) is read."""
    from email.message import EmailMessage

    message = EmailMessage()
    message.set_content(garden.document("garden.ru.html").decode(), subtype="html")
    message.make_related()
    assert garden.shape(read(b"MIME-Version: 1.0\r\n" + message.as_bytes()).text) == SHAPE


def test_word_document() -> None:
    """A Word file is read paragraph by paragraph, line breaks within a paragraph too."""
    document = docx.Document()
    document.add_heading("Устав Сада", 0)
    for line in RUSSIAN.splitlines()[1:]:
        if line == "и красит калитку;":
            document.paragraphs[-1].add_run().add_break(WD_BREAK.LINE)
            document.paragraphs[-1].add_run(line)
        elif line == "Статья 3-1":
            heading = document.add_paragraph("Статья 3")
            heading.add_run("1").font.superscript = True
        else:
            document.add_paragraph(line)
        if line == "Статья 4":
            document.add_paragraph("Сноска. Статья 4 исключена.")
    target = BytesIO()
    document.save(target)
    understood = read(target.getvalue())
    assert understood.format is Format.DOCX
    assert wording(understood) == RUSSIAN.replace("Статья 3-1", "Статья 3¹")


def test_word_numbers_itself() -> None:
    """Numbers that Word shows without writing them into the text are counted."""
    document = docx.Document()
    for line in ("Article 1", "A.", "Article 2"):
        document.add_paragraph(line)
    for line in ("First rule.", "Second rule."):
        document.add_paragraph(line, style="List Number")
    for number in ("3", "3-1", "4", "5"):
        document.add_paragraph(f"Article {number}")
        document.add_paragraph("Text.")
    target = BytesIO()
    document.save(target)
    article = understand(target.getvalue(), "garden-new", "en", garden.pack(), force=True).text.by_number["2"]
    assert [(p.number, p.text) for p in article.paragraphs] == [("1", "First rule."), ("2", "Second rule.")]


def test_printed_pages() -> None:
    """A PDF's broken lines and hyphens are rejoined; running heads and page numbers are dropped."""
    understood = understand(garden.printed(PAGES), "garden-new", "en", garden.pack(), force=True)
    assert understood.format is Format.PDF
    assert [(a.number, [p.text for p in a.paragraphs]) for a in understood.text.articles] == [
        ("1", ["The garden is open to everyone who loves the shade of old trees, except at night."]),
        ("2", ["The well-known gardener waters the trees in paragraphs 1 and 2.", "He rests in winter."]),
        ("3", ["Apples are shared."]),
    ]


HEAD, MARGIN, INDENT = 780, 40, 64
PAGES = [
    [
        (MARGIN, HEAD, "Charter of the Garden"),
        (MARGIN, 740, "Article 1"),
        (INDENT, 720, "The garden is open to every-"),
        (MARGIN, 700, "one who loves the shade of old"),
        (MARGIN, 30, "1"),
    ],
    [
        (MARGIN, HEAD, "Charter of the Garden"),
        (MARGIN, 740, "trees, except at night."),
        (MARGIN, 720, "Article 2"),
        (INDENT, 700, "1. The well-known gardener"),
        (MARGIN, 680, "waters the trees in "),
        (300, 680, " and 2."),
        (200, 680, "paragraphs 1"),
        (INDENT, 660, "2. He rests in winter."),
        (MARGIN, 30, "2"),
    ],
    [
        (MARGIN, HEAD, "Charter of the Garden"),
        (MARGIN, 740, "Article 3"),
        (INDENT, 720, "Apples are shared."),
        (INDENT, 700, "Footnote. Changed in 2021, by"),
        (MARGIN, 680, "everyone together."),
        (MARGIN, 30, "3"),
    ],
]
