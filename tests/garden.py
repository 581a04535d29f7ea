"""A small pack of the tests' own, the Charter of the Garden, and its documents in several formats and languages."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

from content.language import Language, build
from content.languages import ALL
from content.model import Article, ArticleText, Edition, EditionText, Pack, PackInfo, Section
from content.official import OfficialText

DOCUMENTS = Path(__file__).parent / "documents"
NUMBERS = ("1", "2", "3", "3-1", "4", "5")
PLACES = {"1": "1", "2": "1", "3": "2", "3-1": "2", "4": "2", "5": "3"}
LANGUAGES = ("kk", "ru", "en", "zz")

INVENTED: Language = build(
    "zz",
    endonym="Zizi",
    scripts=("Latn",),
    snowball=None,
    words={
        "article": "artikolo",
        "section": "parto",
        "preamble": "antaŭparolo",
        "stop": "la, de, estas, el, al, en",
    },
    numbers={},
    ordinals={},
)
"""A language with words of its own for article, section and preamble."""

TABLES = (*ALL, INVENTED)


def pack() -> Pack:
    """The pack of the garden: two editions, of which the older has one article fewer and other sections."""
    names = dict.fromkeys(LANGUAGES, "Garden")
    info = PackInfo(
        id="garden",
        name=names,
        text_name=names,
        languages=LANGUAGES,
        zone="UTC",
        default_edition="garden-new",
        own_names=(),
        examples={},
        popular=(),
    )
    return Pack(info=info, editions={"garden-new": edition(), "garden-old": older()})


def edition() -> Edition:
    """The charter in force: three sections, six articles, one of them inserted."""
    return _edition("garden-new", PLACES, ("1", "2"), ("3", "4"), ("5", "5"))


def older() -> Edition:
    """The charter before: two sections, four articles."""
    return _edition("garden-old", {"1": "1", "2": "1", "3": "1", "4": "2"}, ("1", "3"), ("4", "4"))


def _edition(name: str, places: dict[str, str], *sections: tuple[str, str]) -> Edition:
    texts = {code: _text(places, len(sections)) for code in LANGUAGES}
    return Edition(
        id=name,
        state="in-force",
        date="2021-03-01",
        sections=tuple(
            Section(number=str(at), roman="I" * at, first=first, last=last)
            for at, (first, last) in enumerate(sections, 1)
        ),
        articles=tuple(Article(number=n, key=f"rule-{n}", section=section) for n, section in places.items()),
        sources=("https://example.org/garden",),
        texts=texts,
    )


def _text(places: dict[str, str], sections: int) -> EditionText:
    return EditionText(
        reviewed=False,
        name="Garden",
        short="Garden",
        status="in force",
        preamble=ArticleText(heading="Opening"),
        sections={str(at): f"Part {at}" for at in range(1, sections + 1)},
        articles={number: ArticleText(heading=f"Rule {number}") for number in places},
    )


def document(name: str) -> bytes:
    """The bytes of a document of the tests."""
    return (DOCUMENTS / name).read_bytes()


def shape(text: OfficialText) -> list[tuple[str, str | None, str, list[tuple[str | None, list[str]]]]]:
    """Number, section and state of each article, with the numbers of its paragraphs and their items."""
    return [
        (
            article.number,
            article.section,
            article.state,
            [(p.number, [item.number for item in p.items]) for p in article.paragraphs],
        )
        for article in text.articles
    ]


def packed(parts: dict[str, bytes]) -> bytes:
    """A zip archive of these parts."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return target.getvalue()


def printed(pages: list[list[tuple[int, int, str]]]) -> bytes:
    """A PDF whose pages hold these pieces of text, each at x and y in points."""
    streams = ["".join(f"BT /F1 12 Tf {x} {y} Td ({text}) Tj ET\n" for x, y, text in page) for page in pages]
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for at, stream in enumerate(streams):
        font = "/Resources << /Font << /F1 3 0 R >> >>"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] {font} /Contents {5 + 2 * at} 0 R >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}endstream")
    return _numbered(objects)


def _numbered(objects: list[str]) -> bytes:
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    head = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    return (
        data
        + f"{head}trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(data)}\n%%EOF".encode()
    )
