"""Searching: a question in, candidates out, best first, each with a score that means the same for all.

The score of an article joins two kinds of evidence: its own words, and the topics that lead to it. Facts and sessions
are scored by their phrases alone. Whether the best candidate is good enough to answer with is decided in
`content.search.verdict`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from content.fold import fold, plain
from content.language import Language, Role
from content.languages import ALL
from content.model import Edition, Pack
from content.search.analysis import words
from content.search.index import Index, Phrase, Target, build
from content.search.vocabulary import Concept, Vocabulary

WORDS_SHARE = 0.62
"""What an article's own words can add up to."""
TOPIC_SHARE = 0.95
"""What the best topic can add up to."""
NEXT_PLACES = 0.86
"""What each further article of a topic has of the one before it."""
_UNLED: tuple[float, str | None, str | None] = (0.0, None, None)
_KAZAKH_LETTERS = frozenset("әғқңөұүһі")
BOTH = 0.3
"""How much the weaker kind of evidence adds to the stronger."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may answer: an article (with its likeliest paragraph, or None), a fact or a session; `score` from 0 to 1."""

    kind: Literal["article", "fact", "session"]
    identity: str
    score: float
    paragraph: str | None = None
    topic: str | None = None


@dataclass(frozen=True, slots=True)
class Findings:
    """Candidates, best first, and what is known of the question: its words, and the known share of its mass."""

    candidates: tuple[Candidate, ...]
    concepts: tuple[Concept, ...]
    known: float


class Engine:
    """A search engine over one edition of a pack, in all its languages at once."""

    def __init__(self, pack: Pack, edition: Edition, languages: Iterable[Language] = ALL) -> None:
        self.pack = pack
        self._languages = tuple(languages)
        stopwords = frozenset(fold(word) for language in self._languages for word in _unsearched(language))
        self.index: Index = build(pack, edition, stopwords)
        self.vocabulary = Vocabulary(self.index, pack.info.languages, stopwords)
        self._said = {
            language.code: frozenset(
                form for word in language.stopwords for form in (fold(word), plain(word))
            )
            for language in self._languages
            if language.code in pack.info.languages
        }
        self._place = {number: place for place, number in enumerate(self.index.numbers)}

    def search(self, question: str, limit: int = 12) -> Findings:
        """The candidates for a question in any language, script or layout; none for one without a known word."""
        concepts = self.vocabulary.concepts(question)
        mass = sum(concept.mass for concept in concepts)
        if not mass:
            return Findings((), tuple(concepts), 0.0)
        known = sum(concept.mass for concept in concepts if concept.terms) / mass
        own = self._by_words(concepts, mass)
        phrases = self._by_phrases(concepts, mass)
        candidates = self._articles(concepts, own, phrases)
        candidates.extend(
            Candidate(kind, identity, score) for (kind, identity), score in phrases.items() if kind != "topic"
        )
        candidates.sort(key=lambda candidate: (-candidate.score, candidate.identity))
        return Findings(tuple(candidates[:limit]), tuple(concepts), known)

    def language_of(self, question: str) -> str | None:
        """The language a question is written in where its words tell, else None.

        Letters that only Kazakh has decide at once. Otherwise each word votes for the languages whose function words or
        texts hold it; a word of one language alone counts double.
        """
        folded = fold(question)
        if "kk" in self._said and not _KAZAKH_LETTERS.isdisjoint(folded):
            return "kk"
        votes: Counter[str] = Counter()
        for word in words(folded):
            found = {code for code, said in self._said.items() if word in said} or self._spoken(word)
            for code in found:
                votes[code] += 2 if len(found) == 1 else 1
        ranked = votes.most_common(2)
        if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
            return None
        return ranked[0][0]

    def _spoken(self, word: str) -> set[str]:
        concepts = self.vocabulary.concepts(word)
        return {
            t.partition(":")[0] for concept in concepts if concept.how != "typo" for t, _ in concept.terms
        }

    def _by_words(self, concepts: list[Concept], mass: float) -> dict[int, float]:
        """For each article, the share of the question's mass that its own words answer, from 0 to 1."""
        total: dict[int, float] = defaultdict(float)
        weights = self.index.weights
        for concept in concepts:
            best: dict[int, float] = {}
            for term, quality in concept.terms:
                for article, weight in weights.get(term, {}).items():
                    value = weight * quality
                    if value > best.get(article, 0.0):
                        best[article] = value
            for article, value in best.items():
                total[article] += value * concept.mass
        return {article: value / mass for article, value in total.items()}

    def _by_phrases(self, concepts: list[Concept], mass: float) -> dict[Target, float]:
        """For each topic, fact and session, how well its best phrase is the question, from 0 to 1."""
        index = self.index
        met: dict[int, float] = defaultdict(float)
        for concept in concepts:
            best: dict[int, float] = {}
            for term, quality in concept.terms:
                worth = quality * index.mass(term)
                for place in index.by_term.get(term, ()):
                    if worth > best.get(place, 0.0):
                        best[place] = worth
            for place, worth in best.items():
                met[place] += worth
        scores: dict[Target, float] = {}
        for place, worth in met.items():
            phrase = index.phrases[place]
            score = _likeness(phrase, worth, mass)
            if score > scores.get(phrase.target, 0.0):
                scores[phrase.target] = score
        return scores

    def _articles(
        self, concepts: list[Concept], own: dict[int, float], phrases: dict[Target, float]
    ) -> list[Candidate]:
        led: dict[int, tuple[float, str | None, str | None]] = {}
        for (kind, identity), score in phrases.items():
            if kind != "topic":
                continue
            share = score
            for reference in self.pack.topic_by_id[identity].articles:
                number, _, part = reference.partition(".")
                place = self._place.get(number)
                if place is not None and share > led.get(place, _UNLED)[0]:
                    led[place] = (share, identity, part or None)
                share *= NEXT_PLACES
        found = []
        for place in own.keys() | led.keys():
            words = own.get(place, 0.0) * WORDS_SHARE
            topic, source, paragraph = led.get(place, _UNLED)
            topic *= TOPIC_SHARE
            strong, weak = max(words, topic), min(words, topic)
            score = strong + BOTH * weak * (1 - strong)
            if topic < words:
                paragraph = self.paragraph(place, concepts)
            found.append(Candidate("article", self.index.numbers[place], min(score, 1.0), paragraph, source))
        return found

    def paragraph(self, article: int, concepts: list[Concept]) -> str | None:
        """The number of the paragraph (or item) of an article that holds most of the question, or None."""
        total: dict[str, float] = defaultdict(float)
        for concept in concepts:
            best: dict[str, float] = {}
            for term, quality in concept.terms:
                for place, part in self.index.paragraphs.get(term, {}):
                    if place == article:
                        best[part] = max(best.get(part, 0.0), quality * concept.mass)
            for part, value in best.items():
                total[part] += value
        return max(total, key=lambda part: total[part]) if total else None


def _unsearched(language: Language) -> Iterable[str]:
    """Words that say nothing about what is looked for: function words, and the names of the law and its parts."""
    roles = (
        Role.STOP,
        Role.POLITE,
        Role.ASKING,
        Role.AND,
        Role.ARTICLE,
        Role.ARTICLE_MANY,
        Role.CONSTITUTION,
    )
    listed = (word for role in roles for word in language.words.get(role, ()))
    return (word.rstrip("*") for word in listed if " " not in word)


def _likeness(phrase: Phrase, met: float, mass: float) -> float:
    """How well a phrase is the question: how much of it was asked, times how much of the question it covers."""
    asked = min(1.0, met / phrase.mass)
    covered = min(1.0, met / mass)
    return float(asked**1.2 * covered**0.6)
