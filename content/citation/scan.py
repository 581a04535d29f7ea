"""From tokens to the items of the grammar."""

from collections.abc import Callable

from content.citation.digits import read_digits
from content.citation.items import (
    ARTICLES,
    ITEMS,
    LABELS,
    PREAMBLES,
    SECTIONS,
    SHORT,
    Item,
    Joint,
    Label,
    Mark,
    Number,
    Other,
)
from content.citation.lexicon import Entry, Lexicon, spelled
from content.citation.neighbours import beside_label, beside_number, is_numeric, past_signs
from content.citation.tokens import Token
from content.language import Role
from content.numerals import compose, roman, typewritten_roman

_MARKS = (
    Role.OTHER_LAW, Role.OTHER_LAW_OF, Role.OTHER_LAW_TITLE, Role.OTHER_CONSTITUTION, Role.AMENDMENT,
    Role.COUNTRY, Role.CONSTITUTION, Role.OWN, Role.EDITION, Role.ASKED_FOR, Role.THIS, Role.COMPARE,
    Role.WITHIN, Role.ASKING, Role.CHANGED, Role.EARLIER,
)  # fmt: skip
_POINTERS = {Role.LAST: "last", Role.NEXT: "+1", Role.PREVIOUS: "-1"}
_NUMERALS = (Role.CARDINAL, Role.ORDINAL)
_LIST_SIGNS = frozenset(",;&")
_SILENT = (Role.STOP, Role.POLITE, Role.NUMBER_SIGN)
_NUMERAL_LETTERS = frozenset("ivxlcіхупш")
"""Letters of Roman numbers, in either script and as typewriters had them."""
_LONGEST_NUMERAL = len("lxxxviii")
_ORDER = {role: place for place, role in enumerate((*ARTICLES, *SECTIONS, *ITEMS))}


class Scanner:
    """Reads tokens from left to right; each step takes at least one token, so the time is linear."""

    def __init__(self, tokens: list[Token], lexicon: Lexicon) -> None:
        self.tokens = tokens
        self.lexicon = lexicon
        self.items: list[Item] = []
        self.signed = False
        self._names_article = any(token.has(*ARTICLES) for token in tokens)

    def scan(self) -> list[Item]:
        """All items; words without meaning leave none. `signed` tells whether a number sign was there."""
        place = 0
        while place < len(self.tokens):
            place += max(1, self._step(place))
        return self.items

    def _step(self, place: int) -> int:
        token = self.tokens[place]
        steps: tuple[Callable[[int], int], ...] = (self._phrase, self._label, self._numeral, self._mark)
        if token.kind == "number":
            return self._phrase(place) or self._digits(place)
        if token.kind == "sign":
            return self._sign(place)
        if not (token.entries or token.glued or _may_be_roman(token.text)):
            self.items.append(Other(token.text))  # as most words are
            return 1
        for step in steps:
            if used := step(place):
                return used
        self._word(token)
        return 1

    def _phrase(self, place: int) -> int:
        """The longest phrase of several words that begins here."""
        best: tuple[int, Entry] | None = None
        for entry in self.tokens[place].entries:
            if entry.tail:
                used = self._tail(place + 1, entry.tail)
                if used and (best is None or used > best[0]):
                    best = used, entry
        if best is None:
            return 0
        used, entry = best
        text = " ".join(token.text for token in self.tokens[place : place + 1 + used] if token.kind != "sign")
        self._act(entry, text)
        return 1 + used

    def _tail(self, place: int, words: tuple[str, ...]) -> int:
        """How many tokens the rest of a phrase takes, 0 if it is not there; hyphens, dots and quotes may
        stand between."""
        start = place
        for word in words:
            while place < len(self.tokens) and self.tokens[place].text in '-."':
                place += 1
            if place >= len(self.tokens) or not spelled(self.tokens[place].text, word):
                return 0
            place += 1
        return place - start

    def _act(self, entry: Entry, text: str) -> None:
        if entry.role in _POINTERS:
            self.items.append(Number(text, _POINTERS[entry.role], ordinal=True, language=entry.language))
        elif entry.role in (*PREAMBLES, *LABELS):
            self.items.append(Label(text, entry.role, entry.language))
        elif entry.role in _MARKS:
            self.items.append(Mark(text, entry.role, entry.value, entry.language))
        elif entry.role in (Role.AND, Role.TO):
            self.items.append(Joint(entry.role is Role.TO))
        elif entry.role not in _SILENT:
            self.items.append(Other(text))

    def _label(self, place: int) -> int:
        token = self.tokens[place]
        labels = [entry for entry in token.entries if not entry.tail and entry.role in (*LABELS, *PREAMBLES)]
        if not labels:
            return 0
        for entry in sorted(labels, key=lambda entry: _ORDER.get(entry.role, len(_ORDER))):
            if entry.role in SHORT and not beside_number(
                self.tokens, place, weak=entry.role is Role.ARTICLE_WEAK
            ):
                continue
            # A word of several languages ("преамбула") tells nothing of the question's.
            shared = any(label.language != entry.language for label in labels if label.role is entry.role)
            self.items.append(Label(token.text, entry.role, None if shared else entry.language))
            return 1 + self._item_letter(place + 1, entry.role)
        return 0

    def _item_letter(self, place: int, role: Role) -> int:
        """The letter of an item: "подпункт а)"."""
        if role not in ITEMS:
            return 0
        start = place
        while place < len(self.tokens) and self.tokens[place].kind == "sign":
            place += 1
        if (
            place < len(self.tokens)
            and self.tokens[place].kind == "word"
            and len(self.tokens[place].text) == 1
        ):
            self.items.append(Number(self.tokens[place].text, self.tokens[place].text))
            return place + 1 - start
        return 0

    def _numeral(self, place: int) -> int:
        """Number words, Roman numerals beside their label, and words like "last"."""
        token = self.tokens[place]
        for entry in token.entries:
            if entry.role in _POINTERS and not entry.tail:
                self.items.append(
                    Number(token.text, _POINTERS[entry.role], ordinal=True, language=entry.language)
                )
                return 1
        if token.has(*_NUMERALS):
            return self._number_words(place)
        return self._roman(place)

    def _number_words(self, place: int) -> int:
        parts: list[tuple[int, bool]] = []
        places: list[int] = []
        language = None
        here = place
        while here < len(self.tokens):
            token = self.tokens[here]
            entry = _numeral_entry(token, language)
            if entry:
                language = language or entry.language
                parts.append((int(entry.value), entry.role is Role.ORDINAL))
                places.append(here)
            elif not (token.text == "-" and token.glued) and not self._within_hundreds(here, parts, language):
                break
            here += 1
        value, ordinal, used = compose(parts)
        end = places[used - 1] + 1
        if (
            used == 1
            and self.tokens[place].has(Role.WEAK_NUMBER)
            and not beside_label(self.tokens, place, language)
        ):
            return 0
        text = " ".join(self.tokens[at].text for at in places[:used])
        self._number(Number(text, str(value), ordinal, language), end)
        return end - place

    def _within_hundreds(self, place: int, parts: list[tuple[int, bool]], language: str | None) -> bool:
        """Whether an "and" stands inside a number, as English has it: "one hundred and twenty"."""
        token, after = self.tokens[place], self.tokens[place + 1 : place + 2]
        hundreds = language == "en" and bool(parts) and parts[-1][0] == 100
        return hundreds and token.text == "and" and bool(after) and _numeral_entry(after[0], "en") is not None

    def _roman(self, place: int) -> int:
        token = self.tokens[place]
        before = past_signs(self.tokens, place, -1)
        after = past_signs(self.tokens, place, 1)
        by_section = any(near and near.has(*SECTIONS, Role.PART) for near in (before, after))
        value = roman(token.text)
        if value is None and after and after.has(*SECTIONS):
            value = typewritten_roman(token.text)
        alone = len(self.tokens) == 1
        if value is None or not (
            by_section
            or alone
            or self._continues_list()
            or (before and before.has(*ARTICLES))
            or (after and after.has(*ARTICLES) and len(token.text) > 1)
        ):
            return 0
        if len(self.tokens) == 1 and len(token.text) > 1:
            self.items.append(Label("", Role.SECTION, None))
        self._number(Number(token.text, str(value)), place + 1)
        return 1

    def _continues_list(self) -> bool:
        """Whether a number of a list or range of sections has just been read: "разделы I-III"."""
        pair = self.items[-2:]
        joined = len(pair) == 2 and isinstance(pair[0], Number) and isinstance(pair[1], Joint)
        return joined and any(isinstance(item, Label) and item.kind is Role.SECTION for item in self.items)

    def _number(self, number: Number, end: int) -> None:
        """A number is kept unless it measures something: "72 часа"; after a label it is never a measure but
        a year."""
        following = self.tokens[end : end + 2]
        number.hyphened = len(following) == 2 and following[0].text == "-" and following[0].glued
        measured = any(token.has(Role.UNIT) for token in following[:1])
        labelled = bool(self.items) and isinstance(self.items[-1], Label)
        year = number.value.isdigit() and 1900 <= int(number.value[:6]) < 2100
        if measured and (year or not labelled):
            self.items.append(Other(number.text))
        else:
            self.items.append(number)

    def _digits(self, place: int) -> int:
        number, used, joins = read_digits(self.tokens, place, self.lexicon)
        if number is None:
            self.items.append(Other("".join(token.text for token in self.tokens[place : place + used])))
            return used
        if number.value.startswith("-"):
            self.items.append(number)
        else:
            self._number(number, place + used)
        if joins:
            self.items.append(Joint(is_range=False))
        return used

    def _sign(self, place: int) -> int:
        token = self.tokens[place]
        if token.text in ".+":
            self._dot_or_plus(place)
        elif token.text == "§":
            self.items.append(Label("§", Role.PARAGRAPH if self._names_article else Role.ARTICLE, None))
        elif token.has(Role.NUMBER_SIGN):
            self.signed = True
        elif token.text in _LIST_SIGNS or (token.text == "/" and self._names_article):
            self.items.append(Joint(is_range=False))
        elif token.text == "-":
            return self._hyphen(place)
        elif token.has(Role.UNIT) or token.text == "/":
            self.items.append(Other(token.text))
        return 1

    def _dot_or_plus(self, place: int) -> None:
        """Two dots lead to the end of a range; a plus joins numbers, or says "and more" ("18+")."""
        token = self.tokens[place]
        after = self.tokens[place + 1] if place + 1 < len(self.tokens) else None
        if token.text == "+":
            numeric = after is not None and is_numeric(self.tokens, place + 1)
            self.items.append(Joint(is_range=False) if numeric else Other("+"))
        elif after and after.text == "." and after.glued:
            self.items.append(Joint(is_range=True))

    def _hyphen(self, place: int) -> int:
        """Between numbers a range; right before a number that nothing precedes, its minus; else nothing."""
        token = self.tokens[place]
        after = self.tokens[place + 1] if place + 1 < len(self.tokens) else None
        if after is None or after.kind != "number":
            if (
                self.items
                and isinstance(self.items[-1], Number)
                and after
                and is_numeric(self.tokens, place + 1)
            ):
                self.items.append(Joint(is_range=True))
            return 1
        if self.items and isinstance(self.items[-1], Number):
            self.items.append(Joint(is_range=True))
        elif after.glued and not token.glued:
            number, used, _ = read_digits(self.tokens, place + 1, self.lexicon)
            if number:
                number.value = number.text = "-" + number.value
                self.items.append(number)
                return 1 + used
        return 1

    def _mark(self, place: int) -> int:
        """A single word that marks something, or joins numbers."""
        token = self.tokens[place]
        for entry in token.entries:
            if not entry.tail and entry.role in (*_MARKS, Role.AND, Role.TO):
                self._act(entry, token.text)
                return 1
        return 0

    def _word(self, token: Token) -> None:
        meaningless = token.has(Role.WEAK_NUMBER) or self._is_ending(token)
        if not token.has(*_SILENT) and (token.has(Role.UNIT) or not meaningless):
            self.items.append(Other(token.text))
        self.signed = self.signed or token.has(Role.NUMBER_SIGN)

    def _is_ending(self, token: Token) -> bool:
        """A case ending set off by a hyphen: "ҚР-ның"."""
        return token.glued and len(token.text) < 4 and self.lexicon.ending(token.text) is not None


def _may_be_roman(word: str) -> bool:
    return len(word) <= _LONGEST_NUMERAL and word[0] in _NUMERAL_LETTERS and word[-1] in _NUMERAL_LETTERS


def _numeral_entry(token: Token, language: str | None) -> Entry | None:
    """The token's number, in the language of the number words before it where it has one there."""
    numerals = [entry for entry in token.entries if entry.role in _NUMERALS and not entry.tail]
    same = [entry for entry in numerals if entry.language == language]
    return next(iter(same or numerals), None)
