"""The figures a text states: ages, terms, counts and fractions, but not the numbers of articles it refers to."""

from __future__ import annotations

import re

from content.fold import plain

_REFERENCES = {
    "kk": re.compile(
        r"(?:\d+\)?-?\s*(?:,|жане|мен|пен)\s*)*\d+(?:-\d+)?\)?\s*[-–]?\s*(?:бап|тарма|тармакша|болим)\w*"
    ),
    "ru": re.compile(r"(?:стат|подпункт|пункт|раздел)\w*\s+\d+(?:\s*(?:,|и)\s*\d+)*"),
    "en": re.compile(
        r"(?:articles?|subparagraphs?|paragraphs?|sections?|items?)\s+\d+(?:\s*(?:,|and)\s*\d+)*"
    ),
}
_FRACTIONS: dict[str, tuple[tuple[str, str], ...]] = {
    "kk": (
        ("2/3", r"уштен еки\w*"),
        ("1/3", r"уштен бир\w*"),
        ("3/4", r"торттен уш\w*"),
        ("4/5", r"бестен торт\w*"),
        ("1/5", r"бестен бир\w*"),
        ("1/10", r"оннан бир\w*"),
        ("1/4", r"торттен бир\w*"),
        ("1/2", r"жарты\w*|тен жарым\w*"),
    ),
    "ru": (
        ("2/3", r"дв(?:е|ух|умя) трет\w*"),
        ("1/3", r"одн\w+ трет\w*|трет(?:ь|и|ью) (?:депутат|голос|состав|от)\w*"),
        ("3/4", r"тр(?:и|ех|емя) четверт\w*"),
        ("4/5", r"четыр\w+ пят\w*"),
        ("1/5", r"одн\w+ пят\w*"),
        ("1/10", r"одн\w+ десят\w*"),
        ("1/4", r"одн\w+ четверт\w*"),
        ("1/2", r"половин\w*"),
    ),
    "en": (
        ("2/3", r"two[- ]thirds"),
        ("1/3", r"(?:one|a)[- ]third"),
        ("3/4", r"three[- ]quarters|three[- ]fourths"),
        ("4/5", r"four[- ]fifths"),
        ("1/5", r"(?:one|a)[- ]fifth"),
        ("1/10", r"(?:one|a)[- ]tenth"),
        ("1/4", r"(?:one|a)[- ](?:quarter|fourth)"),
        ("1/2", r"\bhalf\b"),
    ),
}
_NUMBER = re.compile(r"\d+")


def figures_in(text: str, language: str) -> list[str] | None:
    """The figures of a text in its order of kinds: fractions as "2/3", then numbers. None for an unknown language."""
    if language not in _FRACTIONS:
        return None
    bare = plain(text)
    bare = re.sub(r"(?<=\d) (?=\d{3}\b)", "", _REFERENCES[language].sub(" ", bare))
    found = []
    for value, pattern in _FRACTIONS[language]:
        found.extend([value] * len(re.findall(pattern, bare)))
        bare = re.sub(pattern, " ", bare)
    return found + _NUMBER.findall(bare)
