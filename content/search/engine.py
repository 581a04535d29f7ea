"""Searching: a question in, candidates out, best first, each with a score that means the same for all.

The score of an article joins two kinds of evidence: the phrases that lead to it, and where the question's words lead
taken one by one. Facts and sessions are scored by their phrases alone. Whether the best candidate
is good enough to answer with is decided in `content.search.verdict`.
"""

from __future__ import annotations

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
from content.search.index import NOWHERE, PART_BITS, Index, Target
from content.search.sections import SectionNames
from content.search.tables import Table
from content.search.vocabulary import Concept, Vocabulary

PHRASE_WEIGHT = 0.46
LEAD_WEIGHT = 0.48
LEAD_GROWTH = 0.11
"""What the best phrase and the average lead of the words, each from 0 to about 1, add to an article's score; a lead on
which many words agree counts more, by the root of their number."""
LEAD_FULL = 3.0
"""The average lead of a question's words (see `Index.leads`) that counts as 1."""
RECORD_WEIGHT = 1.1
"""Facts and sessions have no other evidence than their phrases, which counts for more."""
NEXT_PLACES = 0.86
"""What each further article of a topic has of the one before it."""
COMMON = 150
"""Phrases from which on a word is too common to bring a phrase in by itself."""
PLACED = 3
"""Candidates, from the best, whose likeliest paragraph is looked for."""
_KAZAKH_LETTERS = frozenset("әғқңөұүһі")


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may answer: an article (with its likeliest paragraph, or None), a fact or a session.

    `score` is from 0 to 1; `topic` the id of the topic that led to an article best, None if none did.
    """

    kind: Literal["article", "fact", "session"]
    identity: str
    score: float
    paragraph: str | None = None
    topic: str | None = None


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
    """What speaks for one article: its best phrase (from 0 to 1) with the topic and paragraph it names, and the lead of
    the question's words, weighted."""

    phrase: float = 0.0
    lead: float = 0.0
    topic: str | None = None
    paragraph: str | None = None

    @property
    def score(self) -> float:
        """The article's score, from 0 to 1."""
        return min(1.0, PHRASE_WEIGHT * self.phrase + self.lead)


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
        self._sections = SectionNames(edition, self._languages, faint)
        self.vocabulary = Vocabulary(self.index, pack.info.languages, stopwords)
        self._said = {
            language.code: frozenset(
                form for word in language.stopwords for form in (fold(word), plain(word))
            )
            for language in self._languages
            if language.code in pack.info.languages
        }
        self._place = {number: place for place, number in enumerate(self.index.numbers)} | {
            NOWHERE: self.index.nowhere
        }

    def search(self, question: str, limit: int = 10) -> Findings:
        """The candidates for a question in any language, script or layout; none for one without a known word."""
        concepts = self.vocabulary.concepts(question)
        mass = sum(concept.mass for concept in concepts)
        if not mass:
            return Findings((), tuple(concepts), 0.0)
        known = sum(concept.mass for concept in concepts if concept.terms) / mass
        phrases = self._phrases(concepts, mass)
        ranked: list[tuple[float, str, Target | int]] = [
            (min(1.0, score * RECORD_WEIGHT), target[1], target)
            for target, score in phrases.items()
            if target[0] in ("fact", "session")
        ]
        evidence = self.evidence(concepts, phrases)
        outside = evidence.pop(self.index.nowhere, Evidence()).score
        ranked.extend((each.score, self.index.numbers[place], place) for place, each in evidence.items())
        ranked.sort(key=lambda entry: (-entry[0], isinstance(entry[2], int), entry[1]))
        candidates = tuple(
            self._candidate(entry, evidence, concepts if place < PLACED else [])
            for place, entry in enumerate(ranked[:limit])
        )
        return Findings(candidates, tuple(concepts), known, outside)

    def _candidate(
        self, entry: tuple[float, str, Target | int], evidence: dict[int, Evidence], concepts: list[Concept]
    ) -> Candidate:
        score, identity, what = entry
        if not isinstance(what, int):
            return Candidate("fact" if what[0] == "fact" else "session", identity, score)
        found = evidence[what]
        part = found.paragraph if found.phrase > found.lead else None
        return Candidate("article", identity, score, part or self._paragraph(what, concepts), found.topic)

    def topics(self, concepts: list[Concept]) -> dict[str, float]:
        """For each topic that the words of a text touch, how well its best phrase is the text, from 0 to 1."""
        mass = sum(concept.mass for concept in concepts)
        scores = self._phrases(concepts, mass) if mass else {}
        return {identity: score for (kind, identity), score in scores.items() if kind == "topic"}

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
        return {term.partition(":")[0] for term, _ in concept.terms} if concept else set()

    def evidence(self, concepts: list[Concept], phrases: dict[Target, float]) -> dict[int, Evidence]:
        """What speaks for each article, by its place in the index."""
        found: dict[int, Evidence] = defaultdict(Evidence)
        known = max(1, sum(1 for concept in concepts if concept.terms))
        share = (LEAD_WEIGHT + LEAD_GROWTH * math.sqrt(known)) / (LEAD_FULL * known)
        for concept in concepts:
            for place, value in self._best(concept, self.index.leads).items():
                found[place].lead += value * share
        for target, score in phrases.items():
            self._lead(target, score, found)
        return found

    def _lead(self, target: Target, score: float, found: dict[int, Evidence]) -> None:
        """Credit the articles that a topic leads to, the first of them most."""
        kind, identity = target
        if kind != "topic":
            return
        for reference in self.pack.topic_by_id[identity].articles:
            number, _, part = reference.partition(".")
            place = self._place.get(number)
            if place is not None and score > found[place].phrase:
                each = found[place]
                each.phrase, each.paragraph, each.topic = score, part or None, identity
            score *= NEXT_PLACES

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
        for term, quality in concept.terms:
            number = index.terms[term]
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
                for column, count in self.index.parts.row(self.index.terms[term]):
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

    def _best(self, concept: Concept, table: Table) -> dict[int, float]:
        """For each article the most that a term of the concept gives it in a table."""
        best: dict[int, float] = {}
        for term, quality in concept.terms:
            for place, value in table.row(self.index.terms[term]):
                if value * quality > best.get(place, 0.0):
                    best[place] = value * quality
        return best


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


def build_index(pack: Pack, edition: Edition, languages: Iterable[Language] = ALL) -> Index:
    """The index that an engine over this edition needs."""
    known = tuple(languages)
    return build(pack, edition, _stopwords(known), _faint_terms(pack, known))


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
