"""Answering: a question goes in, an `Answer` comes out. Citation first, search second, and "not in the text" honestly.

Nothing here knows of Telegram, the database or the person: whoever asks says in which language they prefer the answer
and which article they have in hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from time import perf_counter

from bot.answer import Answer, Hit, Kind
from bot.cited_answers import CitedAnswers, InHand
from bot.listed_questions import ListedQuestions
from bot.named_topics import NamedTopics, hits_of
from bot.small_talk import SmallTalk
from bot.spoken import Spoken
from content.citation import Citation, Lexicon, Names, Target, parse_by
from content.language import Language
from content.languages import ALL
from content.model import PREAMBLE, Edition, Pack
from content.search.bounds import readable
from content.search.engine import Candidate, Engine
from content.search.index import Index
from content.search.repair import in_own_layout
from content.search.verdict import verdict

QUESTION_LIMIT = 4096
"""Characters of a question that is answered: what one Telegram message can hold."""
READ = 1_000
"""Characters of a question that are read: eighty words and more, so that none takes long to answer."""
REMEMBERED, REMEMBERED_LENGTH = 2_000, 64
"""How many questions are remembered with their answers, of nobody in particular; the longest such, in characters."""
_LETTERS = re.compile(r"[^\W_]")
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]{0,60}>")
"""Tags that came along with what was copied from a page."""


class Answering:
    """Answers questions from one pack. Building it reads nothing but the pack and takes a fraction of a second."""

    def __init__(
        self,
        pack: Pack,
        *,
        default_language: str | None = None,
        languages: Iterable[Language] = ALL,
        index: Index | None = None,
    ) -> None:
        """Answer from `pack`, asked in `languages`; `index` is that of its default edition, None to build it now."""
        self.pack = pack
        self.languages = tuple(languages)
        self._default = (
            default_language if default_language in pack.info.languages else pack.info.languages[0]
        )
        self._names = names(pack)
        self._years = {
            cue: edition.id
            for edition in pack.editions.values()
            for cues in edition.cues.values()
            for cue in cues
            if cue.isdecimal()
        }
        self._year = re.compile(rf"(?<!\d)({'|'.join(self._years)})(?!\d)") if self._years else None
        self._topics = NamedTopics(pack)
        self._listed = ListedQuestions(pack)
        self._small_talk = SmallTalk(pack.info.languages)
        self._engine = Engine(pack, pack.edition, self.languages, index)
        self._cited = CitedAnswers(pack)
        self._spoken = Spoken(pack, self._engine)
        self._table = Lexicon(self.languages, self._names, self._engine.vocabulary.stands)
        self._remembered = lru_cache(maxsize=REMEMBERED)(self._answer)

    @property
    def engine(self) -> Engine:
        """The search engine over the text in force."""
        return self._engine

    def warm(self) -> None:
        """Make now what the first odd question would have to wait for; a bot that runs for weeks wants that."""
        self._spoken.warm()
        self._engine.vocabulary.warm()

    def answer(
        self,
        question: str,
        *,
        language: str | None = None,
        preferred: str | None = None,
        edition: str | None = None,
        in_hand: Hit | None = None,
        in_hand_edition: str | None = None,
    ) -> Answer:
        """The answer to a question in any of the pack's languages.

        Args:
            question: what the person wrote, as they wrote it.
            language: the language of the answer, whatever the question's; None: the question's where it is clear,
                else `preferred`, else the default.
            preferred: the language the person chose, or that of their app; None if not known.
            edition: the edition asked about unless the question names another; None: the default one.
            in_hand: the article a follow-up ("and paragraph 2?") refers to; None if there is none.
            in_hand_edition: the edition of that article; None: the default one.

        Raises:
            KeyError: the edition is unknown.
        """
        started = perf_counter()
        asked = edition or self.pack.info.default_edition
        # What many ask word for word is answered once: a pack has one answer to it.
        answer = self._remembered if len(question) <= REMEMBERED_LENGTH else self._answer
        said = answer(question, language, preferred, asked, in_hand, in_hand_edition or asked)
        return replace(said, elapsed_ms=(perf_counter() - started) * 1000)

    def _answer(
        self,
        question: str,
        language: str | None,
        preferred: str | None,
        asked: str,
        hit: Hit | None,
        hit_edition: str,
    ) -> Answer:
        edition = self.pack.editions[asked]
        in_hand = (hit, self.pack.editions[hit_edition]) if hit else None
        known = language or self._held(preferred) or self._default
        if len(question) > QUESTION_LIMIT:
            return Answer("none", known, edition.id, reason="too-long")
        question = _MARKUP.sub(" ", question[:READ])
        if not _LETTERS.search(question):
            return Answer("none", known, edition.id, reason="empty")
        question = readable(question, self._engine.vocabulary)
        talk = self._small_talk.heard(question)
        if talk:
            spoken = language or self._held(talk.language) or known
            return Answer("smalltalk", spoken, edition.id, reason=talk.reason)
        question = self._small_talk.without_greeting(question)
        question = in_own_layout(question, self._engine.vocabulary)
        citation, by_year = self._parsed(question)
        listed = self._listed.heard(question)
        if listed and not (citation and self._is_plainly_cited(citation, edition)):
            spoken = language or self._held(listed.language) or known
            return (
                self._fact(listed.identity, spoken)
                if listed.kind == "fact"
                else self._met(listed.identity, spoken)
            )
        spoken = (
            language
            or self._held(citation.wants_language if citation else None)
            or self._topics.language_of(question)
            or self._held(self._spoken.of(question, citation))
            or known
        )
        named = (citation and citation.edition) or by_year
        if named:
            edition = self.pack.editions[named]
        if citation and citation.other_law:
            return Answer("none", spoken, edition.id, reason="other-law")
        if citation and self._is_of_other_year(citation):
            return Answer("none", spoken, edition.id, reason="other-year", asked=str(citation.year))
        if (
            citation
            and citation.targets
            and self._is_citation(citation)
            and not _asks_nothing(citation, in_hand)
        ):
            return self._cited.answer(citation, spoken, edition, in_hand)
        return self._searched(question, spoken, edition)

    def language_of(self, text: str) -> str | None:
        """The language of the pack that a text is written in; None where its words do not tell."""
        return self._held(self._spoken.of(text, None))

    def _held(self, language: str | None) -> str | None:
        """The language, if the pack has it: a question may be asked in others as well."""
        return language if language in self.pack.info.languages else None

    def _parsed(self, question: str) -> tuple[Citation | None, str | None]:
        """The citation of a question, and the edition that it names by its year ("article 30 of 1995")."""
        found = self._year.search(question) if self._year else None
        if found:
            rest = question[: found.start()] + " " + question[found.end() :]
            citation = parse_by(rest, self._table)
            if citation and citation.targets:
                return citation, self._years[found.group(1)]
        return parse_by(question, self._table), None

    def _is_plainly_cited(self, citation: Citation, edition: Edition) -> bool:
        """Whether one article is named that there is, and nothing else is asked: "article 4 of the draft"."""
        if len(citation.targets) != 1 or citation.rest or citation.asks or citation.bare:
            return False
        named = self.pack.editions[citation.edition] if citation.edition else edition
        return citation.targets[0].kind == "article" and bool(self._cited.hits(citation.targets[0], named))

    def _is_citation(self, citation: Citation) -> bool:
        return not (citation.bare and citation.rest)

    def _is_of_other_year(self, citation: Citation) -> bool:
        """Whether an article is asked of a constitution of a year from which the pack holds none."""
        if citation.year is None or citation.edition or not citation.targets:
            return False
        dates = [
            day for edition in self.pack.editions.values() for day in (edition.date, edition.ended) if day
        ]
        return citation.year not in {int(day[:4]) for day in dates}

    # Search

    def _searched(self, question: str, language: str, edition: Edition) -> Answer:
        named = self._topics.named(question)
        if named and (places := hits_of(named, edition)):
            kind: Kind = "preamble" if places[0].number == PREAMBLE else "topic"
            return Answer(kind, language, edition.id, places, topic=named.id)
        section = self._engine.section_of(question)
        if section is not None and edition.section(section):
            return self._cited.section(Target("section", section), language, edition)
        findings = self._engine.search(question)
        how, found = verdict(findings)
        hits = tuple(
            _hit(each) for each in found if each.kind == "article" and each.identity in _all(edition)
        )
        if how == "nothing":
            return Answer("none", language, edition.id, hits, reason="not-in-text")
        if how == "unsure":
            others = tuple((each.kind, each.identity) for each in found if each.kind != "article")
            return Answer("choices", language, edition.id, hits, choices=others)
        best = found[0]
        if best.kind == "article" and not hits:
            return Answer("none", language, edition.id, reason="not-in-text")
        if best.kind == "fact":
            return self._fact(best.identity, language, best.score)
        if best.kind == "session":
            return self._met(best.identity, language, best.score)
        if best.identity == PREAMBLE:
            return Answer("preamble", language, edition.id, hits)
        return Answer("topic", language, edition.id, hits, topic=best.topic)

    def _fact(self, identity: str, language: str, score: float = 1.0) -> Answer:
        fact = self.pack.fact_by_id[identity]
        hits = tuple(_referred(reference, score) for reference in fact.articles)
        edition = fact.edition or self.pack.info.default_edition
        return Answer("fact", language, edition, hits, fact=fact.id)

    def _met(self, identity: str, language: str, score: float = 1.0) -> Answer:
        session = self.pack.session_by_id[identity]
        references = dict.fromkeys(reference for item in session.agenda for reference in item.articles)
        hits = tuple(_referred(reference, score) for reference in references)
        return Answer("session", language, self.pack.info.default_edition, hits, session=session.id)


def names(pack: Pack) -> Names:
    """What the grammar of citations must know of a pack: its country, its editions' names."""
    cues = tuple(
        (edition.id, tuple(cue for cues in edition.cues.values() for cue in cues))
        for edition in pack.editions.values()
    )
    return Names(own=pack.info.own_names, editions=cues)


def _asks_nothing(citation: Citation, in_hand: InHand) -> bool:
    """Whether only a language is asked for ("in English") while there is no article to show in it."""
    target = citation.targets[0]
    return in_hand is None and target.number == "" and target.paragraph is None and target.item is None


def _all(edition: Edition) -> tuple[str, ...]:
    return (PREAMBLE, *edition.numbers)


def _hit(candidate: Candidate) -> Hit:
    """A candidate as a hit: a paragraph's number stands for an item where the article has no paragraphs."""
    return Hit(candidate.identity, candidate.paragraph, score=candidate.score)


def _referred(reference: str, score: float) -> Hit:
    number, _, paragraph = reference.partition(".")
    return Hit(number, paragraph or None, score=score)
