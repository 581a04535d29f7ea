"""Dependencies are locked, checked against hashes, free to come from any index, and each is there for something."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.bot_process import ROOT

LOCKS = ("runtime", "dev")
_LOCKED = re.compile(r"(?P<name>[A-Za-z0-9._-]+)==(?P<version>[0-9][^\s;\\]*)(?P<marker> ; [^\\]+?)? \\")
_HASH = re.compile(r"    --hash=sha256:[0-9a-f]{64}( \\)?")


def normal(name: str) -> str:
    """A package's name as indexes compare it (PEP 503), without extras."""
    return re.sub(r"[-_.]+", "-", name.partition("[")[0]).lower()


def declared(name: str) -> dict[str, str]:
    """What a `.in` file asks for: normal names to names as written, without versions and markers."""
    lines = (ROOT / "requirements" / f"{name}.in").read_text("utf-8").splitlines()
    written = [re.split(r"[=<>~; ]", line, maxsplit=1)[0] for line in lines if re.match(r"[A-Za-z]", line)]
    return {normal(package): package for package in written}


def lock(name: str) -> list[str]:
    """The lines of a lock file without comments."""
    lines = (ROOT / "requirements" / f"{name}.txt").read_text("utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.lstrip().startswith("#")]


def locked(name: str) -> dict[str, str]:
    """The packages of a lock file with their versions."""
    return {match["name"]: match["version"] for line in lock(name) if (match := _LOCKED.fullmatch(line))}


def documented() -> dict[str, set[str]]:
    """The packages of the page on dependencies, by the heading they stand under."""
    found: dict[str, set[str]] = {}
    heading = ""
    for line in (ROOT / "docs" / "dependencies.md").read_text("utf-8").splitlines():
        if line.startswith("## "):
            heading = line.removeprefix("## ")
        if row := re.match(r"\| `([^`]+)` \| \S", line):
            found.setdefault(heading, set()).add(row.group(1))
    return found


def imported() -> set[str]:
    """Normal names of the packages that the code imports by name."""
    owners = packages_distributions()
    found = {owner for module in _modules() for owner in owners.get(module, ())}
    return {normal(name) for name in found}


def _modules() -> Iterator[str]:
    for folder in ("bot", "handlers", "content", "tests"):
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Import):
                    yield from (name.name.partition(".")[0] for name in node.names)
                elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                    yield node.module.partition(".")[0]


@pytest.mark.parametrize("name", LOCKS)
def test_every_version_is_exact_and_hashed(name: str) -> None:
    """A lock file holds nothing but exact versions, each with at least one hash: no index, address or option."""
    without_hash = ""
    for line in lock(name):
        if _HASH.fullmatch(line):
            without_hash = ""
            continue
        assert without_hash == ""
        assert _LOCKED.fullmatch(line), line
        without_hash = line
    assert without_hash == ""


@pytest.mark.parametrize("name", [f"{lock}.{kind}" for lock in LOCKS for kind in ("in", "txt")])
def test_no_index_is_named(name: str) -> None:
    """Where packages come from is for whoever installs to say."""
    text = (ROOT / "requirements" / name).read_text("utf-8")
    assert re.findall(r"https?:|index-url|find-links|trusted-host|file:", text) == []


@pytest.mark.parametrize("name", LOCKS)
def test_what_is_asked_for_is_locked(name: str) -> None:
    """Everything that a `.in` file asks for is in its lock file."""
    assert set(declared(name)) - set(locked(name)) == set()


def test_both_locks_agree() -> None:
    """What runs is what was tested: the same versions in both lock files."""
    runtime, dev = locked("runtime"), locked("dev")
    assert {name: dev.get(name) for name in runtime} == runtime


def test_every_dependency_is_documented() -> None:
    """The page on dependencies names each of them once, with what it is for, and no others."""
    groups = documented()
    named = sorted(normal(name) for group in groups.values() for name in group)
    assert named == sorted({**declared("runtime"), **declared("dev")})


def test_what_is_said_to_be_imported_is() -> None:
    """A dependency that the page calls imported is imported somewhere."""
    assert {normal(name) for name in documented()["Imported"]} - imported() == set()


def test_tools_do_not_run_with_the_bot() -> None:
    """What only checks the bot is not installed with it."""
    tools = {normal(name) for name in documented()["Tools"]}
    assert tools & set(locked("runtime")) == set()


def test_one_oldest_python() -> None:
    """Package, types and lint speak of the same oldest Python, and this one is not older."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    oldest = project["project"]["requires-python"].removeprefix(">=")
    assert project["tool"]["mypy"]["python_version"] == oldest
    assert project["tool"]["ruff"]["target-version"] == "py" + oldest.replace(".", "")
    assert f"({oldest.replace('.', ', ')})" in Path(ROOT / "Makefile").read_text("utf-8")
    assert f"--python-version {oldest}" in Path(ROOT / "Makefile").read_text("utf-8")
    assert sys.version_info >= tuple(int(part) for part in oldest.split("."))
