"""What a file may cost before it is refused: bytes, pages, elements, depth. Checked before anything is built.

A constitution is a file of well under one megabyte; whatever is far beyond is a mistake or an attack, and either is
answered with one clear line.
"""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

from lxml import etree

MEGABYTE = 1_000_000
FILE_BYTES = 16 * MEGABYTE
UNPACKED_BYTES = 24 * MEGABYTE
"""What one packed part (of a DOCX, a page of a PDF) may unpack to."""
PARTS = 3_000
ELEMENTS = 200_000
PAGE_ELEMENTS = 100_000
"""Of a web page, where an element costs more than in a document."""
DEPTH = 200
PAGES = 600
LINES = 60_000
LINE_CHARACTERS = 100_000
TEXT_CHARACTERS = 4 * MEGABYTE
_CHUNK = 1 << 16


class ImportRefused(Exception):  # noqa: N818 - it says what happened, not that something broke
    """A document that is not imported. The message is one line for the operator, saying why."""


def read(path: Path) -> bytes:
    """The bytes of a file.

    Raises:
        ImportRefused: it is missing, no file, unreadable, or larger than `FILE_BYTES`.
    """
    try:
        if not path.is_file():
            raise ImportRefused(f"{path}: there is no such file")
        size = path.stat().st_size
        if size > FILE_BYTES:
            raise ImportRefused(
                f"{path}: {size / MEGABYTE:.0f} MB, at most {FILE_BYTES // MEGABYTE} MB are read"
            )
        return path.read_bytes()
    except OSError as error:
        raise ImportRefused(f"{path}: cannot be read ({error.strerror})") from error


def check_size(data: bytes) -> None:
    """Refuse what is empty or too large.

    Raises:
        ImportRefused: no byte, or more than `FILE_BYTES`.
    """
    if not data.strip():
        raise ImportRefused("the file is empty")
    if len(data) > FILE_BYTES:
        raise ImportRefused(f"{len(data) / MEGABYTE:.0f} MB, at most {FILE_BYTES // MEGABYTE} MB are read")


def check_text(text: str) -> None:
    """Refuse a text that is too long before it is cut into lines.

    Raises:
        ImportRefused: more than `TEXT_CHARACTERS`, or more than `LINES`.
    """
    if len(text) > TEXT_CHARACTERS:
        raise ImportRefused(
            f"{len(text)} characters, at most {TEXT_CHARACTERS} are read: this is no constitution"
        )
    check_lines(text.count("\n") + 1, 0)


def check_lines(count: int, longest: int) -> None:
    """Refuse a text of too many lines, or of a line that is no sentence of a law (`longest`, in characters).

    Raises:
        ImportRefused: beyond `LINES` or `LINE_CHARACTERS`.
    """
    if count > LINES:
        raise ImportRefused(f"{count} lines, at most {LINES} are read: this is no constitution")
    if longest > LINE_CHARACTERS:
        raise ImportRefused(f"a line of {longest} characters, at most {LINE_CHARACTERS} are read")


def unpack(archive: zipfile.ZipFile, name: str) -> bytes:
    """One part of an archive, read no further than `UNPACKED_BYTES`, whatever the archive says of its size.

    Raises:
        ImportRefused: the part is missing, too large, encrypted or damaged.
    """
    try:
        with archive.open(name) as part:
            data = part.read(UNPACKED_BYTES + 1)
    except KeyError:
        raise ImportRefused(f"the archive has no {name}") from None
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError, ValueError) as error:
        raise ImportRefused(f"the archive is damaged at {name}") from error
    except Exception as error:  # zlib.error and others of the packers have no common base
        raise ImportRefused(f"the archive is damaged at {name} ({type(error).__name__})") from error
    if len(data) > UNPACKED_BYTES:
        raise ImportRefused(f"{name} unpacks to more than {UNPACKED_BYTES // MEGABYTE} MB")
    return data


def parse_xml(data: bytes) -> etree._Element:
    """The root of an XML document that declares no entities and is neither huge nor deep.

    Raises:
        ImportRefused: a document type or entity is declared, there are more than `ELEMENTS` elements or more than
            `DEPTH` levels, or it is not well-formed.
    """
    if b"<!ENTITY" in data or b"<!\0E\0N\0T" in data:
        raise ImportRefused("the XML declares entities, which a law does not need and an attack does")
    root: etree._Element | None = None
    depth = count = 0
    events = etree.iterparse(
        BytesIO(data),
        ("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    try:
        for event, element in events:
            depth += 1 if event == "start" else -1
            count += event == "start"
            root = element if root is None else root
            if count == 1 and root.getroottree().docinfo.internalDTD is not None:
                raise ImportRefused("the XML has a document type declaration, which is not read")
            if count > ELEMENTS or depth > DEPTH:
                raise ImportRefused(f"the XML has more than {ELEMENTS} elements or {DEPTH} levels")
    except (etree.LxmlError, ValueError) as error:
        raise ImportRefused(f"the XML is not well-formed: {_first_line(error)}") from error
    if root is None:
        raise ImportRefused("the XML is empty")
    return root


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or ["no reason given"])[0][:120]
