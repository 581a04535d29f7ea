"""Answers to questions that cite: an article, a paragraph, a section, several, a comparison, or a follow-up."""

from __future__ import annotations

from dataclasses import replace

from bot.answer import Answer, Hit, Kind, Reason
from content.citation import Citation, Target
from content.model import PREAMBLE, ArticleText, Edition, Pack

_LONGEST_NUMBER = 9
"""Digits of a number that is still read as one."""

InHand = tuple[Hit, Edition] | None
"""The article that a follow-up refers to, with its edition."""


class CitedAnswers:
    """Looks up what citations name. Nothing is ranked here."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack

    def answer(self, citation: Citation, language: str, edition: Edition, in_hand: InHand) -> Answer:
        """The answer to a citation that names something, in the edition asked about."""
        if citation.relative:
            return self._followed(citation, language, edition, in_hand)
        if compared := self._compared(citation, language, edition):
            return compared
        first = citation.targets[0]
        if first.kind == "section" and len(citation.targets) == 1:
            return self.section(first, language, edition)
        hits = [hit for target in citation.targets for hit in self.hits(target, edition)]
        missing = tuple(target.number for target in citation.targets if not self.hits(target, edition))
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
        hits = self.hits(citation.targets[0], today) if citation.targets[0].kind != "section" else []
        if not hits:
            return None
        other = edition.id if edition is not today else ""
        if not other and citation.asks == "earlier":
            other = next((each.id for each in self.pack.editions.values() if each.state == "repealed"), "")
        kind: Kind = "preamble" if hits[0].number == PREAMBLE else "article"
        return Answer(kind, language, today.id, (Hit(hits[0].number),), compared=other)

    def section(self, target: Target, language: str, edition: Edition) -> Answer:
        """A section with all its articles, or that there is none of that number."""
        section = edition.section(_resolved_section(target.number, edition))
        if section is None:
            return Answer("none", language, edition.id, reason="no-such-section", asked=target.number)
        hits = tuple(Hit(article.number) for article in edition.within(section))
        return Answer("section", language, edition.id, hits, section=section.number)

    def hits(self, target: Target, edition: Edition) -> list[Hit]:
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
        return self.section(Target("section", places[place]), language, edition)


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
