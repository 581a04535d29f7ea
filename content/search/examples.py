"""All that a pack says leads somewhere, one phrase at a time: what the index counts and what is learned from."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from content.model import PREAMBLE, ArticleText, Edition, Pack
from content.search.index import Target


class Example(NamedTuple):
    """A phrase in one language that leads to `references`, best first: articles with or without a paragraph ("18.3"),
    or "none"; a fact or a session is its `target` alone, and a topic is so besides.

    `field` is where it stands: "heading", "digest", "topic", "fact", "session" or "asked"; `text` of the last may begin
    with "=", for a list of words that is no phrase.
    """

    field: str
    language: str
    references: tuple[str, ...]
    text: str
    target: Target | None = None

    @property
    def places(self) -> Iterator[tuple[str, str]]:
        """(name of the place, paragraph or item or "") that the phrase leads to, best first."""
        if self.target and self.target[0] != "topic":
            yield ":".join(self.target), ""
        for reference in self.references:
            number, _, part = reference.partition(".")
            yield number, part


def examples(pack: Pack, edition: Edition) -> Iterator[Example]:
    """Every example of the pack, those of the edition's own texts first."""
    for language in pack.info.languages:
        yield from texts(edition, language)
    yield from phrases(pack)
    yield from asked(pack)


def numbers(edition: Edition) -> tuple[str, ...]:
    """The articles that are searched, the preamble among them."""
    return ((PREAMBLE,) if edition.preamble else ()) + edition.numbers


def texts(edition: Edition, language: str) -> Iterator[Example]:
    """The headings and digests of the articles in one language."""
    for number in numbers(edition):
        text = edition.article_text(number, language)
        if text is None:
            continue
        yield Example("heading", language, (number,), text.heading)
        for part, passage in _passages(text):
            yield Example("digest", language, (f"{number}.{part}" if part else number,), passage)


def phrases(pack: Pack) -> Iterator[Example]:
    """The names and synonyms of topics, and what facts and sessions answer."""
    for topic in pack.topics:
        target: Target = ("topic", topic.id)
        yield from _by_language(target, {code: (name,) for code, name in topic.names.items()}, topic.articles)
        yield from _by_language(target, topic.synonyms, topic.articles)
    for fact in pack.facts:
        yield from _by_language(("fact", fact.id), fact.ask)
    for session in pack.sessions:
        yield from _by_language(("session", session.id), session.ask)


def asked(pack: Pack) -> Iterator[Example]:
    """The example questions."""
    for language, listed in pack.asked.items():
        for reference, text in listed:
            yield Example("asked", language, (reference,), text)


def stamp(pack: Pack, edition: Edition) -> str:
    """A digest of all examples: it changes when any of them does."""
    seen = hashlib.sha256()
    for each in examples(pack, edition):
        seen.update(repr(each).encode())
    return seen.hexdigest()


def _passages(text: ArticleText) -> Iterator[tuple[str | None, str]]:
    """(paragraph or item number or None, passage) of a digest."""
    for paragraph in text.paragraphs:
        yield paragraph.number, paragraph.text
        for item in paragraph.items:
            yield paragraph.number or item.number, item.text


def _by_language(
    target: Target, listed: Mapping[str, Iterable[str]], references: tuple[str, ...] = ()
) -> Iterator[Example]:
    for language, said in listed.items():
        yield from (Example(target[0], language, references, phrase, target) for phrase in said)
