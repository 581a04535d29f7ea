"""Tables that come back from the secretariat, as CSV or XLSX: which row decides what.

Columns are found by their names, in the words of any language or by the names of the data itself; all others are passed
over, so the wording that was proposed cannot be changed this way. Nothing in a file is calculated or followed.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO, StringIO
from zipfile import BadZipFile, ZipFile

from bot.proposals.receipts import number_of
from bot.proposals.sheets import plain
from bot.proposals.statuses import Status
from bot.texts import languages, texts
from content.model import Pack

#: The biggest file that is read, in bytes; of XLSX, also what it unpacks to; and the most rows.
BIGGEST, UNPACKED, ROWS = 5_000_000, 60_000_000, 20_000

#: Longest answer and name of a session, in characters.
ANSWER, SESSION = 1000, 80

COLUMNS = ("receipt", "decision", "answer", "session", "session_date", "landed_in")
"""What is read of a row."""

DECISIONS: tuple[Status, ...] = ("before_commission", "accepted", "partly", "declined")

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})|(\d{1,2})\.(\d{1,2})\.(\d{4})")


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row cannot be taken: a code with words in every language, and what stands in the row. 0: the whole file."""

    row: int
    what: str
    detail: str = ""


class DecisionsError(ValueError):
    """The table cannot be taken; nothing was changed. `problems` name rows, the first first."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(f"{len(problems)} rows cannot be taken")
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class Given:
    """What a row says. `status` None: it decides nothing."""

    row: int
    receipt: str
    number: int
    status: Status | None
    answer: str | None = None
    session: str | None = None
    session_date: str | None = None
    edition: str | None = None


def given_in(content: bytes, pack: Pack) -> list[Given]:
    """What the rows of a file say, those that decide nothing among them.

    Raises:
        DecisionsError: it is not such a table, or rows of it cannot be understood; every such row is named.
    """
    try:
        lines = list(_lines(content))
    except (ValueError, KeyError, OSError, BadZipFile, csv.Error) as error:
        raise DecisionsError([Problem(0, "unreadable")]) from error
    if not lines:
        raise DecisionsError([Problem(0, "empty")])
    columns = _columns(lines[0][1])
    missing = [name for name in ("receipt", "decision") if name not in columns]
    if missing:
        raise DecisionsError([Problem(0, "no-column", ", ".join(missing))])
    reading = _Reading(pack, columns)
    given = [found for row, cells in lines[1:] if (found := reading.row(row, cells)) is not None]
    if reading.problems:
        raise DecisionsError(reading.problems)
    return given


def _lines(content: bytes) -> Iterator[tuple[int, list[str]]]:
    """Rows that hold anything, with their numbers as a spreadsheet shows them."""
    if len(content) > BIGGEST:
        raise ValueError("too big")
    rows = _sheet(content) if content[:4] == b"PK\x03\x04" else _csv(content)
    for number, cells in enumerate(rows, start=1):
        if number > ROWS:
            raise ValueError("too many rows")
        if any(cells):
            yield number, cells


def _csv(content: bytes) -> Iterable[list[str]]:
    text = _decoded(content)
    head = text.partition("\n")[0]
    separator = max((",", ";", "\t"), key=head.count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    return ([plain(cell).strip() for cell in row] for row in reader)


def _decoded(content: bytes) -> str:
    if b"\0" in content:
        raise ValueError("not a text")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # What Excel in Kazakhstan and Russia writes as "CSV" without being told otherwise.
        return content.decode("cp1251")


def _sheet(content: bytes) -> Iterator[list[str]]:
    import openpyxl

    with ZipFile(BytesIO(content)) as archive:
        if sum(part.file_size for part in archive.infolist()) > UNPACKED:
            raise ValueError("unpacks to too much")
    try:
        book = openpyxl.load_workbook(BytesIO(content), read_only=True, data_only=True)
    except Exception as error:
        raise ValueError("not a workbook") from error
    sheet = book.worksheets[0]
    for row in sheet.iter_rows(values_only=True):
        yield [_cell(value) for value in row]


def _cell(value: object) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else plain(str(value)).strip()


def _columns(head: Sequence[str]) -> dict[str, int]:
    """Where which column is."""
    names = {_folded(name): name for name in COLUMNS}
    for language in languages():
        say = texts(language)
        names |= {_folded(say(f"table-{name.replace('_', '-')}")): name for name in COLUMNS}
    found: dict[str, int] = {}
    for place, title in enumerate(head):
        name = names.get(_folded(title))
        if name is not None:
            found.setdefault(name, place)
    return found


def decision_words() -> Mapping[str, Status]:
    """What can stand in the column of decisions: the codes, and their words in every language, folded."""
    words: dict[str, Status] = {_folded(code): code for code in DECISIONS}
    for language in languages():
        say = texts(language)
        for code in DECISIONS:
            words |= {_folded(word): code for word in say.words(f"decision-words-{code.replace('_', '-')}")}
    return words


def _folded(text: str) -> str:
    return " ".join(text.casefold().replace("ё", "е").replace("_", " ").split())


class _Reading:
    """Reads rows, and gathers what is wrong with them."""

    def __init__(self, pack: Pack, columns: Mapping[str, int]) -> None:
        self._prefix = pack.info.receipt_prefix
        self._editions = {edition.casefold(): edition for edition in pack.editions}
        self._columns = columns
        self._words = decision_words()
        self._seen: dict[int, int] = {}
        self.problems: list[Problem] = []

    def row(self, row: int, cells: Sequence[str]) -> Given | None:
        """What a row says; None where something is wrong with it."""
        said = {name: cells[at] if at < len(cells) else "" for name, at in self._columns.items()}
        receipt = said["receipt"]
        number = number_of(receipt, self._prefix)
        if number is None:
            return self._wrong(row, "receipt", receipt)
        if number in self._seen:
            return self._wrong(row, "twice", f"{receipt} ({self._seen[number]})")
        self._seen[number] = row
        return self._given(row, receipt, number, said)

    def _given(self, row: int, receipt: str, number: int, said: Mapping[str, str]) -> Given | None:
        word = said["decision"]
        status = self._words.get(_folded(word)) if word else None
        if word and status is None:
            return self._wrong(row, "decision", word)
        answer, session = said.get("answer") or None, said.get("session") or None
        if answer and len(answer) > ANSWER:
            return self._wrong(row, "answer", f"{len(answer)} > {ANSWER}")
        if session and len(session) > SESSION:
            return self._wrong(row, "session", f"{len(session)} > {SESSION}")
        day = _day(said.get("session_date", ""))
        if day is None:
            return self._wrong(row, "date", said.get("session_date", ""))
        landed = said.get("landed_in", "")
        edition = self._editions.get(landed.casefold()) if landed else None
        if landed and edition is None:
            return self._wrong(row, "edition", landed)
        if status is None:
            return Given(row, receipt, number, None)
        if status in ("declined", "partly") and answer is None:
            return self._wrong(row, "no-answer", receipt)
        return Given(row, receipt, number, status, answer, session, day or None, edition)

    def _wrong(self, row: int, what: str, detail: str) -> Given | None:
        self.problems.append(Problem(row, what, detail[:80]))
        return None


def _day(text: str) -> str | None:
    """A date as ISO 8601 ("" for none); None where it is not one."""
    if not text:
        return ""
    found = _DAY.fullmatch(text.split(" ")[0] if text.endswith("00:00:00") else text)
    if found is None:
        return None
    year, month, day = (found[1], found[2], found[3]) if found[1] else (found[6], found[5], found[4])
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None
