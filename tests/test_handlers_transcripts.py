"""Whole dialogues in three languages, as people would have them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.running_bot import RunningBot
from tests.transcript import play, read, transcripts


@pytest.mark.parametrize("path", transcripts(), ids=lambda path: f"{path.parent.name}/{path.stem}")
async def test_the_bot_answers_as_written_down(path: Path, running: RunningBot) -> None:
    """Every step of the dialogue gets the answer that the file holds."""
    await play(running, read(path))


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_each_language_has_its_dialogues(language: str) -> None:
    """There are at least four dialogues in each language."""
    assert len([path for path in transcripts() if path.parent.name == language]) >= 4
