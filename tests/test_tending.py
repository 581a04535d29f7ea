"""`db backup`, `db restore` and `db rotate-key` as an operator types them."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from tests.command_line import Run, refused

OTHER = base64.b64encode(bytes([2]) * 32).decode()


@pytest.fixture
def started(run: Run, tmp_path: Path) -> Path:
    """A data folder whose bot was started, and knows one person."""
    ended = run("chat", stdin=b"/language ru\n")
    assert ended.code == 0
    return tmp_path / "data"


def test_there_and_back(run: Run, started: Path, tmp_path: Path) -> None:
    """A backup says that keys need copies of their own; put back, the person is known as before."""
    ended = run("db", "backup", "copy")
    assert ended.code == 0
    assert ended.out.endswith(" verified, tables at 0008\n") or "verified, tables at" in ended.out
    assert "the keys are not in it" in ended.err
    key = (started / "keys" / "data.key").read_bytes()
    assert base64.b64decode(key) not in (tmp_path / "copy").read_bytes()
    assert key.strip() not in (tmp_path / "copy").read_bytes()

    run("chat", stdin=b"/delete confirm\n")
    ended = run("db", "restore", "copy")
    assert ended.code == 0
    assert "1 people and 0 proposals erased again" in ended.out
    assert "nothing is sent until an administrator says so" in ended.out
    assert '"language": "ru"' not in run("chat", stdin=b"/mydata\n").out


def test_a_new_key(run: Run, started: Path) -> None:
    """The key file is replaced, the old one kept for older backups, and the person still known."""
    before = (started / "keys" / "data.key").read_bytes()
    assert run("db", "rotate-key").out.startswith("1 ids are sealed with the new key ")
    after = (started / "keys" / "data.key").read_bytes()
    (old,) = (started / "keys").glob("data.key.*")
    assert (old.read_bytes(), after == before) == (before, False)
    assert '"language": "ru"' in run("chat", stdin=b"/mydata\n").out


def test_a_change_of_keys_that_was_interrupted_is_finished(run: Run, started: Path) -> None:
    """Killed after the database had the new key, and before its file had its name, the bot starts nevertheless."""
    run("db", "rotate-key")
    keys = started / "keys"
    (old,) = keys.glob("data.key.*")
    (keys / "data.key").rename(keys / "data.key.new")
    old.rename(keys / "data.key")
    assert '"language": "ru"' in run("chat", stdin=b"/mydata\n").out
    assert not (keys / "data.key.new").exists()


def test_a_key_of_the_settings_needs_its_successor_there(run: Run, started: Path) -> None:
    """Where the key comes from the settings, so does the new one; a wrong one is one line."""
    present = (started / "keys" / "data.key").read_text().strip()
    line = refused(run("db", "rotate-key", BOT_DATA_KEY=present))
    assert line == "BOT_NEW_DATA_KEY is not set: 32 new random bytes in base64 (openssl rand -base64 32)"
    line = refused(run("db", "rotate-key", BOT_DATA_KEY=present, BOT_NEW_DATA_KEY="abc"))
    assert line == "BOT_NEW_DATA_KEY is not base64"
    ended = run("db", "rotate-key", BOT_DATA_KEY=present, BOT_NEW_DATA_KEY=OTHER)
    assert "from now on BOT_DATA_KEY has to be what BOT_NEW_DATA_KEY is" in ended.out
    line = refused(run("chat", stdin=b"/mydata\n", BOT_DATA_KEY=present))
    assert "put the right BOT_DATA_KEY into the settings" in line
    assert '"language": "ru"' in run("chat", stdin=b"/mydata\n", BOT_DATA_KEY=OTHER).out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("backup", "copy"), "there is no database data/atazan.sqlite3"),
        (("rotate-key",), "there is no database data/atazan.sqlite3"),
        (("restore", "copy"), "copy: there is no such file"),
    ],
)
def test_nothing_to_do_it_with(run: Run, arguments: tuple[str, ...], said: str) -> None:
    """What is missing is named in one line."""
    assert refused(run("db", *arguments)) == said
