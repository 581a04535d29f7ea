"""Where the language versions of an edition do not say alike: numbers, negations, and what is free of charge.

The official texts are compared with each other, article by article and paragraph by paragraph; languages without one
are compared by their digests. What is flagged is for a person to look at: languages negate in different words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations
from typing import Literal

from content.figures import figures_in
from content.fold import fold
from content.language import Language
from content.languages import ALL
from content.model import PREAMBLE, Edition, Pack
from content.numerals import compose
from content.official import OfficialParagraph, OfficialText
from content.revisions import Revisions

Source = Literal["official", "digest"]
Paragraphs = Mapping[tuple[str, str], str]
"""Texts by article ("0" is the preamble) and paragraph ("1", or "-" for an article without numbered ones)."""

_NEGATIONS = {
    "ru": re.compile(
        r"не(?! менее| более| позднее| позже| ранее| реже| свыше| только)"
        r"|нет|нельзя|ни|никто|никого|никому|никем|ничто|ничего|никак\w*|ничь\w*|запрещ\w*|запрет\w*"
        r"|недопустим\w*|невозможн\w*|неприкосновен\w*"
    ),
    "en": re.compile(
        r"(?:not|no)(?! (?:more|less|fewer|later|earlier|only) )"
        r"|nor|never|nobody|none|nothing|cannot|neither|prohibit\w*|forbid\w*|banned?|inviol\w*|unless"
        r"|impossible|inadmissible"
    ),
    "kk": re.compile(
        r"емес\w*|жоқ|жоғы|ешкім\w*|ешқа\w*|ештеңе\w*|ешбір|тыйым|кедергісіз|жарамсыз"
        r"|\w+(?:м|б|п)(?:ай|ей)(?:ды|ді|мын|мін|тын|тін|ақ|інше|ынша)?"
        r"|\w+(?:м|б|п)(?:аған|еген|ауы|еуі)\w*|\w+мас|(?!немесе)\w+(?:м|б|п)(?:аса|есе)"
        r"|\w+нбас|\w+(?:лық|лік|ғысыз|гісіз)сыз\w*|қол сұғыл\w+|рұқсатсыз"
    ),
}
_FREE = {
    "ru": re.compile(r"бесплатн\w*|безвозмездн\w*"),
    "en": re.compile(r"free of charge|free education|for free|without charge|at no cost|without payment"),
    "kk": re.compile(r"тегін|ақысыз|өтеусіз"),
}
_TIMES = {"twice": 2, "thrice": 3, "дважды": 2, "трижды": 3}
_WORD = re.compile(r"\w+")
_LEAST = 2
"""Number words from this value on are counted: "one" is said in too many other senses."""


def parity_report(
    pack: Pack, revisions: Revisions, edition: str, languages: Iterable[Language] = ALL
) -> list[str]:
    """One line for each place where two language versions of an edition differ; an empty list where none do.

    Raises:
        KeyError: the edition is unknown.
        RevisionError: a stored text is damaged.
    """
    held = pack.editions[edition]
    tables = {table.code: table for table in languages}
    official = {
        code: official_paragraphs(revision.text)
        for code in pack.info.languages
        if (revision := revisions.latest(edition, code))
    }
    digests = {code: digest_paragraphs(held, code) for code in held.texts if code not in official}
    return [
        *_compared(edition, "official", official, tables),
        *_compared(edition, "digest", {code: each for code, each in digests.items() if each}, tables),
    ]


def official_paragraphs(text: OfficialText) -> Paragraphs:
    """The paragraphs of an official text; those without a number are put together."""
    found: dict[tuple[str, str], str] = {}
    parts = [(PREAMBLE, text.preamble), *((each.number, each.paragraphs) for each in text.articles)]
    for article, paragraphs in parts:
        for paragraph in paragraphs:
            place = (article, paragraph.number or "-")
            found[place] = f"{found.get(place, '')}\n{_without_marks(paragraph)}".strip()
    return found


def _without_marks(paragraph: OfficialParagraph) -> str:
    lines = [paragraph.text, *(item.text for item in paragraph.items), paragraph.tail or ""]
    return "\n".join(line for line in lines if line)


def digest_paragraphs(edition: Edition, language: str) -> Paragraphs:
    """The paragraphs of an edition's digest in a language; empty where it has none."""
    found: dict[tuple[str, str], str] = {}
    for article in (PREAMBLE, *edition.numbers):
        text = edition.article_text(article, language)
        for paragraph in text.paragraphs if text else ():
            place = (article, paragraph.number or "-")
            lines = (found.get(place, ""), paragraph.text, *(item.text for item in paragraph.items))
            found[place] = "\n".join(lines).strip()
    return found


def _compared(
    edition: str, source: Source, versions: Mapping[str, Paragraphs], tables: Mapping[str, Language]
) -> Iterator[str]:
    for one, other in combinations(versions, 2):
        for place in dict.fromkeys((*versions[one], *versions[other])):
            where = f"{edition} {source}: article {place[0]}, paragraph {place[1]}"
            ours, theirs = versions[one].get(place), versions[other].get(place)
            if ours is None or theirs is None:
                yield f"{where}: only in {other if ours is None else one}, not in {one if ours is None else other}"
                continue
            yield from (f"{where}: {said}" for said in differences((one, ours), (other, theirs), tables))


def differences(
    one: tuple[str, str], other: tuple[str, str], tables: Mapping[str, Language]
) -> Iterator[str]:
    """What two versions, each a language and a text, do not say alike, in words for the operator."""
    (code, ours), (second, theirs) = one, other
    numbers, others = _numbers(ours, code, tables), _numbers(theirs, second, tables)
    if numbers is not None and others is not None and numbers != others:
        yield (f"numbers differ: {code} {_shown(numbers - others)}, {second} {_shown(others - numbers)}")
    for what, patterns in (("a negation", _NEGATIONS), ("“free of charge”", _FREE)):
        if code not in patterns or second not in patterns:
            continue
        here, there = _says(ours, patterns[code]), _says(theirs, patterns[second])
        if here != there:
            yield f"{what} stands in {code if here else second} but not in {second if here else code}"


def _shown(numbers: Counter[str]) -> str:
    return ", ".join(sorted(numbers.elements())) or "none"


def _says(text: str, pattern: re.Pattern[str]) -> bool:
    folded = fold(text)
    return bool(re.search(rf"(?<!\w)(?:{pattern.pattern})(?!\w)", folded))


def _numbers(text: str, language: str, tables: Mapping[str, Language]) -> Counter[str] | None:
    """The numbers of a text, in digits or in words; None where they cannot be told in that language."""
    table = tables.get(language)
    found = figures_in(_in_digits(text, table) if table else text, language)
    return None if found is None else Counter(found)


def _in_digits(text: str, table: Language) -> str:
    """The text with its number words (from two on) in digits."""
    words = [(match.start(), match.end(), fold(match.group())) for match in _WORD.finditer(text)]
    values = _values(table)
    parts: list[str] = []
    at = place = 0
    while place < len(words):
        run = _run(words[place:], values)
        if not run:
            place += 1
            continue
        value, _, used = compose(run)
        if value >= _LEAST and not _is_fraction(words, place, used, table.code):
            parts += [text[at : words[place][0]], str(value)]
            at = words[place + used - 1][1]
        place += used
    return "".join((*parts, text[at:]))


def _run(words: Sequence[tuple[int, int, str]], values: Mapping[str, int]) -> list[tuple[int, bool]]:
    run = []
    for _, _, word in words[:4]:
        if word not in values:
            break
        run.append((values[word], False))
    return run


def _is_fraction(words: Sequence[tuple[int, int, str]], place: int, used: int, code: str) -> bool:
    """Whether a number word belongs to a fraction ("две трети", "two thirds", "үштен екі")."""
    after = words[place + used][2] if place + used < len(words) else ""
    before = words[place - 1][2] if place else ""
    parts = ("трет", "четверт", "пят", "десят", "third", "quarter", "fourth", "fifth", "tenth")
    return after.startswith(parts) or (code == "kk" and before.endswith(("тен", "нан", "нен")))


@lru_cache(maxsize=16)
def _values(table: Language) -> Mapping[str, int]:
    held = {fold(word): value for value, words in table.numbers.items() for word in words if " " not in word}
    return _TIMES | held
