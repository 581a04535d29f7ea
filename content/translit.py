"""Kazakh and Russian words written in Latin letters, brought together with their Cyrillic spelling.

There is no one Latin spelling: the Kazakh alphabet of 2021 (törtinşi), its forerunners (tórtinshi),
passports (BGN, GOST: chetvertaia, zhiyrma) and chats (4etvertaya, statja, jiyrma) differ. `skeleton` gives
up the differences, in Cyrillic as well, so that all spellings of a word meet in one key.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from content.fold import fold

_CYRILLIC = re.compile(r"[Ѐ-ԯ]")
_FROM_CYRILLIC = str.maketrans(
    {
        **dict(zip("абвгғдежзийіклмнңопрстуұүфхһыэқәө", "abvggdejziiiklmnnoprstuuufhhiekao", strict=True)),
        **dict(zip("цчшщюяєїўјґ", ("c", "c", "s", "s", "iu", "ia", "e", "i", "u", "i", "g"), strict=True)),
        **dict.fromkeys("ъь'-"),
    }
)
_LATIN_LETTERS = str.maketrans(
    {
        **dict.fromkeys("äáàâəãå", "a"),
        **dict.fromkeys("öóòôőõɵø", "o"),
        **dict.fromkeys("üúùûūůý", "u"),
        **dict.fromkeys("éèêë", "e"),
        **dict.fromkeys("íìîïı", "i"),
        "ÿ": "y",
        **dict.fromkeys("ğģǵġ", "g"),
        **dict.fromkeys("ŋñńňņ", "n"),
        **dict.fromkeys("şšśș", "s"),
        **dict.fromkeys("čçćĉ", "c"),
        **dict.fromkeys("žż", "zh"),
        **dict(zip("źqwx", "zkuh", strict=True)),
        **dict.fromkeys("'-\""),
    }
)
# In this order: longer groups first; an "i" is written y and j as well, and j is also the Kazakh "ж".
_WITH_H = (
    (re.compile(r"shch|sch|sh"), "s"),
    (re.compile(r"tch|ch"), "c"),
    (re.compile(r"zh|dzh"), "ж"),
    (re.compile(r"kh"), "h"),
    (re.compile(r"gh"), "g"),
)
_WITH_Y_OR_J = (
    (re.compile(r"dj(?=e)"), "ж"),
    (re.compile(r"(?<=[bcdfghklmnprstvz])[yj]o"), "e"),
    (re.compile(r"(?<=[bcdfghklmnprstvz])j(?=[aeou])|(?<=[aeou])j(?![aeiouy])|(?<=[iy])j|j(?=[ae]$)"), "y"),
)
_IE = re.compile(r"i+e")
_DOUBLED = re.compile(r"(.)(?=\1)")
_READINGS = (("y'", "u"), ("w", "sh"), ("j", "zh"), ("j", "y"), ("oe", "o"), ("ue", "u"), ("y", "u"))
_AMBIGUOUS = tuple(dict.fromkeys(each for each, _ in _READINGS))
_CHAT_DIGITS = {"4": "ch", "6": "sh"}
_CHAT_WORD = re.compile(r"(?<![0-9])[46](?=[a-z])")


def skeleton(word: str) -> str:
    """One lossy key for a word in Cyrillic (Kazakh or Russian) or in any usual Latin spelling of it.

    skeleton("төртінші") == skeleton("tortinshi") == skeleton("törtinşi"). Digits stay, except a chat "4" or
    "6" for "ч" or "ш" before a Latin letter; so ask for the key of a word, not of "4bap". Empty for an
    empty word.
    """
    return folded_skeleton(fold(word))


def cyrillic_skeleton(word: str) -> str:
    """The `skeleton` of a folded word in Cyrillic letters."""
    return _levelled(word.translate(_FROM_CYRILLIC))


def cyrillic_skeletons(words: Iterable[str]) -> list[str]:
    """The `skeleton` of each of many folded words in Cyrillic letters, quicker than one by one."""
    text = "\n".join(words)
    return _levelled(text.translate(_FROM_CYRILLIC)).split("\n") if text else []


@lru_cache(maxsize=5_000)
def folded_skeleton(word: str) -> str:
    """The `skeleton` of a word that is folded already."""
    if _CYRILLIC.search(word):
        return cyrillic_skeleton(word)
    word = word.translate(_LATIN_LETTERS)
    # Most words have none of the letters that a group needs, and looking for one letter is quick.
    if "4" in word or "6" in word:
        word = _CHAT_WORD.sub(lambda match: _CHAT_DIGITS[match.group()], word)
    if "h" in word:
        word = _replaced(word, _WITH_H)
    word = word.replace("ck", "k")
    if "y" in word or "j" in word:
        word = _replaced(word, _WITH_Y_OR_J).replace("y", "i")
    return _levelled(word.replace("ж", "j"))


def _replaced(word: str, groups: Iterable[tuple[re.Pattern[str], str]]) -> str:
    for group, letters in groups:
        word = group.sub(letters, word)
    return word


def other_skeletons(word: str) -> tuple[str, ...]:
    """Keys of further readings of a folded word in Latin letters, likeliest first; mostly none.

    They are: w for "ш" ("wewim"); the y' that is "у" in the Kazakh alphabet of 2017 but "ы" in Russian GOST; j for "ж"
    wherever it stands ("mojno"), or as a part of "я", "ю" ("jazyk"); oe and ue for "ө" and "ү"; y for the "у" that it
    looks like ("kyryltai").
    """
    if word.isalpha() and not any(each in word for each in _AMBIGUOUS):
        return ()
    readings = (word.replace(*each) for each in _READINGS if each[0] in word)
    base = folded_skeleton(word)
    return tuple(key for key in dict.fromkeys(map(folded_skeleton, readings)) if key != base)


def _levelled(key: str) -> str:
    """What the spellings disagree on inside both scripts is given up: ts/ц, нг/ң, дж/ж, ю/у, ие/е, doubled letters."""
    key = key.replace("ts", "c").replace("ng", "n").replace("dj", "j").replace("iu", "u")
    if "ie" in key:
        key = _IE.sub("e", key)
    return _DOUBLED.sub("", key)
