"""What is searched: the articles of one edition, and the phrases that lead to topics, facts and sessions.

Two kinds of evidence are kept apart. An article is found by the words of its headings and digests, weighted by field
and saturated as BM25F does it. A phrase (a topic's name or synonym, a question that a fact answers) is found as a
whole: by how much of it was asked, and how much of the question it covers.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from content.model import PREAMBLE, ArticleText, Edition, Pack
from content.search.analysis import terms

Target = tuple[Literal["topic", "fact", "session"], str]

FIELD_WEIGHTS = {"heading": 2.5, "digest": 1.0}
SATURATION = 1.2
"""BM25's k1: how soon a further occurrence of a word stops adding weight."""
LENGTH_SHARE = 0.4
"""BM25's b: how much a long article's words count less."""


@dataclass(slots=True)
class Phrase:
    """A phrase in one language, by its terms. `mass` is the sum of their idf."""

    target: Target
    language: str
    terms: tuple[str, ...]
    mass: float = 0.0


@dataclass(slots=True)
class Index:
    """The index. Articles are known by their place in `numbers`.

    `weights[term][article]` is the saturated weight from 0 to 1 of a term in an article; `paragraphs[term]` counts
    it by (article, paragraph or item number); `idf[term]` is its rarity; `forms` are the words as they stand in the texts,
    by script, with the term of each.
    """

    numbers: tuple[str, ...]
    weights: dict[str, dict[int, float]] = field(default_factory=dict)
    paragraphs: dict[str, dict[tuple[int, str], int]] = field(default_factory=dict)
    idf: dict[str, float] = field(default_factory=dict)
    forms: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    phrases: list[Phrase] = field(default_factory=list)
    by_term: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    rarest: float = 1.0

    def mass(self, term: str) -> float:
        """The idf of a term; the highest there is for one that the texts do not hold."""
        return self.idf.get(term, self.rarest)


def build(pack: Pack, edition: Edition, stopwords: frozenset[str]) -> Index:
    """The index of one edition's articles with the pack's topics, facts and sessions."""
    numbers = ((PREAMBLE,) if edition.preamble else ()) + edition.numbers
    index = Index(numbers)
    for language in pack.info.languages:
        _add_articles(index, edition, language, stopwords)
    _add_phrases(index, pack, stopwords)
    return index


def _add_articles(index: Index, edition: Edition, language: str, stopwords: frozenset[str]) -> None:
    counts: list[Counter[str]] = []
    for place, number in enumerate(index.numbers):
        text = edition.article_text(number, language)
        counts.append(_article_terms(index, place, text, language, stopwords) if text else Counter())
    average = sum(sum(count.values()) for count in counts) / max(1, len(counts)) or 1.0
    holders: Counter[str] = Counter(term for count in counts for term in count)
    for place, count in enumerate(counts):
        length = 1 - LENGTH_SHARE + LENGTH_SHARE * sum(count.values()) / average
        for term, weight in count.items():
            index.weights.setdefault(term, {})[place] = weight / (weight + SATURATION * length)
    for term, held in holders.items():
        index.idf[term] = math.log(1 + (len(counts) - held + 0.5) / (held + 0.5))
    index.rarest = max(index.rarest, math.log(1 + len(counts) / 1.5))


def _article_terms(
    index: Index, place: int, text: ArticleText, language: str, stopwords: frozenset[str]
) -> Counter[str]:
    weighted: Counter[str] = Counter()
    for name, part, passage in _passages(text):
        for word, term in terms(passage, language):
            if word in stopwords or len(word) < 2:
                continue
            index.forms[word].add(term)
            weighted[term] += FIELD_WEIGHTS[name]  # type: ignore[assignment]
            if part is not None:
                held = index.paragraphs.setdefault(term, {})
                held[place, part] = held.get((place, part), 0) + 1
    return weighted


def _passages(text: ArticleText) -> Iterator[tuple[str, str | None, str]]:
    """(field, paragraph or item number or None, passage) for all that is searched of an article."""
    yield "heading", None, text.heading
    for paragraph in text.paragraphs:
        yield "digest", paragraph.number, paragraph.text
        for item in paragraph.items:
            yield "digest", paragraph.number or item.number, item.text


def _add_phrases(index: Index, pack: Pack, stopwords: frozenset[str]) -> None:
    for target, language, text in _phrases(pack):
        held: dict[str, None] = {}
        for word, term in terms(text, language):
            if word in stopwords or len(word) < 2:
                continue
            index.forms[word].add(term)
            held[term] = None
        if held:
            index.phrases.append(Phrase(target, language, tuple(held)))
    holders: Counter[str] = Counter()
    for term, found in _targets_by_term(index).items():
        holders[term] = len(found)
    total = len({phrase.target for phrase in index.phrases}) or 1
    for term, held_by in holders.items():
        rarity = math.log(1 + (total - held_by + 0.5) / (held_by + 0.5))
        index.idf[term] = min(index.idf[term], rarity) if term in index.idf else rarity
    index.rarest = max(index.rarest, max(index.idf.values(), default=1.0))
    for place, phrase in enumerate(index.phrases):
        phrase.mass = sum(index.idf[term] for term in phrase.terms)
        for term in phrase.terms:
            index.by_term[term].append(place)


def _targets_by_term(index: Index) -> dict[str, set[Target]]:
    found: dict[str, set[Target]] = defaultdict(set)
    for phrase in index.phrases:
        for term in phrase.terms:
            found[term].add(phrase.target)
    return found


def _phrases(pack: Pack) -> Iterator[tuple[Target, str, str]]:
    """(target, language, phrase) for whatever is found by phrases."""
    for topic in pack.topics:
        yield from _by_language(("topic", topic.id), {code: (name,) for code, name in topic.names.items()})
        yield from _by_language(("topic", topic.id), topic.synonyms)
    for fact in pack.facts:
        yield from _by_language(("fact", fact.id), fact.ask)
    for session in pack.sessions:
        yield from _by_language(("session", session.id), session.ask)


def _by_language(target: Target, phrases: Mapping[str, Iterable[str]]) -> Iterator[tuple[Target, str, str]]:
    for language, listed in phrases.items():
        yield from ((target, language, phrase) for phrase in listed)
