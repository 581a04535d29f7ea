"""Checking a pack beyond its shape: what a reader would stumble over, one line for each problem.

The model has already refused wrong types and unknown fields; here the parts are held against each other: languages
against each other, references against articles, figures against the words around them, lengths against one message.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from content.figures import figures_in
from content.fold import plain
from content.model import PREAMBLE, ArticleText, Edition, Localized, Pack, Paragraph

ARTICLE_CHARACTERS = 3_400
"""Characters of an article's digest that still fit one message of 4096 with heading, notes and provenance."""
PARAGRAPH_CHARACTERS = 900
ANSWER_CHARACTERS = 900
HEADING_CHARACTERS = 140


def problems(pack: Pack) -> list[str]:
    """Every problem of the pack, as a line that names the place; none for a sound pack."""
    return [
        *_editions(pack),
        *_facts(pack),
        *_topics(pack),
        *_sessions(pack),
        *_popular(pack),
        *_times(pack),
    ]


def _editions(pack: Pack) -> Iterator[str]:
    for edition in pack.editions.values():
        yield from _structure(edition)
        yield from _counterparts(pack, edition)
        for language in pack.info.languages:
            yield from _text(edition, language)
        for difference in edition.differences:
            where = f"{edition.id}: difference at {difference.article}"
            yield from _complete(pack, where, difference.what)
            place = (
                f"{difference.article}.{difference.paragraph}" if difference.paragraph else difference.article
            )
            yield from _known(pack, where, (place,))
    yield from _parallel(pack.edition, pack.info.languages)


def _structure(edition: Edition) -> Iterator[str]:
    counted = Counter(article.number for article in edition.articles)
    yield from (
        f"{edition.id}: article {number} stands twice" for number, count in counted.items() if count > 1
    )
    keys = Counter(article.key for article in edition.articles)
    yield from (f"{edition.id}: key {key} stands twice" for key, count in keys.items() if count > 1)
    for section in edition.sections:
        within = [article.number for article in edition.within(section)]
        if not within or (within[0], within[-1]) != (section.first, section.last):
            span = f"{section.first}-{section.last}"
            yield f"{edition.id}: section {section.number} says {span}, holds {within[:1]}-{within[-1:]}"
    sections = {section.number for section in edition.sections}
    for article in edition.articles:
        if article.section not in sections:
            yield f"{edition.id}: article {article.number} is in an unknown section {article.section}"
        if edition.state == "in-force" and not article.sources:
            yield f"{edition.id}: article {article.number} has no source"


def _counterparts(pack: Pack, edition: Edition) -> Iterator[str]:
    for article in edition.articles:
        for counterpart in article.counterparts:
            other = pack.editions.get(counterpart.edition)
            if other is None:
                yield f"{edition.id}: article {article.number} names an unknown edition {counterpart.edition}"
                continue
            for reference in counterpart.articles:
                if reference.partition(".")[0] not in other.by_number:
                    place = f"{counterpart.edition} {reference}"
                    yield f"{edition.id}: article {article.number} points to {place}, which is not there"


def _text(edition: Edition, language: str) -> Iterator[str]:
    text = edition.texts[language]
    where = f"{edition.id}.{language}"
    yield from _same_keys(where, "section", {s.number for s in edition.sections}, set(text.sections))
    yield from _same_keys(where, "article", set(edition.numbers), set(text.articles))
    if edition.preamble != (text.preamble is not None):
        yield f"{where}: the preamble is {'missing' if edition.preamble else 'there but not in the structure'}"
    if text.reviewed and not text.reviewer:
        yield f"{where}: reviewed, but nobody signed"
    held = dict(text.articles) | ({PREAMBLE: text.preamble} if text.preamble else {})
    for number, article in held.items():
        yield from _article(f"{where}: article {number}", article, language)
        if edition.state == "in-force" and not article.paragraphs:
            yield f"{where}: article {number} has no digest"


def _same_keys(where: str, what: str, wanted: set[str], found: set[str]) -> Iterator[str]:
    if missing := sorted(wanted - found):
        yield f"{where}: {what} {', '.join(missing)} is missing"
    if unknown := sorted(found - wanted):
        yield f"{where}: {what} {', '.join(unknown)} is not in the structure"


def _article(where: str, article: ArticleText, language: str) -> Iterator[str]:
    if len(article.heading) > HEADING_CHARACTERS:
        yield f"{where}: the heading has {len(article.heading)} characters"
    total = sum(len(p.text) + sum(len(i.text) for i in p.items) for p in article.paragraphs)
    if total > ARTICLE_CHARACTERS:
        yield f"{where}: the digest has {total} characters, {ARTICLE_CHARACTERS} fit"
    for paragraph in article.paragraphs:
        yield from _passage(
            f"{where}({paragraph.number or '-'})", paragraph.text, paragraph.figures, language
        )
        for item in paragraph.items:
            yield from _passage(
                f"{where}({paragraph.number or '-'}) item {item.number}", item.text, item.figures, language
            )


def _passage(where: str, text: str, figures: tuple[str, ...], language: str) -> Iterator[str]:
    if len(text) > PARAGRAPH_CHARACTERS:
        yield f"{where}: {len(text)} characters, {PARAGRAPH_CHARACTERS} fit"
    found = figures_in(text, language)
    if found is not None and Counter(found) != Counter(figures):
        yield f"{where}: the text says {sorted(found)}, figures say {sorted(figures)}"
    if re.search(r"<[a-z/]", text):
        yield f"{where}: markup in the text"


def _parallel(edition: Edition, languages: tuple[str, ...]) -> Iterator[str]:
    """Where the languages of an edition do not have the same paragraphs, items and figures."""
    first, *others = languages
    for number in (*((PREAMBLE,) if edition.preamble else ()), *edition.numbers):
        shapes = {code: _shape(edition.article_text(number, code)) for code in languages}
        for code in others:
            if shapes[code] != shapes[first]:
                yield f"{edition.id}: article {number}: {first} and {code} differ in paragraphs, items or figures"
        headings = {code: _heading_figures(edition.article_text(number, code), code) for code in languages}
        for code, found in headings.items():
            if None not in (found, headings[first]) and found != headings[first]:
                yield f"{edition.id}: article {number}: the headings in {first} and {code} have other figures"


def _shape(text: ArticleText | None) -> list[Any]:
    def of(paragraph: Paragraph) -> tuple[Any, ...]:
        items = [(item.number, sorted(item.figures)) for item in paragraph.items]
        return (paragraph.number, sorted(paragraph.figures), items)

    return [of(paragraph) for paragraph in text.paragraphs] if text else []


def _heading_figures(text: ArticleText | None, language: str) -> list[str] | None:
    found = figures_in(text.heading, language) if text else None
    return None if found is None else sorted(found)


def _times(pack: Pack) -> Iterator[str]:
    """Dates that are in no calendar, times that are on no clock, and a zone that nobody knows."""
    try:
        ZoneInfo(pack.info.zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        yield f"pack.yaml: unknown zone {pack.info.zone!r}"
    yield from (f"{where}: there is no date {day!r}" for where, day in _dated(pack) if not _is_date(day))
    for session in pack.sessions:
        if session.start is not None and not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", session.start):
            yield f"session {session.id}: there is no time {session.start!r}"


def _dated(pack: Pack) -> Iterator[tuple[str, str]]:
    for edition in pack.editions.values():
        yield from ((edition.id, day) for day in (edition.date, edition.ended) if day)
        yield from (
            (f"{edition.id}: difference at {each.article}", each.date) for each in edition.differences
        )
    yield from ((f"fact {fact.id}", fact.date) for fact in pack.facts)
    yield from ((f"session {session.id}", session.date) for session in pack.sessions)
    yield from ((f"milestone {milestone.id}", milestone.date) for milestone in pack.milestones)
    for body in pack.bodies:
        yield from ((f"body {body.id}", day) for day in (body.created, body.ended) if day)


def _is_date(written: str) -> bool:
    """Whether a date such as "2026-01-30", "2026-01", "2026", or two of them with "/" between, is in the calendar."""
    try:
        for part in written.split("/"):
            date.fromisoformat(part + "-01-01"[len(part) - 4 :] if len(part) < 10 else part)
    except ValueError:
        return False
    return True


def _facts(pack: Pack) -> Iterator[str]:
    yield from _twice("fact", [fact.id for fact in pack.facts])
    for fact in pack.facts:
        where = f"fact {fact.id}"
        yield from _complete(pack, where, fact.answer, fact.today, fact.speaker)
        yield from _known(pack, where, fact.articles)
        for language in pack.info.languages:
            if not fact.ask.get(language):
                yield f"{where}: no question in {language}"
            if len(fact.answer.get(language, "")) > ANSWER_CHARACTERS:
                yield f"{where}: the answer in {language} is too long"
        if fact.edition is not None and fact.edition not in pack.editions:
            yield f"{where}: unknown edition {fact.edition}"
        elif fact.edition and pack.editions[fact.edition].state == "draft" and not fact.today:
            yield f"{where}: speaks of a draft and does not say what holds today"


def _topics(pack: Pack) -> Iterator[str]:
    yield from _twice("topic", [topic.id for topic in pack.topics])
    owner: dict[tuple[str, str], str] = {}
    for topic in pack.topics:
        where = f"topic {topic.id}"
        yield from _complete(pack, where, topic.names, topic.note)
        yield from _known(pack, where, topic.articles)
        for language, phrase in _phrases(topic.names, topic.synonyms):
            taken = owner.setdefault((language, plain(phrase)), topic.id)
            if taken != topic.id:
                yield f"{where}: {language} {phrase!r} leads to {taken} as well"


def _phrases(names: Localized, synonyms: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    yield from names.items()
    for language, phrases in synonyms.items():
        yield from ((language, phrase) for phrase in phrases)


def _sessions(pack: Pack) -> Iterator[str]:
    yield from _twice("session", [session.id for session in pack.sessions])
    bodies = {body.id for body in pack.bodies}
    for session in pack.sessions:
        where = f"session {session.id}"
        if session.body not in bodies:
            yield f"{where}: unknown body {session.body}"
        if not session.links:
            yield f"{where}: no source"
        yield from _complete(pack, where, session.title, session.outcome, session.place, session.note)
        for item in session.agenda:
            yield from _complete(pack, where, item.text)
            yield from _known(pack, where, item.articles)
    for milestone in pack.milestones:
        yield from _complete(pack, f"milestone {milestone.id}", milestone.title, milestone.text)
        if not milestone.sources:
            yield f"milestone {milestone.id}: no source"


def _popular(pack: Pack) -> Iterator[str]:
    yield from _known(pack, "pack.yaml: popular", pack.info.popular)
    for language in pack.info.languages:
        if len(pack.info.examples.get(language, ())) < 2:
            yield f"pack.yaml: fewer than two examples in {language}"
    yield from _complete(pack, "pack.yaml", pack.info.name, pack.info.text_name)


def _complete(pack: Pack, where: str, *texts: Localized | None) -> Iterator[str]:
    for text in texts:
        for language in pack.info.languages if text is not None else ():
            if text is not None and not text.get(language, "").strip():
                yield f"{where}: a text is missing in {language}"


def _known(pack: Pack, where: str, references: tuple[str, ...]) -> Iterator[str]:
    """References to articles, paragraphs or items of the default edition that are not there."""
    edition, language = pack.edition, pack.info.languages[0]
    for reference in references:
        number, _, part = reference.partition(".")
        text = edition.article_text(number, language)
        if text is None:
            yield f"{where}: there is no article {number}"
        elif part and text.paragraphs and not (text.paragraph(part) or text.item(part)):
            yield f"{where}: article {number} has no paragraph or item {part}"


def _twice(what: str, identities: list[str]) -> Iterator[str]:
    counted = Counter(identities)
    yield from (f"{what} {identity} stands twice" for identity, count in counted.items() if count > 1)
