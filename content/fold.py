"""One text folding for what is indexed and for what is asked.

Whatever is looked up by words passes through `fold` first, on both sides; two foldings would sooner or later
disagree, and a word present in a text would not be found.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

# Letters that look alike: keyboards, scanners and old copies swap them. Case matters, since only the
# capital of some pairs looks alike ("B" and "В", "H" and "Н"), while small "h" is the Kazakh "һ".
_TO_CYRILLIC = str.maketrans(
    "ABCEHIKMOPTXYabcehikmoptxyƏəƟɵÖöÄäÜüΑΒΕΗΙΚΜΟΡΤΧΥαορτικχυ",
    "АВСЕНІКМОРТХУаьсеһікмортхуӘәӨөӨөӘәҮүАВЕНІКМОРТХУаортікху",
)
_TO_LATIN = str.maketrans(
    "АВСЕНҺІКМОРТХУЅЈаьсеһікмортхуѕјӏΑΒΕΗΙΚΜΝΟΡΤΧΥαορτικχυν",
    "ABCEHHIKMOPTXYSJabcehikmoptxysjlABEHIKMNOPTXYaoptikxuv",
)
_LATIN_ALIKE = frozenset(map(chr, _TO_CYRILLIC))
_CYRILLIC_ALIKE = frozenset(map(chr, _TO_LATIN))

# Cyrillic letters of neighbours' keyboards, met in Kazakh texts typed elsewhere.
_VARIANTS = str.maketrans("ёѐѝӓӧӱӯѳӊҥҡҝӄӷҳ", "ееиәөүүөңңқққғһ")
_UNIFIED = {
    **dict.fromkeys(map(ord, "`´ʹʻʼʽˈ‘’‚‛′＇"), "'"),
    **dict.fromkeys(map(ord, "‐‑‒–—―−⁃﹘﹣－"), "-"),
    **dict.fromkeys(map(ord, "«»“”„‟″"), '"'),
    ord("⁄"): "/",
}
_TIDIED = {
    **_UNIFIED,
    **{code: " " if chr(code).isspace() else None for code in (*range(0x20), *range(0x7F, 0xA0))},
    **dict.fromkeys((0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060, 0xFEFF)),
    0xA0: " ",
}
"""The same, and what cannot be seen, or is a space: of most texts nothing else is to be folded but case."""
_PLAIN = str.maketrans("қәөұүңғіһ", "каоуунгих")
_OWN_KAZAKH = re.compile("[қәөұүңғіһ]")

_CLEAN = re.compile(r"[ a-z0-9а-яәіңғүұқөһ.,;:?!'\"()\[\]/§№%+=<>@#&*_~|\\{}$^-]*")
_LATIN = re.compile(r"[a-zə]")
_MIXED = re.compile(r"[a-zə][а-яәіңғүұқөһ]|[а-яәіңғүұқөһ][a-zə]")
_WORD = re.compile(r"[^\W\d_]+")
_FRACTION = re.compile(r"(?<=\d)([¼½¾⅐-⅞])")  # "4½" is no forty-one halves
_SUPERSCRIPT = re.compile(r"(?<=\d)(?=[¹²³⁰⁴-⁹])")
_DROPPED = frozenset(("Mn", "Me", "Cf", "Cc", "Co", "Cs", "Cn"))
_PASSES = 6


def fold(text: str) -> str:
    """The form in which texts and questions are compared.

    Compatibility forms are resolved (but "№" stays), case and "ё" are levelled, what cannot be seen is
    dropped, words that mix look-alike letters of two scripts become one script, apostrophes, quotes and
    hyphens become one kind each, a raised number of an inserted article ("83¹") is written with a hyphen,
    and white space is single. Folding twice changes nothing more.
    """
    return _short(text) if len(text) <= _SHORT else _latest(text)


def _folded(text: str) -> str:
    quick = text.casefold().replace("ё", "е")
    if not _is_folded(quick):
        signs = text.translate(_TIDIED)
        quick = "" if signs == text else signs.casefold().replace("ё", "е")
    if quick and _is_folded(quick):
        return " ".join(quick.split())
    for _ in range(_PASSES):
        folded = _fold_once(text)
        if folded == text:
            break
        text = folded
    return text


def fold_all(texts: Sequence[str]) -> Iterator[str]:
    """Each text folded, but for white space, which may not be single; quicker than one by one, and not remembered."""
    quick = "\n".join(texts).casefold().replace("ё", "е").split("\n")
    if len(quick) != len(texts):
        yield from map(_folded, texts)
        return
    for text, each in zip(texts, quick, strict=True):
        yield each if _is_folded(each) else _folded(text)


def _is_folded(quick: str) -> bool:
    """Whether nothing but white space is left to fold in a text of small letters."""
    if _CLEAN.fullmatch(quick) is None:
        return False
    return quick.isascii() or not (_LATIN.search(quick) and _MIXED.search(quick))


_SHORT = 40
"""Characters up to which what was folded is remembered: words come again and again."""
_short = lru_cache(maxsize=10_000)(_folded)
_latest = lru_cache(maxsize=4)(_folded)
"""One question is folded by all who look at it."""


def plain(text: str) -> str:
    """`fold`, and Kazakh letters as they are typed without a Kazakh keyboard ("төртінші" → "тортинши")."""
    return _short_plain(text) if len(text) <= _SHORT else _latest_plain(text)


def _plain(text: str) -> str:
    text = fold(text)
    if text.isascii() or not _OWN_KAZAKH.search(text):
        return text
    for _ in range(_PASSES):
        levelled = fold(text.translate(_PLAIN))
        if levelled == text:
            break
        text = levelled
    return text


_short_plain = lru_cache(maxsize=10_000)(_plain)
_latest_plain = lru_cache(maxsize=4)(_plain)


def forget_folded() -> None:
    """Free what was remembered."""
    _short.cache_clear()
    _latest.cache_clear()
    _short_plain.cache_clear()
    _latest_plain.cache_clear()


def plain_letters(folded: str) -> str:
    """A folded word as it is typed without a Kazakh keyboard; `plain`, for what is folded already and one script."""
    return folded.translate(_PLAIN) if _OWN_KAZAKH.search(folded) else folded


def _fold_once(text: str) -> str:
    text = _FRACTION.sub(r" \1", _SUPERSCRIPT.sub("-", text)).translate(_UNIFIED)
    # NFKC would make the letters "No" of the sign "№", and a sign is what the citation grammar reads.
    text = "№".join(unicodedata.normalize("NFKC", part) for part in text.split("№"))
    text = text.translate(_SEEN)
    text = _WORD.sub(_one_script, text).casefold().translate(_VARIANTS)
    return " ".join(text.split())


class _Seen(dict[int, int | None]):
    """By the code of a character: what it is seen as, a space or itself; None for what cannot be seen."""

    def __missing__(self, code: int) -> int | None:
        char = chr(code)
        if char.isspace():
            seen: int | None = ord(" ")
        else:
            seen = None if unicodedata.category(char) in _DROPPED else code
        if len(self) >= _CHARACTERS_KEPT:
            self.clear()
        self[code] = seen
        return seen


_CHARACTERS_KEPT = 5_000
_SEEN = _Seen()


def _one_script(match: re.Match[str]) -> str:
    """The word in the script of its distinctive letters; as it is if it has such letters of both scripts."""
    word = match.group()
    if word.isascii():
        return word
    cyrillic = [char for char in word if "Ѐ" <= char <= "ԯ"]
    if len(cyrillic) == len(word):
        return word
    others = [char for char in word if not "Ѐ" <= char <= "ԯ"]
    clearly_cyrillic = any(char not in _CYRILLIC_ALIKE for char in cyrillic)
    clearly_other = any(char not in _LATIN_ALIKE for char in others)
    if clearly_cyrillic and not clearly_other:
        return word.translate(_TO_CYRILLIC)
    if clearly_other and not clearly_cyrillic:
        return word.translate(_TO_LATIN)
    if not clearly_other and len(cyrillic) >= len(others):
        return word.translate(_TO_CYRILLIC)
    return word if clearly_cyrillic or clearly_other else word.translate(_TO_LATIN)
