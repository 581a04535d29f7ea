"""What of a message is claimed to be a quotation: what stands in quotation marks, else all but its frame."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from content.fold import fold
from content.language import Language, Role

ENOUGH_WORDS = 4
"""Words from which a quotation is checked: fewer stand in many texts and prove nothing."""
_CLOSING = {"«": "»", "“": "”", "„": "“”", '"': '"'}
_OUTER = re.compile(r"[«“„\"](.*)[»”“\"]", re.DOTALL)
_WORD = re.compile(r"\w+(?:[-'’]\w+)*")
_GAP = re.compile(r"\s*[\[(<]?\s*(?:…|\.\s?\.\s?\.)+\s*[\])>]?\s*")
_HYPHENATED = re.compile(r"(?<=[^\W\d_])-\s*\n\s*(?=[^\W\d_])")
_FRAME = re.compile(r"https?://\S+|[@#]\w+|t\.me/\S+")
_ROLES = (
    *(Role.ARTICLE, Role.ARTICLE_SHORT, Role.ARTICLE_MANY, Role.PARAGRAPH, Role.PARAGRAPH_SHORT, Role.ITEM),
    *(Role.ITEM_SHORT, Role.SECTION, Role.SECTION_SHORT, Role.PREAMBLE, Role.CONSTITUTION, Role.NUMBER_SIGN),
)
_ITEM = re.compile(r"\s*\d+(?:-\d+)?[.)]\s")
_AFTER_PLACE = re.compile(r"[.,:–—-]*\s+(?=\S)")
_LONGEST_PLACE = 80
_LEAD_WORDS = 14
_STRAY_WORDS = 2


def word_count(text: str) -> int:
    """How many words a text has."""
    return len(_WORD.findall(text))


def quoted(text: str, enough: int = ENOUGH_WORDS) -> tuple[str, ...]:
    """What stands in quotation marks and has at least so many words, in order."""
    return tuple(span.strip() for span in _quoted(text) if word_count(span) >= enough)


def _quoted(text: str) -> Iterator[str]:
    """The outermost quotations; one that is never closed goes to the end, unless its marks are straight."""
    opened, mark, depth = 0, "", 0
    for place, character in enumerate(text):
        if not mark:
            if character in _CLOSING:
                opened, mark, depth = place + 1, character, 1
        elif character in _CLOSING[mark]:
            depth -= 1
            if not depth:
                yield text[opened:place]
                mark = ""
        elif character == mark:
            depth += 1
    if mark and mark != '"':
        yield text[opened:]


class Reading(NamedTuple):
    """What a message may claim. `led`: words that announce it were taken off, which might have been part of it."""

    text: str
    led: bool = False


def readings(text: str, languages: Iterable[Language]) -> Iterator[Reading]:
    """The texts that a message may claim as one quotation, the most literal first; the frame is off the later ones."""
    yield Reading(text)
    yield from (Reading(whole) for mark in ("", "-") if (whole := _HYPHENATED.sub(mark, text)) != text)
    if outer := _OUTER.search(text):
        yield Reading(outer[1], led=bool(text[: outer.start()].strip()))
    tables = tuple(languages)
    body = without_frame(text, tables)
    if body != text:
        yield Reading(body, led=True)
    if (named := _without_place(body, tables)) != body:
        yield Reading(named, led=True)


def fragments(claim: str) -> tuple[str, ...]:
    """The parts of a quotation between the dots that stand for words left out; the claim itself where it has none."""
    return tuple(part.strip() for part in _GAP.split(claim.strip()) if word_count(part))


def without_frame(text: str, languages: Sequence[Language]) -> str:
    """The message without lines above and below that only say where it is from, and such words before a colon."""
    lines = [line for line in text.splitlines() if line.strip()]
    while len(lines) > 1 and (_is_source(lines[0], languages) or _leads_in(lines[0], languages)):
        lines.pop(0)
    while (
        len(lines) > 1
        and not lines[-1].rstrip().endswith((".", ";", ":"))
        and _is_source(lines[-1], languages)
    ):
        lines.pop()
    body = "\n".join(lines)
    before, colon, after = body.partition(":")
    return after.strip() if colon and _leads_in(before + ":", languages) and after.strip() else body


def _without_place(text: str, languages: Sequence[Language]) -> str:
    """The text without the place that it is said to stand in: "Статья 30. …", "30-бап, 2-тармақ – …"."""
    cut = 0
    for mark in _AFTER_PLACE.finditer(text[:_LONGEST_PLACE]):
        found = _WORD.findall(fold(text[: mark.start()]))
        if not found or not all(_named(found, languages)):
            break
        # A place has a name and a number, and a mark after it: "Конституция" may be the first word of what is quoted.
        numbered = any(map(str.isdigit, found)) and not all(map(str.isdigit, found))
        cut = mark.end() if numbered and mark.group().strip(" \t\n,") else cut
    return text[cut:]


def _leads_in(line: str, languages: Sequence[Language]) -> bool:
    """Whether a line announces a quotation: it ends with a colon and names an article or the law."""
    found = _WORD.findall(fold(line))
    names = [word for word in found if not word.isdigit()]
    return line.rstrip().endswith(":") and len(found) <= _LEAD_WORDS and any(_named(names, languages))


def _is_source(line: str, languages: Sequence[Language]) -> bool:
    """Whether a line says nothing but where a text is from: an address, a channel, "the Constitution, Article 15"."""
    left = _FRAME.sub(" ", line)
    if _ITEM.match(line):
        return False
    if not _WORD.search(left):
        return True
    found = _WORD.findall(fold(left))
    named = list(_named(found, languages))
    return any(named) and len(found) - sum(named) <= _STRAY_WORDS


def _named(found: Sequence[str], languages: Sequence[Language]) -> Iterator[bool]:
    whole, stems = _citing(tuple(languages))
    for word in found:
        parts = [part for part in re.split(r"[-']", word) if not part.isdigit()]
        yield not parts or any(part in whole or part.startswith(stems) for part in parts)


@lru_cache(maxsize=8)
def _citing(languages: tuple[Language, ...]) -> tuple[frozenset[str], tuple[str, ...]]:
    """The words by which a place in a law is named, whole ones and stems."""
    words = [fold(word) for table in languages for role in _ROLES for word in table.words.get(role, ())]
    stems = tuple(word[:-1] for word in words if word.endswith("*") and len(word) > ENOUGH_WORDS)
    return frozenset(word for word in words if not word.endswith("*")), stems or ("\0",)
