"""From a question to tokens with their meanings, wrong keyboard layouts repaired on the way."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, pairwise

from content.citation.lexicon import Cut, Entries, Lexicon
from content.fold import fold
from content.keyboard import repairs
from content.language import Role
from content.numerals import roman

_CYRILLIC_LANGUAGES = ("kk", "ru")
LONGEST_QUESTION = 1_000
"""Characters of a question that are read; what follows them is ignored, so that parsing stays quick."""

MOST_TOKENS = 90
"""Words, numbers and signs that are read: the longest questions have some sixty."""

_TOKEN = re.compile(r"(?P<number>\d+)|(?P<word>[^\W\d_]+(?:'[^\W\d_]+)*)|(?P<sign>[^\w\s']|_)")
_ROMAN_HEAD = re.compile(r"[ivxіхv]{1,5}(?=[^\W\d_]{4})")
# "4etvertaya": in chats a digit stands for "ч" or "ш".
_CHAT_WORD = re.compile(r"(?<!\w)[46][a-z]{4,}")
# A Roman number typed with the digit one: "1V", "V1", "X1".
_ROMAN_WITH_ONES = re.compile(r"(?<!\w)(?=1*[ivxіх])(?=[ivxіх]*1)[1ivxіх]{2,5}(?!\w)")


@dataclass(slots=True)
class Token:
    """A number, a word or a sign of the folded question.

    `glued`: no space before it. `chunk` is the raw text between spaces that it comes from, `place` its
    number.
    """

    text: str
    kind: str
    glued: bool
    chunk: str
    place: int
    entries: Entries = ()

    def has(self, *roles: Role) -> bool:
        """Whether the token by itself, not as the beginning of a phrase, can play one of `roles`."""
        # Most words are of no table, and this is asked of each of them again and again.
        return bool(self.entries) and any(entry.role in roles and not entry.tail for entry in self.entries)


def tokenize(question: str, lexicon: Lexicon) -> list[Token]:
    """Tokens of the first 1,000 characters, each word with what it may mean in any of the languages."""
    tokens = (
        Token(text, kind, glued, chunk, place, entries)
        for place, chunk in enumerate(question[:LONGEST_QUESTION].split())
        for text, kind, glued, entries in read_chunk(chunk, lexicon)
    )
    return list(islice(tokens, MOST_TOKENS))


def read_chunk(chunk: str, lexicon: Lexicon) -> tuple[Cut, ...]:
    """The tokens of what stands between spaces."""
    cut = lexicon.cut.get(chunk)
    if cut is None:
        read = list(islice(_cut(fold(chunk), chunk, 0, lexicon), MOST_TOKENS))
        read = _repaired(chunk, read, lexicon)
        cut = tuple((each.text, each.kind, each.glued, each.entries) for each in read)
        lexicon.remember(chunk, cut)
    return cut


def _cut(folded: str, chunk: str, place: int, lexicon: Lexicon) -> Iterator[Token]:
    if folded.isalpha():
        for part in _words(folded, lexicon):
            # The first letters of a chunk have nothing before them.
            yield Token(part, "word", False, chunk, place, lexicon.entries(part))
        return
    if "1" in folded:
        folded = _ROMAN_WITH_ONES.sub(lambda match: match.group().replace("1", "i"), folded)
    chat_word = _CHAT_WORD.match(folded) if folded[:1] in ("4", "6") else None
    if chat_word and (entries := lexicon.entries(chat_word.group())):
        yield Token(chat_word.group(), "word", False, chunk, place, entries)
        folded = folded[chat_word.end() :]
    end = 0
    for match in _TOKEN.finditer(folded):
        glued = match.start() == end and match.start() > 0
        end = match.end()
        kind = match.lastgroup or "sign"
        if kind != "word":
            yield Token(match.group(), kind, glued, chunk, place, lexicon.entries(match.group()))
            continue
        for part in _words(match.group(), lexicon):
            yield Token(part, kind, glued, chunk, place, lexicon.entries(part))


def _words(word: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The word, or a Roman number and the word "section" where they are glued in an old copy."""
    head = _ROMAN_HEAD.match(word)
    if head and not lexicon.entries(word):
        tail = word[head.end() :]
        if any(entry.role is Role.SECTION for entry in lexicon.entries(tail)):
            return head.group(), tail
    return (word,)


def _repaired(chunk: str, tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens of the chunk as on another layout if it is unknown here and known there."""
    words = [token for token in tokens if token.kind == "word"]
    if not words:
        return _repaired_signs(chunk, tokens, lexicon)
    if all(
        token.entries or lexicon.is_other(token.text) or (token.glued and lexicon.ending(token.text))
        for token in words
    ):
        return tokens
    if all(roman(token.text) is not None for token in words):
        return tokens
    partly_known = any(token.entries for token in words)
    for reading in sorted(repairs(chunk), key=_glued_digits):
        read = _all_known(_cut(fold(reading), chunk, tokens[0].place, lexicon))
        if not read:
            continue
        if not chunk.isascii() and reading.isascii():
            _as_spelled(read)
        if _is_known(read, lexicon) and not (partly_known and len(read) > 1):
            return read
    return tokens


def _all_known(tokens: Iterable[Token]) -> list[Token]:
    """The tokens; none as soon as one of them is a word of no table, as in most readings."""
    found = []
    for token in tokens:
        if token.kind == "word" and not token.entries:
            return []
        found.append(token)
    return found


def _as_spelled(tokens: list[Token]) -> None:
    """Who meant Latin letters and typed Cyrillic ones wrote English: other meanings would be a guess upon a guess."""
    for token in tokens:
        token.entries = tuple(entry for entry in token.entries if entry.language not in _CYRILLIC_LANGUAGES)


def _glued_digits(reading: str) -> int:
    """How many digits follow a letter: of two readings that are known, the one that is all word is meant
    ("екі", not "ек3")."""
    if not any(map(str.isdigit, reading)):
        return 0
    return sum(after.isdigit() and before.isalpha() for before, after in pairwise(reading))


def _repaired_signs(chunk: str, tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    """A word all of whose letters are digits and signs on this layout ("б" is a comma)."""
    if any(token.kind == "number" for token in tokens) and len(tokens) < 2:
        return tokens
    for reading in repairs(chunk):
        read = list(_cut(fold(reading), chunk, tokens[0].place if tokens else 0, lexicon))
        if sum(len(token.text) for token in read if token.kind == "word") > 1 and _is_known(read, lexicon):
            return read
    return tokens


def _is_known(tokens: list[Token], lexicon: Lexicon) -> bool:
    words = [token for token in tokens if token.kind == "word"]
    if not words:
        return bool(tokens) and all(token.kind == "number" for token in tokens)
    if not all(token.entries for token in words):
        return False
    short = (Role.ARTICLE_SHORT, Role.ARTICLE_WEAK, Role.PARAGRAPH_SHORT)
    if any(len(token.text) > 1 or token.has(*short) for token in words):
        return True
    return tokens[0].kind == "number" and all(lexicon.ending(token.text) for token in words)
