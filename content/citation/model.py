"""What a citation is made of."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["article", "section", "preamble"]
Form = Literal["single", "list", "range", "compare"]
Asked = Literal["changes", "earlier"]


@dataclass(frozen=True, slots=True)
class Target:
    """One part of the constitution that is asked for.

    `number` is as written: "4", "83-1" (an inserted article), "-3", "999999999999"; "last"; "+1" and "-1"
    with a relative citation mean the next and the previous one; "" is the article in hand. Sections have
    Arabic numbers, the preamble has "0". `paragraph` may be "last", "+1" or "-1" too; None means the whole
    article.
    """

    kind: Kind
    number: str
    paragraph: str | None = None
    item: str | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """What a question cites.

    `targets` keep the order of the question, without repeats; ranges are expanded, 200 targets at most.
    `other_law`: another law, or another country's constitution, is named; then there are no targets.
    `edition` is the id whose cue was said, None if none was. `bare`: numbers alone, without the word
    "article". `relative`: the article in hand is needed to resolve a target. `language` is that of the
    citation's words, None if there are but digits and signs; `wants_language` is the one asked for ("на
    русском"). `rest` are folded words that belong neither to the citation nor to the words without meaning.
    `year` is the one by which a constitution is called ("the 1993 constitution"), None without one.
    `asks`: what became of the article, or what was there before, is the question rather than what it says.
    """

    targets: tuple[Target, ...]
    form: Form = "single"
    other_law: bool = False
    edition: str | None = None
    bare: bool = False
    relative: bool = False
    language: str | None = None
    wants_language: str | None = None
    rest: tuple[str, ...] = ()
    year: int | None = None
    asks: Asked | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Names:
    """What only the pack knows: names of its country, and cues for its editions by edition id.

    Phrases may end words in "*" for any ending, as in language tables. Compared by identity, so keep one
    for a pack.
    """

    own: tuple[str, ...] = ()
    editions: tuple[tuple[str, tuple[str, ...]], ...] = ()
