"""The command line run in this process, for tests of what it prints and how it ends."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.cli import main
from tests import packs_once


@dataclass(frozen=True)
class Ended:
    """What a command printed, and its exit status."""

    code: int
    out: str
    err: str

    @property
    def answers(self) -> list[dict[str, Any]]:
        """The lines of JSON that it printed."""
        return [json.loads(line) for line in self.out.splitlines()]


Run = Callable[..., Ended]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command line in this process, in an empty folder and without settings of its surroundings."""
    for name in [name for name in os.environ if name.startswith("BOT_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    # What each start of the program reads anew.
    monkeypatch.setattr("bot.environment.load", packs_once.loaded)
    monkeypatch.setattr("bot.environment.open_pack", packs_once.opened)

    def ended(*arguments: str, stdin: bytes = b"", **settings: str) -> Ended:
        for name, value in settings.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), "utf-8"))
        with pytest.raises(SystemExit) as stop:
            main(list(arguments))
        out, err = capsys.readouterr()
        assert isinstance(stop.value.code, int)
        return Ended(stop.value.code, out, err)

    return ended


def refused(ended: Ended, code: int = 2) -> str:
    """The one line with which a command ended: for wrong use or bad input (2), or for a failure (1)."""
    assert (ended.code, ended.out) == (code, "")
    line, end, rest = ended.err.partition("\n")
    assert (end, rest) == ("\n", "")
    return line
