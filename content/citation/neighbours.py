"""What stands around a token: it decides whether a word that may be several things is one of a citation."""

from content.citation.items import LABELS
from content.citation.tokens import Token
from content.language import Role
from content.numerals import roman

_NUMERALS = (Role.CARDINAL, Role.ORDINAL)


def beside_number(tokens: list[Token], place: int, *, weak: bool) -> bool:
    """Whether a number follows, or precedes; a `weak` label is one only before its number."""
    after = place + 1
    while after < len(tokens) and (
        tokens[after].text in ".-:" or tokens[after].has(Role.NUMBER_SIGN) or tokens[after].text == "("
    ):
        after += 1
    if after < len(tokens) and is_numeric(tokens, after):
        return True
    before = place - 1 if place and tokens[place - 1].text != "-" else place - 2
    return not weak and before >= 0 and is_numeric(tokens, before)


def is_numeric(tokens: list[Token], place: int) -> bool:
    """Whether the token is a number in digits, in words, or in Roman letters."""
    token = tokens[place]
    return (
        token.kind == "number"
        or token.has(*_NUMERALS)
        or (token.kind == "word" and roman(token.text) is not None)
    )


def beside_label(tokens: list[Token], place: int, language: str | None) -> bool:
    """Whether a label of the same language stands next to the word: "бап он", but not "chapter on"."""
    around = [tokens[at] for at in (place - 1, place + 1) if 0 <= at < len(tokens)]
    entries = [entry for token in around for entry in token.entries if not entry.tail]
    return any(entry.role in LABELS and entry.language == language for entry in entries)


def past_signs(tokens: list[Token], place: int, step: int) -> Token | None:
    """The nearest token before (step -1) or after (step 1), past hyphens, dots and number signs, or None."""
    place += step
    while 0 <= place < len(tokens) and tokens[place].text in "-.№":
        place += step
    return tokens[place] if 0 <= place < len(tokens) else None
