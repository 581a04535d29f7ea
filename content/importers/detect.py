"""Which format a file has, told by its content; its name only decides between Markdown and plain text."""

from __future__ import annotations

import re
import zipfile
from enum import Enum
from io import BytesIO

from content.importers.limits import PARTS, ImportRefused


class Format(Enum):
    """The formats that are read."""

    HTML = "HTML"
    MHTML = "web archive"
    DOCX = "DOCX"
    PDF = "PDF"
    MARKDOWN = "Markdown"
    TEXT = "plain text"
    AKOMA_NTOSO = "Akoma Ntoso"


_HEAD = 4096
_FOREIGN = {
    b"\xd0\xcf\x11\xe0": "an old Word document: save it as .docx first",
    b"{\\rtf": "RTF: save it as .docx first",
    b"\x89PNG": "a picture: a scan must be recognised first",
    b"\xff\xd8\xff": "a picture: a scan must be recognised first",
    b"AT&TFORM": "DjVu: convert it to PDF with a text layer first",
    b"bplist00": "a Safari web archive: save the page as HTML",
    b"Rar!": "a RAR archive: unpack it first",
    b"7z\xbc\xaf": "a 7z archive: unpack it first",
    b"\x1f\x8b": "a gzip archive: unpack it first",
}
_HTML = re.compile(r"<!doctype html|<(html|head|body|p|div|h[1-6]|article|span|table)[\s>]", re.IGNORECASE)
_MARKDOWN = re.compile(r"^ {0,3}#{1,6} \S", re.MULTILINE)


def format_of(data: bytes, name: str = "") -> Format:
    """The format of a document.

    Raises:
        ImportRefused: it is of a kind that is not read; the line says what to do instead.
    """
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    for start, what in _FOREIGN.items():
        if head.startswith(start):
            raise ImportRefused(f"this is {what}")
    if b"%PDF-" in data[:1024]:
        return Format.PDF
    if head.startswith(b"PK"):
        return _packed(data)
    return _written(head.replace(b"\0", b"").decode("latin-1").lstrip("\xff\xfe"), data, name)


def _packed(data: bytes) -> Format:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError) as error:
        raise ImportRefused("this is a damaged archive") from error
    except Exception as error:  # a broken directory makes zipfile raise struct.error and worse
        raise ImportRefused("this is a damaged archive") from error
    if len(parts) > PARTS:
        raise ImportRefused(f"an archive of {len(parts)} parts, at most {PARTS} are read")
    if "word/document.xml" in parts:
        return Format.DOCX
    raise ImportRefused("this is an archive without a Word document: unpack it, or save the text as .docx")


def _written(head: str, data: bytes, name: str) -> Format:
    lowered = head.lower()
    if "<akomantoso" in lowered or ":akomantoso" in lowered:
        return Format.AKOMA_NTOSO
    if "multipart/related" in lowered and "mime-version" in lowered:
        return Format.MHTML
    if _HTML.search(head):
        return Format.HTML
    if lowered.startswith("<?xml"):
        raise ImportRefused("this is XML, but neither Akoma Ntoso nor a web page")
    if name.lower().endswith((".md", ".markdown")) or _MARKDOWN.search(data.decode("latin-1")):
        return Format.MARKDOWN
    return Format.TEXT
