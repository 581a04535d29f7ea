"""The words by which a text's own headings, notes and furniture are known, from the language tables.

Headings are read by their first words, folded; what is kept is the text as published. Both orders are known,
"Статья 7" and "7-бап", and numbers in digits, in Roman numerals of either alphabet, and as words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from content.fold import fold
from content.language import Language, Role
from content.numerals import roman, typewritten_roman

_NUMBER = r"\d{1,4}(?:[-–‑−]\d{1,2}(?!\d))?[¹²³⁰⁴-⁹]*"
_SEPARATOR = r"(?P<mark>\s*[.:)]|\s+[-–—](?=\s)|)\s*(?P<rest>.*)"
_WORD_FIRST = re.compile(
    rf"(?P<word>[^\W\d_]+|§)\s*(?:№\s*)?(?P<number>{_NUMBER}|[^\W\d_]+){_SEPARATOR}", re.DOTALL
)
_NUMBER_FIRST = re.compile(
    rf"(?P<number>{_NUMBER}|[^\W\d_]+)(?:\s*[-–‑−]\s*|\s+)(?P<word>[^\W\d_]+){_SEPARATOR}", re.DOTALL
)
LONGEST_TITLE = 300
_HEAD = 80

# What the tables of questions do not hold: words of editors and of web pages, by language. Those of exclusion are
# patterns, since "за исключением" excludes no article.
_NOTES = {
    "ru": ("сноска", "примечание", "вниманию пользователей"),
    "kk": ("ескерту", "ескертпе", "қолданушылар назарына", "пайдаланушылардың назарына"),
    "en": ("footnote", "note", "attention of users"),
}
_EDITORS = re.compile(r"^(примечание|рқао|ргп|рцпи|изпи|қр зқаи|note)[\w\s-]{0,30}!", re.IGNORECASE)
_EXCLUDED = {
    "ru": (r"исключен[аоы]?\b", r"утратил[аои]? силу\b"),
    "kk": ("алып тастал", "алынып тастал", "күші жойыл", "күшін жой"),
    "en": (r"excluded\b", r"repealed\b", r"deleted\b", "ceased to have effect"),
}
_ENDS = {
    "ru": ("поделиться", "читайте также", "комментарии", "рекомендуем", "последние новости", "теги"),
    "kk": ("бөлісу", "тағы оқыңыз", "пікірлер", "соңғы жаңалықтар"),
    "en": ("share", "read also", "comments", "related news", "tags"),
}
_SIGNATURES = {
    "ru": ("президент республики казахстан",),
    "kk": ("қазақстан республикасының президенті",),
    "en": ("president of the republic of kazakhstan", "the president of the republic of kazakhstan"),
}


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as read: `label` and `title` as published (`title` None where there is none), `word` folded."""

    number: str
    label: str
    title: str | None
    word: str
    marked: bool
    """Whether something other than a space parts label and title, or there is no title."""


class Words:
    """The words of some languages; the text's own language first."""

    def __init__(self, tables: Sequence[Language], language: str) -> None:
        self.tables = sorted(tables, key=lambda table: table.code != language)
        self._articles = self._of(Role.ARTICLE)
        self._sections = self._of(Role.SECTION, Role.PART) - self._articles
        self._preambles = self._of(Role.PREAMBLE, Role.PREAMBLE_WEAK)

    def article(self, line: str) -> Heading | None:
        """The line as the heading of an article, None if it is none. Its number is in digits ("83-1")."""
        return _heading(line, self._articles, self._article_number)

    def section(self, line: str) -> Heading | None:
        """The line as the heading of a section, None if it is none. Its number is in digits."""
        return _heading(line, self._sections, self._section_number)

    def is_preamble(self, line: str) -> bool:
        """Whether the line is the heading of a preamble."""
        return _among(fold(line[:_HEAD]).rstrip(" .:"), self._preambles)

    def is_note(self, line: str) -> bool:
        """Whether the line is an editor's note or footnote, no part of the law."""
        start = fold(line[:_HEAD])
        return bool(_EDITORS.match(start)) or any(
            start.startswith(word) and start[len(word) :][:1] in ("", ".", ":", "!", "*")
            for word in self._lists(_NOTES)
        )

    def says_excluded(self, text: str) -> bool:
        """Whether a heading, line or note begins with saying that something was taken out of the law."""
        start = fold(text[:_HEAD])
        return any(re.search(rf"\b{word}", start) for word in self._lists(_EXCLUDED))

    def ends_text(self, line: str) -> bool:
        """Whether the line is what web pages write under a text."""
        folded = fold(line[:_HEAD]).rstrip(" :.!")
        return line.startswith("©") or folded in self._lists(_ENDS)

    def is_signature(self, line: str) -> bool:
        """Whether the line is the name of an office with a person's, as at the foot of an act."""
        folded = fold(line[:_HEAD])
        return len(line) < _HEAD and any(
            folded.startswith(word) and not re.search(r"[.;:,]$", line) for word in self._lists(_SIGNATURES)
        )

    def is_title(self, line: str) -> bool:
        """Whether a line before everything else names the law or tells of its adoption, and opens no preamble."""
        if re.search(r"[,;:]$", line):
            return False
        words = fold(line).split()
        names = self._of(Role.CONSTITUTION)
        named = any(_among(word.strip(".,"), names) for word in words)
        return len(words) <= (18 if named else 12) and (named or not line.endswith("."))

    def _lists(self, of: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
        return tuple(word for table in self.tables for word in of.get(table.code, ()))

    def _of(self, *roles: Role) -> frozenset[str]:
        """Folded single words of these roles; a star stays."""
        return frozenset(
            fold(word.removesuffix("*")) + "*" * word.endswith("*")
            for table in self.tables
            for role in roles
            for word in table.words.get(role, ())
        )

    @cached_property
    def _named_numbers(self) -> dict[str, int]:
        found: dict[str, int] = {}
        for table in self.tables:
            for named in (table.ordinals, table.numbers):
                for value, words in named.items():
                    for word in words:
                        found.setdefault(fold(word.removesuffix("*")), value)
        return found

    def _article_number(self, text: str) -> str | None:
        if text[0].isdigit():
            return fold(text)
        value = self._named_numbers.get(fold(text)) or _roman(text)
        return str(value) if value else None

    def _section_number(self, text: str) -> str | None:
        if text[0].isdigit():
            return fold(text)
        value = _roman(text) or self._named_numbers.get(fold(text)) or typewritten_roman(fold(text))
        return str(value) if value else None


def _roman(text: str) -> int | None:
    """Only capitals are a numeral of a heading: "и" and "i" are words."""
    return roman(fold(text)) if text == text.upper() else None


def _heading(line: str, words: frozenset[str], number_of: object) -> Heading | None:
    for pattern in (_WORD_FIRST, _NUMBER_FIRST):
        match = pattern.match(line)
        # In a word that begins small a sentence goes on: "статьей 51 Конституции".
        if (
            match is None
            or (pattern is _WORD_FIRST and line[0].islower())
            or not _among(fold(match["word"]), words)
        ):
            continue
        number = number_of(match["number"])  # type: ignore[operator]
        if number is None:
            continue
        rest = match["rest"].strip()
        marked = bool(match["mark"]) or not rest
        if rest and not _is_title(rest, marked=marked):
            continue
        label = line[: match.end("mark")].strip()
        return Heading(number, label, rest or None, fold(match["word"]), marked)
    return None


def _is_title(rest: str, *, marked: bool) -> bool:
    """A title follows a dot, or at least looks like one; "Статья 5 Конституции применяется." is a sentence."""
    if marked:
        return True
    return len(rest) <= LONGEST_TITLE and (rest[0] == "(" or (rest[0].isupper() and rest[-1] not in ".;:,"))


def _among(word: str, words: Iterable[str]) -> bool:
    return word in words or any(known[-1] == "*" and word.startswith(known[:-1]) for known in words)
