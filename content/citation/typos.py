"""Misspelt words of a citation: "стотья 4", "aritcle 4", "двацать первая статья".

Only a word of no table is corrected, and only where a citation leaves room for it: a label beside a number, a
number beside a label.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, partial

from rapidfuzz import process
from rapidfuzz.distance import OSA

from content.citation.items import LABELS
from content.citation.lexicon import Entry, Lexicon
from content.citation.tokens import Token
from content.fold import plain
from content.keyboard import LONGEST, repairs
from content.language import Role, listed
from content.sieve import Sieve
from content.translit import skeleton

_LABELS = (
    Role.ARTICLE, Role.ARTICLE_MANY, Role.PARAGRAPH, Role.ITEM, Role.SECTION, Role.SECTION_MANY,
)  # fmt: skip
_NUMERALS = (Role.CARDINAL, Role.ORDINAL)
# Words one slip away from a word for "article", but sound ones.
_SOUND = frozenset(
    map(plain, listed("стать, стая, стадия, стадии, стадию, сессия, секция, баба, particle, session"))
)
_LONG = 8
_REMEMBERED = 1_000
_PREAMBLE = (Role.PREAMBLE,)
_SHORTEST_PREAMBLE = 7


def correct(tokens: list[Token], lexicon: Lexicon) -> None:
    """Gives misspelt words of a citation the meaning of the word that was meant."""
    unknown = [place for place, token in enumerate(tokens) if token.kind == "word" and not token.entries]
    numbered = any(token.kind == "number" or token.has(*_NUMERALS) for token in tokens)
    for place in unknown:
        if not lexicon.is_other(tokens[place].text) and is_misspelt_preamble(
            tokens[place].text, tokens[place].chunk, lexicon
        ):
            _try(tokens[place], _PREAMBLE, lexicon)
        if numbered and _beside(tokens, place, numeric=True):
            _try(tokens[place], _LABELS, lexicon)
    if not any(token.has(*LABELS, *_NUMERALS) for token in tokens):
        return
    for place in unknown:
        unsolved = not tokens[place].entries and len(tokens[place].text) > 4
        if unsolved and _beside(tokens, place, numeric=False):
            _try(tokens[place], _NUMERALS, lexicon)


def is_misspelt_preamble(text: str, chunk: str, lexicon: Lexicon) -> bool:
    """Whether a word of no table, in a chunk of the question, is one for the preamble with a slip."""
    return len(text) >= _SHORTEST_PREAMBLE and _meant(text, chunk, _PREAMBLE, lexicon) is not None


def _beside(tokens: list[Token], place: int, *, numeric: bool) -> bool:
    """Whether a number (else a label or a number word) stands next to the word, signs between them aside."""
    for step in (-1, 1):
        near = place + step
        while 0 <= near < len(tokens) and (tokens[near].kind == "sign" or tokens[near].has(Role.NUMBER_SIGN)):
            near += step
        if not 0 <= near < len(tokens):
            continue
        token = tokens[near]
        if numeric and (
            token.kind == "number" or (token.has(*_NUMERALS) and not token.has(Role.WEAK_NUMBER))
        ):
            return True
        if not numeric and token.has(*LABELS, *_NUMERALS):
            return True
    return False


def _try(token: Token, roles: tuple[Role, ...], lexicon: Lexicon) -> None:
    entry = _meant(token.text, token.chunk, roles, lexicon)
    if entry:
        token.entries = (entry,)


def _meant(text: str, chunk: str, roles: tuple[Role, ...], lexicon: Lexicon) -> Entry | None:
    """The entry that a misspelt word means; words come again and again, and looking for them takes long."""
    return _remembered(roles, lexicon)(text, chunk if len(chunk) <= LONGEST else "")


@lru_cache(maxsize=16)
def _remembered(roles: tuple[Role, ...], lexicon: Lexicon) -> Callable[[str, str], Entry | None]:
    return lru_cache(maxsize=_REMEMBERED)(partial(_looked_for, roles=roles, lexicon=lexicon))


def _looked_for(text: str, chunk: str, roles: tuple[Role, ...], lexicon: Lexicon) -> Entry | None:
    if plain(text) in _SOUND:
        return None
    for word in (text, *repairs(chunk)):
        entry = _nearest(plain(word), roles, *lexicon.spelled(roles)) or _nearest(
            skeleton(word), roles, *lexicon.keyed(roles)
        )
        if entry:
            return entry
    return None


def _nearest(word: str, roles: Sequence[Role], table: Mapping[str, Entry], sieve: Sieve) -> Entry | None:
    """One slip is forgiven in words of four letters and more, two from eight letters on; in three letters only two
    that changed places ("бпа")."""
    if len(word) < 4:
        return _swapped(word, roles, table)
    slips = 2 if len(word) >= _LONG else 1
    likely = sieve.like(word, slips)
    found = process.extractOne(word, likely, scorer=OSA.distance, score_cutoff=slips) if likely else None
    return table[found[0]] if found else None


def _swapped(word: str, roles: Sequence[Role], table: Mapping[str, Entry]) -> Entry | None:
    if len(word) < 3:
        return None
    found = (table.get(spelling) for spelling in (word[1] + word[0] + word[2], word[0] + word[2] + word[1]))
    return min((entry for entry in found if entry), key=lambda entry: roles.index(entry.role), default=None)
