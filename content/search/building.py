"""Building the index of an edition from its texts and the pack's phrases."""

from __future__ import annotations

import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from content.model import PREAMBLE, ArticleText, Edition, Pack
from content.search.analysis import Analysis, is_cyrillic
from content.search.index import NOWHERE, PART_BITS, Index, Target
from content.search.tables import Lists, Table, floats
from content.translit import folded_skeleton

LEAD_WEIGHTS = {"heading": 1.0, "digest": 0.7, "topic": 1.0, "asked": 0.7}
"""How much a word counts by where it stands, in what it leads to."""
LEAD_RELIANCE = 1.0
"""After so many occurrences a word's lead counts half."""
LEAD_SMOOTHING = 0.1
LEAD_PRIOR = 30.0
LEAD_PLACES = 0.5
"""What each further article of a topic has of the one before it, in what a word leads to."""
LEADS_KEPT = 24
NOWHERE_SIZE = 2.0
"""The most that the examples of what is not answered count for, in sizes of an average article."""
FAINT = 1.0
"""The most that a word counts which names the law itself or a part of it ("article", "constitution")."""

Counts = dict[str, dict[int, float]]


def build(
    pack: Pack, edition: Edition, stopwords: frozenset[str], faint: frozenset[str] = frozenset()
) -> Index:
    """The index of one edition's articles with the pack's topics, facts, sessions and example questions.

    `stopwords` are words that are left out; `faint` are terms that count little in a phrase and nothing in a digest.
    """
    builder = _Builder(pack, edition, stopwords, faint)
    for language in pack.info.languages:
        builder.add_articles(edition, language)
    builder.add_phrases()
    return builder.finished()


class _Builder:
    """Counts on the way to an index."""

    def __init__(
        self, pack: Pack, edition: Edition, stopwords: frozenset[str], faint: frozenset[str]
    ) -> None:
        self._pack = pack
        self._faint = faint
        self._analysis = Analysis(stopwords)
        self._numbers = ((PREAMBLE,) if edition.preamble else ()) + edition.numbers
        self._place = {number: place for place, number in enumerate((*self._numbers, NOWHERE))}
        self._idf: dict[str, float] = {}
        self._led: Counts = defaultdict(lambda: defaultdict(float))
        self._parts: Counts = defaultdict(lambda: defaultdict(float))
        self._part_names: dict[str, int] = {}
        self._phrases: list[tuple[Target, tuple[str, ...]]] = []
        self._targets: dict[str, set[str]] = defaultdict(set)

    def add_articles(self, edition: Edition, language: str) -> None:
        """The words of every article in one language."""
        holders: Counter[str] = Counter()
        for place, number in enumerate(self._numbers):
            text = edition.article_text(number, language)
            holders.update(self._article(place, text, language) if text else ())
        for term, held in holders.items():
            self._idf[term] = math.log(1 + (len(self._numbers) - held + 0.5) / (held + 0.5))

    def _article(self, place: int, text: ArticleText, language: str) -> set[str]:
        """Count what the words of an article lead to; returns its terms."""
        held: set[str] = set()
        for name, part, passage in _passages(text):
            for term in self._analysis.terms(passage, language):
                if term in self._faint:
                    continue
                held.add(term)
                self._led[term][place] += LEAD_WEIGHTS[name]
                if part is not None:
                    self._parts[term][self._column(place, part)] += 1.0
        return held

    def _column(self, place: int, part: str) -> int:
        return place << PART_BITS | self._part_names.setdefault(part, len(self._part_names))

    def add_phrases(self) -> None:
        """The phrases of topics, facts and sessions, and where the words of topics and example questions lead."""
        references = {("topic", topic.id): topic.articles for topic in self._pack.topics}
        for target, language, text in _phrases(self._pack):
            held = tuple(dict.fromkeys(self._analysis.terms(text, language)))
            if held:
                self._phrases.append((target, held))
                self._counted(held, references.get(target, ()), target[1], LEAD_WEIGHTS["topic"])
        for language, examples in self._pack.asked.items():
            for reference, text in examples:
                held = tuple(dict.fromkeys(self._analysis.terms(text, language)))
                self._counted(held, (reference,), reference, LEAD_WEIGHTS["asked"])

    def _counted(self, held: Sequence[str], references: Sequence[str], name: str, weight: float) -> None:
        for term in held:
            self._targets[term].add(references[0] if references else name)
        self._lead(held, references, weight)

    def _lead(self, held: Sequence[str], references: Iterable[str], share: float) -> None:
        for reference in references:
            number, _, part = reference.partition(".")
            place = self._place.get(number)
            if place is None:
                continue
            for term in held:
                self._led[term][place] += share
                if part:
                    self._parts[term][self._column(place, part)] += share
            share *= LEAD_PLACES

    def finished(self) -> Index:
        """The index of all that was counted."""
        self._finish_idf()
        rarest = max(math.log(1 + len(self._numbers) / 1.5), max(self._idf.values(), default=1.0))
        terms = {term: number for number, term in enumerate(sorted(self._idf))}
        targets = {target: number for number, target in enumerate(dict.fromkeys(t for t, _ in self._phrases))}
        phrases = [[terms[term] for term in held] for _, held in self._phrases]
        leads = self._leads()
        forms = self._analysis.forms
        keys = _latin_keys(forms, terms)
        nothing: dict[int, float] = {}
        return Index(
            numbers=self._numbers,
            terms=terms,
            idf=floats(self._idf[term] for term in terms),
            rarest=rarest,
            leads=Table.of(leads.get(term, nothing) for term in terms),
            parts=Table.of(self._parts.get(term, nothing) for term in terms),
            part_names=tuple(self._part_names),
            forms=tuple(forms),
            form_terms=Lists.of(sorted(terms[term] for term in held) for held in forms.values()),
            keys=tuple(keys),
            key_terms=Lists.of(sorted(held) for held in keys.values()),
            targets=tuple(targets),
            phrase_target=array("I", (targets[target] for target, _ in self._phrases)),
            phrase_mass=floats(sum(self._idf[term] for term in held) for _, held in self._phrases),
            phrase_terms=Lists.of(phrases),
            by_term=_inverted(phrases, len(terms)),
        )

    def _finish_idf(self) -> None:
        total = len(set().union(*self._targets.values())) or 1
        for term, found in self._targets.items():
            rarity = math.log(1 + (total - len(found) + 0.5) / (len(found) + 0.5))
            self._idf[term] = min(self._idf.get(term, rarity), rarity)
        self._idf.update({term: min(FAINT, self._idf.get(term, FAINT)) for term in self._faint})

    def _leads(self) -> Counts:
        sizes: dict[int, float] = defaultdict(float)
        for led in self._led.values():
            for place, count in led.items():
                sizes[place] += count
        total, places = sum(sizes.values()), len(sizes) or 1
        # What the text does not answer is many subjects in one: its words would look rare in so large a heap.
        nowhere = self._place[NOWHERE]
        sizes[nowhere] = min(sizes[nowhere], NOWHERE_SIZE * total / places)
        found: Counts = {}
        for term, led in self._led.items():
            seen = sum(led.values())
            reliance, smoothing = seen / (seen + LEAD_RELIANCE), LEAD_SMOOTHING * seen / places
            leads = {
                place: reliance * math.log((count + smoothing) / (sizes[place] + LEAD_PRIOR) * total / seen)
                for place, count in led.items()
            }
            kept = sorted(leads, key=lambda place: -leads[place])[:LEADS_KEPT]
            found[term] = {place: leads[place] for place in kept if leads[place] > 0}
        return found


def _latin_keys(forms: Mapping[str, Iterable[str]], terms: Mapping[str, int]) -> dict[str, set[int]]:
    """Terms by the key under which a Latin spelling of a form or of their stem is found."""
    keys: dict[str, set[int]] = defaultdict(set)
    for form, held in forms.items():
        if is_cyrillic(form):
            keys[folded_skeleton(form)].update(terms[term] for term in held)
    for term, number in terms.items():
        stem = term.partition(":")[2]
        if is_cyrillic(stem):
            keys[folded_skeleton(stem)].add(number)
    return keys


def _inverted(phrases: Iterable[Iterable[int]], terms: int) -> Lists:
    found: list[list[int]] = [[] for _ in range(terms)]
    for place, held in enumerate(phrases):
        for term in held:
            found[term].append(place)
    return Lists.of(found)


def _passages(text: ArticleText) -> Iterator[tuple[str, str | None, str]]:
    """(field, paragraph or item number or None, passage) for all that is searched of an article."""
    yield "heading", None, text.heading
    for paragraph in text.paragraphs:
        yield "digest", paragraph.number, paragraph.text
        for item in paragraph.items:
            yield "digest", paragraph.number or item.number, item.text


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
