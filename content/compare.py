"""What became of a wording: two texts compared word by word, and an article with its counterpart in another edition."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Literal, NamedTuple

from content.model import PREAMBLE, Pack
from content.official import OfficialText, Revision, Span

Kind = Literal["same", "added", "removed"]

Latest = Callable[[str, str], Revision | None]
"""Gives the newest official text of an edition in a language, None where none is loaded: `Revisions.latest`."""
ISLAND = 3
"""Letters up to which unchanged words between two changes are shown as changed: "and", "of" alone help nobody."""
_TOKEN = re.compile(r"\w+(?:[-'’]\w+)*|[^\w\s]")


class Piece(NamedTuple):
    """A run of text that stayed, came in or went out."""

    kind: Kind
    text: str


class _Token(NamedTuple):
    text: str
    start: int
    end: int


def diff(old: str, new: str) -> tuple[Piece, ...]:
    """What became of `old`, word by word, in the order of reading; what went out stands before what came in for it.

    "same" and "removed" pieces together are `old`, "same" and "added" ones `new`, white space included. Nothing is
    empty, and no two neighbours are of one kind.
    """
    ours, theirs = _tokens(old), _tokens(new)
    pieces: list[Piece] = []
    at, to = 0, 0
    for i, j in _kept(ours, theirs):
        pieces += _gap(old[at : ours[i].start], new[to : theirs[j].start])
        pieces.append(Piece("same", ours[i].text))
        at, to = ours[i].end, theirs[j].end
    pieces += _gap(old[at:], new[to:])
    return tuple(_joined(pieces))


def _tokens(text: str) -> list[_Token]:
    return [_Token(found.group(), *found.span()) for found in _TOKEN.finditer(text)]


def _kept(ours: Sequence[_Token], theirs: Sequence[_Token]) -> Iterator[tuple[int, int]]:
    """The pairs of tokens that stayed: the longest common runs, without islands between two changes."""
    matcher = SequenceMatcher(None, [t.text for t in ours], [t.text for t in theirs], autojunk=False)
    runs = [(block.a, block.b, block.size) for block in matcher.get_matching_blocks() if block.size]
    while island := _island(runs, ours, theirs):
        runs.remove(island)
    for i, j, size in runs:
        yield from ((i + step, j + step) for step in range(size))


def _island(
    runs: list[tuple[int, int, int]], ours: Sequence[_Token], theirs: Sequence[_Token]
) -> tuple[int, int, int] | None:
    """A run too small to be worth showing between what changes before and after it; None where there is none."""
    ends = [(0, 0, 0), *runs, (len(ours), len(theirs), 0)]
    changed = [
        _letters(ours[i + size : k]) + _letters(theirs[j + size : m])
        for (i, j, size), (k, m, _) in pairwise(ends)
    ]
    for run, before, after in zip(runs, changed, changed[1:], strict=False):
        letters = _letters(ours[run[0] : run[0] + run[2]])
        if before and after and (letters <= ISLAND or 2 * letters <= min(before, after)):
            return run
    return None


def _letters(tokens: Sequence[_Token]) -> int:
    return sum(len(token.text) for token in tokens if token.text[0].isalnum())


def _gap(old: str, new: str) -> Iterator[Piece]:
    """What stands between two tokens that stayed; the white space that both sides share at its ends stays too."""
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head] and old[head].isspace():
        head += 1
    tail = 0
    while (
        tail < min(len(old), len(new)) - head
        and old[-1 - tail] == new[-1 - tail]
        and old[-1 - tail].isspace()
    ):
        tail += 1
    yield Piece("same", old[:head])
    yield Piece("removed", old[head : len(old) - tail])
    yield Piece("added", new[head : len(new) - tail])
    yield Piece("same", old[len(old) - tail :])


def _joined(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces without empty ones, neighbours of one kind as one."""
    held = Piece("same", "")
    for piece in pieces:
        if not piece.text:
            continue
        if piece.kind == held.kind:
            held = Piece(held.kind, held.text + piece.text)
            continue
        if held.text:
            yield held
        held = piece
    if held.text:
        yield held


def counterparts(pack: Pack, number: str, edition: str, other: str) -> tuple[str, ...]:
    """Where the article `number` of `edition` stands in `other`: "7", or "62.3" for one paragraph; () for nowhere.

    The map is read from either side; where neither names a place, an article of the same key is the place. The
    preamble ("0") corresponds to the preamble. Raises KeyError for an unknown edition or article.
    """
    ours, theirs = pack.editions[edition], pack.editions[other]
    if number == PREAMBLE or ours is theirs:
        return (number,)
    article = ours.by_number[number]
    named = [place for each in article.counterparts if each.edition == other for place in each.articles]
    if named:
        return tuple(dict.fromkeys(named))
    pointing = [
        each.number
        for each in theirs.articles
        for counterpart in each.counterparts
        if counterpart.edition == edition
        and number in {place.partition(".")[0] for place in counterpart.articles}
    ]
    if pointing:
        return tuple(dict.fromkeys(pointing))
    same = theirs.by_key.get(article.key)
    return (same.number,) if same else ()


@dataclass(frozen=True)
class Comparison:
    """The article `number` of an edition beside its `places` in another one, both in `language`.

    `pieces` turn the older wording into that of the article. Revisions are those that were compared.
    """

    number: str
    edition: str
    other: str
    language: str
    places: tuple[str, ...]
    before: str
    after: str
    pieces: tuple[Piece, ...]
    revision: Revision
    other_revision: Revision


def compare_articles(
    pack: Pack,
    latest: Latest,
    number: str,
    *,
    edition: str,
    other: str,
    language: str,
) -> Comparison | None:
    """The article `number` of `edition` against what it comes from in `other`; `latest` gives the official texts.

    None where one of the two official texts is not loaded in that language, or the loaded one lacks the article.
    `places` is empty, and everything is an addition, where nothing corresponds.

    Raises:
        KeyError: an edition or the article is unknown.
        RevisionError: a stored text is damaged (from `Revisions.latest`).
    """
    places = counterparts(pack, number, edition, other)
    ours, theirs = latest(edition, language), latest(other, language)
    if ours is None or theirs is None:
        return None
    after = wording_at(ours, number)
    found = [wording for place in places if (wording := wording_at(theirs, place)) is not None]
    if after is None or (places and not found):
        return None
    before = "\n".join(found)
    pieces = diff(before, after)
    return Comparison(number, edition, other, language, places, before, after, pieces, ours, theirs)


def wording_at(revision: Revision, place: str) -> str | None:
    """The wording of an article without its label, of the preamble ("0") or of a paragraph ("62.3").

    A paragraph that is not numbered so in the text gives its whole article. None where there is no such article.
    """
    span = _span(revision.text, place)
    return None if span is None else revision.quote(span)


def _span(text: OfficialText, place: str) -> Span | None:
    number, _, part = place.partition(".")
    if number == PREAMBLE:
        return text.preamble_span if text.preamble else None
    article = text.by_number.get(number)
    if article is None:
        return None
    paragraph = article.paragraph(part) if part else None
    if paragraph is not None:
        return paragraph.span
    whole = article.paragraphs[0] if len(article.paragraphs) == 1 else None
    item = whole.item(part) if whole and part else None
    return item.span if item else article.body
