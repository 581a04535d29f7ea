"""Random strings, the same ones every time: what people never write, and what a cat on the keyboard does."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence

USUAL = 120
"""Characters that most strings have at most."""
LONGEST = 4096
"""Characters of the longest strings, one in a hundred."""
_LETTERS = "абвгдежзийклмнопрстуфхцчшщъыьэюяәғқңөұүһіabcdefghijklmnopqrstuvwxyzіёўїʼ’'-–.,;:!?№§()[]<>&0123456789 \t\n"
_MARKS = "\u0300\u0301\u0306\u0308\u0483\u200b\u200d\u200e\u200f\u202e\ufeff\ufe0f"


def strings(
    count: int, words: Sequence[str], usual: int = USUAL, longest: int = LONGEST, seed: int = 2026
) -> Iterator[str]:
    """So many random strings: of all code points, of letters with marks, and of `words` torn apart and glued.

    They have up to `usual` characters, and one in a hundred up to `longest`.
    """
    dice = random.Random(seed)
    kinds: tuple[Callable[[random.Random, int, Sequence[str]], str], ...] = (_points, _typed, _torn)
    for place in range(count):
        length = dice.randint(1, longest if place % 100 == 99 else usual)
        yield kinds[place % len(kinds)](dice, length, words)


def _points(dice: random.Random, length: int, _: Sequence[str]) -> str:
    """Any code points, lone surrogates too."""
    highest = dice.choice((0x7F, 0x4FF, 0xFFFF, 0x10FFFF))
    return "".join(chr(dice.randint(0, highest)) for _ in range(length))


def _typed(dice: random.Random, length: int, _: Sequence[str]) -> str:
    letters = dice.choices(_LETTERS, k=length)
    return "".join(letter + (dice.choice(_MARKS) if dice.random() < 0.1 else "") for letter in letters)[
        :length
    ]


def _torn(dice: random.Random, length: int, words: Sequence[str]) -> str:
    """Words of the text with letters lost and doubled, sometimes without the space between."""
    found = ""
    while len(found) < length:
        word = list(dice.choice(words))
        for _ in range(dice.randint(0, 3)):
            place = dice.randrange(len(word))
            word[place] = dice.choice(("", word[place] * 2, dice.choice(_LETTERS)))
        found += "".join(word) + dice.choice((" ", " ", "", "-"))
    return found[:length]
