"""English words by how they sound, for those who write them by ear ("tung", "guvernment", "low" for law).

Two keys: a rough one of the consonants, which words are looked up by, and a finer one with the vowels, which tells how
much alike two of them sound. Rules of thumb of English spelling, written down here, not a dictionary.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from rapidfuzz.distance import OSA

from content.search.nearness import Near, nearest_of_each_length
from content.sieve import Sieve

_MOST = 6
"""Words that are found, the most alike."""
_LEAST_SOUNDS = 4
_LEAST_ALIKE = 0.45
_SOUND_LOSS = 0.08
"""What a word loses for only sounding the same: spelling tells more."""
_SOUND_SHARE = 0.6
"""What a different sound counts; of a vowel a third of it."""
_SPELLING_SHARE = 0.15
"""What a different spelling counts."""
_ONE_VOWEL = str.maketrans("aeiouAEIOUWV", "aaaaaaaaaaaa")


class Sounds:
    """A set of English words, ready to be looked up by how they sound."""

    def __init__(self, words: Iterable[str]) -> None:
        """`words` of other letters are passed over."""
        by_sound: dict[str, list[str]] = defaultdict(list)
        said = [word for word in words if word.isascii() and word.isalpha() and len(word) > 2]
        for word, key in zip(said, _sounds(said), strict=True):
            by_sound[key].append(word)
        self._by_sound = {key: tuple(held) for key, held in by_sound.items()}
        self._keys = Sieve(sorted(by_sound, key=len))

    def alike(self, word: str) -> Near:
        """Words that sound like this one, the most alike first; itself is not among them."""
        if not (word.isascii() and word.isalpha()):
            return []
        held = self._by_sound.get(sound(word), ())
        return _nearest(word, (form for form in held if form != word))

    def nearly_alike(self, word: str) -> Near:
        """Words that sound like this one but for one consonant ("comisshun"); none for words of two or three sounds."""
        key = sound(word)
        if len(key) < _LEAST_SOUNDS:
            return []
        near = nearest_of_each_length(key, self._keys, 1)
        return _nearest(word, (form for other, _ in near for form in self._by_sound[other]))


def _nearest(word: str, forms: Iterable[str]) -> Near:
    near = [(form, likeness_by_ear(word, form)) for form in forms]
    found = sorted((each for each in near if each[1] >= _LEAST_ALIKE), key=lambda each: -each[1])
    return found[:_MOST]


def likeness_by_ear(word: str, form: str) -> float:
    """How much alike two English words sound, from 0 to 1, less what spelling would tell besides."""
    one, other = spoken(word), spoken(form)
    if not one or not other:
        return 0.0
    differ = OSA.distance(one, other) + 2 * OSA.distance(
        one.translate(_ONE_VOWEL), other.translate(_ONE_VOWEL)
    )
    share = differ / 3 / max(len(one), len(other))
    return (
        1 - _SOUND_LOSS - _SOUND_SHARE * share - _SPELLING_SHARE * (1 - OSA.normalized_similarity(word, form))
    )


# In this order. Vowels after the first letter say little in English, and r after one is often left out.
_SOUNDS = tuple(
    (re.compile(pattern, re.MULTILINE), sound)
    for pattern, sound in (
        (r"^(?:kn|gn|pn)", "n"),
        (r"^wr", "r"),
        (r"^who", "ho"),
        (r"^wh", "w"),
        (r"^x", "s"),
        (r"ph", "f"),
        (r"(?<=[aeiou])ght?(?=[^aeiou]|$)", "t"),
        (r"(?<=[ei])gh", ""),
        (r"gh", "g"),
        (r"(?<=i)gn(?=s?$|ed$|ing$)", "n"),
        (r"ngue$", "ng"),
        (r"que(?=s?$)|ck|q|kh", "k"),
        (r"sch", "sk"),
        (r"(?:tch|ture|chure|cher)", "C"),
        (r"ch", "C"),
        (r"(?:t|s|c|ss)i[ou]n|sh[uoe]n", "Sn"),
        (r"sh|sci(?=[eo])|[ct]i(?=[aeou])", "S"),
        (r"sc(?=[eiy])|c(?=[eiy])|z|s+", "s"),
        (r"c", "k"),
        (r"x", "ks"),
        (r"dg|j|g(?=[eiy])", "J"),
        (r"mb$", "m"),
        (r"(?<=[a-z])w|(?<=[a-z])h", ""),
        (r"v", "f"),
        (r"(.)\1+", r"\1"),
        (r"(?<=.)[aeiouy]+", ""),
    )
)
_FIRST_VOWEL = str.maketrans("eiouy", "aaaaa")


def sound(word: str) -> str:
    """A rough key of how an English word in small letters sounds; words that sound alike mostly share it."""
    return _sounds([word])[0]


def _sounds(words: Sequence[str]) -> list[str]:
    """The `sound` of each of many words, quicker than one by one."""
    text = "\n".join(words)
    for pattern, key in _SOUNDS:
        text = pattern.sub(key, text)
    return [word[:1].translate(_FIRST_VOWEL) + word[1:] for word in text.split("\n")] if words else []


_ONE = "[bcdfghklmnprstvxz]"
# Capitals are sounds: long vowels A E I O U, W as in "law", V as in "now", R as in "her", C as in "church", J, S, T as
# in "thin". The first rule that fits at a place is taken.
_SPOKEN: tuple[tuple[str, str], ...] = (
    (r"^(?:kn|gn|pn)", "n"),
    (r"^wr|^rh", "r"),
    (r"^who(?=$|s|m|se$)", "hU"),
    (r"^whol", "hOl"),
    (r"^wh", "w"),
    (r"^(?:ps|x)", "s"),
    (r"^ho(?=n[oe])", "o"),
    (r"augh|ough(?=t)|aw|au|al(?=[kl])", "W"),
    (r"ough", "O"),
    (r"ei(?:gh)?(?=gn|n$|t|r)|aigh|ai|ay|ey(?=.)", "A"),
    (r"ign(?=s?$|ed$|ing$)", "In"),
    (r"igh", "I"),
    (r"gn(?=s?$|e[rd]|ing$)", "n"),
    (r"(?:ss|[tsc])i[oa]n|sh[uoe]n", "Sn"),
    (r"sci(?=[eo])|[ct]i(?=[ao])|sh", "S"),
    (r"sch", "sk"),
    (r"(?:tch|ch|t(?=ure))", "C"),
    (r"ph|v|f", "f"),
    (r"th", "T"),
    (r"que(?=s?$)|ck|kh|qu(?=[ei]t)|k|c(?![eiyh])", "k"),
    (r"qu", "kw"),
    (r"sc(?=[eiy])|c|z|s", "s"),
    (r"dg|j|g(?=[eiy])", "J"),
    (r"gh|g", "g"),
    (r"mb(?=s?$)", "m"),
    (r"x", "ks"),
    (r"(?:our|ure|[eiou]r)(?=$|s$|[^aeiouy])|ar$|re$", "R"),
    (r"ee|ea|ie(?=[a-z])|ei|ey$|y$|i$|e(?=" + _ONE + r"es?$)", "E"),
    (r"oo|ew|ue(?=[sl]?$)|ui|u(?=" + _ONE + r"es?$)", "U"),
    (r"oa|oe|ow(?=[nls]?$)|o(?=" + _ONE + r"es?$)|o$|o(?=ld)", "O"),
    (r"ou|ow", "V"),
    (r"a(?=" + _ONE + r"(?:e|ing|ed))", "A"),
    (r"ie$|uy|[iy](?=" + _ONE + r"(?:es?$|ed$|ing$))|i(?=nd|ld)", "I"),
    (r"e(?=$)|(?<![sxzcgh])e(?=s$)|(?<![td])e(?=d$)", ""),
    (r"y", "i"),
    (r"(?<=[a-z])h", ""),
)
_SPOKEN_AT = re.compile("|".join(f"({pattern})" for pattern, _ in _SPOKEN))
_TWICE = re.compile(r"(.)\1+")


def spoken(word: str) -> str:
    """How an English word in small letters sounds, a sign a sound, as far as a few rules tell."""
    found = _SPOKEN_AT.sub(lambda met: _SPOKEN[(met.lastindex or 1) - 1][1], word)
    return _TWICE.sub(r"\1", found)
