"""What editors type besides dates: texts in several languages at once, agendas, addresses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest
from typing import Any
from urllib.parse import urlsplit

from bot.sessions.draft import DraftError, Localized
from content.model import Edition

LIMITS = {"title": 300, "text": 2000, "place": 200, "outcome": 1000}
"""Most characters of a text in one language."""
AGENDA_ITEMS, ITEM, ADDRESS = 20, 300, 300
"""Most items of an agenda, characters of each, and characters of an address."""

_ARTICLES = re.compile(r"\s*\((?P<numbers>\d{1,4}(?:-\d{1,2})?(?:\s*[,;]\s*\d{1,4}(?:-\d{1,2})?)*)\)\s*\.?$")


def read_localized(text: str, languages: Sequence[str], default: str, limit: int) -> Localized:
    """A text by language. What stands behind "kk:" at the beginning of a line is in that language, else in `default`.

    A text that begins so may go on in another language on the same line: "kk: … ru: …".

    Raises:
        DraftError: there is nothing, or it is longer than `limit` characters in a language.
    """
    found: dict[str, list[str]] = {}
    language, marked = default, _marked(languages)
    for line in _one_a_line(text.strip(), languages).splitlines():
        if begins := marked.fullmatch(line.strip()):
            language, line = begins[1].lower(), begins[2]
        found.setdefault(language, []).append(line.strip())
    said = {code: "\n".join(lines).strip() for code, lines in found.items()}
    said = {code: whole for code, whole in said.items() if whole}
    if not said:
        raise DraftError("empty")
    if any(len(whole) > limit for whole in said.values()):
        raise DraftError("too-long")
    return said


def _marked(languages: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"({'|'.join(map(re.escape, languages))})\s*:\s*(.*)", re.IGNORECASE | re.DOTALL)


def _one_a_line(text: str, languages: Sequence[str]) -> str:
    if not _marked(languages).fullmatch(text):
        return text
    codes = "|".join(map(re.escape, languages))
    return re.sub(rf"\s+((?:{codes})\s*:)", r"\n\1", text, flags=re.IGNORECASE)


def unmarked(text: str, languages: Sequence[str]) -> str:
    """The part of a text that does not say which language it is in; empty where all of it does."""
    found, marked = [], _marked(languages)
    for line in text.strip().splitlines():
        if marked.fullmatch(line.strip()):
            break
        found.append(line)
    return "\n".join(found).strip()


def read_agenda(
    text: str, languages: Sequence[str], default: str, edition: Edition
) -> tuple[dict[str, Any], ...]:
    """An agenda, an item a line; numbers of articles stand in brackets at its end: "The wording (4, 9)".

    In several languages it is written once in each, item by item in the same order.

    Raises:
        DraftError: there is no such article, or it is too long.
    """
    said = read_localized(text, languages, default, AGENDA_ITEMS * (ITEM + 1))
    columns = {code: [line for line in whole.splitlines() if line.strip()] for code, whole in said.items()}
    if max(map(len, columns.values())) > AGENDA_ITEMS:
        raise DraftError("agenda-long")
    rows = zip_longest(*columns.values(), fillvalue="")
    return tuple(_item(dict(zip(columns, row, strict=True)), edition) for row in rows)


def _item(lines: Localized, edition: Edition) -> dict[str, Any]:
    texts, keys = {}, []
    for code, line in lines.items():
        if found := _ARTICLES.search(line):
            keys += [_key(number.strip(), edition) for number in re.split(r"[,;]", found["numbers"])]
        said = _ARTICLES.sub("", line).strip(" •–-")
        if len(said) > ITEM:
            raise DraftError("too-long")
        if said:
            texts[code] = said
    if not texts:
        raise DraftError("empty")
    return {"text": texts, "articles": list(dict.fromkeys(keys))}


def _key(number: str, edition: Edition) -> str:
    article = edition.by_number.get(number)
    if article is None:
        raise DraftError("no-article")
    return article.key


def read_address(text: str) -> str:
    """An address of the web.

    Raises:
        DraftError: it is not one.
    """
    said = text.strip()
    try:
        parts = urlsplit(said)
    except ValueError:
        raise DraftError("no-address") from None
    if parts.scheme not in ("http", "https") or "." not in parts.netloc or re.search(r"\s", said):
        raise DraftError("no-address")
    if len(said) > ADDRESS:
        raise DraftError("too-long")
    return said


def addresses_in(text: str) -> tuple[str, tuple[str, ...]]:
    """The text without the addresses in it, and these: an outcome is typed with the links to it."""
    links = tuple(read_address(found.rstrip(".,;)")) for found in re.findall(r"https?://\S+", text))
    return " ".join(re.sub(r"https?://\S+", "", text).split(" ")).strip(), links
