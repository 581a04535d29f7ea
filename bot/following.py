"""What people write for a topic, and back: `sessions`, `news`, `proposals`, `a4`, `s3`, `body-commission`."""

from __future__ import annotations

import re
from collections.abc import Iterable

from content.model import Body, Pack

WHOLE = ("sessions", "news", "proposals")
"""Topics that are one word."""

_ARTICLE = re.compile(r"a([0-9]{1,4}(?:-[0-9]{1,2})?)")
_SECTION = re.compile(r"s([0-9]{1,2})")


class UnknownTopicError(LookupError):
    """Nothing that can be followed is called so; `article` is the number where an article was meant."""

    def __init__(self, word: str, article: str | None = None) -> None:
        super().__init__(word)
        self.word = word
        self.article = article


def topic_of(pack: Pack, word: str, bodies: Iterable[Body] | None = None) -> str:
    """The topic of a word. `bodies` are those that hold sessions; None: those of the pack.

    A body may be named by its id alone. An article is followed by its key, so that it stays the same when the numbers
    change.

    Raises:
        UnknownTopicError: there is no such topic, or the text in force has no such article or section.
    """
    word = word.lower()
    if word in WHOLE:
        return word
    if found := _ARTICLE.fullmatch(word):
        return article_topic(pack, found[1])
    if (found := _SECTION.fullmatch(word)) and pack.edition.section(found[1]):
        return f"s:{found[1]}"
    named = re.sub(r"^body[-:]", "", word)
    if any(body.id == named for body in _bodies(pack, bodies)):
        return f"body:{named}"
    raise UnknownTopicError(word)


def _bodies(pack: Pack, bodies: Iterable[Body] | None) -> Iterable[Body]:
    return pack.bodies if bodies is None else bodies


def article_topic(pack: Pack, number: str) -> str:
    """The topic of the article that has this number in the text in force.

    Raises:
        UnknownTopicError: there is none.
    """
    article = pack.edition.by_number.get(number)
    if article is None:
        raise UnknownTopicError(f"a{number}", number)
    return f"a:{article.key}"


def word_of(pack: Pack, topic: str) -> str:
    """What people write for a topic today."""
    kind, _, of = topic.partition(":")
    if kind == "body":
        return f"body-{of}"
    if kind == "s":
        return f"s{of}"
    article = pack.edition.by_key.get(of) if kind in ("a", "proposals") and of else None
    return f"a{article.number}" if article else kind


def is_topic(pack: Pack, topic: str, bodies: Iterable[Body] | None = None) -> bool:
    """Whether a topic of a button can be followed; `bodies` as for `topic_of`."""
    kind, _, of = topic.partition(":")
    if not of:
        return kind in WHOLE
    if kind == "body":
        return any(body.id == of for body in _bodies(pack, bodies))
    if kind in ("a", "proposals"):
        return of in pack.edition.by_key
    return kind == "s" and pack.edition.section(of) is not None
