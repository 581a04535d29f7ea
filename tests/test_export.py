"""What goes out comes back in: exports of official texts and of the pack's own summaries."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lxml import etree

from content.export import akoma, jsonl, markdown
from content.importers import ImportRefused, import_file
from content.model import Pack
from content.revisions import Revisions
from tests import garden, packs_once

DOCUMENTS = [
    ("garden.ru.html", "ru"),
    ("garden.kk.html", "kk"),
    ("garden.en.md", "en"),
    ("garden.zz.txt", "zz"),
]
AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"


@pytest.fixture(scope="module")
def shipped() -> Pack:
    """The pack that comes with the program."""
    return packs_once.loaded()


def stored(folder: Path, data: bytes, language: str, name: str = "garden") -> Revisions:
    """A store with the document, imported from a file of that name."""
    folder.mkdir()
    path = folder / name
    path.write_bytes(data)
    revisions = Revisions(folder / "texts")
    import_file(path, "garden-new", language, garden.pack(), revisions, tables=garden.TABLES)
    return revisions


@pytest.mark.parametrize(("name", "language"), DOCUMENTS)
def test_akoma_ntoso_and_back(tmp_path: Path, name: str, language: str) -> None:
    """Export, import, export: the same bytes, and the same wording in the store."""
    first = stored(tmp_path / "first", garden.document(name), language, name)
    out = akoma(garden.pack(), first, "garden-new", language)
    second = stored(tmp_path / "second", out.encode(), language)
    assert akoma(garden.pack(), second, "garden-new", language) == out
    one, other = first.latest("garden-new", language), second.latest("garden-new", language)
    assert one is not None
    assert other is not None
    assert one.wording == other.wording


@pytest.mark.parametrize(("name", "language"), DOCUMENTS)
def test_markdown_and_back(tmp_path: Path, name: str, language: str) -> None:
    """Markdown comes back as it went out, too."""
    first = stored(tmp_path / "first", garden.document(name), language, name)
    out = markdown(garden.pack(), first, "garden-new", language)
    second = stored(tmp_path / "second", out.encode(), language)
    assert markdown(garden.pack(), second, "garden-new", language) == out


def test_special_characters(tmp_path: Path) -> None:
    """Characters that mean something to a format mean themselves when they come back."""
    odd = (
        garden.document("garden.ru.txt").decode().replace("в тени.", "в *тени* <a> & [b](c) _d_ \\ `e` # 5.")
    )
    first = stored(tmp_path / "first", odd.encode(), "ru")
    for at, write in enumerate((akoma, markdown)):
        out = write(garden.pack(), first, "garden-new", "ru")
        second = stored(tmp_path / f"second{at}", out.encode(), "ru")
        revision = second.latest("garden-new", "ru")
        assert revision is not None
        assert revision.text.by_number["2"].paragraphs[0].text == (
            "Скамейки стоят в *тени* <a> & [b](c) _d_ \\ `e` # 5."
        )


def test_places_and_identities(tmp_path: Path) -> None:
    """`eId` is made of numbers and `wId` of the article's key, for articles, paragraphs and points."""
    revisions = stored(tmp_path / "first", garden.document("garden.ru.html"), "ru")
    root = etree.fromstring(akoma(garden.pack(), revisions, "garden-new", "ru").encode())
    ids = [(node.get("eId"), node.get("wId")) for node in root.iter(f"{AKN}article", f"{AKN}point")]
    assert ids[:4] == [
        ("art_1", "art_rule-1"),
        ("art_2", "art_rule-2"),
        ("art_2__para_2__point_1", "art_rule-2__para_2__point_1"),
        ("art_2__para_2__point_2", "art_rule-2__para_2__point_2"),
    ]
    (excluded,) = [node for node in root.iter(f"{AKN}article") if node.get("status") == "removed"]
    assert (excluded.get("eId"), excluded.get("GUID")) == ("art_4", "z21")


def test_json_lines(tmp_path: Path) -> None:
    """One object for each article, official to the letter where the text is held, else the summary."""
    revisions = stored(tmp_path / "first", garden.document("garden.ru.html"), "ru")
    rows = [json.loads(line) for line in jsonl(garden.pack(), revisions, edition="garden-new")]
    assert len(rows) == 4 * 6
    russian = [row for row in rows if row["lang"] == "ru"]
    assert [(row["number"], row["section"], row["official"]) for row in russian] == [
        (1, 1, True),
        (2, 1, True),
        (3, 2, True),
        ("3-1", 2, True),
        (4, 2, True),
        (5, 3, True),
    ]
    assert list(russian[2]) == ["edition", "lang", "number", "section", "heading", "text", "official"]
    assert russian[2]["heading"] == "Яблоки"
    assert russian[2]["text"].splitlines()[1] == "1-1. Груши делятся по жребию."
    assert {row["official"] for row in rows if row["lang"] != "ru"} == {False}


def test_summaries_of_the_shipped_pack(shipped: Pack, tmp_path: Path) -> None:
    """Without official texts every article of every edition goes out in three languages, marked as unofficial."""
    rows = [json.loads(line) for line in jsonl(shipped, Revisions(tmp_path))]
    assert len(rows) == 3 * (96 + 95 + 102)
    assert not any(row["official"] for row in rows)
    law = [row for row in rows if row["edition"] == "kz-2026"]
    assert all(row["text"] and row["heading"] for row in law)


@pytest.mark.parametrize("write", [akoma, markdown])
def test_summary_is_not_taken_for_the_law(shipped: Pack, tmp_path: Path, write: object) -> None:
    """An exported summary says what it is, and its import as the official text is refused."""
    revisions = Revisions(tmp_path)
    out = (akoma if write is akoma else markdown)(shipped, revisions, "kz-2026", "kk")
    assert "1-бап" in out
    with pytest.raises(ImportRefused, match="an export of an unofficial summary"):
        import_file(out.encode(), "kz-2026", "kk", shipped, revisions, force=True)


def test_foreign_akoma_ntoso(tmp_path: Path) -> None:
    """A document of another maker is read: chapters, clauses without lists, notes within the text."""
    article = (
        "<article eId='art_{0}'><num>Article {0}</num><heading>Rule</heading><paragraph><num>(1)</num><content>"
        "<p>Shade<authorialNote><p>Since 2019.</p></authorialNote> is free.</p></content></paragraph></article>"
    )
    chapters = "".join(
        f"<chapter><num>{at}</num><heading>Part</heading>{''.join(article.format(n) for n in numbers)}</chapter>"
        for at, numbers in enumerate((["1", "2"], ["3", "3-1", "4"], ["5"]), 1)
    )
    data = f"<akomaNtoso xmlns='{AKN[1:-1]}'><act><body>{chapters}</body></act></akomaNtoso>".encode()
    outcome = import_file(data, "garden-new", "en", garden.pack(), Revisions(tmp_path))
    assert outcome.revision is not None
    text = outcome.revision.text
    assert [(a.number, a.section, a.notes) for a in text.articles][3] == ("3-1", "2", ("Since 2019.",))
    assert text.by_number["5"].paragraphs[0].text == "Shade is free."
