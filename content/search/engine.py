"""Searching: a question in, candidates out, best first, each with a score that means the same for all.

Two kinds of evidence speak for an article, a fact or a session: the phrases that lead to it, and where the question's
words lead taken one by one. Both are logarithms of likelihoods; a candidate's score is its share of the likelihood of
all. Whether the best candidate is good enough to answer with is decided in `content.search.verdict`.
"""

from __future__ import annotations

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from content.fold import fold, plain
from content.language import Language, Role
from content.languages import ALL
from content.model import Edition, Pack
from content.search import analysis
from content.search.analysis import words
from content.search.building import build
from content.search.index import PART_BITS, Index, Target, place_names
from content.search.learned import Learned
from content.search.sections import SectionNames
from content.search.signals import signals
from content.search.vocabulary import Concept, Vocabulary

PHRASE_WEIGHT = {"topic": 3.0, "fact": 5.0, "session": 5.0}
"""What the best phrase adds to the evidence for what it leads to, where it is the question word for word."""
RECORD_CAUTION = 1.5
"""What speaks against a fact or a session beforehand: the text comes first, unless they were clearly asked for."""
NEXT_PLACES = 0.86
"""What each further article of a topic has of the one before it."""
COMMON = 150
"""Phrases from which on a word is too common to bring a phrase in by itself."""
PARAGRAPH_NAMED = 1.5
"""What a topic's phrase must add for its paragraph to be named, rather than the one that holds most of the question."""
PLACED = 3
"""Candidates, from the best, whose likeliest paragraph is looked for."""
_KAZAKH_LETTERS = frozenset("әғқңөұүһі")


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may answer: an article (with its likeliest paragraph, or None), a fact or a session.

    `score` is from 0 to 1; `topic` the id of the topic that led to an article best, None if none did; `phrase` how far
    the question is a phrase that leads there, from 0 to 1; `refers` the articles that a fact is about.
    """

    kind: Literal["article", "fact", "session"]
    identity: str
    score: float
    paragraph: str | None = None
    topic: str | None = None
    phrase: float = 0.0
    refers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Findings:
    """Candidates, best first, and what is known of the question: its words, and the known share of its mass.

    `outside` is the score, from 0 to 1, with which the question is like those that the text does not answer.
    """

    candidates: tuple[Candidate, ...]
    concepts: tuple[Concept, ...]
    known: float
    outside: float = 0.0


@dataclass(slots=True)
class Evidence:
    """What speaks for one place: its best phrase with the topic and paragraph it names, and the lead of the question's
    words. Both are logarithms of likelihoods that add up."""

    phrase: float = 0.0
    lead: float = 0.0
    topic: str | None = None
    paragraph: str | None = None

    @property
    def total(self) -> float:
        """All that speaks for the place."""
        return self.phrase + self.lead


class Engine:
    """A search engine over one edition of a pack, in all its languages at once."""

    def __init__(
        self, pack: Pack, edition: Edition, languages: Iterable[Language] = ALL, index: Index | None = None
    ) -> None:
        """Search `edition`; `index` is one that was built before of the same pack, None to build it now."""
        self.pack = pack
        self._languages = tuple(languages)
        stopwords, faint = _stopwords(self._languages), _faint_terms(pack, self._languages)
        self.index: Index = index or build(pack, edition, stopwords, faint)
        self._sections = SectionNames(edition, self._languages, faint, self.index.terms)
        self.vocabulary = Vocabulary(self.index, pack.info.languages, stopwords)
        self._said = {
            language.code: frozenset(
                form for word in language.stopwords for form in (fold(word), plain(word))
            )
            for language in self._languages
            if language.code in pack.info.languages
        }
        self._names = place_names(self.index.numbers, self.index.records)
        self._place = {name: place for place, name in enumerate(self._names)}
        self._codes = tuple(term.partition(":")[0] for term in self.index.terms)
        self._likely = tuple(math.exp(bias) for bias in self.index.bias)
        self._all_likely = sum(self._likely)

    def search(self, question: str, limit: int = 10) -> Findings:
        """The candidates for a question in any language, script or layout; none for one without a known word."""
        concepts = self.vocabulary.concepts(question)
        mass = sum(concept.mass for concept in concepts)
        known = sum(concept.mass for concept in concepts if concept.terms)
        if not known:
            return Findings((), tuple(concepts), 0.0)
        evidence = self.evidence(concepts, self._phrases(concepts, mass))
        likely = self._shares(evidence)
        outside = likely.pop(self.index.nowhere, 0.0)
        best = heapq.nlargest(limit, likely, key=lambda place: (likely[place], -place))
        candidates = tuple(
            self._candidate(place, likely[place], evidence[place], concepts if rank < PLACED else [])
            for rank, place in enumerate(best)
        )
        return Findings(candidates, tuple(concepts), known / mass, outside)

    def _shares(self, evidence: Mapping[int, Evidence]) -> dict[int, float]:
        """How likely each place is what was asked for, from 0 to 1; all together, with those that nothing speaks for,
        are 1."""
        caution = {True: RECORD_CAUTION, False: 0.0}
        weighed = {
            place: self._likely[place] * math.exp(min(each.total, 60.0) - caution[place > self.index.nowhere])
            for place, each in evidence.items()
        }
        others = self._all_likely - sum(self._likely[place] for place in weighed)
        total = max(others, 0.0) + sum(weighed.values())
        return {place: each / total for place, each in weighed.items()}

    def _candidate(self, place: int, share: float, evidence: Evidence, concepts: list[Concept]) -> Candidate:
        if place > self.index.nowhere:
            return self._record(self.index.records[place - self.index.nowhere - 1], share, evidence)
        part = evidence.paragraph if evidence.phrase > PARAGRAPH_NAMED else None
        named = part or self._paragraph(place, concepts)
        phrase = evidence.phrase / PHRASE_WEIGHT["topic"]
        return Candidate("article", self.index.numbers[place], share, named, evidence.topic, phrase)

    def _record(self, record: Target, share: float, evidence: Evidence) -> Candidate:
        kind, identity = record
        phrase = evidence.phrase / PHRASE_WEIGHT[kind]
        if kind == "session":
            return Candidate("session", identity, share, phrase=phrase)
        about = tuple(reference.partition(".")[0] for reference in self.pack.fact_by_id[identity].articles)
        return Candidate("fact", identity, share, phrase=phrase, refers=about)

    def section_of(self, question: str) -> str | None:
        """The number of the section that a question asks for by name ("the section on the president"), or None."""
        if not self._sections.asks(question):
            return None
        return self._sections.named(self.vocabulary.concepts(question))

    def language_of(self, question: str) -> str | None:
        """The language a question is written in where its words tell, else None.

        Letters that only Kazakh has decide at once. Otherwise each word votes for the languages whose function words
        or texts hold it; a word of one language alone counts double.
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
        if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
            return None
        return ranked[0][0]

    def _spoken(self, word: str) -> set[str]:
        concept = self.vocabulary.spelt(word)
        return {self._codes[term] for term, _ in concept.terms} if concept else set()

    def evidence(self, concepts: list[Concept], phrases: dict[Target, float]) -> dict[int, Evidence]:
        """What speaks for each article, for nowhere and for each record, by its place in the index."""
        found: dict[int, Evidence] = defaultdict(Evidence)
        for term, strength in signals(concepts, self.index.idf).items():
            for place, value in self.index.leads.row(term):
                found[place].lead += value * strength
        for target, score in phrases.items():
            self._lead(target, score * PHRASE_WEIGHT[target[0]], found)
        return found

    def _lead(self, target: Target, worth: float, found: dict[int, Evidence]) -> None:
        """Credit what a phrase leads to: a record, or the articles of a topic, the first of them most."""
        kind, identity = target
        if kind != "topic":
            place = self._place[":".join(target)]
            found[place].phrase = max(worth, found[place].phrase)
            return
        for reference in self.pack.topic_by_id[identity].articles:
            number, _, part = reference.partition(".")
            place = self._place.get(number)
            if place is not None and worth > found[place].phrase:
                each = found[place]
                each.phrase, each.paragraph, each.topic = worth, part or None, identity
            worth *= NEXT_PLACES

    def _phrases(self, concepts: list[Concept], mass: float) -> dict[Target, float]:
        """For each target, how well its best phrase is the question, from 0 to 1."""
        index = self.index
        met: dict[int, float] = {}
        for concept in sorted(concepts, key=lambda each: -each.mass):
            for place, worth in self._worth(concept, met).items():
                met[place] = met.get(place, 0.0) + worth
        scores: dict[int, float] = {}
        for place, worth in met.items():
            asked, covered = min(1.0, worth / index.phrase_mass[place]), min(1.0, worth / mass)
            score = asked**1.2 * covered**0.6
            target = index.phrase_target[place]
            if score > scores.get(target, 0.0):
                scores[target] = score
        return {index.targets[target]: score for target, score in scores.items()}

    def _worth(self, concept: Concept, met: Mapping[int, float]) -> dict[int, float]:
        """What a concept is worth to each phrase that holds it; a common one only to those met already."""
        index = self.index
        best: dict[int, float] = {}
        for number, quality in concept.terms:
            worth = quality * index.idf[number]
            places: Iterable[int] = index.by_term.row(number)
            if met and len(places) > COMMON:  # type: ignore[arg-type]
                places = [place for place in met if number in index.phrase_terms.row(place)]
            for place in places:
                if worth > best.get(place, 0.0):
                    best[place] = worth
        return best

    def _paragraph(self, article: int, concepts: list[Concept]) -> str | None:
        """The number of the paragraph (or item) of an article that holds most of the question, or None."""
        total: dict[int, float] = defaultdict(float)
        for concept in concepts:
            best: dict[int, float] = {}
            for term, quality in concept.terms:
                for column, count in self.index.parts.row(term):
                    if column >> PART_BITS == article:
                        best[column] = max(
                            best.get(column, 0.0), quality * concept.mass * count / (count + 1)
                        )
            for column, value in best.items():
                total[column] += value
        if not total:
            return None
        column = max(total, key=lambda each: total[each])
        return self.index.part_names[column & (1 << PART_BITS) - 1]


_UNSEARCHED = (Role.STOP, Role.POLITE, Role.AND)
_NAMING = (Role.ASKING, Role.ARTICLE, Role.ARTICLE_MANY, Role.SECTION, Role.SECTION_MANY, Role.CONSTITUTION)


def _words(language: Language, roles: Iterable[Role]) -> Iterable[str]:
    """The words that a language has for those roles; a phrase gives each of its words."""
    return (
        word.rstrip("*")
        for role in roles
        for listed in language.words.get(role, ())
        for word in listed.split()
    )


def build_index(
    pack: Pack, edition: Edition, languages: Iterable[Language] = ALL, learned: Learned | None = None
) -> Index:
    """The index that an engine over this edition needs; `learned` is what was learned about its words, if anything."""
    known = tuple(languages)
    return build(pack, edition, _stopwords(known), _faint_terms(pack, known), learned)


def _stopwords(languages: Iterable[Language]) -> frozenset[str]:
    return frozenset(fold(word) for language in languages for word in _words(language, _UNSEARCHED))


def _faint_terms(pack: Pack, languages: Iterable[Language]) -> frozenset[str]:
    """Terms of the words that name the law, its parts and its country, and of question words."""
    codes = pack.info.languages
    named = [(fold(word), code) for word in pack.info.own_names for code in codes]
    for language in languages:
        if language.code in codes:
            named.extend((fold(word), language.code) for word in _words(language, _NAMING))
    return frozenset(analysis.term(word, code) for word, code in named)
