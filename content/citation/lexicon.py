"""The words of all languages in one table, found however they are spelled."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeVar

from content.citation.model import Names
from content.fold import plain
from content.language import Language, Role
from content.sieve import Sieve
from content.translit import skeleton

_LONGEST_PREFIX = 16
_REMEMBERED = 1_000
_SHORTEST_OTHER = 5
_LONGEST_CHUNK = 40  # a longer one is no word that anybody else would write
_NAME_SKELETON = 4  # "yes" is not the European Union ("ЕС"): a country's abbreviation is taken as spelled
_SHORTEST_SKELETON = 5  # a shorter Cyrillic word is taken as spelled: skeletons of short words meet too often


T = TypeVar("T")


class Entry(NamedTuple):
    """One meaning of a word. `tail` holds the further words of a phrase; `value` a number, an edition or a
    language."""

    role: Role
    value: str
    language: str
    tail: tuple[str, ...] = ()


Entries = tuple[Entry, ...]
Cut = tuple[str, str, bool, Entries]
"""Text, kind and gluedness of a token, with its entries."""
CITES, SHORT_LABEL, NUMERAL, UNKNOWN = 1, 2, 4, 8
"""Marks of a chunk: something to cite by, a label that needs a number beside it, a word that may be a Roman number, one
of no table, which may be a misspelt number."""
Signs = tuple[int, tuple[str, ...]]
"""The marks of a chunk, added up, and the second words of phrases to cite by that it may begin."""
Sieved = tuple[Mapping[str, Entry], Sieve]
"""Words with their entries, ready to be looked through for those that a misspelt one may be."""


class Lexicon:
    """All words of `languages` and `names` by their spelling; answers are remembered, and in `cut` what was read."""

    def __init__(
        self, languages: Sequence[Language], names: Names, stands: Callable[[str], bool] | None = None
    ) -> None:
        """`stands` tells of a folded word whether it stands in the texts that are asked about, and so is no word of
        these tables that was typed on a wrong layout; None where that is not known."""
        self._stands = stands
        self._exact: dict[str, list[Entry]] = {}
        self._prefix: dict[str, list[Entry]] = {}
        self._exact_skeleton: dict[str, list[Entry]] = {}
        self._prefix_skeleton: dict[str, list[Entry]] = {}
        self._endings: dict[str, Role] = {}
        self.cut: dict[str, tuple[Cut, ...]] = {}
        self.signs: dict[str, Signs] = {}
        self.entries = lru_cache(maxsize=_REMEMBERED)(self._entries)
        self._spellings: dict[Role, dict[str, Entry]] = {}
        self._skeletons: dict[Role, dict[str, Entry]] = {}
        self._sieved: dict[tuple[Role, ...], tuple[Sieved, Sieved]] = {}
        for phrase, entry in _phrases(languages, names):
            self._add(phrase, entry)
        self._prefix_lengths = _lengths(self._prefix)
        self._prefix_skeleton_lengths = _lengths(self._prefix_skeleton)
        self._skeleton_letters = {key[:1] for key in (*self._exact_skeleton, *self._prefix_skeleton)}

    def is_other(self, word: str) -> bool:
        """Whether a folded word of no table is one of the texts; a short one may be anything."""
        return len(word) >= _SHORTEST_OTHER and self._stands is not None and self._stands(word)

    def remember(self, chunk: str, cut: tuple[Cut, ...]) -> None:
        """Keep how a chunk is cut into tokens, for when it comes again."""
        _keep(self.cut, chunk, cut)

    def remember_signs(self, chunk: str, signs: Signs) -> Signs:
        """Keep what of a chunk may be of a citation, for when it comes again."""
        _keep(self.signs, chunk, signs)
        return signs

    def spelled(self, roles: tuple[Role, ...]) -> Sieved:
        """The words of those roles as they are spelled; one of several roles has the first of them."""
        return self._of(roles)[0]

    def keyed(self, roles: tuple[Role, ...]) -> Sieved:
        """The same by the skeletons of Cyrillic words."""
        return self._of(roles)[1]

    def _of(self, roles: tuple[Role, ...]) -> tuple[Sieved, Sieved]:
        found = self._sieved.get(roles)
        if found is None:
            found = self._sieved[roles] = _sieved(self._spellings, roles), _sieved(self._skeletons, roles)
        return found

    def ending(self, word: str) -> Role | None:
        """The role of letters glued to digits ("21-ю", "4пен"), None for others."""
        return self._endings.get(plain(word)) or (
            self._endings.get(skeleton(word)) if word.isascii() else None
        )

    def _add(self, phrase: str, entry: Entry) -> None:
        if entry.role in (Role.ORDINAL_ENDING, Role.CASE_ENDING, Role.AND_ENDING):
            self._endings.setdefault(plain(phrase), entry.role)
            self._endings.setdefault(skeleton(phrase), entry.role)
            return
        head, *tail = phrase.split()
        entry = entry._replace(tail=tuple(tail))
        stem = plain(head.removesuffix("*"))
        starred = head.endswith("*")
        (self._prefix if starred else self._exact).setdefault(stem, []).append(entry)
        if not tail:
            self._spellings.setdefault(entry.role, {}).setdefault(stem, entry)
        if not stem.isascii():
            key = skeleton(head.removesuffix("*"))
            table = self._prefix_skeleton if starred else self._exact_skeleton
            table.setdefault(key, []).append(entry)
            if not tail:
                self._skeletons.setdefault(entry.role, {}).setdefault(key, entry)

    def _entries(self, word: str) -> Entries:
        """The meanings of a folded word, phrases that it begins among them; empty for a word of no table."""
        key = plain(word)
        found = [*self._exact.get(key, ()), *_longest(self._prefix, self._prefix_lengths, key)]
        cyrillic = "Ѐ" <= key[:1] <= "ԯ"
        if not found and len(key) >= (_SHORTEST_SKELETON if cyrillic else 2):
            # A letter of another script stays what it is.
            key = skeleton(word) if key[0] <= "ԯ" or key[0] in self._skeleton_letters else ""
            if len(key) > 1:
                spelled_alike = [
                    *self._exact_skeleton.get(key, ()),
                    *_longest(self._prefix_skeleton, self._prefix_skeleton_lengths, key),
                ]
                found += [
                    entry
                    for entry in spelled_alike
                    if len(key) >= _NAME_SKELETON or entry.role is not Role.COUNTRY
                ]
        return tuple(dict.fromkeys(found))


def spelled(word: str, pattern: str) -> bool:
    """Whether a folded word is the word of a table, or begins like it where the table has a star."""
    stem = pattern.removesuffix("*")
    if stem == pattern:
        return plain(word) == plain(stem) or (
            word.isascii() and len(word) > 1 and skeleton(word) == skeleton(stem)
        )
    if plain(word).startswith(plain(stem)):
        return True
    return word.isascii() and skeleton(word).startswith(skeleton(stem))


@lru_cache(maxsize=8)
def lexicon(languages: tuple[Language, ...], names: Names) -> Lexicon:
    """The table for these languages and names, made once (some 20 ms)."""
    return Lexicon(languages, names)


def _keep(kept: dict[str, T], chunk: str, what: T) -> None:
    """Keep what was found out about a chunk that may come again."""
    if len(chunk) > _LONGEST_CHUNK:
        return
    if len(kept) >= _REMEMBERED:
        # The oldest one: to forget all at once would hold up whoever asks just then.
        del kept[next(iter(kept))]
    kept[chunk] = what


def _sieved(tables: Mapping[Role, Mapping[str, Entry]], roles: Iterable[Role]) -> Sieved:
    words: dict[str, Entry] = {}
    for role in roles:
        for word, entry in tables.get(role, {}).items():
            words.setdefault(word, entry)
    return words, Sieve(words)


def _lengths(table: Iterable[str]) -> Mapping[str, Sequence[int]]:
    """By their first two letters the lengths of prefixes, the longest first: most words begin like none."""
    found: dict[str, set[int]] = {}
    for prefix in table:
        if 1 < len(prefix) <= _LONGEST_PREFIX:
            found.setdefault(prefix[:2], set()).add(len(prefix))
    return {head: sorted(lengths, reverse=True) for head, lengths in found.items()}


def _longest(
    table: Mapping[str, Sequence[Entry]], lengths: Mapping[str, Sequence[int]], key: str
) -> Iterable[Entry]:
    for length in lengths.get(key[:2], ()):
        found = table.get(key[:length])
        # A shorter key gives itself, at whatever length.
        if found and length <= len(key):
            return found
    return ()


def _phrases(languages: Sequence[Language], names: Names) -> Iterator[tuple[str, Entry]]:
    for language in languages:
        code = language.code
        for role, word in _roles(language):
            if role is not Role.COUNTRY or not _is_own(word, names):
                yield word, Entry(role, code if role is Role.ASKED_FOR else "", code)
        for role, numbers in ((Role.CARDINAL, language.numbers), (Role.ORDINAL, language.ordinals)):
            for value, words in numbers.items():
                for word in words:
                    yield word, Entry(role, str(value), code)
    for phrase in names.own:
        yield phrase, Entry(Role.OWN, "", "")
    for edition, phrases in names.editions:
        for phrase in phrases:
            yield phrase, Entry(Role.EDITION, edition, "")


def _roles(language: Language) -> Iterator[tuple[Role, str]]:
    for role, words in language.words.items():
        if role is not Role.SEARCHED:
            yield from ((role, word) for word in words)


def _is_own(country: str, names: Names) -> bool:
    """Whether a country of the tables is that of the pack."""
    return any(spelled(name, country) for name in names.own)
