"""Hostile and damaged files: refused with one line, quickly, and never with a crash."""

from __future__ import annotations

import subprocess
import sys
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.importers import ImportRefused, understand
from content.importers.limits import FILE_BYTES
from tests import garden

PACK = garden.pack()


def entities(encoding: str = "utf-8") -> bytes:
    """An entity bomb: eleven levels of ten."""
    levels = "".join(f'<!ENTITY e{at} "{f"&e{at - 1};" * 10}">' for at in range(1, 12))
    head = f'<?xml version="1.0" encoding="{encoding}"?>'
    return f'{head}<!DOCTYPE a [<!ENTITY e0 "ten bytes!">{levels}]><akomaNtoso>&e11;</akomaNtoso>'.encode(
        encoding
    )


def heavy_page() -> bytes:
    """A PDF whose one page unpacks to a hundred megabytes."""
    packer = zlib.compressobj(9)
    stream = b"".join(packer.compress(b"BT (x) Tj ET\n" * 80_000) for _ in range(100)) + packer.flush()
    page = garden.printed([[(40, 40, "x")]])
    start = page.index(b"<< /Length")
    end = page.index(b"endobj", start)
    head = b"<< /Filter /FlateDecode /Length %d >>\nstream\n" % len(stream)
    return page[:start] + head + stream + b"\nendstream\n" + page[end:]


def bomb() -> bytes:
    """A Word file whose document unpacks to 60 MB."""
    return garden.packed({"word/document.xml": b"<w>" + b" " * 60_000_000})


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b" \n", "the file is empty"),
    "large": (lambda: b"1" * 20_000_000, "20 MB, at most 16 MB are read"),
    "zip bomb": (bomb, "word/document.xml unpacks to more than 24 MB"),
    "entities": (entities, "the XML declares entities, which a law does not need and an attack does"),
    "entities in UTF-16": (
        lambda: entities("utf-16"),
        "the XML has a document type declaration, which is not read",
    ),
    "entities in Word": (
        lambda: garden.packed({"word/document.xml": entities()}),
        "the XML declares entities, which a law does not need and an attack does",
    ),
    "deep XML": (
        lambda: b"<akomaNtoso>" + b"<a>" * 1_000_000,
        "the XML has more than 200000 elements or 200 levels",
    ),
    "wide XML": (
        lambda: b"<akomaNtoso>" + b"<a/>" * 1_000_000,
        "the XML has more than 200000 elements or 200 levels",
    ),
    "deep page": (
        lambda: b"<html>" + b"<div>" * 500_000,
        "the page has more than 100000 elements or 240 levels",
    ),
    "wide page": (
        lambda: b"<html>" + b"<p>" * 3_000_000,
        "the page has more than 100000 elements or 240 levels",
    ),
    "many lines": (
        lambda: b"1.\n" * 1_000_000,
        "1000001 lines, at most 60000 are read: this is no constitution",
    ),
    "long line": (lambda: b"a " * 1_000_000, "a line of 2000000 characters, at most 100000 are read"),
    "open comments": (
        lambda: b"# a\n" + b"<!--" * 900_000,
        "a line of 3600000 characters, at most 100000 are read",
    ),
    "many pages": (
        lambda: garden.printed([[(40, 40, "x")]] * 2_000),
        "a PDF of 2000 pages, at most 600 are read: this is no constitution",
    ),
    "understated pages": (
        lambda: garden.printed([[(40, 40, "x")]] * 2_000).replace(b"/Count 2000", b"/Count 2   "),
        "a PDF of 2000 pages, at most 600 are read: this is no constitution",
    ),
    "heavy page": (heavy_page, "a page of the PDF unpacks to more than 3 MB"),
    "no text layer": (
        lambda: garden.printed([[]]),
        "the PDF has no text layer: recognise it first (OCR), or import the web page",
    ),
    "old Word": (
        lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 600,
        "this is an old Word document: save it as .docx first",
    ),
    "RTF": (lambda: b"{\\rtf1 Article 1}", "this is RTF: save it as .docx first"),
    "archive": (
        lambda: garden.packed({"a.txt": b"Article 1"}),
        "this is an archive without a Word document: unpack it, or save the text as .docx",
    ),
    "other XML": (
        lambda: b"<?xml version='1.0'?><rss/>",
        "this is XML, but neither Akoma Ntoso nor a web page",
    ),
    "no law": (lambda: b"A recipe for moussaka.", "no article was found in this plain text document"),
    "binary": (lambda: b"a\0b" * 100, "this is no text: it holds zero bytes"),
}

MEASURE = """
import re, sys, time
from pathlib import Path
from content.importers import ImportRefused, understand
from tests import garden
pack, path = garden.pack(), Path(sys.argv[1])
start = time.process_time()
try:
    understand(path, "garden-new", "ru", pack)
except ImportRefused:
    seconds = time.process_time() - start
    peak = re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())
    print(seconds, int(peak[1]) // 1024)
"""


@pytest.mark.parametrize("name", HOSTILE)
def test_refused(name: str) -> None:
    """Each kind of unusable file is refused with a line that says why."""
    make, line = HOSTILE[name]
    with pytest.raises(ImportRefused) as refused:
        understand(make(), "garden-new", "ru", PACK)
    assert str(refused.value) == line


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="peak memory is read from Linux's /proc")
@pytest.mark.parametrize(
    "name", ["large", "zip bomb", "entities", "wide page", "wide XML", "heavy page", "many pages"]
)
def test_refusing_is_cheap(name: str, tmp_path: Path) -> None:
    """A refusal takes less than 2 s of the processor and 200 MB, the interpreter included."""
    path = tmp_path / "hostile"
    path.write_bytes(HOSTILE[name][0]())
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, str(path)], capture_output=True, text=True, check=True
    )
    seconds, megabytes = map(float, done.stdout.split())
    assert seconds < 2
    assert megabytes < 200


def test_missing_file(tmp_path: Path) -> None:
    """A file that is not there is named."""
    with pytest.raises(ImportRefused, match="there is no such file"):
        understand(tmp_path / "law.txt", "garden-new", "ru", PACK)


def test_large_file_is_not_read(tmp_path: Path) -> None:
    """The size is looked at before the file is."""
    path = tmp_path / "law.txt"
    with path.open("wb") as file:
        file.truncate(FILE_BYTES + 1)
    with pytest.raises(ImportRefused, match="at most 16 MB are read"):
        understand(path, "garden-new", "ru", PACK)


def word_file() -> bytes:
    """The charter as a Word file."""
    document = docx.Document()
    for line in garden.document("garden.ru.txt").decode().splitlines():
        document.add_paragraph(line)
    target = BytesIO()
    document.save(target)
    return target.getvalue()


DOCUMENTS = {
    **{path.name: path.read_bytes() for path in sorted(garden.DOCUMENTS.glob("garden*"))},
    "garden.docx": word_file(),
    "garden.pdf": garden.printed(
        [[(40, 700, "Article 1"), (64, 680, "1. Shade.")], [(40, 700, "Article 2")]]
    ),
    "garden.xml": entities().replace(b"<!DOCTYPE a [", b"<!--").replace(b"]>", b"-->"),
}


def survives(data: bytes) -> None:
    """The document is understood or refused; anything else fails the test."""
    refusals = []
    try:
        report = understand(data, "garden-new", "ru", PACK, force=True, tables=garden.TABLES).report()
    except ImportRefused as refused:
        refusals, report = [str(refused)], []
    assert report or "\n" not in refusals[0]


@pytest.mark.parametrize("name", DOCUMENTS)
@settings(max_examples=40, deadline=None)
@given(share=st.floats(0, 1))
def test_any_prefix(name: str, share: float) -> None:
    """Whatever part of a document arrived, it is understood or refused, and nothing crashes."""
    data = DOCUMENTS[name]
    survives(data[: round(share * len(data))])


@pytest.mark.parametrize("name", DOCUMENTS)
@settings(max_examples=25, deadline=None)
@given(place=st.floats(0, 1), noise=st.binary(min_size=1, max_size=12))
def test_any_damage(name: str, place: float, noise: bytes) -> None:
    """Bytes overwritten anywhere are no reason to crash either."""
    data = bytearray(DOCUMENTS[name])
    at = round(place * (len(data) - 1))
    data[at : at + len(noise)] = noise
    survives(bytes(data))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            "Статья 1|Статья 1-1|Раздел I|1.|1) а|а) б|2. в|(1) г|Сноска. д|Преамбула|е".split("|")
        )
    )
)
def test_any_order_of_lines(lines: list[str]) -> None:
    """Lines of a law in any order are read without a crash."""
    survives("\n".join(lines).encode())
