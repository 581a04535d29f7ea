"""Whether a text is the edition that it is said to be: held against every edition of the pack, by numbers and by words.

A heading or file name proves nothing: copies of an old law under a new title are common.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from content.fold import fold
from content.importers.structure import out_of_order
from content.model import ArticleText, Edition, Pack
from content.official import OfficialArticle, OfficialText

_WORD = re.compile(r"[^\W\d_]{4,}")
_STEM = 5
_ENOUGH_ARTICLES = 12
_OWN_PLACE = 0.4
_MISSING = 0.1
_SHOWN = 12


@dataclass(frozen=True)
class Judgement:
    """`warnings` are for the operator to weigh; `refusal` is a reason not to import, None where there is none."""

    warnings: tuple[str, ...]
    refusal: str | None = None


def judge(text: OfficialText, pack: Pack) -> Judgement:
    """Hold a text against the edition it claims to be, and against the others.

    Raises:
        KeyError: the pack has no such edition.
    """
    edition = pack.editions[text.edition]
    warnings = [*_order(text.articles), *_numbers(text, edition), *_sections(text, edition)]
    return Judgement(tuple(warnings), _refusal(text, edition, pack))


def _order(articles: Sequence[OfficialArticle]) -> list[str]:
    counted = Counter(article.number for article in articles)
    found = [f"article {number} stands {count} times" for number, count in counted.items() if count > 1]
    found += [
        f"article {other} comes after article {one}" for one, other in out_of_order(articles) if one != other
    ]
    found += [
        f"article {article.number} has no text"
        for article in articles
        if not article.paragraphs and article.state == "in force"
    ]
    for article in articles:
        found += _gaps(article)
    return found


def _gaps(article: OfficialArticle) -> list[str]:
    """Paragraphs count 1, 2, 3; inserted ones ("3-1") stand between."""
    numbers = [p.number for p in article.paragraphs if p.number and p.number.isdigit()]
    wanted = [str(at) for at in range(1, len(numbers) + 1)]
    if numbers == wanted:
        return []
    return [f"article {article.number}: paragraphs are numbered {', '.join(numbers)}"]


def _numbers(text: OfficialText, edition: Edition) -> list[str]:
    found = {article.number for article in text.articles}
    missing = [number for number in edition.numbers if number not in found]
    unknown = [article.number for article in text.articles if article.number not in edition.by_number]
    warnings = [f"not found: article {_few(missing)}"] if missing else []
    warnings += [f"not in {edition.id}: article {_few(unknown)}"] if unknown else []
    if edition.preamble and not text.preamble:
        warnings.append("not found: the preamble")
    return warnings


def _few(numbers: list[str]) -> str:
    more = f" and {len(numbers) - _SHOWN} more" if len(numbers) > _SHOWN else ""
    return ", ".join(numbers[:_SHOWN]) + more


def _sections(text: OfficialText, edition: Edition) -> list[str]:
    if len(text.sections) != len(edition.sections):
        return [f"{len(text.sections)} sections, {edition.id} has {len(edition.sections)}"]
    wrong = [
        article.number
        for article in text.articles
        if article.number in edition.by_number
        and edition.by_number[article.number].section != article.section
    ]
    return [f"in another section than in {edition.id}: article {_few(wrong)}"] if wrong else []


def _refusal(text: OfficialText, edition: Edition, pack: Pack) -> str | None:
    fits = {other.id: _fit(text, other) for other in pack.editions.values()}
    best = max(fits, key=lambda name: fits[name])
    if fits[best] > fits[edition.id] and _is_of(text, best, edition.id, pack):
        return f"this looks like {best}, not {edition.id}: its articles and sections are those of {best}"
    own = _own_place(text, edition)
    if own is not None and own < _OWN_PLACE:
        return (
            f"this does not read like {edition.id}: only {own:.0%} of its articles speak of what they should"
        )
    found = {article.number for article in text.articles}
    missing = sum(number not in found for number in edition.numbers)
    if missing > _MISSING * len(edition.numbers):
        return f"this is not the whole of {edition.id}: {missing} of {len(edition.numbers)} articles were not found"
    repeated = [number for number, count in Counter(a.number for a in text.articles).items() if count > 1]
    return f"more than one article {_few(repeated)}: which one holds cannot be told" if repeated else None


def _is_of(text: OfficialText, other: str, claimed: str, pack: Pack) -> bool:
    """Two near editions (a draft and the law) differ by little; then the words must not speak for the claimed one."""
    own = _own_place(text, pack.editions[claimed])
    return (
        own is None
        or own < 0.75
        or _fit(text, pack.editions[other]) - _fit(text, pack.editions[claimed]) > 0.1
    )


def _fit(text: OfficialText, edition: Edition) -> float:
    """From 0 to 1: how many articles stand where this edition has them, of all that either has."""
    placed = {(article.number, article.section) for article in text.articles}
    wanted = {(article.number, article.section) for article in edition.articles}
    if not any(section for _, section in placed):
        placed, wanted = {(n, None) for n, _ in placed}, {(a.number, None) for a in edition.articles}  # type: ignore[misc]
    return len(placed & wanted) / (len(placed | wanted) or 1)


def _own_place(text: OfficialText, edition: Edition) -> float | None:
    """The share of articles that are nearer to the pack's digest of their own number than to any other digest.

    None where the pack has too few digests in this language to tell.
    """
    held = edition.texts.get(text.language)
    digests = {n: _stems(_said(a)) for n, a in held.articles.items() if a.paragraphs} if held else {}
    compared = [article for article in text.articles if article.number in digests and article.paragraphs]
    if len(compared) < _ENOUGH_ARTICLES:
        return None
    rarity = _rarity(list(digests.values()))
    return sum(_nearest(article, digests, rarity) == article.number for article in compared) / len(compared)


def _nearest(article: OfficialArticle, digests: dict[str, frozenset[str]], rarity: dict[str, float]) -> str:
    words = _stems("\n".join(line for p in article.paragraphs for line in p.lines))

    def nearness(number: str) -> float:
        digest = digests[number]
        common = sum(rarity[word] for word in words & digest)
        return common / math.sqrt(sum(rarity[word] for word in digest) + 1)

    return max(digests, key=nearness)


def _rarity(documents: list[frozenset[str]]) -> dict[str, float]:
    counted = Counter(word for words in documents for word in words)
    return {word: math.log(1 + len(documents) / count) for word, count in counted.items()}


def _said(article: ArticleText) -> str:
    return " ".join(
        [
            article.heading,
            *(p.text for p in article.paragraphs),
            *(i.text for p in article.paragraphs for i in p.items),
        ]
    )


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in _WORD.findall(fold(text)))
