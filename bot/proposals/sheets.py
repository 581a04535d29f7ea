"""Tables as files: CSV and XLSX for people with a spreadsheet, JSON lines for programs.

A cell that a spreadsheet could take for a formula would run on the reader's machine (OWASP, CSV injection). In CSV
such a cell gets an apostrophe in front, which spreadsheets do not show; in XLSX it is a string, marked to stay one.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

Record = Mapping[str, Any]

#: What a formula can begin with, also in full width, and after white space or signs that are not seen.
_FORMULA = re.compile(
    r"[\s\u200b-\u200f\u2060\ufeff\u00ad\u202a-\u202e\u2066-\u2069]*['=+\-@|%\uff1d\uff0b\uff0d\uff20\t\r\n]"
)

#: XML 1.0 knows no other control characters.
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_MARK = "'"

#: Characters of a column's width: what holds running text is wide and wrapped.
_NARROW, _WIDE = 14, 60
_LONG = frozenset(("heading", "present", "wording", "reason", "answer"))

#: Excel takes no longer cell.
CELL = 32_767


def csv_file(records: Iterable[Record], columns: Sequence[str]) -> bytes:
    """The table as CSV (RFC 4180) in UTF-8, with a mark by which Excel knows the letters."""
    target = StringIO(newline="")
    writer = csv.writer(target)
    writer.writerow(columns)
    for record in records:
        writer.writerow([safe(record.get(column)) for column in columns])
    return target.getvalue().encode("utf-8-sig")


def safe(value: object) -> object:
    """A cell of a CSV file: never what a spreadsheet would calculate. Numbers stay numbers, None is empty."""
    if not isinstance(value, str):
        return "" if value is None else value
    return _MARK + value if _FORMULA.match(value) else value


def plain(cell: str) -> str:
    """What a cell said before `safe` marked it."""
    return cell[1:] if cell.startswith(_MARK) and _FORMULA.match(cell[1:]) else cell


def jsonl_file(records: Iterable[Record]) -> bytes:
    """The table as JSON lines in UTF-8, to the letter."""
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records).encode()


def xlsx_file(
    records: Iterable[Record], columns: Sequence[str], labels: Mapping[str, str], title: str
) -> bytes:
    """The table as XLSX: a heading of `labels`, one row a proposal, no cell a formula."""
    # Only exports need it; start-up need not wait for it.
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    if sheet is None:  # pragma: no cover - a new workbook has a sheet
        raise RuntimeError("a workbook without a sheet")
    sheet.title = title[:31]
    _write(sheet, 1, [labels.get(column, column) for column in columns])
    for number, record in enumerate(records, start=2):
        _write(sheet, number, [record.get(column) for column in columns])
    _lay_out(sheet, columns)
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def _write(sheet: Worksheet, number: int, values: Sequence[object]) -> None:
    from openpyxl.cell.cell import TYPE_STRING

    for place, value in enumerate(values, start=1):
        cell = sheet.cell(number, place)
        if isinstance(value, str):
            cell.value = _UNWRITABLE.sub("\ufffd", value)[:CELL]
            # Set after the value: openpyxl takes whatever begins with "=" for a formula.
            cell.data_type = TYPE_STRING
            cell.quotePrefix = bool(_FORMULA.match(value))
        else:
            cell.value = value if isinstance(value, int) else None


def _lay_out(sheet: Worksheet, columns: Sequence[str]) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions
    for place, column in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = _WIDE if column in _LONG else _NARROW
        for cell in sheet[get_column_letter(place)]:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.cell(1, place).font = Font(bold=True)
