"""What the README shows is so: its tables are the code's, its dialogue is the bot's, its commands and links exist.

`python -m tests.test_documentation` prints the tables anew.
"""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, get_args, get_origin

import pytest
import typer
from pydantic.fields import FieldInfo

from bot.cli import app
from bot.commands import COMMANDS, Command
from bot.settings import Settings
from bot.texts import texts
from content.pack import SHIPPED
from tests.bot_process import PATIENCE, ROOT, environment

README = (ROOT / "README.md").read_text("utf-8")
UNLISTED = {
    "unsubscribe": "end all notices",
    "cancel": "leave what was begun",
    "back": "one step back in a proposal",
    "skip": "pass over a step of a proposal",
    "send": "agree and send the proposal",
    "support": "support the proposal of a receipt's number; with `off` behind it, take that back",
    "dossier": "all there is on an article: text, changes, sessions, proposals",
    "good": "the last answer was helpful",
    "bad": "the last answer was not; `article`, `unclear` or `error` may follow, and a line",
}
"""What the commands do that have no line in the menu."""


def settings_table() -> list[str]:
    """The table of settings, from the settings."""
    rows = [_setting_row(name, field) for name, field in Settings.model_fields.items()]
    return ["| Variable | Default | What it says |", "|---|---|---|", *rows]


def _setting_row(name: str, field: FieldInfo) -> str:
    shown = f"`{field.default}`" if field.default and field.default != SHIPPED else ""
    choices = " or ".join(f"`{choice}`" for choice in _choices(field.annotation))
    said = f"{field.description} Either {choices}." if choices else field.description
    return f"| `BOT_{name.upper()}` | {shown} | {said} |"


def _choices(annotation: object) -> Iterator[str]:
    if get_origin(annotation) is Literal:
        yield from get_args(annotation)
        return
    for part in get_args(annotation):
        yield from _choices(part)


def commands_table() -> list[str]:
    """The table of people's commands, from the commands and their menu."""
    rows = [f"| `/{command.name}` | {_said_of(command)} |" for command in COMMANDS]
    return ["| Command | What it does |", "|---|---|", *rows]


def _said_of(command: Command) -> str:
    say = texts("en")
    return say(command.menu) if say.has(command.menu) else UNLISTED[command.name]


def table_under(heading: str) -> list[str]:
    """The first table after a heading of the README."""
    _, _, rest = README.partition(f"\n## {heading}\n")
    lines = iter(rest.splitlines())
    found = []
    for line in lines:
        if line.startswith("|"):
            found.append(line)
        elif found:
            break
    return found


def fenced(language: str) -> list[str]:
    """The fenced blocks of the README in that language."""
    return re.findall(rf"```{language}\n(.*?)```", README, flags=re.DOTALL)


def offered_commands() -> set[str]:
    """The commands of the command line, those below others with a space between."""
    group = typer.main.get_command(app)
    found = set()
    for name, command in vars(group)["commands"].items():
        below = vars(command).get("commands")
        found |= {f"{name} {under}" for under in below} if below else {name}
    return found


@pytest.mark.parametrize(
    ("heading", "table"), [("Settings", settings_table()), ("What people can write", commands_table())]
)
def test_tables_are_those_of_the_code(heading: str, table: list[str]) -> None:
    """Every setting and every command stands in the README as the code has it; `__doc__` says how to renew them."""
    assert table_under(heading) == table


def test_the_dialogue_is_real(tmp_path: Path) -> None:
    """The dialogue shown is what the local chat prints; "…" stands for the rest of a line, or for lines left out."""
    [dialogue] = fenced("text")
    shown = dialogue.splitlines()
    said = "".join(line.removeprefix("me> ") + "\n" for line in shown if line.startswith("me> "))
    printed = subprocess.run(
        [sys.executable, "-m", "bot", "chat", "--lang", "en"],
        cwd=tmp_path,
        env=environment(tmp_path),
        input=said,
        capture_output=True,
        text=True,
        check=True,
        timeout=PATIENCE,
    ).stdout.splitlines()
    place = 0
    for line, before in zip(shown, ["", *shown], strict=False):
        if line.strip() == "…":
            continue
        while before.strip() == "…" and place < len(printed) and not _is_shown(line, printed[place]):
            place += 1
        assert place < len(printed), f"not printed: {line}"
        assert _is_shown(line, printed[place]), f"{line!r} is shown where {printed[place]!r} is printed"
        place += 1


def _is_shown(line: str, printed: str) -> bool:
    if line.endswith("…"):
        return printed.startswith(line.removesuffix("…").rstrip())
    return printed.rstrip() == line.rstrip()


def test_make_targets_exist() -> None:
    """Every `make` target that is mentioned exists, and those that everything stands on are mentioned."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, flags=re.MULTILINE))
    mentioned = set(re.findall(r"\bmake (?:-s )?([a-z-]+)", " ".join([*fenced("sh"), *_spoken()])))
    assert mentioned - targets == set()
    assert {"run", "test", "check", "bench"} <= mentioned


def _spoken() -> list[str]:
    return re.findall(r"`([^`\n]+)`", README)


def test_command_lines_exist() -> None:
    """Every command of the command line is mentioned, and none that does not exist."""
    lines = [line for block in fenced("sh") for line in block.splitlines()]
    mentioned = {
        match
        for line in lines
        for match in re.findall(r"-m bot ((?:content |db |sessions |proposals )?[a-z-]+)", line)
    }
    assert mentioned == offered_commands()


def test_links_lead_somewhere() -> None:
    """Every relative link of the README and of the pages beside it leads to a file."""
    pages = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    links = [
        (page, link) for page in pages for link in re.findall(r"\]\(([^)#]+)\)", page.read_text("utf-8"))
    ]
    assert len(links) >= 2
    assert [link for page, link in links if "://" not in link and not (page.parent / link).exists()] == []


def test_the_licence_is_whole() -> None:
    """The licence named is the licence held: the text of the GNU AGPL, version 3, unchanged."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["license"] == "AGPL-3.0-or-later"
    assert "AGPL-3.0-or-later" in README
    assert all("AGPL-3.0" in texts(code)("about", **_ABOUT) for code in ("kk", "ru", "en"))
    digest = hashlib.sha256((ROOT / "LICENSE").read_bytes()).hexdigest()
    assert digest == "0d96a4ff68ad6d4b6f1f30f713b18d5184912ba8dd389f86aa7710db079abcb0"


_ABOUT = {"bot": "Atazan", "editions": "", "reviewed": ""}


def test_oldest_python_is_named() -> None:
    """The README asks for the Python that the package asks for."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert f"Python {project['requires-python'].removeprefix('>=')} or newer" in README


if __name__ == "__main__":
    sys.stdout.write("\n".join([*settings_table(), "", *commands_table(), ""]))
