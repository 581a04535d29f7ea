"""How a language speaks about the parts of a law: a table of words by their role, and its loader.

The words are data; the grammar that reads them is in `content.citation` and knows no language. A word
ending in "*" stands for itself with any ending; a phrase is words separated by spaces. Words are folded
when they are compared, so they may be written as in a dictionary; Kazakh and Russian words are found in
Latin letters as well.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any


class Role(StrEnum):
    """What a word does in a question about a law."""

    ARTICLE = "article"
    ARTICLE_SHORT = "article_short"  # counts only right before or after a number: "ст", "art"
    ARTICLE_WEAK = "article_weak"  # also another word; counts when nothing else is asked: "a. 17"
    ARTICLE_MANY = "article_many"  # a number before it counts articles: "96 articles", "95 статей"
    PARAGRAPH = "paragraph"
    PARAGRAPH_SHORT = "paragraph_short"
    ITEM = "item"
    ITEM_SHORT = "item_short"
    SECTION = "section"
    SECTION_SHORT = "section_short"
    SECTION_MANY = "section_many"
    PART = "part"  # a paragraph where an article is named, else a section
    PREAMBLE = "preamble"
    PREAMBLE_WEAK = "preamble_weak"  # also another word; counts when nothing else is asked
    NUMBER_SIGN = "number_sign"  # "number", "№"
    THIS = "this"  # the article in hand
    LAST = "last"
    NEXT = "next"
    PREVIOUS = "previous"
    AND = "and"
    TO = "to"  # between two numbers: a range
    WITHIN = "within"  # anywhere beside two numbers: a range ("between", "арасы", "дейін")
    COMPARE = "compare"
    CHANGED = "changed"  # asks what became of an article: "what changed in article 9"
    EARLIER = "earlier"  # asks what was there before: "what was article 30 before"
    CARDINAL = "cardinal"
    ORDINAL = "ordinal"
    WEAK_NUMBER = "weak_number"  # a number word that is also another word ("one", "он")
    ORDINAL_ENDING = "ordinal_ending"  # after digits: "21-ю", "4th"
    CASE_ENDING = "case_ending"  # after digits: "4-тің"
    AND_ENDING = "and_ending"  # after digits: "4пен"
    UNIT = "unit"  # what is counted or measured: a number before it is no article
    STOP = "stop"  # carries no meaning for search
    SEARCHED = "searched"  # stands among the stopwords of a citation, and tells something in a search: "can"
    POLITE = "polite"  # "show me", "айт"
    ASKING = "asking"  # "how many", "when": beside it a bare number is no article
    CONSTITUTION = "constitution"
    OTHER_LAW = "other_law"  # a code, an act, by name or by abbreviation
    OTHER_LAW_OF = "other_law_of"  # "of the law", "заңның": another law if beside a citation
    OTHER_LAW_TITLE = "other_law_title"  # "закон о", "law on": another law if an article is named
    AMENDMENT = "amendment"
    COUNTRY = "country"
    OTHER_CONSTITUTION = (
        "other_constitution"  # another law by its full name: declined with or without a number
    )
    ASKED_FOR = "asked_for"  # asks for an answer in this language: "на русском"
    OWN = "own"  # the country of the pack
    EDITION = "edition"  # a cue for an edition of the pack


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """One language of questions. `snowball` is the name of its Snowball stemmer, None if there is none.

    `numbers` and `ordinals` give for a value its words in all forms; values from 20 up combine with smaller
    ones. Compared by identity.
    """

    code: str
    endonym: str
    scripts: tuple[str, ...]
    snowball: str | None
    words: Mapping[Role, tuple[str, ...]]
    numbers: Mapping[int, tuple[str, ...]]
    ordinals: Mapping[int, tuple[str, ...]]

    @property
    def stopwords(self) -> frozenset[str]:
        """Words without meaning for search, as written in the table (fold them as the index is folded)."""
        roles = (Role.STOP, Role.POLITE, Role.ASKING, Role.AND)
        return frozenset(word for role in roles for word in self.words.get(role, ()) if " " not in word)


def listed(words: str) -> tuple[str, ...]:
    """The words or phrases of a comma-separated list, without empty ones."""
    return tuple(word for word in (" ".join(part.split()) for part in words.split(",")) if word)


def build(
    code: str,
    *,
    endonym: str,
    scripts: Sequence[str],
    snowball: str | None,
    words: Mapping[str, str],
    numbers: Mapping[int, str],
    ordinals: Mapping[int, str],
) -> Language:
    """A language from comma-separated lists.

    Raises:
        ValueError: a role of `words` is unknown, or a number is negative.
    """
    if any(value < 0 for value in (*numbers, *ordinals)):
        raise ValueError(f"language {code}: numbers start at 0")
    return Language(
        code=code,
        endonym=endonym,
        scripts=tuple(scripts),
        snowball=snowball,
        words={Role(role): listed(text) for role, text in words.items()},
        numbers={value: listed(text) for value, text in numbers.items()},
        ordinals={value: listed(text) for value, text in ordinals.items()},
    )


def load(path: Path) -> Language:
    """The language of a pack's own `languages/<code>.yaml`; its keys are the parameters of `build`.

    Raises:
        ValueError: the file is no YAML, lacks a key, or names an unknown role; the message names the file.
        OSError: the file cannot be read.
    """
    # Only packs with a language of their own need YAML here; start-up need not wait for it.
    import yaml

    # The C loader reads ten times as fast; a source build of PyYAML may lack it.
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        data: Any = yaml.load(path.read_text("utf-8"), Loader=loader)  # nosec B506  # noqa: S506 - both loaders are safe ones
        return build(
            str(data.get("code", path.stem)),
            endonym=str(data["endonym"]),
            scripts=[str(script) for script in data["scripts"]],
            snowball=data.get("snowball"),
            words={str(role): _joined(words) for role, words in data["words"].items()},
            numbers={int(value): _joined(words) for value, words in data.get("numbers", {}).items()},
            ordinals={int(value): _joined(words) for value, words in data.get("ordinals", {}).items()},
        )
    except (yaml.YAMLError, KeyError, TypeError, AttributeError, ValueError) as error:
        raise ValueError(f"{path}: not a language table: {error}") from error


def _joined(words: object) -> str:
    """A list of YAML as the comma-separated text that Python tables use."""
    return ",".join(map(str, words)) if isinstance(words, list) else str(words)
