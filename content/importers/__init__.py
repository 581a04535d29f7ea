"""Importing official texts: a file of any known format becomes an official text, or one clear refusal.

`understand` reads and judges and touches nothing; `import_file` also stores what was understood.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from content.importers import akoma, docx, html, limits, markdown, plaintext
from content.importers.detect import Format, format_of
from content.importers.edition import judge
from content.importers.language import language_of
from content.importers.limits import ImportRefused
from content.importers.report import report
from content.importers.structure import Structure, build
from content.importers.words import Words
from content.language import Language
from content.languages import ALL
from content.model import Pack
from content.official import OfficialText, Revision, place
from content.revisions import Revisions

__all__ = ["ImportRefused", "Outcome", "Understood", "import_file", "understand"]


@dataclass(frozen=True)
class Understood:
    """What a document was read as. `text` is not stored yet (revision 0); `warnings` are for the operator to weigh.

    `left_out` are lines that were taken for no part of the law. `source` and `date` are what the document says of
    itself, None where it says nothing.
    """

    text: OfficialText
    format: Format
    warnings: tuple[str, ...]
    left_out: tuple[str, ...] = ()
    source: str | None = None
    date: str | None = None

    def report(self) -> list[str]:
        """What was understood, line by line: sections, articles, paragraphs, first words of each; then warnings."""
        return report(self.text, self.format.value, self.warnings, self.left_out)


@dataclass(frozen=True)
class Outcome:
    """What an import came to. `revision` is the latest now, None after a dry run; `new`: it was added."""

    understood: Understood
    revision: Revision | None
    new: bool
    sha256: str

    @property
    def report(self) -> list[str]:
        """As `Understood.report`."""
        return self.understood.report()

    @property
    def warnings(self) -> tuple[str, ...]:
        """As `Understood.warnings`."""
        return self.understood.warnings


def import_file(
    path: Path | bytes,
    edition: str,
    language: str,
    pack: Pack,
    revisions: Revisions,
    *,
    source: str | None = None,
    date: str | None = None,
    dry_run: bool = False,
    force: bool = False,
    correction: bool | None = None,
    tables: Sequence[Language] = ALL,
    now: datetime | None = None,
) -> Outcome:
    """Read a document and store it as the newest revision of an edition's text, all of it or nothing.

    `source` and `date` None take what the document says of itself, else the file's name and no date. `dry_run` stores
    nothing. `force` makes warnings of refusals that are matters of judgement. `correction` as in `Revisions.add`.

    Raises:
        ImportRefused: the document is not imported; nothing was stored.
        RevisionError, OSError: as in `Revisions.add`.
    """
    data = path if isinstance(path, bytes) else limits.read(path)
    name = "" if isinstance(path, bytes) else path.name
    understood = understand(data, edition, language, pack, force=force, tables=tables, name=name)
    sha256 = hashlib.sha256(data).hexdigest()
    if dry_run:
        return Outcome(understood, None, new=False, sha256=sha256)
    said = name if understood.source is None else understood.source
    revision, new = revisions.add(
        understood.text,
        sha256=sha256,
        source=source or said,
        date=date or understood.date,
        correction=correction,
        now=now,
    )
    return Outcome(understood, revision, new, sha256)


def understand(
    document: Path | bytes,
    edition: str,
    language: str,
    pack: Pack,
    *,
    force: bool = False,
    tables: Sequence[Language] = ALL,
    name: str = "",
) -> Understood:
    """Read a document as the official text of an edition in a language, and judge whether it is that.

    `tables` are the languages whose words may head articles (a pack's own among them); `name` is the file's name.

    Raises:
        ImportRefused: the document cannot be read, has no articles, or, unless `force`, is plainly something else.
    """
    if edition not in pack.editions:
        raise ImportRefused(f"the pack has no edition {edition!r}, only {', '.join(pack.editions)}")
    if language not in pack.editions[edition].texts:
        raise ImportRefused(f"edition {edition} has no language {language!r}")
    if isinstance(document, Path):
        name, document = name or document.name, limits.read(document)
    limits.check_size(document)
    kind = format_of(document, name)
    structure = read(document, kind, language, tables)
    if not structure.articles:
        raise ImportRefused(f"no article was found in this {kind.value} document")
    text = place(_text(structure, edition, language)).text
    judgement = judge(text, pack)
    warnings, refusals = list(judgement.warnings), [judgement.refusal] if judgement.refusal else []
    written = language_of(_sample(text), tables)
    if written is not None and written != language:
        refusals.insert(0, f"the text is written in {written!r}, not in {language!r}")
    if refusals and not force:
        raise ImportRefused(refusals[0])
    return Understood(
        text, kind, (*refusals, *warnings), structure.left_out, structure.source, structure.date
    )


def read(data: bytes, kind: Format, language: str, tables: Sequence[Language] = ALL) -> Structure:
    """The structure of a document of a known format.

    Raises:
        ImportRefused: it cannot be read.
    """
    words = Words(tables, language)
    if kind is Format.AKOMA_NTOSO:
        return akoma.read(data, words)
    if kind is Format.MHTML:
        data = html.from_mhtml(data)
    if kind in (Format.HTML, Format.MHTML):
        return build(html.lines(data, language, words), words)
    if kind is Format.DOCX:
        return build(docx.lines(data), words)
    if kind is Format.PDF:
        from content.importers import pdf  # pypdf takes ten megabytes

        return build(pdf.lines(data, words), words)
    if kind is Format.MARKDOWN:
        return build(markdown.lines(data, language), words)
    return build(plaintext.lines(data, language, words), words)


def _text(structure: Structure, edition: str, language: str) -> OfficialText:
    return OfficialText(
        edition=edition,
        language=language,
        title=structure.title,
        preamble=structure.preamble,
        sections=structure.sections,
        articles=structure.articles,
    )


def _sample(text: OfficialText) -> str:
    parts = [*text.preamble, *(p for article in text.articles for p in article.paragraphs)]
    return "\n".join(line for paragraph in parts for line in paragraph.lines)[:60_000]
