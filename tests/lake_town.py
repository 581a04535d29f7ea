"""A law of the tests' own, the Charter of the Lake Town, in three editions: in force, a draft, and the one before."""

from __future__ import annotations

from pathlib import Path

import yaml

from content.model import (
    Article,
    ArticleText,
    Counterpart,
    Edition,
    EditionText,
    Pack,
    PackInfo,
    Section,
    State,
)
from content.official import OfficialArticle, OfficialItem, OfficialParagraph, OfficialText
from content.revisions import Revisions

FOLDER = Path(__file__).parent / "quotations"
LANGUAGES = ("kk", "ru", "en")
TODAY, DRAFT, OLD = "lake-new", "lake-draft", "lake-old"
_LABELS = {"kk": "{}-бап.", "ru": "Статья {}.", "en": "Article {}."}
_STATES: dict[str, State] = {TODAY: "in-force", DRAFT: "draft", OLD: "repealed"}


def pack() -> Pack:
    """The pack of the town. Article 9 of the draft is not in force, and Article 3 stood in two places before."""
    names = dict.fromkeys(LANGUAGES, "Lake Town")
    info = PackInfo(
        id="lake",
        name=names,
        text_name=names,
        languages=LANGUAGES,
        zone="UTC",
        default_edition=TODAY,
        own_names=(),
        examples={"en": ("whose lake", "boats")},
        popular=("1",),
    )
    return Pack(
        info=info, editions={TODAY: _edition(TODAY, 8), DRAFT: _edition(DRAFT, 9), OLD: _edition(OLD, 5)}
    )


def _edition(identity: str, last: int) -> Edition:
    numbers = [str(number) for number in range(1, last + 1)]
    text = {
        code: EditionText(
            reviewed=False,
            name=identity,
            short=identity,
            status=_STATES[identity],
            preamble=ArticleText(heading="Opening"),
            sections={"1": "All"},
            articles={number: ArticleText(heading=f"Rule {number}") for number in numbers},
        )
        for code in LANGUAGES
    }
    return Edition(
        id=identity,
        state=_STATES[identity],
        date="2021-03-01",
        cues={"en": ("draft*",)} if identity == DRAFT else {},
        addresses={"ru": f"https://example.org/{identity}"},
        sections=(Section(number="1", roman="I", first="1", last=str(last)),),
        articles=tuple(_article(identity, number) for number in numbers),
        sources=("https://example.org/lake",),
        texts=text,
    )


_BEFORE = {"1": ("1",), "2": ("2",), "3": ("1", "5.1"), "4": ("3",), "6": ("4",)}
"""Where the articles in force stood in the charter before."""


def _article(identity: str, number: str) -> Article:
    places = _BEFORE.get(number, ()) if identity == TODAY else ()
    counterparts = (Counterpart(edition=OLD, articles=places),) if places else ()
    key = f"rule-{number}" if identity != OLD else f"old-{number}"
    return Article(number=number, key=key, section="1", counterparts=counterparts)


def text(edition: str, language: str) -> OfficialText:
    """The invented official text of an edition in a language. Raises OSError where there is none."""
    data = yaml.safe_load((FOLDER / f"{edition}.{language}.yaml").read_text("utf-8"))
    opening = tuple(OfficialParagraph(text=line) for line in data.get("preamble", ()))
    articles = tuple(
        OfficialArticle(
            number=str(number),
            label=_LABELS[language].format(number),
            paragraphs=tuple(_paragraph(line) for line in lines),
        )
        for number, lines in data["articles"].items()
    )
    return OfficialText(edition=edition, language=language, preamble=opening, articles=articles)


def _paragraph(line: str) -> OfficialParagraph:
    """A paragraph from "1. Text", or "1. Text: | 1) item; | 2) item."."""
    first, *rest = (part.strip() for part in line.split("|"))
    mark, _, words = first.partition(" ")
    items = tuple(
        OfficialItem(number=part.partition(")")[0], mark=part.partition(" ")[0], text=part.partition(" ")[2])
        for part in rest
    )
    if mark.rstrip(".").isdigit():
        return OfficialParagraph(number=mark.rstrip("."), mark=mark, text=words, items=items)
    return OfficialParagraph(text=first, items=items)


ALL = ((TODAY, "kk"), (TODAY, "ru"), (TODAY, "en"), (DRAFT, "kk"), (DRAFT, "ru"), (OLD, "ru"), (OLD, "en"))
"""Every text that there is: the draft has no English, the old charter no Kazakh."""


def store(folder: Path, held: tuple[tuple[str, str], ...] = ALL) -> Revisions:
    """A store that holds these editions and languages."""
    revisions = Revisions(folder)
    for edition, language in held:
        revisions.add(
            text(edition, language), sha256=f"{edition}-{language}", source="town", date="2021-03-01"
        )
    return revisions
