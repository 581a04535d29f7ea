"""Numbers written in digits, with what is glued to them."""

from content.citation.items import Number
from content.citation.lexicon import Lexicon
from content.citation.tokens import Token
from content.language import Role


def read_digits(tokens: list[Token], place: int, lexicon: Lexicon) -> tuple[Number | None, int, bool]:
    """The number at `place`, how many tokens it takes, and whether a glued "and" follows it ("4пен").

    The number is None where the digits are a date or a time of day.
    """
    number = Number(tokens[place].text, tokens[place].text)
    if not _is_iso_date(tokens, place) and (used := _inserted(tokens, place)):
        number.value = number.text = f"{number.value}-{tokens[place + 2].text}"
        return number, used, False
    used = 1 + _tail(tokens, place + 1, number)
    if _is_date(number) or _is_time(tokens, place):
        return None, max(used, 3 if _is_time(tokens, place) else 1), False
    if _is_iso_date(tokens, place):
        return None, 5, False
    used += _in_parentheses(tokens, place + used, number)
    return _ending(tokens, place, used, number, lexicon)


def _glued(tokens: list[Token], place: int, text: str) -> bool:
    return place < len(tokens) and tokens[place].glued and tokens[place].text == text


def _glued_number(tokens: list[Token], place: int) -> bool:
    return place < len(tokens) and tokens[place].glued and tokens[place].kind == "number"


def _inserted(tokens: list[Token], place: int) -> int:
    """An article inserted between others, "83-1": the second number is the smaller one; a range ascends."""
    if not (_glued(tokens, place + 1, "-") and _glued_number(tokens, place + 2)):
        return 0
    first, second = tokens[place].text, tokens[place + 2].text
    return 3 if len(second) <= 2 and len(first) <= 4 and int(second) < int(first) else 0


def _tail(tokens: list[Token], place: int, number: Number) -> int:
    """Dotted paragraph and item: "4.2.1"."""
    start = place
    while _glued(tokens, place, ".") and _glued_number(tokens, place + 1):
        number.tail.append(tokens[place + 1].text)
        place += 2
    return place - start


def _in_parentheses(tokens: list[Token], place: int, number: Number) -> int:
    """Paragraph and item in parentheses: "4(2)(a)", "4 (2)"."""
    start = place
    while place + 2 < len(tokens) and tokens[place].text == "(" and tokens[place + 2].text == ")":
        inside = tokens[place + 1]
        if inside.kind != "number" and not (inside.kind == "word" and len(inside.text) == 1 and number.tail):
            break
        number.tail.append(inside.text)
        place += 3
    return place - start


def _is_date(number: Number) -> bool:
    return (
        any((part.startswith("0") and part != "0") or len(part) > 2 for part in number.tail)
        or len(number.tail) > 2
    )


def _is_time(tokens: list[Token], place: int) -> bool:
    colon = _glued(tokens, place + 1, ":") and _glued_number(tokens, place + 2)
    return colon and len(tokens[place + 2].text) == 2


def _is_iso_date(tokens: list[Token], place: int) -> bool:
    hyphens = _glued(tokens, place + 1, "-") and _glued(tokens, place + 3, "-")
    numbers = _glued_number(tokens, place + 2) and _glued_number(tokens, place + 4)
    return hyphens and numbers and len(tokens[place].text) == 4


def _ending(
    tokens: list[Token], place: int, used: int, number: Number, lexicon: Lexicon
) -> tuple[Number, int, bool]:
    """Letters glued to the digits, with a hyphen or without: "21-ю", "4th", "5-ші", "6-ға"; "5 ші" too."""
    at = place + used
    if _glued(tokens, at, "-"):
        at += 1
    if at >= len(tokens) or tokens[at].kind != "word":
        return number, used, False
    role = lexicon.ending(tokens[at].text)
    apart = not tokens[at].glued
    if role is None or (apart and (role is not Role.ORDINAL_ENDING or tokens[at].entries)):
        return number, used, False
    number.ordinal = role is Role.ORDINAL_ENDING
    return number, at + 1 - place, role is Role.AND_ENDING
