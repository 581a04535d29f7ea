"""The store of official texts: quotations are slices, revisions are whole, damage is noticed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.importers import import_file, understand
from content.importers.paragraphs import paragraphs
from content.official import OfficialArticle, OfficialText, Revision, Span, place
from content.revisions import RevisionError, Revisions
from tests import garden

DOCUMENTS = [
    ("garden.ru.txt", "ru"),
    ("garden.ru.html", "ru"),
    ("garden.kk.html", "kk"),
    ("garden.en.md", "en"),
    ("garden.zz.txt", "zz"),
]


@pytest.fixture
def revisions(tmp_path: Path) -> Revisions:
    """A store with the Russian charter."""
    store = Revisions(tmp_path / "texts")
    import_file(garden.document("garden.ru.html"), "garden-new", "ru", garden.pack(), store)
    return store


def latest(revisions: Revisions) -> Revision:
    revision = revisions.latest("garden-new", "ru")
    assert revision is not None
    return revision


@pytest.mark.parametrize(("name", "language"), DOCUMENTS)
def test_every_span_is_a_slice(name: str, language: str) -> None:
    """Each article, paragraph and item is found in the wording at the bytes of its span."""
    text = understand(garden.document(name), "garden-new", language, garden.pack(), tables=garden.TABLES).text
    revision = place(text)
    for article in revision.text.articles:
        assert revision.quote(article.span).startswith(article.label)
        for paragraph in article.paragraphs:
            assert revision.quote(paragraph.span) == "\n".join(paragraph.lines)
            for item in paragraph.items:
                assert revision.quote(item.span) == f"{item.mark} {item.text}"
        body = "\n".join("\n".join(p.lines) for p in article.paragraphs)
        assert revision.quote(article.body) == body


LINES = st.lists(
    st.sampled_from(["1. Тень.", "2. Свет:", "1) а;", "2) б.", "а) ң", "Ещё.", "1-1. Ә"]), max_size=9
)


@settings(max_examples=80, deadline=None)
@given(st.lists(LINES, max_size=4))
def test_spans_of_any_law(articles: list[list[str]]) -> None:
    """Whatever the articles hold, the slices of their bodies are their lines, in order."""
    made = tuple(
        OfficialArticle(number=str(at), label=f"Статья {at}", paragraphs=paragraphs(lines))
        for at, lines in enumerate(articles, 1)
    )
    revision = place(OfficialText(edition="e", language="ru", articles=made))
    assert [revision.quote(article.body) for article in revision.text.articles] == [
        "\n".join(x) for x in articles
    ]


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (5, 4), (0, 10_000), (1, 2)])
def test_impossible_slices(revisions: Revisions, start: int, end: int) -> None:
    """Places outside the wording, or in the middle of a letter, are an error."""
    with pytest.raises(ValueError):
        latest(revisions).slice(start, end)


def test_stored_and_loaded(revisions: Revisions) -> None:
    """What another process loads is what was stored."""
    assert Revisions(revisions.folder).latest("garden-new", "ru") == latest(revisions)
    assert revisions.held() == (("garden-new", "ru"),)
    assert revisions.latest("garden-new", "kk") is None
    assert revisions.all("garden-old", "ru") == ()


def test_short_hash(revisions: Revisions) -> None:
    """A short hash is ten hexadecimal digits and leads back to its span."""
    revision = latest(revisions)
    span = revision.text.by_number["2"].paragraphs[1].items[1].span
    short = revision.short_hash(span)
    assert len(short) == 10
    found = Revisions(revisions.folder).find_hash(f" {short.upper()} ")
    assert found is not None
    assert (found.reference, found.quotation, found.latest) == (
        "2.2.2",
        "2) чинит забор\nи красит калитку;",
        True,
    )
    assert revisions.find_hash("0000000000") is None


def test_hashes_differ(revisions: Revisions) -> None:
    """No two spans of a revision share a hash, and the next revision has hashes of its own."""
    revision = latest(revisions)
    spans = {(span.start, span.end) for _, span in revision.text.spans}
    hashes = {revision.short_hash(Span(start=start, end=end)) for start, end in spans}
    assert len(hashes) == len(spans)
    later = Revision(revision.text.model_copy(update={"revision": 2}), revision.wording)
    assert hashes.isdisjoint(later.short_hash(span) for _, span in later.text.spans)


def test_hash_of_an_older_revision(revisions: Revisions) -> None:
    """A hash shown before a correction still leads to the words that were shown, and says that they are older."""
    old = latest(revisions)
    short = old.short_hash(old.text.by_number["2"].paragraphs[0].span)
    mended = garden.document("garden.ru.html").decode().replace("в тени.", "на солнце.").encode()
    import_file(mended, "garden-new", "ru", garden.pack(), revisions)
    found = revisions.find_hash(short)
    assert found is not None
    assert (found.quotation, found.latest) == ("1. Скамейки стоят в тени.", False)


def test_same_text_from_another_file(revisions: Revisions) -> None:
    """The same words from another file of the same shape are no new revision."""
    spaced = garden.document("garden.ru.html").replace(b"</p>", b"</p>\n\n")
    outcome = import_file(spaced, "garden-new", "ru", garden.pack(), revisions)
    assert not outcome.new
    assert len(revisions.all("garden-new", "ru")) == 1


@pytest.mark.parametrize("name", ["text.json", "wording.txt", "SHA256SUMS"])
def test_damage_is_noticed(revisions: Revisions, name: str) -> None:
    """A stored file of which one byte changed is an error that names a file of the revision."""
    path = revisions.folder / "garden-new" / "ru" / "0001" / name
    data = bytearray(path.read_bytes())
    data[10] ^= 1
    path.write_bytes(bytes(data))
    with pytest.raises(RevisionError, match=r"0001/(text.json|wording.txt): is damaged"):
        Revisions(revisions.folder).latest("garden-new", "ru")


def test_missing_file_is_noticed(revisions: Revisions) -> None:
    """A file that is gone is an error that names it."""
    (revisions.folder / "garden-new" / "ru" / "0001" / "wording.txt").unlink()
    with pytest.raises(RevisionError, match=r"0001/wording.txt: cannot be read"):
        Revisions(revisions.folder).latest("garden-new", "ru")


def test_nothing_half_written(revisions: Revisions) -> None:
    """After an import only whole revisions are in the folder, and a leftover of a killed import is not one."""
    folder = revisions.folder / "garden-new" / "ru"
    assert [path.name for path in folder.iterdir()] == ["0001"]
    (folder / ".new-killed").mkdir()
    (folder / ".new-killed" / "text.json").write_text("{")
    assert len(Revisions(revisions.folder).all("garden-new", "ru")) == 1
    assert latest(revisions).text.revision == 1


def test_two_imports_at_once(revisions: Revisions) -> None:
    """An import that finds its number taken by another process takes the next."""
    folder = revisions.folder / "garden-new" / "ru"
    other = Revisions(revisions.folder)
    mended = garden.document("garden.ru.html").decode().replace("в тени.", "на солнце.").encode()
    import_file(mended, "garden-new", "ru", garden.pack(), other)
    again = garden.document("garden.ru.html").decode().replace("в тени.", "у реки.").encode()
    outcome = import_file(again, "garden-new", "ru", garden.pack(), revisions)
    assert outcome.revision is not None
    assert outcome.revision.text.revision == 3
    assert sorted(path.name for path in folder.iterdir()) == ["0001", "0002", "0003"]


def test_change_is_seen(revisions: Revisions) -> None:
    """A running process learns of another's import by its stamp, and sees the new revision without a restart."""
    running = Revisions(revisions.folder)
    assert running.latest("garden-new", "ru") is not None
    stamp = running.stamp()
    assert not running.changed_since(stamp)
    mended = garden.document("garden.ru.html").decode().replace("в тени.", "на солнце.").encode()
    import_file(mended, "garden-new", "ru", garden.pack(), revisions)
    assert running.changed_since(stamp)
    revision = running.latest("garden-new", "ru")
    assert revision is not None
    assert revision.text.revision == 2


def test_no_store_yet(tmp_path: Path) -> None:
    """A folder that does not exist holds nothing, and has the empty stamp."""
    store = Revisions(tmp_path / "none")
    assert (store.stamp(), store.held(), store.latest("a", "b"), store.find_hash("0")) == ("", (), None, None)
