"""A light stemmer for Kazakh: endings are taken off one layer at a time, from the outside in.

A Kazakh noun is stem + plural + possessive + case (+ predicate), each ending harmonising with what stands before it.
People type these endings with and without Kazakh letters, so they are recognised in the plain form (қ as к, ң as н,
ұ and ү as у …), which has the same number of letters: what is cut there is cut from the word as it was written.
Vowel harmony cannot be seen in the plain form, but the harmony of consonants can (-тар after т, -дар after н, -лар
after a vowel), and that is what keeps "құрылтай" and "президенті" whole. Derived words (азаматтық) keep their suffix.
"""

from __future__ import annotations

from content.fold import plain_letters

_PREDICATES = "мын мин бын бин пын пин сын син сыз сиз быз биз пыз пиз".split()
_CASES = (
    "нын нин дын дин тын тин "  # genitive
    "га ге ка ке "  # dative
    "ны ни ды ди ты ти "  # accusative
    "да де та те "  # locative
    "дан ден тан тен нан нен "  # ablative
    "мен бен пен "  # instrumental
    "дагы деги тагы теги "  # locative adjective
    "дай дей тай тей"  # likeness
).split()
_CASES_AFTER_POSSESSIVE = "ндагы ндеги нда нде нан нен на не н а е".split()
_POSSESSIVES = "ымыз имиз мыз миз ыныз иниз ныз низ ым им ын ин сы си ы и".split()
_PLURALS = "лар лер дар дер тар тер".split()
_VERBAL = (
    "майды мейди байды бейди пайды пейди мады меди бады беди пады педи "
    "ады еди йды йди ылган илген нган нген ган ген кан кен маган меген баган беген паган пеген "
    "атын етин йтын йтин ып ип са се уге уга у"
).split()

_SHORTEST = 3
"""Letters that always stay: shorter words are stems already."""
_DEVOICED = {"ғ": "қ", "г": "к", "б": "п"}
_VOWELS = frozenset("аеоуыиэюя")
_VOICELESS = frozenset("пфктсшщчцхбвгд")  # loans on -б -в -г -д take the endings of voiceless stems
_BEFORE: dict[str, frozenset[str]] = {
    **dict.fromkeys("ткп", _VOICELESS),
    **dict.fromkeys("дг", frozenset("аеоуыиэюялмнрйзж")),
    "н": _VOWELS | frozenset("мн"),
    "л": _VOWELS | frozenset("рй"),
    "м": _VOWELS | frozenset("лмнрйзж"),
    "б": frozenset("зжмн"),
    "с": _VOWELS | frozenset("лмнрйзжтк"),
    "й": _VOWELS,
}
"""After which plain letters an ending of that first letter may stand."""

# Nouns that lose a vowel before an ending (халық → халқы).
_SHORTENED = {
    "халқ": "халық", "халк": "халык", "ерк": "ерік", "мүлк": "мүлік", "мулк": "мулик", "орн": "орын", "мойн": "мойын",
    "құлқ": "құлық", "көрк": "көрік", "қалп": "қалып", "ауз": "ауыз", "дауы": "дауыс", "даус": "дауыс", "хұқ": "құқық",
}  # fmt: skip

# Words whose last letters only look like endings.
_WHOLE = frozenset(
    "тегін тегин білім билим әкім аким үкім уким өлім олим жарым қарым мүлік астана дауыс қызмет кызмет "
    "тәртіп тартип".split()
)


_Endings = tuple[tuple[int, frozenset[str]], ...]


def _longest_first(*endings: str) -> _Endings:
    """Endings by their length, the longest first."""
    lengths = sorted({len(ending) for ending in endings}, reverse=True)
    return tuple((n, frozenset(ending for ending in endings if len(ending) == n)) for n in lengths)


_NOUN = tuple(_longest_first(*layer) for layer in (_PREDICATES, _CASES))
_OWNED = _longest_first(*_CASES_AFTER_POSSESSIVE)
_OWN = _longest_first(*_POSSESSIVES)
_MANY = _longest_first(*_PLURALS)
_VERB = _longest_first(*_VERBAL)


def stem(word: str) -> str:
    """The stem of a folded Kazakh word, in the letters it was written with ("мектептерімізден" → "мектеп").

    A voiced consonant at the cut is restored ("азаматтығынан" → "азаматтық"). Words of other languages pass through
    with whatever looks like an ending taken off; that harms nothing where index and query do the same.
    """
    if word.isascii():
        return word
    bare = plain_letters(word)
    if len(bare) != len(word) or len(bare) <= _SHORTEST or word in _WHOLE:
        return word
    kept = _cut(bare, _noun(bare), _VERB)
    stemmed = word[:kept]
    if kept < len(word) and stemmed[-1] in _DEVOICED:
        stemmed = stemmed[:-1] + _DEVOICED[stemmed[-1]]
    return _SHORTENED.get(stemmed, stemmed)


def _noun(word: str) -> int:
    kept = len(word)
    for layer in _NOUN:
        kept = _cut(word, kept, layer)
    if kept == len(word):
        kept = _owned_case(word, kept)
    return _cut(word, _cut(word, kept, _OWN), _MANY)


def _owned_case(word: str, kept: int) -> int:
    """Cases that stand only after a possessive ending (азаматтығы-нан, жері-м-е), which must be there."""
    for length, endings in _OWNED:
        left = kept - length
        ending = word[left:kept] if left > _SHORTEST else ""
        after = ("ым", "им", "ын", "ин") if ending in ("а", "е") else ("ы", "и")
        if ending in endings and word.endswith(after, 0, left):
            return left
    return kept


def _cut(word: str, kept: int, endings: _Endings) -> int:
    for length, of_length in endings:
        left = kept - length
        if left < _SHORTEST or word[left:kept] not in of_length:
            continue
        if _may_follow(word[left - 1], word[left]) and not _VOWELS.isdisjoint(word[:left]):
            return left
    return kept


def _may_follow(before: str, first: str) -> bool:
    if first in _VOWELS:
        return before not in _VOWELS or before == "у"
    return before in _BEFORE.get(first, _VOWELS)
