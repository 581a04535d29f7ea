"""`sessions list`, `import` and `export`, as an operator runs them."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import vobject

from tests.calendar_file import calendar, event
from tests.command_line import Run, refused

CLOCK = {"BOT_CLOCK": "2026-07-01T12:00:00"}


def campaigns(folder: Path) -> list[str]:
    """The events that were published in the database of a folder."""
    with sqlite3.connect(folder / "data" / "atazan.sqlite3") as database:
        return [row[0] for row in database.execute("SELECT event FROM campaigns ORDER BY id")]


def write(folder: Path, *events: str, name: str = "file.ics") -> str:
    """A calendar file with these events; its path."""
    path = folder / name
    path.write_bytes(calendar(*events))
    return str(path)


def test_the_record_is_listed_without_a_database(run: Run, tmp_path: Path) -> None:
    """Where nothing was announced yet, the pack's sessions are all, and no database is made."""
    ended = run("sessions", "list")
    assert ended.code == 0
    lines = ended.out.splitlines()
    assert len(lines) == 12
    assert lines[3] == "commission-04\t2026-01-28 16:00\theld\tFourth session: the consolidated amendments"
    assert lines[4] == "commission-05\t2026-01-29\theld\tFifth session: the proposal of a new Constitution"
    assert not (tmp_path / "data").exists()


def test_without_yes_nothing_is_done(run: Run, tmp_path: Path) -> None:
    """Off a terminal the plan is printed, and that is all."""
    ended = run("sessions", "import", write(tmp_path, event()), "--announce", **CLOCK)
    assert ended.code == 0
    assert ended.out.splitlines() == [
        "create: 14 July 2026, 16:00 (Astana time) – Open session",
        "Changes: 1, left alone: 0.",
        "People are told of it.",
    ]
    assert ended.err == "Nothing was changed. To apply it: --yes\n"
    assert len(run("sessions", "list").out.splitlines()) == 12
    assert campaigns(tmp_path) == []


def test_what_is_imported_is_announced_listed_and_exported(run: Run, tmp_path: Path) -> None:
    """A session is created, moved and cancelled by files; whoever runs the bot finds the notices to send."""
    assert run("sessions", "import", write(tmp_path, event()), "--yes", "--announce", **CLOCK).code == 0
    assert run("sessions", "list").out.splitlines()[-1] == (
        "commission-13\t2026-07-14 16:00\tconfirmed\tOpen session"
    )
    moved = write(tmp_path, event(DTSTART="20260715T050000Z", SEQUENCE="1"))
    ended = run("sessions", "import", moved, "--yes", "--announce")
    assert ended.out.splitlines()[0] == (
        "move: Session 13 · Commission on Constitutional Reform: "
        "14 July 2026, 16:00 (Astana time) → 15 July 2026, 10:00 (Astana time)"
    )
    assert run("sessions", "import", moved, "--yes").out.splitlines()[-1] == "Nothing would change."
    cancelled = write(tmp_path, event(DTSTART="20260715T050000Z", SEQUENCE="2", STATUS="CANCELLED"))
    assert run("sessions", "import", cancelled, "--yes", "--announce").code == 0
    assert [name for name in campaigns(tmp_path) if "/" not in name] == [
        "session:commission-13:0:announced",
        "session:commission-13:1:moved",
        "session:commission-13:2:cancelled",
    ]
    out = tmp_path / "out.ics"
    assert run("sessions", "export", str(out)).out == f"13 sessions: {out}\n"
    events = vobject.readOne(out.read_text("utf-8")).vevent_list
    (exported,) = [each for each in events if each.uid.value == "one@example.org"]
    assert (exported.status.value, exported.sequence.value) == ("CANCELLED", "2")
    again = run("sessions", "import", str(out), "--yes", "--announce")
    assert again.out.splitlines()[-1] == "Nothing would change."


def test_the_plan_shows_what_people_would_read(run: Run, tmp_path: Path) -> None:
    """The place, the address and the beginning of the description stand in the plan: all of it would be told."""
    told = event(LOCATION="Hall 1", CONFERENCE=";VALUE=URI:https://live.example.org", DESCRIPTION="x" * 300)
    line = run("sessions", "import", write(tmp_path, told), **CLOCK).out.splitlines()[0]
    assert line == (
        "create: 14 July 2026, 16:00 (Astana time) – Open session "
        f"(Hall 1; https://live.example.org; {'x' * 199}…)"
    )


def test_what_cannot_be_read_is_refused_with_its_line(run: Run, tmp_path: Path) -> None:
    """Exit 2 and one line: the file, the line in it, and why; nothing of the file is applied."""
    broken = write(tmp_path, event(), event(UID="two", RRULE="FREQ=DAILY"))
    assert refused(run("sessions", "import", broken, "--yes", **CLOCK)) == (
        f"{broken}: The file was not taken. Line 13: RRULE: repeating events are not taken; "
        "write each session as an event of its own."
    )
    many = write(tmp_path, *(event(UID=str(number)) for number in range(10_000)))
    assert "Line 2504: here the 501st event begins" in refused(run("sessions", "import", many, "--yes"))
    large = tmp_path / "large.ics"
    large.write_bytes(b"BEGIN:VCALENDAR\r\n" + b"X-FILL:0123456789\r\n" * 260_000)
    assert "Line 52632: the file has 4.9 MB, at most 1 MB is read." in refused(
        run("sessions", "import", str(large), "--yes")
    )
    assert refused(run("sessions", "import", str(tmp_path / "none.ics"))).endswith(
        "cannot be read (No such file or directory)"
    )
    assert refused(run("sessions", "export", str(tmp_path / "no" / "out.ics"))).endswith(
        "cannot be written (No such file or directory)"
    )
    assert len(run("sessions", "list").out.splitlines()) == 12


def test_wrong_use(run: Run) -> None:
    """A file is needed, and nothing but what there is."""
    assert "'file'" in refused(run("sessions", "import"))
    assert "export" in refused(run("sessions", "exprot", "x.ics"))
