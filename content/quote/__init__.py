"""Whether a claimed quotation is one: word for word, altered, of another edition, or nowhere in what is loaded.

"exact" is said of nothing but a slice of the wording in force, at the borders of words, after levelling quotes, white
space, what cannot be seen, and punctuation at the end (`content.quote.level`). Everything near is found with folded
words (`content.quote.nearest`), and everything that is not loaded is named instead of guessed at.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from content.compare import Piece, diff
from content.language import Language
from content.model import Pack
from content.official import Span
from content.quote.claims import ENOUGH_WORDS, fragments, quoted, readings, word_count
from content.quote.level import bare, level
from content.quote.nearest import Passage, nearest
from content.quote.spoken import likely_languages
from content.quote.wordings import Place, Wording, Wordings, words_of

__all__ = ["Piece", "Place", "Verdict", "Wordings", "check", "check_all", "quoted", "word_count"]

Kind = Literal["exact", "altered", "other-edition", "not-found", "cannot-check"]
Held = tuple[str, str]
"""An edition and a language."""

NEAR = 0.6
"""Likeness from which a claim is called an altered passage and not an invented one."""
_IN_FORCE_BONUS = 0.05
_WORST = ("exact", "other-edition", "cannot-check", "not-found", "altered")
_LONGEST_MARK = 8
_LIST_MARK = re.compile(r"\n\s*[\w-]{1,6}[.)]\s*$")


@dataclass(frozen=True)
class Verdict:
    """What became of a claim.

    `claim` is what was compared, after frame and quotation marks were taken off. `wording` and `place` tell where the
    words (or, of an altered claim, the nearest ones) stand; None where nowhere. `spans` are the slices of the wording
    that an exact claim consists of: one, or several where dots stand for words left out or numbers of paragraphs were
    dropped. `omits`: dots stand for words. `whole`: the claim begins and ends where sentences do. `pieces` turn the
    nearest passage into an altered claim. `same_words`: an altered claim differs in punctuation, case or look-alike
    letters only. `today` is the passage in force that comes nearest to a quotation from another edition, with
    `today_pieces` from that quotation to it. `searched` and `missing` name the editions and languages that are loaded
    and those that are not; `undecided`: among the missing ones is the text in force in the language of the claim.
    `short`: the claim has too few words to be checked.
    """

    kind: Kind
    claim: str
    wording: Wording | None = None
    place: Place | None = None
    spans: tuple[Span, ...] = ()
    omits: bool = False
    whole: bool = True
    pieces: tuple[Piece, ...] = ()
    same_words: bool = False
    today: Place | None = None
    today_pieces: tuple[Piece, ...] = ()
    searched: tuple[Held, ...] = ()
    missing: tuple[Held, ...] = ()
    undecided: bool = False
    short: bool = False

    @property
    def edition(self) -> str | None:
        """The id of the edition in which the words stand; None where nowhere."""
        return self.wording.edition if self.wording else None

    @property
    def language(self) -> str | None:
        """The language in which they stand; None where nowhere."""
        return self.wording.language if self.wording else None


def check(claim: str, sources: Wordings) -> Verdict:
    """The verdict on a message; on the worst of its quotations where it has several."""
    return max(check_all(claim, sources), key=lambda each: _WORST.index(each.kind))


def check_all(claim: str, sources: Wordings) -> tuple[Verdict, ...]:
    """The verdicts on all quotations of a message, in order; at least one.

    A message that is a quotation as a whole is checked as a whole; else what stands in it in quotation marks; where
    nothing does, the message without the lines that only say where it is from.
    """
    checker = _Checker(sources.pack, sources(), sources.languages)
    whole = [
        reading for reading in readings(claim, sources.languages) if word_count(reading.text) >= ENOUGH_WORDS
    ]
    if not whole:
        return (checker.short(claim) or checker.verdict("cannot-check", claim, short=True),)
    for reading in whole:
        found = checker.exact(reading.text)
        if found and not (reading.led and _follows_colon(found)):
            return (found,)
    parts = quoted(claim)
    if parts:
        return tuple(checker.checked(part) for part in parts)
    # A few words in quotation marks prove something only where they are a whole sentence of the text.
    few = tuple(checker.short(part) for part in quoted(claim, 2))
    if few and all(few):
        return tuple(verdict for verdict in few if verdict)
    if found := checker.short(claim):
        return (found,)
    return (checker.near([reading.text for reading in whole]),)


class _Checker:
    """Checks claims against wordings, the one in force first."""

    def __init__(self, pack: Pack, wordings: Sequence[Wording], languages: tuple[Language, ...]) -> None:
        self._pack = pack
        self._wordings = wordings
        self._languages = tuple(each for each in languages if each.code in pack.info.languages)
        self._searched = tuple(dict.fromkeys((each.edition, each.language) for each in wordings))
        self._missing = tuple(
            (edition, code)
            for edition in pack.editions
            for code in pack.info.languages
            if (edition, code) not in self._searched
        )

    def verdict(self, kind: Kind, claim: str, **found: object) -> Verdict:
        """A verdict with what was searched and what was not."""
        verdict = Verdict(kind, bare(level(claim)), searched=self._searched, missing=self._missing)
        return replace(verdict, **found)  # type: ignore[arg-type]

    def checked(self, claim: str) -> Verdict:
        """The verdict on one quotation."""
        return self.exact(claim) or self.near([claim])

    def exact(self, claim: str) -> Verdict | None:
        """The verdict where the claim is word for word in a wording; None where it is not."""
        for wording in self._wordings:
            spans = _slices(claim, wording)
            if not spans:
                continue
            place = wording.place(Span(start=spans[0].start, end=spans[-1].end))
            found = self.verdict(
                "exact" if wording.in_force else "other-edition",
                claim,
                wording=wording,
                place=place,
                spans=spans,
                omits=len(fragments(level(claim))) > 1,
                whole=_is_whole(wording, spans),
            )
            return found if wording.in_force else self._with_today(found)
        return None

    def short(self, claim: str) -> Verdict | None:
        """The verdict on a claim of few words that is a whole paragraph or sentence, word for word; else None."""
        for reading in readings(claim, self._languages):
            found = self.exact(reading.text) if 1 < word_count(reading.text) < ENOUGH_WORDS else None
            if found and found.whole and not found.omits and not (reading.led and _follows_colon(found)):
                return found
        return None

    def near(self, claims: Sequence[str]) -> Verdict:
        """The verdict on a claim that is exact nowhere; of several readings, on the one that comes nearest."""
        passages = [
            (claim, passage)
            for claim in map(_levelled, claims)
            for wording in self._wordings
            if (passage := nearest(words_of(claim), wording))
        ]
        claim, passage = max(passages, key=lambda each: _rank(each[1]), default=(_levelled(claims[-1]), None))
        if passage is not None and passage.likeness < NEAR:
            passage = None
        spoken = (passage.wording.language,) if passage else likely_languages(claim, self._languages)
        if not spoken or any(map(self._lacks_today, spoken)):
            return self._located("cannot-check", claim, passage, undecided=True)
        return self._located("altered" if passage else "not-found", claim, passage)

    def _located(
        self, kind: Kind, claim: str, passage: Passage | None, *, undecided: bool = False
    ) -> Verdict:
        """A verdict with the nearest passage, where there is one."""
        if passage is None:
            return self.verdict(kind, claim, undecided=undecided)
        span = passage.wording.span(passage.start, passage.end)
        return self.verdict(
            kind,
            claim,
            undecided=undecided,
            wording=passage.wording,
            place=passage.wording.place(span),
            pieces=diff(passage.text, claim),
            same_words=_texts(claim) == _texts(passage.text),
        )

    def _with_today(self, found: Verdict) -> Verdict:
        """A quotation from another edition, with how the text in force puts it, where it has anything like it."""
        words = words_of(found.claim)
        passages = [
            passage
            for wording in self._wordings
            if wording.in_force
            and wording.language == found.language
            and (passage := nearest(words, wording))
        ]
        found = replace(found, undecided=self._lacks_today(found.language or ""))
        best = max(passages, key=lambda each: each.likeness, default=None)
        if best is None or best.likeness < NEAR:
            return found
        place = best.wording.place(best.wording.span(best.start, best.end))
        return replace(found, today=place, today_pieces=diff(found.claim, best.text))

    def _lacks_today(self, language: str) -> bool:
        return not any(each.in_force and each.language == language for each in self._wordings)


def _levelled(claim: str) -> str:
    return bare(level(claim))


def _rank(passage: Passage) -> float:
    return passage.likeness + (_IN_FORCE_BONUS if passage.wording.in_force else 0)


def _texts(text: str) -> list[str]:
    return [word.text for word in words_of(text)]


def _slices(claim: str, wording: Wording) -> tuple[Span, ...]:
    """The slices of the wording that the claim is made of, in order and in one article; () where it is not.

    Dots between fragments stand for anything in between, line breaks for the number of a paragraph at most.
    """
    whole = level(claim)
    for parts, gap in (
        ([bare(whole)], 0),
        ([_levelled(part) for part in fragments(whole)], None),
        ([_levelled(line) for line in claim.splitlines() if line.strip()], _LONGEST_MARK),
    ):
        if parts and all(parts) and (found := _in_order(parts, wording, gap)):
            return found
    return _across_paragraphs(bare(whole), wording)


def _across_paragraphs(claim: str, wording: Wording) -> tuple[Span, ...]:
    """The slices of a claim that goes over several paragraphs of one article, their numbers left out."""
    at = wording.unnumbered.find(claim) if "." in claim or ";" in claim else -1
    spans = wording.unnumbered_spans(at, at + len(claim)) if at >= 0 else ()
    return spans if spans and _in_one_article(spans, wording) else ()


def _in_order(parts: Sequence[str], wording: Wording, gap: int | None) -> tuple[Span, ...]:
    """Slices for parts that follow each other in one article, at most `gap` characters apart (None: any distance)."""
    if len(parts) > 1 and any(word_count(part) < 2 for part in parts):
        return ()
    levelled = wording.levelled
    begin = levelled.find(parts[0])
    while begin >= 0:
        spans = [(begin, begin + len(parts[0]))]
        for part in parts[1:]:
            at = levelled.find(part, spans[-1][1])
            if at < 0 or not _may_follow(levelled.text[spans[-1][1] : at], gap):
                break
            spans.append((at, at + len(part)))
        found = tuple(wording.span(*span) for span in spans)
        if len(found) == len(parts) and _in_one_article(found, wording):
            return found
        begin = levelled.find(parts[0], begin + 1)
    return ()


def _may_follow(between: str, gap: int | None) -> bool:
    """Whether words may be left out between two parts: any at dots, at a line break only the number of a paragraph."""
    return gap is None or (len(between) <= gap and not any(map(str.isalpha, between.strip(" abcdаә)"))))


def _in_one_article(spans: Sequence[Span], wording: Wording) -> bool:
    return len(spans) == 1 or len({wording.place(span).article for span in spans}) == 1


def _follows_colon(found: Verdict) -> bool:
    """Whether the words found are the end of a sentence whose beginning stands before a colon.

    Then what was taken for the announcement of a quotation may be that beginning, changed.
    """
    if found.wording is None:
        return False
    before = found.wording.revision.wording[: found.spans[0].start].decode()[-40:]
    return _LIST_MARK.sub("", before).rstrip(' \t\n"«“').endswith(":")


def _is_whole(wording: Wording, spans: Sequence[Span]) -> bool:
    """Whether the first slice begins a sentence and the last one ends one."""
    data = wording.revision.wording
    before = data[: spans[0].start].decode()[-6:].rstrip(' \t"«“')
    after = data[spans[-1].end :].decode("utf-8", "ignore")[:4].lstrip(' »”"')
    begins = not before or before[-1] in ".!?;:\n)"
    return begins and (not after or after[0] in ".!?;:\n")
