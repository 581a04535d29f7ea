"""`content gaps`: what it prints, and that it changes nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bot.answer import Answer
from bot.clock import SettableClock
from bot.gaps import Gaps
from bot.storage.database import Database
from bot.storage.migrate import downgrade
from bot.storage.sealing import Sealer
from tests.bot_process import PATIENCE, environment
from tests.storage_fixtures import Place

CLOCK = "2026-07-02T00:00:00"


def printed(folder: Path, *, clock: str = CLOCK, url: str = "") -> tuple[int, str, str]:
    """Run the command off a terminal; its exit status and what it printed."""
    settings = {"BOT_CLOCK": clock} | ({"BOT_DATABASE_URL": url} if url else {})
    command = [sys.executable, "-m", "bot", "content", "gaps"]
    around = environment(folder, **settings)
    ended = subprocess.run(
        command, cwd=folder, env=around, capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    return ended.returncode, ended.stdout, ended.stderr


@pytest.fixture
async def asked(database: Database, sealer: Sealer, clock: SettableClock) -> None:
    """One question that four have asked, one that three have, one that two have."""
    gaps = Gaps(database, sealer, clock)
    for question, askers, language in (("Рецепт борща?", 3, "ru"), ("Палау!", 4, "kk"), ("Pie?", 2, "en")):
        for person in range(askers):
            gaps.note(question, Answer("none", language, "kz-2026", reason="not-in-text"), person)
    await gaps.write_down(at_once=True)


async def test_the_most_asked_come_first(asked: None, place: Place) -> None:
    """Count, language, last day and words, between tabs; what two have asked is not there."""
    code, out, err = printed(place.data_dir.parent, url=place.url)
    assert (code, err) == (0, "")
    assert out == "4\tkk\t2026-07-01\tпалау\n3\tru\t2026-07-01\tрецепт борща\n"


async def test_what_is_old_is_not_printed(asked: None, place: Place) -> None:
    """After ninety days it is gone, even where no bot runs that would delete it."""
    assert printed(place.data_dir.parent, url=place.url, clock="2026-09-29T00:00:00") == (0, "", "")


def test_without_a_database_there_is_nothing(tmp_path: Path) -> None:
    """Nothing is printed, and nothing is made."""
    assert printed(tmp_path) == (0, "", "")
    assert list(tmp_path.iterdir()) == []


async def test_tables_of_another_version_are_named(database: Database, place: Place) -> None:
    """The command reads only; what brings the tables up to date is said in one line."""
    await downgrade(database, "0004")
    code, out, err = printed(place.data_dir.parent, url=place.url)
    assert (code, out) == (2, "")
    assert err == "the tables are of another version of this program: python -m bot db upgrade\n"


def test_what_the_local_chat_heard_is_there(tmp_path: Path) -> None:
    """A process that ends writes down what waits: three people played in the local chat are three."""
    said = ":as a\nрецепт борща\n:as b\nРецепт борща?\n:as c\nрецепт борща!\n"
    command = [sys.executable, "-m", "bot", "chat", "--lang", "ru"]
    around = environment(tmp_path, BOT_CLOCK=CLOCK)
    subprocess.run(
        command,
        cwd=tmp_path,
        env=around,
        input=said,
        text=True,
        capture_output=True,
        timeout=PATIENCE,
        check=True,
    )
    assert printed(tmp_path) == (0, "3\tru\t2026-07-02\tрецепт борща\n", "")
