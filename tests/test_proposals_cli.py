"""`python -m bot proposals`: exports, checking and decisions on the command line."""

from __future__ import annotations

import asyncio
import csv
import json
import zipfile
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from io import BytesIO, StringIO
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import text

from bot.clock import SettableClock, SystemClock
from bot.proposals.notes import Signer
from bot.storage.database import Database
from bot.storage.installation import check_installation
from bot.storage.keys import load_keys
from bot.storage.migrate import upgrade
from tests.command_line import Run, refused
from tests.proposal_histories import History

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
EMPTY = "received 0 = 0 published + 0 waiting + 0 hidden + 0 merged + 0 withdrawn + 0 erased\n"


def live(folder: Path, act: Callable[[History], Awaitable[None]]) -> None:
    """Do something to the database in a data folder, as a bot with the settings' keys would."""

    async def whole() -> None:
        database = await Database.open(None, data_dir=folder)
        await upgrade(database)
        keys = load_keys(folder, None, None)
        await check_installation(database, keys, SystemClock(None))
        await act(History(database, SettableClock(NOW), Signer(keys.log)))
        await database.close()

    asyncio.run(whole())


async def four(history: History) -> None:
    """Three published ones (in two languages, on two articles), and one hidden; with a formula among the words."""
    keys = {"4": "people-and-power", "9": "state-language"}
    await history.receive("=1+1 тілі туралы ұсыныс", article=keys["9"], reason="+себебі")
    await history.receive("Про источник власти", article=keys["4"], language="ru")
    await history.receive("Жасырылғаны", article=keys["4"])
    await history.receive("Бүкіл мәтін туралы")
    for number in (1, 2, 4):
        await history.change(number, "published")
    await history.change(3, "hidden", reason="off-topic")
    await history.checkpoint()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The data folder that the command line uses, with four proposals in it."""
    live(tmp_path / "data", four)
    return tmp_path / "data"


def rows_of(out: str) -> list[dict[str, str]]:
    """A CSV file as rows."""
    return list(csv.DictReader(StringIO(out.removeprefix("\ufeff"), newline="")))


def test_without_a_database_everything_is_empty_and_nothing_is_made(run: Run, tmp_path: Path) -> None:
    """An export has its heading only; what changes something fails."""
    assert run("proposals", "export", "--format", "csv", "--out", "a.csv").code == 0
    assert rows_of((tmp_path / "a.csv").read_text("utf-8")) == []
    checked = run("proposals", "verify")
    assert checked.out == EMPTY + "In order: 0 proposals, 0 entries of the audit, 0 checkpoints.\n"
    assert not (tmp_path / "data").exists()
    assert "there is no database yet" in refused(
        run("proposals", "export", "--format", "bundle", "--out", "b"), 1
    )


def test_the_comparative_table_as_csv(run: Run, data: Path, tmp_path: Path) -> None:
    """Article, present and proposed wording, reason, supports, state; no cell begins like a formula."""
    assert data.exists()
    assert run("proposals", "export", "--format", "csv", "--out", "a.csv").out == "a.csv\n"
    rows = rows_of((tmp_path / "a.csv").read_text("utf-8"))
    assert [row["receipt"] for row in rows] == ["KZ-000001-C", "KZ-000002-D", "KZ-000003-E", "KZ-000004-F"]
    assert rows[0]["wording"] == "'=1+1 тілі туралы ұсыныс"
    assert rows[0]["reason"] == "'+себебі"
    assert (rows[1]["status"], rows[1]["language"], rows[1]["supports"]) == ("published", "ru", "0")
    assert (rows[2]["wording"], rows[2]["status"], rows[2]["reason_code"]) == ("", "hidden", "off-topic")
    assert rows[3]["present"] == ""


def test_the_table_as_json_lines_and_workbook(run: Run, data: Path, tmp_path: Path) -> None:
    """JSON to the letter; in the workbook the formula is a string."""
    assert data.exists()
    run("proposals", "export", "--format", "jsonl", "--out", "a.jsonl")
    lines = [json.loads(line) for line in (tmp_path / "a.jsonl").read_text("utf-8").splitlines()]
    assert lines[0]["wording"] == "=1+1 тілі туралы ұсыныс"
    run("proposals", "export", "--format", "xlsx", "--out", "a.xlsx", BOT_LANGUAGE="ru")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    head, first, *_ = sheet.iter_rows()
    assert [cell.value for cell in head][:4] == ["Квитанция", "Получено", "Язык", "Статья"]
    formula = next(cell for cell in first if str(cell.value).startswith("=1+1"))
    assert formula.data_type == "s"


@pytest.mark.parametrize(
    ("filters", "numbers"),
    [
        (["--status", "hidden"], ["3"]),
        (["--lang", "ru"], ["2"]),
        (["--article", "4"], ["2", "3"]),
        (["--article", "4", "--status", "published"], ["2"]),
        (["--since", "2026-11-28", "--until", "2026-11-28"], ["1", "2", "3", "4"]),
        (["--until", "2026-11-27"], []),
    ],
)
def test_filters(run: Run, data: Path, tmp_path: Path, filters: list[str], numbers: list[str]) -> None:
    """By article, state, language and day."""
    assert data.exists()
    run("proposals", "export", "--format", "jsonl", "--out", "a.jsonl", *filters)
    lines = (tmp_path / "a.jsonl").read_text("utf-8").splitlines()
    assert [str(json.loads(line)["number"]) for line in lines] == numbers


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--format", "pdf"], "unknown format 'pdf': there are csv, jsonl, xlsx, bundle"),
        (["--format", "csv", "--status", "gone"], "unknown status 'gone'"),
        (["--format", "csv", "--lang", "de"], "unknown language 'de': there are kk, ru, en"),
        (["--format", "csv", "--article", "999"], "no article '999' in kz-2026"),
        (["--format", "csv", "--since", "gestern"], "not a day: 'gestern'"),
        (["--format", "xlsx"], "a workbook is no text"),
        (["--format", "bundle"], "a bundle is a folder"),
        (["--format", "bundle", "--out", "b", "--lang", "kk"], "a bundle is checked as a whole"),
    ],
)
def test_wrong_use_is_one_line(run: Run, data: Path, arguments: list[str], said: str) -> None:
    """With exit status 2."""
    assert data.exists()
    assert refused(run("proposals", "export", *arguments)).startswith(said)


def test_a_bundle_is_complete_and_checked_as_folder_and_archive(run: Run, data: Path, tmp_path: Path) -> None:
    """Every file is named in the sums; a change is found, with exit status 1."""
    assert data.exists()
    run("proposals", "export", "--format", "bundle", "--out", "open")
    names = {path.name for path in (tmp_path / "open").iterdir()}
    sums = {line[66:] for line in (tmp_path / "open" / "SHA256SUMS").read_text().splitlines()}
    assert names - sums == {"SHA256SUMS", "SHA256SUMS.note"}
    assert {"proposals.csv", "proposals.jsonl", "proposals.schema.json", "README.md", "LICENCE.txt"} < names
    assert {"verify.py", "checkpoint.txt", "audit.jsonl", "log.jsonl", "reconciliation.json"} < names
    checked = run("proposals", "verify", "--export", "open")
    assert (checked.code, checked.out) == (0, "In order: 4 proposals, 4 entries of the audit.\n")
    run("proposals", "export", "--format", "bundle", "--out", "open.zip")
    with zipfile.ZipFile(tmp_path / "open.zip") as archive:
        assert {Path(name).name for name in archive.namelist()} == names
    table = tmp_path / "open" / "proposals.csv"
    table.write_bytes(table.read_bytes().replace("Про".encode(), "Не ".encode()))
    assert (
        refused(run("proposals", "verify", "--export", "open"), 1)
        == "NOT IN ORDER: proposals.csv was changed"
    )
    assert refused(run("proposals", "verify", "--export", "data")) == "data holds no bundle of proposals"


def test_the_schema_describes_every_line(run: Run, data: Path, tmp_path: Path) -> None:
    """Names, order and kinds of the fields are those of the data."""
    assert data.exists()
    run("proposals", "export", "--format", "bundle", "--out", "open")
    schema = json.loads((tmp_path / "open" / "proposals.schema.json").read_text())
    for line in (tmp_path / "open" / "proposals.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        assert set(row) == set(schema["required"]) == set(schema["properties"])
        for name, value in row.items():
            kinds = schema["properties"][name].get("type", ["string", "null"])
            kind = {str: "string", int: "integer", type(None): "null"}[type(value)]
            assert kind in kinds, name


def test_the_database_is_checked(run: Run, data: Path) -> None:
    """In order with the sum; tampered with, what is wrong in one line and exit status 1."""
    checked = run("proposals", "verify")
    assert checked.out == (
        "received 4 = 3 published + 0 waiting + 1 hidden + 0 merged + 0 withdrawn + 0 erased (hidden: off-topic 1)\n"
        "In order: 4 proposals, 4 entries of the audit, 2 checkpoints.\n"
    )

    async def tamper(history: History) -> None:
        async with history.database.write() as connection:
            await connection.execute(text("UPDATE proposals SET wording = 'x' WHERE number = 2"))

    live(data, tamper)
    assert refused(run("proposals", "verify"), 1).startswith(
        "NOT IN ORDER: 2: the words shown are not those in the log; received 4"
    )


def filled_in(path: Path, **decisions: tuple[str, str]) -> bytes:
    """The exported workbook with decisions and answers filled in, by receipt."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    head = [cell.value for cell in sheet[1]]
    for row in sheet.iter_rows(min_row=2):
        for receipt, (decision, answer) in decisions.items():
            if row[0].value == receipt.replace("_", "-"):
                row[head.index("Решение")].value = decision
                row[head.index("Ответ")].value = answer
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def test_decisions_are_shown_first_and_made_with_yes(run: Run, data: Path, tmp_path: Path) -> None:
    """In the words of the table; a second time nothing is new."""
    assert data.exists()
    run("proposals", "export", "--format", "xlsx", "--out", "a.xlsx", BOT_LANGUAGE="ru")
    given = filled_in(
        tmp_path / "a.xlsx", KZ_000001_C=("принято", "Хорошая мысль"), KZ_000002_D=("Отклонено", "Уже есть")
    )
    (tmp_path / "b.xlsx").write_bytes(given)
    shown = run("proposals", "decisions", "b.xlsx")
    assert shown.out == (
        "Будет принято решений: 2; строк без изменений: 2.\n"
        "принято: 1\n"
        "отклонено: 1\n"
        "2. KZ-000001-C: опубликовано → принято\n"
        "3. KZ-000002-D: опубликовано → отклонено\n"
    )
    assert "0 waiting" in run("proposals", "verify").out
    assert run("proposals", "decisions", "b.xlsx", "--yes").out.endswith("Принято решений: 2.\n")
    run("proposals", "export", "--format", "csv", "--out", "c.csv")
    rows = rows_of((tmp_path / "c.csv").read_text("utf-8"))
    assert [(row["status"], row["decision"], row["answer"]) for row in rows[:2]] == [
        ("accepted", "accepted", "Хорошая мысль"),
        ("declined", "declined", "Уже есть"),
    ]
    assert run("proposals", "decisions", "b.xlsx", "--yes").out.startswith("Будет принято решений: 0;")
    assert run("proposals", "decisions", "c.csv").out.startswith("Будет принято решений: 0;")
    assert run("proposals", "verify").code == 0


def test_one_wrong_row_and_no_decision_is_made(run: Run, data: Path, tmp_path: Path) -> None:
    """Every such row is named."""
    assert data.exists()
    lines = [
        "receipt;decision;answer;session;session_date;landed_in",
        "KZ-000001-C;accepted;;;;",
        "KZ-000002-E;accepted;;;;",
        "KZ-000003-E;accepted;;;;",
        "KZ-000004-F;maybe;;;;",
        "KZ-000001-C;declined;no;;;",
        "KZ-000099-G;;;;;",
    ]
    (tmp_path / "b.csv").write_text("\n".join(lines), "utf-8")
    said = refused(run("proposals", "decisions", "b.csv", "--yes", BOT_LANGUAGE="en"))
    assert said == (
        "b.csv: This table cannot be taken, and nothing was changed: "
        "Row 3: this is no right receipt: KZ-000002-E; "
        "Row 5: there is no such decision: maybe; "
        "Row 6: the receipt stands in two rows: KZ-000001-C (2); "
        "Row 7: this is no right receipt: KZ-000099-G"
    )
    (tmp_path / "b.csv").write_text("\n".join([*lines[:2], lines[3]]), "utf-8")
    assert "only published proposals are decided: KZ-000003-E (hidden)" in refused(
        run("proposals", "decisions", "b.csv", "--yes")
    )
    assert "3 published" in run("proposals", "verify").out
    run("proposals", "export", "--format", "csv", "--out", "c.csv")
    assert {row["decision"] for row in rows_of((tmp_path / "c.csv").read_text("utf-8"))} == {""}


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04 not a workbook", b"\x00\x01\x02", b"a,b\n1,2\n", b'"open,quote\n']
)
def test_what_is_no_table_is_refused(run: Run, data: Path, tmp_path: Path, content: bytes) -> None:
    """In one line, whatever is in the file."""
    assert data.exists()
    (tmp_path / "b.csv").write_bytes(content)
    assert refused(run("proposals", "decisions", "b.csv"))
    assert "cannot be read" in refused(run("proposals", "decisions", "missing.csv"))
