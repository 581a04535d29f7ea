"""Searching: a question in, candidates out, best first, each with a score that means the same for all.

Two kinds of evidence speak for an article, a fact or a session: the phrases that lead to it, and where the question's
words lead taken one by one. Both are logarithms of likelihoods; a candidate's score is its share of the likelihood of
all. Whether the best candidate is good enough to answer with is decided in `content.search.verdict`.
"""

from __future__ import annotations

import gc
import heapq
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from operator import neg
from pathlib import Path
from typing import Literal, NamedTuple

from content.fold import fold, plain
from content.language import Language, Role
from content.languages import ALL
from content.model import Edition, Pack
from content.search import analysis
from content.search.analysis import words
from content.search.building import build
from content.search.concept import Concept
from content.search.evidence import PHRASE_WEIGHT, Evidence, Led
from content.search.index import PART_BITS, Index, Target
from content.search.learned import Learned
from content.search.sections import SectionNames
from content.search.tally import Tally, stamp_of_files
from content.search.vocabulary import Vocabulary

PARAGRAPH_NAMED = 1.5
"""What a topic's phrase must add for its paragraph to be named, rather than the one that holds most of the question."""
PLACED = 3
"""Candidates, from the best, whose likeliest paragraph is looked for."""
SECTION_LOOKED_AT = 20
"""Candidates, from the best, that tell which section is meant."""
SECTION_SHARE = 0.7
"""The share of their scores that those of one section must have."""
_REMEMBERED = 2_000
_KAZAKH_LETTERS = frozenset("әғқңөұүһі")


class Candidate(NamedTuple):
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


class Engine:
    """A search engine over one edition of a pack, in all its languages at once."""

    def __init__(
        self, pack: Pack, edition: Edition, languages: Iterable[Language] = ALL, index: Index | None = None
    ) -> None:
        """Search `edition`; `index` is one that was built before of the same pack, None to build it now."""
        self.pack = pack
        self._section_by_article = {article.number: article.section for article in edition.articles}
        self._languages = tuple(languages)
        stopwords, faint = _stopwords(self._languages), _faint_terms(pack, self._languages)
        self.index: Index = index or build(pack, edition, stopwords, faint)
        self._searched = frozenset(
            fold(word) for language in self._languages for word in _words(language, (Role.SEARCHED,))
        )
        self._sections = SectionNames(edition, self._languages, faint, self.index.terms)
        self.vocabulary = Vocabulary(self.index, pack.info.languages, stopwords)
        self._said = {
            language.code: frozenset(
                form for word in language.stopwords for form in (fold(word), plain(word))
            )
            for language in self._languages
            if language.code in pack.info.languages
        }
        self._votes = lru_cache(maxsize=_REMEMBERED)(self._votes_of)
        self._ballots: dict[frozenset[str], frozenset[str]] = {}
        codes = [term.partition(":")[0] for term in self.index.terms]
        self._codes = tuple(dict.fromkeys(codes))
        place = {code: place for place, code in enumerate(self._codes)}
        self._code_of = array("H", (place[code] for code in codes))
        self._evidence = Evidence(pack, self.index)

    def search(self, question: str, limit: int = 10) -> Findings:
        """The candidates for a question in any language, script or layout; none for one without a known word."""
        concepts = self.vocabulary.concepts(question)
        mass = sum(concept.mass for concept in concepts)
        known = sum(concept.mass for concept in concepts if concept.terms)
        if not known:
            return Findings((), tuple(concepts), 0.0)
        likely, phrases = self._evidence.shares(concepts, mass)
        outside = likely.pop(self.index.nowhere, 0.0)
        best = heapq.nlargest(limit, zip(likely.values(), map(neg, likely), strict=True))
        candidates = tuple(
            self._candidate(-place, share, phrases.get(-place), concepts if rank < PLACED else [])
            for rank, (share, place) in enumerate(best)
        )
        return Findings(candidates, tuple(concepts), known / mass, outside)

    def _candidate(
        self, place: int, share: float, spoken: tuple[float, Led] | None, concepts: list[Concept]
    ) -> Candidate:
        worth, led = spoken or (0.0, None)
        if place > self.index.nowhere:
            return self._record(self.index.records[place - self.index.nowhere - 1], share, worth)
        number = self.index.numbers[place]
        if led is None:
            return Candidate("article", number, share, self._paragraph(place, concepts))
        part = led.paragraph if worth > PARAGRAPH_NAMED else None
        named = part or self._paragraph(place, concepts)
        return Candidate("article", number, share, named, led.topic, worth / PHRASE_WEIGHT["topic"])

    def _record(self, record: Target, share: float, worth: float) -> Candidate:
        kind, identity = record
        phrase = worth / PHRASE_WEIGHT[kind]
        if kind == "session":
            return Candidate("session", identity, share, phrase=phrase)
        about = tuple(reference.partition(".")[0] for reference in self.pack.fact_by_id[identity].articles)
        return Candidate("fact", identity, share, phrase=phrase, refers=about)

    def subject(self, text: str) -> list[Concept]:
        """What the words of a text mean that it is about: what of "must" and "can" tells questions apart is left out,
        since everybody who proposes something says it."""
        concepts = self.vocabulary.concepts(text)
        return [concept for concept in concepts if concept.word not in self._searched]

    def articles(self, concepts: list[Concept]) -> dict[int, float]:
        """For each article that the words of a text lead to, by its place in the index, how far they do."""
        led = self._evidence.by_words(concepts)
        return {place: lead for place, lead in led.items() if place < self.index.nowhere and lead > 0}

    def topics(self, concepts: list[Concept]) -> dict[str, float]:
        """For each topic that the words of a text touch, how well its best phrase is the text, from 0 to 1."""
        mass = sum(concept.mass for concept in concepts)
        scores = self._evidence.phrases(concepts, mass) if mass else {}
        named = ((self.index.targets[number], score) for number, score in scores.items())
        return {identity: score for (kind, identity), score in named if kind == "topic"}

    def section_of(self, question: str) -> str | None:
        """The number of the section that a question asks for by name ("the section on the president"), or None."""
        if not self._sections.asks(question):
            return None
        named = self._sections.named(self.vocabulary.concepts(question))
        return None if named is None else self._section_led_to(question) or named

    def _section_led_to(self, question: str) -> str | None:
        """The number of the section that most of the evidence leads into; None where it leads into several.

        A name may hold a word that another section is about: "courts" is in the name of the Constitutional Court's.
        """
        shares: dict[str, float] = defaultdict(float)
        for each in self.search(question, limit=SECTION_LOOKED_AT).candidates:
            if each.kind == "article" and each.identity in self._section_by_article:
                shares[self._section_by_article[each.identity]] += each.score
        best = max(shares, key=shares.__getitem__, default=None)
        return best if best and shares[best] >= SECTION_SHARE * sum(shares.values()) else None

    def language_of(self, question: str) -> str | None:
        """The language a question is written in where its words tell, else None.

        Letters that only Kazakh has decide at once. Otherwise each word votes for the languages whose function words
        or texts hold it; a word of one language alone counts double.
        """
        folded = fold(question)
        if "kk" in self._said and not _KAZAKH_LETTERS.isdisjoint(folded):
            return "kk"
        votes: Counter[str] = Counter()
        for word in words(question):
            found = self._votes(word)
            for code in found:
                votes[code] += 2 if len(found) == 1 else 1
        ranked = votes.most_common(2)
        if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
            return None
        return ranked[0][0]

    def _votes_of(self, word: str) -> frozenset[str]:
        """The languages that a word votes for. There are few such sets, and one of each is kept."""
        found = frozenset(code for code, said in self._said.items() if word in said) or self._spoken(word)
        return self._ballots.setdefault(found, found)

    def _spoken(self, word: str) -> frozenset[str]:
        concept = self.vocabulary.spelt(word)
        codes, code_of = self._codes, self._code_of
        return frozenset(codes[code_of[term]] for term, _ in concept.terms) if concept else frozenset()

    def _paragraph(self, article: int, concepts: list[Concept]) -> str | None:
        """The number of the paragraph (or item) of an article that holds most of the question, or None."""
        if not concepts:
            return None
        first, last = article << PART_BITS, article + 1 << PART_BITS
        total: dict[int, float] = {}
        between = self.index.parts.between
        for concept in concepts:
            best: dict[int, float] = {}
            for term, quality in concept.terms:
                for column, count in between(term, first, last):
                    worth = quality * concept.mass * count / (count + 1)
                    if worth > best.get(column, 0.0):
                        best[column] = worth
            for column, value in best.items():
                total[column] = total.get(column, 0.0) + value
        if not total:
            return None
        column = max(total, key=total.__getitem__)
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
    pack: Pack,
    edition: Edition,
    languages: Iterable[Language] = ALL,
    learned: Learned | None = None,
    tally: Tally | None = None,
) -> Index:
    """The index that an engine over this edition needs; `learned` is what was learned about its words, and `tally` what
    was counted of its example questions, if anything."""
    known = tuple(languages)
    # Hundreds of thousands of small things are made and none is garbage: looking for it takes a third of the time.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return build(pack, edition, _stopwords(known), _faint_terms(pack, known), learned, tally)
    finally:
        if collecting:
            gc.enable()


def tallied(pack: Pack, languages: Iterable[Language] = ALL) -> Tally:
    """What the example questions of a pack, asked in these languages, add to its index: what `build_index` need not
    count again."""
    return Tally.of(pack.asked, _stopwords(languages))


def is_tally_of(tally: Tally, files: Iterable[Path], languages: Iterable[Language] = ALL) -> bool:
    """Whether these are the counts of the example questions in those files, so far as their bytes tell.

    Raises:
        OSError: a file cannot be read.
    """
    return tally.stamp == stamp_of_files(files, _stopwords(languages))


def _stopwords(languages: Iterable[Language]) -> frozenset[str]:
    """Words that are left out: those that say nothing in a citation, save a few that tell something in a search."""
    known = tuple(languages)
    said = {fold(word) for language in known for word in _words(language, _UNSEARCHED)}
    return frozenset(said.difference(fold(word) for each in known for word in _words(each, (Role.SEARCHED,))))


def _faint_terms(pack: Pack, languages: Iterable[Language]) -> frozenset[str]:
    """Terms of the words that name the law, its parts and its country, and of question words."""
    codes = pack.info.languages
    named = [(fold(word), code) for word in pack.info.own_names for code in codes]
    for language in languages:
        if language.code in codes:
            named.extend((fold(word), language.code) for word in _words(language, _NAMING))
    return frozenset(analysis.term(word, code) for word, code in named)
