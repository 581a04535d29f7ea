"""Plain text, and what all text formats need: finding the encoding, and joining lines that were broken for width."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from itertools import pairwise

from content.importers.limits import ImportRefused, check_lines, check_text
from content.importers.lines import Line, counted, tidy
from content.importers.words import Words
from content.importers.wrapped import Printed, rejoin

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_META = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,20})""", re.IGNORECASE)
_NARROW, _WIDE = 100, 130
_SHARE = 0.97


def decode(data: bytes, language: str = "") -> str:
    """The bytes as text: by its byte order mark, as UTF-8, as it declares, else by the region's code page.

    A last letter that is cut in half is dropped. Kazakh was written in KZ-1048, which is Windows-1251 with the letters
    that Kazakh needs.

    Raises:
        ImportRefused: the bytes are text in none of these.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return codecs.getincrementaldecoder(encoding)("replace").decode(data[len(mark) :])
    try:
        text = codecs.getincrementaldecoder("utf-8")().decode(data)
    except UnicodeDecodeError:
        text = _by_code_page(data, language)
    if "\0" in text[:4096]:
        raise ImportRefused("this is no text: it holds zero bytes")
    return text


def _by_code_page(data: bytes, language: str) -> str:
    declared = _META.search(data[:4096])
    name = declared.group(1).decode("ascii").lower() if declared else ""
    if name in ("", "utf-8", "utf8", "windows-1251", "cp1251", "ansi"):
        name = "kz1048" if language == "kk" else "cp1251"
    try:
        return data.decode(name, "replace")
    except (LookupError, UnicodeError):
        raise ImportRefused(f"the encoding {name!r} that the document declares is not known") from None


def lines(data: bytes, language: str, words: Words) -> list[Line]:
    """The lines of a plain text; where it is broken for width, its paragraphs are put together again.

    Raises:
        ImportRefused: it is no text, or too long.
    """
    text = decode(data, language).replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n")
    check_text(text)
    raw = text.split("\n")
    check_lines(len(raw), max(map(len, raw)))
    if is_wrapped(raw):
        return counted(rejoin(list(_printed(raw)), words))
    return counted(Line(tidy(line)) for line in raw)


def is_wrapped(raw: list[str]) -> bool:
    """Whether lines end where the page did and not a paragraph: none is wide, and many are nearly as wide."""
    written = [line.strip() for line in raw if line.strip()]
    lengths = [len(line) for line in written]
    if not lengths or max(lengths) > _WIDE:
        return False
    narrow = sum(length <= _NARROW for length in lengths) / len(lengths)
    full = sum(length > 0.75 * max(lengths) for length in lengths) / len(lengths)
    broken = sum(line[0].islower() and before[-1] not in ".;:!?" for before, line in pairwise(written)) / len(
        lengths
    )
    return narrow > _SHARE and full > 0.3 and broken > 0.2


def _printed(raw: list[str]) -> Iterator[Printed]:
    gap = True
    for line in raw:
        if not line.strip():
            gap = True
            continue
        indent = len(line) - len(line.lstrip())
        yield Printed(line.strip(), indented=indent >= 2, gap=gap)
        gap = False
