"""Whether a question may cite at all: most do not, and that can be told from their words one by one."""

from collections.abc import Sequence

from content.citation.items import LABELS, PREAMBLES, SHORT
from content.citation.lexicon import CITES, NUMERAL, SHORT_LABEL, UNKNOWN, Lexicon, Signs, spelled
from content.citation.tokens import LONGEST_QUESTION, read_chunk
from content.citation.typos import is_misspelt_preamble
from content.language import Role
from content.numerals import roman

_CITING = frozenset(
    (
        *LABELS, *PREAMBLES, Role.CARDINAL, Role.ORDINAL, Role.LAST, Role.NEXT, Role.PREVIOUS, Role.THIS,
        Role.OTHER_CONSTITUTION, Role.COUNTRY, Role.ASKED_FOR,
    )
)  # fmt: skip
"""Without a word of these roles and without a number nothing is cited."""
_BETWEEN = frozenset('-."')


def may_cite(question: str, lexicon: Lexicon) -> bool:
    """Whether the question has something that a citation needs, in so far as its words tell by themselves."""
    chunks = question[:LONGEST_QUESTION].split()
    if len(chunks) < 2:
        return True  # a word alone may be a Roman number
    seen = 0
    for place, chunk in enumerate(chunks):
        told = lexicon.signs.get(chunk) or lexicon.remember_signs(chunk, _signs(chunk, lexicon))
        seen |= told[0]
        if seen & CITES or (told[1] and _goes_on(told[1], chunks[place + 1 : place + 2], lexicon)):
            return True
    return bool(seen & SHORT_LABEL and seen & (NUMERAL | UNKNOWN))


def _goes_on(tails: Sequence[str], after: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether what follows is the second word of a phrase that a word begins."""
    for chunk in after:
        words = [text for text, *_ in read_chunk(chunk, lexicon) if text not in _BETWEEN]
        return not words or any(spelled(words[0], tail) for tail in tails)
    return False


def _signs(chunk: str, lexicon: Lexicon) -> Signs:
    read = read_chunk(chunk, lexicon)
    seen, tails = (0 if read else CITES), dict[str, None]()
    for text, kind, _, entries in read:
        if kind == "number" or text == "§":
            seen |= CITES
        elif kind == "word" and roman(text) is not None:
            seen |= NUMERAL
        for entry in entries:
            if entry.role not in _CITING:
                continue
            if not entry.tail:
                seen |= SHORT_LABEL if entry.role in SHORT else CITES
            elif len(read) > 1:
                seen |= CITES  # the phrase may be all in this chunk
            else:
                tails[entry.tail[0]] = None
        if kind == "word" and not entries:
            misspelt = not lexicon.is_other(text) and is_misspelt_preamble(text, chunk, lexicon)
            seen |= CITES if misspelt else UNKNOWN
    return seen, tuple(tails)
