"""Building the index of an edition from its texts and the pack's phrases."""

from __future__ import annotations

import math
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from content.model import Edition, Pack
from content.search import examples
from content.search.analysis import Analysis, words_of_all
from content.search.counting import counted_leads
from content.search.examples import Example
from content.search.index import NOWHERE, PART_BITS, Index, Target, place_names
from content.search.latin_keys import latin_keys
from content.search.learned import Learned
from content.search.tables import Lists, Table, floats
from content.search.tally import Tally, stamp

LEAD_WEIGHTS = {"heading": 1.0, "digest": 0.7, "topic": 1.0, "fact": 1.0, "session": 1.0, "asked": 0.7}
"""How much a word counts by where it stands, in what it leads to."""
LEAD_PLACES = 0.5
"""What each further article of a topic has of the one before it, in what a word leads to."""
_NO_COLUMN = -1
_Row = tuple[Iterable[int], Iterable[float]]
"""A row of a table: its columns, and the value in each."""
FAINT = 1.0
"""The most that a word counts which names the law itself or a part of it ("article", "constitution")."""


def build(
    pack: Pack,
    edition: Edition,
    stopwords: frozenset[str],
    faint: frozenset[str] = frozenset(),
    learned: Learned | None = None,
    tally: Tally | None = None,
) -> Index:
    """The index of one edition's articles with the pack's topics, facts, sessions and example questions.

    `stopwords` are words that are left out; `faint` are terms that count little in a phrase and nothing in a digest;
    `learned` is what was learned about the words, None to go by counts alone; `tally` what was counted of the example
    questions, which is counted anew where there is none or they have changed; of a pack that was read without its
    questions it is taken as it is.
    """
    if tally is None or (pack.asked and tally.stamp != stamp(pack.asked, stopwords)):
        tally = Tally.of(pack.asked, stopwords)
    builder = _Builder(pack, edition, stopwords, faint, learned, tally)
    for language in pack.info.languages:
        builder.add_articles(language)
    builder.add_phrases()
    builder.add_asked()
    return builder.finished()


class _Builder:
    """Counts on the way to an index."""

    def __init__(
        self,
        pack: Pack,
        edition: Edition,
        stopwords: frozenset[str],
        faint: frozenset[str],
        learned: Learned | None,
        tally: Tally,
    ) -> None:
        self._pack, self._edition, self._tally = pack, edition, tally
        self._analysis = Analysis(stopwords)
        # Faint terms have the first numbers.
        self._analysis.numbers.update({term: number for number, term in enumerate(sorted(faint))})
        self._faint = len(faint)
        self._numbers = examples.numbers(edition)
        self._records: tuple[Target, ...] = (
            *(("fact", fact.id) for fact in pack.facts),
            *(("session", session.id) for session in pack.sessions),
        )
        self._names = place_names(self._numbers, self._records)
        self._place = {name: place for place, name in enumerate(self._names)}
        self._learned = learned
        self._idf: dict[int, float] = {}
        self._seen: list[tuple[Sequence[int], Example]] = []
        self._parts: dict[int, dict[int, float]] = defaultdict(dict)
        self._part_names: dict[str, int] = {}
        self._phrases: list[tuple[Target, list[int]]] = []
        self._targets: dict[int, set[str]] = defaultdict(set)
        self._named: dict[tuple[object, ...], list[tuple[int, float]]] = {}
        self._asked: list[int] = []

    def add_articles(self, language: str) -> None:
        """The words of every article in one language."""
        holding: dict[int, set[str]] = defaultdict(set)
        for each, said in _read(examples.texts(self._edition, language)):
            held = [term for term in self._analysis.terms(said, language) if term >= self._faint]
            self._count(held, each)
            for term in held:
                holding[term].add(each.references[0].partition(".")[0])
        for term, numbers in holding.items():
            self._idf[term] = _rarity(len(self._numbers), len(numbers))

    def add_phrases(self) -> None:
        """The phrases of topics, facts and sessions, and where their words lead."""
        for each, said in _read(examples.phrases(self._pack)):
            held = list(dict.fromkeys(self._analysis.terms(said, each.language)))
            if held and each.target:
                self._phrases.append((each.target, held))
                self._met(held, each.references[0] if each.references else each.target[1])
                self._count(held, each)

    def add_asked(self) -> None:
        """The words of the example questions, and where they lead."""
        tally = self._tally
        numbers, forms = self._analysis.numbers, self._analysis.forms
        self._asked = terms = [numbers.setdefault(term, len(numbers)) for term in tally.terms]
        for form, held in zip(tally.forms, tally.form_terms.rows_as(terms), strict=True):
            known = forms.get(form)
            if known is None:
                forms[form] = held
            else:
                known += [term for term in held if term not in known]
        columns = [self._column(*_place(reference)) for reference in tally.references]
        share, parts = LEAD_WEIGHTS["asked"], self._parts
        shares = [share * count for count in range(max(tally.counts.numbers, default=0) + 1)]
        for term, led, counts in zip(
            terms, tally.led.rows_as(columns), tally.counts.rows_as(shares), strict=True
        ):
            row = dict(zip(led, counts, strict=True))
            row.pop(_NO_COLUMN, None)
            found = parts.get(term)
            if found is None:
                parts[term] = row
                continue
            for column, count in row.items():
                found[column] = found.get(column, 0.0) + count

    def _column(self, name: str, part: str) -> int:
        """The column of a paragraph or item of an article; `_NO_COLUMN` for a whole one, or one that is not here."""
        place = self._place.get(name)
        if place is None or not part:
            return _NO_COLUMN
        return place << PART_BITS | self._part_names.setdefault(part, len(self._part_names))

    def _met(self, held: Iterable[int], name: str) -> None:
        targets = self._targets
        for term in held:
            targets[term].add(name)

    def _count(self, held: Sequence[int], example: Example) -> None:
        """Count an example for the paragraphs that it names, and keep it for counting where its words lead."""
        self._seen.append((held, example))
        for column, share in self._columns(example):
            for term in held:
                parts = self._parts[term]
                parts[column] = parts.get(column, 0.0) + share

    def _columns(self, example: Example) -> list[tuple[int, float]]:
        """The columns of the paragraphs that an example names, with how much its words count there."""
        named = example.field, example.target, example.references
        found = self._named.get(named)
        if found is None:
            share, found = LEAD_WEIGHTS[example.field], []
            for name, part in example.places:
                column = self._column(name, part)
                if column != _NO_COLUMN:
                    found.append((column, share))
                if name in self._place:
                    share *= LEAD_PLACES
            self._named[named] = found
        return found

    def finished(self) -> Index:
        """The index of all that was counted."""
        terms = self._analysis.numbers
        idf = self._rarities(len(terms))
        targets = {target: number for number, target in enumerate(dict.fromkeys(t for t, _ in self._phrases))}
        phrases = [held for _, held in self._phrases]
        forms = self._analysis.forms
        keys = latin_keys(forms, terms)
        nothing: dict[int, float] = {}
        return Index(
            numbers=self._numbers,
            terms=terms,
            idf=idf,
            rarest=max(math.log(1 + len(self._numbers) / 1.5), max(idf, default=1.0)),
            records=self._records,
            bias=self._bias(),
            leads=Table.joined(self._leads(terms)),
            parts=Table.joined(_in_order(self._parts.get(term, nothing)) for term in range(len(terms))),
            part_names=tuple(self._part_names),
            forms=tuple(forms),
            form_terms=Lists.of(forms.values()),
            keys=tuple(keys),
            key_terms=Lists.of(sorted(set(held)) if len(held) > 1 else held for held in keys.values()),
            targets=tuple(targets),
            phrase_target=array("I", (targets[target] for target, _ in self._phrases)),
            phrase_mass=floats(sum(idf[term] for term in held) for held in phrases),
            phrase_terms=Lists.of(phrases),
            by_term=_inverted(phrases, len(terms)),
        )

    def _rarities(self, terms: int) -> array[float]:
        references = self._tally.references
        all_led = set().union(*self._targets.values())
        all_led.update(references[each] for each in set(self._tally.led.numbers))
        total, found = len(all_led) or 1, {term: len(names) for term, names in self._targets.items()}
        for term, led in zip(self._asked, self._tally.led.rows(), strict=True):
            names = self._targets.get(term)
            if led:
                found[term] = len(names.union(references[each] for each in led)) if names else len(led)
        rarities = [_rarity(total, count) for count in range(max(found.values(), default=0) + 1)]
        for term, count in found.items():
            self._idf[term] = min(self._idf.get(term, rarities[count]), rarities[count])
        self._idf.update({term: min(FAINT, self._idf.get(term, FAINT)) for term in range(self._faint)})
        return floats(self._idf.get(term, FAINT) for term in range(terms))

    def _bias(self) -> array[float]:
        bias = self._learned.bias if self._learned else {}
        least = min(bias.values(), default=0.0)
        return floats(bias.get(name, least) for name in self._names)

    def _leads(self, terms: Mapping[str, int]) -> Iterator[_Row]:
        """For each term where it leads: as learned, else as counted."""
        learned = self._learned
        rows = learned.rows if learned else {}
        place = [self._place.get(name, -1) for name in learned.bias] if learned else []
        moved = place != list(range(len(place)))
        counted = self._counted(frozenset(number for term, number in terms.items() if term not in rows))
        for term, number in terms.items():
            row = rows.get(term)
            if learned is None or row is None:
                led = counted.get(number, {})
                yield led, led.values()
                continue
            columns, values = learned.weights.row(row)
            if moved:
                led = {place[held]: weight for held, weight in zip(columns, values, strict=True)}
                led.pop(-1, None)
                columns, values = tuple(led), tuple(led.values())
            yield columns, values

    def _counted(self, wanted: frozenset[int]) -> dict[int, dict[int, float]]:
        """Where the wanted terms lead, as counted."""
        return counted_leads(self._all_led(wanted) if wanted else {}, wanted, self._place[NOWHERE])

    def _all_led(self, wanted: frozenset[int]) -> dict[int, dict[int, float]]:
        """How often each term leads to each place. Faint ones alone are not worth counting for."""
        if max(wanted, default=0) < self._faint:
            return {}
        all_led: dict[int, dict[int, float]] = defaultdict(dict)
        for held, example in self._seen:
            share = LEAD_WEIGHTS[example.field]
            for name, _ in example.places:
                place = self._place.get(name)
                if place is None:
                    continue
                for term in held:
                    led = all_led[term]
                    led[place] = led.get(place, 0.0) + share
                share *= LEAD_PLACES
        places = [self._place.get(_place(reference)[0]) for reference in self._tally.references]
        for number, term in enumerate(self._asked):
            led = all_led[term]
            counted = zip(self._tally.led.row(number), self._tally.counts.row(number), strict=True)
            for reference, count in counted:
                place = places[reference]
                if place is not None:
                    led[place] = led.get(place, 0.0) + LEAD_WEIGHTS["asked"] * count
        return all_led


def _read(listed: Iterable[Example]) -> Iterable[tuple[Example, list[str]]]:
    """Examples with their words."""
    known = list(listed)
    return zip(known, words_of_all([each.text for each in known]), strict=True)


def _in_order(row: Mapping[int, float]) -> _Row:
    if len(row) < 2:
        return row, row.values()
    columns = sorted(row)
    return columns, [row[column] for column in columns]


def _place(reference: str) -> tuple[str, str]:
    """The article of a reference, and its paragraph or item or ""."""
    number, _, part = reference.partition(".")
    return number, part


def _rarity(total: int, found: int) -> float:
    return math.log(1 + (total - found + 0.5) / (found + 0.5))


def _inverted(phrases: Iterable[Iterable[int]], terms: int) -> Lists:
    found: list[list[int]] = [[] for _ in range(terms)]
    for place, held in enumerate(phrases):
        for term in held:
            found[term].append(place)
    return Lists.of(found)
