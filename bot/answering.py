"""Answering: a question goes in, an `Answer` comes out. Citation first, search second, and "not in the text" honestly.

Nothing here knows of Telegram, the database or the person: whoever asks says in which language they prefer the answer
and which article they have in hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property
from time import perf_counter

from bot.answer import Answer, Hit, Kind, Reason
from bot.listed_questions import ListedQuestions
from bot.named_topics import NamedTopics, hits_of
from bot.small_talk import SmallTalk
from content.citation import Citation, Names, Target, parse
from content.language import Language
from content.languages import ALL
from content.languages.telling import is_russian
from content.model import PREAMBLE, ArticleText, Edition, Pack
from content.search.analysis import words
from content.search.engine import Candidate, Engine
from content.search.index import Index
from content.search.verdict import verdict

_LONGEST_NUMBER = 9
"""Digits of a number that is still read as one."""
QUESTION_LIMIT = 4096
"""Characters of a question that is answered: what one Telegram message can hold."""
_LETTERS = re.compile(r"[^\W_]")
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]{0,60}>")
"""Tags that came along with what was copied from a page."""


InHand = tuple[Hit, Edition] | None


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
        self._languages = tuple(languages)
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
        self._engine = Engine(pack, pack.edition, self._languages, index)
        # The tables of citations are made at the first question; better now than while somebody waits.
        parse("1", names=self._names, languages=self._languages)

    def warm(self) -> None:
        """Make now what the first odd question would have to wait for; a bot that runs for weeks wants that."""
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
        asked = self.pack.editions[edition or self.pack.info.default_edition]
        held = (in_hand, self.pack.editions[in_hand_edition or asked.id]) if in_hand else None
        said = self._answer(question, language, preferred, asked, held)
        return replace(said, elapsed_ms=(perf_counter() - started) * 1000)

    def _answer(
        self, question: str, language: str | None, preferred: str | None, edition: Edition, in_hand: InHand
    ) -> Answer:
        known = language or self._held(preferred) or self._default
        if len(question) > QUESTION_LIMIT:
            return Answer("none", known, edition.id, reason="too-long")
        question = _MARKUP.sub(" ", question)
        if not _LETTERS.search(question):
            return Answer("none", known, edition.id, reason="empty")
        talk = self._small_talk.heard(question)
        if talk:
            spoken = language or self._held(talk.language) or known
            return Answer("smalltalk", spoken, edition.id, reason=talk.reason)
        question = self._small_talk.without_greeting(question)
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
            or self._held(self._language_of(question, citation))
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
            return self._cited(citation, spoken, edition, in_hand)
        return self._searched(question, spoken, edition)

    def _held(self, language: str | None) -> str | None:
        """The language, if the pack has it: a question may be asked in others as well."""
        return language if language in self.pack.info.languages else None

    def _parsed(self, question: str) -> tuple[Citation | None, str | None]:
        """The citation of a question, and the edition that it names by its year ("article 30 of 1995")."""
        found = self._year.search(question) if self._year else None
        if found:
            rest = question[: found.start()] + " " + question[found.end() :]
            citation = parse(rest, names=self._names, languages=self._languages)
            if citation and citation.targets:
                return citation, self._years[found.group(1)]
        return parse(question, names=self._names, languages=self._languages), None

    def _language_of(self, question: str, citation: Citation | None) -> str | None:
        if citation and citation.language and not citation.rest:
            return citation.language
        return (
            self._engine.language_of(question)
            or (citation.language if citation else None)
            or ("ru" if self._is_russian(question) else None)
        )

    def _is_russian(self, question: str) -> bool:
        """Whether words that Kazakh and Russian texts share are Russian by their shape ("голосов депутатов")."""
        if not {"kk", "ru"} <= set(self.pack.info.languages):
            return False
        return is_russian(words(question), self._kazakh.__contains__)

    @cached_property
    def _kazakh(self) -> frozenset[str]:
        """All words of the Kazakh digests and names of topics."""
        texts = [topic.names.get("kk", "") for topic in self.pack.topics]
        for article in self.pack.edition.texts["kk"].articles.values():
            texts.append(article.heading)
            texts += [part.text for each in article.paragraphs for part in (each, *each.items)]
        return frozenset(word for text in texts for word in words(text))

    def _is_plainly_cited(self, citation: Citation, edition: Edition) -> bool:
        """Whether one article is named that there is, and nothing else is asked: "article 4 of the draft"."""
        if len(citation.targets) != 1 or citation.rest or citation.asks or citation.bare:
            return False
        named = self.pack.editions[citation.edition] if citation.edition else edition
        return citation.targets[0].kind == "article" and bool(self._hits(citation.targets[0], named))

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

    # Citations

    def _cited(self, citation: Citation, language: str, edition: Edition, in_hand: InHand) -> Answer:
        if citation.relative:
            return self._followed(citation, language, edition, in_hand)
        if compared := self._compared(citation, language, edition):
            return compared
        first = citation.targets[0]
        if first.kind == "section" and len(citation.targets) == 1:
            return self._section(first, language, edition)
        hits = [hit for target in citation.targets for hit in self._hits(target, edition)]
        missing = tuple(target.number for target in citation.targets if not self._hits(target, edition))
        if not hits:
            reason: Reason = "no-such-section" if first.kind == "section" else "no-such-article"
            return Answer("none", language, edition.id, reason=reason, asked=first.number)
        if len(hits) == 1:
            return replace(self._single(hits[0], language, edition), missing=missing)
        return Answer("range", language, edition.id, tuple(hits), missing=missing)

    def _compared(self, citation: Citation, language: str, edition: Edition) -> Answer | None:
        """Where it is asked what became of one article of the default text, or what was there before."""
        asked = citation.asks == "changes" or (citation.asks == "earlier" and not citation.rest)
        if len(citation.targets) > 1 or not (asked or citation.form == "compare"):
            return None
        today = self.pack.edition
        hits = self._hits(citation.targets[0], today) if citation.targets[0].kind != "section" else []
        if not hits:
            return None
        other = edition.id if edition is not today else ""
        if not other and citation.asks == "earlier":
            other = next((each.id for each in self.pack.editions.values() if each.state == "repealed"), "")
        kind: Kind = "preamble" if hits[0].number == PREAMBLE else "article"
        return Answer(kind, language, today.id, (Hit(hits[0].number),), compared=other)

    def _section(self, target: Target, language: str, edition: Edition) -> Answer:
        section = edition.section(_resolved_section(target.number, edition))
        if section is None:
            return Answer("none", language, edition.id, reason="no-such-section", asked=target.number)
        hits = tuple(Hit(article.number) for article in edition.within(section))
        return Answer("section", language, edition.id, hits, section=section.number)

    def _hits(self, target: Target, edition: Edition) -> list[Hit]:
        """The articles a target means; none for one that the edition does not have."""
        if target.kind == "preamble":
            return [Hit(PREAMBLE)] if edition.preamble else []
        if target.kind == "section":
            section = edition.section(_resolved_section(target.number, edition))
            return [Hit(article.number) for article in edition.within(section)] if section else []
        number = {"last": edition.last, "first": edition.first}.get(target.number, _plain(target.number))
        return [Hit(number, target.paragraph, target.item)] if number in edition.by_number else []

    def _single(self, hit: Hit, language: str, edition: Edition) -> Answer:
        if hit.number == PREAMBLE:
            return Answer("preamble", language, edition.id, (hit,))
        text = edition.article_text(hit.number, language) or edition.article_text(
            hit.number, self.pack.info.languages[0]
        )
        hit = _placed(hit, text)
        if text and hit.paragraph == "1" and hit.item and text.item(hit.item) and not text.paragraph("1"):
            # An article without numbered paragraphs is one paragraph: "подпункт 3 пункта 1".
            hit = replace(hit, paragraph=None)
        named = hit.paragraph or hit.item
        if named is None or text is None or not text.paragraphs:
            return Answer("article", language, edition.id, (Hit(hit.number),))
        if text.paragraph(named) or text.item(named):
            return Answer("paragraph", language, edition.id, (hit,))
        return Answer("article", language, edition.id, (Hit(hit.number),), missing_paragraph=named)

    def _followed(self, citation: Citation, language: str, edition: Edition, in_hand: InHand) -> Answer:
        """A follow-up: another paragraph of the article in hand, or the article beside it."""
        target = citation.targets[0]
        if in_hand is None:
            return Answer("none", language, edition.id, reason="needs-article")
        held, edition = in_hand[0], in_hand[1] if citation.edition is None else edition
        if held.number not in (*edition.numbers, PREAMBLE):
            return Answer("none", language, edition.id, reason="needs-article")
        if target.number == "" and target.paragraph is None and target.item is None:
            return self._single(replace(held, score=1.0), language, edition)
        if target.number in ("", "0"):
            paragraph = _beside(target.paragraph, held)
            return self._single(Hit(held.number, paragraph, target.item), language, edition)
        step = int(target.number)
        if target.kind == "section":
            return self._section_beside(held.number, step, language, edition)
        if held.number == PREAMBLE:
            number = edition.first if step > 0 else None
        else:
            number = edition.beside(held.number, step)
        if number is None:
            asked = str(int(held.number) + step) if held.number.isdecimal() else target.number
            return Answer("none", language, edition.id, reason="no-such-article", asked=asked)
        return self._single(Hit(number), language, edition)

    def _section_beside(self, number: str, step: int, language: str, edition: Edition) -> Answer:
        """The section so many places from that of an article; from the preamble, the first one is next."""
        found = edition.by_number.get(number)
        places = [section.number for section in edition.sections]
        place = (places.index(found.section) if found else -1) + step
        if not 0 <= place < len(places):
            return Answer("none", language, edition.id, reason="no-such-section", asked=str(place + 1))
        return self._section(Target("section", places[place]), language, edition)

    # Search

    def _searched(self, question: str, language: str, edition: Edition) -> Answer:
        named = self._topics.named(question)
        if named and (places := hits_of(named, edition)):
            kind: Kind = "preamble" if places[0].number == PREAMBLE else "topic"
            return Answer(kind, language, edition.id, places, topic=named.id)
        section = self._engine.section_of(question)
        if section is not None and edition.section(section):
            return self._section(Target("section", section), language, edition)
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


def _beside(paragraph: str | None, held: Hit) -> str | None:
    """A paragraph said in relation to the one in hand ("+1", "-1"), as a number."""
    if paragraph not in ("+1", "-1"):
        return paragraph
    before = int(held.paragraph) if held.paragraph and held.paragraph.isdecimal() else 0
    return str(before + int(paragraph))


def _placed(hit: Hit, text: ArticleText | None) -> Hit:
    """The hit with "last" as the number of the article's last paragraph."""
    if hit.paragraph != "last" or text is None:
        return hit
    numbered = [paragraph.number for paragraph in text.paragraphs if paragraph.number]
    return replace(hit, paragraph=numbered[-1] if numbered else None)


def _resolved_section(number: str, edition: Edition) -> str:
    named = {"last": edition.sections[-1].number, "first": edition.sections[0].number}
    return named.get(number, _plain(number))


def _plain(number: str) -> str:
    """A number as the pack writes it: "04" and "٤" are 4."""
    return str(int(number)) if number.isdecimal() and len(number) <= _LONGEST_NUMBER else number


def _all(edition: Edition) -> tuple[str, ...]:
    return (PREAMBLE, *edition.numbers)


def _hit(candidate: Candidate) -> Hit:
    """A candidate as a hit: a paragraph's number stands for an item where the article has no paragraphs."""
    return Hit(candidate.identity, candidate.paragraph, score=candidate.score)


def _referred(reference: str, score: float) -> Hit:
    number, _, paragraph = reference.partition(".")
    return Hit(number, paragraph or None, score=score)
