"""What may stand in a proposal: visible words, neither too few nor too many, and no links."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

from bot.storage.proposal_tables import REASON, WORDING

SHORTEST = 10
"""Characters of the shortest wording."""
LETTERS = 5
"""Letters without which nothing was said, however many emoji there are."""

Problem = Literal["too-short", "too-long", "no-words", "link"]

_JOINER, _EMOJI_STYLE = "\u200d", "\ufe0f"
_UNSEEN = frozenset(("Cf", "Cc", "Cs", "Co", "Cn"))
_LINK = re.compile(
    r"(?:https?|tg|ftp)://|\bwww\.|\bt\.me\b|(?<![\w.])@\w{4,}"
    r"|\b[\w-]{2,}\.(?:kz|ru|com|org|net|info|io|me|dev|app|uz|kg|by|ua|eu|uk|рф|қаз)(?:/|\b)(?![\w@])",
    re.IGNORECASE,
)
_EMAIL_BEFORE = re.compile(r"[\w.+-]+\s?@\s?[\w-]+(?:\.[\w-]+)+")


def cleaned(text: str) -> str:
    """The text as it is kept: composed letters, nothing invisible, no change of direction, no needless space.

    The joiner within an emoji stays.
    """
    text = unicodedata.normalize("NFC", text)
    kept = []
    for place, character in enumerate(text):
        if character in "\n\t" or character.isspace():
            kept.append("\n" if character in "\n\r\u2028\u2029" else " ")
        elif _is_seen(character) or (character == _JOINER and _between_symbols(text, place)):
            kept.append(character)
    lines = (" ".join(line.split()) for line in "".join(kept).split("\n"))
    return "\n".join(line for line in lines if line)


def _is_seen(character: str) -> bool:
    return character == _EMOJI_STYLE or unicodedata.category(character) not in _UNSEEN


def _between_symbols(text: str, place: int) -> bool:
    before, after = text[max(0, place - 2) : place], text[place + 1 : place + 2]
    return bool(before and after) and any(unicodedata.category(c) in ("So", "Sk") for c in before)


def problem_of(text: str, *, shortest: int = SHORTEST, longest: int = WORDING) -> Problem | None:
    """What is wrong with a cleaned wording; None: nothing."""
    if has_link(text):
        return "link"
    if len(text) > longest:
        return "too-long"
    if len(text) < shortest:
        return "too-short"
    return None if sum(character.isalpha() for character in text) >= min(LETTERS, shortest) else "no-words"


def problem_of_reason(text: str) -> Problem | None:
    """What is wrong with a cleaned reason; None: nothing."""
    return problem_of(text, shortest=2, longest=REASON)


def has_link(text: str) -> bool:
    """Whether a text leads elsewhere: an address, a user name. An e-mail address is personal data, not a link."""
    return _LINK.search(_EMAIL_BEFORE.sub(" ", text)) is not None
