"""What is searched: the articles of one edition, and the phrases that lead to topics, facts, sessions and articles.

Three kinds of evidence are kept apart:

- `weights`: the words of an article's heading and digests, weighted by field and saturated as BM25F does it;
- `phrases`: a topic's name or synonym, a question that a fact answers, an example question: each found as a whole,
  by how much of it was asked and how much of the question it covers;
- `leads`: how much more often a word stands in what leads to an article than elsewhere, as naive Bayes has it: the
  logarithm of the ratio, in so far as it is positive and the word was seen often enough to be relied on.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from content.model import PREAMBLE, ArticleText, Edition, Pack
from content.search.analysis import terms

Target = tuple[Literal["topic", "fact", "session", "asked"], str]
"""What a phrase leads to: an id, or for an example question the article it is answered by ("18.3")."""

FIELD_WEIGHTS = {"heading": 2.5, "digest": 1.0}
SATURATION = 1.2
"""BM25's k1: how soon a further occurrence of a word stops adding weight."""
LENGTH_SHARE = 0.4
"""BM25's b: how much a long article's words count less."""
LEAD_WEIGHTS = {"heading": 1.0, "digest": 0.7, "topic": 1.0, "asked": 0.7}
"""How much a word counts by where it stands, in what it leads to."""
LEAD_RELIANCE = 1.0
"""After so many occurrences a word's lead counts half."""
LEAD_SMOOTHING = 0.1
LEAD_PRIOR = 30.0
LEAD_PLACES = 0.6
"""What each further article of a topic has of the one before it, in what a word leads to."""
LEADS_KEPT = 24
NOWHERE = "none"
"""The reference of example questions that the text does not answer."""
NO_ARTICLE = -1
"""The place to which words lead that belong to such questions."""
FAINT = 1.0
"""The most that a word counts which names the law itself or a part of it ("article", "constitution")."""


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

    `weights[term][article]` is the saturated weight from 0 to 1 of a term in an article; `paragraphs[term][article]`
    counts it by the number of the paragraph or item; `leads[term][article]` is how strongly a term leads there, from 0 up;
    `idf[term]` is its rarity; `forms` are the words as they stand in the texts, with their terms.
    """

    numbers: tuple[str, ...]
    weights: dict[str, dict[int, float]] = field(default_factory=dict)
    paragraphs: dict[str, dict[int, dict[str, float]]] = field(default_factory=dict)
    leads: dict[str, dict[int, float]] = field(default_factory=dict)
    idf: dict[str, float] = field(default_factory=dict)
    forms: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    phrases: list[Phrase] = field(default_factory=list)
    by_term: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    rarest: float = 1.0

    def mass(self, term: str) -> float:
        """The idf of a term; the highest there is for one that the texts do not hold."""
        return self.idf.get(term, self.rarest)


def build(pack: Pack, edition: Edition, stopwords: frozenset[str], faint: frozenset[str] = frozenset()) -> Index:
    """The index of one edition's articles with the pack's topics, facts, sessions and example questions.

    `stopwords` are words that are left out; `faint` are terms that tell phrases apart but lead to no article.
    """
    numbers = ((PREAMBLE,) if edition.preamble else ()) + edition.numbers
    builder = _Builder(Index(numbers), pack, stopwords, faint)
    for language in pack.info.languages:
        builder.add_articles(edition, language)
    builder.add_phrases()
    builder.finish()
    return builder.index


class _Builder:
    """Counts on the way to an index."""

    def __init__(self, index: Index, pack: Pack, stopwords: frozenset[str], faint: frozenset[str]) -> None:
        self.index = index
        self._pack = pack
        self._stopwords = stopwords
        self._faint = faint
        self._place = {number: place for place, number in enumerate(index.numbers)} | {NOWHERE: NO_ARTICLE}
        self._led: dict[str, dict[int, float]] = defaultdict(lambda: defaultdict(float))
        self._targets: dict[str, set[str]] = defaultdict(set)

    def _terms(self, text: str, language: str) -> Iterator[str]:
        for word, term in terms(text, language):
            if len(word) > 1 and word not in self._stopwords:
                self.index.forms[word].add(term)
                yield term

    def add_articles(self, edition: Edition, language: str) -> None:
        """The words of every article in one language."""
        index = self.index
        counts: list[dict[str, float]] = []
        for place, number in enumerate(index.numbers):
            text = edition.article_text(number, language)
            counts.append(self._article(place, text, language) if text else {})
        average = sum(sum(count.values()) for count in counts) / max(1, len(counts)) or 1.0
        holders: Counter[str] = Counter(term for count in counts for term in count)
        for place, count in enumerate(counts):
            length = 1 - LENGTH_SHARE + LENGTH_SHARE * sum(count.values()) / average
            for term, weight in count.items():
                index.weights.setdefault(term, {})[place] = weight / (weight + SATURATION * length)
        for term, held in holders.items():
            index.idf[term] = math.log(1 + (len(counts) - held + 0.5) / (held + 0.5))
        index.rarest = max(index.rarest, math.log(1 + len(counts) / 1.5))

    def _article(self, place: int, text: ArticleText, language: str) -> dict[str, float]:
        weighted: dict[str, float] = defaultdict(float)
        for name, part, passage in _passages(text):
            for term in self._terms(passage, language):
                if term in self._faint:
                    continue
                weighted[term] += FIELD_WEIGHTS[name]
                self._led[term][place] += LEAD_WEIGHTS[name]
                if part is not None:
                    self._at(term, place, part, 1.0)
        return weighted

    def _at(self, term: str, place: int, part: str, weight: float) -> None:
        held = self.index.paragraphs.setdefault(term, {}).setdefault(place, {})
        held[part] = held.get(part, 0.0) + weight

    def add_phrases(self) -> None:
        """The phrases of topics, facts, sessions and example questions."""
        references = {("topic", topic.id): topic.articles for topic in self._pack.topics}
        for target, language, text in _phrases(self._pack):
            listed = text.startswith("=")
            held = dict.fromkeys(self._terms(text, language))
            if not held:
                continue
            if not listed:
                self.index.phrases.append(Phrase(target, language, tuple(held)))
            led = (target[1],) if target[0] == "asked" else references.get(target, ())
            for term in held:
                self._targets[term].add(led[0] if led else target[1])
            meant = [term for term in held if term not in self._faint]
            self._lead(meant, led, LEAD_WEIGHTS.get(target[0], 0.0))

    def _lead(self, held: Sequence[str], references: Iterable[str], share: float) -> None:
        for reference in references:
            number, _, part = reference.partition(".")
            place = self._place.get(number)
            if place is None:
                continue
            for term in held:
                self._led[term][place] += share
                if part:
                    self._at(term, place, part, share)
            share *= LEAD_PLACES

    def finish(self) -> None:
        """Rarity and masses, once everything is counted."""
        index = self.index
        total = len({phrase.target[1] for phrase in index.phrases}) or 1
        for term, targets in self._targets.items():
            rarity = math.log(1 + (total - len(targets) + 0.5) / (len(targets) + 0.5))
            index.idf[term] = min(index.idf[term], rarity) if term in index.idf else rarity
        index.idf.update({term: min(FAINT, index.idf.get(term, FAINT)) for term in self._faint})
        index.rarest = max(index.rarest, max(index.idf.values(), default=1.0))
        self._finish_leads()
        for place, phrase in enumerate(index.phrases):
            phrase.mass = sum(index.idf[term] for term in phrase.terms)
            for term in phrase.terms:
                index.by_term[term].append(place)

    def _finish_leads(self) -> None:
        sizes: dict[int, float] = defaultdict(float)
        for led in self._led.values():
            for place, count in led.items():
                sizes[place] += count
        total, places = sum(sizes.values()), len(sizes) or 1
        for term, led in self._led.items():
            seen = sum(led.values())
            reliance, smoothing = seen / (seen + LEAD_RELIANCE), LEAD_SMOOTHING * seen / places
            leads = {
                place: reliance * math.log((count + smoothing) / (sizes[place] + LEAD_PRIOR) * total / seen)
                for place, count in led.items()
            }
            kept = sorted(leads, key=lambda place: -leads[place])[:LEADS_KEPT]
            self.index.leads[term] = {place: leads[place] for place in kept if leads[place] > 0}


def _passages(text: ArticleText) -> Iterator[tuple[str, str | None, str]]:
    """(field, paragraph or item number or None, passage) for all that is searched of an article."""
    yield "heading", None, text.heading
    for paragraph in text.paragraphs:
        yield "digest", paragraph.number, paragraph.text
        for item in paragraph.items:
            yield "digest", paragraph.number or item.number, item.text


def _phrases(pack: Pack) -> Iterator[tuple[Target, str, str]]:
    """(target, language, phrase) for whatever is found by phrases; a list of words begins with "="."""
    for topic in pack.topics:
        yield from _by_language(("topic", topic.id), {code: (name,) for code, name in topic.names.items()})
        yield from _by_language(("topic", topic.id), topic.synonyms)
    for fact in pack.facts:
        yield from _by_language(("fact", fact.id), fact.ask)
    for session in pack.sessions:
        yield from _by_language(("session", session.id), session.ask)
    for language, examples in pack.asked.items():
        yield from ((("asked", reference), language, question) for reference, question in examples)


def _by_language(target: Target, phrases: Mapping[str, Iterable[str]]) -> Iterator[tuple[Target, str, str]]:
    for language, listed in phrases.items():
        yield from ((target, language, phrase) for phrase in listed)
