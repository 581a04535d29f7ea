"""The numbers that Word shows but does not write into the text: counted as Word counts them."""

from __future__ import annotations

import re
from collections import defaultdict

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_MOST = 999


class Numbering:
    """Word's lists of one document; `root` is its numbering part, None where it has none."""

    def __init__(self, root: etree._Element | None) -> None:
        self._levels: dict[str, dict[int, etree._Element]] = {}
        self._abstract: dict[str, str] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        if root is not None:
            self._read(root)

    def mark(self, paragraph: etree._Element, style: etree._Element | None) -> str:
        """The number that Word shows before this paragraph, and the list counts on; empty where it shows none."""
        place = _place(paragraph) or (_place(style) if style is not None else None)
        if place is None:
            return ""
        number, depth = place
        abstract = self._abstract.get(number, "")
        levels = self._levels.get(abstract, {})
        if depth not in levels:
            return ""
        counts = self._counts[abstract]
        counts[depth] = counts.get(depth, _start(levels[depth]) - 1) + 1
        for deeper in [level for level in counts if level > depth]:
            del counts[deeper]
        return _written(levels, counts, depth)

    def _read(self, root: etree._Element) -> None:
        for abstract in root.iter(f"{_W}abstractNum"):
            self._levels[abstract.get(f"{_W}abstractNumId", "")] = {
                _digits(level.get(f"{_W}ilvl")): level for level in abstract.iter(f"{_W}lvl")
            }
        for number in root.iter(f"{_W}num"):
            self._abstract[number.get(f"{_W}numId", "")] = _value(number, "abstractNumId")


def _place(element: etree._Element) -> tuple[str, int] | None:
    properties = element.find(f"{_W}pPr/{_W}numPr")
    if properties is None:
        return None
    return _value(properties, "numId"), _digits(_value(properties, "ilvl"))


def _written(levels: dict[int, etree._Element], counts: dict[int, int], depth: int) -> str:
    def counted(match: re.Match[str]) -> str:
        level = int(match.group(1)) - 1
        if level not in levels:
            return ""
        return _figure(counts.get(level, _start(levels[level])), _value(levels[level], "numFmt"))

    if _value(levels[depth], "numFmt") in ("bullet", "none"):
        return ""
    return re.sub(r"%([1-9])", counted, _value(levels[depth], "lvlText")[:40])


def _figure(value: int, form: str) -> str:
    value = min(max(value, 1), _MOST)
    if form in ("lowerLetter", "upperLetter", "russianLower", "russianUpper"):
        letters = _RUSSIAN if form.startswith("russian") else _LATIN
        figure = letters[(value - 1) % len(letters)]
    elif form in ("lowerRoman", "upperRoman"):
        figure = _roman(value)
    else:
        return str(value)
    return figure.upper() if form.startswith("upper") or form.endswith("Upper") else figure


def _roman(value: int) -> str:
    figure = ""
    for worth, letters in _ROMAN:
        while value >= worth:
            figure, value = figure + letters, value - worth
    return figure


def _start(level: etree._Element) -> int:
    return _digits(_value(level, "start"), 1)


def _value(element: etree._Element, name: str) -> str:
    found = element.find(f"{_W}{name}")
    return "" if found is None else found.get(f"{_W}val", "")


def _digits(text: str | None, otherwise: int = 0) -> int:
    return int(text) if text is not None and re.fullmatch(r"\d{1,4}", text) else otherwise
